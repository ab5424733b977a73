"""What watching TVs costs and leaves behind: connections that end in every way, and fifty sets that do nothing."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
import gc
from itertools import count
import json
from pathlib import Path
import sys
import time

import aiohttp

from custom_components.parlor.samsung.state import Timing
from custom_components.parlor.samsung.tv import SamsungTV
from homeassistant.core import HomeAssistant

from .house import running_home
from .report import REPOSITORY, Report
from .soak_fickle import WAYS, FickleTV
from .tvs import add_paired

TVS = 50
FICKLE = 12
# As often as a TV can be met: what is counted are endings, and not how long Parlor is patient with them.
HASTY = Timing(
    poll=5, poll_soon=1, app_poll=0.05, app_likely=0.05, app_round=0.05, app_most=1000, reconnect=0.001, reconnect_most=0.001,
)  # fmt: skip


async def run(*, quick: bool) -> Report:
    """Have connections end, then watch TVs that are on, and TVs that sleep."""
    ends, leaks = await _ended(130 if quick else 1_000)
    shares = await _idle(settle=10 if quick else 60, window=8 if quick else 60)
    return Report(
        suite="soak",
        ours={"disconnects": sum(ends.values()), **leaks, **shares},
        notes=(
            f"disconnects: {', '.join(f'{way} {times}' for way, times in ends.items())}",
            f"idle_core_share_50: processor time of the process with Home Assistant, {TVS} TVs on and idle in another",
            "idle_core_share_50_standby: the same with all of them in standby",
        ),
    )


async def _ended(times: int) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Have connections end in every way so many times; return how often they did, and what was left behind."""
    gc.collect()
    sockets, tasks = _sockets(), len(asyncio.all_tasks())
    ends = dict.fromkeys(WAYS, 0)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=False)) as session:
        numbers = count()
        fickle = [FickleTV(f"127.91.{place}.1", ends, numbers) for place in range(FICKLE)]
        for tv in fickle:
            await tv.start()
        watched = [SamsungTV(session, tv.host, timing=HASTY) for tv in fickle]
        for each in watched:
            await each.connect()
        while min(ends.values()) < times:  # noqa: ASYNC110
            await asyncio.sleep(0.1)  # endings are counted by a dozen servers
        await asyncio.gather(*(each.close() for each in watched))
        for tv in fickle:
            await tv.stop()
    await asyncio.sleep(1)
    gc.collect()
    left = {"sockets_leaked": _sockets() - sockets, "tasks_leaked": len(asyncio.all_tasks()) - tasks}
    return dict(ends), left


def _sockets() -> int:
    """Return how many sockets this process holds."""
    held = 0
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            held += str(descriptor.readlink()).startswith("socket:")
        except FileNotFoundError:
            continue
    return held


async def _idle(*, settle: float, window: float) -> Mapping[str, float]:
    """Return which share of a core fifty TVs take, on and in standby."""
    async with _simulated() as tell, running_home({"areas": [], "devices": [], "entities": []}) as hass:
        await asyncio.gather(*(add_paired(hass, host) for host in _hosts()))
        on = await _share(hass, "on", settle, window)
        await tell("standby")
        standby = await _share(hass, "off", settle / 2, window)
    return {"idle_core_share_50": on, "idle_core_share_50_standby": standby}


def _hosts() -> list[str]:
    """Return the addresses of the simulated TVs."""
    return [f"127.92.0.{place + 1}" for place in range(TVS)]


@asynccontextmanager
async def _simulated() -> AsyncGenerator[Callable[[str], Awaitable[None]]]:
    """Run the TVs in a process of their own; gives how to tell them what power to be in."""
    command = (sys.executable, "-m", "bench.soak_tvs", *_hosts())
    process = await asyncio.create_subprocess_exec(
        *command, cwd=REPOSITORY, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    orders, answers = process.stdin, process.stdout
    assert orders is not None and answers is not None

    async def tell(power: str) -> None:
        orders.write(json.dumps(power).encode() + b"\n")
        await orders.drain()
        assert await answers.readline()

    try:
        assert await answers.readline(), "the simulated TVs did not start"
        yield tell
    finally:
        orders.close()
        await process.wait()


async def _share(hass: HomeAssistant, state: str, settle: float, window: float) -> float:
    """Return the share of a core that this process takes, once every TV is seen in a state and all has settled."""
    async with asyncio.timeout(120):
        while sum(tv.state == state for tv in hass.states.async_all("media_player")) < TVS:  # noqa: ASYNC110
            await asyncio.sleep(0.2)  # all of them are waited for, and not one event
    await asyncio.sleep(settle)
    before, began = time.process_time(), time.monotonic()
    await asyncio.sleep(window)
    return (time.process_time() - before) / (time.monotonic() - began)
