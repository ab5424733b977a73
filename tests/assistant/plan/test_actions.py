"""Every action that a model may write, held against every kind of sentence."""

from collections.abc import Mapping
from typing import Any

import pytest

from custom_components.parlor.assistant.home import Home
from custom_components.parlor.assistant.plan.actions import ACTIONS

from ..homes import thing
from .reads import read

EVERYTHING = Home(
    tuple(
        thing(f"{domain}.thing", f"{domain} thing", "Hall") for domain in sorted({a.domain for a in ACTIONS.values()})
    ),
    {},
)
SENTENCES = (
    "Turn off everything downstairs", "Turn everything on", "switch it off", "kill it", "Schalte alles aus", "alles einschalten",
    "다 꺼 줘", "다 켜 줘", "open it up", "close it", "shut it all down", "öffne es", "fahr es runter", "lock up", "unlock it",
    "skip this", "go back to the last one", "stop it", "pause", "make it louder", "a bit warmer", "half way", "to a third", "50 %",
    "play something", "start cleaning", "send it home", "mute", "full speed", "dim it to 20", "hello", "remind me",
)  # fmt: skip
DATA: tuple[Mapping[str, Any], ...] = (
    {},
    {"state": "off"},
    {"value": 30, "level": "50%", "mode": "heat", "name": "x"},
    {
        "position": 40,
        "brightness_pct": 3,
        "percentage": 20,
        "temperature": 21,
        "volume_level": 4,
        "title": "x",
        "item": "x",
    },
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_plan_comes_to_actions_that_there_are(sentence: str) -> None:
    for action in ACTIONS.values():
        for data in DATA:
            plan = read(
                sentence, {"action": action.name, "target": f"{action.domain}.thing", "data": data}, home=EVERYTHING
            )
            assert all(step.action in ACTIONS for step in plan.steps), (action.name, data, plan.steps)


SCENES = Home((thing("scene.film", "Film night", "Hall"), thing("scene.out", "All off", "Hall")), {})


@pytest.mark.parametrize(
    ("sentence", "scene", "problems"),
    [
        ("Turn off everything in the hall", "scene.film", ["target"]),
        ("Schalte im Flur alles aus", "scene.film", ["target"]),
        ("Turn off everything in the hall", "scene.out", []),
        ("Turn off the lights for film night", "scene.film", []),
        ("Turn on film night", "scene.film", []),
    ],
)
def test_what_is_to_be_off_is_no_scene_that_nobody_named(sentence: str, scene: str, problems: list[str]) -> None:
    plan = read(sentence, {"action": "scene.turn_on", "target": scene}, home=SCENES)
    assert [problem.what for problem in plan.problems] == problems
