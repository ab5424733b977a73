"""The blueprints, as Home Assistant loads them and as automations that are made from them."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events, async_mock_service

from homeassistant.components.automation.helpers import async_get_blueprints
from homeassistant.components.blueprint import Blueprint
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component

from .blueprinted import (
    ACTIVITY,
    BLUEPRINTS,
    DEN,
    LAMP,
    MOTION,
    QUIET,
    SPOT,
    automate,
    bedroom,
    blueprints,
    brightness,
    call,
    notifications,
    pass_time,
    play,
    settle,
    stop,
)
from .screens import BOX, TV, state

__all__ = ["bedroom", "blueprints"]

NAMES = ("cinema_lights", "do_not_disturb", "follow_me", "pause_light", "screen_time", "still_watching")
SCREENS = {"entity_id": ACTIVITY}
LIGHTS = {"screens": SCREENS, "lights": [LAMP, SPOT]}


async def test_home_assistant_can_load_each(hass: HomeAssistant, blueprints: None) -> None:
    assert await async_setup_component(hass, "automation", {})
    assert sorted(path.stem for path in BLUEPRINTS.glob("*.yaml")) == sorted(NAMES)
    for name, blueprint in (await async_get_blueprints(hass).async_get_blueprints()).items():
        assert isinstance(blueprint, Blueprint), blueprint
        assert blueprint.validate() is None
        assert str(blueprint.metadata["source_url"]).endswith(
            f"custom_components/parlor/blueprints/automation/{name.split('/')[1]}"
        )


async def test_lights_dim_for_a_film_and_come_back(bedroom: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await automate(bedroom, "cinema_lights", **LIGHTS, brightness=10)
    await play(bedroom)
    assert (brightness(bedroom, LAMP), brightness(bedroom, SPOT)) == (26, None)
    await call(bedroom, "media_pause", BOX)
    await pass_time(bedroom, freezer, 120)
    await call(bedroom, "media_play", BOX)
    assert brightness(bedroom, LAMP) == 26
    await stop(bedroom)
    await pass_time(bedroom, freezer, 300)
    assert (brightness(bedroom, LAMP), brightness(bedroom, SPOT)) == (200, None)
    assert not bedroom.states.async_entity_ids("scene")


async def test_lights_stay_dim_between_episodes(bedroom: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await automate(bedroom, "cinema_lights", **LIGHTS, brightness=0)
    await play(bedroom, "show-1")
    assert brightness(bedroom, LAMP) is None
    await pass_time(bedroom, freezer, 2690)
    await call(bedroom, "media_next_track", BOX)
    await pass_time(bedroom, freezer, 120)
    assert brightness(bedroom, LAMP) is None
    await stop(bedroom)
    await pass_time(bedroom, freezer, 300)
    assert brightness(bedroom, LAMP) == 200


@pytest.mark.parametrize(("dark", "dimmed"), [("below_horizon", 26), ("above_horizon", 200)])
async def test_lights_dim_when_it_is_dark(bedroom: HomeAssistant, dark: str, dimmed: int) -> None:
    bedroom.states.async_set("sun.sun", dark)
    await automate(bedroom, "cinema_lights", **LIGHTS, only_when_dark=True)
    await play(bedroom)
    assert brightness(bedroom, LAMP) == dimmed


async def test_light_while_paused(bedroom: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await automate(bedroom, "pause_light", **LIGHTS, brightness=40)
    await play(bedroom)
    for _ in range(2):
        await call(bedroom, "media_pause", BOX)
        await pass_time(bedroom, freezer, 10, 5)
        assert (brightness(bedroom, LAMP), brightness(bedroom, SPOT)) == (102, 102)
        await call(bedroom, "media_play", BOX)
        assert (brightness(bedroom, LAMP), brightness(bedroom, SPOT)) == (200, None)
        await pass_time(bedroom, freezer, 60)
    await call(bedroom, "media_pause", BOX)
    await pass_time(bedroom, freezer, 10, 5)
    await stop(bedroom)
    await pass_time(bedroom, freezer, 600)
    assert brightness(bedroom, LAMP) == 102
    assert not bedroom.states.async_entity_ids("scene")


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
    assert (len(asked), state(bedroom, BOX).state) == (1, "playing")
    await pass_time(bedroom, freezer, 500)
    assert (len(asked), state(bedroom, BOX).state) == (2, "paused")


async def test_do_not_disturb(bedroom: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await automate(bedroom, "do_not_disturb", screens=SCREENS, switches=[QUIET])
    changes = async_capture_events(bedroom, "state_changed")
    await play(bedroom)
    assert state(bedroom, QUIET).state == "on"
    await call(bedroom, "media_pause", BOX)
    await pass_time(bedroom, freezer, 90, 30)
    assert state(bedroom, QUIET).state == "off"
    await call(bedroom, "media_play", BOX)
    assert state(bedroom, QUIET).state == "on"
    await stop(bedroom)
    await pass_time(bedroom, freezer, 300)
    assert state(bedroom, QUIET).state == "off"
    assert len([change for change in changes if change.data["entity_id"] == QUIET]) == 4


async def test_do_not_disturb_is_put_right_after_a_restart(
    bedroom: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    await bedroom.services.async_call("input_boolean", "turn_on", {"entity_id": QUIET}, blocking=True)
    bedroom.set_state(type(bedroom.state).not_running)
    await automate(bedroom, "do_not_disturb", screens=SCREENS, switches=[QUIET])
    bedroom.bus.async_fire("homeassistant_started")
    await bedroom.async_start()
    await pass_time(bedroom, freezer, 90)
    assert state(bedroom, QUIET).state == "off"


async def come(hass: HomeAssistant) -> None:
    """Have somebody come into the den."""
    hass.states.async_set(MOTION, "on")
    await settle()


FOLLOW = {"player": TV, "here": BOX, "there": DEN, "comes": [MOTION]}


async def test_follow_me(bedroom: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await automate(bedroom, "follow_me", **FOLLOW)
    await play(bedroom)
    await pass_time(bedroom, freezer, 1200)
    await come(bedroom)
    there = state(bedroom, DEN)
    assert (state(bedroom, BOX).state, there.state, there.attributes["media_title"]) == (
        "paused",
        "playing",
        "Metropolis",
    )
    assert there.attributes["media_position"] == pytest.approx(1200, abs=5)
    assert notifications(bedroom) == ["It goes on in the other room."]


async def test_follow_me_where_it_cannot_be_played(bedroom: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await automate(bedroom, "follow_me", **FOLLOW)
    await play(bedroom)
    await bedroom.services.async_call("sim_home", "set_fault", {"entity_id": DEN, "fault": "fail"}, blocking=True)
    await pass_time(bedroom, freezer, 600)
    await come(bedroom)
    assert state(bedroom, BOX).state == "paused"
    await pass_time(bedroom, freezer, 40)
    assert (state(bedroom, BOX).state, state(bedroom, DEN).state) == ("playing", "idle")
    assert notifications(bedroom) == ["This cannot be played in the other room."]


async def test_follow_me_where_the_player_tells_no_id(bedroom: HomeAssistant) -> None:
    await automate(bedroom, "follow_me", **FOLLOW)
    await play(bedroom)
    told = state(bedroom, BOX)
    bedroom.states.async_set(BOX, "playing", {**told.attributes, "media_content_id": {"imdb": "tt0017136"}})
    await come(bedroom)
    assert (state(bedroom, BOX).state, state(bedroom, DEN).state) == ("playing", "idle")
    assert notifications(bedroom) == ["This cannot be played in the other room."]


async def test_nobody_is_followed_where_nothing_is_watched(bedroom: HomeAssistant) -> None:
    await automate(bedroom, "follow_me", **FOLLOW)
    await come(bedroom)
    assert (state(bedroom, DEN).state, notifications(bedroom)) == ("idle", [])
