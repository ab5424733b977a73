"""The remote channel: one WebSocket connection, on 8002 with a token or on 8001 for sets without.

Sets send a PING every 6 s and are said not to answer ours, so only their pings are watched. Keys are not acknowledged.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
import time
from typing import ClassVar, Final, Self

import aiohttp
from yarl import URL

from ..errors import BadAnswer, PairingNeeded, Refusal, TVUnreachable
from ..frames import Connected, Frame, Malformed, TimedOut, Unauthorized, encoded_name, parse
from ..rest import PLAIN_PORT, SECURE_PORT, guarded, translate

CONNECT_TIMEOUT: Final = 3.0
ANSWER_TIMEOUT: Final = 35.0  # sets take a popup away after 30 s
AT_ONCE: Final = 0.5  # nobody reads a popup and answers it in half a second
SEND_TIMEOUT: Final = 3.0
SILENCE: Final = 20.0  # three pings missed
MAX_MESSAGE: Final = 512 * 1024
CLOSE_TIMEOUT: Final = 0.3
CLOSED: Final = 1.0  # seconds after which a connection is cut that goes on talking instead of closing


@dataclass(frozen=True, slots=True)
class Pairing:
    """How a pairing ended: granted where `refusal` is None; sets without tokens give none then."""

    refusal: Refusal | None = None
    token: str | None = None


class RemoteSocket:
    """An open connection that the TV has let in."""

    CHANNEL: ClassVar[str] = "samsung.remote.control"
    MAX_MESSAGE: ClassVar[int] = MAX_MESSAGE

    def __init__(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        """Take over the connection: whoever opened this closes it."""
        self._ws = ws
        self.token: str | None = None
        self.frame_at = time.monotonic()
        self.pings = 0
        self.malformed = 0

    @classmethod
    async def open(cls, session: aiohttp.ClientSession, host: str, *, secure: bool, token: str | None = None) -> Self:
        """Connect and wait until the TV lets us in, which is until a person answers where it shows a popup.

        Raises TVUnreachable within 3 s where nothing answers, after 35 s where the TV says nothing; PairingNeeded
        where it does not let us in. Nothing stays open then.
        """
        path = f"/api/v2/channels/{cls.CHANNEL}"
        bounds = cls.MAX_MESSAGE
        socket = cls(await open_channel(session, host, path, secure=secure, token=token, max_message=bounds))
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT):
                await socket._shake_hands()
        except TimeoutError as error:
            await socket.close()
            raise TVUnreachable("the TV accepted the connection and says nothing") from error
        except BaseException:
            await socket.close()
            raise
        return socket

    async def _shake_hands(self) -> None:
        """Wait to be let in; sets send other events first, in any order."""
        started = time.monotonic()
        while (frame := await self._next()) is not None:
            is_instant = time.monotonic() - started < AT_ONCE
            match frame:
                case Connected(token):
                    self.token = token
                    return
                case Unauthorized():
                    raise PairingNeeded(Refusal.BLOCKED if is_instant else Refusal.DENIED)
                case TimedOut():
                    raise PairingNeeded(Refusal.AT_ONCE if is_instant else Refusal.UNANSWERED)
        raise TVUnreachable("the TV hung up")

    async def listen(self, heard: Callable[[Frame | None], None]) -> None:
        """Tell each frame, None for a bare PING, until the connection is over or silent."""
        while (frame := await self._next(heard)) is not None:
            heard(frame)

    async def _next(self, pinged: Callable[[None], None] | None = None) -> Frame | None:
        """Return the next frame, None once the connection is over; pings are answered on the way."""
        while True:
            try:
                message = await self._ws.receive(SILENCE if self.pings else None)
            except TimeoutError:
                return None
            self.frame_at = time.monotonic()
            match message.type:
                case aiohttp.WSMsgType.TEXT:
                    frame = self.read_text(message.data)
                    self.malformed += isinstance(frame, Malformed)
                    return frame
                case aiohttp.WSMsgType.PING:
                    self.pings += 1
                    if not await self._pong(message.data):
                        return None
                    if pinged:
                        pinged(None)
                case aiohttp.WSMsgType.BINARY:
                    if (picture := self.read_binary(message.data)) is not None:
                        return picture
                    self.malformed += 1
                case aiohttp.WSMsgType.PONG:
                    continue
                case _:
                    return None

    def read_text(self, data: str) -> Frame:
        """Return what a text message says."""
        return parse(data)

    def read_binary(self, data: bytes) -> Frame | None:
        """Return what a binary message says, None where that is nothing, as always on this channel."""
        return None

    async def _pong(self, data: bytes) -> bool:
        """Answer a PING; return whether the connection still takes it."""
        try:
            async with asyncio.timeout(SEND_TIMEOUT):
                await self._ws.pong(data)
        except TimeoutError, aiohttp.ClientError, OSError:
            return False
        return True

    @property
    def is_open(self) -> bool:
        """Say whether frames can still be sent."""
        return not self._ws.closed

    async def send(self, frame: str) -> None:
        """Send a frame; raises TVUnreachable where the connection is gone."""
        try:
            async with asyncio.timeout(SEND_TIMEOUT):
                await self._ws.send_str(frame)
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise TVUnreachable("the connection is gone") from error

    async def close(self) -> None:
        """Close the connection, whatever state it is in."""
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSED):
                await self._ws.close()


async def pair(session: aiohttp.ClientSession, host: str, *, secure: bool) -> Pairing:
    """Ask the TV to let us in, with a popup on its screen, and return how that ended; may take 35 s.

    Raises TVUnreachable where there is no TV to ask. Nothing stays open.
    """
    try:
        socket = await RemoteSocket.open(session, host, secure=secure)
    except PairingNeeded as error:
        return Pairing(refusal=error.refusal)
    await socket.close()
    return Pairing(token=socket.token)


async def open_channel(
    session: aiohttp.ClientSession,
    host: str,
    path: str,
    *,
    secure: bool,
    token: str | None = None,
    max_message: int = MAX_MESSAGE,
) -> aiohttp.ClientWebSocketResponse:
    """Open a WebSocket to the TV within 3 seconds; raises TVUnreachable.

    Pings are not answered by themselves, messages are bounded, and closing takes no longer than the TV deserves.
    """
    query = {"name": encoded_name()} | ({"token": token} if token else {})
    try:
        url = URL.build(
            scheme="wss" if secure else "ws",
            host=host,
            port=SECURE_PORT if secure else PLAIN_PORT,
            path=path,
            query=query,
        )
        async with asyncio.timeout(CONNECT_TIMEOUT), guarded(session) as lent:
            return await lent.ws_connect(
                url,
                autoping=False,
                max_msg_size=max_message,
                timeout=aiohttp.ClientWSTimeout(ws_close=CLOSE_TIMEOUT),
            )
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError, BadAnswer) as error:
        failure = error if isinstance(error, BadAnswer) else translate(error)
        if isinstance(failure, BadAnswer):
            # An HTTP answer that is no WebSocket: the channel is not there yet, as in the first seconds after power on.
            failure = TVUnreachable(str(failure))
        raise failure from error
