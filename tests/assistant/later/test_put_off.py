"""What a sentence puts off, where a model would do it at once."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from custom_components.parlor.assistant.home import Home
from custom_components.parlor.assistant.later.put_off import put_off
from custom_components.parlor.assistant.later.when import AtTime, OnState
from custom_components.parlor.assistant.plan.steps import Step

from ..homes import HOME, thing
from .test_reading import PLACE

LAMP, TV, LIGHT = "light.living_room_lamp", "media_player.living_room_tv", "light.bedroom_light"
IN_20 = AtTime(at=datetime(2026, 11, 27, 19, 35, tzinfo=UTC))
AT_22 = AtTime(at=datetime(2026, 11, 27, 21, tzinfo=UTC))


def step(action: str, *entity_ids: str, **data: Any) -> Step:
    """Return a step of a plan."""
    domain, _, service = action.partition(".")
    return Step(domain=domain, service=service, entity_ids=entity_ids, data=data)


OFF, ON = step("light.turn_off", LAMP), step("light.turn_on", LAMP)
TV_OFF = step("media_player.turn_off", TV)


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
        ("turn the bedroom light off when the kids are asleep, please", None),
        ("turn the lamp off later", None),
        ("kill the lamp in about half an hour", None),
        ("mach die Lampe später aus", None),
        ("나중에 불 꺼 줘", None),
        ("quand la lessive est finie, éteins la lampe", None),
    ],
)
def test_what_is_for_later(text: str, when: Any) -> None:
    found = put_off(text, [OFF], PLACE)
    assert found is not None
    assert found.when == when


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
        ("switch the light on till 10 pm", [ON]),
        ("mach die Lampe bis 22 Uhr an", [ON]),
        ("turn the light on, I have to leave in 20 minutes", [ON]),
        ("it is 10 pm, turn off the lamp", [OFF]),
        ("light it please, my guests come at 8 pm", [ON]),
        ("mach die Lampe aus, ich muss morgen um 7 Uhr aufstehen", [OFF]),
        ("불 켜 줘 7시에 일어나야 해", [ON]),
        ("mach die Heizung um 3 wärmer", [step("climate.set_temperature", "climate.bedroom", temperature=24)]),
        ("dim the lamp at ten", [step("light.turn_on", LAMP, brightness_pct=10)]),
        ("turn everything off at one go", [OFF]),
        ("set the alarm for 7 am", [step("time.set_value", "time.alarm", time="07:00:00")]),
        ("turn off the lamp and set a timer for 10 minutes", [OFF]),
        ("play When the Music's Over", [step("media_player.play_title", TV, title="When the Music's Over")]),
        ("mach das Licht aus, wenn es geht", [OFF]),
        ("Wenn Anna zuhause ist, mach das Licht an", [ON]),
        ("I hate it when the light is on, turn it off", [OFF]),
        ("leave the light on when we leave", [ON]),
        (
            "close the blind, it always blinds me when the sun comes up",
            [step("cover.close_cover", "cover.kitchen_blind")],
        ),
        ("청소 시작하면 돼", [step("vacuum.start", "vacuum.dusty")]),
        ("guten Morgen", [ON]),
        ("", [OFF]),
        ("in 20 minutes " * 100, [OFF]),
        ("turn it off in 20 minutes", []),
    ],
)
def test_what_is_for_now(text: str, steps: list[Step]) -> None:
    assert put_off(text, steps, PLACE) is None


@pytest.mark.parametrize(
    ("text", "steps", "is_later"),
    [
        ("in 20 minutes turn off the living room tv and the floor lamp", [TV_OFF, OFF], True),
        ("turn off the living room tv and the floor lamp in 20 minutes", [TV_OFF, OFF], True),
        ("turn off the living room tv and the floor lamp in 20 minutes", [OFF], True),
        # The rest is planned by a call of its own.
        ("turn off the living room tv now and the floor lamp in 20 minutes", [TV_OFF], False),
        ("turn off the living room tv and the floor lamp in 20 minutes", [TV_OFF], False),
        ("turn on the light and turn it off again in 20 minutes", [ON], False),
        ("mach das Licht an und um 22 Uhr wieder aus", [ON], False),
        ("in 20 minutes turn off the living room tv and turn on the floor lamp now", [ON], False),
        ("turn off the lamp and remind me at 8 pm to call mum", [OFF], False),
        ("turn off the light and tell me when the washing machine is done", [OFF], False),
        ("turn off the lamp and tell Anna dinner is at 8 pm", [OFF, step("notify.send_message", "notify.anna")], False),
    ],
)
def test_what_of_it(text: str, steps: list[Step], is_later: bool) -> None:
    assert (put_off(text, steps, PLACE) is not None) is is_later


SCENES = replace(
    PLACE,
    home=Home(
        (
            *HOME.things,
            thing("scene.leave", "When we leave"),
            thing("scene.seven", "At 7 pm"),
            thing("scene.guests", "Wenn Gäste kommen"),
        ),
        {},
    ),
)


@pytest.mark.parametrize(
    ("text", "scene"),
    [
        ("turn on the scene When we leave", "scene.leave"),
        ("activate At 7 pm", "scene.seven"),
        ("aktiviere Wenn Gäste kommen", "scene.guests"),
    ],
)
def test_a_name_that_sounds_like_a_time_is_none(text: str, scene: str) -> None:
    assert put_off(text, [step("scene.turn_on", scene)], SCENES) is None
    assert put_off(f"{text} in 20 minutes", [step("scene.turn_on", scene)], SCENES) is not None


def test_endless_words_are_looked_through_at_once() -> None:
    for words in ("when the " * 40, "a " * 149, "wenn " * 60, "once the x " * 27, "끝나면" * 90):
        put_off(words, [OFF], PLACE)
