"""Two hundred connections that end in every way leave no socket and no task behind."""

import asyncio
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import aiohttp
from aiohttp import web
import pytest

from .strange import CONNECT, strange_tv
from .watching import FAST, until, watched

WAYS = ("close", "abort before", "abort", "refuse", "too long", "half a frame")
DISCONNECTS = 200


def sockets() -> int:
    """Return how many sockets this process holds."""
    count = 0
    for held in Path("/proc/self/fd").iterdir():
        try:
            count += str(held.readlink()).startswith("socket:")
        except FileNotFoundError:
            continue
    return count


async def end(socket: web.WebSocketResponse, way: str) -> None:
    """End a connection."""
    assert socket._req is not None  # noqa: SLF001  aiohttp would end it politely
    transport = socket._req.transport  # noqa: SLF001
    assert transport is not None
    match way:
        case "close":
            await socket.close()
        case "abort before" | "abort":
            transport.abort()
        case "refuse":
            await socket.send_str('{"event":"ms.error"}')
        case "too long":
            await socket.send_bytes(b"x" * 600_000)
        case "half a frame":
            transport.write(b"\x81\x7f\x00\x00")
            transport.close()


async def test_nothing_leaks(
    session: aiohttp.ClientSession, loopback_host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.parlor.samsung.remote.socket.CLOSE_TIMEOUT", 0.02)
    ways = cycle(WAYS)
    ended = 0
    done = asyncio.Event()

    async def remote(socket: web.WebSocketResponse) -> None:
        nonlocal ended
        ended += 1
        way = next(ways)
        if way != "abort before":
            await socket.send_str(CONNECT)
        if ended >= DISCONNECTS:
            done.set()
        await end(socket, way)

    timing = replace(FAST, reconnect=0.001, reconnect_most=0.001, app_poll=5, poll=5)
    async with strange_tv(loopback_host, remote=remote):
        async with watched(session, loopback_host, token=None, timing=timing) as seen:
            await until(seen, lambda state: state.info)
            tasks, held = len(asyncio.all_tasks()), sockets()
            async with asyncio.timeout(30):
                await done.wait()
            assert sockets() - held <= 8  # the one that is open just now and those kept for more questions, both ends
            assert len(asyncio.all_tasks()) - tasks <= 6
        await asyncio.sleep(0.5)
        assert sockets() <= held
        assert not [task for task in asyncio.all_tasks() if task.get_name().startswith("samsung")]
