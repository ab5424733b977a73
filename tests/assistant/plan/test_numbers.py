"""A number that is said is set, where a model put it elsewhere; one that nobody said is not told."""

from collections.abc import Mapping
from typing import Any

import pytest

from custom_components.parlor.assistant.home import Home
from custom_components.parlor.assistant.plan.numbers import numbers_said, tells_other_number, with_number_said
from custom_components.parlor.assistant.plan.steps import Step

from ..homes import thing
from .reads import read


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Make it 22 in the den", [22]),
        ("21,5 Grad im Bad", [21.5]),
        ("two degrees warmer", [2]),
        ("zwei Grad wärmer", [2]),
        ("3도 올려 줘", [3]),
        ("두 도 올려 줘", [2]),
        ("a lamp and one more", []),
        ("den2 to 20", [20]),
        ("", []),
    ],
)
def test_numbers(text: str, numbers: list[float]) -> None:
    assert numbers_said(text) == numbers


@pytest.mark.parametrize(
    ("action", "data", "said", "filled"),
    [
        ("climate.set_temperature", {"item": "22"}, "Make it 22 in the den", {"temperature": 22}),
        ("climate.set_temperature", {}, "Make it 22.5 in the den", {"temperature": 22.5}),
        ("climate.set_temperature", {"degrees": 22}, "", {"temperature": 22}),
        ("climate.set_temperature", {}, "Make it warmer in 20 minutes", {}),
        ("climate.set_temperature", {}, "Make it 22 here and 20 there", {}),
        ("climate.set_temperature", {}, "Turn on the heating at 7", {}),
        ("climate.set_temperature", {}, "Heating at 21 degrees", {"temperature": 21}),
        ("climate.set_temperature", {"on": True}, "Make it warm", {"on": True}),
        ("climate.set_temperature", {"low": 18, "high": 22}, "Between 18 and 22", {"low": 18, "high": 22}),
        ("climate.set_temperature", {"target_temp_low": 18}, "At least 18", {"target_temp_low": 18}),
        ("fan.set_percentage", {}, "Fan to 40", {"percentage": 40}),
        ("media_player.volume_set", {}, "Speaker at 40", {"volume_level": 0.4}),
        ("media_player.select_source", {}, "HDMI 2", {}),
        ("todo.add_item", {}, "Add 2 eggs", {}),
    ],
)
def test_the_number_that_is_missing(action: str, data: Mapping[str, Any], said: str, filled: Mapping[str, Any]) -> None:
    assert with_number_said(action, data, said) == filled


@pytest.mark.parametrize(
    ("say", "data", "said", "is_other"),
    [
        ("The fan is set to 66%.", {"percentage": 33}, "Fan to a third", True),
        ("The fan is set to 33%.", {"percentage": 33}, "Fan to a third", False),
        ("The volume is 70 %.", {"volume_level": 0.7}, "Louder", False),
        ("Lamp 2 is at 30 %.", {"brightness_pct": 30}, "Lamp 2 to 30 %", False),
        ("It is now warmer.", {"temperature": 21}, "Warmer", False),
        ("There are 3 lamps on.", {}, "Lamps on", False),
    ],
)
def test_a_number_that_no_step_sets(say: str, data: dict[str, Any], said: str, is_other: bool) -> None:
    step = Step(domain="fan", service="set_percentage", entity_ids=("fan.den",), data=data)
    assert tells_other_number(say, [step], said) is is_other


@pytest.mark.parametrize(("said", "is_said"), [("Move blind 2", False), ("Blind 2 to 40", True), ("Blind 40", True)])
def test_a_figure_of_a_name_is_none(said: str, is_said: bool) -> None:
    blinds = Home((thing("cover.blind_2", "Blind 2", "Bedroom 1"), thing("cover.blind", "Blind", "Bedroom 1")), {})
    plan = read(said, {"action": "cover.set_cover_position", "target": "cover.blind_2"}, home=blinds)
    assert [problem.what for problem in plan.problems] == ([] if is_said else ["value for"])


def test_in_a_plan() -> None:
    step = {"action": "climate.set_temperature", "target": "climate.bedroom", "data": {"item": "22"}}
    (read_step,) = read("Make it 22 in the bedroom", step).steps
    assert read_step.data == {"temperature": 22}
