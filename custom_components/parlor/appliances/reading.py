"""What one appliance says of itself at one time, in words that all brands share."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Doing(StrEnum):
    """What an appliance says it does. The job, which remembers, is made of this and is not the same."""

    OFF = "off"
    IDLE = "idle"
    SCHEDULED = "scheduled"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"  # says itself that the run is over
    CANCELLED = "cancelled"  # says itself that the run was broken off
    ATTENTION = "attention"  # waits for somebody, in the middle of a run or before one
    ERROR = "error"
    UNKNOWN = "unknown"  # cannot be heard, or says what nobody here knows: never guessed


RESTS: Final = frozenset({Doing.PAUSED, Doing.ATTENTION, Doing.ERROR})  # what a run does that does not go on


class Phase(StrEnum):
    """What a run is at; what no word is known for is None, not a guess."""

    PREHEAT = "preheat"
    SENSING = "sensing"  # weighs the laundry, looks at the dirt
    SOAK = "soak"
    PRE_WASH = "pre_wash"
    WASH = "wash"
    RINSE = "rinse"
    SPIN = "spin"
    DRAIN = "drain"
    DRY = "dry"
    STEAM = "steam"
    REFRESH = "refresh"  # air wash, deodorising
    SANITIZE = "sanitize"
    COOL = "cool"
    COOK = "cook"
    KEEP_WARM = "keep_warm"
    ANTI_CREASE = "anti_crease"  # the run is over; the drum is turned now and then until somebody comes
    CLEAN = "clean"  # a robot is at work
    RETURN = "return"
    CHARGE = "charge"
    EMPTY = "empty"  # the dust is taken out of a robot, or its mop is washed
    SELF_CLEAN = "self_clean"
    FINISH = "finish"  # the last step: says itself that the run is over


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an appliance says now; what it does not say is None.

    `raw` is the state in the brand's own word. `ends_at` is the end as the brand claims it, Unix time: it may be a lie, which the job finds out.
    `remaining` is in minutes, `progress` in per cent, `energy` what the meter has counted in kWh. `remote` says whether it may be commanded now.
    `reasons` are what it wants somebody for, each a key such as `salt_low`, `door_open`, `stuck`; `at` is when it said so, Unix time.
    """

    doing: Doing
    at: float
    raw: str | None = None
    phase: Phase | None = None
    program: str | None = None
    progress: float | None = None
    ends_at: float | None = None
    remaining: float | None = None
    door_open: bool | None = None
    remote: bool | None = None
    energy: float | None = None
    reasons: tuple[str, ...] = ()
