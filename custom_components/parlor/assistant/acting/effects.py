"""What a service call must change, so that "done" is said of what was seen.

A table from service to what its effect looks like in a state; pure. A service that is not in the table has no effect that
could be watched: a scene, a button, a track skipped.
"""

from collections.abc import Mapping
from typing import Any

from homeassistant.util import color as color_util

from ..plan.steps import Step
from . import expectations as expect
from .expectations import Expectation, ExpectationOf, Seen

# Fields that a call may carry beside its main effect, each with what it must change.
_FIELDS: Mapping[str, Mapping[str, ExpectationOf]] = {
    "light.turn_on": {
        "brightness_pct": expect.brightness,
        "brightness": expect.attribute("brightness", within=3),
        "color_temp_kelvin": expect.attribute("color_temp_kelvin", within=150),
        "color_name": expect.color(expect.named_color),
        "rgb_color": expect.color(lambda data: tuple(data["rgb_color"])),
        "hs_color": expect.color(lambda data: color_util.color_hs_to_RGB(*data["hs_color"])),
        "effect": expect.attribute("effect"),
    },
    "fan.turn_on": {"percentage": expect.percentage, "preset_mode": expect.attribute("preset_mode")},
    "climate.set_temperature": {
        "temperature": expect.attribute("temperature", within=0.5),
        "target_temp_low": expect.attribute("target_temp_low", within=0.5),
        "target_temp_high": expect.attribute("target_temp_high", within=0.5),
        "hvac_mode": expect.state_from("hvac_mode"),
    },
    "water_heater.set_temperature": {"temperature": expect.attribute("temperature", within=0.5)},
}

# domain.service -> what its main effect looks like.
_EFFECTS: Mapping[str, ExpectationOf] = {
    "alarm_control_panel.alarm_arm_away": expect.state_in("armed_away", on_the_way=("arming", "pending")),
    "alarm_control_panel.alarm_arm_home": expect.state_in("armed_home", on_the_way=("arming", "pending")),
    "alarm_control_panel.alarm_arm_night": expect.state_in("armed_night", on_the_way=("arming", "pending")),
    "alarm_control_panel.alarm_disarm": expect.state_in("disarmed"),
    "climate.set_fan_mode": expect.attribute("fan_mode"),
    "climate.set_humidity": expect.attribute("humidity", within=1),
    "climate.set_hvac_mode": expect.state_from("hvac_mode"),
    "climate.set_preset_mode": expect.attribute("preset_mode"),
    "climate.set_swing_mode": expect.attribute("swing_mode"),
    "cover.close_cover": expect.moved(-1),
    "cover.open_cover": expect.moved(1),
    "cover.set_cover_position": expect.position,
    "cover.set_cover_tilt_position": expect.attribute("tilt_position", "current_tilt_position", within=3),
    "fan.oscillate": expect.attribute("oscillating"),
    "fan.set_direction": expect.attribute("direction"),
    "fan.set_percentage": expect.percentage,
    "fan.set_preset_mode": expect.attribute("preset_mode"),
    "humidifier.set_humidity": expect.attribute("humidity", within=1),
    "humidifier.set_mode": expect.attribute("mode"),
    "input_number.set_value": expect.state_from("value"),
    "input_select.select_option": expect.state_from("option"),
    "input_text.set_value": expect.state_from("value"),
    "lawn_mower.dock": expect.state_in("docked", "returning"),
    "lawn_mower.pause": expect.state_in("paused"),
    "lawn_mower.start_mowing": expect.state_in("mowing"),
    # A door that is only on its way may jam: it is locked when it says so.
    "lock.lock": expect.state_in("locked"),
    "lock.open": expect.state_in("open"),
    "lock.unlock": expect.state_in("unlocked", "open"),
    "media_player.media_pause": expect.playback("paused", "idle"),
    "media_player.media_play": expect.playback("playing", "buffering"),
    "media_player.media_stop": expect.playback("idle", "off", "standby", "stopped"),
    "media_player.media_next_track": expect.content,
    "media_player.media_previous_track": expect.content,
    "media_player.media_seek": expect.place,
    "media_player.play_media": expect.content,
    "media_player.repeat_set": expect.told("repeat"),
    "media_player.select_sound_mode": expect.told("sound_mode"),
    "media_player.select_source": expect.source,
    "media_player.shuffle_set": expect.told("shuffle"),
    "media_player.volume_down": expect.volume(-1),
    "media_player.volume_mute": expect.told("is_volume_muted"),
    "media_player.volume_set": expect.told("volume_level", within=0.02),
    "media_player.volume_up": expect.volume(1),
    "number.set_value": expect.state_from("value"),
    "select.select_option": expect.state_from("option"),
    "text.set_value": expect.state_from("value"),
    "vacuum.pause": expect.state_in("paused", "idle"),
    "vacuum.return_to_base": expect.state_in("docked", "returning"),
    "vacuum.set_fan_speed": expect.attribute("fan_speed"),
    "vacuum.start": expect.state_in("cleaning"),
    "vacuum.stop": expect.state_in("idle", "paused", "docked", "stopped"),
    "valve.close_valve": expect.moved(-1),
    "valve.open_valve": expect.moved(1),
    "valve.set_valve_position": expect.position,
    "water_heater.set_operation_mode": expect.state_from("operation_mode"),
}

# Domains in which turn_on and turn_off leave nothing to see.
_STATELESS = frozenset({"scene", "script", "button", "input_button", "notify"})
# Fields that say how, and not what.
_MANNER = frozenset({"transition", "code"})


def expectation(step: Step, before: Seen | None = None) -> Expectation | None:
    """Return what must be seen of an entity of a step, given what was before; None where nothing could be."""
    data = {name: value for name, value in step.data.items() if value is not None}
    was = before or expect.NOTHING_KNOWN
    fields = _FIELDS.get(step.action, {})
    expected = [make(data, was) for make in _main_effects(step, data)]
    expected += [make(data, was) for name, make in fields.items() if name in data]
    if not expected:
        return None
    # A field whose effect cannot be seen may be all that the call is about: then a state as before proves nothing.
    is_covered = step.action in _EFFECTS or data.keys() <= fields.keys() | _MANNER
    return Expectation(
        shows=lambda seen: all(each.shows(seen) for each in expected),
        was_so=lambda seen: is_covered and all(each.was_so(seen) for each in expected),
        is_untold=lambda seen: all(each.shows(seen) or each.is_untold(seen) for each in expected),
        needs_change=is_covered,
        is_patient=all(each.is_patient for each in expected),
    )


def _main_effects(step: Step, data: Mapping[str, Any]) -> list[ExpectationOf]:
    """Return what a service does besides what its fields say."""
    if step.action in _EFFECTS:
        return [_EFFECTS[step.action]]
    if step.domain in _STATELESS:
        return []
    match step.service:
        case "turn_on" if data.get("brightness_pct") != 0 and data.get("percentage") != 0:
            return [expect.is_on]
        case "turn_off":
            return [expect.state_in("off", "standby")]
    return []
