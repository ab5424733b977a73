"""Matter, by `matter`: what an appliance is, is told by the clusters of its endpoints; a device may have several that run each for itself.

Unique ids are `{device}-{endpoint}-{key}-{cluster}-{attribute}`. A run that ends and one that is broken off are both `stopped` here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
import re
from typing import Final

from .. import reasons as wants
from ..command import Call, Command, Order, Why
from ..facts import EntityFact, States
from ..kind import ApplianceKind
from ..reading import Doing, Phase, Reading
from . import vacuum
from .air import AIR
from .brand import Brand, Role, Wiring
from .matter_phases import phase_of
from .orders import BUTTONS, Controls, carry_out, programs
from .rows import Row, Says, Words, heard, read as read_rows, read_always_on, wire
from .values import word

PLATFORM: Final = "matter"
_ID: Final = re.compile(r"-(\d+)-(\w+)-\d+-\d+$")
_STATE: Final = "operational_state"

WORDS: Final = Words(
    states={
        "stopped": Says(Doing.IDLE),
        "running": Says(Doing.RUNNING),
        "paused": Says(Doing.PAUSED),
        "error": Says(Doing.ERROR),
    }
)
ROBOT: Final = Words(
    states={
        **WORDS.states,
        **vacuum.WORDS.states,
        "running": Says(Doing.RUNNING, Phase.CLEAN),
        "seeking_charger": Says(Doing.RUNNING, Phase.RETURN),
        "charging": Says(Doing.IDLE),
    }
)
# What an operational error wants somebody for; `no_error` nothing.
ERRORS: Final[Mapping[str, str]] = {
    "unable_to_start_or_resume": wants.OTHER,
    "unable_to_complete_operation": wants.OTHER,
    "command_invalid_in_state": wants.OTHER,
    "failed_to_find_charging_dock": wants.OTHER,
    "stuck": wants.STUCK,
    "wheels_jammed": wants.STUCK,
    "cannot_reach_target_area": wants.STUCK,
    "brush_jammed": wants.BLOCKED,
    "navigation_sensor_obscured": wants.BLOCKED,
    "dust_bin_missing": wants.OTHER,
    "dust_bin_full": wants.DUST_BIN_FULL,
    "water_tank_empty": wants.WATER_TANK_EMPTY,
    "water_tank_missing": wants.OTHER,
    "water_tank_lid_open": wants.DOOR_OPEN,
    "mop_cleaning_pad_missing": wants.OTHER,
    "low_battery": wants.OTHER,
    "dirty_water_tank_full": wants.DRAIN,
    "dirty_water_tank_missing": wants.OTHER,
}
# The selects of modes that are programs; others are called `mode` too.
_MODES: Final = (
    "-MatterOvenMode-73-1",
    "-MatterLaundryWasherMode-81-1",
    "-MatterDishwasherMode-89-1",
    "-MatterRvcCleanMode-85-1",
)
# Keys that only one kind of appliance has. Dryers have the mode of washers too; hoods have the filters of purifiers.
_KEYS: Final = (
    ("MatterVacuumCleaner", ApplianceKind.ROBOT_VACUUM),
    ("Rvc", ApplianceKind.ROBOT_VACUUM),
    ("MatterDishwasherMode", ApplianceKind.DISHWASHER),
    ("DishwasherAlarm", ApplianceKind.DISHWASHER),
    ("MicrowaveOvenControl", ApplianceKind.MICROWAVE),
    ("MatterOvenMode", ApplianceKind.OVEN),
    ("OvenCavityOperationalState", ApplianceKind.OVEN),
    ("LaundryWasherControls", ApplianceKind.WASHER),
    ("MatterLaundryWasherNumberOfRinses", ApplianceKind.WASHER),
    ("RefrigeratorAlarm", ApplianceKind.REFRIGERATOR),
    ("MatterRefrigerator", ApplianceKind.REFRIGERATOR),
)
_LAUNDRY: Final = "MatterLaundryWasherMode"
_SAYS_LAUNDRY: Final = ("current_phase", "mode")
_WASHES: Final = frozenset({Phase.SOAK, Phase.PRE_WASH, Phase.WASH, Phase.RINSE, Phase.SPIN})
_AIR: Final = {"MatterThermostat", "MatterPowerToggle"}  # a room air conditioner has both, a thermostat no switch

ROWS: Final = (
    Row(role=Role.STATE, domain="vacuum"),
    Row(role=Role.STATE, domain="sensor", keys=(_STATE,)),
    Row(role=Role.ENDS_AT, domain="sensor", keys=("estimated_end_time",)),
    Row(role=Role.PROGRAM, domain="select", suffixes=_MODES),
    Row(role=Role.PROGRAM_SELECT, domain="select", suffixes=_MODES),
    Row(role=Role.PHASE, domain="sensor", keys=("current_phase",)),
    Row(role=Role.START, domain="button", keys=("start",)),
    Row(role=Role.PAUSE, domain="button", keys=("pause",)),
    Row(role=Role.RESUME, domain="button", keys=("resume",)),
    Row(role=Role.STOP, domain="button", keys=("stop",)),
    Row(role=Role.NOTICE, domain="binary_sensor", keys=("alarm_door",), reason=wants.DOOR_OPEN),
    Row(role=Role.NOTICE, domain="binary_sensor", keys=("dishwasher_alarm_inflow",), reason=wants.WATER_SUPPLY),
    *(
        Row(
            role=Role.ERROR,
            domain="sensor",
            keys=("operational_error",),
            reason=reason,
            on=tuple(one for one, wanted in ERRORS.items() if wanted == reason),
        )
        for reason in dict.fromkeys(ERRORS.values())
    ),
)
_CONTROLS: Final = Controls(buttons=BUTTONS)


def find(facts: Sequence[EntityFact]) -> tuple[Wiring, ...]:
    """Return the appliances of a device: one for each endpoint that runs; one that does not run is the whole device."""
    runs: dict[str, None] = dict.fromkeys(
        endpoint for fact in facts if _runs(fact) and (endpoint := _endpoint(fact)) is not None
    )
    if len(runs) > 1:
        parts = ((endpoint, [fact for fact in facts if _endpoint(fact) == endpoint]) for endpoint in runs)
        return tuple(
            wire(PLATFORM, kind, of_part, ROWS, part=endpoint)
            for endpoint, of_part in parts
            if (kind := _kind(of_part)) is not None
        )
    kind = _kind(facts)
    if kind is None:
        return ()
    rows = (Row(role=Role.STATE, domain="climate"),) if kind is ApplianceKind.AIR_CONDITIONER else ROWS
    return (wire(PLATFORM, kind, facts, rows),)


def read(wiring: Wiring, states: States, now: float) -> Reading:
    """Return what an appliance says."""
    match wiring.kind:
        case ApplianceKind.REFRIGERATOR:
            return read_always_on(wiring, states, now, rows=ROWS)
        case ApplianceKind.AIR_CONDITIONER:
            return read_rows(wiring, states, now, rows=(), words=AIR)
        case ApplianceKind.ROBOT_VACUUM:
            return read_rows(wiring, states, now, rows=ROWS, words=ROBOT)
    reading = read_rows(wiring, states, now, rows=ROWS, words=WORDS)
    if reading.doing not in (Doing.RUNNING, Doing.PAUSED, Doing.ERROR):
        return reading
    return replace(reading, phase=phase_of(word(heard(wiring, states, Role.PHASE))))


def calls(wiring: Wiring, states: States, order: Order, now: float) -> tuple[Call, ...] | Why:
    """Return what carries out an order, or why it cannot be carried out."""
    reading = read(wiring, states, now)
    if wiring.kind is not ApplianceKind.ROBOT_VACUUM:
        return carry_out(wiring, states, order, reading, _CONTROLS)
    told: tuple[Call, ...] | Why = ()
    if order.command is Command.PROGRAM or order.program is not None:
        told = carry_out(wiring, states, replace(order, command=Command.PROGRAM), reading, _CONTROLS)
    if isinstance(told, Why) or order.command is Command.PROGRAM:
        return told
    driven = vacuum.calls(wiring, states, replace(order, program=None), reading)
    return driven if isinstance(driven, Why) else (*told, *driven)


def _runs(fact: EntityFact) -> bool:
    """Say whether an entity tells how a run goes."""
    return fact.domain == "vacuum" or (fact.domain == "sensor" and fact.translation_key == _STATE)


def _endpoint(fact: EntityFact) -> str | None:
    found = _ID.search(fact.unique_id)
    return None if found is None else found[1]


def _kind(facts: Sequence[EntityFact]) -> ApplianceKind | None:
    """Return what an endpoint or a device is; None where its clusters do not say."""
    keys = {found[2] for fact in facts if (found := _ID.search(fact.unique_id))}
    kinds = {kind for key in keys for prefix, kind in _KEYS if key.startswith(prefix)}
    if kinds == {ApplianceKind.OVEN, ApplianceKind.MICROWAVE}:
        return ApplianceKind.OVEN
    if not kinds and _LAUNDRY in keys:
        return _laundry(facts)
    if not kinds and keys >= _AIR:
        return ApplianceKind.AIR_CONDITIONER
    return kinds.pop() if len(kinds) == 1 else None


def _laundry(facts: Sequence[EntityFact]) -> ApplianceKind | None:
    """Return whether laundry is washed or dried, by the phases and modes that there can be; None where they say both or nothing."""
    phases = {phase_of(one) for fact in facts if fact.translation_key in _SAYS_LAUNDRY for one in fact.options}
    washes, dries = bool(phases & _WASHES), Phase.DRY in phases
    if washes is dries:
        return None
    return ApplianceKind.WASHER if washes else ApplianceKind.DRYER


BRAND: Final = Brand(platform=PLATFORM, find=find, read=read, programs=programs, calls=calls)
