"""What a service call must change, so that "done" is said of what was seen.

A table from service to what its effect looks like in a state; pure. A service that is not in the table has no effect that
could be watched: a scene, a button, a track skipped.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
import math
from typing import Any

from .steps import Step

UNKNOWN_STATES = frozenset({"unknown", "unavailable"})


@dataclass(frozen=True, slots=True)
class Seen:
    """The part of a state that effects are read from."""

    state: str
    attributes: Mapping[str, Any]


type Effect = Callable[[Seen], bool]
type EffectOf = Callable[[Mapping[str, Any]], Effect]


def _state_in(*states: str) -> EffectOf:
    """Expect one of these states."""
    return lambda data: lambda seen: seen.state in states


def _is_on(_: Mapping[str, Any]) -> Effect:
    """Expect anything that is known and not off."""
    return lambda seen: seen.state not in UNKNOWN_STATES and seen.state not in ("off", "standby")


def _state_from(field: str) -> EffectOf:
    """Expect the state that the call names in a field."""
    return lambda data: lambda seen: _close(seen.state, data.get(field), 0.01)


def _attribute(field: str, attribute: str | None = None, within: float = 0.0) -> EffectOf:
    """Expect an attribute to become what the call names in a field."""
    return lambda data: lambda seen: _close(seen.attributes.get(attribute or field), data.get(field), within)


def _close(actual: Any, wanted: Any, within: float) -> bool:
    """Compare numbers with room for a device's own steps, lists by their members, texts without case."""
    if isinstance(wanted, list | tuple):
        return (
            isinstance(actual, list | tuple)
            and len(actual) == len(wanted)
            and all(_close(one, other, within) for one, other in zip(actual, wanted, strict=True))
        )
    if isinstance(wanted, bool) or isinstance(actual, bool):
        return bool(actual) == bool(wanted) and actual is not None
    try:
        return math.isclose(float(actual), float(wanted), abs_tol=within + 1e-9)
    except TypeError, ValueError:
        return actual is not None and str(actual).casefold() == str(wanted).casefold()


def _brightness(data: Mapping[str, Any]) -> Effect:
    """Expect a brightness of 0 to 255 near the wanted percentage; zero per cent turns a light off."""
    wanted = float(data["brightness_pct"])
    if wanted == 0:
        return lambda seen: seen.state == "off"
    return lambda seen: _close(seen.attributes.get("brightness"), wanted * 2.55, 4)


# Fields that a call may carry beside its main effect, each with what it must change.
_FIELDS: Mapping[str, Mapping[str, EffectOf]] = {
    "light.turn_on": {
        "brightness_pct": _brightness,
        "brightness": _attribute("brightness", within=3),
        "color_temp_kelvin": _attribute("color_temp_kelvin", within=60),
        "rgb_color": _attribute("rgb_color", within=8),
        "hs_color": _attribute("hs_color", within=3),
        "effect": _attribute("effect"),
    },
    "fan.turn_on": {
        "percentage": _attribute("percentage", within=17),
        "preset_mode": _attribute("preset_mode"),
    },
    "climate.set_temperature": {
        "temperature": _attribute("temperature", within=0.5),
        "target_temp_low": _attribute("target_temp_low", within=0.5),
        "target_temp_high": _attribute("target_temp_high", within=0.5),
        "hvac_mode": _state_from("hvac_mode"),
    },
    "water_heater.set_temperature": {"temperature": _attribute("temperature", within=0.5)},
}


def _position(data: Mapping[str, Any], field: str, attribute: str) -> Effect:
    """Expect a position, or to see the device on its way there."""
    at_position = _attribute(field, attribute, within=3)(data)
    return lambda seen: seen.state in ("opening", "closing") or at_position(seen)


