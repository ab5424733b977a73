"""A reply on its way out: in time, late, cut, or never."""

import asyncio
from collections.abc import Iterable, Mapping
import json
from typing import Any

from aiohttp import web

from .errors import usual
from .script import Reply

_FOREVER = 3600.0


async def send_events(
    request: web.Request, reply: Reply, events: Iterable[Mapping[str, Any]], *, done: bool
) -> web.StreamResponse:
    """Stream events as server-sent events; `done` adds the chat wire's last line."""
    response = _Body(request, reply, reply.content_type or "text/event-stream; charset=utf-8")
    for number, event in enumerate(events):
        if number == reply.end_after_events:
            return await response.end()
        if number == reply.hang_after_events:
            await asyncio.sleep(_FOREVER)
        await asyncio.sleep(reply.delay if number else reply.first_delay)
        name = f"event: {event['type']}\n" if "type" in event and not done else ""
        if not await response.write(f"{name}data: {json.dumps(event, ensure_ascii=False)}\n\n".encode()):
            return response.stream
    if done:
        await response.write(b"data: [DONE]\n\n")
    return await response.end()


async def send_object(request: web.Request, reply: Reply, whole: Mapping[str, Any]) -> web.StreamResponse:
    """Send a whole answer as JSON."""
    return await _send_bytes(request, reply, json.dumps(whole).encode(), "application/json")


async def send_raw(request: web.Request, reply: Reply) -> web.StreamResponse:
    """Send bytes as they are."""
    return await _send_bytes(request, reply, reply.raw or b"", "application/octet-stream")


async def send_error(request: web.Request, reply: Reply) -> web.StreamResponse:
    """Send an error with the body of the script, or the usual one of its status."""
    body = usual(reply.status) if reply.error is None else reply.error
    return await _send_bytes(request, reply, json.dumps(body).encode(), "application/json")


async def _send_bytes(request: web.Request, reply: Reply, body: bytes, content_type: str) -> web.StreamResponse:
    await asyncio.sleep(reply.first_delay)
    if reply.hang_after_events == 0:
        await asyncio.sleep(_FOREVER)
    response = _Body(request, reply, reply.content_type or content_type)
    return await response.end() if await response.write(body) else response.stream


class _Body:
    """A chunked body that is cut where the script says."""

    def __init__(self, request: web.Request, reply: Reply, content_type: str) -> None:
        headers = {"Content-Type": content_type, "x-request-id": "req_sim", **reply.headers}
        if reply.retry_after is not None:
            headers["Retry-After"] = f"{reply.retry_after:g}"
        self.stream = web.StreamResponse(status=reply.status, headers=headers)
        self._request = request
        self._left = reply.cut_after_bytes

    async def write(self, data: bytes) -> bool:
        """Write, and say whether the connection still stands."""
        if not self.stream.prepared:
            await self.stream.prepare(self._request)
        if self._left is None or len(data) < self._left:
            self._left = None if self._left is None else self._left - len(data)
            await self.stream.write(data)
            return True
        await self.stream.write(data[: self._left])
        # What is written must be on its way before the connection is torn down, else the cut would come earlier than told.
        await asyncio.sleep(0.01)
        if self._request.transport is not None:
            self._request.transport.close()
        return False

    async def end(self) -> web.StreamResponse:
        """End the body properly."""
        if not self.stream.prepared:
            await self.stream.prepare(self._request)
        await self.stream.write_eof()
        return self.stream
