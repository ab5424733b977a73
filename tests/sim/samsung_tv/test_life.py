"""Many TVs, none of which leaves anything behind; and one as a program of its own."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
import signal
import sys

import aiohttp
import pytest

from sim.samsung_tv import BadValueError, Faults, SamsungTV, Settings, TVState

from .conftest import Connect, granted

REPOSITORY = Path(__file__).parents[3]


def open_sockets() -> int:
    """Return how many sockets this process holds."""
    count = 0
    for link in Path("/proc/self/fd").iterdir():
        try:
            count += str(link.readlink()).startswith("socket:")
        except FileNotFoundError:
            continue
    return count


async def test_many_at_once_are_different_tvs(loopback_host: str, session: aiohttp.ClientSession) -> None:
    prefix = loopback_host.rpartition(".")[0]
    tvs = [SamsungTV(f"{prefix}.{last}", name=f"TV {last}") for last in range(1, 21)]
    await asyncio.gather(*(tv.start() for tv in tvs))
    try:
        told = []
        for tv in tvs:
            async with session.get(f"http://{tv.host}:8001/api/v2/") as answer:
                device = (await answer.json())["device"]
                told.append((device["name"], device["wifiMac"], device["udn"]))
        assert all(len(set(column)) == 20 for column in zip(*told, strict=True))
    finally:
        await asyncio.gather(*(tv.stop() for tv in tvs))


@pytest.mark.parametrize("network", ["none", "frozen", "unplugged"])
async def test_stop_leaves_neither_task_nor_socket(loopback_host: str, network: str) -> None:
    async with asyncio.timeout(20):
        tasks, sockets = asyncio.all_tasks(), open_sockets()
        for _ in range(3):
            await _use(loopback_host, network)
        await asyncio.sleep(0)
        assert asyncio.all_tasks() == tasks
        assert open_sockets() == sockets


async def _use(host: str, network: str) -> None:
    """Run a TV, open connections of every kind, and stop it under them."""
    remote_url = f"wss://{host}:8002/api/v2/channels/samsung.remote.control"
    connector = aiohttp.TCPConnector(ssl=False)
    async with (
        aiohttp.ClientSession(connector=connector) as session,
        AsyncExitStack() as clients,
        SamsungTV(host) as tv,
    ):
        tv.configure(off_lag=30)
        await granted(await clients.enter_async_context(session.ws_connect(f"{remote_url}?name=QQ==")))
        tv.configure(pairing="ask")
        await clients.enter_async_context(session.ws_connect(f"{remote_url}?name=Qg=="))
        await tv.until(lambda: tv.pairing.popup == "B")
        watching = await clients.enter_async_context(session.get(f"{tv.control_url}/sim/events"))
        await watching.content.readline()
        asking = {"NT": "upnp:event", "CALLBACK": f"<http://{host}:9/>"}
        events = f"http://{host}:9197/upnp/event/AVTransport1"
        async with session.request("SUBSCRIBE", events, headers=asking) as answer:
            assert answer.status == 200
        tv.set.turn_off()
        tv.configure(faults={"network": network})
        await tv.settle()
    # The client's own TLS connections end a moment after the session.
    await asyncio.sleep(0.05)


async def test_a_taken_port_is_an_error_that_leaves_nothing(tv: SamsungTV) -> None:
    sockets = open_sockets()
    with pytest.raises(OSError, match="in use"):
        await SamsungTV(tv.host).start()
    assert open_sockets() == sockets


async def test_a_taken_control_port_is_an_error_that_leaves_nothing(loopback_host: str) -> None:
    sockets, tasks = open_sockets(), asyncio.all_tasks()
    with pytest.raises(OSError, match="in use"):
        await SamsungTV(loopback_host, control_port=8001).start()
    assert (open_sockets(), asyncio.all_tasks()) == (sockets, tasks)


async def test_a_handshake_that_never_ends_does_not_outlive_the_tv(loopback_host: str) -> None:
    sockets = open_sockets()
    async with SamsungTV(loopback_host):
        _, writer = await asyncio.open_connection(loopback_host, 8002)
        await asyncio.sleep(0.05)
    writer.close()
    await writer.wait_closed()
    assert open_sockets() == sockets


async def test_a_tv_is_not_described_with_what_it_does_not_know(loopback_host: str) -> None:
    with pytest.raises(BadValueError, match="volume: must be a whole number"):
        SamsungTV(loopback_host, state=TVState(volume=500))
    plain = SamsungTV(loopback_host, settings=Settings(faults=Faults(drip_seconds=3)))
    assert plain.settings == Settings(faults=Faults(drip_seconds=3.0))


async def test_a_tv_starts_again_where_it_stopped(tv: SamsungTV, connect: Connect) -> None:
    await granted(await connect())
    await tv.stop()
    await tv.stop()
    await tv.start()
    assert tv.pairing.tokens
    await granted(await connect("QWdhaW4="))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_the_program_says_when_it_is_ready_and_stops_cleanly(
    loopback_host: str, session: aiohttp.ClientSession, number: signal.Signals
) -> None:
    arguments = ["--host", loopback_host, "--name", "Bedroom TV", "--control-port", "8091", "--power", "standby"]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sim.samsung_tv", *arguments, cwd=REPOSITORY, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(20):
            line = (await process.stdout.readline()).decode()
        assert line == f"Bedroom TV is ready at {loopback_host}; its screen is at http://{loopback_host}:8091/\n"
        async with session.get(f"http://{loopback_host}:8001/api/v2/") as answer:
            assert (await answer.json())["device"]["PowerState"] == "standby"
        process.send_signal(number)
        async with asyncio.timeout(10):
            assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_the_program_says_which_port_is_taken(tv: SamsungTV) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sim.samsung_tv", "--host", tv.host, cwd=REPOSITORY, stderr=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(20):
        _, errors = await process.communicate()
    assert process.returncode == 1
    assert "cannot start" in errors.decode()
    assert "8001" in errors.decode()
