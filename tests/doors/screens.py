"""A screen of any brand in Home Assistant, and what a test does with it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.parlor.const import DOMAIN
from homeassistant.core import HomeAssistant, State
from homeassistant.setup import async_setup_component

TV, BOX = "media_player.bedroom_tv", "media_player.bedroom_box"
FILM = {"media_title": "Metropolis", "media_content_type": "movie", "media_duration": 8940, "media_position": 0}


def episode(number: int) -> Mapping[str, Any]:
    """Return what a player tells of an episode."""
    told = {"media_title": f"Part {number}", "media_series_title": "The Harbour", "media_content_type": "tvshow"}
    return told | {"media_season": 1, "media_episode": number, "media_duration": 2400, "media_position": 0}


@pytest.fixture
async def screen(hass: HomeAssistant) -> MockConfigEntry:
    """Return the screen of a TV that is off, with a box at its HDMI 1."""
    assert await async_setup_component(hass, "homeassistant", {})
    hass.states.async_set(TV, "off", {"friendly_name": "Bedroom TV"})
    hass.states.async_set(BOX, "idle", {"friendly_name": "Bedroom Box"})
    return await add_screen(hass, plugged={"HDMI 1": BOX})


async def add_screen(
    hass: HomeAssistant, *, player: str = TV, title: str = "Bedroom TV", **options: Any
) -> MockConfigEntry:
    """Add a screen."""
    data = {"kind": "screen", "player": player}
    entry = MockConfigEntry(domain=DOMAIN, data=data, options=options, title=title, unique_id=player)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


async def add_household(hass: HomeAssistant, tmp_path: Path) -> MockConfigEntry:
    """Add the household, which remembers."""
    hass.config.config_dir = str(tmp_path)
    entry = MockConfigEntry(domain=DOMAIN, data={"kind": "household"}, options={"remember": True}, title="Household")
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


def state(hass: HomeAssistant, entity_id: str) -> State:
    """Return a state that is there."""
    found = hass.states.get(entity_id)
    assert found is not None, entity_id
    return found


async def play(hass: HomeAssistant, what: Mapping[str, Any], status: str = "playing") -> None:
    """Have the box play, and the TV show it."""
    hass.states.async_set(TV, "on", {"source": "HDMI 1", "friendly_name": "Bedroom TV"})
    hass.states.async_set(BOX, status, what)
    await hass.async_block_till_done()


async def pass_time(hass: HomeAssistant, freezer: FrozenDateTimeFactory, seconds: float) -> None:
    """Let time pass, and happen what is due."""
    freezer.tick(seconds)
    async_fire_time_changed(hass)
    await hass.async_block_till_done(wait_background_tasks=True)
