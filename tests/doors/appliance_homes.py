"""A home with appliances: Parlor's entry, over whatever told of them before."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import DOMAIN
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component

# The entities of a washer as core's SmartThings makes them: domain, end of the unique id, translation key, options, state.
WASHER: Final = (
    ("sensor", "main_washerOperatingState_machineState_machineState", "washer_machine_state", ("pause", "run", "stop"), "stop"),
    ("sensor", "main_washerOperatingState_washerJobState_washerJobState", "washer_job_state", ("wash", "rinse", "spin", "finish", "none"), "none"),
    ("sensor", "main_washerOperatingState_completionTime_completionTime", "completion_time", (), "2026-09-21T16:00:00+00:00"),
    ("binary_sensor", "main_remoteControlStatus_remoteControlEnabled_remoteControlEnabled", "remote_control", (), "off"),
)  # fmt: skip

type EntityRow = tuple[str, str, str, Sequence[str], str]


@asynccontextmanager
async def appliances_on(
    hass: HomeAssistant, options: Mapping[str, Any] | None = None
) -> AsyncIterator[MockConfigEntry]:
    """Set the appliances up, and unload them."""
    assert await async_setup_component(hass, "homeassistant", {})
    entry = MockConfigEntry(
        domain=DOMAIN, title="Appliances", data={"kind": "appliances"}, unique_id="appliances", options=options or {}
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    yield entry
    if entry.state is ConfigEntryState.LOADED:
        assert await hass.config_entries.async_unload(entry.entry_id)
        await hass.async_block_till_done()


def add_foreign(
    hass: HomeAssistant, platform: str, name: str, rows: Sequence[EntityRow], **device: Any
) -> dict[str, str]:
    """Add a device of an integration as it would; return its entities by their translation keys, and under `device` its id."""
    entry = next(iter(hass.config_entries.async_entries(platform)), None)
    if entry is None:
        entry = MockConfigEntry(domain=platform)
        entry.add_to_hass(hass)
    made = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={(platform, name)}, name=name, **device
    )
    found = {"device": made.id}
    for domain, ends, key, options, state in rows:
        registered = er.async_get(hass).async_get_or_create(
            domain,
            platform,
            f"{name}_{ends}",
            config_entry=entry,
            device_id=made.id,
            translation_key=key,
            capabilities={"options": list(options)} if options else None,
        )
        found[key] = registered.entity_id
        hass.states.async_set(registered.entity_id, state)
    return found


def told(hass: HomeAssistant, appliance_id: str, key: str, domain: str = "sensor") -> State:
    """Return the state of an entity of an appliance."""
    entity_id = er.async_get(hass).async_get_entity_id(domain, DOMAIN, f"{appliance_id}_{key}")
    assert entity_id is not None, key
    state = hass.states.get(entity_id)
    assert state is not None, entity_id
    return state


def keys_of(hass: HomeAssistant, appliance_id: str) -> set[str]:
    """Return which entities an appliance has."""
    prefix = f"{appliance_id}_"
    entities = er.async_get(hass).entities.values()
    return {
        f"{one.domain}.{one.unique_id.removeprefix(prefix)}"
        for one in entities
        if one.platform == DOMAIN and one.unique_id.startswith(prefix)
    }
