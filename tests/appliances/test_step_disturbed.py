"""Tapes of what disturbed runs taught (`bench/jobs_runs.py`): an end is told once, whatever comes in between."""

from typing import Any, Final

import pytest

from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing, Phase

from .tape import BEGIN, MINUTE, played

IDLE, RUN, OFF, DONE = Doing.IDLE, Doing.RUNNING, Doing.OFF, Doing.FINISHED
AWAY, PAUSE = Doing.UNKNOWN, Doing.PAUSED
W, D, DW, OVEN, MW = (
    ApplianceKind.WASHER,
    ApplianceKind.DRYER,
    ApplianceKind.DISHWASHER,
    ApplianceKind.OVEN,
    ApplianceKind.MICROWAVE,
)
ROBOT, FRIDGE, AC = ApplianceKind.ROBOT_VACUUM, ApplianceKind.REFRIGERATOR, ApplianceKind.AIR_CONDITIONER


def run(minutes: float, ends_in: float | None = None, **told: Any) -> tuple[float, Doing, dict[str, Any]]:
    """Return a word of a run."""
    return minutes, RUN, {"ends_in": ends_in, **told}


def say(minutes: float, doing: Doing, **told: Any) -> tuple[float, Doing, dict[str, Any]]:
    """Return any word."""
    return minutes, doing, told


BEGUN: Final = (say(0, IDLE, ends_in=90), run(1, 60))

TAPES: Final = {
    "heard from its middle on, and broken off by what it says of its progress": (
        W,
        (say(0, IDLE), say(1, AWAY), run(60, 60, progress=20), run(90, 30, progress=60), say(95, IDLE), say(97, IDLE)),
        ["started", "cancelled"],
    ),
    "claims another end after a pause, and is broken off": (
        W,
        (*BEGUN, run(20, 41, progress=33), say(21, PAUSE), run(40, 40, progress=34), run(50, 30, progress=50), run(50.5, 30, progress=1), say(50.52, IDLE), say(53, IDLE)),
        ["started", "paused", "resumed", "cancelled"],
    ),
    "paused, and idle and running come in the wrong order": (
        MW,
        (say(0, IDLE), run(1, 1.5), say(1.5, PAUSE), say(20, IDLE), run(20.02, 1), say(21, IDLE)),
        ["started", "paused", "finished"],
    ),
    "at its end, stopped, and turned off at once": (
        W,
        (*BEGUN, run(50, 11), say(61, IDLE), say(61.5, AWAY)),
        ["started", "finished"],
    ),
    "stops in the middle, and is not heard any more": (
        W,
        (*BEGUN, run(20, 41), say(21, IDLE), say(21.5, AWAY), say(30, AWAY), run(40, 40), say(80, DONE)),
        ["started", "finished"],
    ),
    "away, and comes back with what it said before": (
        DW,
        (*BEGUN, run(20, 41, remaining=41), say(21, AWAY), say(100, RUN, remaining=41), say(101, RUN, remaining=41), say(130, IDLE)),
        ["started", "finished"],
    ),
    "hardly begun when it was heard last, and idle after hours": (
        W,
        (say(0, IDLE), run(1, progress=0), run(3, progress=3), say(200, IDLE), say(202, IDLE)),
        ["started", "finished"],
    ),
    "killed at rest, heard from its middle on": (
        W,
        (say(0, IDLE), say(120, AWAY), run(121), say(124, IDLE), say(126, IDLE)),
        ["started", "finished"],
    ),
    "frozen for hours without any claim, and in its first step again": (
        DW,
        (say(0, IDLE), run(1, phase=Phase.WASH, program="eco"), run(60, phase=Phase.DRY), run(500, phase=Phase.DRY, program="quick"), run(500, phase=Phase.PRE_WASH, program="quick"), say(580, DONE)),
        ["started", "finished", "started", "finished"],
    ),
    "an oven that goes on after the time that it claimed at rest": (
        OVEN,
        (say(0, IDLE, ends_in=50), run(1, 49), run(30, 20), run(70, -20), say(71, AWAY), say(120, IDLE), say(122, IDLE)),
        ["started", "cancelled"],
    ),
    "the progress of the run before for a minute": (
        D,
        (say(0, IDLE), run(1, 60, progress=100), run(2, 59, progress=3), run(3, 58, progress=6), run(4, 57, progress=8), say(61, DONE)),
        ["started", "finished"],
    ),
    "goes on after a pause and is done some seconds later": (
        MW,
        (say(0, IDLE), run(1, 0.6), say(1.5, PAUSE, ends_in=0.1), run(20, 0.1), say(20.1, IDLE), say(21, IDLE)),
        ["started", "paused", "resumed", "finished"],
    ),
    "away over the end, comes back with what it said before, and is idle": (
        W,
        (*BEGUN, run(30, 31, progress=48), say(31, AWAY), run(100, -39, progress=48), say(120, IDLE), say(122, IDLE)),
        ["started", "finished"],
    ),
    "the next load at once, in its first step, and with an end as the one before claimed": (
        W,
        (*BEGUN, run(20, 41, phase=Phase.RINSE), say(21, Doing.CANCELLED), run(24, 37, phase=Phase.SENSING), say(62, IDLE), say(64, IDLE)),
        ["started", "cancelled", "started", "finished"],
    ),
    "claims another end while it is paused": (
        W,
        (*BEGUN, run(50, 11, phase=Phase.SPIN), say(52, PAUSE), say(300, PAUSE, ends_in=150), run(301, 150, phase=Phase.SENSING), say(451, DONE)),
        ["started", "paused", "finished", "started", "resumed", "finished"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TAPES)
def test_what_happened(name: str) -> None:
    """Each is told once, in order."""
    kind, tape, happened = TAPES[name]
    player = played(kind, tape)
    player.wait(player.now / MINUTE - BEGIN / MINUTE + 5)
    assert player.told == happened
