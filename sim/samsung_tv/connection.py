"""One client's WebSocket: frames leave in order, pings are sent, and a client that answers none is dropped."""

import asyncio
import base64
import binascii
from collections.abc import Callable
import json
import time
import uuid

from aiohttp import WSMsgType, web

from .state import NetworkFault
from .television import Television

MOST_WAITING = 1_000
# Samsung's own multiscreen server closes a socket after two pings without an answer.
MOST_UNANSWERED = 2


def plain_name(name: str) -> str:
    """Return a client's name as a person reads it; it travels in base64."""
    try:
        return base64.b64decode(name, validate=True).decode()
    except binascii.Error, UnicodeDecodeError:
        return name


class Connection:
    """A client that is connected to a channel."""

    def __init__(self, tv: Television, socket: web.WebSocketResponse, encoded_name: str) -> None:
        """Wrap a socket that is already open."""
        self.identifier = str(uuid.uuid4())
        self.name = plain_name(encoded_name)
        self.socket = socket
        self.token: str | None = None
        self.admitted = False
        self.unanswered = 0
        self._encoded_name = encoded_name
        self._connected = int(time.time() * 1000)
        self._tv = tv
        self._outgoing: asyncio.Queue[str | bytes] = asyncio.Queue(MOST_WAITING)
        self._timers: list[asyncio.TimerHandle] = []

    def described(self) -> dict[str, object]:
        """Return the client as the TV tells other clients about it."""
        attributes: dict[str, object] = {"name": self._encoded_name}
        if self.token is not None:
            attributes["token"] = self.token
        return {
            "attributes": attributes,
            "connectTime": self._connected,
            "deviceName": self._encoded_name,
            "id": self.identifier,
            "isHost": False,
        }

    def send(self, event: str, **rest: object) -> None:
        """Send an event without waiting."""
        self.send_object({**rest, "event": event})

    def send_object(self, message: dict[str, object]) -> None:
        """Send any object without waiting; what a client does not read in time is lost."""
        self.send_text(json.dumps(message, separators=(",", ":")))

    def send_text(self, frame: str) -> None:
        """Send a frame as it is."""
        if not self._outgoing.full():
            self._outgoing.put_nowait(frame)

    def send_bytes(self, frame: bytes) -> None:
        """Send a binary frame."""
        if not self._outgoing.full():
            self._outgoing.put_nowait(frame)

    def later(self, seconds: float, action: Callable[[], None]) -> None:
        """Do something after a while, if the client is still there."""
        self._timers = [timer for timer in self._timers if timer.when() > asyncio.get_running_loop().time()]
        self._timers.append(asyncio.get_running_loop().call_later(seconds, action))

    def stop_timers(self) -> None:
        """Drop everything that was planned for this client."""
        for timer in self._timers:
            timer.cancel()

    async def flush(self) -> None:
        """Send what is waiting, before the socket is closed."""
        while not self._outgoing.empty() and not self.socket.closed:
            await self._write(self._outgoing.get_nowait())

    async def take(self, frame_came: Callable[[str], None], bytes_came: Callable[[bytes], None] | None = None) -> None:
        """Read until the client is gone, answering pings and handing on texts, and bytes to who wants them."""
        async for message in self.socket:
            match message.type:
                case WSMsgType.TEXT:
                    frame_came(message.data)
                case WSMsgType.BINARY if bytes_came is not None:
                    bytes_came(message.data)
                case WSMsgType.PONG:
                    self.unanswered = 0
                case WSMsgType.PING if self._tv.settings.answers_pings:
                    await self.socket.pong(message.data)

    async def keep_writing(self) -> None:
        """Send frames and pings until cancelled or the client is gone."""
        loop = asyncio.get_running_loop()
        pinged = loop.time()
        while not self.socket.closed:
            every = self._tv.settings.ping_seconds
            try:
                async with asyncio.timeout_at(pinged + every if every else None):
                    frame = await self._outgoing.get()
            except TimeoutError:
                pinged = loop.time()
                await self._ping()
            else:
                await self._write(frame)

    def _reachable(self) -> bool:
        """Return whether anything the TV sends arrives."""
        return self._tv.settings.faults.network is NetworkFault.NONE and self._tv.state.networked

    async def _write(self, frame: str | bytes) -> None:
        """Send one frame, if the network carries it."""
        if not self._reachable():
            return
        if isinstance(frame, bytes):
            await self.socket.send_bytes(frame)
        else:
            await self.socket.send_str(frame)

    async def _ping(self) -> None:
        """Ask whether the client is there, and drop it if it was asked too often."""
        if not self._reachable():
            return
        if self.unanswered >= MOST_UNANSWERED:
            await self.socket.close()
            return
        self.unanswered += 1
        await self.socket.ping()
