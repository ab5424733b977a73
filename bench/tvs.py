"""Simulated TVs in a home: added to Parlor as one that was paired before."""

from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from sim.samsung_tv import SamsungTV
from sim.samsung_tv.identity import identify

TOKEN = "10916644"
MODEL = "GQ55QN85AATXZG"


async def add_paired(hass: HomeAssistant, host: str, entry_id: str | None = None) -> str:
    """Add the simulated TV at an address; returns the media player's entity id."""
    identity = identify(host, f"TV {host}", MODEL)
    entry = MockConfigEntry(
        domain="parlor",
        title=identity.name,
        unique_id=identity.udn.removeprefix("uuid:"),
        data={"kind": "tv", "host": host, "mac": identity.mac, "model": identity.model, "token": TOKEN},
        **({"entry_id": entry_id} if entry_id else {}),
    )
    return await _added(hass, entry, "media_player")


async def add_core(hass: HomeAssistant, tv: SamsungTV, domain: str = "media_player") -> str:
    """Add a TV to core's integration, its renderer included; returns the id of its entity of a domain."""
    data = {
        "host": tv.host,
        "mac": tv.identity.mac,
        "manufacturer": "Samsung",
        "method": "websocket",
        "model": tv.identity.model,
        "name": "Core TV",
        "port": 8002,
        "ssdp_rendering_control_location": f"http://{tv.host}:9197/dmr",
    }
    entry = MockConfigEntry(domain="samsungtv", data=data, version=2, minor_version=2, unique_id=tv.identity.udn)
    return await _added(hass, entry, domain)


async def _added(hass: HomeAssistant, entry: MockConfigEntry, domain: str) -> str:
    """Set an entry up, and return the id of its only entity of a domain."""
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entity_of(hass, entry.entry_id, domain)


def entity_of(hass: HomeAssistant, entry_id: str, domain: str) -> str:
    """Return the id of an entry's only entity of a domain."""
    entities = er.async_entries_for_config_entry(er.async_get(hass), entry_id)
    (entity_id,) = [entity.entity_id for entity in entities if entity.domain == domain]
    return entity_id
