"""Reads "the kitchen window opens", "light.hall is on for 10 min", "sensor.cellar below 18". Pure."""

from collections.abc import Callable, Mapping, Sequence
import re
from typing import Any, Final

from rapidfuzz import fuzz, process

from homeassistant.core import State

from ..home import Home, Thing
from ..prompt.retrieval import find_things
from .moments import read_span
from .when import NotRead, OnState, holds
from .words import load_words

type StateOf = Callable[[str], State | None]

_LEAD: Final = r"^(?:when(?:ever)? |if |once |as soon as )?(?:the )?(?P<thing>.+?)"
_LASTING: Final = r"(?: for (?:at least |more than )?(?P<span>.+))?$"
_VERBS: Final = (
    r"(?: (?:is|are|gets|becomes|turns|turned|goes|has been|have been|stays|comes|changes to|to|==?|state|been))*"
)
_NUMBER: Final = re.compile(
    _LEAD + r"(?: (?:is|goes|falls|drops|rises|gets|climbs|becomes|has been|reads|at))*"
    r" ?(?P<side>below|under|less than|lower than|<=?|above|over|more than|higher than|greater than|>=?)"
    r" ?(?P<value>-?\d+(?:[.,]\d+)?) ?(?!for\b)(?:\S{1,12})?" + _LASTING,
    re.IGNORECASE,
)
_STATE: Final = re.compile(_LEAD + _VERBS + r" (?P<state>[^\s]+)" + _LASTING, re.IGNORECASE)
_BELOW: Final = frozenset({"below", "under", "less than", "lower than", "<", "<="})
_AT_WORK: Final = ("on", "playing", "paused", "idle", "buffering")
_ON: Final = {
    "": ("on",),
    "media_player": _AT_WORK,
    "climate": ("heat", "cool", "heat_cool", "auto", "dry", "fan_only"),
}
_OFF: Final = {"": ("off",), "media_player": ("off", "standby")}
_OPEN: Final = {"": ("open",), "binary_sensor": ("on",)}
_SHUT: Final = {"": ("closed",), "binary_sensor": ("off",)}
_SEEN: Final = {"": ("detected",), "binary_sensor": ("on",), "event": ("detected",)}
_CLEAR: Final = {"": ("clear",), "binary_sensor": ("off",)}
# What people say of a state -> the states, by the domain, "" for all others.
_WORDS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "on": _ON, "off": _OFF, "open": _OPEN, "opens": _OPEN, "opened": _OPEN, "closed": _SHUT, "closes": _SHUT, "shut": _SHUT,
    "close": _SHUT, "detected": _SEEN, "triggered": {"": ("triggered",), "binary_sensor": ("on",)}, "wet": _SEEN,
    "motion": _SEEN, "clear": _CLEAR, "dry": _CLEAR, "locks": {"": ("locked",)}, "unlocks": {"": ("unlocked",)},
    "home": {"": ("home",)}, "arrives": {"": ("home",)}, "away": {"": ("not_home",)}, "leaves": {"": ("not_home",)},
    "plays": {"": ("playing",)}, "pauses": {"": ("paused",)}, "stops": {"": ("idle", "off", "standby")},
    "stopped": {"": ("idle", "off", "standby")}, "docks": {"": ("docked",)},
}  # fmt: skip
SAID_STATES: Final = frozenset(state for said in _WORDS.values() for states in said.values() for state in states)
# Of these every state is known; another word is none.
_SWITCHED: Final = frozenset(
    {"light", "switch", "fan", "input_boolean", "binary_sensor", "siren", "remote", "humidifier"}
)
_MEASURED: Final = {"climate": "current_temperature", "water_heater": "current_temperature", "weather": "temperature"}
MOST_CANDIDATES: Final = 6
LEAST_ALIKE: Final = 85.0
CLEARLY: Final = 10.0


def read_state(text: str, home: Home, state_of: StateOf, *, is_always: bool = False) -> OnState | NotRead:
    """Return the entity and the state that a text says, or what could have been meant."""
    found = _NUMBER.match(text) or _STATE.match(text)
    if found is None:
        return NotRead(
            problem="`when` cannot be read. Say a time, what happens on a screen, or an entity with a state.",
        )
    named = _named(home, found["thing"], state_of)
    if named is None:
        near = tuple(thing.entity_id for thing in find_things(home, found["thing"], limit=MOST_CANDIDATES))
        return NotRead(problem=f"Unknown: '{found['thing'][:80]}'.", candidates=near)
    thing, attribute = named
    seconds = read_span(found["span"], load_words("en")) if found["span"] else 0.0
    if seconds is None:
        return NotRead(problem=f"'{found['span'][:40]}' is no length of time.")
    given = found.groupdict()
    if "value" in given:
        limit = float(given["value"].replace(",", "."))
        attribute = attribute or _MEASURED.get(thing.domain, "")
        below, above = (limit, None) if given["side"].casefold() in _BELOW else (None, limit)
        when = OnState(entity_id=thing.entity_id, attribute=attribute, above=above, below=below, seconds=seconds)
    else:
        state = state_of(thing.entity_id)
        states = _states(thing, given["state"], state.attributes.get("options") if state else None)
        if not states:
            return NotRead(problem=f"{thing.entity_id} is never '{given['state'][:40]}'.")
        when = OnState(entity_id=thing.entity_id, attribute=attribute, states=states, seconds=seconds)
    now = state_of(thing.entity_id)
    if now and not is_always and not seconds and holds(when, now.state, now.attributes):
        return NotRead(problem="That is so already: do it now, or ask.")
    return when


def _states(thing: Thing, said: str, options: Sequence[Any] | None) -> tuple[str, ...]:
    """Return the states that a word means for a thing."""
    word = said.strip(" '\".").casefold()
    if (meant := _WORDS.get(word)) is not None:
        return meant.get(thing.domain, meant[""])
    if options:
        return tuple(str(option) for option in options if str(option).casefold() == word)
    return () if thing.domain in _SWITCHED else (word,)


def _named(home: Home, text: str, state_of: StateOf) -> tuple[Thing, str] | None:
    """Return the thing that is named, with an attribute where one is named behind it."""
    text = text.strip(" '\"")
    if (thing := _thing(home, text)) is not None:
        return thing, ""
    before, _, last = text.replace("'s ", " ").rpartition(" ")
    if before and (thing := _thing(home, before)) is not None:
        state = state_of(thing.entity_id)
        if state and last.casefold() in state.attributes:
            return thing, last.casefold()
    return None


def _thing(home: Home, text: str) -> Thing | None:
    """Return the one thing of an id or a name, but for a slip."""
    if text in home.by_id:
        return home.by_id[text]
    wanted = text.casefold()
    same = [thing for thing in home.things if wanted in (name.casefold() for name in thing.names)]
    if same:
        return same[0] if len(same) == 1 else None
    choices = {thing.entity_id: thing.name.casefold() for thing in home.things}
    near = process.extract(wanted, choices, scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE, limit=2)
    is_clear = len(near) == 1 or (len(near) == 2 and near[0][1] - near[1][1] >= CLEARLY)
    return home.by_id[near[0][2]] if near and is_clear else None
