"""A plan holds what a sentence asks for, and nothing that it forbids, has no word for, or cannot have."""

from typing import Any

import pytest

from custom_components.parlor.assistant.home import Home
from custom_components.parlor.assistant.plan.asked import forbids

from ..homes import HOME, thing
from .reads import read, targets


@pytest.mark.parametrize(
    "said",
    [
        "Don't turn off the TV",
        "please do not open the blinds!",
        "Never unlock the door.",
        "Schalte den Fernseher nicht aus",
        "Den Fernseher bitte nicht ausschalten.",
        "Mach das Licht nicht an!",
        "거실 TV 끄지 마",
        "불 켜지 마세요",
        "문 열지 말아줘.",
        "블라인드 닫지마",
        "Leave the TV alone",
        "Please keep the blinds the way they are.",
        "Lass das Licht so",
        "불은 그대로 둬",
    ],
)
def test_what_is_forbidden_is_not_planned(said: str) -> None:
    assert forbids(said)
    plan = read(said, {"action": "media_player.turn_off", "target": "media_player.living_room_tv"})
    assert plan.is_forbidden and not plan.steps


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Turn off the TV",
        "Don't forget to turn off the TV",
        "Don't turn off the TV, just mute it",
        "Don't turn it off but mute it",
        "Do not turn it off until the film ends",
        "Don't you think it is too dark?",
        "Why does the TV not turn off?",
        "Vergiss nicht, das Licht auszumachen",
        "Mach das Licht nicht aus, sondern dunkler",
        "Kannst du das Licht nicht ausmachen?",
        "Licht aus, aber den Fernseher nicht ausschalten",
        "불 끄지 말고 어둡게 해 줘",
        "TV가 안 꺼져",
        "Das Licht geht nicht an",
        "Ich möchte nicht frieren",
        "Leave the TV alone and dim the lights",
        "Keep the kitchen light on while the dog is alone",
        "거실 불은 그대로 두고 부엌 불만 꺼 줘",
        "Leave the lights on",
        "Lass die Rollläden runter",
    ],
)
def test_what_says_more_than_a_prohibition(said: str) -> None:
    assert not forbids(said)


KOREAN = Home(
    (
        thing("light.kitchen", "주방 조명", "주방"),
        thing("light.living_room", "거실 조명", "거실"),
        thing("media_player.living_room_tv", "거실 TV", "거실"),
    ),
    {},
)


@pytest.mark.parametrize(
    ("said", "home", "action", "target"),
    [
        ("안방 프로젝터 켜 줘", KOREAN, "light.turn_on", "light.kitchen"),
        ("Turn on the projector", HOME, "light.turn_on", "light.kitchen_main"),
        ("Schalte die Kaffeemaschine aus", HOME, "light.turn_off", "light.bedroom_light"),
    ],
)
def test_what_is_not_there_is_nothing_else(said: str, home: Home, action: str, target: str) -> None:
    plan = read(said, {"action": action, "target": target}, home=home)
    assert not plan.steps and {problem.what for problem in plan.problems} <= {"target", "room"}


@pytest.mark.parametrize(
    ("said", "home", "action", "target"),
    [
        ("주방 불 켜 줘", KOREAN, "light.turn_on", "light.kitchen"),
        ("조명 켜 줘", KOREAN, "light.turn_on", "light.kitchen"),
        ("티비 꺼", KOREAN, "media_player.turn_off", "media_player.living_room_tv"),
        ("다 꺼 줘 제발", KOREAN, "light.turn_off", "light.kitchen"),
        ("Turn it on", HOME, "light.turn_on", "light.kitchen_main"),
        ("Turn on the kitchen", HOME, "light.turn_on", "light.kitchen_main"),
        ("Turn on the reading lamp over there", HOME, "light.turn_on", "light.living_room_lamp"),
        ("Turn off everything upstairs", HOME, "media_player.turn_off", "media_player.bedroom_tv"),
        ("Make it cozy with the projector", HOME, "light.turn_on", "light.living_room_lamp"),
        ("Turn on Disney+", HOME, "media_player.turn_on", "media_player.bedroom_tv"),
        ("Turn on the AC", HOME, "climate.turn_on", "climate.bedroom"),
        ("Turn on the chandelier", HOME, "light.turn_on", "light.living_room_lamp"),
        ("Turn off the telly", HOME, "media_player.turn_off", "media_player.bedroom_tv"),
    ],
)
def test_what_may_be_meant_stays(said: str, home: Home, action: str, target: str) -> None:
    assert targets(read(said, {"action": action, "target": target}, home=home)) == [(target,)]


