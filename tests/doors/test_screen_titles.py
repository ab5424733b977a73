"""Works that are read out of the names of files, while they play."""

from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from custom_components.parlor.viewing.history import Wanted
from homeassistant.core import HomeAssistant

from .screens import add_household, pass_time, play, state

FILE = {"media_title": "Blade.Runner.2049.2017.1080p.BluRay.x264.mkv", "media_content_type": "video"}
EPISODE = {"media_title": "The.Harbour.S02E03.720p.WEB-DL.mkv", "media_content_type": "video", "media_duration": 2400}


@pytest.mark.parametrize(
    ("told", "name", "kind"),
    [(FILE, "Blade Runner 2049", "film"), (EPISODE, "The Harbour S02E03", "episode")],
)
async def test_a_file_is_the_work_that_its_name_says(
    hass: HomeAssistant, screen: MockConfigEntry, told: dict[str, str], name: str, kind: str
) -> None:
    await play(hass, told)
    await hass.async_block_till_done(wait_background_tasks=True)
    now = state(hass, "sensor.bedroom_tv_now_watching")
    assert (now.state, now.attributes["kind"]) == (name, kind)


async def test_it_begins_once_and_with_its_title(
    hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    changes = async_capture_events(hass, "state_changed")
    await play(hass, FILE)
    await hass.async_block_till_done(wait_background_tasks=True)
    await pass_time(hass, freezer, 60)
    new = [event.data["new_state"] for event in changes if event.data["entity_id"] == "event.bedroom_tv_viewing"]
    told = [(one.attributes.get("event_type"), one.attributes.get("title")) for one in new]
    assert told == [("input_changed", None), ("started", "Blade Runner 2049")]


async def test_it_is_kept_by_its_title(
    hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory, household_folder: Path
) -> None:
    await add_household(hass, household_folder.parent)
    await play(hass, FILE)
    await hass.async_block_till_done(wait_background_tasks=True)
    await pass_time(hass, freezer, 600)
    await screen.runtime_data.screen.keeping.flush()
    (viewing,) = await screen.runtime_data.screen.household.history.viewings(Wanted())
    assert (viewing.title.name, viewing.title.year) == ("Blade Runner 2049", 2017)


async def test_many_files_are_each_read_once_and_forgotten(hass: HomeAssistant, screen: MockConfigEntry) -> None:
    for number in range(80):
        await play(hass, {**FILE, "media_title": f"Some.Film.Number.{number}.2010.1080p.mkv"})
        await hass.async_block_till_done(wait_background_tasks=True)
        assert state(hass, "sensor.bedroom_tv_now_watching").state == f"Some Film Number {number}"
    await play(hass, {**FILE, "media_title": "Some.Film.Number.0.2010.1080p.mkv"})
    await hass.async_block_till_done(wait_background_tasks=True)
    assert state(hass, "sensor.bedroom_tv_now_watching").state == "Some Film Number 0"
