"""What a user can download and attach to an issue: nothing secret, nothing said, nothing watched."""

from typing import Any

from homeassistant.core import HomeAssistant

from . import ParlorConfigEntry
from .kinds import async_kind_module


async def async_get_config_entry_diagnostics(hass: HomeAssistant, entry: ParlorConfigEntry) -> dict[str, Any]:
    """Return the diagnostics of an entry, as its kind tells them."""
    told = (await async_kind_module(hass, entry)).diagnostics(entry)
    return told if isinstance(told, dict) else await told
