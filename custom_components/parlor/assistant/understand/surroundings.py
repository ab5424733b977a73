"""What a sentence is said in: the home, its states now, the speaker's room, and what was spoken of just before."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.core import State

from ..home import Home, Thing

# States in which a player shows or plays something.
ACTIVE = frozenset({"playing", "paused", "buffering", "on", "idle"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Everything besides the words that decides what is meant."""

    home: Home
    state_of: Callable[[str], State | None]
    # The area of the satellite or device that the sentence came through.
    area: str | None = None
    # Entities that the part before acted on: "it", and the room of "the lights".
    before: tuple[str, ...] = ()

    def after(self, entity_ids: Iterable[str]) -> Surroundings:
        """Return the surroundings of the part that follows."""
        ids = tuple(dict.fromkeys(entity_ids)) or self.before
        return Surroundings(home=self.home, state_of=self.state_of, area=self.area, before=ids)

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
