"""A simulated TV, and Home Assistant with it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_HOST, CONF_MAC, CONF_MODEL, CONF_TOKEN
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import CONF_KIND, DOMAIN, Kind
from sim.samsung_tv import Settings, TVState
from sim.samsung_tv.tv import SamsungTV as SimulatedTV

NAME = "Living Room TV"
PLAYER = "media_player.living_room_tv"
REMOTE = "remote.living_room_tv"
TOKEN = "10916644"


def udn(tv: SimulatedTV) -> str:
    """Return the identity of a TV as an entry holds it."""
    return tv.identity.udn.removeprefix("uuid:")


@asynccontextmanager
async def simulated(host: str, *, model: str | None = None, **settings: Any) -> AsyncIterator[SimulatedTV]:
    """Run a TV that knows our token; `power` and other facts of its state are picked out of the settings."""
    facts = {key: settings.pop(key) for key in tuple(settings) if key in TVState.__dataclass_fields__}
    async with SimulatedTV(
        host,
        control_port=0,
        state=TVState(**facts),
        settings=Settings(**settings),
        **({"model": model} if model else {}),
    ) as tv:
        tv.pairing.tokens["Parlor"] = TOKEN
        yield tv


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


async def until(fact: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait until something is true."""
    async with asyncio.timeout(seconds):
        while not fact():
            await asyncio.sleep(0.005)
