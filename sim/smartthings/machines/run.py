"""One run of a programme, as pure arithmetic: its phases, how far it is, and when it will be over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
import math
from typing import Self


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of a programme, with the watts that it takes."""

    name: str
    seconds: float
    watts: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Phases that pass while it is not paused; `since` is when it last went on, None while it is paused."""

    phases: tuple[Phase, ...]
    begun: datetime
    done: float = 0.0  # seconds until `since`
    since: datetime | None = None

    @classmethod
    def start(cls, phases: Sequence[Phase], now: datetime) -> Self:
        """Begin."""
        return cls(phases=tuple(phases), begun=now, since=now)

    @property
    def total(self) -> float:
        """Return how long all of it takes, in seconds; without end where a phase has none."""
        return sum(phase.seconds for phase in self.phases)

    @property
    def ends_at(self) -> datetime | None:
        """Return when it is over; None while it is paused or has no end."""
        if self.since is None or math.isinf(self.total):
            return None
        return self.since + timedelta(seconds=self.total - self.done)

    def elapsed(self, now: datetime) -> float:
        """Return how many seconds of it have passed."""
        passed = self.done if self.since is None else self.done + (now - self.since).total_seconds()
        return min(max(passed, 0.0), self.total)

    def remaining(self, now: datetime) -> float:
        """Return how many seconds of it are left."""
        return self.total - self.elapsed(now)

    def progress(self, now: datetime) -> int:
        """Return how far it is in percent, as machines tell: 1 at the beginning, 100 only at the end."""
        if math.isinf(self.total):
            return 0
        if self.remaining(now) <= 0:
            return 100
        return min(99, max(1, int(100 * self.elapsed(now) / self.total)))

    def phase(self, now: datetime) -> Phase:
        """Return the phase that it is in; the last one at the end."""
        passed = self.elapsed(now)
        for phase in self.phases:
            if passed < phase.seconds:
                return phase
            passed -= phase.seconds
        return self.phases[-1]

    def paused(self, now: datetime) -> Self:
        """Return it standing still."""
        return replace(self, done=self.elapsed(now), since=None)

    def resumed(self, now: datetime) -> Self:
        """Return it going on."""
        return self if self.since is not None else replace(self, since=now)

    def longer(self, now: datetime, seconds: float) -> Self:
        """Return it with more time in its phase, as when a machine finds the load heavier than it thought."""
        current = self.phase(now)
        index = self.phases.index(current)
        grown = replace(current, seconds=max(1.0, current.seconds + seconds))
        return replace(self, phases=(*self.phases[:index], grown, *self.phases[index + 1 :]))


def minutes(seconds: float) -> int:
    """Return whole minutes, rounded up, as displays count them down."""
    return math.ceil(round(seconds, 3) / 60)


def clock_text(seconds: float) -> str:
    """Return a time as `HH:MM`, rounded up to minutes."""
    whole = minutes(seconds)
    return f"{whole // 60:02}:{whole % 60:02}"
