"""Simulated buttons."""

from typing import override

from homeassistant.components.button import ButtonEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import SimHomeConfigEntry
from .entity import SimEntity, command, entities_of

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's buttons."""
    async_add_entities(entities_of(entry, Platform.BUTTON, SimButton))


class SimButton(SimEntity, ButtonEntity):
    """A button; Home Assistant itself keeps when it was last pressed."""

    @override
    def take_state(self, state: str | None) -> None:
        """Have no state of its own."""

    @override
    @command
    def async_press(self) -> None:
        """Be pressed."""
