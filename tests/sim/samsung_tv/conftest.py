"""A simulated TV, and sockets to it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
import json
import ssl
from typing import Any

import aiohttp
import pytest

from sim.samsung_tv import SamsungTV

from .ip_asking import Ask, asking_of

type Message = dict[str, Any]
type Connect = Callable[..., Awaitable[aiohttp.ClientWebSocketResponse]]
type Receive = Callable[[aiohttp.ClientWebSocketResponse], Awaitable[Message]]

# "Parlor test" as it travels.
NAME = "UGFybG9yIHRlc3Q="


@pytest.fixture
async def tv(loopback_host: str) -> AsyncIterator[SamsungTV]:
    """Run a TV on an address of this test's own."""
    async with SamsungTV(loopback_host) as running:
        yield running


@pytest.fixture
async def session(loopback: None) -> AsyncIterator[aiohttp.ClientSession]:
    """Open a client session that asks for no certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    connector = aiohttp.TCPConnector(ssl=context)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=5)) as opened:
        yield opened


@pytest.fixture
async def connect(tv: SamsungTV, session: aiohttp.ClientSession) -> AsyncIterator[Connect]:
    """Return how to open a remote socket, on 8002 unless told otherwise."""
    async with AsyncExitStack() as stack:

        async def opened(
            name: str = NAME, token: str | None = None, *, plain: bool = False, **rest: Any
        ) -> aiohttp.ClientWebSocketResponse:
            base = f"http://{tv.host}:8001" if plain else f"https://{tv.host}:8002"
            query = {"name": name} | ({"token": token} if token else {})
            url = f"{base}/api/v2/channels/samsung.remote.control"
            return await stack.enter_async_context(session.ws_connect(url, params=query, **rest))

        yield opened


@pytest.fixture
def ask(tv: SamsungTV, session: aiohttp.ClientSession) -> Ask:
    """Return what asks the TV of this test."""
    return asking_of(tv, session)


async def received(socket: aiohttp.ClientWebSocketResponse) -> Message:
    """Return the next event."""
    message: Message = json.loads(await socket.receive_str(timeout=3))
    return message


async def granted(socket: aiohttp.ClientWebSocketResponse) -> str:
    """Return the token of a first connection."""
    greeting = await received(socket)
    assert greeting["event"] == "ms.channel.connect"
    token: str = greeting["data"]["token"]
    return token


async def press(socket: aiohttp.ClientWebSocketResponse, key: str, command: str = "Click") -> None:
    """Send a key."""
    params = {"Cmd": command, "DataOfCmd": key, "Option": "false", "TypeOfRemote": "SendRemoteKey"}
    await socket.send_json({"method": "ms.remote.control", "params": params})


async def emit(socket: aiohttp.ClientWebSocketResponse, event: str, data: object = None, to: object = "host") -> None:
    """Send an event."""
    await socket.send_json({"method": "ms.channel.emit", "params": {"event": event, "to": to, "data": data}})
