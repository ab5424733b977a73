"""The sentence decides what a plan leaves open, and nothing that it does not."""

from collections.abc import Mapping
from typing import Any

import pytest

from custom_components.parlor.assistant.home import Home
from custom_components.parlor.assistant.plan.plainly import as_said
from custom_components.parlor.assistant.plan.said import drop_unsaid, is_honest_without_steps, is_said, things_said

from ..homes import HOME, thing
from .reads import read, targets

FLAT = Home(
    (
        thing("media_player.tv", "Fernseher", "Wohnzimmer"),
        thing("media_player.small", "Kleiner Fernseher", "Schlafzimmer"),
        thing("light.ceiling", "Light", "Office"),
        thing("light.kitchen_main", "Kitchen main", "Kitchen"),
        thing("todo.tasks", "Personal Tasks"),
    ),
    {},
)


@pytest.mark.parametrize(
    ("said", "chosen", "meant"),
    [
        # The sentence names one lamp and the model took its neighbour.
        ("Turn on the kitchen counter", "light.kitchen_main", "light.kitchen_counter"),
        ("Turn on the reading lamp, please", "light.bedroom_light", "light.living_room_lamp"),
        # It may have meant what it took: named as well, in a room that is named, or named nearly so.
        ("Turn on the kitchen counter and the kitchen main", "light.kitchen_main", "light.kitchen_main"),
        ("Turn on the floor lamp and what is in the bedroom", "light.bedroom_light", "light.bedroom_light"),
        ("Turn on the bed room lights and the floor lamp", "light.bedroom_light", "light.bedroom_light"),
        ("Make it bright", "light.bedroom_light", "light.bedroom_light"),
        # What it named is not there: the sentence names one, or a room that has one.
        ("Turn on the floor lamp", "light.lamp_of_the_living_floor", "light.living_room_lamp"),
        ("Turn on the light in the bedroom", "light.xyz", "light.bedroom_light"),
    ],
)
def test_which_thing_is_meant(said: str, chosen: str, meant: str) -> None:
    assert targets(read(said, {"action": "light.turn_on", "target": chosen})) == [(meant,)]


def test_an_inflected_name_is_not_taken_for_a_shorter_one() -> None:
    plan = read(
        "Schalte den kleinen Fernseher ein",
        {"action": "media_player.turn_on", "target": "media_player.small"},
        home=FLAT,
    )
    assert targets(plan) == [("media_player.small",)]


def test_a_room_that_is_named_outweighs_a_name_that_is_a_common_word() -> None:
    plan = read(
        "Turn on the light in the kitchen", {"action": "light.turn_on", "target": "light.kitchen_main"}, home=FLAT
    )
    assert targets(plan) == [("light.kitchen_main",)]


def test_what_names_no_single_thing_goes_back_to_the_model() -> None:
    plan = read("Turn on the oven", {"action": "light.turn_on", "target": "oven"})
    (problem,) = plan.problems
    assert problem.what == "target"
    assert problem.candidates


@pytest.mark.parametrize(
    "target",
    [
        "Kitchen counter, Kitchen",
        "Kitchen counter: off",
        "light.kitchen_counter: off, 39 %",
        ["Kitchen counter", "Kitchen"],
    ],
)
def test_what_is_copied_from_a_line_of_the_prompt_is_one_thing(target: Any) -> None:
    assert targets(read("", {"action": "light.turn_on", "target": target})) == [("light.kitchen_counter",)]


def test_a_room_beside_a_thing_of_another_room_is_meant() -> None:
    (found,) = targets(read("", {"action": "light.turn_on", "target": "light.bedroom_light, Kitchen"}))
    assert set(found) == {"light.bedroom_light", "light.kitchen_main", "light.kitchen_counter"}


def test_a_second_step_of_a_wrong_kind_is_left_out() -> None:
    blind = {"action": "cover.close_cover", "target": "Kitchen blind"}
    plan = read("Close the kitchen blind", blind, {"action": "light.turn_off", "target": "Kitchen blind"})
    assert targets(plan) == [("cover.kitchen_blind",)]


def test_no_other_thing_is_taken_for_what_is_of_another_kind() -> None:
    """The bedroom is named and has one light; but what the model named is there, and no light."""
    plan = read("Lower the TV in the bedroom", {"action": "light.turn_off", "target": "Bedroom TV"})
    assert [problem.what for problem in plan.problems] == ["target"]


