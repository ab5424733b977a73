"""All appliances of a home, as those see them who ask or tell them something: one per Home Assistant, filled by the doors."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from .command import Command, Order, Outcome, Program
from .job import Change, Job
from .kind import ApplianceKind

# All appliances are at this key of Home Assistant's data.
APPLIANCES_KEY: Final = "parlor_appliances"


@dataclass(slots=True, kw_only=True, eq=False)
class KnownAppliance:
    """An appliance. What its owner may change is asked for each time.

    `job` returns how its job is; `entity_id` the sensor of its job, None where there is none yet; `device_id` its device in Home Assistant's
    registry; `subscribe` has somebody told each change. `commands` returns what it can be told, `programs` what can be chosen, and `order` tells it:
    it returns when what was ordered was seen, or will not be. `mark_unloaded` is for whoever took out what was in it.
    """

    id: str
    kind: ApplianceKind
    brand: str
    device_id: str | None
    name: Callable[[], str]
    entity_id: Callable[[], str | None]
    job: Callable[[], Job]
    subscribe: Callable[[Callable[[Change], None]], Callable[[], None]]
    commands: Callable[[], frozenset[Command]]
    programs: Callable[[], tuple[Program, ...]]
    order: Callable[[Order], Awaitable[Outcome]]
    mark_unloaded: Callable[[], bool]


class Appliances:
    """The appliances by their ids; whoever subscribes is told after one came or went."""

    def __init__(self) -> None:
        """Know none."""
        self.all: dict[str, KnownAppliance] = {}
        self._listeners: list[Callable[[], None]] = []

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call somebody after appliances came or went, until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def add(self, appliance: KnownAppliance) -> None:
        """Let an appliance be known."""
        self.all[appliance.id] = appliance
        self._tell()

    def remove(self, appliance_id: str) -> None:
        """Forget an appliance."""
        if self.all.pop(appliance_id, None):
            self._tell()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
