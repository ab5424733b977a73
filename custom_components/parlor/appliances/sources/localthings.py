"""LocalThings (github.com/mbillow/localthings): Samsung's appliances in the local network.

Its unique ids are `localthings_{device}_{key}`; not every version has translation keys, so an entity's key is taken from there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..command import Call, Command, Order, Why
from ..facts import EntityFact, States
from ..kind import ApplianceKind
from ..reading import Doing, Phase, Reading
from .air import AIR
from .brand import Brand, Role, Wiring
from .orders import Controls, carry_out, programs
from .rows import Row, Says, Words, heard, read, read_always_on, wire
from .values import word

PLATFORM: Final = "localthings"
_BINARY: Final = "binary_sensor"
_KIND: Final = ApplianceKind

_DRYING: Final = Says(phase=Phase.DRY)
_OVER: Final = Says(Doing.FINISHED, Phase.FINISH)
# What a run is at, in lower case: older versions hand on Samsung's own words, newer ones write some of them with a line between.
_PROGRESS: Final = {
    "idle": Says(),
    "airwash": Says(phase=Phase.REFRESH),
    "airwashing": Says(phase=Phase.REFRESH),
    "cooling": Says(phase=Phase.COOL),
    "delaywash": Says(Doing.SCHEDULED),
    "drying": _DRYING,
    "finish": _OVER,
    "predrain": Says(phase=Phase.DRAIN),
    "prewash": Says(phase=Phase.PRE_WASH),
    "rinse": Says(phase=Phase.RINSE),
    "spin": Says(phase=Phase.SPIN),
    "steaming": Says(phase=Phase.STEAM),
    "wash": Says(phase=Phase.WASH),
    "weightsensing": Says(phase=Phase.SENSING),
}
_WORDS: Final = Words(
    states={
        "idle": Says(Doing.IDLE),
        "active": Says(Doing.RUNNING),
        "pause": Says(Doing.PAUSED),
        "on": Says(Doing.RUNNING),  # the burners of a cooktop, as one binary sensor
        "off": Says(Doing.IDLE),
    },
    phases=_PROGRESS,
    no_program=frozenset({"none", "NoOperation", "no_operation"}),
)
_ENERGY: Final = Row(role=Role.ENERGY, domain="sensor", keys=("energy_kwh",))
_DOOR: Final = Row(role=Role.DOOR, domain=_BINARY, device_classes=("door",))
_MACHINE: Final = (
    Row(role=Role.STATE, domain="sensor", keys=("machine_state",)),
    Row(role=Role.PHASE, domain="sensor", keys=("progress",)),
    Row(role=Role.PROGRESS, domain="sensor", keys=("progress_percentage",)),
    Row(role=Role.ENDS_AT, domain="sensor", keys=("finish_time", "cook_finish_time")),
    Row(role=Role.REMAINING, domain="sensor", keys=("completion_minutes", "cook_time_remaining")),
    Row(role=Role.POWER, domain="switch", keys=("power_switch",)),
    Row(role=Role.POWER, domain=_BINARY, keys=("power_switch",)),
    Row(role=Role.REMOTE, domain=_BINARY, keys=("remote_control",)),
    Row(role=Role.PROGRAM, domain="select", keys=("cycle", "oven_mode", "cooking_mode")),
    Row(role=Role.PROGRAM, domain="sensor", keys=("cooking_mode",)),
    Row(role=Role.PROGRAM_SELECT, domain="select", keys=("cycle",)),
    Row(role=Role.START, domain="button", keys=("start",)),
    Row(role=Role.PAUSE, domain="button", keys=("pause",)),
    Row(role=Role.STOP, domain="button", keys=("stop",)),
    _DOOR,
    _ENERGY,
)
_BURNERS: Final = (
    Row(role=Role.STATE, domain=_BINARY, keys=("any_burner_active",)),
    Row(role=Role.STATE, domain=_BINARY, keys=("cooktop_power",)),
)
_CLIMATE: Final = (Row(role=Role.STATE, domain="climate"), _ENERGY)
_FAN: Final = (Row(role=Role.STATE, domain="fan"), _ENERGY)
_COLD: Final = (_DOOR, _ENERGY)


@dataclass(frozen=True, slots=True)
class _Shape:
    """A sort of appliance: `needs` must be among a device's keys, and one of `shows`."""

    kind: ApplianceKind
    rows: tuple[Row, ...]
    shows: frozenset[str]
    needs: frozenset[str] = frozenset()
    part: str | None = None


