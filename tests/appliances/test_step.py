"""What an appliance says becomes one honest job."""

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
    "a run that says when it is over": (W, (*BEGUN, run(30, 31), say(61, DONE)), ["started", "finished"]),
    "a run that only stops, at its claimed end": (W, (*BEGUN, run(30, 31), say(61, IDLE)), ["started", "finished"]),
    "a dryer that is done before it thought": (D, (*BEGUN, run(35, 25), say(41, IDLE), say(43, IDLE)), ["started", "finished"]),
    "without any end claimed": (W, (say(0, IDLE), run(1), say(50, IDLE), say(52, IDLE)), ["started", "finished"]),
    "switched off at the end": (W, (*BEGUN, say(62, OFF)), ["started", "finished"]),
    "broken off in the first half": (W, (*BEGUN, run(10, 50, progress=15), say(12, IDLE), say(14, IDLE)), ["started", "cancelled"]),
    "broken off in its last quarter": (W, (*BEGUN, run(40, 21), say(46, IDLE), say(48, IDLE)), ["started", "cancelled"]),
    "broken off after some minutes, without a claim": (W, (say(0, IDLE), run(1), say(5, IDLE), say(7, IDLE)), ["started", "cancelled"]),
    "a microwave that tells no time": (MW, (say(0, IDLE), run(1), say(3, IDLE), say(4, IDLE)), ["started", "finished"]),
    "an oven without a time, turned off": (OVEN, (say(0, IDLE), run(1), say(41, IDLE), say(43, IDLE)), ["started", "cancelled"]),
    "says that it was broken off": (W, (*BEGUN, say(40, Doing.CANCELLED)), ["started", "cancelled"]),
    "hardly begun": (W, (*BEGUN, say(2, IDLE), say(4, IDLE)), ["started", "cancelled"]),
    "stops for a moment in the middle": (W, (*BEGUN, say(30, IDLE), run(30.5, 31), say(61, DONE)), ["started", "finished"]),
    "claims what comes next before it says that it stopped": (
        W,
        (*BEGUN, run(55, 6, progress=91), run(61, 100, progress=91), run(61.02, 100, progress=1), say(61.05, IDLE)),
        ["started", "finished"],
    ),
    "stops for a moment close to its end": (
        W,
        (say(0, IDLE), run(1, 180), run(100, 81), say(176, IDLE), run(176.5, 4.5), say(181, DONE)),
        ["started", "finished"],
    ),
    "stops for a moment while it cools": (
        D,
        (*BEGUN, run(52, 9, phase=Phase.COOL), say(53, IDLE), run(53.5, 8, phase=Phase.COOL), say(61, DONE)),
        ["started", "finished"],
    ),
    "stops for a moment after its claimed end": (
        W,
        (*BEGUN, run(60, 1), run(70, 1), run(74, 1), say(75, IDLE), run(75.5, 1), say(80, DONE)),
        ["started", "finished"],
    ),
    "anti-crease is the end": (D, (*BEGUN, say(61, DONE, phase=Phase.ANTI_CREASE), say(120, DONE)), ["started", "finished"]),
    "the word of the end, then idle, then the word again": (
        W,
        (*BEGUN, say(61, DONE), say(61.1, IDLE), say(61.2, DONE)),
        ["started", "finished"],
    ),
    "stops, and then says that it is over": (W, (*BEGUN, say(61, IDLE), say(61.5, DONE)), ["started", "finished"]),
    "the last words come after the end": (
        W,
        (*BEGUN, say(61, DONE), run(61.1, 0, progress=99), say(61.3, IDLE)),
        ["started", "finished"],
    ),
    "the last words come after the stop, and stay": (
        W,
        (*BEGUN, run(60, 1, progress=98), say(61, IDLE), run(61.1, 0, progress=99), say(66, IDLE)),
        ["started", "finished"],
    ),
    "takes back the word of the end before it says that it does not run": (
        W,
        (*BEGUN, run(60, 1, progress=98), say(61, DONE, ends_in=50), run(65, 50, progress=98), say(65.05, IDLE)),
        ["started", "finished"],
    ),
    "stops for a moment in the middle, and says its progress last": (
        W,
        (*BEGUN, run(35, 26, progress=56), run(36, 25, progress=1), say(36.02, IDLE), run(36.5, 25, progress=1), run(36.52, 25, progress=57), say(61, DONE)),
        ["started", "finished"],
    ),
    "the next load at once": (
        W,
        (*BEGUN, run(60, 1, progress=98), say(61, DONE), run(62, 60, progress=1), say(122, DONE)),
        ["started", "finished", "started", "finished"],
    ),
    "the next load without a claim, at once": (
        W,
        (say(0, IDLE), run(1), say(61, DONE), run(62), say(122, DONE)),
        ["started", "finished", "started", "finished"],
    ),
    "paused and resumed": (
        W,
        (*BEGUN, say(20, PAUSE, ends_in=41), run(30, 31), say(61, DONE)),
        ["started", "paused", "resumed", "finished"],
    ),
    "away for a while": (W, (*BEGUN, say(20, AWAY), say(40, AWAY), run(50, 11), say(61, DONE)), ["started", "finished"]),
    "away over the end": (W, (*BEGUN, say(20, AWAY), say(200, IDLE)), ["started", "finished"]),
    "away at rest": (W, (say(0, IDLE), say(1, AWAY), say(100, IDLE)), []),
    "frozen over the end, and a new load": (
        W,
        (*BEGUN, run(50, 11, progress=80, phase=Phase.RINSE), run(150, 59, progress=2, phase=Phase.WASH), say(209, DONE)),
        ["started", "finished", "started", "finished"],
    ),
    "frozen over the end, and a new load of which one word after the other comes": (
        W,
        (*BEGUN, run(50, 11, progress=80), run(150, -89, progress=80), run(150.1, 59, progress=80), run(151, 58, progress=3), run(155, 54, progress=9), say(209, DONE)),
        ["started", "finished", "started", "finished"],
    ),
    "away over the end, and another program in its first step": (
        D,
        (*BEGUN, run(50, 11, phase=Phase.COOL, program="eco"), say(51, AWAY), run(58, 80, phase=Phase.WASH, program="quick"), say(138, DONE)),
        ["started", "finished", "started", "finished"],
    ),
    "the stop gets lost, and a new load begins": (
        W,
        (*BEGUN, run(60, 1, progress=98), run(61.5, 60, progress=1), run(62, 59.5, progress=1), run(63, 58, progress=3), say(121, DONE)),
        ["started", "finished", "started", "finished"],
    ),
    "the stop gets lost, and nothing begins": (
        W,
        (*BEGUN, run(60, 1, progress=98), run(61, 60, progress=1), run(62, 60, progress=1), run(90, 60, progress=1), say(100, IDLE)),
        ["started", "finished"],
    ),
    "the progress of the run before is said once more": (
        W,
        (say(0, IDLE), run(1, progress=100), run(1.02, 60, progress=100), run(1.04, 60, progress=0), run(2, 59, progress=2), say(61, DONE)),
        ["started", "finished"],
    ),
    "an end that moves away is the same run": (
        D,
        (*BEGUN, run(60, 20, progress=80), run(80, 15, progress=85), say(95, DONE)),
        ["started", "finished"],
    ),
    "done when somebody first listened": (W, (say(0, DONE), say(5, DONE)), []),
    "running when somebody first listened": (W, (run(0, 30), say(30, DONE)), ["finished"]),
    "done while nobody listened": (W, (say(0, IDLE), say(100, AWAY), say(200, DONE)), ["finished"]),
    "done with, turned off and on": (W, (*BEGUN, say(61, DONE), say(70, AWAY), say(80, DONE)), ["started", "finished"]),
    "emptied while it still says done": (
        W,
        (*BEGUN, say(61, DONE, door_open=False), say(65, DONE, door_open=True), say(66, DONE, door_open=False)),
        ["started", "finished", "unloaded"],
    ),
    "an oven turned off": (OVEN, (say(0, IDLE), run(1, 60), say(20, IDLE), say(22, IDLE)), ["started", "cancelled"]),
    "an oven whose time is up": (OVEN, (say(0, IDLE), run(1, 60), say(61, IDLE)), ["started", "finished"]),
    "an oven that is hot": (
        OVEN,
        (say(0, IDLE), run(1, 60, phase=Phase.PREHEAT), run(12, 49, phase=Phase.COOK), say(61, DONE)),
        ["started", "preheated", "finished"],
    ),
    "two short runs of a microwave": (
        MW,
        (
            say(0, IDLE),
            run(1, 0.5, progress=2),
            run(1.4, 0.1, progress=80),
            say(1.5, IDLE),
            run(1.7, 0.5, progress=2),
            say(2.2, IDLE),
        ),
        ["started", "finished", "started", "finished"],
    ),
    "a microwave turned off a minute before its time": (
        MW,
        (say(0, IDLE), run(1, 3), run(1.8, 2.2), say(1.85, IDLE), say(3, IDLE)),
        ["started", "cancelled"],
    ),
    "the next run of a microwave that claimed an hour at rest": (
        MW,
        (say(0, IDLE), run(1, 1), run(2, 0), say(2, IDLE, ends_in=60), run(2.5, 60), run(2.6, 1), say(3.6, IDLE)),
        ["started", "finished", "started", "finished"],
    ),
    "the progress of the run before, and then nothing until it is idle": (
        OVEN,
        (say(0, IDLE), run(1, progress=99), say(2, AWAY), say(90, IDLE), say(92, IDLE)),
        ["started", "cancelled"],
    ),
    "heard only in its last minutes": (
        W,
        (say(0, IDLE), say(1, AWAY), run(100), say(103, IDLE), say(105, IDLE)),
        ["started", "finished"],
    ),
    "a robot comes home": (
        ROBOT,
        (say(0, IDLE), run(1, phase=Phase.CLEAN), run(40, phase=Phase.RETURN), say(42, IDLE)),
        ["started", "finished"],
    ),
    "an air conditioner is turned off": (AC, (say(0, OFF), run(1), say(300, OFF), say(400, DONE)), ["started"]),
    "it is stuck": (
        W,
        (*BEGUN, say(20, Doing.ERROR, reasons=("drain",)), run(25, 36), say(61, DONE)),
        ["started", "error", "resumed", "finished"],
    ),
    "it wants somebody before it begins": (DW, (say(0, IDLE), say(1, Doing.ATTENTION, reasons=("salt_low",))), ["attention"]),
    "it notes something while it runs": (DW, (*BEGUN, run(20, 41, reasons=("salt_low",)), run(21, 40, reasons=("salt_low",))), ["started", "attention"]),
}  # fmt: skip


@pytest.mark.parametrize("name", TAPES)
def test_what_happened(name: str) -> None:
    """Each is told once, in order."""
    kind, tape, happened = TAPES[name]
    player = played(kind, tape)
    player.wait(player.now / MINUTE - BEGIN / MINUTE + 5)
    assert player.told == happened
