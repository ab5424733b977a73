"""Whirlpool, by `whirlpool`: washers and dryers tell and take nothing, ovens can be told to cook and to stop."""

from collections.abc import Sequence
from typing import Final

from .. import reasons as wants
from ..command import Call, Command, Order, Program, Why
from ..facts import EntityFact, States
from ..kind import ApplianceKind
from ..reading import Doing, Phase, Reading
from .air import AIR
from .brand import Brand, Role, Wiring
from .orders import choose, options, press, program_name, refusal
from .rows import Row, Says, Words, read as read_rows, read_always_on, wire

PLATFORM: Final = "whirlpool"
_OFF: Final = "standby"  # the cook mode of an oven that does not cook: choosing it would stop it
_CAVITIES: Final = ("upper", "lower")

LAUNDRY: Final = Words(
    states={
        "standby": Says(Doing.IDLE),
        "setting": Says(Doing.IDLE),
        "system_initialize": Says(Doing.IDLE),
        "delay_countdown": Says(Doing.SCHEDULED),
        "delay_paused": Says(Doing.SCHEDULED),
        "smart_delay": Says(Doing.SCHEDULED),
        "smart_grid_pause": Says(Doing.PAUSED),
        "pause": Says(Doing.PAUSED),
        "running_maincycle": Says(Doing.RUNNING),
        "cycle_filling": Says(Doing.RUNNING),
        "cycle_sensing": Says(Doing.RUNNING, Phase.SENSING),
        "cycle_soaking": Says(Doing.RUNNING, Phase.SOAK),
        "cycle_washing": Says(Doing.RUNNING, Phase.WASH),
        "cycle_rinsing": Says(Doing.RUNNING, Phase.RINSE),
        "cycle_spinning": Says(Doing.RUNNING, Phase.SPIN),
        # the cycle is over; the drum turns now and then until somebody comes
        "running_postcycle": Says(Doing.FINISHED, Phase.ANTI_CREASE),
        "complete": Says(Doing.FINISHED),
        "cancelled": Says(Doing.CANCELLED),
        "exception": Says(Doing.ERROR),
        "power_failure": Says(Doing.ERROR),
        "hard_stop_or_error": Says(Doing.ERROR),
    }
)
# Modes of shops and of those who repair: what is done in them is no run.
SAYS_NOTHING: Final = frozenset(
    {"customer_focus_mode", "demo_mode", "factory_diagnostic_mode", "life_test", "service_diagnostic_mode"}
)
OVEN: Final = Words(
    states={
        "standby": Says(Doing.IDLE),
        "preheating": Says(Doing.RUNNING, Phase.PREHEAT),
        "cooking": Says(Doing.RUNNING, Phase.COOK),
    },
    no_program=frozenset({_OFF}),
)


def _laundry(key: str) -> tuple[Row, ...]:
    """Return the rows of a washer or a dryer."""
    return (
        Row(role=Role.STATE, domain="sensor", keys=(key,)),
        Row(role=Role.ENDS_AT, domain="sensor", keys=("end_time",)),
        Row(role=Role.DOOR, domain="binary_sensor", device_classes=("door",)),
        _TANK,
    )


def _oven(suffix: str) -> tuple[Row, ...]:
    """Return the rows of an oven; of two, the suffix says which."""
    return (
        Row(role=Role.STATE, domain="sensor", keys=(f"oven_state{suffix}",)),
        Row(role=Role.PROGRAM, domain="select", keys=(f"oven_cook_mode{suffix}",)),
        Row(role=Role.PROGRAM, domain="sensor", keys=(f"oven_cook_mode{suffix}",)),
        Row(role=Role.PROGRAM_SELECT, domain="select", keys=(f"oven_cook_mode{suffix}",)),
        Row(role=Role.STOP, domain="button", keys=(f"oven_stop{suffix}",)),
    )


_TANK: Final = Row(
    role=Role.NOTICE, domain="sensor", keys=("whirlpool_tank",), reason=wants.DETERGENT_LOW, on=("empty",)
)
_REFRIGERATOR: Final = (Row(role=Role.STATE, domain="select", keys=("refrigerator_temperature_level",)),)
_AIR: Final = (Row(role=Role.STATE, domain="climate"),)
_WHOLE: Final = (
    (ApplianceKind.WASHER, _laundry("washer_state")),
    (ApplianceKind.DRYER, _laundry("dryer_state")),
    (ApplianceKind.OVEN, _oven("")),
    (ApplianceKind.REFRIGERATOR, _REFRIGERATOR),
    (ApplianceKind.AIR_CONDITIONER, _AIR),
)


def find(facts: Sequence[EntityFact]) -> tuple[Wiring, ...]:
    """Return the appliance that a device is, or the two ovens: the first row of a kind is what shows it."""
    for kind, rows in _WHOLE:
        if any(rows[0].fits(fact) for fact in facts):
            return (wire(PLATFORM, kind, facts, rows),)
    return tuple(
        wire(PLATFORM, ApplianceKind.OVEN, facts, rows, part=cavity)
        for cavity in _CAVITIES
        if any((rows := _oven(f"_{cavity}"))[0].fits(fact) for fact in facts)
    )


def read(wiring: Wiring, states: States, now: float) -> Reading:
    """Return what an appliance says."""
    match wiring.kind:
        case ApplianceKind.REFRIGERATOR:
            return read_always_on(wiring, states, now, rows=())
        case ApplianceKind.AIR_CONDITIONER:
            return read_rows(wiring, states, now, rows=(), words=AIR)
        case ApplianceKind.OVEN:
            return read_rows(wiring, states, now, rows=(), words=OVEN)
    return read_rows(wiring, states, now, rows=(_TANK,), words=LAUNDRY)


def programs(wiring: Wiring, states: States) -> tuple[Program, ...]:
    """Return the modes in which an oven can cook."""
    return tuple(
        Program(key=one, name=program_name(one)) for one in options(wiring, states, Role.PROGRAM_SELECT) if one != _OFF
    )


def calls(wiring: Wiring, states: States, order: Order, now: float) -> tuple[Call, ...] | Why:
    """Return what carries out an order, or why it cannot be carried out.

    Choosing a mode starts to cook, at the temperature that was last set: so it starts, and is no way to choose without starting.
    """
    reading = read(wiring, states, now)
    if order.ready_at is not None:
        return Why.NOT_OFFERED
    if order.command is Command.STOP and wiring.one(Role.STOP) is not None:
        return refusal(reading, order) or press(wiring, states, Role.STOP)
    if order.command is not Command.START or order.program is None or wiring.one(Role.PROGRAM_SELECT) is None:
        return Why.NOT_OFFERED
    if order.program not in {one.key for one in programs(wiring, states)}:
        return Why.NO_PROGRAM
    return refusal(reading, order) or choose(wiring, states, Role.PROGRAM_SELECT, order.program)


BRAND: Final = Brand(platform=PLATFORM, find=find, read=read, programs=programs, calls=calls)
