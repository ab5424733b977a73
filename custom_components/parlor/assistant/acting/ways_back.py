"""How what was done to an entity is taken back: a table from its kind to the calls that make it as it was before.

Pure. Only what a plan changed is taken back: a source that somebody chose meanwhile stays when a volume is restored.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from homeassistant.util.json import JsonValueType

from .changed import ANYTHING, NO_WAY, Changed, WayBack, aspect_of
from .list_back import items_back

_OFF: Final = frozenset({"off", "standby"})
_CAN_SET_POSITION: Final = 4  # of covers and valves alike


def way_back(changed: Changed) -> WayBack:
    """Return what makes an entity as it was before; a way that is not whole leaves something as the plan made it."""
    return _WAYS[changed.domain](changed) if changed.domain in _WAYS else NO_WAY


def _switched(changed: Changed) -> WayBack:
    """Switch on or off again."""
    if changed.before.state not in ("on", "off"):
        return NO_WAY
    return WayBack(((f"turn_{changed.before.state}", {}),))


def _light(changed: Changed) -> WayBack:
    """Make a light as bright and as coloured as it was."""
    before = changed.before
    if before.state != "on":
        return _switched(changed)
    data: dict[str, JsonValueType] = {}
    if isinstance(brightness := before.attributes.get("brightness"), int | float):
        data["brightness"] = round(brightness)
    colour = "color_temp_kelvin" if before.attributes.get("color_mode") == "color_temp" else "hs_color"
    if (value := before.attributes.get(colour)) is not None:
        data[colour] = list(value) if isinstance(value, tuple) else value
    effect = before.attributes.get("effect") or "off"
    if changed.is_other("effect") and effect in (before.attributes.get("effect_list") or ()):
        data["effect"] = effect
    return WayBack((("turn_on", data),))


def _set(aspect: str, service: str, field: str) -> Callable[[Changed], WayBack]:
    """Return what sets one aspect as it was, if it was changed."""

    def back(changed: Changed) -> WayBack:
        if not changed.is_other(aspect):
            return WayBack()
        value = aspect_of(changed.before, aspect)
        return NO_WAY if value is None else WayBack(((service, {field: value}),))

    return back


def _together(ways: Iterable[WayBack]) -> WayBack:
    """Return several ways one after the other."""
    found = list(ways)
    return WayBack(tuple(call for way in found for call in way.calls), all(way.is_whole for way in found))


_FAN = (
    _set("percentage", "set_percentage", "percentage"),
    _set("preset_mode", "set_preset_mode", "preset_mode"),
    _set("oscillating", "oscillate", "oscillating"),
    _set("direction", "set_direction", "direction"),
)


def _fan(changed: Changed) -> WayBack:
    """Make a fan turn as it did."""
    if changed.before.state == "off" or changed.is_other("state"):
        if changed.before.state == "off":
            return _switched(changed) if changed.is_other("state") else WayBack()
        names = ("preset_mode", "percentage")
        data = {name: value for name in names if (value := changed.before.attributes.get(name)) is not None}
        return WayBack((("turn_on", dict([*data.items()][:1])),))
    # A preset says how fast as well.
    preset = changed.before.attributes.get("preset_mode")
    return _together(way(changed) for way in (_FAN[1:] if preset else (_FAN[0], *_FAN[2:])))


def _moved(set_position: str, noun: str) -> Callable[[Changed], WayBack]:
    """Return what moves a cover or a valve back to where it was."""

    def back(changed: Changed) -> WayBack:
        before = changed.before
        position = before.attributes.get("current_position")
        if before.state == "closed" or position == 0:
            return WayBack(((f"close_{noun}", {}),))
        if isinstance(position, int | float) and position < 100:
            can_set = int(before.attributes.get("supported_features") or 0) & _CAN_SET_POSITION
            return WayBack(((set_position, {"position": round(position)}),)) if can_set else NO_WAY
        return WayBack(((f"open_{noun}", {}),)) if before.state == "open" else NO_WAY

    return back


_TILT = _set("current_tilt_position", "set_cover_tilt_position", "tilt_position")


def _cover(changed: Changed) -> WayBack:
    """Move a cover back, and its slats."""
    moved = changed.services - {"set_cover_tilt_position", "stop_cover"}
    place = _moved("set_cover_position", "cover")(changed) if moved else WayBack()
    if "stop_cover" in changed.services and not moved:
        return NO_WAY
    return _together((place, _TILT(changed)))


def _lock(changed: Changed) -> WayBack:
    """Lock or unlock again."""
    before = {"locked": "lock", "locking": "lock", "unlocked": "unlock", "unlocking": "unlock"}
    service = before.get(changed.before.state)
    return WayBack(((service, {}),)) if service else NO_WAY


def _alarm(changed: Changed) -> WayBack:
    """Arm or disarm again."""
    state = changed.before.state
    if state == "disarmed":
        return WayBack((("alarm_disarm", {}),))
    return WayBack(((f"alarm_arm_{state.removeprefix('armed_')}", {}),)) if state.startswith("armed_") else NO_WAY


def _climate(changed: Changed) -> WayBack:
    """Make mode, preset and temperatures what they were, in the order in which they depend on one another."""
    ways = [_set("state", "set_hvac_mode", "hvac_mode")(changed)]
    preset = changed.before.attributes.get("preset_mode")
    ways.append(_set("preset_mode", "set_preset_mode", "preset_mode")(changed))
    # A preset has its own temperatures.
    if preset in (None, "none") or not changed.is_other("preset_mode"):
        ways.append(_temperatures(changed))
    ways += [_set(aspect, f"set_{aspect}", aspect)(changed) for aspect in ("humidity", "fan_mode", "swing_mode")]
    return _together(ways)


def _temperatures(changed: Changed) -> WayBack:
    """Set the temperatures that were wanted, a span or one; an appliance that was off wanted none."""
    names = ("temperature", "target_temp_low", "target_temp_high")
    wanted = {name: value for name in names if (value := changed.before.attributes.get(name)) is not None}
    if not changed.is_other(*names) or changed.before.state == "off":
        return WayBack()
    if "target_temp_low" in wanted and "target_temp_high" in wanted:
        wanted.pop("temperature", None)
    return WayBack((("set_temperature", wanted),)) if wanted else NO_WAY


def _humidifier(changed: Changed) -> WayBack:
    """Make a humidifier as it was."""
    knobs = (_set("mode", "set_mode", "mode"), _set("humidity", "set_humidity", "humidity"))
    switched = _switched(changed) if changed.is_other("state") else WayBack()
    if switched.calls and changed.before.state == "off":
        return switched
    return _together([switched, *(knob(changed) for knob in knobs)])


def _water_heater(changed: Changed) -> WayBack:
    """Make a boiler as it was."""
    mode = _set("state", "set_operation_mode", "operation_mode")
    return _together((mode(changed), _set("temperature", "set_temperature", "temperature")(changed)))


_SOUND = (
    _set("volume_level", "volume_set", "volume_level"),
    _set("is_volume_muted", "volume_mute", "is_volume_muted"),
)
_CHOICES = (
    ("select_source", _set("source", "select_source", "source")),
    ("select_sound_mode", _set("sound_mode", "select_sound_mode", "sound_mode")),
    ("shuffle_set", _set("shuffle", "shuffle_set", "shuffle")),
    ("repeat_set", _set("repeat", "repeat_set", "repeat")),
)
# What plays something else, or another place of it: what was played before does not come back by itself.
_OTHER_CONTENT = frozenset({"media_next_track", "media_previous_track", "media_seek", "play_media", "play_title"})
_PLAYING = frozenset({"playing", "paused", "buffering"})


def _player(changed: Changed) -> WayBack:
    """Make a player as it was: on or off, its sound, what was chosen on it, playing or paused."""
    before, left, called = changed.before, changed.left, changed.services
    if before.state in _OFF and left.state not in _OFF:
        return WayBack((("turn_off", {}),))
    if before.state not in _OFF and left.state in _OFF:
        return WayBack((("turn_on", {}),))
    ways: list[WayBack] = []
    if called & {"volume_set", "volume_up", "volume_down", "volume_mute", ANYTHING}:
        ways += [way(changed) for way in _SOUND]
    ways += [way(changed) for service, way in _CHOICES if called & {service, ANYTHING}]
    if called & {"media_play", "media_pause", "media_stop", ANYTHING} or called & _OTHER_CONTENT:
        ways.append(_playing(changed))
    return _together(ways)


def _playing(changed: Changed) -> WayBack:
    """Play, pause or stop again; what was stopped, or gave way to something else, does not come back."""
    before, left = changed.before.state, changed.left.state
    if before in _PLAYING and (left not in _PLAYING or changed.services & _OTHER_CONTENT):
        return NO_WAY
    if before in _PLAYING:
        services = {("paused", "playing"): "media_play", ("playing", "paused"): "media_pause"}
        service = services.get((left, before))
        return WayBack(((service, {}),)) if service else WayBack()
    return WayBack((("media_stop", {}),)) if left in _PLAYING else WayBack()


def _value(service: str, field: str, read: Callable[[str], JsonValueType] = str) -> Callable[[Changed], WayBack]:
    """Return what sets an entity whose state is its value."""

    def back(changed: Changed) -> WayBack:
        try:
            return WayBack(((service, {field: read(changed.before.state)}),))
        except ValueError:
            return NO_WAY

    return back


def _going(back_to: Mapping[str, str]) -> Callable[[Changed], WayBack]:
    """Return what sends a robot back to what it did."""

    def back(changed: Changed) -> WayBack:
        service = back_to.get(changed.before.state)
        moved = WayBack(((service, {}),)) if service else NO_WAY
        fan = _set("fan_speed", "set_fan_speed", "fan_speed")(changed)
        return _together((moved if changed.is_other("state") else WayBack(), fan))

    return back


_VACUUM = {
    "docked": "return_to_base", "returning": "return_to_base", "cleaning": "start", "paused": "pause", "idle": "stop",
}  # fmt: skip
_VALUES = {"number": float, "input_number": float}
_WAYS: Final[Mapping[str, Callable[[Changed], WayBack]]] = {
    "alarm_control_panel": _alarm,
    "climate": _climate,
    "cover": _cover,
    "fan": _fan,
    "humidifier": _humidifier,
    "lawn_mower": _going({"docked": "dock", "returning": "dock", "mowing": "start_mowing", "paused": "pause"}),
    "light": _light,
    "lock": _lock,
    "media_player": _player,
    "todo": items_back,
    "vacuum": _going(_VACUUM),
    "valve": _moved("set_valve_position", "valve"),
    "water_heater": _water_heater,
    **{domain: _value("set_value", "value", read) for domain, read in _VALUES.items()},
    **dict.fromkeys(("text", "input_text"), _value("set_value", "value")),
    **dict.fromkeys(("select", "input_select"), _value("select_option", "option")),
    **dict.fromkeys(("switch", "input_boolean", "siren", "remote", "automation"), _switched),
}
