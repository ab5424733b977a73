"""Valid talk, mutated in every way, on every channel: nothing escapes, nothing dies, and the next good answer heals all.

`PARLOR_FUZZ_CASES` sets how many cases are tried (600 without it).
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import os
import random
from typing import Any

import aiohttp
from aiohttp import web
import pytest

from bench.fuzz import fuzzed
from bench.fuzz_madness import CHANNELS
from bench.fuzz_mutations import garbled, retold
from custom_components.parlor.samsung.errors import SamsungError
from custom_components.parlor.samsung.power.verdict import Power
from custom_components.parlor.samsung.remote.keys import KeyPress
from custom_components.parlor.samsung.remote.socket import RemoteSocket
from custom_components.parlor.samsung.upnp.renderer import Renderer
from custom_components.parlor.samsung.upnp.soap import SoapClient

from .strange import CONNECT, strange_tv
from .watching import until, watched

CASES = int(os.environ.get("PARLOR_FUZZ_CASES", "600"))
FOCUSES = (("rest",), ("remote", "control"), ("art",), ("d2d",), ("upnp", "gena", "ip"), CHANNELS)
SOAP = (
    '<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
    "<u:GetVolumeResponse><CurrentVolume>12</CurrentVolume><CurrentMute>0</CurrentMute></u:GetVolumeResponse>"
    "</s:Body></s:Envelope>"
)


async def test_a_set_out_of_its_mind(loopback: None) -> None:
    """Two Frames, in a process of their own, spoil some channels after the other and all at once."""
    found = await fuzzed(cases=CASES, sets=2, seed=CASES, focuses=FOCUSES)
    assert found.escapes.found == {}
    assert found.unrecovered == {}
    assert found.channels.total() >= CASES
    assert set(found.channels) >= {"rest", "remote", "control", "art", "d2d", "upnp", "ip"}


@asynccontextmanager
async def no_fault(caplog: pytest.LogCaptureFixture) -> AsyncIterator[None]:
    """See that nothing escaped meanwhile, into a task or the log."""
    loop = asyncio.get_running_loop()
    faults: list[dict[str, Any]] = []
    loop.set_exception_handler(lambda _, context: faults.append(context))
    yield
    loop.set_exception_handler(None)
    # The simulated set shares our loop: its own handshakes and handlers are no fault of ours.
    assert not [fault for fault in faults if "Unclosed" in fault["message"] or "samsung" in str(fault.get("task"))]
    assert "Watching" not in caplog.text and "listener" not in caplog.text


async def test_it_heals_by_itself(
    session: aiohttp.ClientSession, loopback_host: str, caplog: pytest.LogCaptureFixture
) -> None:
    is_mad = False

    async def remote(socket: web.WebSocketResponse) -> None:
        await socket.send_str(CONNECT)
        if is_mad:
            await socket.send_bytes(b"\xff" * 600_000)
        async for _ in socket:
            pass

    async with (
        no_fault(caplog),
        strange_tv(loopback_host, remote=remote),
        watched(session, loopback_host, token=None) as seen,
    ):
        await until(seen, lambda state: state.connected)
        is_mad = True
        await asyncio.sleep(0.5)
        is_mad = False
        await until(seen, lambda state: state.power is Power.ON and state.connected, 10)
        await seen.send_keys([KeyPress("KEY_HOME")])


async def test_handshakes(session: aiohttp.ClientSession, loopback_host: str) -> None:
    dice = random.Random(11)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        status = dice.choice(("101 Switching Protocols", "200 OK", "302 Found", "404 Not Found", "99 x", "1000 y"))
        head = f"HTTP/1.1 {status}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n"
        writer.write(garbled((head + "Location: http://127.0.0.1:9/\r\n\r\n").encode(), dice)[:30_000])
        writer.close()

    async with await asyncio.start_server(talk, loopback_host, 8001):
        for _ in range(min(CASES, 300)):
            with pytest.raises(SamsungError):
                async with asyncio.timeout(4):
                    await RemoteSocket.open(session, loopback_host, secure=False)


async def test_the_renderer(session: aiohttp.ClientSession, loopback_host: str) -> None:
    dice = random.Random(13)
    outcomes: set[str] = set()

    async def soap(request: web.Request) -> web.StreamResponse:
        text = retold(SOAP.encode(), dice) if dice.random() < 0.7 else SOAP.encode()
        return web.Response(body=text, status=dice.choice((200, 200, 200, 500)))

    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", soap)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, loopback_host, 9197).start()
    for _ in range(min(CASES, 300)):
        try:
            sound = await Renderer(SoapClient(session, loopback_host)).sound()
        except SamsungError as error:
            outcomes.add(type(error).__name__)
        else:
            assert 0 <= sound.volume <= 100
            outcomes.add("heard")
    await runner.cleanup()
    assert {"heard", "BadAnswer"} <= outcomes
