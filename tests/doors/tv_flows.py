"""Going through the flows of a TV."""

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

from custom_components.parlor.const import DOMAIN
from homeassistant.config_entries import SOURCE_DHCP, SOURCE_SSDP, SOURCE_USER, SOURCE_ZEROCONF, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.service_info.dhcp import DhcpServiceInfo
from homeassistant.helpers.service_info.ssdp import SsdpServiceInfo
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo


async def begin(hass: HomeAssistant) -> ConfigFlowResult:
    """Choose a TV from the menu."""
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert flow["type"] is FlowResultType.MENU
    flow = await hass.config_entries.flow.async_configure(flow["flow_id"], {"next_step_id": "tv"})
    assert flow["step_id"] == "tv"
    return flow


async def submit(
    hass: HomeAssistant, flow: ConfigFlowResult, data: Mapping[str, Any] | None = None
) -> ConfigFlowResult:
    """Fill a form in."""
    return await hass.config_entries.flow.async_configure(flow["flow_id"], {} if data is None else dict(data))


async def progressed(hass: HomeAssistant, flow: ConfigFlowResult) -> ConfigFlowResult:
    """Wait until a step that shows progress has ended, and return the next one."""
    assert flow["type"] is FlowResultType.SHOW_PROGRESS and flow["progress_action"] == "tv_pair"
    await hass.async_block_till_done(wait_background_tasks=True)
    return await hass.config_entries.flow.async_configure(flow["flow_id"])


def ssdp(host: str | None, udn: str = "another-udn") -> tuple[str, SsdpServiceInfo]:
    location = f"http://{host}:9197/dmr" if host else None
    upnp = {"UDN": f"uuid:{udn}"}  # it may differ from that of the TV
    return SOURCE_SSDP, SsdpServiceInfo(ssdp_usn="usn", ssdp_st="st", ssdp_location=location, upnp=upnp)


def zeroconf(host: str, mac: str | None, *, first: str | None = None) -> tuple[str, ZeroconfServiceInfo]:
    addresses = [ip_address(each) for each in (first, host) if each]
    return SOURCE_ZEROCONF, ZeroconfServiceInfo(
        ip_address=addresses[0],
        ip_addresses=addresses,
        hostname="tv.local.",
        name="TV._airplay._tcp.local.",
        port=7000,
        properties={"deviceid": mac, "manufacturer": "Samsung"},
        type="_airplay._tcp.local.",
    )


def dhcp(host: str, mac: str) -> tuple[str, DhcpServiceInfo]:
    return SOURCE_DHCP, DhcpServiceInfo(ip=host, hostname="tizen-tv", macaddress=mac.replace(":", ""))


async def discovered(hass: HomeAssistant, found: tuple[str, Any]) -> ConfigFlowResult:
    """Let something be discovered."""
    source, info = found
    return await hass.config_entries.flow.async_init(DOMAIN, context={"source": source}, data=info)
