"""A simulated TV, and Home Assistant with it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion
from syrupy.filters import props

from custom_components.parlor.const import CONF_KIND, DOMAIN, Kind
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
    hass: HomeAssistant, host: str, *, model: str = MODEL, born_at: str | None = None, **settings: Any
) -> AsyncIterator[SimulatedTV]:
    """Run a TV that knows our token; `power` and other facts of its state are picked out of the settings."""
    facts = {key: settings.pop(key) for key in tuple(settings) if key in TVState.__dataclass_fields__}
    tv = SimulatedTV(host, control_port=0, model=model, born_at=born_at)
    tv.configure(**settings)
    tv.change(**facts)
    tv.pairing.tokens["Parlor"] = TOKEN
    with leaving_is_no_fault():
        async with tv:
            try:
                yield tv
            finally:
                for entry in hass.config_entries.async_loaded_entries(DOMAIN):
                    await hass.config_entries.async_unload(entry.entry_id)


@contextmanager
def leaving_is_no_fault() -> Iterator[None]:
    """Let clients leave in their TLS handshake: the TV shares our loop, which in debug mode reports that as an error."""
    loop = asyncio.get_running_loop()
    handler = loop.get_exception_handler()

    def handle(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if "transport creation for incoming connection" not in context["message"] and handler is not None:
            handler(loop, context)

    loop.set_exception_handler(handle)
    yield
    loop.set_exception_handler(handler)


def of_both_versions(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Leave out what the registry tells in one supported version of Home Assistant only, and what changes by the day."""
    return snapshot.with_defaults(exclude=props("compat_name", "last_reset"))


def entry_of(tv: SimulatedTV, *, options: Any = None, **data: Any) -> MockConfigEntry:
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
        options=options or {},
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
