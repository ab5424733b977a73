"""What media servers do when they do not answer as they should."""

import asyncio
from collections import deque
from enum import StrEnum

from aiohttp import web

HANG: float = 3600.0  # seconds
SLOW: float = 1.0


class Fault(StrEnum):
    """A way in which an answer goes wrong."""

    REFUSED = "401"
    FORBIDDEN = "403"
    BROKEN = "500"
    BUSY = "503"
    HANG = "hang"  # takes the request and never answers
    SLOW = "slow"  # answers as it should, a second later
    DROP = "drop"  # closes the connection without an answer
    HTML = "html"  # a proxy's or a router's page, with status 200
    GARBAGE = "garbage"  # bytes that are no JSON, with a JSON type
    CUT = "cut"  # a JSON body that ends in its middle
    HUGE = "huge"  # a body of 64 MB
    SHAPE = "shape"  # JSON of another shape
    REDIRECT = "redirect"  # to itself, for ever


class Faults:
    """The faults to come: one an answer, first those that wait, then what is `always`."""

    def __init__(self) -> None:
        """Begin without any."""
        self.waiting: deque[tuple[str, Fault]] = deque()
        self.always: tuple[str, Fault] | None = None

    def add(self, fault: Fault, path: str = "") -> None:
        """Let the next answer to a path that contains this go wrong."""
        self.waiting.append((path.lower(), fault))

    async def play(self, request: web.Request) -> web.StreamResponse | None:
        """Return what goes wrong with this request; None where nothing does."""
        path = request.path.lower()
        for wanted in list(self.waiting):
            if wanted[0] in path:
                self.waiting.remove(wanted)
                return await _answer(wanted[1], request)
        if self.always is not None and self.always[0] in path:
            return await _answer(self.always[1], request)
        return None


async def _answer(fault: Fault, request: web.Request) -> web.StreamResponse | None:
    if fault.value.isdigit():
        text = f"<html><head><title>{fault.value}</title></head><body><h1>{fault.value}</h1></body></html>"
        return web.Response(status=int(fault.value), text=text, content_type="text/html")
    match fault:
        case Fault.HANG:
            await asyncio.sleep(HANG)
        case Fault.SLOW:
            await asyncio.sleep(SLOW)
            return None
        case Fault.DROP:
            assert request.transport is not None
            request.transport.abort()
            await asyncio.sleep(HANG)
        case Fault.HTML:
            return web.Response(text="<!DOCTYPE html><html><body>Welcome</body></html>", content_type="text/html")
        case Fault.GARBAGE:
            return web.Response(body=bytes(range(256)) * 8, content_type="application/json")
        case Fault.CUT:
            return web.Response(text='{"MediaContainer": {"size": 1, "Metad', content_type="application/json")
        case Fault.SHAPE:
            return web.Response(text='[{"MediaContainer": 5}, null]', content_type="application/json")
        case Fault.REDIRECT:
            return web.Response(status=302, headers={"Location": str(request.rel_url)})
    return await _huge(request)


async def _huge(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    for _ in range(64):
        await response.write(b" " * 1024 * 1024)
    return response
