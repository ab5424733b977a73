"""Simulated selects."""

from typing import override

from homeassistant.components.select import SelectEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import SimHomeConfigEntry
from .entity import SimEntity, command, entities_of

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's selects."""
    async_add_entities(entities_of(entry, Platform.SELECT, SimSelect))


class SimSelect(SimEntity, SelectEntity):
    """A choice among options."""

    @override
    def take_state(self, state: str | None) -> None:
        """Have an option chosen."""
        self._attr_current_option = state

    @override
    @command
    def async_select_option(self, option: str) -> None:
        """Choose another option."""
        self._attr_current_option = option
