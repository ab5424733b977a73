"""A set on 8001 whose every answer the test decides: for what no real TV should send."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
import json
from typing import Any

from aiohttp import web

type Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
type Serve = Callable[[web.WebSocketResponse], Awaitable[None]]

DEVICE: dict[str, Any] = {
    "device": {
        "PowerState": "on",
        "TokenAuthSupport": "false",
        "name": "[TV] Strange",
        "modelName": "UE43KU6000",
        "type": "Samsung SmartTV",
        "udn": "uuid:strange",
        "wifiMac": "7c:0a:3f:00:00:01",
    },
    "type": "Samsung SmartTV",
}
CONNECT = json.dumps({"event": "ms.channel.connect", "data": {"id": "1", "clients": []}})


async def ordinary(request: web.Request) -> web.StreamResponse:
    """Answer as a TV without tokens does."""
    if request.path != "/api/v2/":
        return web.json_response({"code": 404}, status=404)
    return web.json_response(DEVICE)


@asynccontextmanager
async def strange_tv(host: str, *, rest: Answer = ordinary, remote: Serve | None = None) -> AsyncIterator[None]:
    """Serve REST and the remote channel until the block ends."""

    async def channel(request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        if remote:
            await remote(socket)
        return socket

    app = web.Application()
    app.router.add_get("/api/v2/channels/{channel}", channel)
    app.router.add_route("*", "/{anything:.*}", rest)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, host, 8001).start()
    try:
        yield
    finally:
        await runner.cleanup()


def body(content: bytes | str, status: int = 200) -> Answer:
    """Answer every question with the same bytes."""

    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(body=content, status=status, content_type="application/json")

    return answer
