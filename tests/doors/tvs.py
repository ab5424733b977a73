"""A simulated TV, and Home Assistant with it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import CONF_KIND, DOMAIN, Kind
from custom_components.parlor.samsung.tv import SamsungTV
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_HOST, CONF_MAC, CONF_MODEL, CONF_TOKEN
from homeassistant.core import HomeAssistant, State, callback
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.setup import async_setup_component
from sim.samsung_tv import SamsungTV as SimulatedTV, TVState

NAME = "Living Room TV"
PLAYER = "media_player.living_room_tv"
REMOTE = "remote.living_room_tv"
TOKEN = "10916644"
MODEL = "GQ55QN85AATXZG"


def udn(tv: SimulatedTV) -> str:
    """Return the identity of a TV as an entry holds it."""
    return tv.identity.udn.removeprefix("uuid:")


@asynccontextmanager
async def simulated(
    hass: HomeAssistant, host: str, *, model: str = MODEL, **settings: Any
) -> AsyncIterator[SimulatedTV]:
    """Run a TV that knows our token; `power` and other facts of its state are picked out of the settings."""
    facts = {key: settings.pop(key) for key in tuple(settings) if key in TVState.__dataclass_fields__}
    tv = SimulatedTV(host, control_port=0, model=model)
    tv.configure(**settings)
    tv.change(**facts)
    tv.pairing.tokens["Parlor"] = TOKEN
    async with tv:
        yield tv
        await let_go(hass)


async def settled(seen: SamsungTV) -> None:
    """Wait until a TV that is on is connected, or will not be."""
    changed = asyncio.Event()
    end = seen.subscribe(lambda _: changed.set())
    with suppress(TimeoutError):
        async with asyncio.timeout(0.5):
            while seen.state.is_lit and not seen.state.connected and not seen.state.refusal:
                changed.clear()
                await changed.wait()
    end()


async def let_go(hass: HomeAssistant) -> None:
    """Unload the TVs while they still answer: a connection cut in its TLS handshake is an error of the loop."""
    for entry in hass.config_entries.async_loaded_entries(DOMAIN):
        seen: SamsungTV = entry.runtime_data.coordinator.tv
        await settled(seen)
        await hass.config_entries.async_unload(entry.entry_id)


def entry_of(tv: SimulatedTV, **data: Any) -> MockConfigEntry:
    """Return the entry of a TV that was paired before."""
    return MockConfigEntry(
        domain=DOMAIN,
        title=NAME,
        unique_id=udn(tv),
        data={
            CONF_KIND: Kind.TV,
            CONF_HOST: tv.host,
            CONF_MAC: tv.identity.mac,
            CONF_MODEL: tv.identity.model,
            CONF_TOKEN: TOKEN,
            **data,
        },
    )


async def set_up(
    hass: HomeAssistant, entry: MockConfigEntry, expected: ConfigEntryState = ConfigEntryState.LOADED
) -> None:
    """Set an entry up, with what Parlor depends on."""
    assert await async_setup_component(hass, "homeassistant", {})
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is expected


async def until_state(
    hass: HomeAssistant, entity_id: str, fact: Callable[[State], object], seconds: float = 5.0
) -> State:
    """Wait until the state of an entity fits, and return it."""
    changed = asyncio.Event()
    end = async_track_state_change_event(hass, entity_id, callback(lambda _: changed.set()))
    try:
        async with asyncio.timeout(seconds):
            while (state := hass.states.get(entity_id)) is None or not fact(state):
                changed.clear()
                await changed.wait()
    finally:
        end()
    return state
