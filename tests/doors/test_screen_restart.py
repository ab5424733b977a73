"""A screen that is followed over restarts, reloads, sources that vanish, and a household that comes later."""

from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from custom_components.parlor.viewing.history import Wanted
from custom_components.parlor.viewing.viewing import Outcome, Viewing
from homeassistant.core import Event, HomeAssistant

from .households import history_of
from .screens import BOX, FILM, TV, add_household, add_screen, pass_time, play, state

VIEWING = "event.bedroom_tv_viewing"


@pytest.fixture
def changes(hass: HomeAssistant) -> list[Event]:
    """Return what changes from now on."""
    captured: list[Event] = async_capture_events(hass, "state_changed")
    return captured


def happened(changes: list[Event], entity_id: str = VIEWING) -> list[str]:
    """Return what was told as having happened: each once, also where its entity went and came back."""
    new = [event.data["new_state"] for event in changes if event.data["entity_id"] == entity_id]
    told = {one.state: one.attributes["event_type"] for one in new if one and one.attributes.get("event_type")}
    return [kind for kind in told.values() if kind not in ("app_opened", "input_changed")]


async def kept(household: MockConfigEntry, *screens: MockConfigEntry) -> tuple[Viewing, ...]:
    """Return the viewings in the history, once all is written."""
    for each in screens:
        await each.runtime_data.screen.keeping.flush()
    return await history_of(household).viewings(Wanted())


