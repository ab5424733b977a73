"""When something is to be done: at a time, when something happens on a screen, when an entity is so; and as triggers. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, time
from typing import Any, Final

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
AWAY: Final = ("unavailable", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class AtTime:
    """A time, in UTC."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AtSun:
    """The next sunrise or sunset, and how many seconds after it."""

    event: str
    offset: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class OnScreen:
    """What happens on one of some screens: `event` is the name of a trigger of Parlor's, `screens` are entity ids."""

    event: str
    screens: tuple[str, ...]
    person: str = ""
    kind: str = ""
    minutes: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class OnState:
    """An entity, or an attribute of it, that comes into one of some states, or past a number, and stays so for some seconds."""

    entity_id: str
    states: tuple[str, ...] = ()
    attribute: str = ""
    above: float | None = None
    below: float | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """A time of day, on some days of the week: only an automation does something again and again."""

    at: time
    days: tuple[str, ...] = DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRead:
    """Why it could not be read, as a sentence for a model, and what could have been meant."""

    problem: str
    candidates: tuple[str, ...] = ()


type Once = AtTime | AtSun | OnScreen | OnState
type When = Once | Every

_KINDS: Final[Mapping[str, Callable[..., Once]]] = {
    "time": AtTime,
    "sun": AtSun,
    "screen": OnScreen,
    "state": OnState,
}
_TUPLES: Final = frozenset({"screens", "states"})


def triggers_of(when: When) -> list[dict[str, Any]]:
    """Return the triggers that Home Assistant waits with, as in an automation; none for a single time, which has a timer."""
    match when:
        case AtTime():
            return []
        case AtSun():
            return [{"trigger": "sun", "event": when.event, **({"offset": int(when.offset)} if when.offset else {})}]
        case Every():
            days = {"weekday": list(when.days)} if when.days != DAYS else {}
            return [{"trigger": "time", "at": when.at.isoformat(), **days}]
        case OnScreen():
            return _screen_triggers(when)
        case OnState():
            return [_state_trigger(when)]


def _screen_triggers(when: OnScreen) -> list[dict[str, Any]]:
    """Return the triggers for what happens on screens: what ends may have been watched to its end, or left."""
    options: dict[str, Any] = {"kind": [when.kind]} if when.kind else {}
    if when.person:
        options["person"] = [when.person]
    if when.event == "near_the_end":
        options["minutes"] = when.minutes
    events = [when.event, "viewing_abandoned"] if when.event == "viewing_finished" else [when.event]
    target = {"entity_id": list(when.screens)}
    return [{"trigger": f"parlor.{event}", "target": target, "options": options} for event in events]


def _state_trigger(when: OnState) -> dict[str, Any]:
    """Return the trigger for a state; a device that comes back from being away brings no news."""
    lasting = {"for": {"seconds": when.seconds}} if when.seconds else {}
    attribute = {"attribute": when.attribute} if when.attribute else {}
    if not when.states:
        limits = {name: value for name, value in (("above", when.above), ("below", when.below)) if value is not None}
        return {"trigger": "numeric_state", "entity_id": when.entity_id, **attribute, **limits, **lasting}
    states = {"to": list(when.states), "not_from": [*when.states, *AWAY]}
    return {"trigger": "state", "entity_id": when.entity_id, **attribute, **states, **lasting}


def holds(when: OnState, state: str, attributes: Mapping[str, Any]) -> bool:
    """Say whether it is so already."""
    value = attributes.get(when.attribute) if when.attribute else state
    if when.states:
        return str(value) in when.states
    try:
        number = float(value)  # type: ignore[arg-type]  # what is no number raises
    except TypeError, ValueError:
        return False
    return (when.above is None or number > when.above) and (when.below is None or number < when.below)


def to_dict(when: Once) -> dict[str, Any]:
    """Return what is kept of it."""
    kind = next(name for name, cls in _KINDS.items() if cls is type(when))
    told = asdict(when)
    if isinstance(when, AtTime):
        told["at"] = when.at.isoformat()
    return {"kind": kind, **told}


def from_dict(told: Mapping[str, Any]) -> Once:
    """Return what was kept; raises KeyError, TypeError or ValueError for what is none."""
    fields: dict[str, Any] = {
        name: tuple(value) if name in _TUPLES else value for name, value in told.items() if name != "kind"
    }
    if told["kind"] == "time":
        fields["at"] = datetime.fromisoformat(fields["at"])
    return _KINDS[told["kind"]](**fields)
