"""What appliances do for real: their programs, how long those take, and how well the machines know it. No part of Parlor has a say in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Phase

MINUTE: Final = 60.0

type Phases = tuple[tuple[Phase, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """How one kind of machine runs.

    `lengths` are what its programs take at most and at least, in minutes; `phases` their steps, each with its share. A run takes between
    `soonest` and `latest` of what the machine thinks when it begins. `rest` is the pause between two runs in minutes, at least and most.
    """

    lengths: tuple[float, float]
    phases: Phases
    soonest: float
    latest: float
    rest: tuple[float, float] = (120, 1800)
    programs: tuple[str, ...] = ("eco", "quick", "intensive")
    has_door: bool = True
    can_be_put_off: bool = False
    turns_after: float = 0.0
    """How often it turns its drum for a while after the end."""
    by_hand: float = 0.0
    """How often it runs without a time until somebody turns it off."""
    knows_its_end: bool = True
    seconds_a_word: float = 60.0
    blinks: float = 40.0
    """For how many seconds at most it says in the middle of a run that it stopped."""
    stands: float = 60.0
    """For how many seconds a stop must stand to be one for sure."""


_WASHING: Final[Phases] = ((Phase.SENSING, 0.05), (Phase.WASH, 0.45), (Phase.RINSE, 0.3), (Phase.SPIN, 0.2))
_DRYING: Final[Phases] = ((Phase.DRY, 0.9), (Phase.COOL, 0.1))

MACHINES: Final[Mapping[ApplianceKind, Machine]] = {
    ApplianceKind.WASHER: Machine(lengths=(8, 230), phases=_WASHING, soonest=0.85, latest=1.25, can_be_put_off=True),
    ApplianceKind.DRYER: Machine(  # feels how damp it is, and stops when it is dry
        lengths=(10, 200), phases=_DRYING, soonest=0.6, latest=1.4, can_be_put_off=True, turns_after=0.5
    ),
    ApplianceKind.WASHER_DRYER: Machine(
        lengths=(8, 420),
        phases=((Phase.SENSING, 0.02), (Phase.WASH, 0.3), (Phase.RINSE, 0.15), (Phase.SPIN, 0.1), (Phase.DRY, 0.4), (Phase.COOL, 0.03)),
        soonest=0.85,
        latest=1.3,
        can_be_put_off=True,
        turns_after=0.3,
    ),
    ApplianceKind.DISHWASHER: Machine(
        lengths=(8, 240),
        phases=((Phase.PRE_WASH, 0.1), (Phase.WASH, 0.5), (Phase.RINSE, 0.15), (Phase.DRY, 0.25)),
        soonest=0.9,
        latest=1.2,
        rest=(240, 2400),
        can_be_put_off=True,
    ),
    ApplianceKind.OVEN: Machine(
        lengths=(12, 150),
        phases=((Phase.PREHEAT, 0.2), (Phase.COOK, 0.8)),
        soonest=1.0,
        latest=1.0,
        rest=(60, 2400),
        programs=("bake", "grill", "convection"),
        by_hand=0.35,
    ),
    ApplianceKind.MICROWAVE: Machine(
        lengths=(0.4, 18),
        phases=((Phase.COOK, 1.0),),
        soonest=1.0,
        latest=1.0,
        rest=(0.3, 600),
        programs=("microwave", "defrost"),
        seconds_a_word=10.0,
        blinks=3.5,
        stands=5.0,
    ),
    ApplianceKind.ROBOT_VACUUM: Machine(
        lengths=(4, 110),
        phases=((Phase.CLEAN, 0.94), (Phase.RETURN, 0.06)),
        soonest=1.0,
        latest=1.0,
        rest=(120, 2400),
        programs=("all", "kitchen"),
        has_door=False,
        knows_its_end=False,
    ),
}  # fmt: skip
