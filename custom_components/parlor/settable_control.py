"""What can be set of a TV through IP Control: its picture, its sound, where that goes."""

from typing import Final

from homeassistant.components.number import NumberMode
from homeassistant.const import EntityCategory

from .samsung.ip_control.settings import (
    AMBIENT,
    BACKLIGHT,
    BRIGHTNESS,
    CHOICES,
    COLOR,
    COLOR_TONE,
    CONTRAST,
    EXTERNAL,
    PICTURE_MODE,
    PICTURE_SIZE,
    SHARPNESS,
    SOUND_MODE,
    SPEAKER,
    TINT,
    Choice,
    Level,
)
from .samsung.ip_control.state import bare
from .samsung.state import TVState
from .samsung.tv import SamsungTV
from .settable import TVNumberDescription, TVSelectDescription, TVSwitchDescription
from .tv_control import KEY, has, setting, through

# Values that have a translation, as sets write them; any other is shown as the set tells it.
SHOWN: Final = {
    PICTURE_SIZE.name: {"16:9": "16_9", "4:3": "4_3", "Custom": "custom"},
    SPEAKER.name: {"Internal": "internal", "AudioOut/Optical": "optical", EXTERNAL: "external"},
    **{
        choice.name: {value: value.casefold() for value in (*choice.known, AMBIENT)}
        for choice in (PICTURE_MODE, SOUND_MODE, COLOR_TONE)
    },
}
WIDE: Final = (-50, 100)  # as Samsung writes it of its panels for business
EXPERT: Final = frozenset({COLOR_TONE.name, PICTURE_SIZE.name})


def _select(choice: Choice) -> TVSelectDescription:
    """Return the description of a choice."""
    shown = {bare(value): option for value, option in SHOWN[choice.name].items()}

    def meant(state: TVState) -> dict[str, str]:
        """Return what may be chosen, or could be if the TV were on, each with the word of this set."""
        values = state.control.options(choice) if state.control else ()
        return {shown.get(bare(value), value): value for value in values}

    def current(state: TVState) -> str | None:
        value = setting(state, choice.name)
        return shown.get(bare(value), value) if isinstance(value, str) else None

    async def select(tv: SamsungTV, option: str) -> None:
        await through(tv).set_choice(choice, meant(tv.state).get(option, option))

    return TVSelectDescription(
        key=f"{KEY}{choice.name}",
        translation_key=choice.name,
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=choice.name not in EXPERT,
        exists_fn=has(choice.name),
        options_fn=lambda state: list(meant(state)),
        current_fn=current,
        set_fn=select,
    )


def _number(translation_key: str, level: Level) -> TVNumberDescription:
    """Return the description of a number."""

    def value(state: TVState) -> int | None:
        told = setting(state, level.name)
        return told if isinstance(told, int) else None

    def bounds(state: TVState) -> tuple[int, int]:
        """Return the range of newer sets, a wide one where this set tells more: ranges of older ones are not known."""
        told = value(state) or 0
        return (level.low if told >= level.low else WIDE[0], level.high if told <= level.high else WIDE[1])

    return TVNumberDescription(
        key=f"{KEY}{level.name}",
        translation_key=translation_key,
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=level is BACKLIGHT,
        mode=NumberMode.SLIDER,
        exists_fn=has(level.name),
        value_fn=value,
        range_fn=bounds,
        set_fn=lambda tv, wanted: through(tv).set_level(level, wanted),
    )


CONTROL_SELECTS: Final = tuple(_select(choice) for choice in CHOICES)
CONTROL_NUMBERS: Final = (
    _number("picture_backlight", BACKLIGHT),
    _number("picture_contrast", CONTRAST),
    _number("picture_brightness", BRIGHTNESS),
    _number("picture_sharpness", SHARPNESS),
    _number("picture_color", COLOR),
    _number("picture_tint", TINT),
)
CONTROL_SWITCHES: Final = (
    TVSwitchDescription(
        key=f"{KEY}game_mode",
        translation_key="game_mode",
        entity_category=EntityCategory.CONFIG,
        exists_fn=has("game_mode"),
        is_on_fn=lambda state: state.control.game_mode if state.control else None,
        set_fn=lambda tv, on: through(tv).set_game_mode(on),
    ),
)
