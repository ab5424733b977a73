"""Robot vacuums of any integration: Home Assistant's own words for them are the same everywhere."""

from collections.abc import Sequence
from typing import Final

from ..command import Call, Command, Order, Program, ServiceCall, Why
from ..facts import EntityFact, States
from ..kind import ApplianceKind
from ..reading import Doing, Phase, Reading
from .brand import Brand, Role, Wiring
from .orders import refusal
from .rows import Row, Says, Words, read, wire

VACUUM: Final = "vacuum"
ROWS: Final = (Row(role=Role.STATE, domain=VACUUM),)
WORDS: Final = Words(
    states={
        "cleaning": Says(Doing.RUNNING, Phase.CLEAN),
        "docked": Says(Doing.IDLE),
        "idle": Says(Doing.IDLE),
        "paused": Says(Doing.PAUSED),
        "returning": Says(Doing.RUNNING, Phase.RETURN),
        "error": Says(Doing.ERROR),
    }
)
# Home Assistant's VacuumEntityFeature: what a vacuum must be able to do for an order to be offered, and by which action it is done.
_BY: Final = {
    Command.START: ((8192, "vacuum.start"),),
    Command.PAUSE: ((4, "vacuum.pause"),),
    Command.RESUME: ((8192, "vacuum.start"),),
    Command.STOP: ((16, "vacuum.return_to_base"), (8, "vacuum.stop")),
}


def find(facts: Sequence[EntityFact]) -> tuple[Wiring, ...]:
    """Return the robots of a device: each vacuum is one."""
    vacuums = [fact for fact in facts if fact.domain == VACUUM]
    parts = [fact.registry_id or fact.entity_id if len(vacuums) > 1 else None for fact in vacuums]
    return tuple(
        wire(VACUUM, ApplianceKind.ROBOT_VACUUM, (fact,), ROWS, part=part)
        for fact, part in zip(vacuums, parts, strict=True)
    )


def read_vacuum(wiring: Wiring, states: States, now: float) -> Reading:
    """Return what a vacuum says; what it is stuck on is its error."""
    return read(wiring, states, now, rows=ROWS, words=WORDS)


def calls(wiring: Wiring, states: States, order: Order, reading: Reading) -> tuple[Call, ...] | Why:
    """Return the action of an order; stopped is what drives home, as that is what ends its run."""
    entity_id = next((one for one in wiring.roles.get(Role.STATE, ()) if one.startswith("vacuum.")), None)
    if entity_id is None or order.command not in _BY or order.program is not None or order.ready_at is not None:
        return Why.NOT_OFFERED
    fact = states.get(entity_id)
    features = fact.attributes.get("supported_features") if fact is not None else None
    action = next((by for one, by in _BY[order.command] if not isinstance(features, int) or features & one), None)
    if action is None:
        return Why.NOT_OFFERED
    is_home = order.command is Command.STOP and reading.phase is Phase.RETURN
    why = Why.ALREADY if is_home else refusal(reading, order)
    return why or (ServiceCall(action=action, entity_id=entity_id),)


def _calls(wiring: Wiring, states: States, order: Order, now: float) -> tuple[Call, ...] | Why:
    return calls(wiring, states, order, read_vacuum(wiring, states, now))


def _programs(wiring: Wiring, states: States) -> tuple[Program, ...]:
    return ()


BRAND: Final = Brand(platform=VACUUM, find=find, read=read_vacuum, programs=_programs, calls=_calls)
