"""That fifty reloads of a TV leave no task, no socket, no listener and no object behind."""

import asyncio
import gc
from pathlib import Path

from custom_components.parlor.const import CONF_CONTROL_TOKEN
from custom_components.parlor.samsung.tv import SamsungTV
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from .tvs import PLAYER, entry_of, set_up, simulated, until_state

RELOADS = 50
FRAME = "QE55LS03BAUXXN"


def tasks() -> list[str]:
    """Return the names of what runs now, on our side of the wire."""
    return sorted(name for task in asyncio.all_tasks() if "samsung" in (name := task.get_name()) or "parlor" in name)


def open_files() -> int:
    """Return how many files and sockets are open."""
    return len(list(Path("/proc/self/fd").iterdir()))


def known_tvs() -> int:
    """Return how many TVs are held in memory."""
    gc.collect()
    return sum(isinstance(each, SamsungTV) for each in gc.get_objects())


async def settled(hass: HomeAssistant) -> None:
    """Wait until a TV is watched in every way."""
    await until_state(hass, PLAYER, lambda state: state.state == "on")
    await asyncio.sleep(0.5)


async def test_reloads(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, model=FRAME) as tv:
        tv.ip_control.tokens.append("T1")
        entry = entry_of(tv, **{CONF_CONTROL_TOKEN: "T1"})
        await set_up(hass, entry)
        await settled(hass)
        await hass.config_entries.async_reload(entry.entry_id)
        await settled(hass)
        before = tasks(), dict(hass.bus.async_listeners()), open_files(), known_tvs()
        for _ in range(RELOADS):
            assert await hass.config_entries.async_reload(entry.entry_id)
            assert entry.state is ConfigEntryState.LOADED
        await settled(hass)
        await hass.async_block_till_done()
        after = tasks(), dict(hass.bus.async_listeners()), open_files(), known_tvs()
        assert after[0] == before[0]
        # Fewer may be left: a store that is to be written soon listens until it is.
        assert {name: count for name, count in after[1].items() if count > before[1].get(name, 0)} == {}
        assert after[2] <= before[2] + 10
        assert after[3] <= before[3] + 1
        assert await hass.config_entries.async_unload(entry.entry_id)
        assert not tasks()
