"""News that may be what a message waits for: of screens, of sensors that notice people, of persons, or just time."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from homeassistant.core import CALLBACK_TYPE, Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later, async_track_state_change_event
from homeassistant.util import dt as dt_util

from .trigger_following import Following
from .trigger_screen import all_screens
from .viewing.household import KnownScreen
from .viewing.watch import Change

SETTLES: Final = 0.2  # seconds after news, so that all that changes with it has changed
LOOKS_EVERY: Final = 60.0  # seconds, for what changes by time alone


class News:
    """Calls somebody some time after anything has changed, for as long as they wait for something."""

    def __init__(self, hass: HomeAssistant, look: CALLBACK_TYPE) -> None:
        """Follow nothing yet."""
        self._hass = hass
        self._look = look
        self._entities: frozenset[str] = frozenset()
        self._ends: list[CALLBACK_TYPE] = []
        self._following: Following[KnownScreen, Change] | None = None
        self._timer: CALLBACK_TYPE | None = None
        self._soon: CALLBACK_TYPE | None = None

    @callback
    def follow(self, entities: Collection[str], look_at: datetime | None) -> None:
        """Follow all screens and some entities, and come back at a time at the latest."""
        if self._following is None:
            self._following = Following(
                all_screens(self._hass),
                lambda *_: self._heard(),
                came=lambda _: self._heard(),
                gone=lambda _: self._heard(),
            )
        if frozenset(entities) != self._entities:
            self._let_go()
            self._entities = frozenset(entities)
            self._ends.append(async_track_state_change_event(self._hass, self._entities, self._heard_state))
        if self._timer is not None:
            self._timer()
        left = LOOKS_EVERY if look_at is None else (look_at - dt_util.utcnow()).total_seconds()
        self._timer = async_call_later(self._hass, min(max(left, SETTLES), LOOKS_EVERY), self._due)

    @callback
    def end(self) -> None:
        """Follow nothing any more."""
        self._let_go()
        self._entities = frozenset()
        if self._following is not None:
            self._following.end()
            self._following = None
        for timer in (self._timer, self._soon):
            if timer is not None:
                timer()
        self._timer = self._soon = None

    def _let_go(self) -> None:
        """Follow no entities any more."""
        for end in self._ends:
            end()
        self._ends.clear()

    @callback
    def _heard_state(self, _: Event[EventStateChangedData]) -> None:
        """Take in that an entity has news."""
        self._heard()

    @callback
    def _heard(self) -> None:
        """Look in a moment."""
        if self._soon is None:
            self._soon = async_call_later(self._hass, SETTLES, self._due_soon)

    @callback
    def _due_soon(self, _: datetime) -> None:
        """Look."""
        self._soon = None
        self._look()

    @callback
    def _due(self, _: datetime) -> None:
        """Look, as it is time to."""
        self._timer = None
        self._look()
