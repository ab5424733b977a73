"""What goes wrong with requests, on demand: a number of them, or of those to one path."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from aiohttp import web

from .errors import Refused, usual

HANG = 3600.0  # seconds

type Json = dict[str, Any]


class RequestFault(StrEnum):
    """A way in which a request goes wrong."""

    STATUS = "status"  # is answered with `status`
    DELAY = "delay"  # is answered as it should be, `seconds` later
    HANG = "hang"  # is never answered
    DROP = "drop"  # the connection is closed without an answer
    BROKEN = "broken"  # is done, and its JSON answer ends in its middle
    SHAPE = "shape"  # is done, and answered with JSON of another shape


@dataclass(slots=True, kw_only=True)
class Trouble:
    """A fault for the next `times` requests that fit; -1 is for ever."""

    fault: RequestFault
    times: int = 1
    method: str = ""
    part: str = ""  # of the path
    status: int = 500
    body: Json | None = None
    headers: Mapping[str, str] | None = None
    seconds: float = 1.0

    def fits(self, request: web.Request) -> bool:
        """Return whether it is about this request."""
        return self.part in request.path and self.method in {"", request.method}


class RequestFaults:
    """The faults to come; each request meets the first that fits."""

    def __init__(self) -> None:
        """Begin without any."""
        self.waiting: list[Trouble] = []

    def add(self, trouble: Trouble) -> None:
        """Let something go wrong."""
        self.waiting.append(trouble)

    def fail(self, status: int, *, times: int = 1, method: str = "", part: str = "", body: Json | None = None) -> None:
        """Let the next requests that fit fail with a status."""
        self.add(Trouble(fault=RequestFault.STATUS, status=status, times=times, method=method, part=part, body=body))

    def clear(self) -> None:
        """Let everything go right again."""
        self.waiting.clear()

    def take(self, request: web.Request) -> Trouble | None:
        """Return what goes wrong with this request, and count it."""
        trouble = next((each for each in self.waiting if each.fits(request)), None)
        if trouble is not None and trouble.times > 0:
            trouble.times -= 1
            if trouble.times == 0:
                self.waiting.remove(trouble)
        return trouble


async def before(trouble: Trouble, request: web.Request) -> None:
    """Do what goes wrong before a request is looked at. Raises Refused."""
    match trouble.fault:
        case RequestFault.STATUS:
            raise Refused(trouble.status, trouble.body or usual(trouble.status), trouble.headers)
        case RequestFault.DELAY:
            await asyncio.sleep(trouble.seconds)
        case RequestFault.HANG:
            await asyncio.sleep(HANG)
        case RequestFault.DROP:
            if request.transport is not None:
                request.transport.abort()
            await asyncio.sleep(HANG)


def after(trouble: Trouble, response: web.StreamResponse) -> web.StreamResponse:
    """Return what an answer becomes."""
    if not isinstance(response, web.Response) or not isinstance(response.body, bytes):
        return response
    match trouble.fault:
        case RequestFault.BROKEN:
            half = response.body[: len(response.body) // 2]
            return web.Response(status=response.status, body=half, content_type="application/json")
        case RequestFault.SHAPE:
            return web.Response(status=response.status, text='[{"items": 5}, null]', content_type="application/json")
    return response
