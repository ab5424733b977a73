"""The TV's REST interface on 8002 (TLS, signed by itself) and 8001.

Sets answer on one or on both: 8001 accepts and hangs up on newer firmwares, 8002 came in 2016. What answers is kept.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import aiohttp
from yarl import URL

from .errors import BadAnswer, HostNotFound, PortsClosed, SamsungError, TVUnreachable
from .frames import is_app_id, parse_json, printable
from .info import DeviceInfo

SECURE_PORT: Final = 8002
PLAIN_PORT: Final = 8001
TIMEOUT: Final = 3.0  # seconds for one question, both ports together
MAX_BODY: Final = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class AppStatus:
    """What the TV says of one app; `visible` is whether it is in the foreground, `is_told` whether it says anything."""

    id: str
    name: str | None = None
    running: bool = False
    visible: bool = False
    is_told: bool = True


def app_status(app_id: str, status: Mapping[str, object]) -> AppStatus:
    """Return the state of an app as the TV tells it, on whichever channel."""
    name = status.get("name")
    return AppStatus(
        id=app_id,
        name=printable(name) or None if isinstance(name, str) else None,
        running=status.get("running") is True,
        visible=status.get("visible") is True,
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer whose body is within bounds."""

    status: int
    body: bytes


class RestClient:
    """Asks one TV; `session` must not verify certificates.

    Raises TVUnreachable (HostNotFound, PortsClosed) within 3 seconds, or BadAnswer.
    """

    def __init__(self, session: aiohttp.ClientSession, host: str) -> None:
        """Know where to ask."""
        self.host = host
        self._session = session
        self._port: int | None = None

    async def device_info(self) -> DeviceInfo:
        """Return who the TV is; raises NotASamsungTV where something else answers."""
        return DeviceInfo.parse((await self._ask("GET", "/api/v2/")).body)

    async def app_status(self, app_id: str) -> AppStatus | None:
        """Return the state of an app, None where the TV does not know it."""
        if not is_app_id(app_id):
            return None
        answer = await self._ask("GET", _app_path(app_id))
        if answer.status == 404:
            return None
        try:
            status = parse_json(answer.body)
        except ValueError as error:
            raise BadAnswer("the app's state is not JSON") from error
        if answer.status != 200 or not isinstance(status, Mapping):
            raise BadAnswer(f"HTTP {answer.status} for an app's state")
        return None if status.get("code") == 404 else app_status(app_id, status)

    async def launch_app(self, app_id: str) -> bool:
        """Ask the TV to open an app; return whether it says that it does, which sets since 2022 do without doing it."""
        return (await self._ask("POST", _app_path(app_id))).status == 200

    async def close_app(self, app_id: str) -> bool:
        """Ask the TV to close an app; return whether it says that it does."""
        return (await self._ask("DELETE", _app_path(app_id))).status == 200

    async def _ask(self, method: str, path: str) -> Answer:
        """Ask on the port that answered last, or on both; a port that fails is forgotten."""
        ports = (self._port,) if self._port else (SECURE_PORT, PLAIN_PORT)
        failure: SamsungError | None = None
        for port in ports:
            try:
                answer = await self._ask_port(port, method, path, TIMEOUT / len(ports))
            except HostNotFound:
                raise
            except SamsungError as error:
                self._port = None if self._port == port else self._port
                # An answer, however bad, says more than none; a closed port more than silence.
                is_worse = isinstance(failure, BadAnswer) or type(error) is TVUnreachable
                failure = failure if failure is not None and is_worse else error
            else:
                self._port = port
                return answer
        raise failure or TVUnreachable(self.host)

    async def _ask_port(self, port: int, method: str, path: str, seconds: float) -> Answer:
        """Ask on one port, within bounds of time and size."""
        try:
            url = URL.build(
                scheme="https" if port == SECURE_PORT else "http", host=self.host, port=port, path=path, encoded=True
            )
            async with (
                asyncio.timeout(seconds),
                guarded(self._session) as session,
                session.request(method, url, headers={"Accept-Encoding": "identity"}) as response,
            ):
                return Answer(response.status, await read_bounded(response, MAX_BODY))
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            raise translate(error) from error


@asynccontextmanager
async def guarded(session: aiohttp.ClientSession) -> AsyncIterator[aiohttp.ClientSession]:
    """Lend the connections of a session for one question to a TV, which may not send us elsewhere.

    No redirect is followed, not even that of a WebSocket, no cookie kept, and nothing inflated. Raises TVUnreachable
    where the session was closed.
    """
    if session.closed or session.connector is None:
        raise TVUnreachable("the session is closed")
    lent = aiohttp.ClientSession(
        connector=session.connector,
        connector_owner=False,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        middlewares=(_stay,),
    )
    try:
        yield lent
    finally:
        lent.detach()


async def _stay(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Take an answer that points elsewhere for a bad one."""
    response = await handler(request)
    if response.status in range(300, 400):
        response.close()
        raise BadAnswer(f"HTTP {response.status} points elsewhere")
    return response


async def read_bounded(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """Return the body, or raise BadAnswer where it is longer than anything a TV has to say."""
    body = bytearray()
    async for chunk in response.content.iter_chunked(16 * 1024):
        body += chunk
        if len(body) > limit:
            raise BadAnswer("the answer is too long")
    return bytes(body)


def translate(error: Exception) -> SamsungError:
    """Return the package's own error for one of the network's."""
    match error:
        case aiohttp.ClientConnectorDNSError() | aiohttp.InvalidURL() | ValueError():
            return HostNotFound(str(error))
        case aiohttp.ClientConnectorError(os_error=ConnectionRefusedError()):
            return PortsClosed(str(error))
        case aiohttp.ClientResponseError() | aiohttp.ClientPayloadError():
            return BadAnswer(str(error))
        case _:
            return TVUnreachable(str(error) or type(error).__name__)


def _app_path(app_id: str) -> str:
    """Return the path of an app; ids are numbers or package names."""
    return f"/api/v2/applications/{quote(app_id, safe='')}"
