"""What every simulator that speaks HTTP has in common: it listens on a loopback port, and lets go of it."""

from abc import ABC, abstractmethod
from typing import Self

from aiohttp import web


class LoopbackServer(ABC):
    """Listens on a loopback address; port 0 takes a free one."""

    def __init__(self, host: str, port: int) -> None:
        """Know where to listen."""
        self._host = host
        self._port = port
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Return the address for clients, without a slash at its end."""
        return f"http://{self._host}:{self._port}"

    async def start(self) -> None:
        """Listen."""
        self._runner = web.AppRunner(
            self.application(), access_log=None, shutdown_timeout=0.1, handler_cancellation=True
        )
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

    def application(self) -> web.Application:
        """Return what answers: every path goes to `_on_request`."""
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._on_request)
        return app

    @abstractmethod
    async def _on_request(self, request: web.Request) -> web.StreamResponse:
        """Answer a request."""
