"""What kinds of appliances there are, and what is true of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class ApplianceKind(StrEnum):
    """What an appliance is."""

    WASHER = "washer"
    DRYER = "dryer"
    WASHER_DRYER = "washer_dryer"
    DISHWASHER = "dishwasher"
    OVEN = "oven"
    COOKTOP = "cooktop"
    HOOD = "hood"
    MICROWAVE = "microwave"
    REFRIGERATOR = "refrigerator"
    ROBOT_VACUUM = "robot_vacuum"
    AIR_CONDITIONER = "air_conditioner"
    AIR_PURIFIER = "air_purifier"

    @property
    def traits(self) -> Traits:
        """Return what is true of all of this kind."""
        return _TRAITS.get(self, _RUNS_ON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a kind of appliance does.

    `has_runs`: what it does comes to an end by itself, and that is worth telling. `has_load`: something is in it that wants to be taken out.
    `heats`: nobody should start it from afar without being asked. `ends_by_time`: a stop that nothing announced is an end only where its time
    was up; else somebody turned it off. `runs_by_hand`: it may run without any time, until somebody turns it off. `soonest` is the share of the
    claimed time from which on it can be done: a dryer feels that it is dry. `shortest_run` is in seconds: what ends before was no run. A door
    that is open for longer than `door_alarm` seconds wants somebody; None where it may be.
    """

    has_runs: bool = True
    has_load: bool = False
    heats: bool = False
    ends_by_time: bool = False
    runs_by_hand: bool = False
    soonest: float = 0.5
    shortest_run: float = 120.0
    door_alarm: float | None = None


_WASHES: Final = Traits(has_load=True, soonest=0.8, shortest_run=300.0)
_RUNS_ON: Final = Traits(has_runs=False)  # runs until somebody turns it off, or always
_TRAITS: Final[Mapping[ApplianceKind, Traits]] = {
    ApplianceKind.WASHER: _WASHES,
    ApplianceKind.DRYER: Traits(has_load=True, shortest_run=300.0),
    ApplianceKind.WASHER_DRYER: _WASHES,
    ApplianceKind.DISHWASHER: _WASHES,
    ApplianceKind.OVEN: Traits(has_load=True, heats=True, ends_by_time=True, runs_by_hand=True, shortest_run=30.0),
    ApplianceKind.MICROWAVE: Traits(has_load=True, heats=True, ends_by_time=True, shortest_run=5.0),
    ApplianceKind.ROBOT_VACUUM: Traits(),
    ApplianceKind.COOKTOP: Traits(has_runs=False, heats=True),
    ApplianceKind.REFRIGERATOR: Traits(has_runs=False, door_alarm=120.0),
}
