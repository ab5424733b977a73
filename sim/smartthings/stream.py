"""One stream of server-sent events: what is pushed, comments that keep it alive, and how it ends."""

import asyncio
import json
from typing import Any

from aiohttp import web

from .events import EventType

KEEPALIVE = 30.0  # seconds; clients give up after 120
MOST_WAITING = 20_000  # events that a client may be behind

type Json = dict[str, Any]


class Stream:
    """What is sent to one client that has opened a subscription's registration URL."""

    def __init__(self, request: web.Request, keepalive: float) -> None:
        """Serve one request; `keepalive` in seconds, 0 leaves the comments out."""
        self._request = request
        self._keepalive = keepalive
        self._waiting: asyncio.Queue[bytes | None] = asyncio.Queue(MOST_WAITING)

    def send(self, kind: str, body: Json | str) -> None:
        """Push an event; a client that is too far behind is cut off."""
        data = body if isinstance(body, str) else json.dumps(body)
        try:
            self._waiting.put_nowait(f"event: {kind}\ndata: {data}\n\n".encode())
        except asyncio.QueueFull:
            self.cut()

    def goodbye(self) -> None:
        """Say that this is the end, and end."""
        self.send(EventType.CONTROL, "goodbye")
        if not self._waiting.full():
            self._waiting.put_nowait(None)

    def cut(self, *, in_event: bool = False) -> None:
        """Break the connection, after half an event on demand."""
        transport = self._request.transport
        if transport is None:
            return
        if in_event:
            half = b'event: DEVICE_EVENT\ndata: {"eventTime": 17394'
            transport.write(f"{len(half):x}\r\n".encode() + half + b"\r\n")
            transport.close()
        else:
            transport.abort()

    async def serve(self) -> web.StreamResponse:
        """Send until somebody ends it."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
        await response.prepare(self._request)
        await response.write(b"event: CONTROL_EVENT\ndata: welcome\n\n")
        while (block := await self._next()) is not None:
            await response.write(block)
        return response

    async def _next(self) -> bytes | None:
        """Return what is to be sent next: a comment where nothing happens; None at the end."""
        if self._keepalive <= 0:
            return await self._waiting.get()
        try:
            async with asyncio.timeout(self._keepalive):
                return await self._waiting.get()
        except TimeoutError:
            return b": keepalive\n\n"