@pytest.mark.parametrize(
    ("said", "data", "kept"),
    [
        ("Turn on the kitchen counter", {"brightness_pct": 100, "color_name": "white", "effect": "none"}, {}),
        ("Please turn the kitchen lights on", {"brightness_pct": 39, "color_temp_kelvin": 2700}, {}),
        ("Mach bitte das Licht im Bedroom an", {"brightness_pct": 100}, {}),
        ("Turn on the kitchen counter at 40 %", {"brightness_pct": 40, "effect": ""}, {"brightness_pct": 40}),
        (
            "Make the kitchen counter cosy",
            {"brightness_pct": 30, "color_name": "orange"},
            {"brightness_pct": 30, "color_name": "orange"},
        ),
        ("Turn the kitchen counter red", {"color_name": "red"}, {"color_name": "red"}),
    ],
)
def test_a_form_that_is_filled_in_is_no_wish(said: str, data: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    plan = read(said, {"action": "light.turn_on", "target": "light.kitchen_counter", "data": data})
    (step,) = plan.steps
    assert dict(step.data) == kept


def test_fields_that_an_action_lacks_are_left_out_unless_they_were_said() -> None:
    step = {"action": "media_player.turn_on", "target": "media_player.living_room_tv"}
    assert read("Turn on the TV", {**step, "data": {"volume_level": 0.3}}).steps[0].data == {}
    (problem,) = read("Turn on Netflix", {**step, "data": {"source": "Netflix"}}).problems
    assert (problem.what, problem.value) == ("field", "source")


@pytest.mark.parametrize(
    ("said", "action", "meant"),
    [
        ("Turn on the bedroom fan", "fan.turn_off", "fan.turn_on"),
        ("Turn the fan on!", "fan.turn_off", "fan.turn_on"),
        ("Turn the fan off", "fan.turn_on", "fan.turn_off"),
        ("선풍기 켜 줘", "fan.turn_off", "fan.turn_on"),
        ("Open the blind", "cover.close_cover", "cover.open_cover"),
        ("Unlock the door", "lock.lock", "lock.unlock"),
        ("Lock the door", "lock.unlock", "lock.lock"),
        # Both are in it, or neither plainly.
        ("Turn on the fan and the light off", "fan.turn_off", "fan.turn_off"),
        ("Open the front door lock", "lock.unlock", "lock.unlock"),
        ("Raise the closet blind", "cover.open_cover", "cover.open_cover"),
        ("Lower the open blind", "cover.close_cover", "cover.close_cover"),
        ("The TV is off again, wake it", "media_player.turn_on", "media_player.turn_on"),
        ("Kill the lights on the porch", "light.turn_off", "light.turn_off"),
        ("It is cold in here", "fan.turn_off", "fan.turn_off"),
        ("", "fan.turn_off", "fan.turn_off"),
        ("Turn on the fan", "fan.set_percentage", "fan.turn_on"),
        ("Turn the fan on at full speed", "fan.set_percentage", "fan.set_percentage"),
        ("Get the fan running", "fan.turn_off", "fan.turn_on"),
        ("Lock the garage up", "cover.close_cover", "cover.close_cover"),
        ("Seal the kitchen blind up", "cover.close_cover", "cover.close_cover"),
        ("Räum die Küche auf", "cover.close_cover", "cover.close_cover"),
        ("I have the iron running, kill it", "switch.turn_off", "switch.turn_off"),
        ("I don't want to have the fan running", "fan.turn_off", "fan.turn_off"),
        ("Kill the light before we get going", "light.turn_off", "light.turn_off"),
        ("Cancel the preheat of the oven", "switch.turn_off", "switch.turn_off"),
        ("Set the blind to twenty percent open", "cover.set_cover_position", "cover.set_cover_position"),
        ("Pull the blind mostly down", "cover.set_cover_position", "cover.set_cover_position"),
        ("Stell das Rollo auf zwanzig Prozent auf", "cover.set_cover_position", "cover.set_cover_position"),
        ("Secure the street door", "lock.unlock", "lock.lock"),
        ("Preheat the rail", "switch.turn_off", "switch.turn_on"),
        ("Pull the blind shut please", "cover.open_cover", "cover.close_cover"),
        ("Pull the blind up", "cover.set_cover_position", "cover.open_cover"),
        ("Blind half way up", "cover.set_cover_position", "cover.set_cover_position"),
        ("Rollo bitte runter", "cover.open_cover", "cover.close_cover"),
        ("Pull the volume up", "media_player.volume_down", "media_player.volume_down"),
    ],
)
def test_an_opposite_yields_to_what_is_plainly_said(said: str, action: str, meant: str) -> None:
    assert as_said(action, said) == meant


def test_a_position_in_a_word_is_the_action_for_it() -> None:
    plan = read(
        "Close it",
        {"action": "cover.set_cover_position", "target": "cover.kitchen_blind", "data": {"position": "closed"}},
    )
    assert [step.action for step in plan.steps] == ["cover.close_cover"]


@pytest.mark.parametrize(
    ("said", "data", "kept"),
    [
        ("Add homework to my tasks", {"item": "homework", "due_date": "2026-11-27"}, {"item": "homework"}),
        (
            "Add homework for tomorrow",
            {"item": "homework", "due_date": "2026-11-28"},
            {"item": "homework", "due_date": "2026-11-28"},
        ),
        ("Add homework to my tasks", {"name": "homework"}, {"item": "homework"}),
        ("Add homework to the list", {"item": "homework"}, {"item": "homework"}),
    ],
)
def test_an_item_of_a_list(said: str, data: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    plan = read(said, {"action": "todo.add_item", "target": "kitchen", "data": data}, home=FLAT)
    assert dict(plan.steps[0].data) == kept


def test_what_an_action_is_nothing_without_is_asked_for() -> None:
    (problem,) = read("Set the blind", {"action": "cover.set_cover_position", "target": "cover.kitchen_blind"}).problems
    assert (problem.what, problem.value) == ("value for", "position")


def test_a_preset_that_is_called_none_is_one() -> None:
    assert drop_unsaid(HOME, "", "climate.set_preset_mode", {"preset_mode": "none"}, ["preset_mode"]) == {
        "preset_mode": "none"
    }


@pytest.mark.parametrize(
    ("value", "said", "is_there"),
    [
        (50, "to 50%", True),
        (0.5, "to 50 percent", True),
        ("50 %", "half", False),
        (21.5, "auf 21,5 Grad", True),
        ("Disney+", "put disney on", True),
        ("red", "blue", False),
        (True, "true", False),
        ("", "anything", False),
    ],
)
def test_what_is_said(value: Any, said: str, is_there: bool) -> None:
    assert is_said(value, said) is is_there


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("the kitchen blinds", ["cover.kitchen_blind"]),
        ("kitchen blinding", []),
        ("", []),
    ],
)
def test_names_in_a_sentence(said: str, names: list[str]) -> None:
    assert [found.entity_id for found in things_said(HOME, said, "cover")] == names


