"""Every domain's services change state and attributes as a real device's do."""

from typing import Any

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceNotSupported
from sim.home import async_put, async_start_home

from .conftest import Call

type Step = tuple[str, dict[str, Any], str, dict[str, Any]]
"""Service, its data, the state then, attributes then."""

COVER = {"current_position": 0, "current_tilt_position": 0, "device_class": "cover.CoverDeviceClass.BLIND"}
CLIMATE = {
    "hvac_modes": ["climate.HVACMode.OFF", "heat", "cool", "heat_cool"],
    "current_temperature": 20,
    "temperature": 19,
    "target_temp_low": 18,
    "target_temp_high": 24,
    "humidity": 40,
    "fan_modes": ["auto", "high"],
    "preset_modes": ["none", "eco"],
    "swing_modes": ["off", "vertical"],
    "swing_horizontal_modes": ["off", "on"],
}
TV = {
    "device_class": "media_player.MediaPlayerDeviceClass.TV",
    "volume_level": 0.4,
    "is_volume_muted": False,
    "source_list": ["TV", "HDMI 1"],
    "source": "TV",
    "sound_mode_list": ["film", "music"],
    "shuffle": False,
    "repeat": "off",
}
WATER = {"temperature": 50, "operation_list": ["eco", "off"], "away_mode": "off", "current_temperature": 41}

