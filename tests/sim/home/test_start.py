"""A home starts in Home Assistant, small or large, and goes away again."""

import pytest

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from sim.home import async_start_home, generate_home


@pytest.fixture(autouse=True)
async def _homeassistant(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, "homeassistant", {})


async def test_large_home(hass: HomeAssistant) -> None:
    home = generate_home(5000, seed=1)
    entry = await async_start_home(hass, home)
    assert entry.state is ConfigEntryState.LOADED
    states = {state.entity_id: state for state in hass.states.async_all()}
    assert len(states) == 5000
    for plan in home["entities"]:
        assert states[plan["id"]].attributes["friendly_name"] == plan["name"]
        assert states[plan["id"]].state != "unavailable"
