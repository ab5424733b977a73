"""How a TV is added: found or named, then paired by the popup on its screen."""

import asyncio
from typing import Any, Final, cast, override

import probatio
from yarl import URL

from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState, ConfigFlowResult
from homeassistant.const import CONF_HOST, CONF_MAC, CONF_MODEL, CONF_TOKEN
from homeassistant.helpers.service_info.dhcp import DhcpServiceInfo
from homeassistant.helpers.service_info.ssdp import SsdpServiceInfo
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo

from .const import CONF_KIND, Kind
from .flow_tv_lookup import TVLookup, error_key
from .samsung.errors import Refusal, SamsungError
from .samsung.info import parse_mac
from .samsung.remote import pair

HOST_SCHEMA: Final = probatio.Schema({probatio.Required(CONF_HOST): str})

REFUSAL_KEYS: Final = {
    Refusal.DENIED: "tv_pairing_denied",
    Refusal.UNANSWERED: "tv_pairing_unanswered",
    Refusal.AT_ONCE: "tv_pairing_refused",
}


class TVFlow(TVLookup):
    """The steps of a TV."""

    _tv_token: str | None = None
    _tv_pairing: asyncio.Task[str | None] | None = None
    _tv_error: str | None = None

    async def async_step_tv(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask where the TV is, and see that it is one."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_find(user_input[CONF_HOST], awake=True)
            if not errors:
                await self.async_set_unique_id(self._tv_identity, raise_on_progress=False)
                self._abort_if_configured()
                return await self.async_step_tv_pair()
        return self.async_show_form(
            step_id="tv",
            data_schema=self.add_suggested_values_to_schema(HOST_SCHEMA, user_input),
            errors=errors,
        )

    async def async_step_tv_pair(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Wait while the TV asks whoever sits before it."""
        if self._tv_pairing is None:
            self._abort_if_another_flow_pairs()
            self._tv_pairing = self.hass.async_create_task(self._async_pair(), "parlor pairing")
        if not self._tv_pairing.done():
            return self.async_show_progress(
                step_id="tv_pair",
                progress_action="tv_pair",
                description_placeholders=self._tv_placeholders,
                progress_task=self._tv_pairing,
            )
        self._tv_error = self._tv_pairing.result()
        self._tv_pairing = None
        return self.async_show_progress_done(next_step_id="tv_retry" if self._tv_error else "tv_paired")

    async def async_step_tv_retry(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say how the pairing ended, and offer to try again."""
        if user_input is not None:
            self._tv_error = None
            return await self.async_step_tv_pair()
        return self.async_show_form(
            step_id="tv_retry",
            data_schema=probatio.Schema({}),
            errors={"base": self._tv_error} if self._tv_error else {},
            description_placeholders=self._tv_placeholders,
        )

    async def async_step_tv_paired(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Keep the token: nothing more is asked."""
        if self.source == SOURCE_REAUTH:
            return self.async_update_reload_and_abort(
                self._get_reauth_entry(), data_updates={CONF_TOKEN: self._tv_token}
            )
        self._abort_if_unique_id_configured()
        info = self._tv_info
        return self.async_create_entry(
            title=self._tv_name,
            data={
                CONF_KIND: Kind.TV,
                CONF_HOST: self._tv_host,
                CONF_MAC: info.mac,
                CONF_MODEL: info.model,
                CONF_TOKEN: self._tv_token,
            },
        )

    async def async_step_reauth_tv(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask before the TV shows its popup again: somebody has to be there to answer it."""
        entry = self._get_reauth_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_find(entry.data[CONF_HOST], awake=True)
            if not errors:
                await self.async_set_unique_id(self._tv_identity)
                self._abort_if_unique_id_mismatch(reason="tv_other")
                return await self.async_step_tv_pair()
        return self.async_show_form(
            step_id="reauth_tv",
            data_schema=probatio.Schema({}),
            errors=errors,
            description_placeholders={"name": entry.title},
        )

    async def async_step_reconfigure_tv(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Follow a TV to another address."""
        entry = self._get_reconfigure_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_find(user_input[CONF_HOST])
            if not errors:
                await self.async_set_unique_id(self._tv_identity)
                self._abort_if_unique_id_mismatch(reason="tv_other")
                return self.async_update_reload_and_abort(entry, data_updates={CONF_HOST: self._tv_host})
        return self.async_show_form(
            step_id="reconfigure_tv",
            data_schema=self.add_suggested_values_to_schema(HOST_SCHEMA, user_input or entry.data),
            errors=errors,
            description_placeholders={"name": entry.title},
        )

    @override
    async def async_step_ssdp(self, discovery_info: SsdpServiceInfo) -> ConfigFlowResult:
        """Take what announced itself as a Samsung renderer."""
        try:
            host = URL(discovery_info.ssdp_location or "").host
        except ValueError:
            host = None
        return await self._async_discovered(host)

    @override
    async def async_step_zeroconf(self, discovery_info: ZeroconfServiceInfo) -> ConfigFlowResult:
        """Take what offers AirPlay and calls itself Samsung."""
        mac = parse_mac(discovery_info.properties.get("deviceid"))
        return await self._async_discovered(discovery_info.host, mac)

    @override
    async def async_step_dhcp(self, discovery_info: DhcpServiceInfo) -> ConfigFlowResult:
        """Take what asked for an address under a Samsung name, or moved to another one."""
        return await self._async_discovered(discovery_info.ip, parse_mac(discovery_info.macaddress))

    async def async_step_tv_discovered(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask whether to add the TV that was found."""
        if user_input is not None:
            return await self.async_step_tv_pair()
        return self.async_show_form(
            step_id="tv_discovered",
            data_schema=probatio.Schema({}),
            description_placeholders=self._tv_placeholders,
        )

    async def _async_discovered(self, host: str | None, mac: str | None = None) -> ConfigFlowResult:
        """Follow a TV that moved, offer a new one, and leave alone what another entry or core already runs."""
        if host is None:
            return self.async_abort(reason="tv_not_samsung")
        for entry in self._tv_entries():
            # One that is not loaded may be so because another TV took its address.
            if entry.data[CONF_HOST] == host and entry.state is ConfigEntryState.LOADED:
                return self.async_abort(reason="already_configured")
        self._tv_host = host
        if mac:
            await self._async_abort_if_moved(mac)
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

    async def _async_pair(self) -> str | None:
        """Pair with the TV, and return the key of what went wrong."""
        host = cast(str, self._tv_host)
        if errors := await self._async_find(host, awake=True):
            return errors["base"]
        try:
            pairing = await pair(self._tv_session, host, secure=self._tv_info.has_token is True)
        except SamsungError as error:
            return error_key(error)
        if pairing.refusal:
            return REFUSAL_KEYS[pairing.refusal]
        self._tv_token = pairing.token
        return None
