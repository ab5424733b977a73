"""Why something is wanted is no command, and what is wanted is left."""

import pytest

from custom_components.parlor.assistant.plan.reasons import without_reasons

from ..homes import HOME
from .reads import read, targets


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("Dinner's done, so turn the floor lamp off", "turn the floor lamp off"),
        ("I fancy a nap so turn the bedroom light off", "turn the bedroom light off"),
        ("We're all home, lock the front door", "lock the front door"),
        ("It's rained enough, please close the blind", "please close the blind"),
        ("Close the blind, the neighbours can see right in", "Close the blind"),
        ("Turn on the fan because it's stuffy", "Turn on the fan"),
        ("Open the blind so that I can see", "Open the blind"),
        ("It's late. Turn off the TV and close the blind", "Turn off the TV and close the blind"),
        ("Es ist stickig, mach den Ventilator an", "mach den Ventilator an"),
        ("Mach das Licht aus, weil ich schlafen gehe", "Mach das Licht aus"),
        # What it says why of is named there, or nothing else is left, or it is no reason.
        ("The floor lamp is too bright, dim it", None),
        ("The lounge is dark, turn on a light", None),
        ("I'm cold", None),
        ("The moment dinner's done, turn off the fan", None),
        ("If he has left, turn off the fan", None),
        ("Si has terminado, apaga el ventilador", None),
        ("I'm bored, play Mr. Robot", "play Mr. Robot"),
        ("She said: unlock the front door", None),
        ("I'd like it warmer, please", None),
        ("Turn the TV off, then close the blind", None),
        ("Is dinner done, or is the TV off?", None),
        ("I want it dark, you should turn off the light", "I want it dark, you should turn off the light"),
        ("", None),
    ],
)
def test_reasons(said: str, rest: str | None) -> None:
    assert without_reasons(HOME, said)[0] == (said if rest is None else rest)


def test_a_plan_is_held_to_what_is_wanted() -> None:
    """A small model unlocks it, and adds whatever it sees."""
    plan = read(
        "We're all home, lock the front door",
        {"action": "lock.unlock", "target": "front_door"},
        {"action": "light.turn_on", "target": "light.bedroom_light"},
        {"action": "media_player.play_media", "target": "bedroom_tv", "data": {"media_content_type": "radio"}},
    )
    assert targets(plan) == [("lock.front_door",)] and plan.steps[0].service == "lock" and not plan.say


@pytest.mark.parametrize(
    ("said", "room", "left"),
    [
        ("Would you mind turning the light off in here", "Bedroom", [("light.bedroom_light",)]),
        ("Lights off here", "Kitchen", [("light.kitchen_main", "light.kitchen_counter")]),
        ("Mach hier das Licht aus", "Bedroom", [("light.bedroom_light",)]),
        ("Lights off", "Bedroom", None),
        ("Turn off the light here and the kitchen lights", "Bedroom", None),
        ("Turn everything off except the light here", "Bedroom", None),
        ("Éteins les lampes comme hier", "Bedroom", None),
        ("Lights off in here", "Cellar", None),
    ],
)
def test_here_is_the_room_of_the_speaker(said: str, room: str, left: list[tuple[str, ...]] | None) -> None:
    plan = read(said, {"action": "light.turn_off", "target": "all"}, room=room)
    whole = [("light.kitchen_main", "light.kitchen_counter", "light.living_room_lamp", "light.bedroom_light")]
    assert targets(plan) == (left or whole)


@pytest.mark.parametrize(
    ("said", "target", "is_left_out"),
    [
        ("Unlock the front door for grandma", "binary_sensor.attic_window", True),
        ("Unlock the front door for grandma", "bedroom_fan", True),
        ("Unlock the front door and dance with the bedroom fan", "bedroom_fan", False),
        ("Unlock the front door for the bedroom", "bedroom_fan", False),
        ("Unlock it for grandma", "bedroom_fan", False),
    ],
)
def test_what_cannot_be_read_and_was_not_asked_for(said: str, target: str, is_left_out: bool) -> None:
    wrong = {"action": "light.dance", "target": target}
    plan = read(said, {"action": "lock.unlock", "target": "lock.front_door"}, wrong)
    assert bool(plan.problems) is not is_left_out
    assert [step.action for step in plan.steps] == ["lock.unlock"]
