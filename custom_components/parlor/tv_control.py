"""What the entities of IP Control share."""

from collections.abc import Callable
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from . import ParlorConfigEntry
from .samsung.errors import NotAvailable
from .samsung.ip_control.control import IPControl
from .samsung.state import TVState
from .samsung.tv import SamsungTV

KEY: Final = "control_"  # how the keys of these entities begin: art has a brightness, too


def has(name: str) -> Callable[[TVState], bool]:
    """Return what says whether a TV has shown that it has something (`settings.FEATURES`)."""
    return lambda state: state.control is not None and name in state.control.has


def setting(state: TVState, name: str) -> str | int | bool | None:
    """Return what a setting is, None where the TV does not tell it now."""
    return state.control.value(name) if state.control else None


def through(tv: SamsungTV) -> IPControl:
    """Return what commands go through; raises NotAvailable where it is not allowed any more."""
    if tv.control is None:
        raise NotAvailable("IP Control is not allowed")
    return tv.control


@callback
def async_forget_entities(hass: HomeAssistant, entry: ParlorConfigEntry) -> None:
    """Take away what only IP Control can show, for it is no longer allowed."""
    registry = er.async_get(hass)
    for known in er.async_entries_for_config_entry(registry, entry.entry_id):
        if known.unique_id.startswith(f"{entry.unique_id or entry.entry_id}_{KEY}"):
            registry.async_remove(known.entity_id)
