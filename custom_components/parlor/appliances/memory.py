"""What is remembered of an appliance between two readings, and over restarts."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
import math
from typing import Any, Final, Self

from .job import Job
from .meter import Counted
from .reading import Doing, Phase, Reading
from .restored import restored

VERSION: Final = 1
MIXED: Final = (
    10.0  # seconds within which what is said at a stop comes in any order, the claims of what comes next among it
)
SILENT: Final = 120.0  # seconds without a word of a run in which another one can have begun
BACK: Final = 900.0  # seconds after such a silence within which all of what is said now has been said
JUMPS: Final = 600.0  # seconds by which a claimed end, and
FALLS: Final = 30.0  # per cent by which a progress becomes another


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run that goes on; times are Unix time.

    `since` is when it was first heard, `started_at` when it began, None where that was before anybody listened; `after` is when it was surely
    not yet there, None where nobody knows. `claim` is its end as it was claimed last, `ends_at` the end that is told. `is_sure` is False of what
    may be the last words of the run before, which nothing is that still goes on at `sure_at`; what `must_move` is a run when it gets further.
    At `jumped_at` the claimed end became quite another than `claim_before`, at `fell_at` the progress than `progress_before`, with `claim_then`
    as the end; at `back_at` it was heard again after a `silence`, in seconds. `rested` are the seconds for which it did not go on, paused or
    stuck, until `rested_at`, which is None while it goes on.
    """

    since: float
    heard_at: float
    started_at: float | None = None
    claim: float | None = None
    ends_at: float | None = None
    remaining: float | None = None
    progress: float | None = None
    phase: Phase | None = None
    program: str | None = None
    counted: Counted | None = None
    after: float | None = None
    is_sure: bool = True
    sure_at: float = 0.0
    must_move: bool = False
    jumped_at: float | None = None
    claim_before: float | None = None
    fell_at: float | None = None
    progress_before: float | None = None
    claim_then: float | None = None
    back_at: float | None = None
    silence: float = 0.0
    rested: float = 0.0
    rested_at: float | None = None

    def heard(self, now: float) -> Run:
        """Return the run after it was heard that it goes on."""
        silence = now - self.heard_at
        return (
            replace(self, heard_at=now, back_at=now, silence=silence)
            if silence > SILENT
            else replace(self, heard_at=now)
        )

    def rests(self, now: float) -> Run:
        """Return the run as it is when it rests: the end that was claimed moves away."""
        more = 0.0 if self.rested_at is None else max(0.0, now - self.rested_at)
        claim = None if self.claim is None else self.claim + more
        return replace(self, claim=claim, rested=self.rested + more, rested_at=now)

    def is_back(self, now: float) -> bool:
        """Say whether there was a silence just now, behind which another run may go on."""
        return self.was_silent(now) > SILENT

    def was_silent(self, now: float) -> float:
        """Return for how long there was silence just now, in seconds."""
        is_back = self.back_at is not None and now - self.back_at < BACK
        return max(now - self.heard_at, self.silence if is_back else 0.0)

    def claims(self, claim: float | None, progress: float | None, now: float) -> Run:
        """Return the run with what is claimed of it now; None is that nothing new is."""
        run = self
        if (
            claim is not None
            and self.claim is not None
            and claim - self.claim >= JUMPS
            and not self._is_mixed(self.jumped_at, now)
        ):
            run = replace(run, jumped_at=now, claim_before=self.claim)
        falls = progress is not None and self.progress is not None and self.progress - progress >= FALLS
        if falls and not self._is_mixed(self.fell_at, now):
            run = replace(run, fell_at=now, progress_before=self.progress, claim_then=run.settled_claim(now))
        return replace(
            run,
            claim=claim if claim is not None else self.claim,
            progress=progress if progress is not None else self.progress,
        )

    def settled_claim(self, stopped_at: float) -> float | None:
        """Return the end that was claimed before it stopped: a far one that is claimed right then is of what comes next."""
        is_far = self.claim is not None and self.claim - stopped_at >= JUMPS / 2
        return self.claim_before if is_far and self._is_mixed(self.jumped_at, stopped_at) else self.claim

    def earliest_end(self, now: float) -> float | None:
        """Return the end that was claimed, where it went on unheard: that it rested all the time of a silence nobody knows."""
        claim = self.settled_claim(now)
        return claim - min(self.rested, self.was_silent(now)) if claim is not None and self.is_back(now) else claim

    def settled_progress(self, stopped_at: float) -> float | None:
        """Return the progress before it stopped; what was said of it in its first seconds only may be of the run before."""
        if self.after is not None and self.heard_at - self.after < SILENT and self.heard_at - self.since < MIXED:
            return None
        return self.progress_before if self._is_mixed(self.fell_at, stopped_at) else self.progress

    def reached(self, stopped_at: float) -> float | None:
        """Return the progress that it can have reached when it stopped, as it was heard last some time before."""
        progress, begun = self.settled_progress(stopped_at), self.since + self.rested
        if progress is None or stopped_at - self.heard_at <= SILENT or self.rested_at is not None:
            return progress
        ran = self.heard_at - begun
        return progress * (stopped_at - begun) / ran if ran > 0 else None

    def lasted(self, until: float) -> float:
        """Return for how long it can have run until then at most, in seconds; without end where nobody knows."""
        return math.inf if self.after is None else until - self.after - self.rested

    @staticmethod
    def _is_mixed(at: float | None, now: float) -> bool:
        return at is not None and now - at < MIXED

    def counts(self, meter: float | None) -> Run:
        """Return the run with what the meter has counted since it was first heard in it."""
        if meter is None:
            return self
        return replace(self, counted=Counted(meter=meter) if self.counted is None else self.counted.hear(meter))

    @property
    def energy(self) -> float | None:
        """Return what was counted, in kWh."""
        return None if self.counted is None else self.counted.energy


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """The last run, which is over: when, how, what it said last, and whether what was in it is still there."""

    at: float
    is_finished: bool
    is_waiting: bool = False
    claim: float | None = None
    progress: float | None = None
    phase: Phase | None = None
    program: str | None = None
    started_at: float | None = None
    energy: float | None = None
    opened_itself: bool = False
    """Its door was open when it was over, or opened right then: some dishwashers do that to dry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """All that is remembered: `heard` is the last thing that an appliance said, `doing` the last that was known, at `doing_at`.

    `stopping_since` is when it was heard to have stopped, as long as that is not believed; `silent_since` when nothing could be heard any more;
    `ordered_start_at` and `ordered_stop_at` when it was told to; `door_since` when its door was seen open.
    """

    job: Job = field(default_factory=Job)
    run: Run | None = None
    over: Over | None = None
    heard: Reading | None = None
    doing: Doing = Doing.UNKNOWN
    doing_at: float | None = None
    stopping_since: float | None = None
    silent_since: float | None = None
    ordered_start_at: float | None = None
    ordered_stop_at: float | None = None
    door_since: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return what is to be kept, in JSON's types."""
        kept = asdict(self)
        kept["version"] = VERSION
        return kept

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Self | None:
        """Return what was kept; None of what cannot be read."""
        try:
            if kept["version"] != VERSION:
                return None
            return restored(cls, {name: value for name, value in kept.items() if name != "version"})
        except KeyError, OverflowError, TypeError, ValueError:
            return None
