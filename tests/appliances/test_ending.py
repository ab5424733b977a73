"""What it means that a run is heard no more, or that it rested before."""

from typing import Any, Final

import pytest

from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing, Phase

from .tape import BEGIN, MINUTE, played
from .test_step import AWAY, BEGUN, DONE, DW, IDLE, OFF, OVEN, PAUSE, D, W, run, say

RESTS: Final = {
    "paused, away, and still paused": (
        W,
        (*BEGUN, run(20, 41), say(21, PAUSE, remaining=40), say(22, AWAY), say(120, PAUSE, remaining=40), run(125, 40), say(165, DONE)),
        ["started", "paused", "resumed", "finished"],
    ),
    "stuck over its end": (
        W,
        (*BEGUN, say(60, Doing.ERROR, ends_in=1), say(62, AWAY), run(100, 1), say(101, DONE)),
        ["started", "error", "resumed", "finished"],
    ),
    "away while paused, and then idle at its end": (
        W,
        (*BEGUN, run(20, 41, progress=33), say(21, PAUSE, progress=33), say(25, AWAY), say(200, IDLE), say(202, IDLE)),
        ["started", "paused", "finished"],
    ),
    "paused, away for a moment, and turned off": (
        W,
        (*BEGUN, run(20, 41, progress=33), say(21, PAUSE, progress=33), say(98, PAUSE, progress=33), say(99, AWAY), say(100, OFF)),
        ["started", "paused", "cancelled"],
    ),
    "paused for hours, and done later by as much": (
        W,
        (*BEGUN, run(20, 41), say(21, PAUSE), run(321), say(360.5, IDLE), say(362, IDLE)),
        ["started", "paused", "resumed", "finished"],
    ),
    "paused for hours, and broken off soon after": (
        W,
        (*BEGUN, run(20, 41), say(21, PAUSE), run(321), say(330, IDLE), say(332, IDLE)),
        ["started", "paused", "resumed", "cancelled"],
    ),
    "is said to be paused while it goes on": (
        W,
        (*BEGUN, run(5, 56, phase=Phase.WASH), say(6, PAUSE, phase=Phase.WASH), say(40, PAUSE, phase=Phase.RINSE), say(52, PAUSE, phase=Phase.SPIN), say(61, IDLE)),
        ["started", "paused", "finished"],
    ),
    "stuck in its last minute for hours, and turned off": (
        W,
        (*BEGUN, run(60, 1), say(60.5, Doing.ERROR), say(300, OFF)),
        ["started", "error", "finished"],
    ),
}  # fmt: skip
AGAIN: Final = {
    "switched off, and on": (W, (*BEGUN, say(61, DONE), say(62, OFF), say(90, DONE)), ["started", "finished"]),
    "idle, and done again": (W, (*BEGUN, say(61, DONE), say(75, IDLE), say(80, DONE), say(95, IDLE), say(130, DONE)), ["started", "finished"]),
    "runs for a moment with nothing left, and is done again": (
        W,
        (*BEGUN, say(61, DONE), say(61.2, IDLE), say(61.3, DONE), run(63, 0), say(64, DONE), say(75, IDLE), say(80, DONE)),
        ["started", "finished"],
    ),
    "idle for hours, and heard all the time": (
        W,
        (*BEGUN, say(61, DONE), *(say(minute, IDLE) for minute in range(70, 400, 10)), say(400, DONE)),
        ["started", "finished"],
    ),
    "away for a while, and it says that it is off before": (
        W,
        (*BEGUN, say(61, DONE), say(62, OFF), say(63, AWAY), say(85, OFF), say(86, DONE)),
        ["started", "finished"],
    ),
    "away for as long as a run takes": (W, (*BEGUN, say(61, DONE), say(70, IDLE), say(75, AWAY), say(140, DONE)), ["started", "finished", "finished"]),
    "frozen for as long as a run takes": (W, (*BEGUN, say(61, DONE), say(70, IDLE), say(140, DONE)), ["started", "finished", "finished"]),
    "frozen, and done with another program": (
        W,
        (*BEGUN, run(30, 31, program="eco"), say(61, DONE, program="eco"), say(70, IDLE, program="eco"), say(95, DONE, program="quick")),
        ["started", "finished", "finished"],
    ),
    "done in spite of a stop": (W, (*BEGUN, say(20, IDLE), say(61, DONE)), ["started", "cancelled", "finished"]),
}  # fmt: skip


@pytest.mark.parametrize("name", AGAIN)
def test_says_again_that_it_is_done(name: str) -> None:
    """An end is told once, and that of a run that nobody heard of as well."""
    kind, tape, happened = AGAIN[name]
    assert played(kind, tape).told == happened


def test_unheard_run_is_told_late() -> None:
    """Of an end in a time in which nobody could listen nobody could be told then."""
    away = played(W, (*BEGUN, say(61, DONE), say(70, IDLE), say(75, AWAY), say(140, DONE)))
    heard = played(W, (*BEGUN, say(61, DONE), say(70, IDLE), say(140, DONE)))
    assert [away.events[-1].is_late, heard.events[-1].is_late] == [True, False]


@pytest.mark.parametrize("kind", [W, D, DW, OVEN])
@pytest.mark.parametrize("rests", [PAUSE, Doing.ERROR, Doing.ATTENTION])
@pytest.mark.parametrize("stops", [OFF, IDLE])
@pytest.mark.parametrize("until", [15, 75, 900])
@pytest.mark.parametrize(
    ("at_first", "then"),
    [
        ({"ends_in": 51, "progress": 15}, {"progress": 15}),
        ({"ends_in": 51}, {}),
        ({"ends_in": 51}, {"ends_in": 50}),
        ({"ends_in": 51}, {"remaining": 50}),
        ({"ends_in": None, "progress": 15}, {"progress": 15}),
        ({"ends_in": 51, "phase": Phase.WASH}, {"phase": Phase.WASH}),
    ],
)
def test_rests_and_is_turned_off(
    kind: ApplianceKind,
    rests: Doing,
    stops: Doing,
    until: int,
    at_first: dict[str, Any],
    then: dict[str, Any],
) -> None:
    """What was paused or stuck and is turned off was broken off, however long that took, and whatever is said meanwhile."""
    still = {name: told for name, told in then.items() if name != "ends_in"}
    between = [say(minute, rests, **still) for minute in range(12, until, 30)]
    player = played(
        kind, (say(0, IDLE), run(1, 60), run(10, **at_first), say(11, rests, **then), *between, say(until, stops))
    )
    player.wait(until + 5)
    assert player.told == ["started", rests.value, "cancelled"]


@pytest.mark.parametrize("name", RESTS)
def test_what_rested(name: str) -> None:
    """Each is told once, in order."""
    kind, tape, happened = RESTS[name]
    player = played(kind, tape)
    player.wait(player.now / MINUTE - BEGIN / MINUTE + 5)
    assert player.told == happened
