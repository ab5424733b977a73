"""The connection to IP Control: one question at a time, HTTPS on 1516, on sets from before 2020 on 1515.

The TV serves one connection at a time and cuts every other, so each question has its own and is done with it.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
import ssl
from typing import Final

import aiohttp
from yarl import URL

from ..errors import (
    BadAnswer,
    ControlClosed,
    ControlRefused,
    HostNotFound,
    NoFreeToken,
    NotAvailable,
    PortsClosed,
    Rejected,
    SamsungError,
    TVUnreachable,
)
from ..rest import guarded, read_bounded, translate
from .wire import Value, question, result, token

PORT: Final = 1516
OLD_PORT: Final = 1515
TIMEOUT: Final = 3.0  # seconds for one question, waiting for its turn and both ports included
POPUP_TIMEOUT: Final = 35.0  # sets take a popup away after 30 s
CONNECT_TIMEOUT: Final = 2.5
# Seconds within which a connection is cut because the TV serves another; nobody reads a popup and answers it so soon.
AGAIN: Final = 1.0
AT_ONCE: Final = 0.5
PAUSE: Final = 0.3  # seconds until it is asked again
MAX_BODY: Final = 64 * 1024
HEADERS: Final = {
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "Connection": "close",
    "Content-Type": "application/json",
}


class ControlRefusal(StrEnum):
    """Why no token was granted."""

    DENIED = "denied"
    UNANSWERED = "unanswered"  # or never seen: a set that shows art or sleeps does not answer either
    NO_FREE_TOKEN = "no_free_token"
    UNAVAILABLE = "unavailable"  # it answers, and knows no pairing


REFUSALS: Final[Mapping[type[SamsungError], ControlRefusal]] = {
    ControlRefused: ControlRefusal.DENIED,
    NoFreeToken: ControlRefusal.NO_FREE_TOKEN,
    Rejected: ControlRefusal.UNANSWERED,
    NotAvailable: ControlRefusal.UNAVAILABLE,
}


@dataclass(frozen=True, slots=True)
class ControlPairing:
    """How asking for a token ended: granted where `refusal` is None."""

    refusal: ControlRefusal | None = None
    token: str | None = None


@cache
def _context() -> ssl.SSLContext:
    """Return TLS that takes what TVs offer: certificates they signed themselves, and on old ones groups of 1,024 bits."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    return context


class ControlClient:
    """Asks one TV; `session` lends its connections."""

    def __init__(self, session: aiohttp.ClientSession, host: str, token: str | None = None) -> None:
        """Know whom to ask, and by which token."""
        self._session = session
        self._host = host
        self._token = token
        self._port: int | None = None
        self._turn = asyncio.Lock()
        self._context: ssl.SSLContext | None = None

    async def ask(self, method: str, params: Mapping[str, Value] | None = None, *, again: bool = True) -> object:
        """Return what a method answers, within 3 seconds; nothing is changed where there are no parameters.

        Raises TVUnreachable, ControlClosed where nothing listens, and what `wire.result` raises. `again`: a question that
        was cut off may be asked once more.
        """
        body = question(method, self._token, params)
        try:
            async with asyncio.timeout(TIMEOUT), self._turn:
                return await self._asked(body, AGAIN if again else 0.0)
        except TimeoutError as error:
            raise TVUnreachable("IP Control does not answer") from error

    async def pair(self) -> ControlPairing:
        """Have the TV ask its owner for a token, and return how that ended; may take 35 s.

        Raises TVUnreachable where it is not there, ControlClosed where IP Remote is off, BadAnswer.
        """
        try:
            async with asyncio.timeout(POPUP_TIMEOUT), self._turn:
                return ControlPairing(token=token(await self._asked(question("createAccessToken"), AT_ONCE)))
        except TimeoutError:
            return ControlPairing(ControlRefusal.UNANSWERED)
        except SamsungError as error:
            if refusal := REFUSALS.get(type(error)):
                return ControlPairing(refusal)
            raise

    async def _asked(self, body: bytes, cut_within: float) -> object:
        """Ask, and once more where the connection was cut so soon that the TV was serving somebody else."""
        started = asyncio.get_running_loop().time()
        try:
            return result(await self._answer(body))
        except ControlClosed, HostNotFound:
            raise
        except TVUnreachable:
            if asyncio.get_running_loop().time() - started > cut_within:
                raise
        await asyncio.sleep(PAUSE)
        return result(await self._answer(body))

    async def _answer(self, body: bytes) -> bytes:
        """Ask on the port that answered last, or on both."""
        ports = (self._port,) if self._port else (PORT, OLD_PORT)
        for port in ports:
            try:
                answer = await self._answer_on(port, body)
            except PortsClosed:
                self._port = None
            else:
                self._port = port
                return answer
        raise ControlClosed("nothing listens where IP Control is")

    async def _answer_on(self, port: int, body: bytes) -> bytes:
        """Return the body of an answer on one port, within bounds of size."""
        if (context := self._context) is None:
            context = self._context = await asyncio.to_thread(_context)
        limit = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_TIMEOUT)
        try:
            url = URL.build(scheme="https", host=self._host, port=port, path="/")
            async with (
                guarded(self._session) as session,
                session.post(url, data=body, headers=HEADERS, ssl=context, timeout=limit) as response,
            ):
                if response.connection is not None and response.connection.protocol is not None:
                    response.connection.protocol.force_close()
                answer = await read_bounded(response, MAX_BODY)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise translate(error) from error
        if response.status != 200 and not answer.startswith(b"{"):
            raise BadAnswer(f"HTTP {response.status} from IP Control")
        return answer


async def pair(session: aiohttp.ClientSession, host: str) -> ControlPairing:
    """Have a TV ask its owner for a token of IP Control; as `ControlClient.pair`."""
    return await ControlClient(session, host).pair()
