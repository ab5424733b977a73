"""Parlor: TVs and a home that one can talk to."""

from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .const import CONF_KIND, Kind

if TYPE_CHECKING:
    from .entry_assistant import AssistantData
    from .entry_tv import TVData

type ParlorConfigEntry = ConfigEntry[AssistantData | TVData]


async def async_setup_entry(hass: HomeAssistant, entry: ParlorConfigEntry) -> bool:
    """Set up a TV or an assistant: each kind has a module of its own, and only that one is imported."""
    match Kind(entry.data[CONF_KIND]):
        case Kind.TV:
            from . import entry_tv as kind
        case Kind.ASSISTANT:
            from . import entry_assistant as kind
    entry.runtime_data = await kind.async_set_up(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, kind.PLATFORMS)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: ParlorConfigEntry) -> bool:
    """Unload what `async_setup_entry` set up; what listens has been told through `entry.async_on_unload`."""
    return await hass.config_entries.async_unload_platforms(entry, entry.runtime_data.platforms)
