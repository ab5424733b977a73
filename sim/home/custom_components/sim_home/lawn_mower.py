"""Simulated lawn mowers."""

from typing import override

from homeassistant.components.lawn_mower import LawnMowerActivity, LawnMowerEntity, LawnMowerEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import SimHomeConfigEntry
from .entity import SimEntity, command, entities_of, seconds_of

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's lawn mowers."""
    async_add_entities(entities_of(entry, Platform.LAWN_MOWER, SimLawnMower))


class SimLawnMower(SimEntity, LawnMowerEntity):
    """A lawn mower; it docks `behavior.return_seconds` after it was sent home."""

    features = LawnMowerEntityFeature
    start_state = LawnMowerActivity.DOCKED

    @override
    def features_by_default(self) -> LawnMowerEntityFeature:
        """Do what every mower does."""
        return LawnMowerEntityFeature.START_MOWING | LawnMowerEntityFeature.PAUSE | LawnMowerEntityFeature.DOCK

    @override
    def take_state(self, state: str | None) -> None:
        """Be busy with something."""
        self._attr_activity = None if state is None else LawnMowerActivity(state)

    @override
    @command
    def async_start_mowing(self) -> None:
        """Mow."""
        self._cancel_timer()
        self._attr_activity = LawnMowerActivity.MOWING

    @override
    @command
    def async_pause(self) -> None:
        """Stand still for a while."""
        self._cancel_timer()
        self._attr_activity = LawnMowerActivity.PAUSED

    @override
    @command
    def async_dock(self) -> None:
        """Go home; at once where the plan does not say how long it takes."""
        if seconds := seconds_of(self.plan.behavior, "return_seconds"):
            self._attr_activity = LawnMowerActivity.RETURNING
            self.after(seconds, lambda: self.take_state(LawnMowerActivity.DOCKED))
        else:
            self._attr_activity = LawnMowerActivity.DOCKED
