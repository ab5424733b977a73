"""Those who watch: Parlor's own, and the automation that people write on a machine's state."""

from collections.abc import Callable
from dataclasses import dataclass, field
import json
from typing import Final, override

from custom_components.parlor.appliances.job import Change, Happened
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.memory import Memory
from custom_components.parlor.appliances.reading import Doing, Reading
from custom_components.parlor.appliances.watch import ApplianceWatch

from .jobs_heard import Watcher
from .jobs_score import Told

_ENDS: Final = {Happened.FINISHED: True, Happened.CANCELLED: False}


@dataclass(slots=True)
class Parlors(Watcher):
    """Parlor's watch."""

    kind: ApplianceKind
    told: list[Told] = field(default_factory=list)
    log: Callable[[float, Change], None] | None = None
    _now: float = 0.0
    _watch: ApplianceWatch = field(init=False)

    def __post_init__(self) -> None:
        """Begin to watch."""
        self._watch = ApplianceWatch(self.kind, clock=lambda: self._now)

    @override
    def hear(self, reading: Reading, now: float) -> None:
        self._now = now
        self._took(self._watch.hear(reading))

    @override
    def wait(self, until: float) -> None:
        while (due := self._watch.next_at) is not None and due <= until:
            self._now = due
            self._took(self._watch.tick())
        self._now = max(self._now, until)

    @override
    def restart(self, now: float) -> None:
        kept = json.loads(json.dumps(self._watch.memory.as_dict()))
        memory = Memory.from_dict(kept)
        assert memory is not None
        self._now = now
        self._watch = ApplianceWatch(self.kind, memory=memory, clock=lambda: self._now)

    @override
    def asks_at(self) -> float | None:
        return self._watch.frozen_at

    def _took(self, change: Change) -> None:
        if self.log is not None:
            self.log(self._now, change)
        self.told += [Told(self._now, _ENDS[one.happened]) for one in change.events if one.happened in _ENDS]


@dataclass(slots=True)
class Automation(Watcher):
    """What an automation tells that waits for the state to go from running to something else that is no pause."""

    told: list[Told] = field(default_factory=list)
    _before: Doing = Doing.UNKNOWN

    @override
    def hear(self, reading: Reading, now: float) -> None:
        if self._before is Doing.RUNNING and reading.doing in (Doing.IDLE, Doing.FINISHED, Doing.OFF):
            self.told.append(Told(now, is_finished=True))
        self._before = reading.doing

    @override
    def wait(self, until: float) -> None:
        """Wait for nothing but words."""

    @override
    def restart(self, now: float) -> None:
        self._before = Doing.UNKNOWN

    @override
    def asks_at(self) -> float | None:
        return None
