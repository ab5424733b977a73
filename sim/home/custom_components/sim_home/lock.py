"""Simulated locks."""

from typing import Any, override

from homeassistant.components.lock import LockEntity, LockEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import SimHomeConfigEntry
from .entity import SimEntity, command, entities_of, seconds_of

PARALLEL_UPDATES = 0

_FLAGS = ("locking", "unlocking", "opening", "open", "jammed")


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's locks."""
    async_add_entities(entities_of(entry, Platform.LOCK, SimLock))


class SimLock(SimEntity, LockEntity):
    """A lock; `behavior.travel_seconds` is how long its bolt takes."""

    features = LockEntityFeature
    start_state = "locked"

    @override
    def take_state(self, state: str | None) -> None:
        """Be in one of the states of a lock."""
        for flag in _FLAGS:
            setattr(self, f"_attr_is_{flag}", state == flag)
        self._attr_is_locked = None if state is None else state in {"locked", "unlocking", "on"}

    @override
    @command
    def async_lock(self, **kwargs: Any) -> None:
        """Shoot the bolt."""
        self._move("locking", "locked")

    @override
    @command
    def async_unlock(self, **kwargs: Any) -> None:
        """Draw the bolt."""
        self._move("unlocking", "unlocked")

    @override
    @command
    def async_open(self, **kwargs: Any) -> None:
        """Draw the latch as well."""
        self._move("opening", "open")

    def _move(self, meanwhile: str, then: str) -> None:
        """Be in a state once the bolt has moved."""
        if seconds := seconds_of(self.plan.behavior, "travel_seconds"):
            self.take_state(meanwhile)
            self.after(seconds, lambda: self.take_state(then))
        else:
            self.take_state(then)
