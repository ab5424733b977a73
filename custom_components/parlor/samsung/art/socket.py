"""The art channel's connection: as the remote channel's, with other frames, and pictures among them (0.97)."""

import asyncio
from contextlib import suppress
import socket
from typing import ClassVar, Final, override

import aiohttp

from ..errors import TVUnreachable
from ..frames import Frame, Other
from ..remote.socket import RemoteSocket
from .wire import CHANNEL, MAX_MESSAGE, parse_binary, parse_text

READY: Final = "ms.channel.ready"
READY_WAIT: Final = 3.0  # seconds: the art app starts after the channel; some sets leave the word out, or say it first
SEND_IMAGE: Final = 45.0  # seconds for a picture in one frame


class ArtSocket(RemoteSocket):
    """An open connection to the art app, or to where it should be."""

    CHANNEL: ClassVar[str] = CHANNEL
    MAX_MESSAGE: ClassVar[int] = MAX_MESSAGE

    def __init__(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        """Take over the connection, before the art app has said that it is ready."""
        super().__init__(ws)
        self._is_ready = asyncio.Event()

    @property
    def address(self) -> str | None:
        """Return the address of the TV at the other end."""
        peer = self._ws.get_extra_info("peername")
        return peer[0] if isinstance(peer, tuple) and peer else None

    @override
    def read_text(self, data: str) -> Frame:
        frame = parse_text(data)
        if isinstance(frame, Other) and frame.event == READY:
            self._is_ready.set()
        return frame

    @override
    def read_binary(self, data: bytes) -> Frame | None:
        return parse_binary(data)

    async def until_ready(self) -> None:
        """Wait until the art app says that it is ready, or has had the time to."""
        try:
            async with asyncio.timeout(READY_WAIT):
                await self._is_ready.wait()
        except TimeoutError:
            self._is_ready.set()

    async def send_image(self, frame: bytes) -> None:
        """Send a frame with a picture; raises TVUnreachable where the connection is gone, or too slow.

        The connection is cut where that is given up: no other frame can follow half of one.
        """
        try:
            async with asyncio.timeout(SEND_IMAGE):
                await self._ws.send_bytes(frame)
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            self._cut()
            raise TVUnreachable("the connection is gone") from error
        except asyncio.CancelledError:
            self._cut()
            raise

    def _cut(self) -> None:
        """End the connection with all that is still to be sent on it, which closing would wait for."""
        held = self._ws.get_extra_info("socket")
        if held is not None:
            with suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)
