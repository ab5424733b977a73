"""What automations ask of screens, as Home Assistant asks it."""

from collections.abc import Mapping
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import HomeAssistant
from homeassistant.helpers import condition
from homeassistant.setup import async_setup_component

from .screens import BOX, FILM, TV, add_screen, episode, pass_time, play

ACTIVITY = "sensor.bedroom_tv_activity"
type Options = Mapping[str, Any]


async def met(hass: HomeAssistant, name: str, options: Options, target: Options | None = None) -> bool | None:
    """Return whether a condition is met now."""
    assert await async_setup_component(hass, "automation", {})
    asked = {"condition": f"parlor.{name}", "target": target or {"entity_id": ACTIVITY}, "options": options}
    checked = await condition.async_validate_condition_config(hass, asked)
    checker = await condition.async_from_config(hass, checked)
    try:
        return checker.async_check()
    finally:
        checker.async_unload()


@pytest.mark.parametrize(
    ("name", "options", "off", "playing", "paused"),
    [
        ("is_watching", {}, False, True, False),
        ("is_watching", {"kind": "film"}, False, True, False),
        ("is_watching", {"kind": ["episode"]}, False, False, False),
        ("is_watching", {"title": "METRO", "source": "HDMI 1"}, False, True, False),
        ("is_watching", {"person": "Ada"}, False, False, False),
        ("is_watching", {"for": {"hours": 1}}, False, False, False),
        ("is_paused", {}, False, False, True),
        ("is_paused", {"series": "Harbour"}, False, False, False),
        ("activity_is", {"activity": "watching"}, False, True, False),
        ("activity_is", {"activity": ["off", "paused"]}, True, False, True),
        ("kind_is", {"kind": "film"}, False, True, True),
        ("kind_is", {"kind": ["news", "sport"]}, False, False, False),
    ],
)
async def test_condition(
    hass: HomeAssistant,
    screen: MockConfigEntry,
    name: str,
    options: Options,
    off: bool,
    playing: bool,
    paused: bool,
) -> None:
    assert await met(hass, name, options) is off
    await play(hass, FILM)
    assert await met(hass, name, options) is playing
    await play(hass, FILM, "paused")
    assert await met(hass, name, options) is paused


async def test_for(hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory) -> None:
    await play(hass, FILM)
    assert not await met(hass, "is_watching", {"for": "00:30:00"})
    await pass_time(hass, freezer, 1801)
    assert await met(hass, "is_watching", {"for": "00:30:00"})
    await play(hass, FILM, "paused")
    await play(hass, FILM)
    assert not await met(hass, "is_watching", {"for": "00:30:00"})


async def test_watched_today(hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to("2026-11-18 18:00:00-08:00")
    await play(hass, episode(1))
    await pass_time(hass, freezer, 1700)
    assert not await met(hass, "watched_today_more_than", {"duration": "00:30:00"})
    await pass_time(hass, freezer, 200)
    assert await met(hass, "watched_today_more_than", {"duration": "00:30:00"})
    hass.states.async_set(BOX, "idle")
    hass.states.async_set(TV, "off")
    await pass_time(hass, freezer, 600)
    assert await met(hass, "watched_today_more_than", {"duration": "00:30:00"})
    freezer.move_to("2026-11-19 00:00:01-08:00")
    await pass_time(hass, freezer, 1)
    assert not await met(hass, "watched_today_more_than", {"duration": "00:30:00"})


async def test_any_and_all(hass: HomeAssistant, screen: MockConfigEntry) -> None:
    hass.states.async_set("media_player.den", "off", {"friendly_name": "Den"})
    await add_screen(hass, player="media_player.den", title="Den")
    await play(hass, FILM)
    both = {"entity_id": [ACTIVITY, "media_player.den"]}
    assert await met(hass, "is_watching", {"behavior": "any"}, both)
    assert not await met(hass, "is_watching", {"behavior": "all"}, both)
    hass.states.async_set("media_player.den", "playing", {**FILM, "friendly_name": "Den"})
    await hass.async_block_till_done()
    assert await met(hass, "is_watching", {"behavior": "all"}, both)
    assert not await met(hass, "is_watching", {"behavior": "all"}, {"entity_id": "light.none"})


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ({"media_title": "Hades", "media_content_type": "game"}, "game"),
        ({"media_title": "So What", "media_content_type": "music", "media_artist": "Miles Davis"}, "music"),
        ({"media_content_type": "game"}, "game"),
    ],
)
async def test_games_and_music_are_watched_where_they_are_asked_for(
    hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory, what: Options, kind: str
) -> None:
    await play(hass, what)
    await pass_time(hass, freezer, 60)
    assert await met(hass, "is_watching", {"kind": ["film", kind]})
    assert await met(hass, "kind_is", {"kind": kind})
    assert not await met(hass, "is_watching", {})
    assert not await met(hass, "is_watching", {"kind": "film"})
    await play(hass, what, "paused")
    assert not await met(hass, "is_watching", {"kind": kind})
    assert await met(hass, "is_paused", {"kind": kind})


async def test_what_is_only_held_open_is_neither_paused_nor_of_a_kind(
    hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    await play(hass, FILM)
    await pass_time(hass, freezer, 60)
    await play(hass, FILM, "paused")
    assert await met(hass, "is_paused", {"kind": "film"}) and await met(hass, "kind_is", {"kind": "film"})
    hass.states.async_set(TV, "off", {"friendly_name": "Bedroom TV"})
    await pass_time(hass, freezer, 5)
    assert not await met(hass, "is_paused", {}) and not await met(hass, "kind_is", {"kind": "film"})
    await play(hass, FILM, "paused")
    assert await met(hass, "is_paused", {"kind": "film"})
    assert not await met(hass, "is_paused", {"for": "00:00:30"})
    hass.states.async_set(TV, "on", {"source": "HDMI 2", "friendly_name": "Bedroom TV"})
    await pass_time(hass, freezer, 1)
    assert not await met(hass, "is_paused", {}) and not await met(hass, "kind_is", {"kind": "film"})
    await play(hass, episode(1), "paused")
    assert not await met(hass, "is_paused", {"kind": "film"}) and not await met(hass, "kind_is", {"kind": "film"})


async def test_a_bare_off_is_an_activity(hass: HomeAssistant, screen: MockConfigEntry) -> None:
    assert await met(hass, "activity_is", {"activity": False})
    assert await met(hass, "activity_is", {"activity": [False, "idle"]})


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("is_watching", {"kind": "opera"}),
        ("is_watching", {"title": "  "}),
        ("activity_is", {"activity": True}),
        ("kind_is", {}),
        ("kind_is", {"kind": []}),
        ("is_watching", {"behavior": "each"}),
        ("activity_is", {}),
        ("activity_is", {"activity": []}),
        ("kind_is", {"title": "Heat"}),
        ("watched_today_more_than", {"duration": "long"}),
    ],
)
async def test_options_that_cannot_be(
    hass: HomeAssistant, screen: MockConfigEntry, name: str, options: Options
) -> None:
    with pytest.raises(probatio.Invalid, match="options"):
        await met(hass, name, options)