TV, LAMP, BLIND = "media_player.living_room_tv", "light.living_room_lamp", "cover.kitchen_blind"


@pytest.mark.parametrize(
    ("said", "action", "expected"),
    [
        ("Bedtime: turn the living room TV off, close the kitchen blind", "media_player.media_stop", "turn_off"),
        ("Turn off the living room TV and turn on the reading lamp", "media_player.media_pause", "turn_off"),
        ("Schalte Living Room TV aus", "media_player.media_stop", "turn_off"),
        ("Stop the living room TV", "media_player.media_stop", "media_stop"),
        ("Turn off the music on the living room TV", "media_player.media_pause", "media_pause"),
        ("Pause the living room TV and switch the lamp off", "media_player.media_pause", "media_pause"),
    ],
)
def test_off_is_not_paused(said: str, action: str, expected: str) -> None:
    assert read(said, {"action": action, "target": TV}).steps[0].service == expected


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Stop the show in the living room for a moment", [(TV,)]),
        ("Turn on the floor lamp", [(LAMP,)]),
        ("I am off, turn on the floor lamp", [(LAMP,)]),
        # What says more than one thing, or everything, may mean what it has no word for.
        ("I am off: good night, turn on the floor lamp", [(TV,), (LAMP,), (BLIND,)]),
        ("Movie night with the floor lamp", [(TV,), (LAMP,), (BLIND,)]),
        ("Make it nice here", [(TV,), (LAMP,), (BLIND,)]),
        ("Close up the house like the kitchen blind", [(TV,), (LAMP,), (BLIND,)]),
    ],
)
def test_what_nobody_asked_for_is_left_out(said: str, kept: list[tuple[str, ...]]) -> None:
    steps = [
        {"action": "media_player.media_pause", "target": TV},
        {"action": "light.turn_on", "target": LAMP},
        {"action": "cover.open_cover", "target": BLIND},
    ]
    plan = read(said, *steps)
    assert targets(plan) == kept
    assert bool(plan.say) is (len(kept) == len(steps))


LISTS = Home((thing("todo.personal", "Personal Tasks"), thing("todo.shopping", "Shopping")), {})
GARAGE = Home(
    (
        thing("cover.garage_door_opener", "Garage Door Opener", "Garage"),
        thing("light.garage_door_opener", "Garage Door Opener", "Garage"),
    ),
    {},
)


@pytest.mark.parametrize(
    ("said", "step", "home", "entity_id", "item"),
    [
        (
            "Add history homework to my personal tasks",
            {"target": "history homework"},
            LISTS,
            "todo.personal",
            "history homework",
        ),
        ("Add milk to shopping", {"target": "milk", "data": {"item": ""}}, LISTS, "todo.shopping", "milk"),
        ("Add milk to shopping", {"target": "shopping", "data": {"item": "milk"}}, LISTS, "todo.shopping", "milk"),
    ],
)
def test_an_item_in_the_place_of_its_list(said: str, step: Any, home: Home, entity_id: str, item: str) -> None:
    plan = read(said, {"action": "todo.add_item", **step}, home=home)
    assert targets(plan) == [(entity_id,)]
    assert plan.steps[0].data == {"item": item}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Open the garage door", ["cover"]),
        ("Garage door opener please", ["cover"]),
        ("Open the garage door and turn on its light", ["cover", "light"]),
    ],
)
def test_a_namesake_of_another_kind_is_not_meant(said: str, kept: list[str]) -> None:
    steps = [
        {"action": "cover.open_cover", "target": "garage_door_opener"},
        {"action": "light.turn_on", "target": "Garage Door Opener, Garage"},
    ]
    assert [step.domain for step in read(said, *steps, home=GARAGE).steps] == kept


