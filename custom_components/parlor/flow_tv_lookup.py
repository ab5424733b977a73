"""Whose TV it is that a flow is about: found by its address, and told from those that are already run."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final, Self, cast, override

from yarl import URL

from homeassistant.config_entries import ConfigEntry, ConfigEntryState, ConfigFlow
from homeassistant.const import CONF_HOST, CONF_MAC
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.device_registry import format_mac

from .const import CONF_KIND, CONF_WAKE_MAC, Kind
from .samsung.errors import BadAnswer, HostNotFound, NotASamsungTV, PortsClosed, SamsungError, TooOld, TVUnreachable
from .samsung.info import DeviceInfo
from .samsung.rest import RestClient

CORE_DOMAIN: Final = "samsungtv"

# The first that fits counts: the narrow ones stand before the wide ones.
ERROR_KEYS: Final[tuple[tuple[type[SamsungError], str], ...]] = (
    (HostNotFound, "tv_host_not_found"),
    (PortsClosed, "tv_not_there"),
    (TVUnreachable, "tv_unreachable"),
    (NotASamsungTV, "tv_not_samsung"),
    (BadAnswer, "tv_not_samsung"),
    (TooOld, "tv_too_old"),
)
ASLEEP: Final = "tv_asleep"


class TVLookup(ConfigFlow):
    """What the steps of a TV's flow ask before they do anything."""

    _tv_host: str | None = None
    _tv_info = DeviceInfo()

    @override
    def is_matching(self, other_flow: Self) -> bool:
        """Say whether another flow is about the same address."""
        return self._tv_host is not None and other_flow._tv_host == self._tv_host

    async def _async_abort_if_moved(self, mac: str | None, udn: str | None) -> None:
        """Give the entry of this network card or identity its new host; the TV itself need not be awake for that."""
        for entry in self._tv_entries():
            cards = (entry.data.get(CONF_MAC), entry.options.get(CONF_WAKE_MAC))
            if (mac is not None and mac in cards) or (udn is not None and udn == entry.unique_id):
                await self.async_set_unique_id(entry.unique_id)
                await self._async_abort_if_followed()

    def _tv_entries(self) -> list[ConfigEntry]:
        """Return the TVs that were added; what was only told to be ignored holds no data."""
        return [
            entry
            for entry in self._async_current_entries()
            if entry.data.get(CONF_KIND) == Kind.TV and entry.unique_id is not None
        ]

    @property
    def _tv_entry(self) -> ConfigEntry | None:
        """Return the entry of the TV that this flow is about, if there is one."""
        return next((entry for entry in self._tv_entries() if entry.unique_id == self.unique_id), None)

    async def _async_abort_if_followed(self) -> None:
        """Have this TV's entry follow it, if there is one.

        A set that still answers where it was has only a second address, by cable and by radio or of both IP versions:
        following that would go to and fro for ever.
        """
        entry = self._tv_entry
        if entry is not None and entry.data[CONF_HOST] != self._tv_host:
            with suppress(SamsungError):
                info = await RestClient(self._tv_session, entry.data[CONF_HOST]).device_info()
                if entry.unique_id in (info.udn, info.mac):
                    raise AbortFlow("already_configured")
        self._abort_if_configured()

    def _abort_if_configured(self) -> None:
        """End where this TV has an entry, with the new address in it; one that failed at the old address tries again."""
        entry = self._tv_entry
        if entry is not None and entry.data[CONF_HOST] == self._tv_host and entry.state is ConfigEntryState.SETUP_RETRY:
            self.hass.config_entries.async_schedule_reload(entry.entry_id)  # it is back where it was
        self._abort_if_unique_id_configured(updates={CONF_HOST: self._tv_host})

    def _abort_if_another_flow_pairs(self) -> None:
        """Do not put a second popup on a screen that already shows one."""
        for flow in self.hass.config_entries.flow.async_progress_by_handler(
            self.handler, match_context={"unique_id": self.unique_id}
        ):
            if flow["flow_id"] != self.flow_id and flow.get("step_id") == "tv_pair":
                raise AbortFlow("already_in_progress")

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
        return {"base": ASLEEP} if awake and info.power_state in ("standby", "") else {}

    @property
    def _tv_session(self) -> Any:
        """Return the session for TVs: they sign their own certificates."""
        return async_get_clientsession(self.hass, verify_ssl=False)

    @property
    def _tv_identity(self) -> str:
        """Return what stays the same when a TV moves; what its entry is known by, where a set told less at first."""
        told = (self._tv_info.udn, self._tv_info.mac)
        known = next((entry.unique_id for entry in self._tv_entries() if entry.unique_id in told), None)
        return cast(str, known or self._tv_info.udn or self._tv_info.mac)

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
    return (host or text).strip()
