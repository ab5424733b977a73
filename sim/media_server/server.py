"""What both servers have in common: a log of requests, and faults."""

from abc import abstractmethod
from typing import override

from aiohttp import web

from ..loopback import LoopbackServer
from .faults import Faults
from .library import Library


class MediaServer(LoopbackServer):
    """A server on a loopback port that answers from a library; `requests` are the paths it was asked for, with their queries."""

    def __init__(self, library: Library | None = None, *, host: str = "127.0.0.1", port: int = 0) -> None:
        """Prepare a server; port 0 takes a free one."""
        super().__init__(host, port)
        self.library = library or Library()
        self.faults = Faults()
        self.requests: list[str] = []

    @override
    async def _on_request(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request.path_qs)
        return await self.faults.play(request) or await self.answer(request)

    @abstractmethod
    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer a request as the real server does."""
