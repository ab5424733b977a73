"""What must be seen before anything is called done."""

from typing import Any

import pytest

from custom_components.parlor.assistant.acting.effects import expectation
from custom_components.parlor.assistant.acting.expectations import Seen
from custom_components.parlor.assistant.plan.actions import ACTIONS
from custom_components.parlor.assistant.plan.steps import Step


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
    expected = expectation(step(action, data))
    assert expected is not None
    assert expected.shows(Seen(state, attributes)) is is_seen


@pytest.mark.parametrize(
    ("action", "data", "before", "after", "is_seen"),
    [
        # What was on its way before is no proof, nor what was nearly so.
        ("cover.set_cover_position", {"position": 40}, ("open", 90), ("opening", 90), False),
        ("cover.set_cover_position", {"position": 40}, ("open", 90), ("closing", 88), True),
        ("cover.open_cover", {}, ("open", 30), ("open", 30), False),
        ("cover.open_cover", {}, ("open", 30), ("open", 60), True),
        ("cover.close_cover", {}, ("open", 60), ("open", 50), True),
        ("cover.close_cover", {}, ("open", 60), ("open", 60), False),
        ("valve.open_valve", {}, ("closed", 0), ("open", 100), True),
    ],
)
def test_what_moves(
    action: str, data: dict[str, Any], before: tuple[str, int], after: tuple[str, int], is_seen: bool
) -> None:
    was, now = (Seen(state, {"current_position": position}) for state, position in (before, after))
    expected = expectation(step(action, data), was)
    assert expected is not None
    assert expected.shows(now) is is_seen


@pytest.mark.parametrize(
    ("action", "data", "state", "attributes", "was_so"),
    [
        ("light.turn_on", {}, "on", {}, True),
        ("light.turn_on", {"color_name": "blue"}, "on", {"rgb_color": (255, 0, 0)}, False),
        ("light.turn_on", {"color_name": "blue"}, "on", {"rgb_color": (0, 0, 255)}, True),
        ("light.turn_on", {"flash": "short"}, "on", {}, False),
        ("light.turn_on", {"transition": 2}, "on", {}, True),
        ("cover.open_cover", {}, "open", {"current_position": 30}, False),
        ("cover.open_cover", {}, "open", {"current_position": 100}, True),
        ("cover.set_cover_position", {"position": 40}, "opening", {"current_position": 10}, False),
        ("climate.set_temperature", {"temperature": 21.5}, "heat", {"temperature": 21.0}, False),
        ("fan.set_percentage", {"percentage": 50}, "on", {"percentage": 33}, False),
        ("media_player.volume_up", {}, "on", {"volume_level": 1.0}, True),
        ("media_player.volume_up", {}, "on", {"volume_level": 0.5}, False),
        ("lock.lock", {}, "locking", {}, False),
        ("automation.turn_off", {}, "off", {}, True),
    ],
)
def test_what_was_so_already(
    action: str, data: dict[str, Any], state: str, attributes: dict[str, Any], was_so: bool
) -> None:
    before = Seen(state, attributes)
    expected = expectation(step(action, data), before)
    assert expected is not None
    assert expected.was_so(before) is was_so


@pytest.mark.parametrize(
    ("action", "data", "state", "attributes", "is_untold"),
    [
        ("media_player.select_source", {"source": "HDMI 2"}, "on", {}, True),
        ("media_player.select_source", {"source": "HDMI 2"}, "on", {"source": "Netflix"}, False),
        ("media_player.select_source", {"source": "HDMI 2"}, "off", {}, False),
        ("media_player.volume_up", {}, "on", {}, True),
        ("media_player.volume_mute", {"is_volume_muted": True}, "playing", {}, True),
        ("media_player.media_pause", {}, "on", {}, True),
        ("media_player.media_pause", {}, "playing", {}, False),
        ("light.turn_on", {"brightness_pct": 30}, "on", {}, False),
    ],
)
def test_what_a_player_does_not_tell(
    action: str, data: dict[str, Any], state: str, attributes: dict[str, Any], is_untold: bool
) -> None:
    now = Seen(state, attributes)
    expected = expectation(step(action, data), now)
    assert expected is not None
    assert expected.is_untold(now) is is_untold


def test_louder_is_louder_than_before() -> None:
    expected = expectation(step("media_player.volume_up", {}), Seen("on", {"volume_level": 0.4}))
    assert expected is not None
    assert not expected.shows(Seen("on", {"volume_level": 0.4}))
    assert expected.shows(Seen("on", {"volume_level": 0.45}))


@pytest.mark.parametrize("action", ["scene.turn_on", "script.turn_on", "button.press"])
def test_nothing_can_be_seen_of_these(action: str) -> None:
    assert expectation(step(action, {})) is None


@pytest.mark.parametrize("action", [name for name in ACTIONS if name.endswith((".turn_on", ".turn_off"))])
@pytest.mark.parametrize("state", ["unknown", "unavailable"])
def test_an_unknown_state_shows_nothing(action: str, state: str) -> None:
    expected = expectation(step(action, {}))
    assert expected is None or not expected.shows(Seen(state, {}))


@pytest.mark.parametrize("action", ["media_player.media_next_track", "media_player.play_media"])
def test_what_a_player_plays_is_seen_where_it_tells_and_else_not_claimed(action: str) -> None:
    told = expectation(step(action, {}), Seen("playing", {"media_title": "One"}))
    assert told is not None
    assert told.shows(Seen("playing", {"media_title": "Two"}))
    assert not told.shows(Seen("playing", {"media_title": "One"}))
    assert told.is_patient
    silent = expectation(step(action, {}), Seen("on", {}))
    assert silent is not None
    assert not silent.shows(Seen("on", {}))
    assert silent.is_untold(Seen("on", {}))
    assert not silent.is_patient
