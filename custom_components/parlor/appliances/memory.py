"""What is remembered of an appliance between two readings, and over restarts."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
import math
from typing import Any, Final, Self

from .job import Job, JobState
from .reading import Doing, Phase, Reading

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

    `since` is when it was first heard, `started_at` when it began, None where that was before anybody listened; `after` is when it was
    surely not yet there, None where nobody knows. `claim` is its end as it was
    claimed last, `ends_at` the end that is told. `is_sure` is False of what may be the last words of the run before, which nothing is that still goes on at `sure_at`; what `must_move` is a
    run when it gets further. At `jumped_at` the claims
    became quite others than `claim_before` and `progress_before`; at `back_at` it was heard again after a `silence`, in seconds.
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
    meter: float | None = None
    energy: float | None = None
    after: float | None = None
    is_sure: bool = True
    sure_at: float = 0.0
    must_move: bool = False
    jumped_at: float | None = None
    claim_before: float | None = None
    progress_before: float | None = None
    back_at: float | None = None
    silence: float = 0.0

    def heard(self, now: float) -> Run:
        """Return the run after it was heard that it goes on."""
        silence = now - self.heard_at
        return (
            replace(self, heard_at=now, back_at=now, silence=silence)
            if silence > SILENT
            else replace(self, heard_at=now)
        )

    def is_back(self, now: float) -> bool:
        """Say whether there was a silence just now, behind which another run may go on."""
        return self.was_silent(now) > SILENT

    def was_silent(self, now: float) -> float:
        """Return for how long there was silence just now, in seconds."""
        is_back = self.back_at is not None and now - self.back_at < BACK
        return max(now - self.heard_at, self.silence if is_back else 0.0)

    def claims(self, claim: float | None, progress: float | None, now: float) -> Run:
        """Return the run with what is claimed of it now; None is that nothing new is."""
        jumps = claim is not None and self.claim is not None and claim - self.claim >= JUMPS
        falls = progress is not None and self.progress is not None and self.progress - progress >= FALLS
        is_first = self.jumped_at is None or now - self.jumped_at >= MIXED
        run = self
        if (jumps or falls) and is_first:
            run = replace(self, jumped_at=now, claim_before=self.claim, progress_before=self.progress)
        return replace(
            run,
            claim=claim if claim is not None else self.claim,
            progress=progress if progress is not None else self.progress,
        )

    def settled_claim(self, stopped_at: float) -> float | None:
        """Return the end that was claimed before it stopped: what is claimed right then may be of what comes next."""
        return self.claim_before if self._is_mixed(stopped_at) else self.claim

    def settled_progress(self, stopped_at: float) -> float | None:
        """Return the progress before it stopped; what was said of it in its first seconds only may be of the run before."""
        if self.after is not None and self.heard_at - self.after < SILENT and self.heard_at - self.since < MIXED:
            return None
        return self.progress_before if self._is_mixed(stopped_at) else self.progress

    def reached(self, stopped_at: float) -> float | None:
        """Return the progress that it can have reached when it stopped, as it was heard last some time before."""
        progress, ran = self.settled_progress(stopped_at), self.heard_at - self.since
        if progress is None or stopped_at - self.heard_at <= SILENT:
            return progress
        return progress * (stopped_at - self.since) / ran if ran > 0 else None

    def lasted(self, until: float) -> float:
        """Return for how long it can have run until then at most, in seconds; without end where nobody knows."""
        return math.inf if self.after is None else until - self.after

    def _is_mixed(self, stopped_at: float) -> bool:
        return self.jumped_at is not None and stopped_at - self.jumped_at < MIXED

    def counted(self, meter: float | None) -> Run:
        """Return the run with what the meter has counted since; one that begins anew counts from nothing."""
        if meter is None:
            return self
        if self.meter is None:
            return replace(self, meter=meter, energy=self.energy or 0.0)
        return replace(
            self, meter=meter, energy=(self.energy or 0.0) + (meter - self.meter if meter >= self.meter else meter)
        )


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
            if kept.get("version") != VERSION:
                return None
            fields = {key: value for key, value in kept.items() if key != "version"}
            fields["job"] = _job(fields["job"])
            fields["run"] = _with_phase(Run, fields["run"])
            fields["over"] = _with_phase(Over, fields["over"])
            fields["heard"] = _reading(fields["heard"])
            fields["doing"] = Doing(fields["doing"])
            return cls(**fields)
        except AttributeError, KeyError, TypeError, ValueError:
            return None


def _phase(told: str | None) -> Phase | None:
    return None if told is None else Phase(told)


def _with_phase[T: (Run, Over)](cls: type[T], kept: Mapping[str, Any] | None) -> T | None:
    return None if kept is None else cls(**{**kept, "phase": _phase(kept["phase"])})


def _job(kept: Mapping[str, Any]) -> Job:
    told = {"state": JobState(kept["state"]), "phase": _phase(kept["phase"]), "reasons": tuple(kept["reasons"])}
    return Job(**{**kept, **told})


def _reading(kept: Mapping[str, Any] | None) -> Reading | None:
    if kept is None:
        return None
    told = {"doing": Doing(kept["doing"]), "phase": _phase(kept["phase"]), "reasons": tuple(kept["reasons"])}
    return Reading(**{**kept, **told})
