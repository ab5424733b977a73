"""Miele, by `miele`: a device says its type as its model, and its buttons can be pressed only while that is allowed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from .. import reasons as wants
from ..command import Call, Command, Order, Program, ServiceCall, Why
from ..facts import EntityFact, States
from ..kind import ApplianceKind
from ..reading import Doing, Phase, Reading
from . import vacuum
from .brand import Brand, Role, Wiring
from .miele_words import COOKS, WORDS
from .orders import press, refusal
from .rows import Row, heard, read as read_rows, wire
from .values import flag, word

PLATFORM: Final = "miele"
_SET_PROGRAM: Final = "miele.set_program"
_SET_PROGRAM_OVEN: Final = "miele.set_program_oven"
_COOKS: Final = frozenset({ApplianceKind.OVEN, ApplianceKind.MICROWAVE})

# The model of a device is its type (`DEVICE_TYPE_TAGS`) with a capital and spaces.
_MODELS: Final[Mapping[str, ApplianceKind]] = {
    "washing machine": ApplianceKind.WASHER,
    "tumble dryer": ApplianceKind.DRYER,
    "washer dryer": ApplianceKind.WASHER_DRYER,
    "dishwasher": ApplianceKind.DISHWASHER,
    "oven": ApplianceKind.OVEN,
    "oven microwave": ApplianceKind.OVEN,
    "steam oven": ApplianceKind.OVEN,
    "steam oven combi": ApplianceKind.OVEN,
    "steam oven micro": ApplianceKind.OVEN,
    "dialog oven": ApplianceKind.OVEN,
    "microwave": ApplianceKind.MICROWAVE,
    "hob": ApplianceKind.COOKTOP,
    "hob extraction": ApplianceKind.COOKTOP,
    "hood": ApplianceKind.HOOD,
    "refrigerator": ApplianceKind.REFRIGERATOR,
    "freezer": ApplianceKind.REFRIGERATOR,
    "fridge freezer": ApplianceKind.REFRIGERATOR,
    "robot vacuum cleaner": ApplianceKind.ROBOT_VACUUM,
}


def _phase(reason: str, *words: str) -> Row:
    """Return the row of phases that want somebody for something."""
    return Row(role=Role.NOTICE, domain="sensor", keys=("program_phase",), reason=reason, on=words)


def _level(reason: str, *keys: str) -> Row:
    """Return the row of filling levels, in per cent: only an empty one is plainly too low."""
    return Row(role=Role.NOTICE, domain="sensor", keys=keys, reason=reason, on=("0", "0.0"))


ROWS: Final = (
    Row(role=Role.STATE, domain="sensor", keys=("status",)),
    Row(role=Role.STATE, domain="vacuum", keys=("vacuum",)),
    Row(role=Role.PHASE, domain="sensor", keys=("program_phase",)),
    Row(role=Role.PROGRAM, domain="sensor", keys=("program_id",)),
    Row(role=Role.ENDS_AT, domain="sensor", keys=("finish",)),
    Row(role=Role.REMAINING, domain="sensor", keys=("remaining_time",)),
    Row(role=Role.DOOR, domain="binary_sensor", suffixes=("-state_signal_door",)),
    Row(role=Role.REMOTE, domain="binary_sensor", keys=("remote_control",)),
    Row(role=Role.REMOTE_START, domain="binary_sensor", keys=("mobile_start",)),
    Row(role=Role.ENERGY, domain="sensor", keys=("energy_consumption",)),
    Row(role=Role.ERROR, domain="binary_sensor", suffixes=("-state_signal_failure",), reason=wants.OTHER),
    Row(role=Role.START, domain="button", keys=("start",)),
    Row(role=Role.PAUSE, domain="button", keys=("pause",)),
    Row(role=Role.STOP, domain="button", keys=("stop",)),
    _level(wants.SALT_LOW, "salt_level"),
    _level(wants.RINSE_AID_LOW, "rinse_aid_level"),
    _level(wants.DETERGENT_LOW, "twin_dos_1_level", "twin_dos_2_level", "power_disk_level"),
    _phase(wants.DOOR_OPEN, "door_open"),
    _phase(wants.STUCK, "wheel_lifted"),
    _phase(wants.BLOCKED, "blocked_drive_wheels", "blocked_brushes", "blocked_front_wheel"),
    _phase(
        wants.OTHER, "dirty_sensors", "dust_box_missing", "motor_overload", "vacuum_internal_fault", "internal_fault"
    ),
)
_BUTTONS: Final = {
    Command.START: Role.START,
    Command.RESUME: Role.START,  # what is paused goes on by what starts it
    Command.PAUSE: Role.PAUSE,
    Command.STOP: Role.STOP,
}


def find(facts: Sequence[EntityFact]) -> tuple[Wiring, ...]:
    """Return the appliance that a device is, if it is one of a kind known here."""
    kind = next((kind for fact in facts if (kind := _MODELS.get((fact.model or "").casefold())) is not None), None)
    return () if kind is None else (wire(PLATFORM, kind, facts, ROWS),)


def read(wiring: Wiring, states: States, now: float) -> Reading:
    """Return what an appliance says."""
    reading = read_rows(wiring, states, now, rows=ROWS, words=WORDS)
    phase = word(heard(wiring, states, Role.PHASE))
    if phase == COOKS and wiring.kind in _COOKS and reading.doing is Doing.RUNNING:
        return replace(reading, phase=Phase.COOK)
    return reading


def programs(wiring: Wiring, states: States) -> tuple[Program, ...]:
    """Return nothing: programs are chosen by numbers, which only an action with a response tells."""
    return ()


def calls(wiring: Wiring, states: States, order: Order, now: float) -> tuple[Call, ...] | Why:
    """Return what carries out an order, or why it cannot be carried out."""
    reading = read(wiring, states, now)
    if wiring.kind is ApplianceKind.ROBOT_VACUUM and order.program is None:
        return vacuum.calls(wiring, states, order, reading)
    if not _is_offered(wiring, order):
        return Why.NOT_OFFERED
    if reading.raw == "not_connected":
        return Why.OFFLINE
    is_start = order.command is Command.START
    why = refusal(reading, order)
    if why is None and is_start and flag(heard(wiring, states, Role.REMOTE_START)) is False:
        why = Why.REMOTE_OFF
    if why is not None or order.program is None:
        return why or _press(wiring, states, order.command, reading)
    action = _SET_PROGRAM_OVEN if wiring.kind in _COOKS else _SET_PROGRAM
    data = {"device_id": wiring.device_id, "program_id": int(order.program)}
    return (ServiceCall(action=action, entity_id=None, data=data),)


def _is_offered(wiring: Wiring, order: Order) -> bool:
    """Say whether there is anything that carries out an order; a program is the number that Miele knows it by."""
    role = _BUTTONS.get(order.command)
    if role is None or order.ready_at is not None:
        return False
    if order.program is None:
        return wiring.one(role) is not None
    return order.command is Command.START and wiring.device_id is not None and _is_number(order.program)


def _press(wiring: Wiring, states: States, command: Command, reading: Reading) -> tuple[Call, ...] | Why:
    """Return the press of a button; one that cannot be pressed while the appliance is heard is not allowed now."""
    pressed = press(wiring, states, _BUTTONS[command])
    if pressed is Why.OFFLINE and reading.doing is not Doing.UNKNOWN:
        return Why.REMOTE_OFF if command is Command.START else Why.NOT_OFFERED
    return pressed


def _is_number(program: str) -> bool:
    """Say whether a program is the number that Miele knows it by."""
    return program.isascii() and program.isdecimal() and len(program) <= 5


BRAND: Final = Brand(platform=PLATFORM, find=find, read=read, programs=programs, calls=calls)
