"""The device of a conversation agent, to which all of its entities belong."""

from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import CONF_MODEL
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo

from .const import DOMAIN


def agent_device(subentry: ConfigSubentry) -> DeviceInfo:
    """Return what describes it."""
    return DeviceInfo(
        identifiers={(DOMAIN, subentry.subentry_id)},
        name=subentry.title,
        manufacturer="Parlor",
        model=subentry.data.get(CONF_MODEL),
        entry_type=DeviceEntryType.SERVICE,
    )
