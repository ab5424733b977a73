"""A state that is told is the one that is."""

import pytest

from custom_components.parlor.assistant.home import Home
from custom_components.parlor.assistant.states_told import corrected

from .homes import thing

HOME = Home(
    (
        thing("lock.flat", "Flat door"),
        thing("lock.shed", "Shed door"),
        thing("cover.blind", "Blind"),
        thing("light.lamp", "Floor lamp", aliases=("Stehlampe", "스탠드")),
        thing("binary_sensor.window", "Window"),
    ),
    {},
)
STATES = {
    "lock.flat": "unlocked",
    "lock.shed": "locked",
    "cover.blind": "closed",
    "light.lamp": "off",
    "binary_sensor.window": "on",
}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("The flat door is locked.", "The flat door is unlocked."),
        ("Yes, the flat door is currently locked.", "The flat door is currently unlocked."),
        ("The blind is open right now. ", "The blind is closed right now. "),
        ("Die Stehlampe ist eingeschaltet.", "Die Stehlampe ist ausgeschaltet."),
        ("Ja, die Stehlampe ist an.", "Die Stehlampe ist aus."),
        ("스탠드는 켜져 있습니다.", "스탠드는 꺼져 있습니다."),
        # As it is, or nothing that can be held against it.
        ("The flat door is unlocked.", None),
        ("The shed door is locked.", None),
        ("The flat door is locked every night.", None),
        ("The flat door was locked.", None),
        ("The flat door can be locked.", None),
        ("The flat door and the shed door are locked.", None),
        ("The floor lamp is on the floor.", None),
        ("The window is closed.", None),
        ("Is the flat door locked?", None),
        ("It is locked.", None),
        ("스탠드는 켜져 있지 않습니다.", None),
        ("스탠드가 켜져 있었습니다.", None),
        ("The TV at the floor lamp is on.", None),
        ("I don't think the floor lamp is on.", None),
        ("If the floor lamp is on, it is bright.", None),
        ("Nicht einmal die Stehlampe ist an.", None),
        ("No lamp but the floor lamp is on.", None),
        ("", None),
    ],
)
def test_states(said: str, told: str | None) -> None:
    assert corrected(said, HOME, STATES.get) == (said if told is None else told)


def test_of_what_has_no_state_nothing_is_known() -> None:
    assert corrected("The flat door is locked.", HOME, {"lock.flat": "unavailable"}.get) == "The flat door is locked."
    assert corrected("The flat door is locked.", HOME, dict[str, str]().get) == "The flat door is locked."
