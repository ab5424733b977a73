"""One TCP port of the TV: it serves, is closed, hangs up, freezes, or swallows every packet."""

import asyncio
from enum import StrEnum
import socket
import ssl
from typing import override

from aiohttp import web

from .state import Dark, NetworkFault, Settings, TVState

REST_PORT = 8001
SECURE_PORT = 8002
UPNP_PORT = 9197
IP_PORT = 1516
OLD_IP_PORT = 1515  # before 2020
HANDSHAKE_SECONDS = 10


class PortMode(StrEnum):
    """What a port does with whoever connects."""

    CLOSED = "closed"
    SERVING = "serving"
    HANGS_UP = "hangs_up"
    FROZEN = "frozen"
    SILENT = "silent"


def port_mode(state: TVState, settings: Settings, port: int) -> PortMode:
    """Return what a port does in this state."""
    if not state.networked:
        return PortMode.SILENT if settings.dark is Dark.SILENT else PortMode.CLOSED
    match settings.faults.network:
        case NetworkFault.FROZEN:
            return PortMode.FROZEN
        case NetworkFault.UNPLUGGED:
            return PortMode.SILENT
    if port == UPNP_PORT and not state.renders:
        return PortMode.CLOSED
    if port in {IP_PORT, OLD_IP_PORT} and not _has_ip_control(settings, port):
        return PortMode.CLOSED
    if port == REST_PORT and settings.faults.port_8001_hangs_up:
        return PortMode.HANGS_UP
    return PortMode.SERVING


def _has_ip_control(settings: Settings, port: int) -> bool:
    """Return whether IP Control is switched on, and on this port."""
    return settings.ip_control.enabled and port == (OLD_IP_PORT if settings.ip_control.old else IP_PORT)


class _HangsUp(asyncio.Protocol):
    """Closes what it accepts."""

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.close()


class _Frozen(asyncio.Protocol):
    """Keeps what it accepts and never answers."""

    def __init__(self, held: set[asyncio.BaseTransport]) -> None:
        self._held = held
        self._transport: asyncio.BaseTransport | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._held.add(transport)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if self._transport is not None:
            self._held.discard(self._transport)


class Port:
    """A port with a web application behind it."""

    def __init__(
        self,
        host: str,
        number: int,
        app: web.Application,
        context: ssl.SSLContext | None = None,
        *,
        single: bool = False,
    ) -> None:
        """Prepare a port, closed until told otherwise; number 0 takes a free one when it opens.

        A `single` one serves one connection at a time and hangs up on every other.
        """
        self.number = number
        self.mode = PortMode.CLOSED
        self._host = host
        self._context = context
        self._single = single
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True)
        self._server: asyncio.Server | None = None
        self._swallowing: list[socket.socket] = []
        self._held: set[asyncio.BaseTransport] = set()

    async def start(self, mode: PortMode) -> None:
        """Open the port in a mode; raises OSError if it is taken."""
        await self._runner.setup()
        await self.become(mode)

    async def stop(self) -> None:
        """Close the port and every connection, and wait until nothing is left of them."""
        await self.become(PortMode.CLOSED)
        server = self._runner.server
        async with asyncio.timeout(1):
            while server is not None and server.connections:  # noqa: ASYNC110  aiohttp has no event for it
                await asyncio.sleep(0)
        await self._runner.cleanup()

    async def become(self, mode: PortMode) -> None:
        """Change what the port does; raises OSError if it cannot be opened again."""
        if mode is self.mode:
            return
        self._stop_listening(mode)
        self._treat_connections(mode)
        self.mode = PortMode.CLOSED
        await self._listen(mode)
        self.mode = mode

    def _stop_listening(self, mode: PortMode) -> None:
        """Close the listening socket, what only the faults held open, and TLS handshakes that are under way."""
        if self._server is not None:
            self._server.close()
            if mode is PortMode.CLOSED:
                self._server.abort_clients()
            self._server = None
        for swallowing in self._swallowing:
            swallowing.close()
        self._swallowing = []
        for transport in tuple(self._held):
            transport.close()

    def _treat_connections(self, mode: PortMode) -> None:
        """Pause, resume or drop the connections that are open."""
        for transport in self._transports():
            if mode in {PortMode.FROZEN, PortMode.SILENT}:
                transport.pause_reading()
            elif mode is PortMode.CLOSED or self.mode is PortMode.SILENT:
                transport.abort()
            else:
                transport.resume_reading()

    def _transports(self) -> list[asyncio.Transport]:
        """Return the connections that are being served."""
        server = self._runner.server
        connections = server.connections if server is not None else []
        found = (connection.transport for connection in connections)
        return [transport for transport in found if isinstance(transport, asyncio.Transport)]

    async def _listen(self, mode: PortMode) -> None:
        """Open the listening socket for a mode."""
        loop = asyncio.get_running_loop()
        match mode:
            case PortMode.SERVING:
                patience = HANDSHAKE_SECONDS if self._context is not None else None
                self._server = await loop.create_server(
                    self._served, self._host, self.number, ssl=self._context, ssl_handshake_timeout=patience
                )
                self.number = self._server.sockets[0].getsockname()[1]
            case PortMode.HANGS_UP:
                self._server = await loop.create_server(_HangsUp, self._host, self.number)
            case PortMode.FROZEN:
                self._server = await loop.create_server(lambda: _Frozen(self._held), self._host, self.number)
            case PortMode.SILENT:
                self._swallow()

    def _served(self) -> asyncio.Protocol:
        """Return what serves a new connection."""
        serve = self._runner.server
        assert serve is not None
        is_busy = any(not transport.is_closing() for transport in self._transports())
        return _HangsUp() if self._single and is_busy else serve()

    def _swallow(self) -> None:
        """Fill a queue nobody empties: the kernel then drops every further attempt to connect, as a lost network would."""
        listening = socket.create_server((self._host, self.number), backlog=0)
        self._swallowing.append(listening)
        for _ in range(2):
            filler = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            filler.setblocking(False)
            filler.connect_ex((self._host, self.number))
            self._swallowing.append(filler)
