"""The data of a step, as the service wants it: numbers out of texts, fractions out of percentages, fields by their names.

Pure. A repair is made only where it is the only one that makes sense; what is left over is for the service's own schema to
refuse.
"""

from collections.abc import Mapping
import re
from typing import Any

from homeassistant.util.json import JsonValueType

from .actions import ACTIONS, field_names

# What models call a field -> the field, for the actions that have it.
_FIELD_WORDS: Mapping[str, tuple[str, ...]] = {
    "app": ("source",),
    "brightness_percent": ("brightness_pct",),
    "channel": ("media_content_id",),
    "color": ("color_name",),
    "colour": ("color_name",),
    "film": ("title",),
    "input": ("source",),
    "level": ("brightness_pct", "volume_level", "percentage", "position"),
    "media_title": ("title",),
    "mode": ("hvac_mode", "preset_mode", "mode", "operation_mode"),
    "movie": ("title",),
    "mute": ("is_volume_muted",),
    "muted": ("is_volume_muted",),
    "name": ("source", "option", "item"),
    "percent": ("brightness_pct", "percentage", "position", "volume_level"),
    "query": ("title",),
    "task": ("item",),
    "series": ("title",),
    "show": ("title",),
    "speed": ("percentage", "fan_speed"),
    "title": ("item",),
    "value": ("option", "value", "volume_level", "brightness_pct", "temperature", "position", "percentage", "source"),
    "volume": ("volume_level",),
}
# Where models repeat the target; the step has its own.
_TARGET_FIELDS = frozenset(
    {
        "action", "area", "area_id", "device_id", "domain", "entity_id", "exclude", "floor", "floor_id", "label", "label_id",
        "room", "service", "target",
    }
)  # fmt: skip
# Fields that are not told to models, which know them all the same.
_MORE_FIELDS = frozenset(
    {
        "announce", "brightness", "color_temp_kelvin", "description", "due_date", "due_datetime", "effect", "enqueue", "flash",
        "hs_color", "hvac_mode", "percentage", "preset_mode", "rename", "rgb_color", "target_temp_high", "target_temp_low", "transition",
    }
)  # fmt: skip
_NUMBER = re.compile(r"^\s*(-?\d+(?:[.,]\d+)?)\s*(%|percent|°\s*[cf]?|k|kelvin|degrees?)?\s*$", re.IGNORECASE)
_WHOLE_PERCENT = frozenset({"brightness_pct", "percentage", "position", "tilt_position", "humidity"})
_FRACTIONS = frozenset({"volume_level"})
_NUMBERS = (
    _WHOLE_PERCENT
    | _FRACTIONS
    | {
        "temperature",
        "target_temp_low",
        "target_temp_high",
        "color_temp_kelvin",
        "seek_position",
    }
)
_BOOLEANS = frozenset({"is_volume_muted", "oscillating", "shuffle"})
# What an action is nothing without.
_NEEDED: Mapping[str, str] = {
    "climate.set_temperature": "temperature",
    "cover.set_cover_position": "position",
    "fan.set_percentage": "percentage",
    "humidifier.set_humidity": "humidity",
    "media_player.media_seek": "seek_position",
    "media_player.play_media": "media_content_id",
    "media_player.select_source": "source",
    "media_player.volume_set": "volume_level",
    "todo.add_item": "item",
    "todo.remove_item": "item",
    "todo.update_item": "item",
    "valve.set_valve_position": "position",
    "water_heater.set_temperature": "temperature",
}
_PLACES: Mapping[str, str] = {
    "closed": "close", "close": "close", "down": "close", "shut": "close", "open": "open", "opened": "open", "up": "open",
}  # fmt: skip
_WORDS_OF_TRUTH: Mapping[str, bool] = {
    "true": True,
    "on": True,
    "yes": True,
    "1": True,
    "false": False,
    "off": False,
    "no": False,
    "0": False,
}


