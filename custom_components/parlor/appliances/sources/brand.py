"""What there is to know of a brand: which of a device's entities play which role, and what they say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from ..command import Call, Order, Program, Why
from ..facts import EntityFact, States
from ..kind import ApplianceKind
from ..reading import Reading

# What an appliance is called that its owner named: by its power, or by whatever says that it runs.
POWER: Final = "power"
RUNNING: Final = "running"
OWNERS: Final = frozenset({POWER, RUNNING})


class Role(StrEnum):
    """What an entity of an appliance is for; the same in every brand."""

    STATE = "state"
    PHASE = "phase"
    PROGRAM = "program"
    PROGRESS = "progress"
    ENDS_AT = "ends_at"
    REMAINING = "remaining"
    TOTAL = "total"
    DOOR = "door"
    REMOTE = "remote"  # whether it may be commanded from afar
    REMOTE_START = "remote_start"
    POWER = "power"  # watts, or whether it is switched on
    ENERGY = "energy"
    NOTICE = "notice"  # what it wants somebody for; several
    FINISHED = "finished"
    ERROR = "error"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    OPERATION = "operation"  # a select that starts, pauses and stops
    PROGRAM_SELECT = "program_select"
    DELAY = "delay"
    CONNECTED = "connected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """An appliance as it was found: what it is, and which entity of it plays which role; a role may have several.

    `id` names it for as long as it lives: the registry's id of its device, or of its entity where it has no device; a part of a device, such as
    the upper of two ovens, has `part` behind it, with a `/` between.
    """

    id: str
    brand: str
    kind: ApplianceKind
    roles: Mapping[Role, tuple[str, ...]]
    device_id: str | None = None
    part: str | None = None
    facts: Mapping[str, EntityFact] = field(default_factory=dict)

    def one(self, role: Role) -> str | None:
        """Return the entity of a role, the first of several, None where it has none."""
        return next(iter(self.roles.get(role, ())), None)

    @property
    def entities(self) -> frozenset[str]:
        """Return all entities that say something of it."""
        return frozenset(entity_id for entities in self.roles.values() for entity_id in entities)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """One integration: how its appliances are found among the entities of one device, read, and told to do something.

    `find` is handed all enabled entities of one device that this integration made, and returns the appliances that the device is: none, one, or
    its parts. `read` makes a reading of states. `programs` returns what can be chosen. `calls` returns what carries out an order, or why it
    cannot be carried out; whether it was is looked for afterwards by whoever makes the calls. All pure.
    """

    platform: str
    find: Callable[[Sequence[EntityFact]], tuple[Wiring, ...]]
    read: Callable[[Wiring, States, float], Reading]
    programs: Callable[[Wiring, States], tuple[Program, ...]]
    calls: Callable[[Wiring, States, Order, float], tuple[Call, ...] | Why]
    fresh: float | None = None  # seconds after which silence while it runs is strange; None where silence is usual
