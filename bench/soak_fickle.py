"""A TV whose every connection ends in another way, again and again."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
import json

from aiohttp import WSMsgType, web

WAYS = ("close", "abort before", "abort", "refuse", "too long", "half a frame", "nonsense", "half an answer")
DEVICE = {
    "device": {
        "PowerState": "on", "TokenAuthSupport": "false", "name": "Fickle", "modelName": "UE43KU6000",
        "type": "Samsung SmartTV", "wifiMac": "7c:0a:3f:00:00:01",
    },
    "type": "Samsung SmartTV",
}  # fmt: skip
CONNECT = json.dumps({"event": "ms.channel.connect", "data": {"id": "1", "clients": []}})


class FickleTV:
    """Serves REST, the remote channel, the control channel and the renderer's events; `ends` counts how they ended."""

    def __init__(self, host: str, ends: dict[str, int], numbers: Iterator[int]) -> None:
        """Describe the TV; the `numbers` of all connections decide how each ends."""
        self.host = host
        self._ends = ends
        self._numbers = numbers
        app = web.Application()
        app.router.add_get("/api/v2", self._socket)
        app.router.add_get("/api/v2/channels/{channel}", self._socket)
        app.router.add_get("/api/v2/", self._device)
        app.router.add_route("*", "/{anything:.*}", self._request)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)

    async def start(self) -> None:
        """Open the ports."""
        await self._runner.setup()
        for port in (8001, 9197):
            await web.TCPSite(self._runner, self.host, port).start()

    async def stop(self) -> None:
        """Close the ports."""
        await self._runner.cleanup()

    def _way(self) -> str:
        """Return how the next connection ends."""
        return WAYS[next(self._numbers) % len(WAYS)]

    async def _device(self, request: web.Request) -> web.Response:
        """Answer who the TV is."""
        return web.json_response(DEVICE)

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        """Open a socket, and end it."""
        way = self._way()
        transport = request.transport
        assert transport is not None
        socket = web.WebSocketResponse(autoping=False, timeout=0.1)
        await socket.prepare(request)
        with suppress(ConnectionError):
            if way != "abort before":
                await socket.send_str(CONNECT)
            await self._end(socket, transport, way)
        self._ends[way] += 1
        return socket

    async def _end(self, socket: web.WebSocketResponse, transport: asyncio.Transport, way: str) -> None:
        """End a socket."""
        match way:
            case "close":
                await socket.close()
            case "refuse":
                await socket.send_str('{"event":"ms.channel.timeOut"}')
                await socket.close()
            case "too long":
                await socket.send_bytes(b"x" * 600_000)
                await socket.receive()
            case "half a frame":
                transport.write(b"\x81\x7f\x00\x00")
                transport.close()
            case "nonsense":
                await socket.send_str('{"event":')
                transport.write(b"\xff" * 20)
                while (await socket.receive()).type is WSMsgType.TEXT:
                    pass
            case _:
                transport.abort()

    async def _request(self, request: web.Request) -> web.StreamResponse:
        """Answer half of what is asked of apps and the renderer, and hang up."""
        way = self._way()
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b"{")
        assert request.transport is not None
        request.transport.abort()
        self._ends[way] += 1
        return response