@pytest.mark.parametrize(
    ("say", "said", "may"),
    [
        ("Which lamp?", "Turn it on", True),
        ("There is no oven here.", "Turn on the oven", True),
        ("Das geht hier leider nicht.", "Schalte den Ofen ein", True),
        ("오븐이 없습니다.", "오븐 켜 줘", True),
        ("It is Metropolis.", "What is on?", True),
        ("Metropolis.", "which film is this", True),
        ("기생충입니다.", "지금 뭐 나와", True),
        ("Done!", "Turn on the lamp", False),
        ("I turned on the light.", "Turn on the light", False),
        ("", "What is on?", False),
        ("Metropolis.", "", False),
    ],
)
def test_what_may_be_said_though_nothing_was_done(say: str, said: str, may: bool) -> None:
    assert is_honest_without_steps(say, said) is may


@pytest.mark.parametrize(
    ("said", "action", "position", "services"),
    [
        ("Close the kitchen blinds", "open_cover", 100, ["close_cover"]),
        ("Open the kitchen blind", "close_cover", 0, ["open_cover"]),
        ("Close the kitchen blind", "close_cover", 100, ["close_cover"]),
        ("Open the kitchen blind to 40 percent", "open_cover", 40, ["set_cover_position"]),
        ("Open the kitchen blind a little", "open_cover", 20, ["open_cover", "set_cover_position"]),
    ],
)
def test_a_position_does_not_undo_what_was_said(said: str, action: str, position: int, services: list[str]) -> None:
    target = "cover.kitchen_blind"
    steps: list[dict[str, Any]] = [
        {"action": f"cover.{action}", "target": target},
        {"action": "cover.set_cover_position", "target": target, "data": {"position": position}},
    ]
    assert [step.service for step in read(said, *steps).steps] == services


def test_louder_twice_is_meant_twice() -> None:
    louder = {"action": "media_player.volume_up", "target": "media_player.living_room_tv"}
    assert len(read("Make the living room TV much louder", louder, louder).steps) == 2
