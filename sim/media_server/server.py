"""What both servers have in common: a port, a log of requests, and faults."""

from abc import ABC, abstractmethod
from typing import Self

from aiohttp import web

from .faults import Faults
from .library import Library


class MediaServer(ABC):
    """A server on a loopback port that answers from a library; `requests` are the paths it was asked for, with their queries."""

    def __init__(self, library: Library | None = None, *, host: str = "127.0.0.1", port: int = 0) -> None:
        """Prepare a server; port 0 takes a free one."""
        self.library = library or Library()
        self.faults = Faults()
        self.requests: list[str] = []
        self._host = host
        self._port = port
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Return the address for clients, without a slash at its end."""
        return f"http://{self._host}:{self._port}"

    async def start(self) -> None:
        """Listen."""
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._on_request)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop listening and drop every connection."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop."""
        await self.stop()

    async def _on_request(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request.path_qs)
        return await self.faults.play(request) or await self.answer(request)

    @abstractmethod
    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer a request as the real server does."""
