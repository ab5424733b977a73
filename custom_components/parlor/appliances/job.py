"""A job: one run of an appliance, from its start until it is unloaded, as everybody sees it."""

from dataclasses import dataclass
from enum import StrEnum

from .reading import Phase


class JobState(StrEnum):
    """How far a job is."""

    IDLE = "idle"
    SCHEDULED = "scheduled"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"  # stays until the door opens, it starts anew, or somebody says that it is unloaded
    ATTENTION = "attention"
    ERROR = "error"
    UNKNOWN = "unknown"

    @property
    def is_under_way(self) -> bool:
        """Say whether a run has begun and is not over."""
        return self in (JobState.RUNNING, JobState.PAUSED, JobState.ATTENTION, JobState.ERROR)


class Happened(StrEnum):
    """What happens with a job; each is told once."""

    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    PREHEATED = "preheated"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    ATTENTION = "attention"
    ERROR = "error"
    UNLOADED = "unloaded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is known of a job now; times are Unix time.

    `ends_at` is there only when it can be true: never for what does not run. `remaining` is in minutes, `progress` in per cent, `energy` in kWh
    since the run began. `is_waiting` says that it is done and nobody has taken out what is in it. `reasons` are what it wants somebody for.
    """

    state: JobState = JobState.UNKNOWN
    phase: Phase | None = None
    program: str | None = None
    progress: int | None = None
    started_at: float | None = None
    ends_at: float | None = None
    remaining: int | None = None
    finished_at: float | None = None
    is_waiting: bool = False
    energy: float | None = None
    reasons: tuple[str, ...] = ()
    remote: bool | None = None
    door_open: bool | None = None
    raw: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEvent:
    """Something that happened with a job; `at` is when it happened, as far as that is known, and `is_late` that nobody could tell it then."""

    happened: Happened
    at: float
    job: Job
    reason: str | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What came of something: how the job is now, how it was, and what happened."""

    job: Job
    previous: Job
    events: tuple[JobEvent, ...] = ()
