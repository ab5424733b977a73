"""LG ThinQ, by `lg_thinq`: a device says its type in its model, and one may be two appliances, each with a location in its unique ids.

`remain` is an instant although it is named a span (home-assistant/core#181866); both are read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
import re
from typing import Final

from .. import reasons as wants
from ..command import Call, Command, Order, Why
from ..facts import EntityFact, StateFact, States
from ..kind import ApplianceKind
from ..reading import Doing, Phase, Reading
from . import vacuum
from .air import AIR
from .brand import Brand, Role, Wiring
from .lg_thinq_words import ENDS, ERRORS, NOTICES, WORDS
from .orders import Controls, carry_out, programs
from .rows import Row, Says, Words, heard, read as read_rows, read_always_on, wire
from .values import instant, word

PLATFORM: Final = "lg_thinq"
_TYPE: Final = re.compile(r"\(DEVICE_([A-Z_]+)\)$")
_OPERATION: Final = re.compile(r"(?:dish_washer|washer|dryer|oven|styler)_operation_mode$")
_LOCATION: Final = re.compile(r"_(upper|lower|washer|dryer)_(?!.*_(?:upper|lower|washer|dryer)_)")
_LASTS: Final = 3600.0  # seconds for which an event speaks: nobody says when what it tells of is over
_OF_TYPE: Final[Mapping[str, ApplianceKind]] = {
    "WASHER": ApplianceKind.WASHER,
    "WASHTOWER_WASHER": ApplianceKind.WASHER,
    "WASHCOMBO_MINI": ApplianceKind.WASHER,
    "WASHCOMBO_MAIN": ApplianceKind.WASHER_DRYER,
    "DRYER": ApplianceKind.DRYER,
    "WASHTOWER_DRYER": ApplianceKind.DRYER,
    "DISH_WASHER": ApplianceKind.DISHWASHER,
    "OVEN": ApplianceKind.OVEN,
    "MICROWAVE_OVEN": ApplianceKind.MICROWAVE,
    "COOKTOP": ApplianceKind.COOKTOP,
    "HOOD": ApplianceKind.HOOD,
    "REFRIGERATOR": ApplianceKind.REFRIGERATOR,
    "KIMCHI_REFRIGERATOR": ApplianceKind.REFRIGERATOR,
    "ROBOT_CLEANER": ApplianceKind.ROBOT_VACUUM,
    "AIR_CONDITIONER": ApplianceKind.AIR_CONDITIONER,
    "AIR_PURIFIER": ApplianceKind.AIR_PURIFIER,
    "AIR_PURIFIER_FAN": ApplianceKind.AIR_PURIFIER,
}
_OF_TOWER: Final = {"washer": ApplianceKind.WASHER, "dryer": ApplianceKind.DRYER}
_SWITCHED: Final = Words(states={"on": Says(Doing.RUNNING), "off": Says(Doing.OFF)})


def _both(key: str) -> tuple[str, str]:
    """Return a translation key, and the same of an entity that is not of the main location."""
    return key, f"{key}_for_location"


ROWS: Final = (
    Row(role=Role.STATE, domain="sensor", keys=_both("current_state")),
    Row(role=Role.STATE, domain="vacuum"),
    Row(role=Role.REMAINING, domain="sensor", keys=_both("remain")),
    Row(role=Role.ENDS_AT, domain="sensor", keys=_both("relative_to_stop_wm")),
    Row(role=Role.PROGRAM, domain="sensor", keys=("current_dish_washing_course",)),
    Row(role=Role.PROGRAM, domain="select", keys=_both("cook_mode")),
    Row(role=Role.PROGRAM_SELECT, domain="select", keys=_both("cook_mode")),
    Row(role=Role.OPERATION, domain="select", keys=_both("operation_mode")),
    Row(role=Role.REMOTE, domain="binary_sensor", keys=_both("remote_control_enabled")),
    Row(role=Role.DOOR, domain="binary_sensor", device_classes=("door",)),
    Row(role=Role.FINISHED, domain="event", keys=("notification",)),
    Row(role=Role.ERROR, domain="event", keys=("error",)),
    Row(role=Role.NOTICE, domain="binary_sensor", keys=("rinse_refill",), reason=wants.RINSE_AID_LOW),
    Row(role=Role.NOTICE, domain="binary_sensor", keys=("machine_clean_reminder",), reason=wants.OTHER),
)
_COLD_ROWS: Final = (
    Row(role=Role.DOOR, domain="binary_sensor", device_classes=("door",)),
    Row(role=Role.FINISHED, domain="event", keys=("notification",)),
    Row(role=Role.NOTICE, domain="sensor", keys=("fresh_air_filter",), reason=wants.FILTER, on=("replace",)),
    # that it is on is seen by any of these
    Row(role=Role.POWER, domain="number", keys=_both("target_temperature")),
    Row(role=Role.POWER, domain="sensor", keys=_both("target_temperature")),
    Row(role=Role.POWER, domain="binary_sensor", keys=("one_touch_filter",)),
)
_AIR_ROWS: Final = (
    Row(role=Role.STATE, domain="climate"),
    Row(role=Role.STATE, domain="switch", keys=("operation_power",)),
    Row(role=Role.STATE, domain="binary_sensor", keys=("operation_mode",)),
    Row(role=Role.FINISHED, domain="event", keys=("notification",)),
)
_AIR_KINDS: Final = frozenset({ApplianceKind.AIR_CONDITIONER, ApplianceKind.AIR_PURIFIER, ApplianceKind.HOOD})
_CONTROLS: Final = Controls(
    operation={Command.START: "start", Command.RESUME: "start", Command.STOP: "stop"},
)
_BURNERS: Final = (Doing.ERROR, Doing.RUNNING, Doing.PAUSED, Doing.FINISHED, Doing.IDLE, Doing.OFF)


def find(facts: Sequence[EntityFact]) -> tuple[Wiring, ...]:
    """Return the appliance that a device is, or the two: an upper and a lower oven, a washer below a dryer."""
    told = next((found[1] for fact in facts if (found := _TYPE.search(fact.model or ""))), "")
    places = {place for fact in facts if _is_state(fact) and (place := _place(fact)) is not None}
    if told == "WASHTOWER":
        return _parts(facts, {place: _OF_TOWER[place] for place in sorted(places & _OF_TOWER.keys(), reverse=True)})
    kind = _OF_TYPE.get(told)
    if kind is None:
        return ()
    if kind is ApplianceKind.OVEN and places >= {"upper", "lower"}:
        return _parts(facts, dict.fromkeys(("upper", "lower"), kind))
    return (wire(PLATFORM, kind, facts, _rows(kind)),)


def read(wiring: Wiring, states: States, now: float) -> Reading:
    """Return what an appliance says."""
    if wiring.kind is ApplianceKind.REFRIGERATOR:
        reading = read_always_on(wiring, states, now, rows=_COLD_ROWS)
    elif wiring.kind in _AIR_KINDS:
        is_air = (wiring.one(Role.STATE) or "").startswith("climate.")
        reading = read_rows(wiring, states, now, rows=(), words=AIR if is_air else _SWITCHED)
    else:
        reading = _of_runs(wiring, states, now)
    told = _reasons(wiring, states, reading, now)
    return replace(reading, reasons=tuple(dict.fromkeys((*reading.reasons, *told))))


def calls(wiring: Wiring, states: States, order: Order, now: float) -> tuple[Call, ...] | Why:
    """Return what carries out an order, or why it cannot be carried out.

    A delay is not offered: to set its hours starts it, with another program than was chosen (home-assistant/core#143046).
    """
    reading = read(wiring, states, now)
    if wiring.kind is ApplianceKind.ROBOT_VACUUM:
        return vacuum.calls(wiring, states, order, reading)
    return carry_out(wiring, states, order, reading, _CONTROLS)


def _rows(kind: ApplianceKind) -> tuple[Row, ...]:
    """Return the rows of a kind."""
    if kind is ApplianceKind.REFRIGERATOR:
        return _COLD_ROWS
    return _AIR_ROWS if kind in _AIR_KINDS else ROWS


def _parts(facts: Sequence[EntityFact], kinds: Mapping[str, ApplianceKind]) -> tuple[Wiring, ...]:
    """Return the appliances at some places; one alone is the whole device. What is at no place is told of all."""
    return tuple(
        wire(
            PLATFORM,
            kind,
            [fact for fact in facts if _place(fact) in (None, place)],
            ROWS,
            part=place if len(kinds) > 1 else None,
        )
        for place, kind in kinds.items()
    )


def _is_state(fact: EntityFact) -> bool:
    return fact.domain == "sensor" and fact.translation_key in _both("current_state")


def _place(fact: EntityFact) -> str | None:
    """Return where an entity is; what it is called may name a washer or an oven too."""
    found = _LOCATION.search(_OPERATION.sub("operation_mode", fact.unique_id))
    return None if found is None else found[1]


def _of_runs(wiring: Wiring, states: States, now: float) -> Reading:
    """Return what an appliance says that runs for a time."""
    reading = read_rows(_busiest(wiring, states), states, now, rows=ROWS, words=WORDS)
    if reading.phase is Phase.CLEAN and wiring.kind is not ApplianceKind.ROBOT_VACUUM:
        reading = replace(reading, phase=None)
    if reading.doing is Doing.SCHEDULED:  # what remains is then the length of the program
        return replace(reading, remaining=None, ends_at=instant(heard(wiring, states, Role.ENDS_AT)))
    reading = replace(reading, ends_at=instant(heard(wiring, states, Role.REMAINING)))
    event, at = _event(wiring, states, Role.FINISHED)
    is_over = event in ENDS and at is not None and reading.at <= at <= now and _is_of(wiring, Role.FINISHED)
    return replace(reading, doing=Doing.FINISHED) if is_over and reading.doing is Doing.RUNNING else reading


def _busiest(wiring: Wiring, states: States) -> Wiring:
    """Return a cooktop with the burner first that does most; anything else as it is."""
    if wiring.kind is not ApplianceKind.COOKTOP:
        return wiring

    def rank(entity_id: str) -> int:
        doing = WORDS.states.get(word(states.get(entity_id)) or "", Says()).doing
        return _BURNERS.index(doing) if doing in _BURNERS else len(_BURNERS)

    burners = tuple(sorted(wiring.roles.get(Role.STATE, ()), key=rank))
    return replace(wiring, roles={**wiring.roles, Role.STATE: burners})


def _reasons(wiring: Wiring, states: States, reading: Reading, now: float) -> list[str]:
    """Return what events want somebody for: an error as long as it is one, anything else for a while."""
    told = []
    event, at = _event(wiring, states, Role.ERROR)
    if event is not None and reading.doing in (Doing.ERROR, Doing.ATTENTION):
        told.append(ERRORS.get(event, wants.OTHER))
    event, at = _event(wiring, states, Role.FINISHED)
    reason = NOTICES.get(event or "")
    is_closed = reason == wants.DOOR_OPEN and reading.door_open is False
    if reason is not None and at is not None and 0.0 <= now - at < _LASTS and not is_closed:
        told.append(reason)
    return told


def _event(wiring: Wiring, states: States, role: Role) -> tuple[str | None, float | None]:
    """Return the last event of a role, and when it was."""
    fact: StateFact | None = heard(wiring, states, role)
    kind = fact.attributes.get("event_type") if fact is not None else None
    return (kind if isinstance(kind, str) else None), instant(fact)


def _is_of(wiring: Wiring, role: Role) -> bool:
    """Say whether an entity tells of this part of a device; one that is at no place may tell of the other."""
    fact = wiring.facts.get(wiring.one(role) or "")
    return wiring.part is None or (fact is not None and _place(fact) == wiring.part)


BRAND: Final = Brand(platform=PLATFORM, find=find, read=read, programs=programs, calls=calls)
