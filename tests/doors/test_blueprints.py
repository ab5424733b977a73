"""The blueprints, as Home Assistant loads them and as automations that are made from them."""

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from homeassistant.components.automation.helpers import async_get_blueprints
from homeassistant.components.blueprint import Blueprint
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .blueprinted import (
    ACTIVITY,
    BLUEPRINTS,
    DEN,
    MOTION,
    QUIET,
    automate,
    bedroom,
    blueprints,
    call,
    notifications,
    pass_time,
    play,
    settle,
    stop,
)
from .screens import BOX, TV, state

__all__ = ["bedroom", "blueprints"]

NAMES = (
    *("appliance_attention", "appliance_done", "cinema_lights", "do_not_disturb", "follow_me", "pause_light"),
    *("screen_time", "still_watching"),
)
SCREENS = {"entity_id": ACTIVITY}


async def test_home_assistant_can_load_each(hass: HomeAssistant, blueprints: None) -> None:
    assert await async_setup_component(hass, "automation", {})
    assert sorted(path.stem for path in BLUEPRINTS.glob("*.yaml")) == sorted(NAMES)
    for name, blueprint in (await async_get_blueprints(hass).async_get_blueprints()).items():
        assert isinstance(blueprint, Blueprint), blueprint
        assert blueprint.validate() is None
        assert str(blueprint.metadata["source_url"]).endswith(
            f"custom_components/parlor/blueprints/automation/{name.split('/')[1]}"
        )


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
    await settle(hass)


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


@pytest.mark.parametrize(
    ("kinds", "what", "quiet"),
    [
        ([], "game", "on"),
        ([], "song", "on"),
        (["game"], "game", "on"),
        (["music"], "game", "off"),
        (["film"], "song", "off"),
    ],
)
async def test_do_not_disturb_at_games_and_music(
    bedroom: HomeAssistant, kinds: list[str], what: str, quiet: str
) -> None:
    await automate(bedroom, "do_not_disturb", screens=SCREENS, switches=[QUIET], kinds=kinds)
    await play(bedroom, what)
    assert state(bedroom, QUIET).state == quiet


async def test_nobody_is_followed_who_was_there_all_along(
    bedroom: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    bedroom.states.async_set(MOTION, "on", {"device_class": "motion", "battery": 80})
    await automate(bedroom, "follow_me", **FOLLOW)
    await play(bedroom)
    for status, battery in (("on", 79), ("unknown", 79), ("on", 78), ("unavailable", 78), ("on", 78)):
        bedroom.states.async_set(MOTION, status, {"device_class": "motion", "battery": battery})
        await settle(bedroom)
    assert (state(bedroom, BOX).state, state(bedroom, DEN).state) == ("playing", "idle")
    bedroom.states.async_set(MOTION, "off")
    await come(bedroom)
    assert (state(bedroom, BOX).state, state(bedroom, DEN).state) == ("paused", "playing")
