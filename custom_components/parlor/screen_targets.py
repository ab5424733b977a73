"""Which screens a target means: by an entity of theirs or their media player, a device, a room, a floor, a label."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.target import TargetSelection, async_extract_referenced_entity_ids

from .household import async_household
from .viewing.household import KnownScreen


@callback
def targeted(hass: HomeAssistant, target: Mapping[str, Any] | None) -> tuple[KnownScreen, ...]:
    """Return the screens that are meant, as rooms and devices are now."""
    found = async_extract_referenced_entity_ids(hass, TargetSelection(dict(target or {})))
    entity_ids = found.referenced | found.indirectly_referenced
    registry = er.async_get(hass)
    entries = {known.config_entry_id for each in entity_ids if (known := registry.async_get(each)) is not None}
    screens = async_household(hass).screens.values()
    return tuple(screen for screen in screens if screen.id in entries or screen.entity_id in entity_ids)
