"""Of things of a kind those are meant that a sentence names, by a word of their names or by their room."""

import pytest

from custom_components.parlor.assistant.home import Home

from ..homes import thing
from .reads import read, targets

LAMPS = Home(
    (
        thing("light.left", "Left Bedside", "Master Suite"),
        thing("light.right", "Right Bedside", "Master Suite"),
        thing("light.bench", "Bench Light", "Workshop"),
        thing("light.reading", "Reading Lamp", "Snug"),
        thing("light.cove", "Cove", "Snug"),
    ),
    {},
)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Both bedside lights on", ["light.left", "light.right"]),
        ("Switch on the bedside lamps", ["light.left", "light.right"]),
        ("Lights on in the snug", ["light.reading", "light.cove"]),
        ("Turn on the lights", ["light.left", "light.right", "light.bench", "light.reading", "light.cove"]),
        ("Some light for reading", ["light.left", "light.right", "light.bench", "light.reading", "light.cove"]),
        ("Turn on the bench light", ["light.bench"]),
    ],
)
def test_of_a_kind_only_what_is_called(said: str, left: list[str]) -> None:
    written = ({"action": "light.turn_on", "target": each.entity_id} for each in LAMPS.things)
    assert [each for step in targets(read(said, *written, home=LAMPS)) for each in step] == left


def test_what_the_sentence_calls_is_offered_where_the_target_is_not_there() -> None:
    """Whatever kind it is of: the model took another kind for it."""
    step = {"action": "climate.set_hvac_mode", "target": "Attic", "data": {"hvac_mode": "heat"}}
    (problem,) = read("Start heating the reading corner", step, home=LAMPS_AND_STOVES).problems
    assert problem.candidates[0] == "light.reading"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Bolt the back door", [("lock.back",)]),
        ("Shut the barn door", [("cover.barn",)]),
        ("Shut everything and bolt the back door", [("lock.back",), ("cover.barn",)]),
    ],
)
def test_no_name_is_taken_out_of_another(said: str, left: list[tuple[str, ...]]) -> None:
    doors = Home((thing("lock.back", "Back door", "Scullery"), thing("cover.barn", "Barn door", "Barn")), {})
    steps = ({"action": "lock.lock", "target": "lock.back"}, {"action": "cover.close_cover", "target": "cover.barn"})
    assert targets(read(said, *steps, home=doors)) == left


@pytest.mark.parametrize(
    ("said", "action", "target", "meant"),
    [
        ("Warm up the hot tub", "climate.set_hvac_mode", "Deck", "switch.turn_on switch.hot_tub"),
        ("Start heating the hot tub", "climate.set_temperature", "Deck", "switch.turn_on switch.hot_tub"),
        ("The chicks are warm enough so cut their heat lamp", "light.turn_off", "chick_heat_lamp", "switch.turn_off switch.heat_lamp"),
    ],
)  # fmt: skip
def test_a_plug_that_was_taken_for_what_is_plugged_in(said: str, action: str, target: str, meant: str) -> None:
    (step,) = read(said, {"action": action, "target": target, "data": {"hvac_mode": "heat"}}, home=PLUGS).steps
    assert f"{step.action} {step.entity_ids[0]}" == meant and not step.data


PLUGS = Home(
    (
        thing("switch.hot_tub", "Hot tub heater", "Deck"),
        thing("switch.heat_lamp", "Chick heat lamp", "Barn"),
        thing("climate.loft", "Loft heat pump", "Loft"),
        thing("light.loft", "Loft light", "Loft"),
    ),
    {},
)


def test_the_things_of_a_room_by_their_kind() -> None:
    plan = read("All lights in the snug off", {"action": "light.turn_off", "target": "light.snug"}, home=LAMPS)
    assert targets(plan) == [("light.reading", "light.cove")]


LAMPS_AND_STOVES = Home(
    (*LAMPS.things, thing("climate.left", "Stove", "Shed"), thing("climate.right", "Heater", "Barn")), {}
)


@pytest.mark.parametrize(
    ("said", "services"),
    [
        ("Turn off the lights in the bedroom and turn on the fan", ["turn_off", "turn_on"]),
        ("Turn on the light in the bedroom and turn off the fan", ["turn_on", "turn_off"]),
        ("Schalte im Bedroom das Licht aus und den Ventilator ein", ["turn_off", "turn_on"]),
    ],
)
def test_another_clause_turns_nothing_round(said: str, services: list[str]) -> None:
    """The room of the one clause is in the name of the other's thing."""
    light, fan = services
    steps = (
        {"action": f"light.{light}", "target": "light.bedroom_light"},
        {"action": f"fan.{fan}", "target": "fan.bedroom_fan"},
    )
    assert [step.service for step in read(said, *steps).steps] == services


@pytest.mark.parametrize(
    ("said", "target"),
    [("Turn on the tub light", "light.tub"), ("Turn on the light in the hot tub", "Deck")],
)
def test_a_light_that_is_not_there_is_no_heater(said: str, target: str) -> None:
    plan = read(said, {"action": "light.turn_on", "target": target}, home=PLUGS)
    assert [problem.what for problem in plan.problems] == ["target"] and not plan.steps


def test_a_second_thing_in_another_language_is_asked_for() -> None:
    salon = Home((thing("light.salon", "Lampe du salon", "Salon"), thing("switch.tv", "Téléviseur salon", "Salon")), {})
    steps = (
        {"action": "light.turn_off", "target": "light.salon"},
        {"action": "switch.turn_off", "target": "switch.tv"},
    )
    plan = read("Éteins la lampe du salon et la télé", *steps, home=salon)
    assert targets(plan) == [("light.salon",), ("switch.tv",)]


def test_no_thing_of_another_step_is_taken_for_what_a_step_names() -> None:
    sheds = Home((thing("lock.shed", "Shed door"), thing("lock.front", "Front door")), {})
    steps = ({"action": "lock.unlock", "target": "lock.shed"}, {"action": "lock.lock", "target": "Front door"})
    plan = read("Unlock the shed door and lock the main entrance", *steps, home=sheds)
    assert [(step.service, step.entity_ids) for step in plan.steps] == [
        ("unlock", ("lock.shed",)),
        ("lock", ("lock.front",)),
    ]
