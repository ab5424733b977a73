"""TVs that are found: new ones are offered, those that moved are followed."""

from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any, cast, override
from urllib.parse import unquote

import probatio
from yarl import URL

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
    ConfigEntryState,
    ConfigFlowResult,
)
from homeassistant.const import CONF_HOST
from homeassistant.core import callback
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.service_info.dhcp import DhcpServiceInfo
from homeassistant.helpers.service_info.ssdp import ATTR_UPNP_UDN, SsdpServiceInfo
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo

from .flow_tv_lookup import CORE_DOMAIN
from .flow_tv_pair import TVPairing
from .samsung.info import parse_mac


class TVDiscovery(TVPairing):
    """The steps of a TV that nobody named."""

    _tv_unwatch_core: Callable[[], None] | None = None

    @override
    async def async_step_ssdp(self, discovery_info: SsdpServiceInfo) -> ConfigFlowResult:
        """Take what announced itself as a Samsung renderer; its identity there may be another than the TV's own."""
        try:
            host = URL(discovery_info.ssdp_location or "").host
        except ValueError:
            host = None
        udn = discovery_info.upnp.get(ATTR_UPNP_UDN)
        return await self._async_discovered(host, udn=udn.removeprefix("uuid:") if isinstance(udn, str) else None)

    @override
    async def async_step_zeroconf(self, discovery_info: ZeroconfServiceInfo) -> ConfigFlowResult:
        """Take what offers AirPlay and calls itself Samsung."""
        mac = parse_mac(discovery_info.properties.get("deviceid"))
        return await self._async_discovered(_lasting(discovery_info.ip_addresses) or discovery_info.host, mac)

    @override
    async def async_step_dhcp(self, discovery_info: DhcpServiceInfo) -> ConfigFlowResult:
        """Take what asked for an address under a Samsung name, or moved to another one."""
        return await self._async_discovered(discovery_info.ip, parse_mac(discovery_info.macaddress))

    async def async_step_tv_discovered(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask whether to add the TV that was found."""
        if user_input is not None:
            self.async_remove()
            return await self.async_step_tv_pair()
        if self._tv_unwatch_core is None:
            self._tv_unwatch_core = async_dispatcher_connect(
                self.hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._async_entry_changed
            )
        return self.async_show_form(
            step_id="tv_discovered",
            data_schema=probatio.Schema({}),
            description_placeholders=self._tv_placeholders,
        )

    async def _async_discovered(
        self, host: str | None, mac: str | None = None, udn: str | None = None
    ) -> ConfigFlowResult:
        """Follow a TV that moved, offer a new one, and leave alone what another entry or core already runs."""
        if host is None:
            return self.async_abort(reason="tv_not_samsung")
        if _is_of_one_link(host):
            return self.async_abort(reason="tv_link_local")
        for entry in self._tv_entries():
            # One that is not loaded may be so because another TV took its address.
            if entry.data[CONF_HOST] == host and entry.state is ConfigEntryState.LOADED:
                return self.async_abort(reason="already_configured")
        self._tv_host = host
        await self._async_abort_if_moved(mac, udn)
        if self.hass.config_entries.flow.async_has_matching_flow(self):
            return self.async_abort(reason="already_in_progress")
        self._abort_if_core_runs(host, mac)
        if errors := await self._async_find(host):
            return self.async_abort(reason=errors["base"])
        await self.async_set_unique_id(self._tv_identity)
        await self._async_abort_if_followed()
        self._abort_if_core_runs(host, self._tv_info.mac)
        self.context["title_placeholders"] = self._tv_placeholders
        return await self.async_step_tv_discovered()

    @callback
    def _async_entry_changed(self, change: ConfigEntryChange, entry: ConfigEntry) -> None:
        """Take the offer back once core runs the TV."""
        if change is not ConfigEntryChange.ADDED or entry.domain != CORE_DOMAIN:
            return
        try:
            self._abort_if_core_runs(cast(str, self._tv_host), self._tv_info.mac)
        except AbortFlow:
            self.hass.config_entries.flow.async_abort(self.flow_id)

    @callback
    @override
    def async_remove(self) -> None:
        """Watch no longer who else adds the TV."""
        if self._tv_unwatch_core:
            self._tv_unwatch_core()
            self._tv_unwatch_core = None


def _lasting(addresses: Iterable[IPv4Address | IPv6Address]) -> str | None:
    """Return the address that is likeliest to stay: sets change those of IPv6 by themselves."""
    usable = [address for address in addresses if not (address.is_link_local or address.is_unspecified)]
    return next((str(address) for address in sorted(usable, key=lambda address: address.version)), None)


def _is_of_one_link(host: str) -> bool:
    """Say whether an address means something on one cable alone: such a set is found by its other address as well."""
    try:
        return ip_address(unquote(host)).is_link_local
    except ValueError:
        return False
