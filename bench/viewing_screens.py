"""How soon what a player says is seen at the entities of its screen."""

import asyncio
from collections.abc import Mapping
import statistics
import time
from typing import Any, Final

from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.setup import async_setup_component

from .house import running_home

PATIENCE: Final = 10.0  # seconds
TEMPLATE: Final = "{{ 'watching' if is_state('media_player.tv_0', 'playing') else 'paused' }}"
AT_HDMI: Final[Mapping[str, Any]] = {"source": "HDMI 1", "app_id": "com.webos.app.hdmi1"}
FILM: Final[Mapping[str, Any]] = {
    "media_title": "Metropolis",
    "media_content_type": "movie",
    "media_duration": 8940,
    "media_position": 0,
}


async def add_screen(hass: HomeAssistant, number: int) -> tuple[str, str, str]:
    """Add a screen with a box at its HDMI 1; returns the ids of its TV, of the box and of its activity."""
    registry = er.async_get(hass)
    ids = []
    for platform, name in (("webostv", f"tv_{number}"), ("apple_tv", f"box_{number}")):
        known = registry.async_get_or_create("media_player", platform, name, suggested_object_id=name)
        ids.append(known.entity_id)
    tv, box = ids
    entry = MockConfigEntry(
        domain="parlor",
        title=f"Screen {number}",
        unique_id=tv,
        data={"kind": "screen", "player": tv},
        options={"plugged": {"HDMI 1": box}},
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    activity = registry.async_get_entity_id("sensor", "parlor", f"{entry.entry_id}_activity")
    assert activity is not None
    return tv, box, activity


async def state_to_entity_ms(times: int) -> tuple[float, float]:
    """Pause a film and go on; return the medians of how long that took to be seen, here and at a template sensor of core."""
    async with running_home({"areas": [], "devices": [], "entities": []}) as hass:
        tv, box, activity = await add_screen(hass, 0)
        hass.states.async_set(tv, "on", AT_HDMI)
        ours = await _medians(hass, box, activity, times)
        sensor = {"sensor": [{"name": "Core", "state": TEMPLATE}]}
        assert await async_setup_component(hass, "template", {"template": [sensor]})
        await hass.async_block_till_done()
        return ours, await _medians(hass, tv, "sensor.core", times)


async def _medians(hass: HomeAssistant, player: str, seen_at: str, times: int) -> float:
    """Return the median of the milliseconds from a state of a player to one that is made of it."""
    found: list[float] = []
    seen = hass.loop.create_future()

    @callback
    def told(event: Event[EventStateChangedData]) -> None:
        if not seen.done():
            seen.set_result(time.perf_counter())

    hass.states.async_set(player, "playing", FILM)
    await hass.async_block_till_done()
    end = async_track_state_change_event(hass, seen_at, told)
    for number in range(times):
        status = "playing" if number % 2 else "paused"
        began = time.perf_counter()
        hass.states.async_set(player, status, FILM)
        async with asyncio.timeout(PATIENCE):
            found.append(await seen - began)
        seen = hass.loop.create_future()
    end()
    return statistics.median(found) * 1000
