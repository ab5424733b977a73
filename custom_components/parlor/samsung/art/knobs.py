"""The settings of art, each set within what the set tells of it, and seen to be set."""

from collections.abc import Callable
from contextlib import suppress

from ..errors import InvalidParameter, NotSupported
from . import effects, readings
from .asking import Desk
from .effects import never
from .generations import Slides
from .state import Choice, Level, Slideshow
from .watch import NOT_THAT_WAY, ArtWatch
from .wire import ArtMessage

SLIDESHOW_NEWS = ("slideshow_changed", "auto_rotation_changed")


async def set_level(watch: ArtWatch, desk: Desk, seconds: float, name: str, value: int) -> None:
    """Set a number; raises InvalidParameter outside the set's range."""

    def check(known: object) -> None:
        if isinstance(known, Level) and not known.least <= value <= known.most:
            raise InvalidParameter(f"{name} goes from {known.least} to {known.most}")

    await _set(watch, desk, seconds, name, value, check)


async def set_choice(watch: ArtWatch, desk: Desk, seconds: float, name: str, value: str) -> None:
    """Set one of the set's words; raises InvalidParameter for others."""

    def check(known: object) -> None:
        if isinstance(known, Choice) and value not in known.options:
            raise InvalidParameter(f"{name} is one of {', '.join(known.options)}")

    await _set(watch, desk, seconds, name, value, check)


async def set_switch(watch: ArtWatch, desk: Desk, seconds: float, name: str, *, on: bool) -> None:
    """Set what is on or off."""
    await _set(watch, desk, seconds, name, on, lambda _: None)


async def _set(
    watch: ArtWatch, desk: Desk, seconds: float, name: str, value: int | str, check: Callable[[object], None]
) -> None:
    """Set a setting that the set has, unless it is so already, and see that it is."""

    def known() -> object:
        return getattr(watch.art, name)

    async def look() -> bool:
        await watch.read_settings(desk)
        setting = known()
        return (setting.value if isinstance(setting, (Level, Choice)) else setting) == value

    if await look():
        return
    if known() is None:
        raise NotSupported(f"the TV tells no {name}")
    check(known())
    request, word = f"set_{name}", value
    if isinstance(value, bool):
        request, word = f"{request}_setting", "on" if value else "off"
    await effects.change(desk, seconds, request, never, look, {"value": word})


async def set_slideshow(watch: ArtWatch, desk: Desk, wanted: Slideshow) -> None:
    """Have the set change pictures by itself, by the name this set knows."""

    def is_it(told: Slideshow | None) -> bool:
        return told is not None and told.minutes == wanted.minutes

    def seen(message: ArtMessage) -> bool:
        return message.event in SLIDESHOW_NEWS and is_it(readings.slideshow(message.fields))

    def agrees(message: ArtMessage) -> bool:
        told = readings.slideshow(message.fields)
        return told is None or is_it(told)

    async def look() -> bool:
        await watch.read_slideshow(desk)
        return is_it(watch.art.slideshow)

    async def ask(way: Slides) -> None:
        value = str(wanted.minutes) if wanted.is_on else "off"
        kind = "shuffleslideshow" if wanted.shuffle else "slideshow"
        params = {"value": value, "category_id": wanted.category_id, "type": kind}
        await effects.request(desk, f"set_{way}_status", seen, look, params, agrees)

    with suppress(*NOT_THAT_WAY):
        await watch.read_slideshow(desk)  # finds the name that this set knows
    # One that runs is sometimes told as off: ending it is asked for in any case.
    if not (wanted.is_on and watch.art.slideshow == wanted):
        await ask(watch.learned.ways_of(Slides, watch.learned.generation.slides)[0])
        watch.took(wanted)
