"""Orders as every brand carries them out or refuses them: a button is pressed, an option chosen, and what does not fit is told why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import re
from typing import Final

from ..command import Call, Command, Order, Program, ServiceCall, Why
from ..facts import States
from ..reading import Doing, Reading
from .brand import Role, Wiring

EVERY_COMMAND: Final = frozenset(Command)
_UNDER_WAY: Final = frozenset({Doing.RUNNING, Doing.PAUSED, Doing.ATTENTION, Doing.ERROR})
_STOPPABLE: Final = _UNDER_WAY | {Doing.SCHEDULED}
_SLUG: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Controls:
    """Through what a brand's appliances are told something.

    `buttons` are the roles of the buttons that carry out commands, `operation` the options of the select of `Role.OPERATION` that do; a button goes
    before. `needs_remote` are the commands that are carried out only while it may be commanded from afar.
    """

    buttons: Mapping[Command, Role] = field(default_factory=dict)
    operation: Mapping[Command, str] = field(default_factory=dict)
    needs_remote: frozenset[Command] = EVERY_COMMAND


BUTTONS: Final[Mapping[Command, Role]] = {
    Command.START: Role.START,
    Command.PAUSE: Role.PAUSE,
    Command.RESUME: Role.RESUME,
    Command.STOP: Role.STOP,
}


def carry_out(
    wiring: Wiring, states: States, order: Order, reading: Reading, controls: Controls
) -> tuple[Call, ...] | Why:
    """Return what carries out an order through buttons and selects, or why it cannot be carried out: what is never offered first."""
    why = refusal(reading, order, needs_remote=controls.needs_remote)
    calls: tuple[Call, ...] = ()
    if order.ready_at is not None:
        return Why.NOT_OFFERED
    if order.program is not None or order.command is Command.PROGRAM:
        chosen = _choose_program(wiring, states, order.program)
        if isinstance(chosen, Why):
            return chosen
        calls = chosen
    if order.command is not Command.PROGRAM:
        told = _tell(wiring, states, order.command, controls)
        if isinstance(told, Why):
            return told if told is Why.NOT_OFFERED else why or told
        calls += told
    return why or calls


def refusal(reading: Reading, order: Order, *, needs_remote: frozenset[Command] = EVERY_COMMAND) -> Why | None:
    """Return why an order does not fit what an appliance says now, None where nothing speaks against it.

    Whether it is offered at all must be looked for before: that is true whatever it does now. `needs_remote` are the commands that its brand
    carries out only while it may be commanded from afar.
    """
    if reading.doing is Doing.UNKNOWN and reading.raw is None:
        return Why.OFFLINE
    if (why := _unfit(reading.doing, order)) is not None:
        return why
    if reading.remote is False and order.command in needs_remote:
        return Why.REMOTE_OFF
    if reading.door_open and order.command in (Command.START, Command.RESUME):
        return Why.DOOR_OPEN
    return None


def press(wiring: Wiring, states: States, role: Role) -> tuple[ServiceCall, ...] | Why:
    """Return the press of the button of a role; a button that cannot be pressed now is offline."""
    entity_id = wiring.one(role)
    if entity_id is None:
        return Why.NOT_OFFERED
    if (fact := states.get(entity_id)) is not None and fact.state == "unavailable":
        return Why.OFFLINE
    return (ServiceCall(action="button.press", entity_id=entity_id),)


def choose(wiring: Wiring, states: States, role: Role, option: str) -> tuple[ServiceCall, ...] | Why:
    """Return the choice of an option of the select of a role; one that it does not have is not offered."""
    entity_id = wiring.one(role)
    if entity_id is None or option not in options(wiring, states, role):
        return Why.NOT_OFFERED
    if (fact := states.get(entity_id)) is not None and fact.state == "unavailable":
        return Why.OFFLINE
    return (ServiceCall(action="select.select_option", entity_id=entity_id, data={"option": option}),)


def options(wiring: Wiring, states: States, role: Role) -> tuple[str, ...]:
    """Return what can be chosen at the select of a role: as it says now, else as the registry knows it."""
    entity_id = wiring.one(role)
    if entity_id is None:
        return ()
    fact = states.get(entity_id)
    told = fact.attributes.get("options") if fact is not None else None
    if isinstance(told, list | tuple) and told:
        return tuple(one for one in told if isinstance(one, str) and one)
    known = wiring.facts.get(entity_id)
    return known.options if known is not None else ()


def programs(wiring: Wiring, states: States) -> tuple[Program, ...]:
    """Return the programs that the select of programs offers."""
    return tuple(Program(key=one, name=program_name(one)) for one in options(wiring, states, Role.PROGRAM_SELECT))


def program_name(key: str) -> str:
    """Return what a program is called: the words of its key where it is made of words, else the key itself."""
    return key.replace("_", " ").capitalize() if _SLUG.fullmatch(key) else key


def _choose_program(wiring: Wiring, states: States, program: str | None) -> tuple[ServiceCall, ...] | Why:
    """Return the choice of a program; one that there is none of is told so only where programs can be chosen."""
    offered = options(wiring, states, Role.PROGRAM_SELECT)
    if not offered:
        return Why.NOT_OFFERED
    return choose(wiring, states, Role.PROGRAM_SELECT, program) if program in offered else Why.NO_PROGRAM


def _tell(wiring: Wiring, states: States, command: Command, controls: Controls) -> tuple[ServiceCall, ...] | Why:
    """Return what carries out a command: its button, else its option."""
    button = controls.buttons.get(command)
    if button is not None and wiring.one(button) is not None:
        return press(wiring, states, button)
    option = controls.operation.get(command)
    return Why.NOT_OFFERED if option is None else choose(wiring, states, Role.OPERATION, option)


def _unfit(doing: Doing, order: Order) -> Why | None:
    """Return why an order does not fit what is being done; what nobody knows fits."""
    if doing is Doing.UNKNOWN:
        return None
    match order.command:
        case Command.START if doing in _UNDER_WAY:
            return Why.ALREADY if doing is Doing.RUNNING and order.program is None else Why.BUSY
        case Command.PROGRAM if doing in _UNDER_WAY:
            return Why.BUSY
        case Command.PAUSE if doing is not Doing.RUNNING:
            return Why.ALREADY if doing is Doing.PAUSED else Why.NOT_RUNNING
        case Command.RESUME if doing not in (Doing.PAUSED, Doing.ATTENTION):
            return Why.ALREADY if doing is Doing.RUNNING else Why.NOT_RUNNING
        case Command.STOP if doing not in _STOPPABLE:
            return Why.NOT_RUNNING
    return None
