"""What the entities of a screen share."""

from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.device import async_entity_id_to_device
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription

from . import ParlorConfigEntry
from .const import CONF_KIND, DOMAIN, Kind
from .entry_screen import ScreenData
from .entry_tv import TVData
from .screen import Screen
from .screen_settings import CONF_PLAYER
from .tv_device import device_info, identity
from .viewing.watch import Change


def screen_of(entry: ParlorConfigEntry) -> Screen | None:
    """Return the screen of an entry, None where it has none."""
    data = entry.runtime_data
    return data.screen if isinstance(data, TVData | ScreenData) else None


def unique_id(entry: ConfigEntry, key: str) -> str:
    """Return what names an entity of a screen for as long as its entry lives."""
    return f"{identity(entry) if entry.data[CONF_KIND] == Kind.TV else entry.entry_id}_{key}"


class ScreenEntity(Entity):
    """An entity of one screen; it holds no state of its own."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(
        self, hass: HomeAssistant, entry: ParlorConfigEntry, screen: Screen, description: EntityDescription
    ) -> None:
        """Belong to the device of the TV or of the player that the screen is."""
        self.screen = screen
        self.entity_description = description
        self._attr_translation_key = description.key
        self._attr_unique_id = unique_id(entry, description.key)
        if entry.data[CONF_KIND] == Kind.TV:
            self._attr_device_info = device_info(entry)
        elif (device := async_entity_id_to_device(hass, entry.data[CONF_PLAYER])) is not None:
            self.device_entry = device
        else:
            self._attr_device_info = DeviceInfo(
                identifiers={(DOMAIN, entry.entry_id)}, name=entry.title, entry_type=DeviceEntryType.SERVICE
            )

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the screen."""
        await super().async_added_to_hass()
        self.async_on_remove(self.screen.subscribe(self.changed))

    @callback
    def changed(self, change: Change) -> None:
        """Show what changed."""
        self.async_write_ha_state()