CASES: dict[str, tuple[dict[str, Any], list[Step]]] = {
    "light": (
        {
            "attributes": {
                "supported_color_modes": ["light.ColorMode.HS", "rgbw", "color_temp"],
                "color_mode": "light.ColorMode.HS",
                "hs_color": [10, 20],
                "brightness": 77,
                "effect_list": ["fire"],
            }
        },
        [
            ("turn_off", {}, "off", {"brightness": None, "color_mode": None}),
            ("turn_on", {}, "on", {"brightness": 77, "color_mode": "hs", "hs_color": (10, 20)}),
            (
                "turn_on",
                {"brightness_pct": 30, "color_temp_kelvin": 3000},
                "on",
                {"brightness": 76, "color_temp_kelvin": 3000},
            ),
            (
                "turn_on",
                {"rgbw_color": [1, 2, 3, 4]},
                "on",
                {"color_mode": "rgbw", "rgbw_color": (1, 2, 3, 4), "brightness": 76},
            ),
            ("turn_on", {"hs_color": [240, 100], "effect": "fire"}, "on", {"hs_color": (240, 100), "effect": "fire"}),
            ("toggle", {}, "off", {}),
        ],
    ),
    "switch": ({}, [("turn_on", {}, "on", {}), ("toggle", {}, "off", {}), ("turn_off", {}, "off", {})]),
    "cover": (
        {"attributes": COVER},
        [
            ("open_cover", {}, "open", {"current_position": 100}),
            ("set_cover_position", {"position": 30}, "open", {"current_position": 30}),
            ("set_cover_tilt_position", {"tilt_position": 40}, "open", {"current_tilt_position": 40}),
            ("open_cover_tilt", {}, "open", {"current_tilt_position": 100}),
            ("close_cover_tilt", {}, "open", {"current_tilt_position": 0}),
            ("stop_cover_tilt", {}, "open", {"current_tilt_position": 0}),
            ("stop_cover", {}, "open", {"current_position": 30}),
            ("close_cover", {}, "closed", {"current_position": 0}),
        ],
    ),
    "valve": (
        {"attributes": {"current_position": 0, "supported_features": 15}},
        [
            ("open_valve", {}, "open", {"current_position": 100}),
            ("set_valve_position", {"position": 20}, "open", {"current_position": 20}),
            ("stop_valve", {}, "open", {"current_position": 20}),
            ("close_valve", {}, "closed", {"current_position": 0}),
        ],
    ),
    "climate": (
        {"state": "heat", "attributes": CLIMATE},
        [
            ("set_temperature", {"temperature": 22}, "heat", {"temperature": 22, "hvac_action": "heating"}),
            (
                "set_temperature",
                {"temperature": 17, "hvac_mode": "cool"},
                "cool",
                {"temperature": 17, "hvac_action": "cooling"},
            ),
            ("turn_off", {}, "off", {"hvac_action": "off"}),
            ("turn_on", {}, "cool", {}),
            ("set_hvac_mode", {"hvac_mode": "heat_cool"}, "heat_cool", {}),
            (
                "set_temperature",
                {"target_temp_low": 19, "target_temp_high": 25},
                "heat_cool",
                {"target_temp_low": 19, "target_temp_high": 25},
            ),
            ("set_humidity", {"humidity": 50}, "heat_cool", {"humidity": 50}),
            ("set_fan_mode", {"fan_mode": "high"}, "heat_cool", {"fan_mode": "high"}),
            ("set_preset_mode", {"preset_mode": "eco"}, "heat_cool", {"preset_mode": "eco"}),
            ("set_swing_mode", {"swing_mode": "vertical"}, "heat_cool", {"swing_mode": "vertical"}),
            (
                "set_swing_horizontal_mode",
                {"swing_horizontal_mode": "on"},
                "heat_cool",
                {"swing_horizontal_mode": "on"},
            ),
        ],
    ),
    "lock": (
        {"attributes": {"supported_features": ["lock.LockEntityFeature.OPEN"]}},
        [("unlock", {}, "unlocked", {}), ("open", {}, "open", {}), ("lock", {}, "locked", {})],
    ),
    "vacuum": (
        {"attributes": {"fan_speed_list": ["quiet", "turbo"], "fan_speed": "quiet"}},
        [
            ("start", {}, "cleaning", {}),
            ("pause", {}, "paused", {}),
            ("clean_spot", {}, "cleaning", {}),
            ("set_fan_speed", {"fan_speed": "turbo"}, "cleaning", {"fan_speed": "turbo"}),
            ("stop", {}, "idle", {}),
            ("locate", {}, "idle", {}),
            ("return_to_base", {}, "returning", {}),
        ],
    ),
    "fan": (
        {
            "attributes": {
                "percentage_step": 25,
                "direction": "forward",
                "oscillating": False,
                "preset_modes": ["sleep"],
            }
        },
        [
            ("turn_on", {}, "on", {"percentage": 100, "percentage_step": 25}),
            ("set_percentage", {"percentage": 50}, "on", {"percentage": 50}),
            ("increase_speed", {}, "on", {"percentage": 75}),
            ("set_preset_mode", {"preset_mode": "sleep"}, "on", {"preset_mode": "sleep"}),
            ("oscillate", {"oscillating": True}, "on", {"oscillating": True}),
            ("set_direction", {"direction": "reverse"}, "on", {"direction": "reverse"}),
            ("turn_off", {}, "off", {"percentage": 0, "preset_mode": None}),
            ("turn_on", {}, "on", {"percentage": 75}),
            ("set_percentage", {"percentage": 0}, "off", {"percentage": 0}),
        ],
    ),
    "humidifier": (
        {"attributes": {"humidity": 40, "available_modes": ["auto", "quiet"], "mode": "auto"}},
        [
            ("turn_on", {}, "on", {"humidity": 40}),
            ("set_humidity", {"humidity": 55}, "on", {"humidity": 55}),
            ("set_mode", {"mode": "quiet"}, "on", {"mode": "quiet"}),
            ("turn_off", {}, "off", {}),
        ],
    ),
    "water_heater": (
        {"state": "eco", "attributes": WATER},
        [
            ("set_temperature", {"temperature": 55}, "eco", {"temperature": 55, "current_temperature": 41}),
            ("turn_off", {}, "off", {}),
            ("turn_on", {}, "eco", {}),
            ("set_operation_mode", {"operation_mode": "off"}, "off", {}),
            ("set_away_mode", {"away_mode": True}, "off", {"away_mode": "on"}),
            ("set_away_mode", {"away_mode": False}, "off", {"away_mode": "off"}),
        ],
    ),
    "lawn_mower": ({}, [("start_mowing", {}, "mowing", {}), ("pause", {}, "paused", {}), ("dock", {}, "docked", {})]),
    "number": (
        {"state": 4, "attributes": {"min": 0, "max": 9, "step": 1}},
        [("set_value", {"value": 7}, "7.0", {"max": 9})],
    ),
    "select": ({"state": "a", "attributes": {"options": ["a", "b"]}}, [("select_option", {"option": "b"}, "b", {})]),
    "todo": (
        {"attributes": {"todo_items": ["Milk", {"summary": "Call Ann", "status": "completed"}]}},
        [
            ("add_item", {"item": "Bread"}, "2", {}),
            ("update_item", {"item": "Milk", "status": "completed"}, "1", {}),
            ("remove_item", {"item": "Bread"}, "0", {}),
            ("remove_completed_items", {}, "0", {}),
        ],
    ),
    "media_player": (
        {"attributes": TV},
        [
            ("turn_on", {}, "on", {"volume_level": 0.4, "source": "TV"}),
            ("select_source", {"source": "HDMI 1"}, "on", {"source": "HDMI 1"}),
            ("select_sound_mode", {"sound_mode": "music"}, "on", {"sound_mode": "music"}),
            ("volume_set", {"volume_level": 0.2}, "on", {"volume_level": 0.2}),
            ("volume_up", {}, "on", {"volume_level": pytest.approx(0.3)}),
            ("volume_down", {}, "on", {"volume_level": pytest.approx(0.2)}),
            (
                "volume_mute",
                {"is_volume_muted": True},
                "on",
                {"volume_level": pytest.approx(0.2), "is_volume_muted": True},
            ),
            ("volume_mute", {"is_volume_muted": False}, "on", {"is_volume_muted": False}),
            ("shuffle_set", {"shuffle": True}, "on", {"shuffle": True}),
            ("repeat_set", {"repeat": "one"}, "on", {"repeat": "one"}),
            (
                "play_media",
                {"media_content_type": "app", "media_content_id": "YouTube"},
                "playing",
                {"app_name": "YouTube"},
            ),
            ("media_play_pause", {}, "paused", {}),
            ("media_play_pause", {}, "playing", {}),
            ("media_stop", {}, "idle", {"media_content_id": None}),
            ("turn_off", {}, "off", {"volume_level": None}),
        ],
    ),
}


