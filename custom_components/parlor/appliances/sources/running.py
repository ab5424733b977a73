"""An appliance that its owner named by an entity that says whether it runs: a switch, a binary sensor, anything with plain words."""

from collections.abc import Sequence
from typing import Final

from ..command import Call, Order, Program, Why
from ..facts import EntityFact, States
from ..reading import Doing, Reading
from .brand import RUNNING, Brand, Wiring
from .rows import Says, Words, read

_RUNS: Final = Says(Doing.RUNNING)
_RESTS: Final = Says(Doing.IDLE)
_WORDS: Final = Words(
    states={
        "on": _RUNS,
        "running": _RUNS,
        "run": _RUNS,
        "active": _RUNS,
        "cleaning": _RUNS,
        "returning": _RUNS,
        "off": _RESTS,
        "idle": _RESTS,
        "ready": _RESTS,
        "standby": _RESTS,
        "stopped": _RESTS,
        "inactive": _RESTS,
        "docked": _RESTS,
        "paused": Says(Doing.PAUSED),
        "pause": Says(Doing.PAUSED),
        "finished": Says(Doing.FINISHED),
        "error": Says(Doing.ERROR),
    }
)


def find(facts: Sequence[EntityFact]) -> tuple[Wiring, ...]:
    """Find nothing: only its owner knows what runs where such an entity is on."""
    return ()


def read_states(wiring: Wiring, states: States, now: float) -> Reading:
    """Return whether it runs."""
    return read(wiring, states, now, rows=(), words=_WORDS)


def _programs(wiring: Wiring, states: States) -> tuple[Program, ...]:
    return ()


def _calls(wiring: Wiring, states: States, order: Order, now: float) -> tuple[Call, ...] | Why:
    return Why.NOT_OFFERED


BRAND: Final = Brand(platform=RUNNING, find=find, read=read_states, programs=_programs, calls=_calls)
