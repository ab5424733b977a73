"""How long was watched today, as Home Assistant shows, restores and adds it up."""

from datetime import UTC, datetime, timedelta

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
    mock_restore_cache_with_extra_data,
)
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
    do_adhoc_statistics,
    statistics_during_period,
)

from homeassistant.components.recorder import Recorder
from homeassistant.core import HomeAssistant, State
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


@pytest.mark.parametrize(
    ("reset", "hours"),
    [("2026-11-18T08:00:00+00:00", 1.5), ("2026-11-17T08:00:00+00:00", 0.0), (None, 0.0), ("nonsense", 0.0)],
)
async def test_it_goes_on_after_a_restart_of_the_same_day(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, reset: str | None, hours: float
) -> None:
    freezer.move_to(datetime(2026, 11, 19, 4, tzinfo=UTC))
    last = State(TODAY, "1.5", {"last_reset": reset})
    extra = {"native_value": 5400, "native_unit_of_measurement": "s"}
    mock_restore_cache_with_extra_data(hass, [(last, extra)])
    assert await async_setup_component(hass, "homeassistant", {})
    await add_screen(hass)
    assert float(state(hass, TODAY).state) == hours
