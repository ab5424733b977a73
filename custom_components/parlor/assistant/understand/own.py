"""Parlor's own sentences, read off the event loop, with the names of those who can be asked for."""

from dataclasses import dataclass

from homeassistant.core import HomeAssistant

from ...viewing.history import History, HistoryError
from ..watched.ask import history_of
from .clauses import Clauses, entities_of
from .parts import Part
from .surroundings import Surroundings

# Persons of the history whose names are listened for: a household has fewer, a server that many watch from may not.
MOST_KNOWN = 100


@dataclass(slots=True)
class OwnReader:
    """Reads a sentence, or its clauses one after the other, with Parlor's own sentences."""

    hass: HomeAssistant
    clauses: Clauses
    around: Surroundings
    people: frozenset[str] | None = None

    async def async_read(self, text: str) -> tuple[Part, ...]:
        """Return the parts of a text, or nothing; takes some milliseconds of computing, off the event loop."""
        parts = await self.hass.async_add_executor_job(self.clauses.understand, text, self.around)
        self.around = self.around.after(entities_of(parts))
        return parts

    async def async_ask(self, text: str) -> tuple[Part, ...] | None:
        """Return what a text about what is or was watched comes to, or nothing; None where only a model can tell it."""
        if self.people is None:
            self.people = await _async_people(self.hass, self.around)
        return await self.hass.async_add_executor_job(self.clauses.ask, text, self.around, self.people)


async def _async_people(hass: HomeAssistant, around: Surroundings) -> frozenset[str]:
    """Return who can be asked for: the household, who watches now, and whom the history knows where that may be told."""
    near = {state.name for state in hass.states.async_all("person")}
    near |= {screen.seen.person for screen in around.screens.values() if screen.seen.person}
    history = history_of(hass)
    try:
        known = (await history.known()).persons if isinstance(history, History) else frozenset[str]()
    except HistoryError:
        known = frozenset()
    return frozenset((*near, *sorted(known)[:MOST_KNOWN]))
