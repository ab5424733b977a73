"""Orders that fit, and why others do not."""

import pytest

from custom_components.parlor.appliances.command import Command, Order, ServiceCall, Why
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing, Reading
from custom_components.parlor.appliances.sources.brand import Role
from custom_components.parlor.appliances.sources.orders import (
    BUTTONS,
    Controls,
    carry_out,
    choose,
    options,
    press,
    program_name,
    refusal,
)
from custom_components.parlor.appliances.sources.rows import Row, wire

from .entities import NOW, entity, says

BUTTON, SELECT = "button.start", "select.program"
WIRING = wire(
    "brand",
    ApplianceKind.WASHER,
    (entity(BUTTON), entity(SELECT, options=("eco", "wool"))),
    (Row(role=Role.START, domain="button"), Row(role=Role.PROGRAM_SELECT, domain="select")),
)


def reading(
    doing: Doing = Doing.IDLE, *, raw: str | None = "word", remote: bool | None = None, door: bool | None = None
) -> Reading:
    return Reading(doing=doing, at=NOW, raw=raw, remote=remote, door_open=door)


@pytest.mark.parametrize(
    ("command", "fits"),
    [
        (Command.START, {Doing.OFF, Doing.IDLE, Doing.SCHEDULED, Doing.FINISHED, Doing.CANCELLED, Doing.UNKNOWN}),
        (Command.PROGRAM, {Doing.OFF, Doing.IDLE, Doing.SCHEDULED, Doing.FINISHED, Doing.CANCELLED, Doing.UNKNOWN}),
        (Command.PAUSE, {Doing.RUNNING, Doing.UNKNOWN}),
        (Command.RESUME, {Doing.PAUSED, Doing.ATTENTION, Doing.UNKNOWN}),
        (
            Command.STOP,
            {Doing.RUNNING, Doing.PAUSED, Doing.ATTENTION, Doing.ERROR, Doing.SCHEDULED, Doing.UNKNOWN},
        ),
    ],
)
def test_when_a_command_fits(command: Command, fits: set[Doing]) -> None:
    assert {doing for doing in Doing if refusal(reading(doing), Order(command=command)) is None} == fits


@pytest.mark.parametrize(
    ("said", "order", "why"),
    [
        (reading(Doing.UNKNOWN, raw=None), Order(command=Command.START), Why.OFFLINE),
        (reading(remote=False), Order(command=Command.START), Why.REMOTE_OFF),
        (reading(remote=None), Order(command=Command.START), None),
        (reading(door=True), Order(command=Command.START), Why.DOOR_OPEN),
        (reading(Doing.PAUSED, door=True), Order(command=Command.RESUME), Why.DOOR_OPEN),
        (reading(Doing.PAUSED, door=True), Order(command=Command.STOP), None),
        (reading(remote=False, door=True), Order(command=Command.START), Why.REMOTE_OFF),
        (reading(Doing.RUNNING, remote=False), Order(command=Command.START), Why.ALREADY),
        (reading(Doing.RUNNING), Order(command=Command.START, program="eco"), Why.BUSY),
        (reading(Doing.ERROR), Order(command=Command.START), Why.BUSY),
    ],
)
def test_why_it_does_not(said: Reading, order: Order, why: Why | None) -> None:
    assert refusal(said, order) is why


def test_what_needs_no_remote_control() -> None:
    stop = Order(command=Command.STOP)
    said = reading(Doing.RUNNING, remote=False)
    assert refusal(said, stop) is Why.REMOTE_OFF
    assert refusal(said, stop, needs_remote=frozenset({Command.START})) is None


def test_buttons_and_selects() -> None:
    assert press(WIRING, {}, Role.START) == (ServiceCall(action="button.press", entity_id=BUTTON),)
    assert press(WIRING, says({BUTTON: "unavailable"}), Role.START) is Why.OFFLINE
    assert press(WIRING, {}, Role.STOP) is Why.NOT_OFFERED
    assert choose(WIRING, {}, Role.PROGRAM_SELECT, "eco") != Why.NOT_OFFERED
    assert choose(WIRING, {}, Role.PROGRAM_SELECT, "silk") is Why.NOT_OFFERED
    assert choose(WIRING, says({SELECT: "unavailable"}), Role.PROGRAM_SELECT, "eco") is Why.OFFLINE
    now = says({SELECT: "silk"}, {SELECT: {"options": ["silk", 7]}})
    assert options(WIRING, now, Role.PROGRAM_SELECT) == ("silk",)
    assert options(WIRING, says({SELECT: "eco"}, {SELECT: {"options": "eco"}}), Role.PROGRAM_SELECT) == ("eco", "wool")
    assert options(WIRING, {}, Role.OPERATION) == ()


def test_what_is_never_offered_is_told_before_anything_else() -> None:
    controls = Controls(buttons=BUTTONS)
    gone = reading(Doing.UNKNOWN, raw=None)
    assert carry_out(WIRING, {}, Order(command=Command.STOP), gone, controls) is Why.NOT_OFFERED
    assert carry_out(WIRING, {}, Order(command=Command.START), gone, controls) is Why.OFFLINE
    assert carry_out(WIRING, {}, Order(command=Command.START, program="silk"), gone, controls) is Why.NO_PROGRAM
    assert carry_out(WIRING, {}, Order(command=Command.START, ready_at=NOW), reading(), controls) is Why.NOT_OFFERED
    both = carry_out(WIRING, {}, Order(command=Command.START, program="wool"), reading(), controls)
    assert isinstance(both, tuple) and [call.entity_id for call in both if isinstance(call, ServiceCall)] == [
        SELECT,
        BUTTON,
    ]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("eco", "Eco"),
        ("cotton_eco_60", "Cotton eco 60"),
        ("Table_02_Course_1B", "Table_02_Course_1B"),
        ("1b", "1b"),
        ("AI Wash", "AI Wash"),
        ("Dishcare.Dishwasher.Program.Eco50", "Dishcare.Dishwasher.Program.Eco50"),
    ],
)
def test_what_a_program_is_called(key: str, name: str) -> None:
    assert program_name(key) == name
