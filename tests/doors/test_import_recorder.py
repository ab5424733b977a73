"""Watching again what Home Assistant recorded of media players."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.recorder.common import async_wait_recording_done

from custom_components.parlor.viewing.history import Wanted
from homeassistant.components.recorder import Recorder
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .forms import suggested
from .households import add_household, history_of
from .test_flow_household_import import brought_in
from .test_flow_household_options import chosen, submit

PLAYER = "media_player.plex_living_room"
FILM = {"media_content_type": "movie", "media_title": "Arrival", "media_duration": 6960}
EPISODE = {
    "media_content_type": "tvshow",
    "media_title": "Half Loop",
    "media_series_title": "Severance",
    "media_season": "1",
    "media_episode": "2",
    "media_duration": 3180,
}


@pytest.fixture
def frozen(freezer: FrozenDateTimeFactory) -> FrozenDateTimeFactory:
    """Begin on an evening."""
    freezer.move_to("2026-11-20 19:00:00+00:00")
    return freezer


async def play(hass: HomeAssistant, frozen: FrozenDateTimeFactory, *steps: tuple[float, str, dict[str, Any]]) -> None:
    """Let a player go through states, each for some minutes."""
    for minutes, state, attributes in steps:
        hass.states.async_set(PLAYER, state, attributes)
        frozen.tick(timedelta(minutes=minutes))
    await async_wait_recording_done(hass)


async def imported(hass: HomeAssistant, entry: MockConfigEntry, days: int = 3) -> dict[str, str]:
    """Bring in what was recorded, and return how much that was."""
    flow = await chosen(hass, entry, "household_import", "household_recorder")
    result = await brought_in(hass, await submit(hass, flow, players=[PLAYER], days=days))
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "household_imported")
    return dict(result["description_placeholders"] or {})


async def test_what_was_recorded(
    recorder_mock: Recorder, hass: HomeAssistant, household_folder: Path, frozen: FrozenDateTimeFactory
) -> None:
    entry = await add_household(hass)
    await play(
        hass,
        frozen,
        (30, "playing", FILM),
        (10, "paused", FILM),
        (80, "playing", FILM),
        (24 * 60, "idle", {}),
        (50, "playing", EPISODE),
        (60, "idle", {}),
    )
    assert await imported(hass, entry) == {"added": "2", "known": "0"}
    episode, film = await history_of(entry).viewings(Wanted())
    assert film.title is not None and film.title.name == "Arrival"
    assert film.screen == PLAYER and abs(film.watched - 110 * 60) < 60
    assert episode.title is not None and (episode.title.series, episode.title.episode) == ("Severance", 2)
    assert await imported(hass, entry) == {"added": "0", "known": "2"}
    frozen.tick(timedelta(hours=21))
    assert await imported(hass, entry, days=2) == {"added": "0", "known": "2"}  # begins in the middle of the film


async def test_what_goes_on_now_is_left_to_whoever_watches(
    recorder_mock: Recorder, hass: HomeAssistant, household_folder: Path, frozen: FrozenDateTimeFactory
) -> None:
    entry = await add_household(hass)
    assert suggested(await chosen(hass, entry, "household_import", "household_recorder"))["days"] == 10
    await play(hass, frozen, (30, "playing", FILM))
    assert await imported(hass, entry) == {"added": "0", "known": "0"}


async def test_a_player_of_which_nothing_was_recorded(
    recorder_mock: Recorder, hass: HomeAssistant, household_folder: Path
) -> None:
    entry = await add_household(hass)
    assert await imported(hass, entry, days=3650) == {"added": "0", "known": "0"}


async def test_no_recorder(hass: HomeAssistant, household_folder: Path) -> None:
    entry = await add_household(hass)
    flow = await chosen(hass, entry, "household_import", "household_recorder")
    flow = await submit(hass, flow, players=[], days=3)
    assert flow["errors"] == {"players": "import_no_players"}
    flow = await submit(hass, flow, players=[PLAYER], days=3)
    assert flow["errors"] == {"base": "import_no_recorder"}
