"""A Frame of a test's own, whose art app says what no real one should."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
import json
from typing import Any

from aiohttp import web

from custom_components.parlor.samsung.tv import SamsungTV

from ..strange import CONNECT, DEVICE
from ..watching import until

type Answers = Callable[[web.WebSocketResponse, dict[str, Any]], Awaitable[None]]
type Serves = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
type Opens = Callable[[web.WebSocketResponse], Awaitable[None]]

FRAME = {**DEVICE, "device": {**DEVICE["device"], "FrameTVSupport": "true", "firmwareVersion": "1"}}


async def say(socket: web.WebSocketResponse, **fields: Any) -> None:
    """Say something as the art app."""
    await socket.send_str(json.dumps({"event": "d2d_service_message", "data": json.dumps(fields)}))


async def ordinary(socket: web.WebSocketResponse, asked: dict[str, Any]) -> None:
    """Answer that art is shown, and nothing else."""
    if asked["request"] == "get_artmode_status":
        await say(socket, event="get_artmode_status", value="on", request_id=asked["id"])


async def patient(socket: web.WebSocketResponse) -> None:
    """Let a client in."""
    await socket.send_str(CONNECT)
    await socket.send_str('{"event":"ms.channel.ready"}')


async def open_art(seen: SamsungTV) -> None:
    """Wait until the art channel is open, and the set shows art."""
    await until(seen, lambda state: state.art and state.art.mode)


async def remote(request: web.Request) -> web.StreamResponse:
    """Let everybody in, and take keys."""
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    await socket.send_str(CONNECT)
    async for _ in socket:
        pass
    return socket


@asynccontextmanager
async def strange_frame(
    host: str,
    answers: Answers = ordinary,
    *,
    opens: Opens = patient,
    device: Callable[[], dict[str, Any]] = lambda: FRAME,
) -> AsyncIterator[None]:
    """Serve REST, the remote channel and the art channel on 8001 until the block ends."""

    async def art(request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(max_msg_size=64 * 1024 * 1024)
        await socket.prepare(request)
        await opens(socket)
        async for message in socket:
            data = message.data
            if isinstance(data, bytes):
                data = data[2 : 2 + int.from_bytes(data[:2], "big")]
            await answers(socket, json.loads(json.loads(data)["params"]["data"]))
        return socket

    async def rest(_: web.Request) -> web.StreamResponse:
        return web.json_response(device())

    app = web.Application()
    app.router.add_get("/api/v2/channels/samsung.remote.control", remote)
    app.router.add_get("/api/v2/channels/com.samsung.art-app", art)
    app.router.add_get("/api/v2/", rest)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, host, 8001).start()
    try:
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def picture_server(host: str, serves: Serves) -> AsyncIterator[tuple[int, list[int]]]:
    """Listen for who comes for a picture, or brings one; give the port, and an entry for each who came."""
    came: list[int] = []
    serving: set[asyncio.Task[Any]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(0)
        task = asyncio.current_task()
        assert task is not None
        serving.add(task)
        try:
            await serves(reader, writer)
        except ConnectionError:
            pass
        finally:
            writer.transport.abort()
            serving.discard(task)

    server = await asyncio.start_server(serve, host, 0)
    try:
        yield server.sockets[0].getsockname()[1], came
    finally:
        server.close()
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)
