"""Home Connect: the appliances of Bosch, Siemens, Neff, Gaggenau and others, by `home_connect`.

Its events are sensors that are off by default; where they are on, they tell an end that the state missed. An appliance that is off has often
left the cloud, and is not heard at all.
"""

from collections.abc import Sequence
from dataclasses import replace
import math
from typing import Final

from .. import reasons as wants
from ..command import Call, Command, Order, Program, ServiceCall, Why
from ..facts import EntityFact, StateFact, States
from ..kind import ApplianceKind
from ..reading import Doing, Phase, Reading
from .brand import Brand, Role, Wiring
from .home_connect_kinds import kind_of, program_name
from .orders import Controls, carry_out, choose, options, refusal
from .rows import Row, Says, Words, heard, read as read_rows, read_always_on, wire
from .values import flag, number, word

PLATFORM: Final = "home_connect"
_START_SELECTED: Final = "home_connect.start_selected_program"
_SET_PROGRAM: Final = "home_connect.set_program_and_options"
_FINISH_IN: Final = "b_s_h_common_option_finish_in_relative"  # seconds, a field of both actions
_FINISH_NUMBER: Final = "finish_in_relative"
_DEFAULT_MAX: Final = 100.0  # Home Assistant's maximum of a number of which none is known
_OVERDUE: Final = 120.0  # seconds before its end in which a run may be told to be over
# Programs that are no more than one step; of any other nobody says what it is at.
_PHASES: Final = {
    "cooking_oven_program_heating_mode_pre_heating": Phase.PREHEAT,
    "consumer_products_cleaning_robot_program_basic_go_home": Phase.RETURN,
    "consumer_products_cleaning_robot_program_cleaning_clean_all": Phase.CLEAN,
    "consumer_products_cleaning_robot_program_cleaning_clean_map": Phase.CLEAN,
}

WORDS: Final = Words(
    states={
        "inactive": Says(Doing.IDLE),
        "ready": Says(Doing.IDLE),
        "delayedstart": Says(Doing.SCHEDULED),
        "run": Says(Doing.RUNNING),
        "pause": Says(Doing.PAUSED),
        "actionrequired": Says(Doing.ATTENTION),
        "finished": Says(Doing.FINISHED),
        "error": Says(Doing.ERROR),
        "aborting": Says(Doing.CANCELLED),
    }
)

_DOORS: Final = (
    "bottle_cooler_door",
    "common_chiller_door",
    "chiller_door",
    "left_chiller_door",
    "right_chiller_door",
    "flex_compartment_door",
    "freezer_door",
    "refrigerator_door",
)


def _event(reason: str | None, *keys: str) -> Row:
    """Return the row of events that want somebody for something; of some it is only of interest that they are."""
    return Row(role=Role.NOTICE, domain="sensor", keys=keys, reason=reason)


