"""Where one TV's events arrive: a port of our own that serves this TV alone.

One for each TV costs a file descriptor and nothing else, and keeps what one TV does from all others. Whoever is not the
TV is not even listened to; the path is a secret between the TV and us; a body is bounded, and so is how long it may take.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from http import HTTPStatus
import secrets
import socket
from typing import Final, Self, override

from aiohttp import web
from async_upnp_client.const import HttpRequest
from async_upnp_client.event_handler import UpnpNotifyServer
from yarl import URL

from ..errors import TVUnreachable
from .soap import PORT

MAX_BODY: Final = 64 * 1024
MOST_CONNECTIONS: Final = 8
PATIENCE: Final = 5.0  # seconds that one connection may last
RESOLVE: Final = 2.0  # seconds
BACKLOG: Final = 16


type Notified = Callable[[HttpRequest], Awaitable[HTTPStatus]]


class EventListener(UpnpNotifyServer):
    """Listens on the address by which the TV is reached, for the TV alone."""

    def __init__(self, listening: socket.socket, peer: str) -> None:
        """Take over a socket that listens already."""
        self._socket = listening
        self._peer = peer
        self._path = f"/{secrets.token_urlsafe(12)}"
        self._notified: Notified | None = None
        self._server = web.Server(self._handle, access_log=None, auto_decompress=False, keepalive_timeout=PATIENCE)
        self._open: dict[asyncio.Transport, asyncio.TimerHandle] = {}
        self._accepting: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, host: str) -> Self:
        """Listen for a TV's events; raises TVUnreachable where there is no way to it."""
        try:
            listening, peer = await _bound(host)
        except (OSError, TimeoutError, ValueError) as error:
            raise TVUnreachable(f"nothing can be heard from there: {error}") from error
        return cls(listening, peer)

    @property
    @override
    def callback_url(self) -> str:
        """Return the address that the TV is given."""
        host, port = self._socket.getsockname()[:2]
        return str(URL.build(scheme="http", host=host, port=port, path=self._path))

    def listen(self, notified: Notified) -> None:
        """Begin to hand events on."""
        self._notified = notified
        self._accepting = asyncio.create_task(self._accept(), name=f"samsung {self._peer} events")

    def close(self) -> None:
        """Stop listening, and end every connection."""
        if self._accepting:
            self._accepting.cancel()  # which closes the port: only then has the loop let go of it
        else:
            self._socket.close()
        self._forget(self._open)

    def _forget(self, transports: Iterable[asyncio.Transport]) -> None:
        """Cut connections."""
        for transport in tuple(transports):
            self._open.pop(transport).cancel()
            transport.abort()

    async def _accept(self) -> None:
        """Serve the TV, and hang up on everybody else before a word is said."""
        loop = asyncio.get_running_loop()
        with self._socket:
            while True:
                try:
                    connection, address = await loop.sock_accept(self._socket)
                except OSError:
                    await asyncio.sleep(1)  # no file descriptor left, or a connection that is gone already
                else:
                    await self._serve(connection, address[0])

    async def _serve(self, connection: socket.socket, peer: str) -> None:
        """Serve one connection, if it is the TV's and not one too many."""
        self._forget([transport for transport in self._open if transport.is_closing()])
        if peer != self._peer or len(self._open) >= MOST_CONNECTIONS:
            connection.close()
            return
        loop = asyncio.get_running_loop()
        with suppress(OSError):
            transport, _ = await loop.connect_accepted_socket(self._server, connection)
            self._open[transport] = loop.call_later(PATIENCE, transport.abort)

    async def _handle(self, request: web.BaseRequest) -> web.Response:
        """Take one event."""
        if request.method != "NOTIFY" or request.rel_url.path != self._path or self._notified is None:
            return web.Response(status=HTTPStatus.NOT_FOUND)
        body = bytearray()
        async for chunk in request.content.iter_chunked(16 * 1024):
            body += chunk
            if len(body) > MAX_BODY:
                response = web.Response(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
                response.force_close()
                return response
        event = HttpRequest("NOTIFY", self.callback_url, request.headers, body.decode(errors="replace"))
        return web.Response(status=await self._notified(event))


async def _bound(host: str) -> tuple[socket.socket, str]:
    """Return a socket that listens on the address by which a host is reached, and the host's own address."""
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(RESOLVE):
        family, _, _, _, address = (await loop.getaddrinfo(host, PORT, type=socket.SOCK_DGRAM))[0]
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect(address)  # sends nothing: it chooses the way
        own = probe.getsockname()
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setblocking(False)
        listening.bind((own[0], 0, *own[2:]))
        listening.listen(BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening, str(address[0])
