"""One appliance, watched: what it says becomes its job. Does no I/O and takes no time."""

from collections.abc import Callable, Iterator
from dataclasses import replace
import math
import time
from typing import Final

from .claims import PASSED
from .ending import STAYS, settles, straggles_until
from .job import Change, Job, JobState
from .kind import ApplianceKind
from .memory import Memory
from .reading import Reading
from .shown import FROZEN, PATIENCE, frozen_at
from .step import hear, order_start, order_stop, tick, unload

_SOON: Final = 0.001


class ApplianceWatch:
    """Watches one appliance; whoever has it calls `tick` at `next_at`, a Unix time."""

    def __init__(
        self, kind: ApplianceKind, *, memory: Memory | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        """Know what was remembered, or nothing yet; `clock` tells Unix time."""
        self.kind = kind
        self.memory = memory or Memory()
        self._clock = clock

    @property
    def job(self) -> Job:
        """Return how the job is, as of the last change."""
        return self.memory.job

    def hear(self, reading: Reading) -> Change:
        """Take in what it says, all of it each time."""
        self.memory, change = hear(self.kind, self.memory, reading, self._clock())
        return change

    def tick(self) -> Change:
        """Let happen what happens by time alone."""
        self.memory, change = tick(self.kind, self.memory, self._clock())
        return change

    def unload(self) -> Change:
        """Take in that somebody took out what was done."""
        self.memory, change = unload(self.kind, self.memory, self._clock())
        return change

    @property
    def ordered(self) -> tuple[float | None, float | None]:
        """Return when it was told to start and to stop."""
        return self.memory.ordered_start_at, self.memory.ordered_stop_at

    @ordered.setter
    def ordered(self, at: tuple[float | None, float | None]) -> None:
        self.memory = replace(self.memory, ordered_start_at=at[0], ordered_stop_at=at[1])

    def order_start(self) -> None:
        """Take in that it is told to start."""
        self.memory = order_start(self.memory, self._clock())

    def order_stop(self) -> None:
        """Take in that it is told to stop: that is no end."""
        self.memory = order_stop(self.memory, self._clock())

    @property
    def frozen_at(self) -> float | None:
        """Return from when on it is strange that nothing was heard of what is said to run, as Unix time."""
        return frozen_at(self.memory)

    @property
    def next_at(self) -> float | None:
        """Return when `tick` wants to be called without any news; it is after now."""
        now = self._clock()
        return min((at for at in self._dues() if at > now), default=None)

    def _dues(self) -> Iterator[float]:
        """Yield when something becomes different by time alone, past times among them."""
        memory, traits, job = self.memory, self.kind.traits, self.memory.job
        if memory.stopping_since is not None:
            yield memory.stopping_since + settles(traits)
        run, over = memory.run, memory.over
        if run is not None and not run.is_sure and over is not None and memory.heard is not None:
            yield straggles_until(traits, over, memory.heard)
        if run is not None and not run.is_sure:
            yield run.sure_at
        if run is not None and run.fell_at is not None:
            yield run.fell_at + STAYS
        if memory.silent_since is not None:
            yield memory.silent_since + PATIENCE
            yield max(memory.silent_since, (run.claim if run else None) or 0.0) + PATIENCE
        if (frozen := frozen_at(memory)) is not None:
            yield frozen + FROZEN
        if memory.door_since is not None and traits.door_alarm is not None:
            yield memory.door_since + traits.door_alarm
        if job.state is JobState.FINISHED and over is not None and not traits.has_load:
            yield over.at + FROZEN
        if job.ends_at is not None:
            left = max(0, math.ceil((job.ends_at - self._clock()) / 60) - 1)
            yield job.ends_at - 60 * left + _SOON
            yield job.ends_at + PASSED + _SOON
