"""Simulated switches."""

from typing import Any, override

from homeassistant.components.switch import SwitchEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import SimHomeConfigEntry
from .entity import SimEntity, command, entities_of

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's switches."""
    async_add_entities(entities_of(entry, Platform.SWITCH, SimSwitch))


class SimSwitch(SimEntity, SwitchEntity):
    """A switch."""

    start_state = "off"

    @override
    def take_state(self, state: str | None) -> None:
        """Be on, off or unknown."""
        self._attr_is_on = None if state is None else state == "on"

    @override
    @command
    def async_turn_on(self, **kwargs: Any) -> None:
        """Be on."""
        self._attr_is_on = True

    @override
    @command
    def async_turn_off(self, **kwargs: Any) -> None:
        """Be off."""
        self._attr_is_on = False
