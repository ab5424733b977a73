"""The manners in which brands tell of a machine: which words they have, one by one or all at once, and which of them are lies."""

from dataclasses import dataclass
from typing import Final

from custom_components.parlor.appliances.kind import ApplianceKind

_LAUNDRY: Final = (
    ApplianceKind.WASHER,
    ApplianceKind.DRYER,
    ApplianceKind.WASHER_DRYER,
    ApplianceKind.DISHWASHER,
)
_KITCHEN: Final = (ApplianceKind.OVEN, ApplianceKind.MICROWAVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a brand tells. What is a share says of how many machines of the brand it is true.

    `is_each`: one event for each attribute that changed, in any order; else all at once. `polls`: it is asked every so many seconds, instead.
    `finish_in`: the attribute that has the word of the end, in those that have one. `says_end`, `says_left`: it claims an end, or minutes.
    `lies_idle`: it claims an end and a progress while it does nothing. `sticks`: its state stays at running when the step is the last.
    `turns_as_run`: it has no word for a drum that is turned after the end, and says that it runs. `off_is_away`: turned off, it is not heard.
    `is_back_stale`: after it was away, only what it says anew is new. `lag`: seconds by which it is seen late that it runs, or not any more.
    """

    name: str
    kinds: tuple[ApplianceKind, ...]
    is_each: bool = False
    polls: float | None = None
    finish_in: str = "state"
    says_finish: float = 0.0
    says_cancel: float = 0.0
    says_progress: float = 0.0
    says_phase: float = 0.0
    says_end: float = 0.0
    says_left: float = 0.0
    says_door: float = 0.0
    says_program: float = 0.0
    lies_idle: float = 0.0
    sticks: float = 0.0
    turns_as_run: float = 0.0
    off_is_away: float = 0.0
    is_back_stale: float = 0.0
    lag: tuple[float, float] = (0.0, 0.0)


MANNERS: Final[tuple[Manner, ...]] = (
    Manner(  # `machineState`, `jobState`, `completionTime`, `progress`, `remainingTime`: the last two not of all machines
        name="smartthings",
        kinds=(*_LAUNDRY, *_KITCHEN, ApplianceKind.ROBOT_VACUUM),
        is_each=True,
        finish_in="phase",
        says_finish=0.6,
        says_progress=0.6,
        says_phase=1.0,
        says_end=1.0,
        says_left=0.5,
        says_program=0.7,
        lies_idle=0.9,
        sticks=0.2,
        off_is_away=0.3,
        is_back_stale=0.5,
    ),
    Manner(
        name="home_connect",
        kinds=(*_LAUNDRY, ApplianceKind.OVEN),
        is_each=True,
        says_finish=1.0,
        says_cancel=1.0,
        says_progress=0.9,
        says_end=1.0,
        says_door=0.9,
        says_program=0.8,
        off_is_away=0.7,
    ),
    Manner(
        name="lg_thinq",
        kinds=_LAUNDRY,
        says_finish=0.7,
        says_phase=1.0,
        says_end=0.9,
        off_is_away=0.3,
        lies_idle=0.3,
        is_back_stale=0.3,
    ),
    Manner(
        name="miele",
        kinds=(*_LAUNDRY, ApplianceKind.OVEN),
        says_finish=1.0,
        says_cancel=0.5,
        says_phase=1.0,
        says_end=0.8,
        says_left=0.8,
        says_door=0.6,
        says_program=1.0,
        off_is_away=0.4,
    ),
    Manner(
        name="whirlpool",
        kinds=(ApplianceKind.WASHER, ApplianceKind.DRYER, ApplianceKind.OVEN),
        polls=60.0,
        says_finish=0.9,
        says_phase=1.0,
        says_end=1.0,
        says_door=0.8,
    ),
    Manner(
        name="matter",
        kinds=(*_LAUNDRY, *_KITCHEN, ApplianceKind.ROBOT_VACUUM),
        is_each=True,
        says_phase=0.7,
        says_end=0.5,
        turns_as_run=0.3,
        is_back_stale=0.2,
    ),
    Manner(
        name="localthings",
        kinds=(*_LAUNDRY, ApplianceKind.MICROWAVE),
        polls=15.0,
        says_progress=1.0,
        says_phase=1.0,
        says_end=1.0,
        says_left=1.0,
        lies_idle=0.8,
    ),
    Manner(name="plug", kinds=(*_LAUNDRY, ApplianceKind.MICROWAVE), lag=(5.0, 120.0)),
)
