"""What a machine says of its run is as old as it is, whatever else is said meanwhile."""

from typing import Final

import pytest

from custom_components.parlor.appliances.kind import ApplianceKind as K
from custom_components.parlor.appliances.reading import Doing, Reading
from custom_components.parlor.appliances.smartthings.machines import MACHINES
from custom_components.parlor.appliances.smartthings.said import dated
from custom_components.parlor.appliances.smartthings.status import Place, Status, changed

NOW: Final = 10_000.0
LEFT: Final = ("main", "samsungce.washerOperatingState", "remainingTime")
PROGRESS: Final = ("main", "samsungce.washerOperatingState", "progress")
STATE: Final = ("main", "washerOperatingState", "machineState")
ENERGY: Final = ("main", "powerConsumptionReport", "powerConsumption")
OTHER: Final = ("sub", "washerOperatingState", "machineState")


@pytest.mark.parametrize(
    ("kind", "doing", "said", "at", "remaining"),
    [
        (K.WASHER, Doing.RUNNING, {}, 1000.0, 30),  # as it was when it was borrowed
        (K.WASHER, Doing.RUNNING, {ENERGY: 9000.0, OTHER: 9000.0}, 1000.0, 30),
        (K.WASHER, Doing.RUNNING, {LEFT: 5000.0, ENERGY: 9000.0}, 5000.0, 30),
        (K.WASHER, Doing.RUNNING, {LEFT: 5000.0, PROGRESS: 5600.0}, 5600.0, 20),
        (K.WASHER, Doing.RUNNING, {PROGRESS: 1600.0}, 1600.0, 20),
        (K.WASHER, Doing.RUNNING, {LEFT: 2000.0, PROGRESS: 9000.0}, 9000.0, 0),
        (K.WASHER, Doing.PAUSED, {LEFT: 2000.0, PROGRESS: 9000.0}, 9000.0, 30),
        (K.WASHER, Doing.RUNNING, {LEFT: 2000.0, STATE: 9000.0}, 9000.0, 30),  # it goes on after a pause
        (K.WASHER, Doing.RUNNING, {LEFT: 99_000.0}, NOW, 30),
        (K.ROBOT_VACUUM, Doing.RUNNING, {ENERGY: 9000.0}, 1000.0, 30),
        (K.AIR_CONDITIONER, Doing.RUNNING, {ENERGY: 9000.0}, 9000.0, 30),
    ],
)
def test_as_said(kind: K, doing: Doing, said: dict[Place, float], at: float, remaining: float) -> None:
    """Only words of the run count, and minutes count down from when they were said."""
    reading = dated(kind, Reading(doing=doing, at=NOW, remaining=30), said, since=1000.0)
    assert (reading.at, reading.remaining) == (at, remaining)


@pytest.mark.parametrize("kind", MACHINES)
def test_of_run(kind: K) -> None:
    """The standard capability tells of the run, the meter does not."""
    of_run = MACHINES[kind].of_run
    assert {MACHINES[kind].standard, MACHINES[kind].details.capability} <= of_run
    assert "powerConsumptionReport" not in of_run


def test_changed() -> None:
    """What is said as before is no news."""
    before: Status = {"main": {"switch": {"switch": "on"}, "meter": {"energy": 5}}}
    after: Status = {"main": {"switch": {"switch": "on", "level": 3}, "meter": {"energy": 6}}}
    assert list(changed(before, after)) == [("main", "switch", "level"), ("main", "meter", "energy")]
