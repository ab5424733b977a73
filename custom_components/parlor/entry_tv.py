"""Sets up one TV."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_HOST, CONF_TOKEN, EVENT_HOMEASSISTANT_STOP, Platform
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryNotReady
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .const import CONF_CONTROL_TOKEN, CONF_REFUSED, DOMAIN
from .coordinator import TVCoordinator, is_other_tv
from .samsung.errors import Refusal
from .samsung.tv import SamsungTV
from .screen import Screen
from .screen_diagnostics import screen_told
from .tv_announced import async_hear
from .tv_device import async_keep_firmware
from .tv_diagnostics import entry_told, tv_told
from .tv_gallery import Gallery, async_forget_art
from .tv_memory import async_forget, async_remembered
from .tv_screen import async_tv_screen
from .tv_subnet import async_other_subnet
from .tv_troubles import Trouble, TroubleWatch, async_clear, async_tell, told_troubles
from .tv_turn_on import async_waking

if TYPE_CHECKING:
    from . import ParlorConfigEntry

PLATFORMS: Final = (
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.EVENT,
    Platform.IMAGE,
    Platform.MEDIA_PLAYER,
    Platform.NUMBER,
    Platform.REMOTE,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TVData:
    """What a TV's entry holds while it is loaded."""

    coordinator: TVCoordinator
    gallery: Gallery
    screen: Screen
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
        waking=await async_waking(hass, entry),
        control_token=entry.data.get(CONF_CONTROL_TOKEN),
        on_token=save_token,
        memory=await async_remembered(hass, entry),
    )
    if refused := entry.data.get(CONF_REFUSED):
        tv.refused(Refusal(refused))
    entry.async_on_unload(tv.close)

    async def close(_: Event) -> None:
        """Let go of the TV before Home Assistant ends."""
        await tv.close()

    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, close))
    await tv.connect()
    if is_other_tv(entry, tv.state):
        async_tell(hass, entry, Trouble.MOVED)
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN,
            translation_key="tv_other",
            translation_placeholders={"name": entry.title, "host": entry.data[CONF_HOST]},
        )
    coordinator = TVCoordinator(hass, entry, tv)
    TroubleWatch(hass, entry, tv, other_subnet=await async_other_subnet(hass, tv.host))
    _async_follow(hass, entry, tv)
    gallery = Gallery(hass, entry.entry_id, entry.title, tv)
    entry.async_on_unload(gallery.close)
    screen = await async_tv_screen(hass, entry, coordinator)
    return TVData(coordinator=coordinator, gallery=gallery, screen=screen, platforms=PLATFORMS)


@callback
def _async_follow(hass: HomeAssistant, entry: ParlorConfigEntry, tv: SamsungTV) -> None:
    """Follow what happens beside the connections to a TV: announcements, firmware."""
    async_hear(hass, entry, tv)
    async_keep_firmware(hass, entry, tv)


def diagnostics(entry: ParlorConfigEntry) -> dict[str, Any]:
    """Return what is known of the TV and how it is set, without what says whose it is."""
    if entry.state is not ConfigEntryState.LOADED:
        return entry_told(entry)
    data = entry.runtime_data
    assert isinstance(data, TVData)
    coordinator = data.coordinator
    told = {"repairs": told_troubles(coordinator.hass, entry), "screen": screen_told(data.screen)}
    return entry_told(entry) | tv_told(coordinator.tv) | told


async def async_removed(hass: HomeAssistant, entry: ParlorConfigEntry) -> None:
    """Leave nothing of a TV behind that was told about it, or remembered."""
    async_clear(hass, entry)
    await async_forget(hass, entry)
    await async_forget_art(hass, entry.entry_id)
