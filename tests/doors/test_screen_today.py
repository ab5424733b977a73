"""How long was watched today, as Home Assistant shows, restores and adds it up."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
    do_adhoc_statistics,
    statistics_during_period,
)

from homeassistant.components.recorder import Recorder
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .screens import BOX, FILM, TV, add_screen, pass_time, play, state

TODAY = "sensor.bedroom_tv_watched_today"
BEFORE_MIDNIGHT = "2026-11-18 23:40:00-08:00"  # the home of tests is in California


async def watch(hass: HomeAssistant, freezer: FrozenDateTimeFactory, minutes: int) -> None:
    """Watch for so many minutes."""
    for _ in range(2 * minutes):
        await pass_time(hass, freezer, 30)


async def test_statistics_add_up_over_midnight(
    recorder_mock: Recorder, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to(BEFORE_MIDNIGHT)
    began = dt_util.utcnow()
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "sensor", {})
    hass.states.async_set(TV, "off", {"friendly_name": "Bedroom TV"})
    await add_screen(hass, plugged={"HDMI 1": BOX})
    await play(hass, FILM)
    await watch(hass, freezer, 40)
    hass.states.async_set(BOX, "idle")
    hass.states.async_set(TV, "off")
    await pass_time(hass, freezer, 300)
    await async_wait_recording_done(hass)
    for number in range(9):
        do_adhoc_statistics(hass, start=began + timedelta(minutes=5 * number))
        await async_wait_recording_done(hass)
    found = await recorder_mock.async_add_executor_job(
        lambda: statistics_during_period(hass, began, period="5minute", statistic_ids={TODAY}, types={"sum"})
    )
    sums = [row["sum"] for row in found[TODAY]]
    assert sums == sorted(sums)
    assert sums[-1] == pytest.approx(40 / 60, abs=0.02)
    assert float(state(hass, TODAY).state) == pytest.approx(20 / 60, abs=0.02)


async def test_it_is_told_once_a_minute_and_at_once_when_it_ends(
    hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to("2026-11-18 20:00:00-08:00")
    await play(hass, FILM)
    changes = async_capture_events(hass, "state_changed")
    for second in range(600):
        freezer.tick(1)
        hass.states.async_set(BOX, "playing", {**FILM, "media_position": second})
    await hass.async_block_till_done()
    assert sum(event.data["entity_id"] == TODAY for event in changes) in range(8, 12)
    now = [event for event in changes if event.data["entity_id"] == "sensor.bedroom_tv_now_watching"]
    assert len(now) in range(8, 12)
    freezer.tick(20)
    hass.states.async_set(BOX, "paused", {**FILM, "media_position": 620})
    await hass.async_block_till_done()
    assert float(state(hass, TODAY).state) == pytest.approx(620 / 3600, abs=0.001)


async def test_a_jump_is_told_at_once(
    hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    await play(hass, FILM)
    freezer.tick(10)
    await play(hass, {**FILM, "media_position": 3000})
    assert state(hass, "sensor.bedroom_tv_now_watching").attributes["position"] == 3000


@pytest.mark.parametrize(("later", "hours"), [(600, 0.5), (86_400, 0.0)])
async def test_it_goes_on_where_it_was_set_up_again_on_the_same_day(
    hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory, later: float, hours: float
) -> None:
    freezer.move_to("2026-11-18 20:00:00-08:00")
    await play(hass, FILM)
    await watch(hass, freezer, 30)
    hass.states.async_set(BOX, "idle")
    hass.states.async_set(TV, "off")
    await pass_time(hass, freezer, 60)
    assert await hass.config_entries.async_unload(screen.entry_id)
    freezer.tick(later)
    assert await hass.config_entries.async_setup(screen.entry_id)
    await hass.async_block_till_done()
    assert float(state(hass, TODAY).state) == pytest.approx(hours, abs=0.01)
