"""What is left of appliances that are none any more, and which of those that are silent are still there."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir

from .appliance_watchdog import ISSUE, issue_id
from .const import DOMAIN
from .smartthings_extra import PREFIX as EXTRA
from .smartthings_link import SMARTTHINGS

if TYPE_CHECKING:
    from . import ParlorConfigEntry


@callback
def is_awaited(hass: HomeAssistant, appliance_id: str) -> bool:
    """Say whether the device of an appliance is there, and core's entry of it is only not loaded at the moment."""
    device = dr.async_get(hass).async_get(appliance_id.partition("/")[0])
    entry_id = device.config_entry_id if isinstance(device, dr.DeviceEntry) else None
    entry = hass.config_entries.async_get_entry(entry_id) if entry_id else None
    return entry is not None and entry.domain == SMARTTHINGS and entry.state is not ConfigEntryState.LOADED


@callback
def async_clean(hass: HomeAssistant, entry: ParlorConfigEntry, there: Collection[str]) -> None:
    """Remove the entities, own devices and repairs of appliances that are not there any more."""
    registry, devices = er.async_get(hass), dr.async_get(hass)
    for registered in er.async_entries_for_config_entry(registry, entry.entry_id):
        if not registered.unique_id.startswith(EXTRA) and not _is_of(registered.unique_id, there):
            registry.async_remove(registered.entity_id)
    for device in dr.async_entries_for_config_entry(devices, entry.entry_id):
        named = {name for domain, name in device.identifiers if domain == DOMAIN}
        if named and named.isdisjoint(there):
            devices.async_remove_device(device.id)
    kept = {issue_id(name) for name in there}
    issues = [
        issue for domain, issue in ir.async_get(hass).issues if domain == DOMAIN and issue.startswith(f"{ISSUE}_")
    ]
    for issue in issues:
        if issue not in kept:
            ir.async_delete_issue(hass, DOMAIN, issue)


def _is_of(unique_id: str, there: Collection[str]) -> bool:
    """Say whether an entity is of an appliance that is there."""
    return any(unique_id.startswith(f"{appliance_id}_") for appliance_id in there)
