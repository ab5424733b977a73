"""Orders as every brand carries them out or refuses them: a button is pressed, an option chosen, and what does not fit is told why."""

import re
from typing import Final

from ..command import Command, Order, Program, ServiceCall, Why
from ..facts import States
from ..reading import Doing, Reading
from .brand import Role, Wiring

EVERY_COMMAND: Final = frozenset(Command)
_UNDER_WAY: Final = frozenset({Doing.RUNNING, Doing.PAUSED, Doing.ATTENTION, Doing.ERROR})
_STOPPABLE: Final = _UNDER_WAY | {Doing.SCHEDULED}
_SLUG: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


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
        return tuple(one for one in told if isinstance(one, str))
    known = wiring.facts.get(entity_id)
    return known.options if known is not None else ()


def programs(wiring: Wiring, states: States) -> tuple[Program, ...]:
    """Return the programs that the select of programs offers."""
    return tuple(Program(key=one, name=program_name(one)) for one in options(wiring, states, Role.PROGRAM_SELECT))


def program_name(key: str) -> str:
    """Return what a program is called: the words of its key where it is made of words, else the key itself."""
    return key.replace("_", " ").capitalize() if _SLUG.fullmatch(key) else key


def _unfit(doing: Doing, order: Order) -> Why | None:
    """Return why an order does not fit what is being done."""
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