ROWS: Final = (
    Row(role=Role.STATE, domain="sensor", keys=("operation_state",)),
    Row(role=Role.DOOR, domain="sensor", keys=("door",)),
    Row(role=Role.DOOR, domain="binary_sensor", keys=_DOORS),
    Row(role=Role.PROGRAM, domain="select", keys=("active_program",)),
    Row(role=Role.PROGRAM, domain="select", keys=("selected_program",)),
    Row(role=Role.START, domain="select", keys=("active_program",)),
    Row(role=Role.PROGRAM_SELECT, domain="select", keys=("selected_program",)),
    Row(role=Role.PROGRESS, domain="sensor", keys=("program_progress",)),
    Row(role=Role.ENDS_AT, domain="sensor", keys=("program_finish_time",)),
    Row(role=Role.REMOTE, domain="binary_sensor", keys=("remote_control",)),
    Row(role=Role.REMOTE_START, domain="binary_sensor", keys=("remote_start",)),
    Row(role=Role.POWER, domain="switch", keys=("power",)),
    Row(role=Role.CONNECTED, domain="binary_sensor", device_classes=("connectivity",)),
    Row(role=Role.FINISHED, domain="sensor", keys=("program_finished", "drying_process_finished")),
    Row(role=Role.PAUSE, domain="button", keys=("pause_program",)),
    Row(role=Role.RESUME, domain="button", keys=("resume_program",)),
    Row(role=Role.STOP, domain="button", keys=("stop_program",)),
    Row(role=Role.DELAY, domain="number", keys=(_FINISH_NUMBER,)),
    Row(role=Role.NOTICE, domain="binary_sensor", keys=("local_control",)),
    _event(None, "program_aborted"),
    _event(wants.SALT_LOW, "program_blocked_salt_lack", "salt_lack", "salt_nearly_empty"),
    _event(wants.RINSE_AID_LOW, "rinse_aid_lack", "rinse_aid_nearly_empty"),
    _event(wants.DETERGENT_LOW, "poor_i_dos_1_fill_level", "poor_i_dos_2_fill_level"),
    _event(
        wants.FILTER,
        "smart_filter_cleaning_reminder",
        "machine_care_and_filter_cleaning_reminder",
        "machine_care_and_low_maintenance_filter_cleaning_reminder",
        "grease_filter_max_saturation_nearly_reached",
        "grease_filter_max_saturation_reached",
    ),
    _event(wants.DUST_BIN_FULL, "empty_dust_box_and_clean_filter"),
    _event(wants.STUCK, "robot_is_stuck"),
    Row(role=Role.NOTICE, domain="binary_sensor", keys=("lifted", "lost"), reason=wants.STUCK),
    Row(role=Role.NOTICE, domain="binary_sensor", keys=("dust_box_inserted",), reason=wants.OTHER, on=("off",)),
    _event(wants.DOOR_OPEN, "freezer_door_alarm", "refrigerator_door_alarm"),
    _event(wants.PREHEATED, "preheat_finished", "regular_preheat_finished"),
    _event(wants.OTHER, "machine_care_reminder", "freezer_temperature_alarm", "docking_station_not_found"),
)
_BLOCKING: Final = ("program_blocked_salt_lack", "robot_is_stuck", "lifted", "lost")
_CONTROLS: Final = Controls(
    buttons={Command.PAUSE: Role.PAUSE, Command.RESUME: Role.RESUME, Command.STOP: Role.STOP},
)


def find(facts: Sequence[EntityFact]) -> tuple[Wiring, ...]:
    """Return the appliance that a device is, if it is one."""
    kind = kind_of(facts)
    return () if kind is None else (wire(PLATFORM, kind, facts, ROWS),)


def read(wiring: Wiring, states: States, now: float) -> Reading:
    """Return what an appliance says."""
    if wiring.kind is ApplianceKind.REFRIGERATOR:
        reading = read_always_on(wiring, states, now, rows=ROWS)
        is_gone = flag(heard(wiring, states, Role.CONNECTED)) is False  # which is itself heard
        return replace(reading, doing=Doing.UNKNOWN) if is_gone else reading
    reading = read_rows(wiring, states, now, rows=ROWS, words=WORDS)
    reading = replace(reading, doing=_doing(wiring, states, reading, now))
    if reading.doing is Doing.RUNNING:
        reading = replace(reading, phase=_PHASES.get(reading.program or ""))
    if flag(_named(wiring, states, "local_control")) is True:  # somebody stands before it: its cloud refuses all else
        reading = replace(reading, remote=False)
    return reading


def programs(wiring: Wiring, states: States) -> tuple[Program, ...]:
    """Return the programs that can be chosen or started."""
    return tuple(Program(key=one, name=program_name(one)) for one in _programs(wiring, states))


def calls(wiring: Wiring, states: States, order: Order, now: float) -> tuple[Call, ...] | Why:
    """Return what carries out an order, or why it cannot be carried out."""
    reading = read(wiring, states, now)
    if order.command is not Command.START:
        return carry_out(wiring, states, order, reading, _CONTROLS)
    if wiring.one(Role.START) is None or wiring.device_id is None:
        return Why.NOT_OFFERED
    if order.program is not None and order.program not in _programs(wiring, states):
        return Why.NO_PROGRAM
    delay = _delay(wiring, states, order, now)
    if isinstance(delay, Why):
        return delay
    if (why := refusal(reading, order)) is not None:
        return why
    if flag(heard(wiring, states, Role.REMOTE_START)) is False:
        return Why.REMOTE_OFF
    return _start(wiring, states, order.program, delay)


