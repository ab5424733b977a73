"""Small models name a thing as the action: what is to be done with it is told by the rest."""

from typing import Any

import pytest

from .reads import read


@pytest.mark.parametrize(
    ("said", "thing", "data", "service"),
    [
        ("Could you get the floor lamp going?", "light.living_room_lamp", {}, "turn_on"),
        ("Floor lamp please", "light.living_room_lamp", {"state": "on"}, "turn_on"),
        ("Floor lamp please", "Floor lamp", {"state": "off"}, "turn_off"),
        ("Bring the floor lamp down to a quarter", "light.living_room_lamp", {}, "turn_on"),
        ("No more light from the floor lamp, off", "light.living_room_lamp", {}, "turn_off"),
        ("Kitchen blind up", "cover.kitchen_blind", {}, "open_cover"),
        ("Das Rollo runter", "cover.kitchen_blind", {}, "close_cover"),
        ("Secure the front door", "lock.front_door", {}, "lock"),
        ("Unlock the front door", "lock.front_door", {}, "unlock"),
        ("Send Dusty home", "vacuum.dusty", {}, "return_to_base"),
        ("더스티 청소", "vacuum.dusty", {}, "start"),
    ],
)
def test_a_thing_as_the_action(said: str, thing: str, data: dict[str, Any], service: str) -> None:
    (step,) = read(said, {"action": thing, "target": thing, "data": data}).steps
    assert step.service == service and "state" not in step.data


@pytest.mark.parametrize("said", ["The floor lamp", "Turn the floor lamp on or off"])
def test_what_tells_nothing_goes_back(said: str) -> None:
    (problem,) = read(said, {"action": "light.living_room_lamp", "target": "light.living_room_lamp"}).problems
    assert problem.what == "action"
