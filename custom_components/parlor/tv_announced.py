"""Hears what a TV announces by SSDP: that it goes, which is the fastest sign of off there is, and that it came."""

from ipaddress import ip_address
from typing import Final

from homeassistant.components import ssdp
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_HOST
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.service_info.ssdp import ATTR_UPNP_DEVICE_TYPE, SsdpServiceInfo

from .samsung.tv import SamsungTV

# What goes with the picture. A TV has more devices, for casting and pairing, that come and go as they like.
DEVICES: Final = frozenset(
    {
        "urn:schemas-upnp-org:device:MediaRenderer:1",
        "urn:schemas-upnp-org:service:RenderingControl:1",
        "urn:samsung.com:device:RemoteControlReceiver:1",
        "urn:samsung.com:device:MainTVServer2:1",
    }
)


@callback
def async_hear(hass: HomeAssistant, entry: ConfigEntry, tv: SamsungTV) -> None:
    """Hand a TV what it announces from now on; where SSDP is not set up, the TV is asked all the same.

    A TV is known by the address that a packet comes from: the identity that SSDP tells may be another than that of REST,
    and one that is there by cable and by radio says good-bye on the one while it goes on with the other.
    """
    if ssdp.DOMAIN in hass.config.components:
        entry.async_create_background_task(hass, _async_register(hass, entry, tv), f"SSDP of {entry.title}")


async def _async_register(hass: HomeAssistant, entry: ConfigEntry, tv: SamsungTV) -> None:
    """Register, which first tells what was heard before, be it half an hour ago: that is not news."""
    is_news = False

    @callback
    def heard(info: SsdpServiceInfo, change: ssdp.SsdpChange) -> None:
        """Take an announcement, or the answer to a search."""
        kinds = {info.ssdp_st, info.ssdp_nt, info.upnp.get(ATTR_UPNP_DEVICE_TYPE)}
        if is_news and (kinds & DEVICES or info.ssdp_udn == _udn(entry)):
            tv.announced(alive=change is not ssdp.SsdpChange.BYEBYE)

    host = entry.data[CONF_HOST]
    match = {"_host": host} if _is_address(host) else {"_udn": _udn(entry)}
    entry.async_on_unload(await ssdp.async_register_callback(hass, heard, match))
    is_news = True


def _udn(entry: ConfigEntry) -> str:
    """Return the identity of a TV as SSDP tells it, where that is the same as that of REST."""
    return f"uuid:{entry.unique_id}"


def _is_address(host: str) -> bool:
    """Say whether a host is an address and not a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
