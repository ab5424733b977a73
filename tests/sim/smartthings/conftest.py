"""A cloud on loopback, Home Assistant's own client of it, and Home Assistant's own integration."""

from collections.abc import AsyncGenerator, AsyncIterator

from aiohttp import ClientSession
from pysmartthings import SmartThings
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from sim.smartthings import SmartThingsCloud
from sim.smartthings.redirect import redirected

from .core import core_on


@pytest.fixture
async def cloud(loopback: None) -> AsyncGenerator[SmartThingsCloud]:
    """Run a cloud with the household, and point this process at it."""
    async with SmartThingsCloud() as cloud:
        with redirected(cloud.url):
            yield cloud


@pytest.fixture
async def client(cloud: SmartThingsCloud) -> AsyncIterator[SmartThings]:
    """Return the library's client, signed in."""
    async with ClientSession() as session:
        client = SmartThings(session=session)
        client.authenticate(cloud.oauth.issue()["access_token"])
        yield client


@pytest.fixture
async def entry(hass: HomeAssistant, cloud: SmartThingsCloud) -> AsyncIterator[MockConfigEntry]:
    """Return the loaded entry of Home Assistant's own integration; it is unloaded before the cloud goes."""
    async with core_on(hass, cloud) as entry:
        assert entry.state is ConfigEntryState.LOADED
        yield entry
