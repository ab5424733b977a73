"""Messages that wait while a film runs: for its pause, its end, another app, an ad or the limit."""

from datetime import datetime
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.teller import async_teller
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .screens import BOX, FILM, episode, pass_time, play
from .tellable import KITCHEN_MOTION, TEXT, Tellable, add_living_room_tv, people, tell
from .told_later import STORE, film, kept, settle

__all__ = ["film", "people"]


async def test_until_a_pause(
    hass: HomeAssistant, people: Tellable, film: MockConfigEntry, freezer: FrozenDateTimeFactory, hass_storage: Any
) -> None:
    response = await tell(hass)
    limit = datetime.fromisoformat(response["until"]) - dt_util.utcnow()
    assert (response["outcome"], response["because"], response["screens"]) == ("held", "watching", ["Bedroom TV"])
    assert 3590 < limit.total_seconds() <= 3600
    assert kept(hass_storage) == [TEXT] and async_teller(hass).held == 1
    await settle(hass, freezer, 300)
    assert people.said() == {}
    await play(hass, FILM, "paused")
    await settle(hass, freezer, 1)  # who winds stops for a moment
    assert people.said() == {}
    await play(hass, FILM)
    await settle(hass, freezer, 10)
    assert people.said() == {}
    await play(hass, FILM, "paused")
    await settle(hass, freezer)
    assert people.said() == {"satellite": [TEXT]}
    assert STORE not in hass_storage and async_teller(hass).held == 0
    await play(hass, FILM)
    await settle(hass, freezer, 300)
    await play(hass, FILM, "paused")
    await settle(hass, freezer, 300)
    assert people.said() == {}


async def test_until_the_end(
    hass: HomeAssistant, people: Tellable, film: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    await tell(hass, "One.")
    await tell(hass, "Two.")
    hass.states.async_set(BOX, "idle")
    await settle(hass, freezer)
    assert people.said() == {"satellite": ["One.", "Two."]}


async def test_until_another_app_comes(hass: HomeAssistant, people: Tellable, freezer: FrozenDateTimeFactory) -> None:
    await add_living_room_tv(hass)
    await play(hass, {**FILM, "app_name": "Netflix"})
    await pass_time(hass, freezer, 60)
    await tell(hass)
    await play(hass, {"media_title": "Cats", "media_content_type": "video", "app_name": "YouTube"})
    await settle(hass, freezer)
    assert people.said() == {"satellite": [TEXT]}


async def test_until_the_next_episode(hass: HomeAssistant, people: Tellable, freezer: FrozenDateTimeFactory) -> None:
    await add_living_room_tv(hass)
    await play(hass, episode(1))
    await pass_time(hass, freezer, 60)
    await tell(hass)
    await pass_time(hass, freezer, 600)
    assert people.said() == {}
    await play(hass, episode(2))
    await settle(hass, freezer, 60)
    assert people.said() == {"satellite": [TEXT]}


async def test_until_an_ad(
    hass: HomeAssistant, people: Tellable, film: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    await tell(hass)
    await play(hass, {"media_title": "Advertisement", "media_content_type": "video"})
    await settle(hass, freezer)
    assert people.said() == {"satellite": [TEXT]}


async def test_until_the_limit(
    hass: HomeAssistant, people: Tellable, film: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    await tell(hass, "One.", max_hold={"minutes": 10})
    await tell(hass, "Two.")
    for _ in range(9):
        await settle(hass, freezer, 60)
    assert people.said() == {}
    await settle(hass, freezer, 70)
    assert people.said() == {"satellite": ["One."]}
    for _ in range(50):
        await settle(hass, freezer, 60)
    assert people.said() == {"satellite": ["Two."]}


async def test_what_cannot_wait(hass: HomeAssistant, people: Tellable, film: MockConfigEntry) -> None:
    assert (await tell(hass, urgency="urgent"))["outcome"] == "told"
    assert set(people.said()) == {"satellite", "speaker", "anna", "ben"}
    assert (await tell(hass, max_hold=0))["outcome"] == "told"
    assert set(people.said()) == {"satellite"}


async def test_who_is_in_the_kitchen_is_told_there(
    hass: HomeAssistant, people: Tellable, film: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    await tell(hass)
    people.notice(hass, KITCHEN_MOTION, "on")
    await settle(hass, freezer)
    assert people.said() == {"speaker": [TEXT]}


async def test_phones_at_once_and_the_room_later(
    hass: HomeAssistant, people: Tellable, film: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    response = await tell(hass, phones=True)
    assert response["outcome"] == "held" and [each["target"] for each in response["told"]] == ["notify.anna"]
    assert people.said() == {"anna": [TEXT]}
    await play(hass, FILM, "paused")
    await settle(hass, freezer)
    assert people.said() == {"satellite": [TEXT]}


async def test_one_of_a_tag(
    hass: HomeAssistant, people: Tellable, film: MockConfigEntry, freezer: FrozenDateTimeFactory, hass_storage: Any
) -> None:
    await tell(hass, tag="washing", max_hold={"minutes": 20})
    await settle(hass, freezer, 600)
    await tell(hass, "It has been done for ten minutes.", tag="washing", max_hold={"minutes": 20})
    await tell(hass, "The dishes are done.", tag="dishes")
    assert kept(hass_storage) == ["It has been done for ten minutes.", "The dishes are done."]
    for _ in range(10):
        await settle(hass, freezer, 62)
    assert people.said() == {"satellite": ["It has been done for ten minutes."]}  # 20 minutes after the first
