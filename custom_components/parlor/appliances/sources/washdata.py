"""WashData (github.com/3dg1luk43/ha_washdata): runs that are made out from the power of a plug, with programs that it has learned.

Its unique ids are `{entry}_{key}`. Its buttons end and pause what it follows, not the machine: they carry out nothing.
"""

from collections.abc import Sequence
from typing import Final

from ..command import Call, Order, Program, Why
from ..facts import EntityFact, States
from ..kind import ApplianceKind
from ..reading import Doing, Phase, Reading
from .brand import Brand, Role, Wiring
from .rows import Row, Says, Words, read, wire

PLATFORM: Final = "ha_washdata"
_ROWS: Final = (
    Row(role=Role.STATE, domain="sensor", keys=("washer_state",), suffixes=("_washer_state",)),
    Row(role=Role.PROGRAM, domain="sensor", keys=("washer_program",), suffixes=("_washer_program",)),
    Row(role=Role.REMAINING, domain="sensor", keys=("time_remaining",), suffixes=("_time_remaining",)),
    Row(role=Role.TOTAL, domain="sensor", keys=("total_duration",), suffixes=("_total_duration",)),
    Row(role=Role.PROGRESS, domain="sensor", keys=("cycle_progress",), suffixes=("_cycle_progress",)),
    Row(role=Role.ENERGY, domain="sensor", keys=("energy_total",), suffixes=("_energy_total",)),
)
_PUMP: Final = Row(role=Role.STATE, domain="sensor", keys=("pump_runs_today",), suffixes=("_pump_runs_today",))
_WORDS: Final = Words(
    states={
        "off": Says(Doing.OFF),
        "idle": Says(Doing.IDLE),
        "starting": Says(Doing.IDLE),  # there is power, and it may be a false start
        "running": Says(Doing.RUNNING),
        "paused": Says(Doing.RUNNING),  # little power in the middle of a run: it soaks, nobody paused it
        "user_paused": Says(Doing.PAUSED),
        "ending": Says(Doing.RUNNING),
        "rinse": Says(Doing.RUNNING, Phase.RINSE),
        "finished": Says(Doing.FINISHED),
        "clean": Says(Doing.FINISHED),  # finished, and its door was not opened since
        "anti_wrinkle": Says(Doing.FINISHED, Phase.ANTI_CREASE),
        "delay_wait": Says(Doing.SCHEDULED),
        "interrupted": Says(Doing.CANCELLED),
        "force_stopped": Says(Doing.IDLE),  # the plug said nothing for long: whether it was done, nobody knows
    },
    no_program=frozenset({"off", "none", "unknown", "starting", "detecting..."}),
)


def find(facts: Sequence[EntityFact]) -> tuple[Wiring, ...]:
    """Return the machine of a device; of what kind it is no entity tells, but that a pump is none."""
    if not any(_ROWS[0].fits(fact) for fact in facts) or any(_PUMP.fits(fact) for fact in facts):
        return ()
    return (wire(PLATFORM, ApplianceKind.WASHER, facts, _ROWS),)


def read_states(wiring: Wiring, states: States, now: float) -> Reading:
    """Return what was made out."""
    return read(wiring, states, now, rows=(), words=_WORDS)


def _programs(wiring: Wiring, states: States) -> tuple[Program, ...]:
    return ()


def _calls(wiring: Wiring, states: States, order: Order, now: float) -> tuple[Call, ...] | Why:
    return Why.NOT_OFFERED


BRAND: Final = Brand(platform=PLATFORM, find=find, read=read_states, programs=_programs, calls=_calls)
