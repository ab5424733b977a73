"""What must be seen before anything is called done."""

from typing import Any

import pytest

from custom_components.parlor.assistant.actions import ACTIONS
from custom_components.parlor.assistant.effects import Seen, expected_effect
from custom_components.parlor.assistant.steps import Step


def step(action: str, data: dict[str, Any]) -> Step:
    """Return a step on some entity."""
    domain, _, service = action.partition(".")
    return Step(domain=domain, service=service, entity_ids=(f"{domain}.x",), data=data)


@pytest.mark.parametrize(
    ("action", "data", "state", "attributes", "is_seen"),
    [
        ("light.turn_on", {}, "on", {}, True),
        ("light.turn_on", {}, "off", {}, False),
        ("light.turn_on", {"brightness_pct": 30}, "on", {"brightness": 77}, True),
        ("light.turn_on", {"brightness_pct": 30}, "on", {"brightness": 255}, False),
        ("light.turn_on", {"brightness_pct": 30}, "on", {}, False),
        ("light.turn_on", {"brightness_pct": 0}, "off", {}, True),
        ("light.turn_off", {}, "off", {}, True),
        ("media_player.turn_on", {}, "idle", {}, True),
        ("media_player.turn_on", {}, "standby", {}, False),
        ("media_player.turn_off", {}, "standby", {}, True),
        ("media_player.turn_off", {}, "playing", {}, False),
        ("media_player.volume_set", {"volume_level": 0.5}, "on", {"volume_level": 0.49}, True),
        ("media_player.volume_set", {"volume_level": 0.5}, "on", {"volume_level": 0.3}, False),
        ("media_player.volume_mute", {"is_volume_muted": True}, "on", {"is_volume_muted": True}, True),
        ("media_player.volume_mute", {"is_volume_muted": True}, "on", {}, False),
        ("media_player.volume_mute", {"is_volume_muted": False}, "on", {}, False),
        ("media_player.select_source", {"source": "Netflix"}, "on", {"source": "Netflix"}, True),
        ("media_player.select_source", {"source": "Netflix"}, "on", {"source": "TV"}, False),
        ("climate.set_temperature", {"temperature": 21}, "heat", {"temperature": 21.0}, True),
        ("climate.set_temperature", {"temperature": 21, "hvac_mode": "cool"}, "heat", {"temperature": 21.0}, False),
        ("climate.set_hvac_mode", {"hvac_mode": "off"}, "off", {}, True),
        ("cover.open_cover", {}, "opening", {}, True),
        ("cover.open_cover", {}, "closed", {}, False),
        ("cover.set_cover_position", {"position": 40}, "open", {"current_position": 41}, True),
        ("cover.set_cover_position", {"position": 40}, "open", {"current_position": 90}, False),
        ("lock.lock", {}, "locked", {}, True),
        ("lock.lock", {}, "jammed", {}, False),
        ("vacuum.return_to_base", {}, "returning", {}, True),
        ("fan.set_percentage", {"percentage": 50}, "on", {"percentage": 66}, True),
        ("number.set_value", {"value": 5}, "5.0", {}, True),
        ("input_select.select_option", {"option": "Away"}, "away", {}, True),
    ],
)
def test_effect(action: str, data: dict[str, Any], state: str, attributes: dict[str, Any], is_seen: bool) -> None:
    effect = expected_effect(step(action, data))
    assert effect is not None
    assert effect(Seen(state, attributes)) is is_seen


@pytest.mark.parametrize("action", ["scene.turn_on", "script.turn_on", "button.press", "media_player.media_next_track"])
def test_nothing_can_be_seen_of_these(action: str) -> None:
    assert expected_effect(step(action, {})) is None


@pytest.mark.parametrize("action", [name for name in ACTIONS if name.endswith((".turn_on", ".turn_off"))])
@pytest.mark.parametrize("state", ["unknown", "unavailable"])
def test_an_unknown_state_shows_nothing(action: str, state: str) -> None:
    effect = expected_effect(step(action, {}))
    assert effect is None or not effect(Seen(state, {}))
