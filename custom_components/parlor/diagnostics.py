"""What a user can download and attach to an issue: nothing secret, nothing said, nothing watched."""

from typing import Any

from homeassistant.core import HomeAssistant

from . import ParlorConfigEntry
from .const import CONF_KIND, Kind


async def async_get_config_entry_diagnostics(hass: HomeAssistant, entry: ParlorConfigEntry) -> dict[str, Any]:
    """Return the diagnostics of an entry, as its kind tells them."""
    match Kind(entry.data[CONF_KIND]):
        case Kind.TV:
            from . import entry_tv as kind
        case Kind.ASSISTANT:
            from . import entry_assistant as kind
    return kind.diagnostics(entry)
