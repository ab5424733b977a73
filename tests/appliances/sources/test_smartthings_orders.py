"""SmartThings by core's entities: what can be ordered through its buttons and selects."""

from dataclasses import replace

import pytest

from custom_components.parlor.appliances.command import Command, Order, Program, ServiceCall, Why
from custom_components.parlor.appliances.facts import EntityFact
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing
from custom_components.parlor.appliances.sources.brand import Role
from custom_components.parlor.appliances.sources.smartthings import BRAND

from .entities import NOW, entity, only, says
from .samsung import COOKTOP, DISHWASHER, DRYER, OVEN, WASHER


def chosen(option: str, entity_id: str = "select.operation") -> tuple[ServiceCall, ...]:
    return (ServiceCall(action="select.select_option", entity_id=entity_id, data={"option": option}),)


def pressed(entity_id: str) -> tuple[ServiceCall, ...]:
    return (ServiceCall(action="button.press", entity_id=entity_id),)


IDLE, RUNS, RESTS = "stop", "run", "pause"


@pytest.mark.parametrize(
    ("command", "state", "remote", "expected"),
    [
        (Command.START, IDLE, "on", chosen("run")),
        (Command.START, IDLE, "off", Why.REMOTE_OFF),
        (Command.START, RUNS, "on", Why.ALREADY),
        (Command.START, RESTS, "on", Why.BUSY),
        (Command.START, "unavailable", "on", Why.OFFLINE),
        (Command.PAUSE, RUNS, "on", chosen("pause")),
        (Command.PAUSE, RUNS, "off", Why.REMOTE_OFF),
        (Command.PAUSE, RESTS, "on", Why.ALREADY),
        (Command.PAUSE, IDLE, "on", Why.NOT_RUNNING),
        (Command.RESUME, RESTS, "on", chosen("run")),
        (Command.RESUME, RUNS, "on", Why.ALREADY),
        (Command.RESUME, IDLE, "on", Why.NOT_RUNNING),
        (Command.STOP, RUNS, "on", chosen("stop")),
        (Command.STOP, RESTS, "on", chosen("stop")),
        (Command.STOP, IDLE, "on", Why.NOT_RUNNING),
        (Command.PROGRAM, IDLE, "on", Why.NOT_OFFERED),
    ],
)
@pytest.mark.parametrize("facts", [WASHER, DRYER])
def test_orders_to_a_washer_or_dryer(
    facts: tuple[EntityFact, ...], command: Command, state: str, remote: str, expected: object
) -> None:
    states = says({"sensor.state": state, "binary_sensor.remote": remote, "select.operation": state})
    assert BRAND.calls(only(BRAND, *facts), states, Order(command=command), NOW) == expected


COURSES = {"select.course": {"options": ["auto", "eco_50", "Course_9F"]}}


@pytest.mark.parametrize(
    ("order", "state", "remote", "expected"),
    [
        (Order(command=Command.START), IDLE, "on", pressed("button.start")),
        (Order(command=Command.START), IDLE, "off", Why.REMOTE_OFF),
        (
            Order(command=Command.START, program="eco_50"),
            IDLE,
            "on",
            (*chosen("eco_50", "select.course"), *pressed("button.start")),
        ),
        (Order(command=Command.START, program="eco_50"), RUNS, "on", Why.BUSY),
        (Order(command=Command.START, program="flambé"), IDLE, "on", Why.NO_PROGRAM),
        (Order(command=Command.START, ready_at=NOW + 3600), IDLE, "on", Why.NOT_OFFERED),
        (Order(command=Command.PROGRAM, program="auto"), IDLE, "on", chosen("auto", "select.course")),
        (Order(command=Command.PROGRAM, program="auto"), IDLE, "off", Why.REMOTE_OFF),
        (Order(command=Command.PROGRAM, program="auto"), RUNS, "on", Why.BUSY),
        (Order(command=Command.PROGRAM), IDLE, "on", Why.NO_PROGRAM),
        (Order(command=Command.PAUSE), RUNS, "on", pressed("button.pause")),
        (Order(command=Command.RESUME), RESTS, "on", pressed("button.resume")),
        (Order(command=Command.STOP), RUNS, "on", pressed("button.cancel")),
    ],
)
def test_orders_to_a_dishwasher(order: Order, state: str, remote: str, expected: object) -> None:
    states = says({"sensor.state": state, "binary_sensor.remote": remote, "select.course": "auto"}, COURSES)
    assert BRAND.calls(only(BRAND, *DISHWASHER), states, order, NOW) == expected


def test_the_programs_of_a_dishwasher() -> None:
    wiring = only(BRAND, *DISHWASHER)
    states = says({"sensor.state": "stop", "select.course": "eco_50"}, COURSES)
    assert BRAND.programs(wiring, states) == (
        Program(key="auto", name="Auto"),
        Program(key="eco_50", name="Eco 50"),
        Program(key="Course_9F", name="Course_9F"),
    )
    assert BRAND.read(wiring, states, NOW).program == "eco_50"
    assert BRAND.programs(only(BRAND, *WASHER), states) == ()


@pytest.mark.parametrize(
    ("command", "state", "expected"),
    [
        (Command.STOP, "running", pressed("button.stop")),
        (Command.STOP, "ready", Why.NOT_RUNNING),
        (Command.START, "ready", Why.NOT_OFFERED),
        (Command.PAUSE, "running", Why.NOT_OFFERED),
        (Command.PROGRAM, "ready", Why.NOT_OFFERED),
    ],
)
def test_an_oven_can_only_be_stopped(command: Command, state: str, expected: object) -> None:
    states = says({"sensor.state": state, "binary_sensor.remote": "off"})
    assert BRAND.calls(only(BRAND, *OVEN), states, Order(command=command), NOW) == expected


def test_an_open_door_keeps_it_from_starting() -> None:
    found = only(BRAND, *WASHER)
    wiring = replace(found, roles={**found.roles, Role.DOOR: ("binary_sensor.contact",)})
    states = says({"sensor.state": "stop", "binary_sensor.remote": "on", "binary_sensor.contact": "on"})
    assert BRAND.calls(wiring, states, Order(command=Command.START), NOW) is Why.DOOR_OPEN
    assert BRAND.read(wiring, states, NOW).door_open is True


def test_what_cannot_be_told_anything_says_so() -> None:
    for facts in ((entity("fan.hood", "hood"),), (entity("switch.cool", "power_cool"),), COOKTOP):
        for command in Command:
            assert BRAND.calls(only(BRAND, *facts), {}, Order(command=command), NOW) is Why.NOT_OFFERED


def test_what_its_owner_calls_it_changes_no_words() -> None:
    wiring = replace(only(BRAND, *DRYER), kind=ApplianceKind.WASHER_DRYER)
    assert BRAND.read(wiring, says({"sensor.state": "run"}), NOW).doing is Doing.RUNNING
