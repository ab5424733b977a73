"""SmartThings by core's entities alone: what is left where core's own client cannot be borrowed.

Their unique ids are `{device}_{component}_{capability}_{attribute}_{key}`; a second cavity or drum is a component of its own, with keys of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..command import Call, Command, Order, Why
from ..facts import EntityFact, States
from ..kind import ApplianceKind
from ..reading import Doing, Phase, Reading
from . import vacuum
from .air import AIR
from .brand import Brand, Role, Wiring
from .orders import BUTTONS, Controls, carry_out, programs
from .rows import Row, Words, read, read_always_on, wire
from .smartthings_words import MACHINES, MOVEMENT
from .values import word

PLATFORM: Final = "smartthings"
_SWITCH: Final = "_main_switch_switch_switch"
_SENSOR: Final = "sensor"
_BINARY: Final = "binary_sensor"


def _machine(name: str, completion: str = "completion_time") -> tuple[Row, ...]:
    """Return the rows of the machine of a name, as core writes their keys."""
    return (
        Row(role=Role.STATE, domain=_SENSOR, keys=(f"{name}_machine_state",)),
        Row(role=Role.PHASE, domain=_SENSOR, keys=(f"{name}_job_state",)),
        Row(role=Role.PROGRESS, domain=_SENSOR, keys=(f"{name}_progress",)),
        Row(role=Role.ENDS_AT, domain=_SENSOR, keys=(completion,)),
    )


_ENERGY: Final = Row(
    role=Role.ENERGY, domain=_SENSOR, suffixes=("_main_powerConsumptionReport_powerConsumption_energy_meter",)
)
_POWER: Final = Row(role=Role.POWER, domain=_BINARY, suffixes=(_SWITCH,))
_ABOUT: Final = (_ENERGY, _POWER, Row(role=Role.REMOTE, domain=_BINARY, keys=("remote_control",)))
_OPERATION: Final = Row(role=Role.OPERATION, domain="select", keys=("operating_state",))
_WASHER: Final = (*_machine("washer"), _OPERATION, *_ABOUT)
_DRYER: Final = (*_machine("dryer"), _OPERATION, *_ABOUT)
_DISHWASHER: Final = (
    *_machine("dishwasher"),
    *_ABOUT,
    Row(role=Role.START, domain="button", suffixes=("_samsungce.dishwasherOperation_start",)),
    Row(role=Role.PAUSE, domain="button", suffixes=("_samsungce.dishwasherOperation_pause",)),
    Row(role=Role.RESUME, domain="button", suffixes=("_samsungce.dishwasherOperation_resume",)),
    Row(role=Role.STOP, domain="button", suffixes=("_samsungce.dishwasherOperation_cancel_drain",)),
    Row(role=Role.PROGRAM, domain="select", keys=("dishwasher_washing_course",)),
    Row(role=Role.PROGRAM_SELECT, domain="select", keys=("dishwasher_washing_course",)),
    _OPERATION,
)
_OVEN: Final = (
    *_machine("oven"),
    *_ABOUT,
    Row(role=Role.DOOR, domain=_BINARY, keys=("door",)),
    Row(role=Role.PROGRAM, domain=_SENSOR, keys=("oven_mode",)),
    Row(role=Role.STOP, domain="button", suffixes=("_main_ovenOperatingState_stop",)),
)
_SECOND_OVEN: Final = (
    Row(role=Role.STATE, domain=_SENSOR, keys=("oven_machine_state_cavity_01",)),
    Row(role=Role.PHASE, domain=_SENSOR, keys=("oven_job_state_cavity_01",)),
    Row(role=Role.ENDS_AT, domain=_SENSOR, keys=("oven_completion_time_cavity_01",)),
    Row(role=Role.PROGRAM, domain=_SENSOR, keys=("oven_mode_cavity_01",)),
    Row(role=Role.POWER, domain=_BINARY, keys=("oven_cavity_status",)),  # whether the oven is divided
)
_SECOND_DRUM: Final = (
    *_machine("washer_sub", "washer_sub_completion_time"),
    Row(role=Role.REMOTE, domain=_BINARY, keys=("sub_remote_control",)),
)
_COOKTOP: Final = (
    Row(role=Role.STATE, domain=_SENSOR, keys=("cooktop_operating_state",)),
    Row(role=Role.STATE, domain=_BINARY, keys=("cooktop_operating_state",)),
)
_ROBOT: Final = (
    Row(role=Role.STATE, domain="vacuum"),
    Row(role=Role.STATE, domain=_SENSOR, keys=("robot_cleaner_movement",)),
    Row(role=Role.NOTICE, domain=_BINARY, keys=("robot_cleaner_dust_bag",), reason="dust_bin_full"),
    _ENERGY,
)
_REFRIGERATOR: Final = (
    Row(role=Role.DOOR, domain=_BINARY, keys=("cooler_door", "freezer_door", "cool_select_plus_door")),
    Row(role=Role.DOOR, domain=_BINARY, suffixes=("_main_contactSensor_contact_contact",)),
    Row(role=Role.NOTICE, domain=_BINARY, keys=("filter_status",), reason="filter"),
    _ENERGY,
)
_COLD: Final = (
    _REFRIGERATOR[0],
    Row(role=Role.POWER, domain="switch", keys=("power_cool", "power_freeze")),
    Row(role=Role.POWER, domain="number", keys=("cooler_temperature", "freezer_temperature")),
)
_HOOD: Final = (Row(role=Role.STATE, domain="fan", keys=("hood",)), _ENERGY)
_CLIMATE: Final = (Row(role=Role.STATE, domain="climate", keys=("air_conditioner",)), _ENERGY)
_SWITCHED: Final = (Row(role=Role.STATE, domain="switch", suffixes=(_SWITCH,)), _ENERGY)
_FAN: Final = (Row(role=Role.STATE, domain="fan", suffixes=("_main",)), _ENERGY)
_CLEANS_AIR: Final = (
    Row(role=Role.STATE, domain=_SENSOR, keys=("air_quality", "odor_sensor", "pm25_health_concern")),
    Row(role=Role.STATE, domain="button", keys=("reset_hepa_filter",)),
)


@dataclass(frozen=True, slots=True)
class _Shape:
    """A sort of appliance: any of `shows` must be there, and any of `also`; `part` names it where the device is another one already."""

    kind: ApplianceKind
    rows: tuple[Row, ...]
    shows: tuple[Row, ...]
    also: tuple[Row, ...] = ()
    part: str | None = None
    is_whole: bool = True

    def fits(self, facts: Sequence[EntityFact]) -> bool:
        """Say whether a device shows to be one."""
        return _any(self.shows, facts) and (not self.also or _any(self.also, facts))


def _any(rows: Iterable[Row], facts: Sequence[EntityFact]) -> bool:
    """Say whether there is an entity for any of some rows."""
    return any(row.fits(fact) for row in rows for fact in facts)


_KIND: Final = ApplianceKind
# Core tells whether the switch of a microwave is on by a binary sensor, and of an oven by a switch.
_IS_MICROWAVE: Final = (_POWER, Row(role=Role.STATE, domain="number", keys=("hood_fan_speed",)))
_SHAPES: Final = (
    _Shape(_KIND.WASHER_DRYER, (*_WASHER, *_machine("dryer")), _WASHER[:1], _DRYER[:1]),
    _Shape(_KIND.WASHER, _WASHER, _WASHER[:1]),
    _Shape(_KIND.DRYER, _DRYER, _DRYER[:1]),
    _Shape(_KIND.DISHWASHER, _DISHWASHER, _DISHWASHER[:1]),
    _Shape(_KIND.MICROWAVE, _OVEN, _OVEN[:1], _IS_MICROWAVE),
    _Shape(_KIND.OVEN, _OVEN, _OVEN[:1]),
    _Shape(_KIND.COOKTOP, (*_COOKTOP, _POWER), _COOKTOP, part="cooktop"),
    _Shape(_KIND.ROBOT_VACUUM, _ROBOT, _ROBOT[:2]),
    _Shape(_KIND.REFRIGERATOR, _REFRIGERATOR, _COLD),
    _Shape(_KIND.HOOD, _HOOD, _HOOD[:1]),
    _Shape(_KIND.AIR_CONDITIONER, _CLIMATE, _CLIMATE[:1]),
    _Shape(
        _KIND.AIR_CONDITIONER,
        _SWITCHED,
        (Row(role=Role.STATE, domain=_SENSOR, keys=("air_conditioner_mode",)),),
        _SWITCHED[:1],
    ),
    _Shape(_KIND.AIR_PURIFIER, _FAN, _FAN[:1], _CLEANS_AIR),
    _Shape(_KIND.WASHER, _SECOND_DRUM, _SECOND_DRUM[:1], part="sub", is_whole=False),
    _Shape(_KIND.OVEN, _SECOND_OVEN, _SECOND_OVEN[:1], part="cavity-01", is_whole=False),
)
_ROWS: Final = (*_ROBOT, *_REFRIGERATOR)
_OPTIONS: Final = {Command.START: "run", Command.PAUSE: "pause", Command.RESUME: "run", Command.STOP: "stop"}
_CONTROLS: Final = Controls(buttons=BUTTONS, operation=_OPTIONS)
# Core presses the one button of an oven whatever its remote control is set to.
_OVEN_CONTROLS: Final = replace(_CONTROLS, needs_remote=frozenset())
_BUSIEST: Final = (Doing.ERROR, Doing.RUNNING, Doing.PAUSED, Doing.SCHEDULED, Doing.FINISHED, Doing.IDLE, Doing.OFF)


def find(facts: Sequence[EntityFact]) -> tuple[Wiring, ...]:
    """Return the appliances that a device is: a range is an oven and a cooktop, some ovens have two cavities."""
    found: list[Wiring] = []
    for shape in _SHAPES:
        is_whole = shape.is_whole and not found
        if (is_whole or shape.part is not None) and shape.fits(facts):
            part = None if is_whole else shape.part
            found.append(wire(PLATFORM, _told(shape.kind, facts), facts, shape.rows, part=part))
    return tuple(found)


def _told(kind: ApplianceKind, facts: Sequence[EntityFact]) -> ApplianceKind:
    """Return the kind of an appliance: the model of a microwave says so where its entities do not."""
    is_microwave = kind is _KIND.OVEN and any("MICROWAVE" in (fact.model or "").upper() for fact in facts)
    return _KIND.MICROWAVE if is_microwave else kind


def read_states(wiring: Wiring, states: States, now: float) -> Reading:
    """Return what an appliance says."""
    if Role.STATE not in wiring.roles:
        return read_always_on(wiring, states, now, rows=_ROWS)
    return _busy_half(wiring, states, now)[1]


def calls(wiring: Wiring, states: States, order: Order, now: float) -> tuple[Call, ...] | Why:
    """Return what carries out an order: core's buttons, and the select that washers and dryers have instead."""
    half, reading = _busy_half(wiring, states, now)
    if _domain(wiring) == "vacuum":
        return vacuum.calls(wiring, states, order, reading)
    is_laundry = Role.OPERATION in wiring.roles or Role.START in wiring.roles
    return carry_out(half, states, order, reading, _CONTROLS if is_laundry else _OVEN_CONTROLS)


