"""What is remembered of an appliance between two readings, and over restarts."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final, Self

from .job import Job, JobState
from .reading import Doing, Phase, Reading

VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run that goes on; times are Unix time.

    `since` is when it was first heard, `started_at` when it began, None where that was before anybody listened. `claim` is its end as it was
    claimed last, `ends_at` the end that is told. `is_sure` is False of what may be the last words of the run before.
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
    is_sure: bool = True

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
