"""A screen of any brand, from the states of its players to its entities and the history."""

from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.parlor.const import DOMAIN
from custom_components.parlor.viewing.history import Wanted
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component

from .screens import BOX, FILM, TV, add_household, add_screen, episode, pass_time, play, state


async def test_film_on_a_box_is_watched(hass: HomeAssistant, screen: MockConfigEntry) -> None:
    assert state(hass, "sensor.bedroom_tv_activity").state == "off"
    assert state(hass, "binary_sensor.bedroom_tv_watching").state == "off"
    await play(hass, FILM)
    assert state(hass, "sensor.bedroom_tv_activity").state == "watching"
    assert state(hass, "binary_sensor.bedroom_tv_watching").state == "on"
    now = state(hass, "sensor.bedroom_tv_now_watching")
    assert now.state == "Metropolis"
    assert (now.attributes["kind"], now.attributes["source"], now.attributes["duration"]) == ("film", "HDMI 1", 8940)
    happened = state(hass, "event.bedroom_tv_viewing")
    assert (happened.attributes["event_type"], happened.attributes["title"]) == ("started", "Metropolis")
    await play(hass, FILM, "paused")
    assert state(hass, "sensor.bedroom_tv_activity").state == "paused"
    assert state(hass, "event.bedroom_tv_viewing").attributes["event_type"] == "paused"


async def test_each_change_is_written_once(hass: HomeAssistant, screen: MockConfigEntry) -> None:
    await play(hass, FILM)
    written: list[str] = []
    hass.bus.async_listen("state_changed", callback(lambda event: written.append(event.data["entity_id"])))
    await play(hass, FILM, "paused")
    ours = [entity_id for entity_id in written if entity_id not in (TV, BOX)]
    expected = {"sensor.bedroom_tv_activity", "binary_sensor.bedroom_tv_watching", "event.bedroom_tv_viewing"}
    assert sorted(ours) == sorted(expected)
    await play(hass, FILM, "paused")
    assert len(written) == len(ours) + 1


async def test_players_that_come_later_are_heard(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, "homeassistant", {})
    await add_screen(hass, plugged={"HDMI 1": BOX})
    assert state(hass, "sensor.bedroom_tv_activity").state == "unknown"
    hass.states.async_set(TV, "unavailable")
    await play(hass, FILM)
    assert state(hass, "sensor.bedroom_tv_now_watching").state == "Metropolis"
    hass.states.async_remove(TV)
    hass.states.async_remove(BOX)
    await hass.async_block_till_done()
    assert state(hass, "sensor.bedroom_tv_activity").state == "unknown"


async def test_a_viewing_goes_on_over_a_reload_and_is_kept(
    hass: HomeAssistant, screen: MockConfigEntry, tmp_path: Path, freezer: FrozenDateTimeFactory
) -> None:
    await add_household(hass, tmp_path)
    await play(hass, FILM)
    started = state(hass, "event.bedroom_tv_viewing").state
    await pass_time(hass, freezer, 1800)
    assert await hass.config_entries.async_reload(screen.entry_id)
    await hass.async_block_till_done()
    assert screen.state is ConfigEntryState.LOADED
    assert state(hass, "event.bedroom_tv_viewing").state == started
    await pass_time(hass, freezer, 600)
    hass.states.async_set(BOX, "idle")
    hass.states.async_set(TV, "off")
    await pass_time(hass, freezer, 600)
    history = screen.runtime_data.screen.household.history
    await screen.runtime_data.screen.keeping.flush()
    (viewing,) = await history.viewings(Wanted())
    assert viewing.title.name == "Metropolis" and viewing.ended is not None
    assert viewing.watched == pytest.approx(2400, abs=61)