def _busy_half(wiring: Wiring, states: States, now: float) -> tuple[Wiring, Reading]:
    """Return what an appliance says, and of one that washes and dries the half that is at work; the washer, where none is."""
    halves = [wiring]
    if len(wiring.roles.get(Role.STATE, ())) > 1 and _domain(wiring) == _SENSOR:
        halves = [_without(wiring, "_dryerOperatingState_"), _without(wiring, "_washerOperatingState_")]
    read_ = [(half, _read(half, states, now)) for half in halves]
    return min(read_, key=lambda one: _BUSIEST.index(one[1].doing) if one[1].doing in _BUSIEST else len(_BUSIEST))


def _without(wiring: Wiring, mark: str) -> Wiring:
    """Return an appliance without the entities of one of its capabilities."""
    kept = {
        role: tuple(one for one in entities if (fact := wiring.facts.get(one)) is None or mark not in fact.unique_id)
        for role, entities in wiring.roles.items()
    }
    return replace(wiring, roles={role: entities for role, entities in kept.items() if entities})


def _read(wiring: Wiring, states: States, now: float) -> Reading:
    """Return what one machine says, in the words of its sort."""
    reading = read(wiring, states, now, rows=_ROWS, words=_words(wiring))
    if _domain(wiring) != "vacuum" or reading.doing is not Doing.RUNNING:
        return reading
    movement = next((word(states.get(one)) for one in wiring.roles[Role.STATE][1:]), None)
    return replace(reading, phase=Phase.EMPTY) if movement == "washing_mop" else reading


def _domain(wiring: Wiring) -> str | None:
    """Return of which sort of entity the state is."""
    entity_id = wiring.one(Role.STATE)
    fact = wiring.facts.get(entity_id) if entity_id is not None else None
    return None if fact is None else fact.domain


def _words(wiring: Wiring) -> Words:
    """Return the words of an appliance: the entity of its state tells them, whatever its owner says that it is."""
    match _domain(wiring):
        case "vacuum":
            return vacuum.WORDS
        case "fan" | "climate" | "switch":
            return AIR
    state = wiring.facts.get(wiring.one(Role.STATE) or "")
    return MOVEMENT if state is not None and state.translation_key == "robot_cleaner_movement" else MACHINES


BRAND: Final = Brand(platform=PLATFORM, find=find, read=read_states, programs=programs, calls=calls)
