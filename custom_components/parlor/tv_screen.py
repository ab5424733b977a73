"""The screen that comes with a TV: what the TV shows, and what is plugged into it."""

import time
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .const import CONF_CONTROL_TOKEN, DOMAIN
from .coordinator import TVCoordinator
from .samsung.state import TVState
from .screen import Screen
from .screen_settings import ScreenSettings
from .screen_sources import setup_of, tv_source
from .tv_device import identity
from .tv_settings import INPUTS, TVSettings
from .viewing.observation import Observation
from .viewing.sources import observe_tv

if TYPE_CHECKING:
    from . import ParlorConfigEntry

PLAYER_KEY = "media_player"


async def async_tv_screen(hass: HomeAssistant, entry: ParlorConfigEntry, coordinator: TVCoordinator) -> Screen:
    """Begin to follow the screen of a TV."""
    tv, settings = coordinator.tv, TVSettings.parse(entry.options)
    names = {key: settings.input_name(key) for key in INPUTS}
    source = tv_source(has_control=CONF_CONTROL_TOKEN in entry.data)
    setup = setup_of(hass, source, ScreenSettings.parse(entry.options), settings.channel_entity, names)

    def said(state: TVState) -> Observation:
        return observe_tv(source, state, time.time(), inputs=names)

    def player() -> str | None:
        return er.async_get(hass).async_get_entity_id("media_player", DOMAIN, f"{identity(entry)}_{PLAYER_KEY}")

    screen = Screen(hass, entry, setup, player=player, activity_id=f"{identity(entry)}_activity")
    await screen.async_begin(said(tv.state))

    @callback
    def changed(state: TVState) -> None:
        screen.async_observe(said(state))

    entry.async_on_unload(tv.subscribe(changed))
    return screen