_RUNS: Final = frozenset({"machine_state"})
_WASHES: Final = frozenset({"wash_temperature", "spin_speed", "soil_level", "rinse_cycles", "washer_cycle"})
_DRIES: Final = frozenset({"dry_time", "dryer_type", "wrinkle_prevent", "dryer_cycle"})
_SHAPES: Final = (
    _Shape(_KIND.DISHWASHER, _MACHINE, frozenset({"storm_wash", "heated_dry", "dishwasher_cycle"}), _RUNS),
    _Shape(_KIND.WASHER_DRYER, _MACHINE, _WASHES, _RUNS | {"dry_level"}),
    _Shape(_KIND.WASHER, _MACHINE, _WASHES, _RUNS),
    _Shape(_KIND.DRYER, _MACHINE, _DRIES, _RUNS),
    _Shape(_KIND.MICROWAVE, _MACHINE, frozenset({"cooking_mode"}), _RUNS),
    _Shape(_KIND.OVEN, _MACHINE, frozenset({"oven_mode", "oven_setpoint", "oven_state"}), _RUNS),
    _Shape(_KIND.COOKTOP, _BURNERS, frozenset({"any_burner_active", "cooktop_power"}), part="cooktop"),
    _Shape(
        _KIND.REFRIGERATOR,
        _COLD,
        frozenset({"rapid_fridge", "rapid_freezing", "defrost_active", "cooler_temperature", "freezer_temperature"}),
    ),
    _Shape(_KIND.HOOD, _FAN, frozenset({"hood_filter_usage", "automatic_operation"}), frozenset({"fan"})),
    _Shape(
        _KIND.AIR_PURIFIER,
        _FAN,
        frozenset({"clean_level", "dust", "fine_dust", "filter_progress"}),
        frozenset({"fan"}),
    ),
    _Shape(_KIND.AIR_CONDITIONER, _CLIMATE, frozenset({"airconditioner"})),
)
_CONTROLS: Final = Controls(
    # one button sets the state to run, whatever it was before
    buttons={
        Command.START: Role.START,
        Command.PAUSE: Role.PAUSE,
        Command.RESUME: Role.START,
        Command.STOP: Role.STOP,
    }
)


def find(facts: Sequence[EntityFact]) -> tuple[Wiring, ...]:
    """Return the appliances that a device is, told by what can be set and measured of it."""
    named = [replace(fact, translation_key=_key(fact)) for fact in facts]
    keys = {key for fact in facts for key in _keys(fact)}
    found: list[Wiring] = []
    for shape in _SHAPES:
        if (not found or shape.part) and shape.needs <= keys and shape.shows & keys:
            part = shape.part if found else None
            found.append(wire(PLATFORM, shape.kind, named, shape.rows, part=part))
    return tuple(found)


def _key(fact: EntityFact) -> str | None:
    """Return what an entity is: what its unique id ends with, after the device, which has no such line in it."""
    parts = fact.unique_id.split("_", 2)
    return parts[2] if len(parts) > 2 and parts[0] == PLATFORM else fact.translation_key


def _keys(fact: EntityFact) -> tuple[str, ...]:
    """Return all that an entity shows its device to be: the list of its programs has the name of what runs them."""
    told = fact.translation_key or ""
    of_list = next((one for one in ("dishwasher_cycle", "washer_cycle", "dryer_cycle") if told.startswith(one)), "")
    is_air = fact.domain == "climate" and told.startswith("airconditioner")
    return (_key(fact) or "", of_list, "airconditioner" if is_air else "")


def read_states(wiring: Wiring, states: States, now: float) -> Reading:
    """Return what an appliance says; it goes on to say that it is finished for some minutes after it has stopped."""
    if Role.STATE not in wiring.roles:
        return read_always_on(wiring, states, now, rows=())
    entity_id = wiring.roles[Role.STATE][0]
    is_air = entity_id.startswith(("fan.", "climate."))
    reading = read(wiring, _lowered(wiring, states), now, rows=(), words=AIR if is_air else _WORDS)
    said = _PROGRESS.get(word(heard(wiring, _lowered(wiring, states), Role.PHASE)) or "")
    if said is _OVER and reading.doing in (Doing.IDLE, Doing.OFF):
        return replace(reading, doing=Doing.FINISHED, phase=Phase.FINISH)
    return reading


def _lowered(wiring: Wiring, states: States) -> States:
    """Return the states with the word of the phase as it is in the table."""
    phases = {one: fact for one in wiring.roles.get(Role.PHASE, ()) if (fact := states.get(one)) is not None}
    told = {one: fact for one, fact in phases.items() if word(fact) is not None}
    return {
        **states,
        **{one: replace(fact, state=fact.state.casefold().replace("_", "")) for one, fact in told.items()},
    }


def calls(wiring: Wiring, states: States, order: Order, now: float) -> tuple[Call, ...] | Why:
    """Return the presses that carry out an order."""
    return carry_out(wiring, states, order, read_states(wiring, states, now), _CONTROLS)


BRAND: Final = Brand(platform=PLATFORM, find=find, read=read_states, programs=programs, calls=calls)
