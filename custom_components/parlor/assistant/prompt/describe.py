"""A state in one line, as a model reads it: what matters of the entity's kind, in few tokens.

Names, titles and sources come from devices and the web. They are data: kept short, on one line, and never an order.
"""

from collections.abc import Callable, Mapping
import re
from typing import Any

from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT
from homeassistant.core import State

MAX_TEXT = 80
MAX_SOURCES = 20
# Whatever ends a line, cannot be seen, or turns the direction of writing.
_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]+"
)


def plain(value: object, limit: int = MAX_TEXT) -> str:
    """Return a text from outside on one line and no longer than its room."""
    text = _CONTROL.sub(" ", str(value)[: limit * 4]).strip()
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def describe(state: State) -> str:
    """Return what an entity is doing, in a line."""
    parts = [f"{plain(state.state)}{_unit(state)}", *_DESCRIBE.get(state.domain, _nothing)(state.attributes)]
    return ", ".join(part for part in parts if part)


def _unit(state: State) -> str:
    """Return the unit of a measurement, with its space."""
    unit = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
    return f" {plain(unit, 12)}" if unit else ""


def _nothing(_: Mapping[str, Any]) -> list[str]:
    """Say nothing more than the state."""
    return []


def _labelled(attributes: Mapping[str, Any], **labels: str) -> list[str]:
    """Return the attributes that are there, each behind its label."""
    return [f"{label} {plain(attributes[name])}" for name, label in labels.items() if attributes.get(name) is not None]


def _light(attributes: Mapping[str, Any]) -> list[str]:
    """Say how bright a light is."""
    brightness = attributes.get("brightness")
    return [f"{round(brightness / 2.55)} %"] if isinstance(brightness, int | float) else []


def _climate(attributes: Mapping[str, Any]) -> list[str]:
    """Say what a thermostat measures and wants."""
    return _labelled(
        attributes,
        current_temperature="now",
        temperature="target",
        hvac_action="doing",
        preset_mode="preset",
        fan_mode="fan",
    )


def _percent(label: str, name: str) -> Callable[[Mapping[str, Any]], list[str]]:
    """Say a percentage behind its label."""
    return lambda attributes: [f"{label}{plain(attributes[name], 12)} %"] if attributes.get(name) is not None else []


def _media_player(attributes: Mapping[str, Any]) -> list[str]:
    """Say what is on, where it is in it, and how loud."""
    volume = attributes.get("volume_level")
    told = _labelled(
        attributes,
        app_name="app",
        source="source",
        media_channel="channel",
        media_series_title="series",
        media_season="season",
        media_episode="episode",
        media_title="title",
        media_artist="by",
        media_album_name="album",
    )
    position, duration = attributes.get("media_position"), attributes.get("media_duration")
    if isinstance(position, int | float) and isinstance(duration, int | float) and duration:
        told.append(f"at {clock(position)} of {clock(duration)}")
    if isinstance(volume, int | float):
        told.append(f"volume {round(volume * 100)} %")
    if attributes.get("is_volume_muted"):
        told.append("muted")
    return told


def clock(seconds: float) -> str:
    """Return a length of time as people write it."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


_DESCRIBE: Mapping[str, Callable[[Mapping[str, Any]], list[str]]] = {
    "climate": _climate,
    "cover": _percent("open ", "current_position"),
    "fan": _percent("", "percentage"),
    "humidifier": _percent("target ", "humidity"),
    "light": _light,
    "media_player": _media_player,
    "vacuum": lambda attributes: _labelled(attributes, fan_speed="suction", status="status"),
    "valve": _percent("open ", "current_position"),
    "water_heater": lambda attributes: _labelled(attributes, current_temperature="now", temperature="target"),
    "weather": lambda attributes: _labelled(attributes, temperature="", humidity="humidity", wind_speed="wind"),
}

# field of an action -> the attribute that lists what it may be.
OPTION_ATTRIBUTES: Mapping[str, str] = {
    "effect": "effect_list",
    "fan_mode": "fan_modes",
    "fan_speed": "fan_speed_list",
    "hvac_mode": "hvac_modes",
    "mode": "available_modes",
    "operation_mode": "operation_list",
    "option": "options",
    "preset_mode": "preset_modes",
    "sound_mode": "sound_mode_list",
    "source": "source_list",
    "swing_mode": "swing_modes",
}


def options(state: State) -> str:
    """Return what can be chosen on an entity, for the tail of a request."""
    told = []
    for name in ("source_list", "effect_list", "preset_modes", "hvac_modes", "options", "sound_mode_list"):
        values = state.attributes.get(name)
        if isinstance(values, list) and values:
            shown = ", ".join(plain(value, 30) for value in values[:MAX_SOURCES])
            told.append(f"{name.removesuffix('_list').removesuffix('s')}s: {shown}")
    return "; ".join(told)
