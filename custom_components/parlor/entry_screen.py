"""Sets up a screen: a media player of any brand, with what is plugged into it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

from .screen import Screen
from .screen_diagnostics import screen_told
from .screen_settings import CONF_PLAYER, ScreenSettings
from .screen_sources import entity_source, setup_of
from .viewing.observation import Role

if TYPE_CHECKING:
    from . import ParlorConfigEntry

PLATFORMS: Final = (Platform.BINARY_SENSOR, Platform.EVENT, Platform.IMAGE, Platform.SENSOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenData:
    """What a screen's entry holds while it is loaded."""

    screen: Screen
    platforms: tuple[Platform, ...] = PLATFORMS


async def async_set_up(hass: HomeAssistant, entry: ParlorConfigEntry) -> ScreenData:
    """Begin to follow a screen; entities that are not there yet are heard when they come."""
    player: str = entry.data[CONF_PLAYER]
    setup = setup_of(hass, entity_source(hass, player, Role.SCREEN), ScreenSettings.parse(entry.options))
    screen = Screen(hass, entry, setup, player=lambda: player, activity_id=f"{entry.entry_id}_activity")
    await screen.async_begin()
    return ScreenData(screen=screen)


def diagnostics(entry: ParlorConfigEntry) -> dict[str, Any]:
    """Return what the screen is made of and what it does, without what is watched."""
    if entry.state is not ConfigEntryState.LOADED:
        return {}
    data = entry.runtime_data
    assert isinstance(data, ScreenData)
    return screen_told(data.screen)
