"""The media servers that Home Assistant is connected to, and what lets an import in at one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

from aiohttp import ClientSession

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_PASSWORD, CONF_TOKEN, CONF_URL, CONF_USERNAME, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

PLEX: Final = "plex"
JELLYFIN: Final = "jellyfin"
# Where Home Assistant's own Plex integration keeps the address and the token of its server.
PLEX_SERVER: Final = "server_config"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerAccess:
    """Where a media server is, and what lets us in there: a token at Plex, a user and a password at Jellyfin."""

    url: str
    token: str = field(default="", repr=False)
    username: str = ""
    password: str = field(default="", repr=False)
    verify_ssl: bool = True

    @classmethod
    def parse(cls, data: Mapping[str, Any]) -> Self | None:
        """Return what a form or an entry says; None where it names no address, or nothing that lets in."""
        said = {key: str(data.get(key) or "").strip() for key in (CONF_URL, CONF_TOKEN, CONF_USERNAME)}
        if not said[CONF_URL] or not (said[CONF_TOKEN] or said[CONF_USERNAME]):
            return None
        verify = data.get(CONF_VERIFY_SSL) is not False
        return cls(**said, password=str(data.get(CONF_PASSWORD) or ""), verify_ssl=verify)

    def session(self, hass: HomeAssistant) -> ClientSession:
        """Return the session of Home Assistant in which this server is asked."""
        return async_get_clientsession(hass, verify_ssl=self.verify_ssl)


def servers(hass: HomeAssistant, brand: str) -> dict[str, str]:
    """Return the names of the servers of a brand that Home Assistant can be let in at, by the ids of their entries."""
    entries = hass.config_entries.async_entries(brand, include_ignore=False)
    return {entry.entry_id: entry.title or brand.capitalize() for entry in entries if _access(entry)}


def access_of(hass: HomeAssistant, entry_id: str) -> ServerAccess | None:
    """Return what lets Home Assistant in at the server of an entry."""
    entry = hass.config_entries.async_get_entry(entry_id)
    return _access(entry) if entry else None


def _access(entry: ConfigEntry) -> ServerAccess | None:
    data = entry.data.get(PLEX_SERVER) if entry.domain == PLEX else entry.data
    return ServerAccess.parse(data) if isinstance(data, Mapping) else None
