"""Which of two opposites a sentence asks for, where it says so plainly."""

import pytest

from custom_components.parlor.assistant.plan.plainly import as_said


@pytest.mark.parametrize(
    ("said", "action"),
    [
        ("I can't see anything in the kitchen", "light.turn_on"),
        ("it's too dark in here", "light.turn_on"),
        ("hier ist es viel zu dunkel", "light.turn_on"),
        ("너무 어두워", "light.turn_on"),
        ("깜깜해서 안 보여", "light.turn_on"),
        # Who wants it dark.
        ("make it pitch dark in here", "light.turn_off"),
        ("I want it really dark", "light.turn_off"),
        ("kill the lights so it's really dark", "light.turn_off"),
        ("I can't see the stars", "light.turn_off"),
        ("mach es ganz dunkel", "light.turn_off"),
        ("ganz dunkel bitte", "light.turn_off"),
        ("어둡게 해 줘", "light.turn_off"),
        ("I can't see the screen", "light.turn_off"),
        ("no more light from the lamp", "light.turn_off"),
    ],
)
def test_too_dark_and_dark_enough(said: str, action: str) -> None:
    assert as_said("light.turn_off", said) == action
