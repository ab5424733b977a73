"""What a sentence says of how far or how much comes into the plan, whatever a model made of it."""

from typing import Any

import pytest

from custom_components.parlor.assistant.plan.levels import level_said

from .reads import read

LAMP, BLIND, FAN, TV = "light.living_room_lamp", "cover.kitchen_blind", "fan.bedroom_fan", "media_player.bedroom_tv"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Bring the floor lamp down to a quarter", 25),
        ("blind halfway please", 50),
        ("TV volume at 35 percent", 35),
        ("two thirds for the fan", 67),
        ("three quarters", 75),
        ("Rollo auf die Hälfte", 50),
        ("den Ventilator auf ein Drittel", 33),
        ("Licht auf 40 Prozent", 40),
        ("블라인드를 반만 열어 줘", 50),
        ("조명 30퍼센트로", 30),
        ("조명 30 프로로 맞춰", 30),
        ("10 % brighter", None),
        ("turn the volume up by 10 percent", None),
        ("um 10 Prozent heller", None),
        ("10퍼센트 더 밝게", None),
        ("at half past seven", None),
        ("in half an hour", None),
        ("from 20 % to 40 %", None),
        ("at 22 degrees", None),
        ("200 %", None),
        ("프로젝터 켜 줘", None),
        ("", None),
    ],
)
def test_the_only_level(text: str, level: float | None) -> None:
    assert level_said(text) == level


@pytest.mark.parametrize(
    ("said", "action", "target", "data", "service", "meant"),
    [
        ("Bring the floor lamp down to a quarter", "light.turn_off", LAMP, {}, "turn_on", {"brightness_pct": 25}),
        ("Floor lamp to 40%", "light.turn_on", LAMP, {"brightness": 40}, "turn_on", {"brightness_pct": 40}),
        ("Kitchen blind halfway", "cover.open_cover", BLIND, {"position": 50}, "set_cover_position", {"position": 50}),
        ("Close the kitchen blind to 30 %", "cover.close_cover", BLIND, {}, "set_cover_position", {"position": 30}),
        ("Bedroom fan to a third", "fan.set_direction", FAN, {"direction": "down"}, "set_percentage", {"percentage": 33}),
        ("Bedroom TV at 20 percent volume", "media_player.volume_down", TV, {}, "volume_set", {"volume_level": 0.2}),
        ("Floor lamp off, it is at 40 %", "light.turn_off", LAMP, {}, "turn_off", {}),
        ("Turn up the bedroom TV by 10 percent", "media_player.volume_up", TV, {}, "volume_up", {}),
        ("Turn off the floor lamp", "light.turn_off", LAMP, {"hvac_mode": "off"}, "turn_off", {}),
    ],
)  # fmt: skip
def test_it_comes_into_the_plan(
    said: str, action: str, target: str, data: dict[str, Any], service: str, meant: dict[str, Any]
) -> None:
    plan = read(said, {"action": action, "target": target, "data": data})
    (step,) = plan.steps
    assert (step.service, step.entity_ids, step.data) == (service, (target,), meant)


def test_a_level_is_of_the_clause_that_says_it() -> None:
    said = "Set the bedroom TV to 20 percent and turn on the kitchen lights"
    plan = read(
        said,
        {"action": "media_player.volume_set", "target": TV, "data": {"volume_level": 0.2}},
        {"action": "light.turn_on", "target": "Kitchen"},
    )
    assert [dict(step.data) for step in plan.steps] == [{"volume_level": 0.2}, {}]
