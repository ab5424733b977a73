"""Blueprints that end what is watched, as automations that are made from them."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_mock_service

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from sim.home import async_put

from .blueprinted import MOTION, automate, bedroom, blueprints, call, notifications, pass_time, play, stop
from .screens import BOX, TV, state

__all__ = ["bedroom", "blueprints"]


async def test_screen_time(bedroom: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await automate(
        bedroom, "screen_time", player=TV, budget={"hours": 1}, warn_at={"minutes": 50}, grace={"minutes": 1}
    )
    await play(bedroom)
    await pass_time(bedroom, freezer, 2900)
    assert notifications(bedroom) == []
    await pass_time(bedroom, freezer, 200)
    assert notifications(bedroom) == ["Your screen time is nearly up."]
    assert state(bedroom, TV).state == "on"
    await pass_time(bedroom, freezer, 520)
    assert notifications(bedroom) == ["Screen time is up for today."]
    assert state(bedroom, TV).state == "on"
    await pass_time(bedroom, freezer, 90)
    assert state(bedroom, TV).state == "off"
    await call(bedroom, "media_stop", BOX)
    await pass_time(bedroom, freezer, 600)
    await play(bedroom, "show-1")
    await pass_time(bedroom, freezer, 90)
    assert state(bedroom, TV).state == "off"


async def test_bedtime(bedroom: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await automate(bedroom, "screen_time", player=TV, has_bedtime=True, bedtime="19:00:00", morning="06:00:00", tell=[])
    await pass_time(bedroom, freezer, 3500)
    await play(bedroom)
    await pass_time(bedroom, freezer, 80, 20)
    assert state(bedroom, TV).state == "on"
    await pass_time(bedroom, freezer, 120)
    assert state(bedroom, TV).state == "off"
    await call(bedroom, "media_stop", BOX)
    await pass_time(bedroom, freezer, 8 * 3600, 1800)
    await play(bedroom, "show-1")
    await pass_time(bedroom, freezer, 90)
    assert state(bedroom, TV).state == "off"


async def test_bedtime_is_for_whom_it_is_for(bedroom: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await automate(bedroom, "screen_time", player=TV, has_bedtime=True, bedtime="18:30:00", persons=["Ben"])
    await play(bedroom)
    await pass_time(bedroom, freezer, 3600)
    assert state(bedroom, TV).state == "on"
    assert notifications(bedroom) == []


async def test_still_watching(bedroom: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await automate(bedroom, "still_watching", player=TV, after={"hours": 1}, patience={"minutes": 5}, touches=[MOTION])
    await play(bedroom, "show-1")
    await pass_time(bedroom, freezer, 2690)
    await call(bedroom, "media_next_track", BOX)  # by itself: nobody touched anything
    await pass_time(bedroom, freezer, 800)
    assert notifications(bedroom) == []
    await pass_time(bedroom, freezer, 150)
    assert notifications(bedroom) == ["Are you still watching?"]
    await call(bedroom, "volume_set", TV, volume_level=0.3)
    await pass_time(bedroom, freezer, 600)
    assert state(bedroom, TV).state == "on"
    await call(bedroom, "media_next_track", BOX)
    await pass_time(bedroom, freezer, 3400)
    assert state(bedroom, TV).state == "off"


async def test_still_watching_asks_a_phone(bedroom: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    entry = bedroom.config_entries.async_entries("parlor")[0]
    phone = dr.async_get(bedroom).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("mobile_app", "1")}, name="Ada's phone"
    )
    asked = async_mock_service(bedroom, "notify", "mobile_app_ada_s_phone")
    paused: list[dict[str, Any]] = [{"action": "media_player.media_pause", "target": {"entity_id": BOX}}]
    await automate(bedroom, "still_watching", player=TV, after={"hours": 1}, phone=phone.id, end=paused)
    await play(bedroom)
    await pass_time(bedroom, freezer, 3660)
    assert asked[0].data["message"] == "Are you still watching?"
    (action,) = asked[0].data["data"]["actions"]
    bedroom.bus.async_fire("mobile_app_notification_action", {"action": action["action"]})
    await pass_time(bedroom, freezer, 3500)
    assert state(bedroom, BOX).state == "playing"
    await pass_time(bedroom, freezer, 500)
    assert state(bedroom, BOX).state == "paused"
    question = "Are you still watching?"
    assert [each.data["message"] for each in asked] == [question, "clear_notification"] * 2
    assert {each.data["data"]["tag"] for each in asked} == {action["action"]}


async def test_screen_time_of_games(bedroom: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await automate(bedroom, "screen_time", player=TV, budget={"hours": 1}, warn_at={"minutes": 50}, tell=[])
    await play(bedroom, "game")
    await pass_time(bedroom, freezer, 3800)
    assert state(bedroom, TV).state == "off"


@pytest.mark.parametrize("told_after", [0, 20])
async def test_screen_time_when_it_is_turned_on_again_at_once(
    bedroom: HomeAssistant, freezer: FrozenDateTimeFactory, told_after: int
) -> None:
    await automate(bedroom, "screen_time", player=TV, budget={"hours": 1}, warn_at={"minutes": 50}, tell=[])
    await play(bedroom)
    await pass_time(bedroom, freezer, 3600)
    while state(bedroom, TV).state != "off":
        await pass_time(bedroom, freezer, 10, 5)
    assert state(bedroom, BOX).state == "playing"
    await pass_time(bedroom, freezer, 4, 2)
    if told_after:
        await async_put(bedroom, TV, "on", {"source": "TV"})
        await pass_time(bedroom, freezer, told_after, 5)
    await async_put(bedroom, TV, "on", {"source": "HDMI 1"})
    await pass_time(bedroom, freezer, 100, 5)
    assert state(bedroom, TV).state == "off"
    await pass_time(bedroom, freezer, 300)
    assert state(bedroom, TV).state == "off"


@pytest.mark.parametrize("is_answered", [True, False])
async def test_the_question_is_taken_back(
    bedroom: HomeAssistant, freezer: FrozenDateTimeFactory, is_answered: bool
) -> None:
    await automate(bedroom, "still_watching", player=TV, after={"hours": 1}, patience={"minutes": 5})
    await play(bedroom, "game")
    await pass_time(bedroom, freezer, 3660)
    assert notifications(bedroom) == ["Are you still watching?"]
    if is_answered:
        await call(bedroom, "volume_set", TV, volume_level=0.3)
    else:
        await pass_time(bedroom, freezer, 300)
    assert (notifications(bedroom), state(bedroom, TV).state) == ([], "on" if is_answered else "off")


async def test_the_question_is_taken_back_when_the_tv_is_turned_off(
    bedroom: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    await automate(bedroom, "still_watching", player=TV, after={"hours": 1}, patience={"minutes": 5})
    await play(bedroom)
    await pass_time(bedroom, freezer, 3660)
    await stop(bedroom)
    assert notifications(bedroom) == []
