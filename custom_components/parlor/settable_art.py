"""What can be set of the art on a Frame."""

from typing import Final

from homeassistant.const import EntityCategory

from .art_matte import art_of, async_set_matte_color, async_set_matte_type, hanging, matte_color, matte_type
from .samsung.art.state import Level
from .samsung.errors import TVIsOff
from .samsung.power.verdict import Power
from .samsung.state import TVState
from .samsung.tv import SamsungTV
from .settable import TVNumberDescription, TVSelectDescription, TVSwitchDescription

OFF: Final = "off"
SLIDESHOW_MINUTES: Final = ("3", "15", "60", "720", "1440", "10080")  # what sets offer
SHOWS: Final[dict[Power, bool | None]] = {Power.ART: True, Power.ON: False, Power.OFF: False, Power.UNKNOWN: None}


async def set_art_mode(tv: SamsungTV, on: bool) -> None:
    """Show art, or what was watched before; raises TVIsOff where it cannot."""
    if tv.state.power is not Power.OFF:
        await tv.art.set_mode(on)
    elif on:
        raise TVIsOff("a TV that is off shows no art")


async def set_filter(tv: SamsungTV, filter_id: str) -> None:
    """Put a filter over what hangs."""
    await tv.art.set_filter(hanging(tv.state).content_id, filter_id)


def slideshow(state: TVState) -> str | None:
    """Return after how many minutes the picture changes."""
    told = art_of(state).slideshow
    return None if told is None else str(told.minutes) if told.minutes else OFF


async def set_slideshow(tv: SamsungTV, minutes: str) -> None:
    """Have pictures change, in the order and of the category that they have."""
    told = art_of(tv.state).slideshow
    await tv.art.set_slideshow(
        None if minutes == OFF else int(minutes),
        shuffle=told is not None and told.shuffle,
        category=told.category_id if told else None,
    )


def _range(level: Level | None) -> tuple[int, int] | None:
    """Return from where to where a setting goes."""
    return (level.least, level.most) if level else None


ART_SWITCHES: Final = (
    TVSwitchDescription(
        key="art_mode",
        exists_fn=lambda state: state.art is not None,
        is_on_fn=lambda state: SHOWS[state.power],
        set_fn=set_art_mode,
    ),
    TVSwitchDescription(
        key="art_brightness_sensor",
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda state: art_of(state).brightness_sensor is not None,
        is_on_fn=lambda state: art_of(state).brightness_sensor,
        set_fn=lambda tv, on: tv.art.set_brightness_sensor(on),
    ),
)

ART_SELECTS: Final = (
    TVSelectDescription(
        key="art_matte",
        exists_fn=lambda state: bool(art_of(state).matte_types),
        current_fn=matte_type,
        options_fn=lambda state: art_of(state).matte_types,
        set_fn=async_set_matte_type,
    ),
    TVSelectDescription(
        key="art_matte_color",
        exists_fn=lambda state: bool(art_of(state).matte_colors),
        current_fn=matte_color,
        options_fn=lambda state: art_of(state).matte_colors,
        set_fn=async_set_matte_color,
    ),
    TVSelectDescription(
        key="art_filter",
        exists_fn=lambda state: bool(art_of(state).filters),
        current_fn=lambda _: None,  # no set tells which one is over a picture
        options_fn=lambda state: art_of(state).filters,
        set_fn=set_filter,
    ),
    TVSelectDescription(
        key="art_slideshow",
        exists_fn=lambda state: art_of(state).slideshow is not None,
        current_fn=slideshow,
        options_fn=lambda _: (OFF, *SLIDESHOW_MINUTES),
        set_fn=set_slideshow,
    ),
    TVSelectDescription(
        key="art_motion_timer",
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda state: art_of(state).motion_timer is not None,
        current_fn=lambda state: timer.value if (timer := art_of(state).motion_timer) else None,
        options_fn=lambda state: timer.options if (timer := art_of(state).motion_timer) else (),
        set_fn=lambda tv, value: tv.art.set_motion_timer(value),
    ),
    TVSelectDescription(
        key="art_motion_sensitivity",
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda state: art_of(state).motion_sensitivity is not None,
        current_fn=lambda state: sense.value if (sense := art_of(state).motion_sensitivity) else None,
        options_fn=lambda state: sense.options if (sense := art_of(state).motion_sensitivity) else (),
        set_fn=lambda tv, value: tv.art.set_motion_sensitivity(value),
    ),
)

ART_NUMBERS: Final = (
    TVNumberDescription(
        key="art_brightness",
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda state: art_of(state).brightness is not None,
        value_fn=lambda state: level.value if (level := art_of(state).brightness) else None,
        range_fn=lambda state: _range(art_of(state).brightness),
        native_min_value=0,
        native_max_value=10,
        set_fn=lambda tv, value: tv.art.set_brightness(value),
    ),
    TVNumberDescription(
        key="art_color_temperature",
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda state: art_of(state).color_temperature is not None,
        value_fn=lambda state: level.value if (level := art_of(state).color_temperature) else None,
        range_fn=lambda state: _range(art_of(state).color_temperature),
        native_min_value=-5,
        native_max_value=5,
        set_fn=lambda tv, value: tv.art.set_color_temperature(value),
    ),
)