def test_to_take_back_means_nothing_beside_something_else() -> None:
    steps = [{"action": "lock.lock", "target": "lock.front_door"}, {"action": "home.undo", "target": "lock.front_door"}]
    plan = read("Lock the front door", *steps)
    assert targets(plan) == [("lock.front_door",)] and not plan.is_undo
    assert read("Undo that", {"action": "home.undo"}, {"action": "home.undo"}).is_undo
    assert read("Lock the front door", *reversed(steps)).problems


SPEAKERS = Home((thing("media_player.outdoor", "Outdoor Speakers", "Rooftop Terrace"),), {})


@pytest.mark.parametrize(
    ("said", "title", "data"),
    [
        ("Resume Outdoor Speakers", "Outdoor Speakers", {}),
        ("Unpause the Rooftop Terrace music", "Rooftop Terrace Music", {}),
        ("Play the music", "the music", {}),
        ("Play Outdoor Heroes", "Outdoor Heroes", {"title": "Outdoor Heroes"}),
        ("Play The Music Man", "The Music Man", {"title": "The Music Man"}),
    ],
)
def test_the_name_of_a_player_is_no_title(said: str, title: str, data: Any) -> None:
    step = {"action": "media_player.play_title", "target": "media_player.outdoor", "data": {"title": title}}
    assert read(said, step, home=SPEAKERS).steps[0].data == data


@pytest.mark.parametrize(
    ("said", "services"),
    [
        ("Skip song on outdoor speakers", ["media_next_track"]),
        ("Skip back on the outdoor speakers", ["media_previous_track"]),
        ("Play the last song on the outdoor speakers from the start", ["media_previous_track", "media_seek"]),
    ],
)
def test_skipping(said: str, services: list[str]) -> None:
    target = "media_player.outdoor"
    steps: list[dict[str, Any]] = [
        {"action": "media_player.media_previous_track", "target": target},
        {"action": "media_player.media_seek", "target": target, "data": {"seek_position": 0}},
    ]
    assert [step.service for step in read(said, *steps, home=SPEAKERS).steps] == services


@pytest.mark.parametrize(
    ("said", "room"),
    [
        ("Turn the TV in the attic to channel 4", "attic"),
        ("Lower the volume of the bathroom radio", "bathroom"),
        ("Mach den Fernseher im Keller leiser", "keller"),
        ("서재 TV 소리 줄여 줘", "서재"),
        # It has this one, or one that is called otherwise.
        ("Lower the volume in the bedroom", None),
        ("Lower the volume in the sitting room", None),
        ("Lower the volume of the family room TV", None),
        ("Lower the volume in the master bedroom", None),
        ("Lower the volume", None),
        ("Lower the volume of the loftiest TV", None),
    ],
)
def test_a_room_that_is_not_there_is_no_other_one(said: str, room: str | None) -> None:
    plan = read(said, {"action": "media_player.volume_down", "target": "media_player.bedroom_tv"})
    assert [problem.value for problem in plan.problems] == ([room] if room else [])


def test_what_is_in_no_room_may_be_in_any() -> None:
    plan = read(
        "Turn on the bathroom radio", {"action": "media_player.turn_on", "target": "media_player.radio"}, home=LOOSE
    )
    assert targets(plan) == [("media_player.radio",)]


def test_only_the_clause_of_a_room_is_about_it() -> None:
    steps = [
        {"action": "light.turn_off", "target": "light.bedroom_light"},
        {"action": "media_player.turn_off", "target": "media_player.living_room_tv"},
    ]
    plan = read("Turn off the bedroom light and the bathroom radio", *steps)
    assert [problem.step for problem in plan.problems] == [1]


LOOSE = Home((thing("media_player.radio", "Radio"), thing("light.kitchen", "Kitchen", "Kitchen")), {})
