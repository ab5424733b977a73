"""What is looked up of what is watched, where the household wants that, and nowhere else."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import DOMAIN
from custom_components.parlor.viewing.history import Wanted
from custom_components.parlor.viewing.titles import tmdb, tvmaze, wikidata
from homeassistant.core import HomeAssistant
from sim.metadata import Fault, MetadataServer

from .screens import TV, pass_time, play, state

EPISODE = {"media_series_title": "Severance", "media_season": 2, "media_episode": 4, "media_content_type": "tvshow"}
GUIDE = """<tv><channel id="zdf"><display-name>ZDF</display-name></channel>
<programme start="20261118190000 +0000" stop="20261118194500 +0000" channel="zdf"><title>heute journal</title></programme>
<programme start="20261118194500 +0000" stop="20261118210000 +0000" channel="zdf"><title>Der Alte</title>
<sub-title>Das letzte Wort</sub-title></programme></tv>"""


@pytest.fixture
async def server(loopback: None, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[MetadataServer]:
    async with MetadataServer() as server:
        monkeypatch.setattr(tvmaze, "URL", server.url)
        monkeypatch.setattr(tmdb, "URL", server.url)
        monkeypatch.setattr(wikidata, "URL", f"{server.url}/w/api.php")
        server.guide = GUIDE.encode()
        yield server


async def add(hass: HomeAssistant, tmp_path: Path, **options: Any) -> MockConfigEntry:
    """Add the household with options."""
    hass.config.config_dir = str(tmp_path)
    entry = MockConfigEntry(domain=DOMAIN, data={"kind": "household"}, options={"remember": True, **options})
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


async def settle(hass: HomeAssistant) -> None:
    """Wait for what is done beside."""
    await hass.async_block_till_done(wait_background_tasks=True)


async def test_an_episode_gets_its_name_and_its_people(
    hass: HomeAssistant, screen: MockConfigEntry, server: MetadataServer, tmp_path: Path, freezer: FrozenDateTimeFactory
) -> None:
    await add(hass, tmp_path, look_up_titles=True)
    await play(hass, EPISODE)
    await settle(hass)
    await pass_time(hass, freezer, 60)
    assert state(hass, "sensor.bedroom_tv_now_watching").state == "Woe's Hollow"
    assert state(hass, "event.bedroom_tv_viewing").attributes["event_type"] == "started"
    known = screen.runtime_data.screen
    assert known.lookups.details.people[0].character == "Mark Scout"
    await known.keeping.flush()
    (viewing,) = await known.household.history.viewings(Wanted())
    assert viewing.title.people[0] == "Adam Scott" and viewing.title.ids["imdb"] == "tt11280740"
    assert await known.household.erase(None) == 1
    assert not (tmp_path / "parlor/titles.db").exists()


async def test_nothing_is_asked_unless_that_was_chosen(
    hass: HomeAssistant, screen: MockConfigEntry, server: MetadataServer, tmp_path: Path
) -> None:
    await add(hass, tmp_path)
    await play(hass, EPISODE)
    hass.states.async_set(TV, "on", {"media_channel": "ZDF", "media_content_type": "channel"})
    await settle(hass)
    assert server.requests == []


async def test_what_is_on_when_it_is_chosen_is_looked_up(
    hass: HomeAssistant, screen: MockConfigEntry, server: MetadataServer, tmp_path: Path
) -> None:
    await play(hass, EPISODE)
    await settle(hass)
    assert server.requests == []
    household = await add(hass, tmp_path, look_up_titles=True)
    await settle(hass)
    assert state(hass, "sensor.bedroom_tv_now_watching").state == "Woe's Hollow"
    assert await hass.config_entries.async_unload(household.entry_id)
    await settle(hass)
    assert screen.runtime_data.screen.lookups.details is None


@pytest.mark.parametrize("fault", [Fault.BROKEN, Fault.GARBAGE, Fault.DROP])
async def test_those_who_do_not_answer_change_nothing(
    hass: HomeAssistant, screen: MockConfigEntry, server: MetadataServer, tmp_path: Path, fault: Fault
) -> None:
    server.faults.always = ("", fault)
    await add(hass, tmp_path, look_up_titles=True)
    await play(hass, EPISODE)
    await settle(hass)
    assert state(hass, "sensor.bedroom_tv_now_watching").state == "Severance S02E04"


async def test_programmes_of_a_channel_follow_each_other(
    hass: HomeAssistant, screen: MockConfigEntry, server: MetadataServer, tmp_path: Path, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to("2026-11-18 19:10:00+00:00")
    await add(hass, tmp_path, guide_url=f"{server.url}/guide.xml")
    hass.states.async_set(TV, "on", {"media_channel": "ZDF", "media_content_type": "channel"})
    await settle(hass)
    now = state(hass, "sensor.bedroom_tv_now_watching")
    assert (now.state, now.attributes["kind"], now.attributes["channel"]) == ("heute journal", "news", "ZDF")
    freezer.move_to("2026-11-18 19:45:10+00:00")
    screen.runtime_data.screen.lookups._timer._run()  # noqa: SLF001  the loop's own clock does not move with the test's
    await settle(hass)
    now = state(hass, "sensor.bedroom_tv_now_watching")
    assert (now.state, now.attributes["series"]) == ("Das letzte Wort", "Der Alte")
    freezer.move_to("2026-11-18 21:00:10+00:00")
    screen.runtime_data.screen.lookups._timer._run()  # noqa: SLF001
    await settle(hass)
    await pass_time(hass, freezer, 60)
    assert state(hass, "sensor.bedroom_tv_now_watching").state == "unknown"
    assert state(hass, "sensor.bedroom_tv_activity").state == "watching"


async def test_a_channel_that_comes_back_shows_another_programme(
    hass: HomeAssistant, screen: MockConfigEntry, server: MetadataServer, tmp_path: Path, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to("2026-11-18 19:10:00+00:00")
    await add(hass, tmp_path, guide_url=f"{server.url}/guide.xml")
    zdf = {"media_channel": "ZDF", "media_content_type": "channel"}
    hass.states.async_set(TV, "on", zdf)
    await settle(hass)
    assert state(hass, "sensor.bedroom_tv_now_watching").state == "heute journal"
    hass.states.async_set(TV, "off")
    await settle(hass)
    freezer.move_to("2026-11-18 19:50:00+00:00")
    told: list[str] = []
    hass.bus.async_listen("state_changed", lambda event: told.append(event.data["new_state"].state))
    hass.states.async_set(TV, "on", zdf)
    await settle(hass)
    assert state(hass, "sensor.bedroom_tv_now_watching").state == "Das letzte Wort"
    assert "heute journal" not in told
