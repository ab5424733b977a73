"""The device of a TV, as its page shows it: who it is, and what firmware it runs once it has told."""

from typing import TYPE_CHECKING, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_MAC, CONF_MODEL
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import CONNECTION_NETWORK_MAC, DeviceInfo
from homeassistant.helpers.typing import UNDEFINED

from .const import CONF_WAKE_MAC, DOMAIN
from .samsung.state import TVState

if TYPE_CHECKING:
    from .samsung.tv import SamsungTV

UNKNOWN: Final = "unknown"  # what most sets say of their firmware


def identity(entry: ConfigEntry) -> str:
    """Return what names the TV of an entry for as long as it lives."""
    return entry.unique_id or entry.entry_id


def device_info(entry: ConfigEntry) -> DeviceInfo:
    """Return the device of a TV; which room that stands in is for its owner to say."""
    cards = (entry.data.get(CONF_MAC), entry.options.get(CONF_WAKE_MAC))
    return DeviceInfo(
        identifiers={(DOMAIN, identity(entry))},
        # By these, Home Assistant also notices that the TV has got another address.
        connections={(CONNECTION_NETWORK_MAC, card) for card in cards if card},
        manufacturer="Samsung",
        model=entry.data.get(CONF_MODEL),
        name=entry.title,
    )


@callback
def async_keep_firmware(hass: HomeAssistant, entry: ConfigEntry, tv: SamsungTV) -> None:
    """Tell the device's firmware and serial number when the TV tells them; it may sleep while it is set up."""
    known: list[tuple[str | None, str | None]] = [(None, None)]

    @callback
    def look(state: TVState) -> None:
        found = (_firmware(state), state.control.serial if state.control else None)
        if found in known:
            return
        known.append(found)
        firmware, serial = found
        dr.async_get(hass).async_get_or_create(
            config_entry_id=entry.entry_id,
            identifiers={(DOMAIN, identity(entry))},
            sw_version=firmware or UNDEFINED,
            serial_number=serial or UNDEFINED,
        )

    look(tv.state)
    entry.async_on_unload(tv.subscribe(look))


def _firmware(state: TVState) -> str | None:
    """Return the firmware as IP Control tells it, else as the TV tells everybody, which most sets do not."""
    told = (state.control.firmware if state.control else None, state.info.firmware if state.info else None)
    return next((firmware for firmware in told if firmware and firmware.lower() != UNKNOWN), None)
