"""Sets up one TV."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
import math
from typing import TYPE_CHECKING, Any, Final

from homeassistant.components.diagnostics import async_redact_data
from homeassistant.const import CONF_HOST, CONF_MAC, CONF_TOKEN, EVENT_HOMEASSISTANT_STOP, Platform
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryError
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .const import DOMAIN
from .coordinator import TVCoordinator, is_other_tv
from .samsung.tv import SamsungTV
from .tv_settings import TVSettings

if TYPE_CHECKING:
    from . import ParlorConfigEntry

PLATFORMS: Final = (Platform.MEDIA_PLAYER, Platform.REMOTE, Platform.SENSOR)

# Which app is in front says what is watched.
REDACTED: Final = {CONF_HOST, CONF_MAC, CONF_TOKEN, "app", "apps", "name", "title", "udn", "unique_id"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TVData:
    """What a TV's entry holds while it is loaded."""

    coordinator: TVCoordinator
    platforms: tuple[Platform, ...]


async def async_set_up(hass: HomeAssistant, entry: ParlorConfigEntry) -> TVData:
    """Begin to watch a TV; one that sleeps is set up as well, another one at its address is not."""

    @callback
    def save_token(token: str) -> None:
        """Keep a token that the TV replaced by itself."""
        hass.config_entries.async_update_entry(entry, data={**entry.data, CONF_TOKEN: token})

    tv = SamsungTV(
        async_get_clientsession(hass, verify_ssl=False),
        entry.data[CONF_HOST],
        token=entry.data.get(CONF_TOKEN),
        mac=TVSettings.parse(entry.options).wake_mac or entry.data.get(CONF_MAC),
        on_token=save_token,
    )
    entry.async_on_unload(tv.close)

    async def close(_: Event) -> None:
        """Let go of the TV before Home Assistant ends."""
        await tv.close()

    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, close))
    await tv.connect()
    if is_other_tv(entry, tv.state):
        raise ConfigEntryError(
            translation_domain=DOMAIN,
            translation_key="tv_other",
            translation_placeholders={"name": entry.title, "host": entry.data[CONF_HOST]},
        )
    return TVData(coordinator=TVCoordinator(hass, entry, tv), platforms=PLATFORMS)


def diagnostics(entry: ParlorConfigEntry) -> dict[str, Any]:
    """Return what is known of the TV and how long ago each evidence was heard, without what identifies it."""
    data = entry.runtime_data
    assert isinstance(data, TVData)
    state = data.coordinator.tv.state
    facts: Mapping[str, Any] = asdict(state)
    return {
        "entry": async_redact_data(entry.data, REDACTED),
        "state": async_redact_data({key: value for key, value in facts.items() if key != "evidence"}, REDACTED),
        "evidence": _aged(facts["evidence"], data.coordinator.tv.now()),
    }


def _aged(evidence: Mapping[str, Any], now: float) -> dict[str, Any]:
    """Return evidence with ages in seconds in place of times, None for what was never heard."""
    return {
        key: (round(now - value, 1) if math.isfinite(value) else None) if isinstance(value, float) else value
        for key, value in evidence.items()
    }
