"""From a service call to the key at the TV: one key, and twenty in a row, with the connection open."""

import asyncio
from collections.abc import Mapping
import random
import statistics
import time
from typing import Any

from homeassistant.core import HomeAssistant
from sim.samsung_tv import SamsungTV
from sim.samsung_tv.log import KeyReceived

from .house import running_home
from .report import Report
from .tvs import add_core, entity_of

ROW = 20
_WAIT_SECONDS = 60.0


async def run(*, quick: bool) -> Report:
    """Press keys through Parlor and through core's `samsungtv`, each on a TV of its own."""
    times = 10 if quick else 100
    # Core's library sleeps a second after every key: a row of twenty takes as many.
    rows = {"ours": 5, "core": 1 if quick else 5}
    empty: Mapping[str, Any] = {"areas": [], "devices": [], "entities": []}
    async with running_home(empty) as hass, _tv() as ours_tv, _tv() as core_tv:
        ours = await _add_parlor(hass, ours_tv)
        core = await add_core(hass, core_tv, "remote")
        figures = {
            "ours": await _measure(hass, ours, ours_tv, times, rows["ours"]),
            "core": await _measure(hass, core, core_tv, min(times, 10), rows["core"]),
        }
    return Report(
        suite="keys",
        ours=figures["ours"],
        core=figures["core"],
        notes=(
            f"medians of {times} keys and {rows['ours']} rows of {ROW} (core: {min(times, 10)} and {rows['core']})",
            "key_ms: from the call of remote.send_command to the key at the simulated TV, on loopback, the connection open",
        ),
    )


def _tv() -> SamsungTV:
    """Return a simulated TV that is on, at an address of its own."""
    address = (random.randrange(1, 250) for _ in range(3))
    return SamsungTV(f"127.{'.'.join(map(str, address))}", control_port=0)


async def _add_parlor(hass: HomeAssistant, tv: SamsungTV) -> str:
    """Add a TV to Parlor through its config flow, as a user does; returns the remote's entity id."""
    flow = hass.config_entries.flow
    result = await flow.async_init("parlor", context={"source": "user"})
    result = await flow.async_configure(result["flow_id"], {"next_step_id": "tv"})
    result = await flow.async_configure(result["flow_id"], {"host": tv.host})
    while result["type"] != "create_entry":
        assert result["type"] in ("progress", "progress_done"), result
        await asyncio.sleep(0.05)
        result = await flow.async_configure(result["flow_id"])
    await hass.async_block_till_done()
    return entity_of(hass, result["result"].entry_id, "remote")


async def _measure(hass: HomeAssistant, entity_id: str, tv: SamsungTV, times: int, rows: int) -> Mapping[str, float]:
    """Press keys one by one, then in rows; returns the medians in milliseconds."""
    await _press(hass, entity_id, tv, ["KEY_HOME"])
    single = [
        await _press(hass, entity_id, tv, ["KEY_VOLUP" if time_ % 2 else "KEY_VOLDOWN"]) for time_ in range(times)
    ]
    row = [f"KEY_{number % 10}" for number in range(ROW)]
    many = [await _press(hass, entity_id, tv, row) for _ in range(rows)]
    return {"key_ms": statistics.median(single), "keys_20_ms": statistics.median(many)}


async def _press(hass: HomeAssistant, entity_id: str, tv: SamsungTV, keys: list[str]) -> float:
    """Send keys in one call and return the milliseconds until the last was at the TV; they must come in order."""
    tv.log.clear()
    before = time.monotonic()
    call = hass.async_create_task(
        hass.services.async_call("remote", "send_command", {"entity_id": entity_id, "command": keys}, blocking=True)
    )
    async with asyncio.timeout(_WAIT_SECONDS):
        while len(tv.log.keys) < len(keys):  # noqa: ASYNC110
            await asyncio.sleep(0.0005)  # nothing tells when a key has come: the protocol has no acknowledgement
        await call
    assert tv.log.keys == keys
    return (tv.log.of(KeyReceived)[-1].monotonic - before) * 1000
