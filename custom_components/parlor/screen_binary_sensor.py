"""Whether a screen is watched."""

from typing import Final, override

from homeassistant.components.binary_sensor import BinarySensorEntity, BinarySensorEntityDescription
from homeassistant.core import callback

from .screen_entity import ScreenEntity
from .viewing.seen import Activity
from .viewing.watch import Change

WATCHING: Final = BinarySensorEntityDescription(key="watching")


class Watching(ScreenEntity, BinarySensorEntity):
    """Is on while something is watched, and off while that is paused."""

    entity_description: BinarySensorEntityDescription

    _told: bool | None = None

    @override
    async def async_added_to_hass(self) -> None:
        """Begin with what is so now."""
        self._told = self.is_on
        await super().async_added_to_hass()

    @callback
    @override
    def changed(self, change: Change) -> None:
        """Show what changed."""
        if self.is_on != self._told:
            self._told = self.is_on
            super().changed(change)

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether something is watched, None where nobody knows."""
        activity = self.screen.watch.seen.activity
        return None if activity is Activity.UNKNOWN else activity is Activity.WATCHING
