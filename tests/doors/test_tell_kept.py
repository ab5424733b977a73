"""Messages that wait: taken back, kept over a restart, not too many, and never lost."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.parlor.diagnostics import async_get_config_entry_diagnostics
from custom_components.parlor.telling.message import Message
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from .screens import BOX, FILM, play
from .tellable import TEXT, Tellable, add_living_room_tv, people, set_up_parlor, tell
from .told_later import STORE, film, kept, settle

__all__ = ["film", "people"]


async def withdraw(hass: HomeAssistant, tag: str) -> Any:
    """Take a message back."""
    data = {"tag": tag, "withdraw": True}
    return await hass.services.async_call("parlor", "tell", data, blocking=True, return_response=True)


async def test_taken_back(
    hass: HomeAssistant, people: Tellable, film: MockConfigEntry, freezer: FrozenDateTimeFactory, hass_storage: Any
) -> None:
    await tell(hass, tag="washing")
    assert await withdraw(hass, "dishes") == {"withdrawn": False}
    assert await withdraw(hass, "washing") == {"withdrawn": True}
    assert await withdraw(hass, "washing") == {"withdrawn": False}
    assert STORE not in hass_storage
    await play(hass, FILM, "paused")
    await settle(hass, freezer)
    assert people.said() == {}


async def test_taken_back_while_it_fails_here_and_is_to_be_told_there(hass: HomeAssistant, people: Tellable) -> None:
    people.notice(hass, "binary_sensor.living", "on")
    people.satellite.faulty.waits = asyncio.Event()
    first = hass.async_create_task(tell(hass, "First."))
    second = hass.async_create_task(tell(hass, tag="washing"))
    await people.satellite.faulty.began.wait()
    people.satellite.faulty.fails = True
    assert await withdraw(hass, "washing") == {"withdrawn": True}
    people.satellite.faulty.waits.set()
    assert (await first)["outcome"] == "told" and (await second)["outcome"] == "withdrawn"
    assert people.said() == {"satellite": ["First."]}


async def test_not_too_many(
    hass: HomeAssistant, people: Tellable, film: MockConfigEntry, freezer: FrozenDateTimeFactory, hass_storage: Any
) -> None:
    results = await asyncio.gather(*(tell(hass, f"{each}.") for each in range(1000)), return_exceptions=True)
    refused = [each for each in results if isinstance(each, HomeAssistantError)]
    assert len(refused) == 950 and {each.translation_key for each in refused} == {"tell_too_much"}
    assert len(kept(hass_storage)) == 50
    await play(hass, FILM, "paused")
    await settle(hass, freezer)
    assert people.said() == {"satellite": [f"{each}." for each in range(50)]}
    assert STORE not in hass_storage


async def test_each_is_looked_at_anew_once_the_one_before_is_told(
    hass: HomeAssistant, people: Tellable, film: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    await tell(hass, "One.")
    await tell(hass, "Two.")
    people.satellite.faulty.waits = asyncio.Event()
    hass.states.async_set(BOX, "paused", FILM)
    for _ in range(2):
        await asyncio.sleep(0)
        freezer.tick(4)
        async_fire_time_changed(hass)
    await people.satellite.faulty.began.wait()
    hass.states.async_set(BOX, "playing", FILM)  # who paused goes on in the middle of the first
    await asyncio.sleep(0)
    people.satellite.faulty.waits.set()
    await settle(hass, freezer, 20)
    assert people.said() == {"satellite": ["One."]}
    await play(hass, FILM, "paused")
    await settle(hass, freezer)
    assert people.said() == {"satellite": ["Two."]}


async def test_told_nowhere_in_the_end(
    hass: HomeAssistant, people: Tellable, film: MockConfigEntry, freezer: FrozenDateTimeFactory, hass_storage: Any
) -> None:
    await tell(hass, title="Washer")
    for each in (people.satellite, people.speaker, people.anna, people.ben):
        each.faulty.fails = True
    await play(hass, FILM, "paused")
    await settle(hass, freezer)
    notes = hass.data["persistent_notification"].values()
    assert [(each["title"], each["message"]) for each in notes] == [("Washer", TEXT)]
    assert STORE not in hass_storage


async def test_diagnostics_tell_how_much_waits_and_no_words(
    hass: HomeAssistant, people: Tellable, film: MockConfigEntry
) -> None:
    entry = MockConfigEntry(domain="parlor", data={"kind": "appliances"}, unique_id="appliances")
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await tell(hass)
    told = await async_get_config_entry_diagnostics(hass, entry)
    assert told["telling"] == {"held": 1} and TEXT not in str(told)


async def test_what_is_being_told_is_kept_until_it_was(
    hass: HomeAssistant, people: Tellable, film: MockConfigEntry, freezer: FrozenDateTimeFactory, hass_storage: Any
) -> None:
    """Who kills Home Assistant in the middle hears it again, rather than never."""
    await tell(hass)
    people.satellite.faulty.waits = asyncio.Event()
    hass.states.async_set(BOX, "idle")
    for _ in range(2):
        await asyncio.sleep(0)
        freezer.tick(4)
        async_fire_time_changed(hass)
    await people.satellite.faulty.began.wait()
    await tell(hass, "Something else.", ways=["phone"])
    assert kept(hass_storage) == [TEXT]
    people.satellite.faulty.waits.set()
    await settle(hass, freezer)
    assert STORE not in hass_storage and people.said() == {"satellite": [TEXT], "anna": ["Something else."]}


def stored(*messages: Any) -> dict[str, Any]:
    """Return the file that an earlier run has left."""
    return {"version": 1, "minor_version": 1, "key": STORE, "data": {"held": list(messages)}}


@pytest.mark.parametrize("is_watching", [True, False])
async def test_over_a_restart(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, hass_storage: Any, tmp_path: Path, is_watching: bool
) -> None:
    hass.config.config_dir = str(tmp_path)
    asked_at = datetime.now(UTC)
    message = Message(id="a", text=TEXT, asked_at=asked_at, tag="washing")
    hass_storage[STORE] = stored({"text": "nonsense"}, message.to_dict(), None)
    people = Tellable()
    await set_up_parlor(hass)
    await people.async_set_up(hass)
    await add_living_room_tv(hass)
    if is_watching:
        await play(hass, FILM)
    assert people.said() == {}
    await settle(hass, freezer, 20)
    assert people.said() == {} and kept(hass_storage) == [TEXT]
    await settle(hass, freezer, 20)
    await settle(hass, freezer)
    assert people.said() == ({} if is_watching else {"satellite": [TEXT], "speaker": [TEXT]})
    await play(hass, FILM, "paused")
    await settle(hass, freezer)
    assert people.said() == ({"satellite": [TEXT]} if is_watching else {})
    assert STORE not in hass_storage


async def test_taken_back_right_after_a_restart(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, hass_storage: Any, tmp_path: Path
) -> None:
    hass.config.config_dir = str(tmp_path)
    hass_storage[STORE] = stored(Message(id="a", text=TEXT, asked_at=datetime.now(UTC), tag="washing").to_dict())
    people = Tellable()
    await set_up_parlor(hass)
    await people.async_set_up(hass)
    assert await withdraw(hass, "washing") == {"withdrawn": True}
    await settle(hass, freezer, 120)
    assert people.said() == {} and STORE not in hass_storage


@pytest.mark.parametrize("file", [{"version": 1, "key": STORE, "data": []}, {"version": 9, "key": STORE, "data": {}}])
async def test_a_file_that_is_none(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, hass_storage: Any, tmp_path: Path, file: Any
) -> None:
    hass.config.config_dir = str(tmp_path)
    hass_storage[STORE] = file
    people = Tellable()
    await set_up_parlor(hass)
    await people.async_set_up(hass)
    await add_living_room_tv(hass)
    await play(hass, FILM)
    assert (await tell(hass))["outcome"] == "held"
    await play(hass, FILM, "paused")
    await settle(hass, freezer)
    assert people.said() == {"satellite": [TEXT]}


async def test_quiet_hours(
    hass: HomeAssistant, people: Tellable, freezer: FrozenDateTimeFactory, hass_storage: Any
) -> None:
    telling = {"quiet_from": "22:00:00", "quiet_until": "06:00:00"}
    MockConfigEntry(domain="parlor", data={"kind": "appliances"}, options={"telling": telling}).add_to_hass(hass)
    freezer.move_to(datetime(2026, 11, 28, 23, 0, tzinfo=dt_util.get_default_time_zone()))
    assert (await tell(hass))["outcome"] == "told"
    assert people.said() == {"anna": [TEXT]}
    response = await tell(hass, phones=False)
    assert (response["because"], response["until"][11:16]) == ("quiet", "06:00")
    for _ in range(6):
        await settle(hass, freezer, 3600)
    assert people.said() == {} and kept(hass_storage) == [TEXT]
    people.notice(hass, "binary_sensor.living", "on")
    await settle(hass, freezer, 3700)
    assert people.said() == {"satellite": [TEXT]}


async def test_a_conversation_is_not_broken_off(
    hass: HomeAssistant, people: Tellable, freezer: FrozenDateTimeFactory
) -> None:
    people.notice(hass, "binary_sensor.living", "on")
    hass.states.async_set("assist_satellite.living", "listening", {"supported_features": 1})
    assert (await tell(hass))["because"] == "busy"
    await settle(hass, freezer, 30)
    assert people.said() == {}
    hass.states.async_set("assist_satellite.living", "idle", {"supported_features": 1})
    await settle(hass, freezer)
    assert people.said() == {"satellite": [TEXT]}


async def test_a_screen_that_is_removed_holds_nothing(
    hass: HomeAssistant, people: Tellable, film: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    await tell(hass)
    assert await hass.config_entries.async_remove(film.entry_id)
    await settle(hass, freezer)
    assert set(people.said()) == {"satellite", "speaker"}  # nothing says any more in which room anybody is
