"""Simulated phones: they keep what they were told last."""

from typing import override

from homeassistant.components.notify import NotifyEntity, NotifyEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import SimHomeConfigEntry
from .entity import SimEntity, command, entities_of

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's phones."""
    async_add_entities(entities_of(entry, Platform.NOTIFY, SimPhone))


class SimPhone(SimEntity, NotifyEntity):
    """A phone; Home Assistant itself keeps when it was told something last."""

    features = NotifyEntityFeature

    @override
    def features_by_default(self) -> NotifyEntityFeature:
        """Show titles."""
        return NotifyEntityFeature.TITLE

    @override
    def take_state(self, state: str | None) -> None:
        """Have no state of its own."""

    @override
    @command
    def async_send_message(self, message: str, title: str | None = None) -> None:
        """Show a message."""
        self._attr_extra_state_attributes |= {"last_message": message, "last_title": title}