@pytest.mark.parametrize("domain", CASES)
async def test_services(hass: HomeAssistant, domain: str, call: Call) -> None:
    plan, steps = CASES[domain]
    entity_id = f"{domain}.thing"
    await async_start_home(hass, {"entities": [{"id": entity_id, "name": "Thing", **plan}]})
    for service, data, expected, attributes in steps:
        await call(f"{domain}.{service}", entity_id, **data)
        state = hass.states.get(entity_id)
        assert state
        assert (service, state.state) == (service, expected)
        assert (service, {key: state.attributes.get(key) for key in attributes}) == (service, attributes)


async def test_scene_and_button(hass: HomeAssistant, call: Call) -> None:
    scene = {"light.lamp": {"state": "on", "attributes": {"brightness": 10}}}
    plans: list[dict[str, Any]] = [
        {"id": "light.lamp", "name": "Lamp", "attributes": {"supported_color_modes": ["brightness"]}},
        {"id": "scene.film", "name": "Film", "behavior": {"entities": scene}},
        {"id": "button.bell", "name": "Bell"},
    ]
    await async_start_home(hass, {"entities": plans})
    await call("scene.turn_on", "scene.film")
    await call("button.press", "button.bell")
    lamp, film, bell = (hass.states.get(plan["id"]) for plan in plans)
    assert lamp and film and bell
    assert (lamp.state, lamp.attributes["brightness"]) == ("on", 10)
    assert "unknown" not in {film.state, bell.state}


async def test_what_an_entity_cannot_do(hass: HomeAssistant, call: Call) -> None:
    plan = {
        "id": "cover.thing",
        "name": "Thing",
        "attributes": {"supported_features": ["cover.CoverEntityFeature.OPEN"]},
    }
    await async_start_home(hass, {"entities": [plan]})
    with pytest.raises(ServiceNotSupported):
        await call("cover.close_cover", "cover.thing")


async def test_unknown_attributes_are_shown_as_they_are(hass: HomeAssistant) -> None:
    await async_start_home(hass, {"entities": [{"id": "switch.thing", "name": "Thing", "attributes": {"power_w": 3}}]})
    await async_put(hass, "switch.thing", attributes={"fuse": "B16"})
    state = hass.states.get("switch.thing")
    assert state and state.state == "off"
    assert (state.attributes["power_w"], state.attributes["fuse"]) == (3, "B16")