# domain.service -> what its main effect looks like.
_EFFECTS: Mapping[str, EffectOf] = {
    "alarm_control_panel.alarm_arm_away": _state_in("armed_away", "arming", "pending"),
    "alarm_control_panel.alarm_arm_home": _state_in("armed_home", "arming", "pending"),
    "alarm_control_panel.alarm_arm_night": _state_in("armed_night", "arming", "pending"),
    "alarm_control_panel.alarm_disarm": _state_in("disarmed"),
    "climate.set_fan_mode": _attribute("fan_mode"),
    "climate.set_humidity": _attribute("humidity", within=1),
    "climate.set_hvac_mode": _state_from("hvac_mode"),
    "climate.set_preset_mode": _attribute("preset_mode"),
    "climate.set_swing_mode": _attribute("swing_mode"),
    "cover.close_cover": _state_in("closed", "closing"),
    "cover.open_cover": _state_in("open", "opening"),
    "cover.set_cover_position": lambda data: _position(data, "position", "current_position"),
    "cover.set_cover_tilt_position": _attribute("tilt_position", "current_tilt_position", within=3),
    "fan.oscillate": _attribute("oscillating"),
    "fan.set_direction": _attribute("direction"),
    "fan.set_percentage": _attribute("percentage", within=17),
    "fan.set_preset_mode": _attribute("preset_mode"),
    "humidifier.set_humidity": _attribute("humidity", within=1),
    "humidifier.set_mode": _attribute("mode"),
    "input_number.set_value": _state_from("value"),
    "input_select.select_option": _state_from("option"),
    "input_text.set_value": _state_from("value"),
    "lawn_mower.dock": _state_in("docked", "returning"),
    "lawn_mower.pause": _state_in("paused"),
    "lawn_mower.start_mowing": _state_in("mowing"),
    "lock.lock": _state_in("locked", "locking"),
    "lock.open": _state_in("open", "opening"),
    "lock.unlock": _state_in("unlocked", "unlocking", "open"),
    "media_player.media_pause": _state_in("paused", "idle"),
    "media_player.media_play": _state_in("playing", "buffering"),
    "media_player.media_stop": _state_in("idle", "off", "standby", "on", "stopped"),
    "media_player.repeat_set": _attribute("repeat"),
    "media_player.select_sound_mode": _attribute("sound_mode"),
    "media_player.select_source": _attribute("source"),
    "media_player.shuffle_set": _attribute("shuffle"),
    "media_player.volume_mute": _attribute("is_volume_muted"),
    "media_player.volume_set": _attribute("volume_level", within=0.02),
    "number.set_value": _state_from("value"),
    "remote.turn_on": _is_on,
    "select.select_option": _state_from("option"),
    "text.set_value": _state_from("value"),
    "vacuum.pause": _state_in("paused", "idle"),
    "vacuum.return_to_base": _state_in("returning", "docked"),
    "vacuum.start": _state_in("cleaning"),
    "vacuum.stop": _state_in("idle", "paused", "docked", "stopped"),
    "valve.close_valve": _state_in("closed", "closing"),
    "valve.open_valve": _state_in("open", "opening"),
    "valve.set_valve_position": lambda data: _position(data, "position", "current_position"),
    "water_heater.set_operation_mode": _state_from("operation_mode"),
}

# Domains in which turn_on and turn_off leave nothing to see.
_STATELESS = frozenset({"scene", "script", "button", "input_button", "automation", "notify"})


def expected_effect(step: Step) -> Effect | None:
    """Return what must be seen of each of a step's entities, or None where nothing could be."""
    data = {name: value for name, value in step.data.items() if value is not None}
    effects = [_EFFECTS[step.action](data)] if step.action in _EFFECTS else []
    if not effects and step.domain not in _STATELESS:
        match step.service:
            case "turn_on":
                effects = [_is_on(data)] if data.get("brightness_pct") != 0 else []
            case "turn_off":
                effects = [_state_in("off", "standby")(data)]
    effects += [make(data) for name, make in _FIELDS.get(step.action, {}).items() if name in data]
    if not effects:
        return None
    return lambda seen: all(effect(seen) for effect in effects)
