"""Data as models write it, and as services want it."""

from typing import Any

import pytest

from custom_components.parlor.assistant.plan.arguments import read_data


@pytest.mark.parametrize(
    ("action", "written", "read"),
    [
        ("light.turn_on", {"brightness_pct": "30"}, {"brightness_pct": 30}),
        ("light.turn_on", {"brightness": "30%"}, {"brightness_pct": 30}),
        ("light.turn_on", {"brightness": 255}, {"brightness_pct": 100}),
        ("light.turn_on", {"level": 30.4}, {"brightness_pct": 30}),
        ("light.turn_on", {"color": "red", "brightness_pct": None}, {"color_name": "red"}),
        ("light.turn_on", {"color_temp_kelvin": "2700 K"}, {"color_temp_kelvin": 2700}),
        ("media_player.volume_set", {"volume_level": "50%"}, {"volume_level": 0.5}),
        ("media_player.volume_set", {"volume": 35}, {"volume_level": 0.35}),
        ("media_player.volume_set", {"volume_level": "0,5"}, {"volume_level": 0.5}),
        ("media_player.volume_set", {"value": 1}, {"volume_level": 1.0}),
        ("media_player.volume_mute", {}, {"is_volume_muted": True}),
        ("media_player.volume_mute", {"mute": "false"}, {"is_volume_muted": False}),
        ("media_player.shuffle_set", {"shuffle": "on"}, {"shuffle": True}),
        ("climate.set_temperature", {"temperature": "21.5°C"}, {"temperature": 21.5}),
        ("climate.set_temperature", {"temperature": "warm"}, {"temperature": "warm"}),
        ("climate.set_hvac_mode", {"mode": "heat"}, {"hvac_mode": "heat"}),
        ("cover.set_cover_position", {"percent": "40 %"}, {"position": 40}),
        ("fan.set_percentage", {"speed": 66}, {"percentage": 66}),
        ("fan.set_percentage", {"entity_id": "fan.x", "area": "y", "percentage": True}, {"percentage": True}),
        ("light.turn_on", {"transition": 2}, {"transition": 2}),
        ("todo.add_item", {"item": " milk "}, {"item": "milk"}),
    ],
)
def test_data_is_read_in_the_fields_own_scale(action: str, written: dict[str, Any], read: dict[str, Any]) -> None:
    assert read_data(action, written) == read
