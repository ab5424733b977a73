"""Blueprints for lights, as automations that are made from them."""

from freezegun.api import FrozenDateTimeFactory
import pytest

from homeassistant.core import HomeAssistant

from .blueprinted import (
    ACTIVITY,
    DEN,
    LAMP,
    SPOT,
    automate,
    bedroom,
    blueprints,
    brightness,
    call,
    pass_time,
    play,
    stop,
)
from .screens import BOX, add_screen, state

__all__ = ["bedroom", "blueprints"]

SCREENS = {"entity_id": ACTIVITY}
LIGHTS = {"screens": SCREENS, "lights": [LAMP, SPOT]}


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


async def test_a_light_that_is_turned_on_during_the_film_stays(
    bedroom: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    await automate(bedroom, "cinema_lights", **LIGHTS, brightness=10)
    await play(bedroom)
    await pass_time(bedroom, freezer, 60)
    await call(bedroom, "media_pause", BOX)
    await bedroom.services.async_call("light", "turn_on", {"entity_id": SPOT, "brightness": 180}, blocking=True)
    await call(bedroom, "media_play", BOX)
    assert (brightness(bedroom, LAMP), brightness(bedroom, SPOT)) == (26, 180)
    await stop(bedroom)
    await pass_time(bedroom, freezer, 300)
    assert (brightness(bedroom, LAMP), brightness(bedroom, SPOT)) == (200, 180)


@pytest.mark.parametrize("kinds", [["game"], []])
async def test_lights_stay_dim_while_somebody_games_on_another_screen(
    bedroom: HomeAssistant, freezer: FrozenDateTimeFactory, kinds: list[str]
) -> None:
    await add_screen(bedroom, player=DEN, title="Den")
    screens = {"entity_id": [ACTIVITY, "sensor.den_activity"]}
    await automate(bedroom, "cinema_lights", screens=screens, lights=[LAMP], kinds=kinds)
    await play(bedroom, "game")
    game = {"media_content_id": "game", "media_content_type": "video"}
    await call(bedroom, "play_media", DEN, media=game)
    await pass_time(bedroom, freezer, 120)
    assert (state(bedroom, "sensor.den_activity").state, brightness(bedroom, LAMP)) == ("gaming", 26)
    await stop(bedroom)
    await pass_time(bedroom, freezer, 300)
    assert brightness(bedroom, LAMP) == 26
    await call(bedroom, "media_stop", DEN)
    await pass_time(bedroom, freezer, 300)
    assert brightness(bedroom, LAMP) == 200
