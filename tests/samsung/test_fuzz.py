"""Valid talk, mutated in every way, on every channel: nothing escapes, nothing dies, and the next good answer heals all.

`PARLOR_FUZZ_CASES` sets how many cases are tried (600 without it).
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
import json
import os
import random
import struct
from typing import Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.parlor.samsung.errors import SamsungError
from custom_components.parlor.samsung.keys import KeyPress
from custom_components.parlor.samsung.power import Power
from custom_components.parlor.samsung.remote import RemoteSocket
from custom_components.parlor.samsung.tv import SamsungTV
from custom_components.parlor.samsung.upnp import Renderer

from .strange import CONNECT, DEVICE, strange_tv
from .watching import FAST, until, watched

CASES = int(os.environ.get("PARLOR_FUZZ_CASES", "600"))
STRANGE: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, 10**400, "", "none", "\ud800", "\x00" * 9, "x" * 70_000, [], {}, [[]], [None], {"": None},
    [{"appId": []}], {"data": {"data": {"data": []}}},
)  # fmt: skip
APP = {"id": "111299001912", "name": "YouTube", "running": True, "version": "2.1.491", "visible": False}
FRAMES: tuple[dict[str, Any], ...] = (
    json.loads(CONNECT),
    {
        "event": "ms.channel.connect",
        "data": {"token": "1", "id": "a", "clients": [{"id": "a", "attributes": {"token": 2}}]},
    },
    {"event": "ms.channel.ready", "data": {}},
    {"event": "ms.error", "data": {"message": "unrecognized method value : ms.remote.control"}},
    {"event": "ed.edenTV.update", "data": {"update_type": "ed.edenApp.update"}},
    {"event": "ed.apps.launch", "data": 200, "from": "host"},
    {"event": "ed.installedApp.get", "data": {"data": [{"appId": "1", "app_type": 2, "name": "One"}]}, "from": "host"},
)
SOAP = (
    '<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
    "<u:GetVolumeResponse><CurrentVolume>12</CurrentVolume><CurrentMute>0</CurrentMute></u:GetVolumeResponse>"
    "</s:Body></s:Envelope>"
)
BOMB = '<!DOCTYPE a [<!ENTITY a "aaaa">' + "".join(f'<!ENTITY b{n} "{"&a;" * 99}">' for n in range(9)) + "]>"


def mutated(value: Any, dice: random.Random) -> Any:
    """Return a value with something in it replaced, lost, doubled or renamed."""
    if dice.random() < 0.2 or not isinstance(value, dict | list) or not value:
        return dice.choice(STRANGE)
    if isinstance(value, list):
        place = dice.randrange(len(value))
        return [*value[:place], mutated(value[place], dice), *value[place:]]
    key = dice.choice(list(value))
    rest = {name: each for name, each in value.items() if name != key}
    return rest if dice.random() < 0.2 else {**rest, key: mutated(value[key], dice)}


def garbled(text: bytes, dice: random.Random) -> bytes:
    """Return bytes cut, doubled, flipped or followed by rubbish."""
    place = dice.randrange(len(text) + 1)
    return dice.choice(
        (
            text[:place],
            text + text,
            text[:place] + dice.randbytes(3) + text[place:],
            text[:place] + bytes([dice.randrange(256)]) + text[place + 1 :],
            b"[" * 20_000,
            text.replace(b"4", b"4L"),
            b"\xef\xbb\xbf" + text,
        )
    )


def told(document: Any, dice: random.Random) -> bytes:
    """Return a document as a TV out of its mind might tell it."""
    text = json.dumps(mutated(document, dice) if dice.random() < 0.7 else document).encode()
    return garbled(text, dice) if dice.random() < 0.4 else text


def answer(request: web.Request, dice: random.Random) -> web.Response:
    """Return a mutated answer of REST."""
    document = DEVICE if request.path == "/api/v2/" else dice.choice((APP, {"code": 404, "status": 404}, {"ok": True}))
    status = dice.choice((200, 200, 200, 201, 204, 302, 401, 404, 500, 503))
    headers = dice.choice(
        ({}, {"Location": "http://127.0.0.1:9/"}, {"Content-Encoding": "gzip"}, {"Set-Cookie": "a=b"})
    )
    return web.Response(body=told(document, dice), status=status, headers=headers)


def frame_bytes(dice: random.Random) -> bytes:
    """Return a WebSocket frame: ordinary, of any kind, or claiming any length."""
    payload = told(dice.choice(FRAMES), dice)[:60_000]
    first = dice.choice((0x81, 0x81, 0x81, 0x82, 0x89, 0x8A, 0x88, 0x01, 0x80, 0xC1, 0x83, dice.randrange(256)))
    length = dice.choice((len(payload),) * 12 + (2**30, 2**63, 2**64 - 1, 0))
    if length < 126:
        head = bytes([first, length])
    elif length < 2**16:
        head = bytes([first, 126]) + struct.pack(">H", length)
    else:
        head = bytes([first, 127]) + struct.pack(">Q", length)
    return head + payload


class Madness:
    """What the set does while it is out of its mind, and what it did."""

    def __init__(self, dice: random.Random) -> None:
        """Be sane at first."""
        self.dice = dice
        self.is_mad = False
        self.cases = 0

    async def rest(self, request: web.Request) -> web.StreamResponse:
        """Answer REST."""
        if not self.is_mad:
            found = request.path == "/api/v2/"
            return web.json_response(DEVICE if found else {"code": 404}, status=200 if found else 404)
        self.cases += 1
        return answer(request, self.dice)

    async def remote(self, socket: web.WebSocketResponse) -> None:
        """Talk on the remote channel."""
        if not self.is_mad or self.dice.random() < 0.8:
            await socket.send_str(CONNECT)
        # The frames are written past aiohttp, which would not send such.
        assert socket._req is not None  # noqa: SLF001
        transport = socket._req.transport  # noqa: SLF001
        while self.is_mad and transport and not transport.is_closing():
            self.cases += 1
            transport.write(frame_bytes(self.dice))
            await asyncio.sleep(0)
            if self.dice.random() < 0.05:
                return
        async for _ in socket:
            pass


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


async def go_mad(mad: Madness, seen: SamsungTV) -> None:
    """Let a set answer nonsense until it has had every case, and press keys meanwhile."""
    mad.is_mad = True
    while mad.cases < CASES:
        with suppress(SamsungError, TimeoutError):
            async with asyncio.timeout(0.5):
                await seen.send_keys([KeyPress("KEY_HOME")])
        await asyncio.sleep(0.01)


async def test_a_set_out_of_its_mind(
    session: aiohttp.ClientSession, loopback_host: str, caplog: pytest.LogCaptureFixture
) -> None:
    dice = random.Random(CASES)
    mad = Madness(dice)
    timing = replace(
        FAST, poll=0.01, poll_soon=0.01, app_poll=0.01, reconnect=0.01, reconnect_most=0.01, app_most=10_000
    )
    async with no_fault(caplog), strange_tv(loopback_host, rest=mad.rest, remote=mad.remote):
        async with watched(session, loopback_host, token=None, timing=timing) as seen:
            await go_mad(mad, seen)
            json.dumps([app.name for app in seen.state.apps], ensure_ascii=False).encode()
            assert len(seen.state.apps) < 600
            mad.is_mad = False
        async with watched(session, loopback_host, token=None, timing=timing) as seen:
            await until(seen, lambda state: state.power is Power.ON and state.connected)


async def test_it_heals_by_itself(
    session: aiohttp.ClientSession, loopback_host: str, caplog: pytest.LogCaptureFixture
) -> None:
    mad = Madness(random.Random(7))

    async def remote(socket: web.WebSocketResponse) -> None:
        await socket.send_str(CONNECT)
        if mad.is_mad:
            await socket.send_bytes(b"\xff" * 600_000)
        async for _ in socket:
            pass

    async with (
        no_fault(caplog),
        strange_tv(loopback_host, rest=mad.rest, remote=remote),
        watched(session, loopback_host, token=None) as seen,
    ):
        await until(seen, lambda state: state.connected)
        mad.is_mad = True
        await asyncio.sleep(0.5)
        mad.is_mad = False
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
        body = dice.choice((SOAP, BOMB + SOAP, SOAP.replace("12", dice.choice(("", "-1", "999", "٤٢", "1e9", "&b8;")))))
        text = garbled(body.encode(), dice) if dice.random() < 0.5 else body.encode()
        return web.Response(body=text, status=dice.choice((200, 200, 200, 500)))

    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", soap)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, loopback_host, 9197).start()
    for _ in range(min(CASES, 300)):
        try:
            sound = await Renderer(session, loopback_host).sound()
        except SamsungError as error:
            outcomes.add(type(error).__name__)
        else:
            assert 0 <= sound.volume <= 100
            outcomes.add("heard")
    await runner.cleanup()
    assert {"heard", "BadAnswer"} <= outcomes
