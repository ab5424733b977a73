"""What is told of what is watched now: one title's alone, and how far it is without a word too many."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from homeassistant.core import HomeAssistant

from .screens import FILM, episode, pass_time, play, state

NOW = "sensor.bedroom_tv_now_watching"
OTHER = {**FILM, "media_title": "Sherlock Jr."}
PAUSED = {**FILM, "media_position": 89}


def told(hass: HomeAssistant) -> tuple[str, Any, Any]:
    """Return what is watched now, its position and its duration."""
    now = state(hass, NOW)
    return now.state, now.attributes["position"], now.attributes["duration"]


async def test_the_next_title_has_nothing_of_the_one_that_was_paused(
    hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    await play(hass, FILM)
    await pass_time(hass, freezer, 89)
    await play(hass, PAUSED, "paused")
    assert told(hass) == ("Metropolis", 89, 8940)
    await play(hass, {"media_title": "Sherlock Jr.", "media_content_type": "movie"}, "paused")
    assert told(hass) == ("Sherlock Jr.", None, None)
    await play(hass, {**OTHER, "media_position": 7, "media_duration": 2700}, "paused")
    assert told(hass) == ("Sherlock Jr.", 7, 2700)
    await play(hass, PAUSED, "paused")
    assert told(hass) == ("Metropolis", 89, 8940)


async def test_a_pause_and_going_on_tell_the_position_at_once(
    hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    await play(hass, FILM)
    await pass_time(hass, freezer, 59)
    await pass_time(hass, freezer, 30)
    await play(hass, PAUSED, "paused")
    assert told(hass) == ("Metropolis", 89, 8940)
    await pass_time(hass, freezer, 300)
    await play(hass, PAUSED)
    assert told(hass) == ("Metropolis", 89, 8940)


async def test_two_checkpoints_are_told_together(
    hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """They come a little before their time or after it."""
    await play(hass, episode(1))
    changes = async_capture_events(hass, "state_changed")
    positions: list[int] = []
    for _ in range(10):
        await pass_time(hass, freezer, 30.02 if len(positions) % 2 else 29.98)
        positions.append(told(hass)[1])
    behind = [30 * (place + 1) - position for place, position in enumerate(positions)]
    assert max(behind) <= 31
    assert 4 <= len([event for event in changes if event.data["entity_id"] == NOW]) <= 6
