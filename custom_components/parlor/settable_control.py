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
from .samsung.state import TVState
from .settable import TVNumberDescription, TVSelectDescription, TVSwitchDescription
from .tv_control import KEY, has, setting, through

# Values that have a translation, as sets write them; any other is shown as the set tells it.
SHOWN: Final = {
    PICTURE_SIZE.name: {"16:9": "16_9", "4:3": "4_3", "Custom": "custom"},
    SPEAKER.name: {"Internal": "internal", "AudioOut/Optical": "optical", EXTERNAL: "external"},
    PICTURE_MODE.name: {AMBIENT: "ambient"} | {value: value.casefold() for value in PICTURE_MODE.known},
    SOUND_MODE.name: {value: value.casefold() for value in SOUND_MODE.known},
    COLOR_TONE.name: {value: value.casefold() for value in COLOR_TONE.known},
}
WIDE: Final = (-50, 100)  # as Samsung writes it of its panels for business
EXPERT: Final = frozenset({COLOR_TONE.name, PICTURE_SIZE.name})


def _select(choice: Choice) -> TVSelectDescription:
    """Return the description of a choice."""
    shown = SHOWN[choice.name]
    meant = {option: value for value, option in shown.items()}

    def options(state: TVState) -> list[str]:
        """Return what may be chosen, or would be if the TV were on."""
        return [shown.get(value, value) for value in state.control.options(choice)] if state.control else []

    def current(state: TVState) -> str | None:
        value = setting(state, choice.name)
        return shown.get(value, value) if isinstance(value, str) else None

    return TVSelectDescription(
        key=f"{KEY}{choice.name}",
        translation_key=choice.name,
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=choice.name not in EXPERT,
        exists_fn=has(choice.name),
        options_fn=options,
        current_fn=current,
        set_fn=lambda tv, option: through(tv).set_choice(choice, meant.get(option, option)),
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
