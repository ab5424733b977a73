"""What a sentence puts off, where a model would do it at once."""

from datetime import UTC, datetime
from typing import Any

import pytest

from custom_components.parlor.assistant.later.put_off import put_off
from custom_components.parlor.assistant.later.when import AtTime, OnState
from custom_components.parlor.assistant.plan.steps import Step

from .test_reading import PLACE

LAMP, TV, LIGHT = "light.living_room_lamp", "media_player.living_room_tv", "light.bedroom_light"
IN_20 = AtTime(at=datetime(2026, 11, 27, 19, 35, tzinfo=UTC))
AT_22 = AtTime(at=datetime(2026, 11, 27, 21, tzinfo=UTC))


def step(action: str, *entity_ids: str, **data: Any) -> Step:
    """Return a step of a plan."""
    domain, _, service = action.partition(".")
    return Step(domain=domain, service=service, entity_ids=entity_ids, data=data)


OFF = step("light.turn_off", LAMP)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("could you get rid of the light in 20 minutes", IN_20),
        ("In 20 minutes please be so kind and kill the floor lamp", IN_20),
        ("bitte in 20 Minuten die Stehlampe aus", IN_20),
        ("20분 뒤에 불 좀 꺼 줄래", IN_20),
        ("the floor lamp can go at 10 pm", AT_22),
        (
            "I want the floor lamp dark once the front door is locked",
            OnState(entity_id="lock.front_door", states=("locked",)),
        ),
        # What nobody can tell the time of.
        ("when the washing machine is done, turn the floor lamp off", None),
        ("Turn the floor lamp off, when the washing machine is done.", None),
        ("as soon as the kids are asleep kill the lamp", None),
        ("turn the lamp off as soon as we leave", None),
        ("whenever somebody rings, flash the lamp", None),
        ("turn the lamp off every time I go to bed", None),
        ("Sobald die Wäsche fertig ist, mach die Lampe aus", None),
        ("Mach die Lampe aus, wenn die Kinder schlafen gehen", None),
        ("immer wenn es klingelt, mach die Lampe aus", None),
        ("세탁기가 끝나면 불 꺼 줘", None),
        ("quand la lessive est finie, éteins la lampe", None),
    ],
)
def test_what_is_for_later(text: str, when: Any) -> None:
    found = put_off(text, [OFF], PLACE)
    assert found is not None
    assert (found.when, found.is_all) == (when, True)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("turn the lamp off", [OFF]),
        ("turn the lamp off when you can", [OFF]),
        ("once more please", [step("light.turn_on", LAMP)]),
        ("turn the lamp off once and for all", [OFF]),
        ("I want it like when we watch a film", [step("light.turn_on", LAMP, brightness_pct=20)]),
        ("if the lamp is on turn it off", [OFF]),
        ("after that turn the lamp off", [OFF]),
        ("Wenn das Licht an ist, mach es aus", [OFF]),
        ("when is the film over? turn off the lamp", [OFF]),
        # A number that is a level, a title or an item.
        ("set the thermostat at 21", [step("climate.set_temperature", "climate.bedroom", temperature=21)]),
        ("put the volume at 10", [step("media_player.volume_set", TV, volume_level=0.1)]),
        ("play the news at ten", [step("media_player.play_title", TV, title="The news at ten")]),
        ("add call mum at 10 pm to my list", [step("todo.add_item", "todo.list", item="call mum")]),
        ("skip to 12:30", [step("media_player.media_seek", TV, seek_position=750)]),
        ("turn on the lamp for 20 minutes", [step("light.turn_on", LAMP)]),
        ("", [OFF]),
        ("in 20 minutes " * 100, [OFF]),
        ("turn it off in 20 minutes", []),
    ],
)
def test_what_is_for_now(text: str, steps: list[Step]) -> None:
    assert put_off(text, steps, PLACE) is None


@pytest.mark.parametrize(
    ("text", "steps", "is_all"),
    [
        (
            "in 20 minutes turn off the living room tv and the floor lamp",
            [step("media_player.turn_off", TV), OFF],
            True,
        ),
        (
            "turn off the living room tv and the floor lamp in 20 minutes",
            [step("media_player.turn_off", TV), OFF],
            True,
        ),
        (
            "turn off the living room tv now and the floor lamp in 20 minutes",
            [step("media_player.turn_off", TV), OFF],
            False,
        ),
        # The rest is planned by a call of its own.
        ("turn off the living room tv now and the floor lamp in 20 minutes", [step("media_player.turn_off", TV)], None),
        ("turn off the living room tv and the floor lamp in 20 minutes", [step("media_player.turn_off", TV)], None),
        ("turn off the living room tv and the floor lamp in 20 minutes", [OFF], True),
    ],
)
def test_what_of_it(text: str, steps: list[Step], is_all: bool | None) -> None:
    found = put_off(text, steps, PLACE)
    assert (found.is_all if found else None) is is_all


def test_endless_words_are_looked_through_at_once() -> None:
    for words in ("when the " * 40, "a " * 149, "wenn " * 60, "once the x " * 27, "끝나면" * 90):
        put_off(words, [OFF], PLACE)