async def stop(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Turn everything off, and wait until that counts."""
    hass.states.async_set(BOX, "idle")
    hass.states.async_set(TV, "off")
    await pass_time(hass, freezer, 600)


async def test_a_restart_in_the_middle(
    hass: HomeAssistant,
    screen: MockConfigEntry,
    household_folder: Path,
    freezer: FrozenDateTimeFactory,
    changes: list[Event],
) -> None:
    """The household is set up after the screen, as it may be when Home Assistant starts."""
    household = await add_household(hass, household_folder.parent)
    await play(hass, FILM)
    await pass_time(hass, freezer, 1200)
    for entry in (screen, household):
        assert await hass.config_entries.async_unload(entry.entry_id)
    freezer.tick(60)
    for entry in (screen, household):
        assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    await pass_time(hass, freezer, 1200)
    await stop(hass, freezer)
    (viewing,) = await kept(household, screen)
    assert happened(changes) == ["started", "abandoned"]
    assert viewing.outcome is Outcome.ABANDONED
    assert 2400 - 61 <= viewing.watched <= 2460 + 1


async def test_another_film_after_a_restart(
    hass: HomeAssistant, screen: MockConfigEntry, household_folder: Path, freezer: FrozenDateTimeFactory
) -> None:
    household = await add_household(hass, household_folder.parent)
    await play(hass, FILM)
    await pass_time(hass, freezer, 1200)
    assert await hass.config_entries.async_unload(screen.entry_id)
    freezer.tick(3600)
    hass.states.async_set(BOX, "playing", {**FILM, "media_title": "Nosferatu"})
    assert await hass.config_entries.async_setup(screen.entry_id)
    await pass_time(hass, freezer, 1200)
    await stop(hass, freezer)
    new, old = await kept(household, screen)
    assert old.title and new.title and (old.title.name, new.title.name) == ("Metropolis", "Nosferatu")
    assert old.watched == pytest.approx(1200, abs=61) and old.ended is not None
    assert new.watched == pytest.approx(1200, abs=61) and new.started >= old.ended


async def test_a_glance_before_a_reload_is_gone_once_something_else_was_on(
    hass: HomeAssistant, screen: MockConfigEntry, household_folder: Path, freezer: FrozenDateTimeFactory
) -> None:
    household = await add_household(hass, household_folder.parent)
    await play(hass, FILM)
    await pass_time(hass, freezer, 12)
    assert await hass.config_entries.async_reload(screen.entry_id)
    assert [each.watched for each in await kept(household, screen)] == [12]
    hass.states.async_set(BOX, "idle")
    hass.states.async_set(TV, "off")
    await pass_time(hass, freezer, 95)
    assert await kept(household, screen) == ()


@pytest.mark.parametrize("is_removed", [True, False])
async def test_a_glance_at_a_screen_that_does_not_come_back_is_dropped(
    hass: HomeAssistant,
    screen: MockConfigEntry,
    household_folder: Path,
    freezer: FrozenDateTimeFactory,
    is_removed: bool,
) -> None:
    household = await add_household(hass, household_folder.parent)
    await play(hass, FILM)
    await pass_time(hass, freezer, 12)
    if is_removed:
        assert await hass.config_entries.async_remove(screen.entry_id)
    else:
        hass.config_entries.async_update_entry(screen, options={**screen.options, "remembered": False})
        assert await hass.config_entries.async_reload(screen.entry_id)
    assert len(await kept(household)) == 1
    await pass_time(hass, freezer, 3700)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert await kept(household) == ()


async def test_a_source_that_starts_anew_ends_nothing(
    hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory, changes: list[Event]
) -> None:
    await play(hass, FILM)
    await pass_time(hass, freezer, 600)
    hass.states.async_set(BOX, "unavailable")
    await pass_time(hass, freezer, 5)
    await play(hass, {**FILM, "media_position": 605})
    await pass_time(hass, freezer, 600)
    assert happened(changes) == ["started"]
    assert state(hass, "sensor.bedroom_tv_now_watching").state == "Metropolis"


async def test_from_unavailable_to_playing(
    hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory, changes: list[Event]
) -> None:
    for player in (TV, BOX):
        hass.states.async_set(player, "unavailable")
    await pass_time(hass, freezer, 600)
    assert state(hass, "sensor.bedroom_tv_activity").state == "unknown"
    assert state(hass, "binary_sensor.bedroom_tv_watching").state == "unknown"
    await play(hass, FILM)
    assert happened(changes) == ["started"]
    assert state(hass, "binary_sensor.bedroom_tv_watching").state == "on"


async def test_the_household_comes_in_the_middle(
    hass: HomeAssistant, screen: MockConfigEntry, household_folder: Path, freezer: FrozenDateTimeFactory
) -> None:
    await play(hass, FILM)
    await pass_time(hass, freezer, 600)
    household = await add_household(hass, household_folder.parent)
    await hass.async_block_till_done(wait_background_tasks=True)
    (viewing,) = await kept(household, screen)
    assert viewing.watched == pytest.approx(600, abs=1) and viewing.ended is None


async def test_two_screens_at_once(
    hass: HomeAssistant,
    screen: MockConfigEntry,
    household_folder: Path,
    freezer: FrozenDateTimeFactory,
    changes: list[Event],
) -> None:
    household = await add_household(hass, household_folder.parent)
    other = await add_screen(hass, player="media_player.den", title="Den")
    await play(hass, FILM)
    hass.states.async_set("media_player.den", "playing", {**FILM, "media_title": "Nosferatu"})
    await pass_time(hass, freezer, 900)
    hass.states.async_set("media_player.den", "off")
    await pass_time(hass, freezer, 900)
    await stop(hass, freezer)
    found = {each.screen: each for each in await kept(household, screen, other)}
    for entry, name, watched in ((screen, "Metropolis", 1800), (other, "Nosferatu", 900)):
        viewing = found.pop(entry.entry_id)
        assert viewing.title and viewing.title.name == name
        assert viewing.watched == pytest.approx(watched, abs=61)
    assert not found
    assert happened(changes) == ["started", "abandoned"] == happened(changes, "event.den_viewing")


async def test_a_box_is_plugged_in_elsewhere_in_the_middle(
    hass: HomeAssistant,
    screen: MockConfigEntry,
    household_folder: Path,
    freezer: FrozenDateTimeFactory,
    changes: list[Event],
) -> None:
    household = await add_household(hass, household_folder.parent)
    await play(hass, FILM)
    await pass_time(hass, freezer, 600)
    hass.config_entries.async_update_entry(screen, options={"plugged": {"HDMI 2": BOX}})
    assert await hass.config_entries.async_reload(screen.entry_id)
    hass.states.async_set(TV, "on", {"source": "HDMI 2"})
    await pass_time(hass, freezer, 600)
    await stop(hass, freezer)
    (viewing,) = await kept(household, screen)
    assert viewing.watched == pytest.approx(1200, abs=61)
    assert happened(changes) == ["started", "abandoned"]


async def test_nothing_is_left_after_it_is_removed(hass: HomeAssistant, screen: MockConfigEntry) -> None:
    await play(hass, FILM)
    runtime = screen.runtime_data.screen
    assert await hass.config_entries.async_remove(screen.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert runtime.household.screens == {}
    assert hass.states.get("sensor.bedroom_tv_activity") is None
    hass.states.async_set(BOX, "paused", FILM)
    await hass.async_block_till_done(wait_background_tasks=True)


async def test_what_was_left_open_at_a_screen_that_is_gone_ended_when_it_was_last_seen(
    hass: HomeAssistant, screen: MockConfigEntry, household_folder: Path, freezer: FrozenDateTimeFactory
) -> None:
    household = await add_household(hass, household_folder.parent)
    await play(hass, FILM)
    await pass_time(hass, freezer, 100)
    assert await hass.config_entries.async_remove(screen.entry_id)
    (left,) = await kept(household)
    assert left.ended is None
    await pass_time(hass, freezer, 5 * 3600 + 100)
    await hass.async_block_till_done(wait_background_tasks=True)
    (left,) = await kept(household)
    assert (left.ended, left.outcome) == (left.as_of, Outcome.ABANDONED)
