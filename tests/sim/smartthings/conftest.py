"""A cloud on loopback, Home Assistant's own client of it, and Home Assistant's own integration."""

from collections.abc import AsyncGenerator, AsyncIterator
from datetime import timedelta

from aiohttp import ClientSession
from homeassistant.components.application_credentials import ClientCredential, async_import_client_credential
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pysmartthings import SmartThings
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from sim.smartthings import SmartThingsCloud
from sim.smartthings.redirect import redirected


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


async def set_up(hass: HomeAssistant, cloud: SmartThingsCloud) -> MockConfigEntry:
    """Return the entry of Home Assistant's own integration, signed in to a cloud and set up as far as it gets."""
    assert await async_setup_component(hass, "application_credentials", {})
    known = cloud.oauth.client
    credential = ClientCredential(known.id, known.secret)
    await async_import_client_credential(hass, "smartthings", credential, "smartthings")
    entry = MockConfigEntry(
        domain="smartthings",
        version=3,
        minor_version=3,
        title="Home",
        unique_id=cloud.location_id,
        data=cloud.entry_data(),
    )
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


MINUTE = timedelta(minutes=1).total_seconds()
