"""Home Assistant's own integration, signed in to a simulated cloud."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.components.application_credentials import ClientCredential, async_import_client_credential
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from sim.smartthings import SmartThingsCloud

from .waiting import until


@asynccontextmanager
async def core_on(hass: HomeAssistant, cloud: SmartThingsCloud) -> AsyncIterator[MockConfigEntry]:
    """Set up an entry, as far as it gets, and unload it."""
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
    if entry.state is ConfigEntryState.LOADED:
        await until(lambda: list(cloud.subscriptions.streams))  # what is pushed before would be lost
    try:
        yield entry
    finally:
        if entry.state in {ConfigEntryState.LOADED, ConfigEntryState.SETUP_RETRY}:
            await hass.config_entries.async_unload(entry.entry_id)


def entity_id(hass: HomeAssistant, device_id: str, ending: str, platform: str = "sensor") -> str:
    """Return the entity of a device whose unique id ends so."""
    found = er.async_get(hass).async_get_entity_id(platform, "smartthings", f"{device_id}_main{ending}")
    assert found is not None, ending
    return found


def state(hass: HomeAssistant, device_id: str, ending: str, platform: str = "sensor") -> str:
    """Return the state of the entity of a device whose unique id ends so."""
    found = hass.states.get(entity_id(hass, device_id, ending, platform))
    assert found is not None
    return found.state