def read_data(action: str, data: Mapping[str, Any]) -> dict[str, JsonValueType]:
    """Return the data of one step with its fields named and typed as the service wants them."""
    fields = field_names(ACTIONS[action]) if action in ACTIONS else ()
    read: dict[str, JsonValueType] = {}
    for given, value in data.items():
        name = _field(given, fields, set(data))
        if value is None or value == "" or name is None:
            continue
        read[name] = _value(name, value)
    if "brightness" in read and "brightness_pct" in fields:
        _use_percentage(read)
    if action == "media_player.volume_mute":
        read.setdefault("is_volume_muted", True)
    return read


def unknown_field(action: str, data: Mapping[str, JsonValueType]) -> str | None:
    """Return a field of read data that the action does not have: sent on, it would be refused or mean something else."""
    known = known_fields(action)
    return next((name for name in data if name not in known), None)


def known_fields(action: str) -> frozenset[str]:
    """Return the fields that an action may be given, told to models or not."""
    return frozenset({*field_names(ACTIONS[action]), *(_MORE_FIELDS if field_names(ACTIONS[action]) else ())})


def missing_field(action: str, data: Mapping[str, JsonValueType]) -> str | None:
    """Return the field that an action is nothing without, where data lack it."""
    field = _NEEDED.get(action)
    others = {"temperature": {"target_temp_low", "target_temp_high"}}.get(field or "", set())
    return field if field and field not in data and not others & data.keys() else None


def as_settled(action: str, data: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return an action whose place was said in a word as the action for that: a cover's position "closed" closes it."""
    domain, _, service = action.partition(".")
    word = str(data.get("position", data.get("value", ""))).strip().casefold()
    if service in ("set_cover_position", "set_valve_position") and word in _PLACES:
        return f"{domain}.{_PLACES[word]}_{domain}", {}
    return action, dict(data)


def _field(given: str, fields: tuple[str, ...], present: set[str]) -> str | None:
    """Return the field that a given name stands for, or None where it repeats the target."""
    name = given.strip().casefold().replace(" ", "_").replace("-", "_")
    if name in fields:
        return name
    for meant in _FIELD_WORDS.get(name, ()):
        if meant in fields and meant not in present:
            return meant
    return None if name in _TARGET_FIELDS or name == "name" else name


def _value(name: str, value: Any) -> JsonValueType:
    """Return a value in the type that its field has."""
    if name in _BOOLEANS and isinstance(value, str):
        return _WORDS_OF_TRUTH.get(value.strip().casefold(), value)
    if name in _NUMBERS:
        return _number(name, value)
    result: JsonValueType = value.strip() if isinstance(value, str) else value
    return result


def _number(name: str, value: Any) -> JsonValueType:
    """Return a number in its field's own scale; a text that is none stays as it is, for the schema to refuse."""
    has_percent_sign = False
    if isinstance(value, str):
        if not (match := _NUMBER.match(value)):
            return value
        number = float(match[1].replace(",", "."))
        has_percent_sign = (match[2] or "").casefold() in ("%", "percent")
    elif isinstance(value, bool) or not isinstance(value, int | float):
        unchanged: JsonValueType = value
        return unchanged
    else:
        number = float(value)
    if name in _FRACTIONS and (has_percent_sign or number > 1):
        number /= 100
    if name in _WHOLE_PERCENT:
        return round(number)
    return int(number) if number.is_integer() and name not in _FRACTIONS else number


def _use_percentage(read: dict[str, JsonValueType]) -> None:
    """Say a brightness as a percentage: models write it in either scale, and only a percent sign or its size tells."""
    value = read.pop("brightness")
    if "brightness_pct" in read:
        return
    is_percentage = isinstance(value, str) and value.rstrip().endswith("%")
    number = _number("temperature", value)
    if not isinstance(number, int | float):
        read["brightness_pct"] = value
        return
    read["brightness_pct"] = round(number if is_percentage or number <= 100 else number / 2.55)