async def test_nothing_is_kept_of_a_screen_that_is_not_remembered(
    hass: HomeAssistant, tmp_path: Path, freezer: FrozenDateTimeFactory
) -> None:
    assert await async_setup_component(hass, "homeassistant", {})
    entry = await add_screen(hass, plugged={"HDMI 1": BOX}, remembered=False)
    await add_household(hass, tmp_path)
    await play(hass, FILM)
    await pass_time(hass, freezer, 600)
    await entry.runtime_data.screen.keeping.flush()
    assert await entry.runtime_data.screen.household.history.viewings(Wanted()) == ()


async def test_next_episode(hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory) -> None:
    await play(hass, episode(1))
    await pass_time(hass, freezer, 2395)
    told: list[str | None] = []

    @callback
    def hear(event: Event[EventStateChangedData]) -> None:
        if event.data["entity_id"] == "event.bedroom_tv_viewing" and (new := event.data["new_state"]):
            told.append(new.attributes.get("event_type"))

    hass.bus.async_listen("state_changed", hear)
    await play(hass, episode(2))
    assert told[:1] == ["finished"] and "next_episode" in told, told
    assert state(hass, "sensor.bedroom_tv_now_watching").attributes["episode"] == 2


async def test_watched_today(hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to("2026-11-18 20:00:00-08:00")
    await play(hass, FILM)
    for _ in range(30):
        await pass_time(hass, freezer, 60)
    today = state(hass, "sensor.bedroom_tv_watched_today")
    assert float(today.state) == pytest.approx(0.5, abs=0.02)
    for _ in range(3):
        await pass_time(hass, freezer, 1800)
        await pass_time(hass, freezer, 1800)
    freezer.move_to("2026-11-19 00:00:00-08:00")
    await pass_time(hass, freezer, 1)
    tomorrow = state(hass, "sensor.bedroom_tv_watched_today")
    assert float(tomorrow.state) < 0.02
    assert tomorrow.attributes["last_reset"] != today.attributes["last_reset"]


async def test_renamed_entities_are_followed(hass: HomeAssistant) -> None:
    registry = er.async_get(hass)
    assert await async_setup_component(hass, "homeassistant", {})
    entry = MockConfigEntry(domain="plex")
    entry.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(config_entry_id=entry.entry_id, identifiers={("plex", "1")})
    for entity_id in (TV, BOX):
        name = entity_id.partition(".")[2]
        registry.async_get_or_create(
            "media_player", "plex", name, suggested_object_id=name, device_id=device.id, config_entry=entry
        )
    screen = await add_screen(hass, plugged={"HDMI 1": BOX})
    registry.async_update_entity(BOX, new_entity_id="media_player.shelf")
    registry.async_update_entity(TV, new_entity_id="media_player.wall")
    await hass.async_block_till_done()
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert screen.data["player"] == "media_player.wall"
    assert screen.options["plugged"] == {"HDMI 1": "media_player.shelf"}
    hass.states.async_set("media_player.wall", "on", {"source": "HDMI 1"})
    hass.states.async_set("media_player.shelf", "playing", FILM)
    await hass.async_block_till_done()
    activity = registry.async_get_entity_id("sensor", DOMAIN, f"{screen.entry_id}_activity")
    assert activity and state(hass, activity).state == "watching"
    kept = registry.async_get(activity)
    assert kept and kept.device_id == device.id


async def test_an_entry_without_a_kind_is_in_nobodys_way(hass: HomeAssistant) -> None:
    """What was discovered and ignored has no kind."""
    assert await async_setup_component(hass, "homeassistant", {})
    MockConfigEntry(domain=DOMAIN, source="ignore", unique_id="ignored", data={}).add_to_hass(hass)
    registry = er.async_get(hass)
    registry.async_get_or_create("media_player", "plex", "box", suggested_object_id="bedroom_box")
    screen = await add_screen(hass, plugged={"HDMI 1": BOX})
    registry.async_update_entity(BOX, new_entity_id="media_player.other")
    await hass.async_block_till_done()
    assert screen.options["plugged"] == {"HDMI 1": "media_player.other"}
