"""By how much is counted from what is set."""

import pytest

from custom_components.parlor.assistant.plan.relative import as_relative
from custom_components.parlor.assistant.plan.steps import Step

SET_TO = {"climate.den": 18.0, "climate.attic": 20.5, "climate.shed": None}


def to(temperature: float, *ids: str) -> Step:
    """Return a step that sets a temperature."""
    return Step(domain="climate", service="set_temperature", entity_ids=ids, data={"temperature": temperature})


@pytest.mark.parametrize(
    ("said", "temperature"),
    [
        ("Two degrees warmer in the den", 20),
        ("Make the den 1.5 degrees cooler", 16.5),
        ("Turn the heating up by 3 in the den", 21),
        ("Im Keller zwei Grad wärmer", 20),
        ("Mach es um 2 Grad kälter", 16),
        ("난방 2도 올려 줘", 20),
        ("2도 더 시원하게 해 줘", 16),
        # Where to, or nothing that can be counted.
        ("Turn the den up to 21", 19),
        ("Turn the den down to five degrees", 19),
        ("Turn the heating down 3 degrees", 15),
        ("Raise it by 2 in the den", 20),
        ("Heat the den up, it is only 9 degrees", 19),
        ("Turn the den down, 4 degrees", 19),
        ("Turn the heating up 10 percent", 19),
        ("Turn the heating up for 2 hours", 19),
        ("Warm up the den for the 2 kids", 19),
        ("Heizung höher, wir sind 4 Leute", 19),
        ("Volume down by 3 and the den to twenty", 19),
        ("2층 난방 올려 줘", 19),
        ("Heizung rauf auf 21 Grad", 19),
        ("21도로 올려 줘", 19),
        ("Warmer, 21 degrees", 19),
        ("Make it warmer", 19),
        ("2 degrees warmer here and 3 cooler there", 19),
        ("", 19),
    ],
)
def test_a_difference(said: str, temperature: float) -> None:
    assert as_relative([to(19, "climate.den")], said, SET_TO.get) == (to(temperature, "climate.den"),)


def test_each_from_its_own() -> None:
    steps = as_relative([to(19, "climate.den", "climate.attic")], "Two degrees warmer", SET_TO.get)
    assert steps == (to(20, "climate.den"), to(22.5, "climate.attic"))


def test_what_tells_no_temperature_is_left() -> None:
    written = (to(19, "climate.shed"), Step(domain="light", service="turn_on", entity_ids=("light.den",)))
    assert as_relative(written, "Two degrees warmer", SET_TO.get) == written
