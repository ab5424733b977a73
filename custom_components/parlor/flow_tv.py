"""How a TV is added: found or named, then paired by the popup on its screen."""

import asyncio
from collections.abc import Mapping
from typing import Any, Final, Self, cast, override

import probatio
from yarl import URL

from homeassistant.config_entries import SOURCE_REAUTH, ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_HOST, CONF_MAC, CONF_MODEL, CONF_TOKEN
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.device_registry import format_mac
from homeassistant.helpers.service_info.dhcp import DhcpServiceInfo
from homeassistant.helpers.service_info.ssdp import SsdpServiceInfo
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo

from .const import CONF_KIND, Kind
from .samsung.errors import (
    BadAnswer,
    HostNotFound,
    NotASamsungTV,
    PortsClosed,
    Refusal,
    SamsungError,
    TooOld,
    TVUnreachable,
)
from .samsung.info import DeviceInfo, parse_mac
from .samsung.remote import pair
from .samsung.rest import RestClient

CORE_DOMAIN: Final = "samsungtv"
HOST_SCHEMA: Final = probatio.Schema({probatio.Required(CONF_HOST): str})

# The first that fits counts: the narrow ones stand before the wide ones.
ERROR_KEYS: Final[tuple[tuple[type[SamsungError], str], ...]] = (
    (HostNotFound, "tv_host_not_found"),
    (PortsClosed, "tv_not_there"),
    (TVUnreachable, "tv_unreachable"),
    (NotASamsungTV, "tv_not_samsung"),
    (BadAnswer, "tv_not_samsung"),
    (TooOld, "tv_too_old"),
)
REFUSAL_KEYS: Final = {
    Refusal.DENIED: "tv_pairing_denied",
    Refusal.UNANSWERED: "tv_pairing_unanswered",
    Refusal.AT_ONCE: "tv_pairing_refused",
}
ASLEEP: Final = "tv_asleep"


class TVFlow(ConfigFlow):
    """The steps of a TV."""

    _tv_host: str | None = None
    _tv_info = DeviceInfo()
    _tv_token: str | None = None
    _tv_pairing: asyncio.Task[str | None] | None = None
    _tv_error: str | None = None

    @override
    def is_matching(self, other_flow: Self) -> bool:
        """Say whether another flow is about the same address."""
        return self._tv_host is not None and other_flow._tv_host == self._tv_host

    async def async_step_tv(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask where the TV is, and see that it is one."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_find(user_input[CONF_HOST], awake=True)
            if not errors:
                await self.async_set_unique_id(self._tv_identity, raise_on_progress=False)
                self._abort_if_unique_id_configured(updates={CONF_HOST: self._tv_host})
                return await self.async_step_tv_pair()
        return self.async_show_form(
            step_id="tv",
            data_schema=self.add_suggested_values_to_schema(HOST_SCHEMA, user_input),
            errors=errors,
        )

    async def async_step_tv_pair(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Wait while the TV asks whoever sits before it."""
        if self._tv_pairing is None:
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
        return await self._async_discovered(URL(discovery_info.ssdp_location or "").host)

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
        self._async_abort_entries_match({CONF_KIND: Kind.TV, CONF_HOST: host})
        self._tv_host = host
        if mac:
            await self._async_abort_if_moved(mac)
        if self.hass.config_entries.flow.async_has_matching_flow(self):
            return self.async_abort(reason="already_in_progress")
        self._abort_if_core_runs(host, mac)
        if errors := await self._async_find(host):
            return self.async_abort(reason=errors["base"])
        await self.async_set_unique_id(self._tv_identity)
        self._abort_if_unique_id_configured(updates={CONF_HOST: host})
        self._abort_if_core_runs(host, self._tv_info.mac)
        self.context["title_placeholders"] = self._tv_placeholders
        return await self.async_step_tv_discovered()

    async def _async_abort_if_moved(self, mac: str) -> None:
        """Give the entry of this address card its new host; the TV itself need not be awake for that."""
        for entry in self._async_current_entries():
            if entry.data[CONF_KIND] == Kind.TV and entry.data.get(CONF_MAC) == mac:
                await self.async_set_unique_id(entry.unique_id)
                self._abort_if_unique_id_configured(updates={CONF_HOST: self._tv_host})

    def _abort_if_core_runs(self, host: str, mac: str | None) -> None:
        """Do not offer a TV that Home Assistant's own integration already runs; who wants both adds it by hand."""
        for entry in self.hass.config_entries.async_entries(CORE_DOMAIN, include_ignore=False, include_disabled=False):
            known_mac = entry.data.get(CONF_MAC)
            is_same_card = mac is not None and isinstance(known_mac, str) and format_mac(known_mac) == mac
            is_same_set = self.unique_id is not None and entry.unique_id == self.unique_id
            if is_same_card or is_same_set or entry.data.get(CONF_HOST) == host:
                raise AbortFlow("tv_run_by_core")

    async def _async_find(self, host: str, *, awake: bool = False) -> dict[str, str]:
        """See that a TV answers which we can serve, and remember it; return the form's error otherwise."""
        self._tv_host = parse_host(host)
        try:
            info = await RestClient(self._tv_session, self._tv_host).device_info()
            info.check_is_supported()
        except SamsungError as error:
            return {"base": error_key(error)}
        if not (info.udn or info.mac):
            return {"base": "tv_not_samsung"}
        self._tv_info = info
        return {"base": ASLEEP} if awake and info.power_state == "standby" else {}

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

    @property
    def _tv_session(self) -> Any:
        """Return the session for TVs: they sign their own certificates."""
        return async_get_clientsession(self.hass, verify_ssl=False)

    @property
    def _tv_identity(self) -> str:
        """Return what stays the same when a TV moves."""
        return cast(str, self._tv_info.udn or self._tv_info.mac)

    @property
    def _tv_name(self) -> str:
        """Return what its owner calls the TV."""
        return self._tv_info.name or self._tv_info.model or "Samsung TV"

    @property
    def _tv_placeholders(self) -> Mapping[str, str]:
        """Return what texts say of the TV."""
        return {"name": self._tv_name}


def error_key(error: SamsungError) -> str:
    """Return the translation key of what went wrong."""
    return next(key for kind, key in ERROR_KEYS if isinstance(error, kind))


def parse_host(text: str) -> str:
    """Return the host in what people paste: a name, an address, or a whole web address."""
    text = text.strip()
    try:
        host = URL(text if "://" in text else f"//{text}").host
    except ValueError:
        host = None
    return host or text
