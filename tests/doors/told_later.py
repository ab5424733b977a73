"""A film in the living room of a home in which people can be told something, and what waits for its end."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import HomeAssistant

from .screens import FILM, pass_time, play
from .tellable import Tellable, add_living_room_tv

STORE = "parlor.telling"


@pytest.fixture
async def film(hass: HomeAssistant, people: Tellable, freezer: FrozenDateTimeFactory) -> MockConfigEntry:
    """Have a film run in the living room, for a while already."""
    entry = await add_living_room_tv(hass)
    await play(hass, FILM)
    await pass_time(hass, freezer, 60)
    return entry


async def settle(hass: HomeAssistant, freezer: FrozenDateTimeFactory, seconds: float = 4) -> None:
    """Let a moment pass, and what is told be told; the loop's own clock stands still meanwhile."""
    for _ in range(2):
        await pass_time(hass, freezer, seconds / 2)
        await hass.async_block_till_done(wait_background_tasks=True)


def kept(hass_storage: dict[str, Any]) -> list[str]:
    """Return the words that are kept."""
    return [each["text"] for each in hass_storage.get(STORE, {}).get("data", {}).get("held", [])]
