"""When a machine said what it says of its run: what it says of anything else, such as its meter, is no word of that. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ..kind import ApplianceKind
from ..reading import Doing, Reading
from .machines import MACHINES, Machine
from .status import MAIN, Place

_COUNTS_DOWN: Final = frozenset({Doing.RUNNING, Doing.SCHEDULED})
_OF_ROBOTS: Final = frozenset({"samsungce.robotCleanerOperatingState", "robotCleanerMovement"})


def dated(
    kind: ApplianceKind, reading: Reading, said: Mapping[Place, float], *, since: float, component: str = MAIN
) -> Reading:
    """Return a reading as of when it was said; `said` is when each attribute was, and of all others they say so `since`."""
    machine = MACHINES.get(kind)
    told = {place: at for place, at in said.items() if place[0] == component and _is_of_run(kind, machine, place[1])}
    at = min(reading.at, max(told.values(), default=since))
    if machine is None or reading.remaining is None or reading.doing not in _COUNTS_DOWN:
        return replace(reading, at=at)
    # While it was paused the minutes did not get less: they count from when it went on.
    counted_from = max((when for place, when in told.items() if _counts(machine, place)), default=since)
    return replace(reading, at=at, remaining=max(0.0, reading.remaining - max(0.0, at - counted_from) / 60))


def _is_of_run(kind: ApplianceKind, machine: Machine | None, capability: str) -> bool:
    if machine is not None:
        return capability in machine.of_run
    return kind is not ApplianceKind.ROBOT_VACUUM or capability in _OF_ROBOTS


def _counts(machine: Machine, place: Place) -> bool:
    """Say whether an attribute tells the minutes, or that it goes on."""
    at = place[1:]
    return at in machine.states or at[1] in ("remainingTime", "remainingTimeStr")
