"""Automations that start from how long something is watched, as Home Assistant runs them."""

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import HomeAssistant

from .screens import FILM, episode, pass_time, play
from .triggered import Options, automate, idle


async def test_near_the_end(hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory) -> None:
    fired = await automate(hass, "near_the_end", {"minutes": 10})
    await play(hass, FILM)
    await pass_time(hass, freezer, 8280)
    assert not fired
    await play(hass, {**FILM, "media_position": 8280}, "paused")
    await pass_time(hass, freezer, 900)
    assert not fired
    await play(hass, {**FILM, "media_position": 8280})
    for _ in range(3):
        await pass_time(hass, freezer, 31)
    assert len(fired) == 1
    await pass_time(hass, freezer, 60)
    assert len(fired) == 1


async def test_watched_longer_than(
    hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    fired = await automate(hass, "watched_longer_than", {"duration": "00:30:00"})
    await play(hass, FILM)
    await pass_time(hass, freezer, 1000)
    await play(hass, FILM, "paused")
    await pass_time(hass, freezer, 3000)
    assert not fired
    await play(hass, {**FILM, "media_position": 1000})
    await pass_time(hass, freezer, 700)
    assert not fired
    for _ in range(4):
        await pass_time(hass, freezer, 50)
    assert len(fired) == 1


async def test_watched_longer_than_today(
    hass: HomeAssistant,
    screen: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
) -> None:
    freezer.move_to("2026-11-18 18:00:00-08:00")
    fired = await automate(hass, "watched_longer_than", {"duration": {"hours": 1}, "today": True})
    for number in range(3):
        await play(hass, episode(number + 1))
        await pass_time(hass, freezer, 1300)
        await idle(hass, freezer)
    assert len(fired) == 1


@pytest.mark.parametrize("is_reloaded", [False, True])
async def test_a_day_whose_time_was_up_before(
    hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory, is_reloaded: bool
) -> None:
    freezer.move_to("2026-11-18 18:00:00-08:00")
    await play(hass, episode(1))
    await pass_time(hass, freezer, 1900)
    await idle(hass, freezer)
    fired = await automate(hass, "watched_longer_than", {"duration": {"minutes": 30}, "today": True})
    if is_reloaded:
        assert await hass.config_entries.async_reload(screen.entry_id)
        await hass.async_block_till_done()
    for number in (2, 3):
        await play(hass, episode(number))
        await pass_time(hass, freezer, 60)
        await idle(hass, freezer)
    assert not fired
    freezer.move_to("2026-11-19 18:00:00-08:00")
    await play(hass, episode(1))
    await pass_time(hass, freezer, 30)
    await pass_time(hass, freezer, 1900)
    assert len(fired) == 1


async def test_a_day_counts_whatever_was_watched(
    hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to("2026-11-18 18:00:00-08:00")
    fired = await automate(hass, "watched_longer_than", {"duration": {"minutes": 30}, "today": True, "kind": "film"})
    await play(hass, episode(1))
    await pass_time(hass, freezer, 1900)
    assert not fired
    await play(hass, FILM)
    await pass_time(hass, freezer, 60)
    assert len(fired) == 1


@pytest.mark.parametrize(
    ("trigger", "options"), [("near_the_end", {"minutes": 10}), ("watched_longer_than", {"duration": "01:00:00"})]
)
async def test_once_for_each_viewing_also_where_the_screen_is_set_up_anew(
    hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory, trigger: str, options: Options
) -> None:
    fired = await automate(hass, trigger, options)
    await play(hass, FILM)
    await pass_time(hass, freezer, 60)
    await pass_time(hass, freezer, 8340)
    assert len(fired) == 1
    await play(hass, {**FILM, "media_position": 8400})
    assert await hass.config_entries.async_reload(screen.entry_id)
    await hass.async_block_till_done()
    for _ in range(2):
        await pass_time(hass, freezer, 60)
    await play(hass, {**FILM, "media_position": 3000})
    for _ in range(2):
        await pass_time(hass, freezer, 2500)
    assert len(fired) == 1
    await idle(hass, freezer)
    await play(hass, FILM)
    await pass_time(hass, freezer, 60)
    await pass_time(hass, freezer, 8340)
    assert len(fired) == 2
