"""What a sentence is said in: the home, its states now, the speaker's room, and what was spoken of just before."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from homeassistant.core import State

from ..home import Home, Thing
from ..watched.screens import ToldScreen

# States in which a player shows or plays something.
ACTIVE = frozenset({"playing", "paused", "buffering", "on", "idle"})


_BY_DOMAIN = "understand: things by domain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Everything besides the words that decides what is meant."""

    home: Home
    # What things are called, in the forms of the vocabulary.
    called: Mapping[str, tuple[Thing, ...]]
    # The words for kinds of things, each with its kind.
    kinds: Mapping[str, str]
    state_of: Callable[[str], State | None]
    # The area of the satellite or device that the sentence came through.
    area: str | None = None
    # Parlor's own screens, by every entity that they are made of.
    screens: Mapping[str, ToldScreen] = field(default_factory=dict)
    # Entities that the part before acted on: "it", and the room of "the lights".
    before: tuple[str, ...] = ()

    def after(self, entity_ids: Iterable[str]) -> Surroundings:
        """Return the surroundings of the part that follows."""
        ids = tuple(dict.fromkeys(entity_ids)) or self.before
        return replace(self, before=ids)

    def of_domains(self, domains: Iterable[str]) -> tuple[Thing, ...]:
        """Return the things of some domains, in the home's order within each."""
        by_domain = _by_domain(self.home)
        return tuple(thing for domain in sorted(domains) for thing in by_domain.get(domain, ()))

    @property
    def area_before(self) -> str | None:
        """Return the one room that the part before was about, if it was one."""
        areas = {thing.area for thing in self.things(self.before)}
        return areas.pop() if len(areas) == 1 else None

    def things(self, entity_ids: Iterable[str]) -> tuple[Thing, ...]:
        """Return the exposed things among some entities."""
        return tuple(self.home.by_id[entity_id] for entity_id in entity_ids if entity_id in self.home.by_id)

    def attributes(self, thing: Thing) -> Mapping[str, Any]:
        """Return a thing's attributes now."""
        state = self.state_of(thing.entity_id)
        return state.attributes if state else {}

    def is_in(self, thing: Thing, states: Iterable[str]) -> bool:
        """Say whether a thing is in one of some states."""
        state = self.state_of(thing.entity_id)
        return state is not None and state.state in states


def _by_domain(home: Home) -> Mapping[str, tuple[Thing, ...]]:
    """Return the things of a home by domain; made once per home."""
    made = home.cache.get(_BY_DOMAIN)
    if made is None:
        index: dict[str, list[Thing]] = {}
        for thing in home.things:
            index.setdefault(thing.domain, []).append(thing)
        made = home.cache[_BY_DOMAIN] = {domain: tuple(things) for domain, things in index.items()}
    return cast(Mapping[str, tuple[Thing, ...]], made)