def _start(wiring: Wiring, states: States, program: str | None, delay: dict[str, int]) -> tuple[Call, ...] | Why:
    """Return the start of a program, else of the one that is selected at the appliance."""
    device = {"device_id": wiring.device_id}
    if program is None:
        return (ServiceCall(action=_START_SELECTED, entity_id=None, data={**device, **delay}),)
    if program not in options(wiring, states, Role.START):
        return Why.NOT_OFFERED  # it can be chosen from afar, and started at the appliance only
    if not delay:
        return choose(wiring, states, Role.START, program)
    data = {**device, "affects_to": "active_program", "program": program, **delay}
    return (ServiceCall(action=_SET_PROGRAM, entity_id=None, data=data),)


def _delay(wiring: Wiring, states: States, order: Order, now: float) -> dict[str, int] | Why:
    """Return the option by which an order is done in time.

    Appliances that can only be told when to begin, such as dishwashers, do not say how long a program takes before it runs.
    """
    if order.ready_at is None:
        return {}
    fact = states.get(wiring.one(Role.DELAY) or "")
    if fact is None or fact.state == "unavailable":
        return Why.NOT_OFFERED
    seconds = order.ready_at - now
    least, most, step = (_limit(fact, name) for name in ("min", "max", "step"))
    if not math.isfinite(seconds) or seconds <= max(0.0, least or 0.0):
        return Why.TOO_SOON
    if most is not None and _DEFAULT_MAX < most < seconds:
        return Why.TOO_LATE
    step = step if step is not None and step >= 1.0 else 1.0
    return {_FINISH_IN: int(seconds // step * step)}


def _limit(fact: StateFact, name: str) -> float | None:
    """Return a limit of a number, in seconds."""
    value = fact.attributes.get(name)
    return number(StateFact(state=str(value), at=fact.at)) if isinstance(value, int | float) else None


def _programs(wiring: Wiring, states: States) -> tuple[str, ...]:
    """Return the keys of all programs, each once."""
    return tuple(
        dict.fromkeys(
            (*options(wiring, states, Role.PROGRAM_SELECT), *options(wiring, states, Role.START)),
        )
    )


def _doing(wiring: Wiring, states: States, reading: Reading, now: float) -> Doing:
    """Return what is being done, by the state and by what happened after it."""
    if reading.doing not in (Doing.RUNNING, Doing.PAUSED, Doing.IDLE, Doing.OFF):
        return reading.doing
    is_due = reading.ends_at is None or reading.ends_at - now <= _OVERDUE
    ends = (states.get(one) for one in wiring.roles.get(Role.FINISHED, ()))
    if is_due and any(_is_new(fact, reading) for fact in ends):
        return Doing.FINISHED
    if _is_new(_named(wiring, states, "program_aborted"), reading):
        return Doing.CANCELLED
    is_blocked = any(flag(_named(wiring, states, key)) is True for key in _BLOCKING)
    return Doing.ATTENTION if is_blocked and reading.doing in (Doing.RUNNING, Doing.PAUSED) else reading.doing


def _is_new(fact: StateFact | None, reading: Reading) -> bool:
    """Say whether an event was told after the state; one of a run before stays until somebody confirms it."""
    return fact is not None and flag(fact) is True and fact.at >= reading.at


def _named(wiring: Wiring, states: States, key: str) -> StateFact | None:
    """Return the state of the entity with a translation key."""
    for entity_id, fact in wiring.facts.items():
        if fact.translation_key == key and word(states.get(entity_id)) is not None:
            return states.get(entity_id)
    return None


BRAND: Final = Brand(platform=PLATFORM, find=find, read=read, programs=programs, calls=calls)
