"""The channel without a name, `/api/v2`: questions about apps on one connection, a tenth of what an HTTP request costs.

It needs no token. Not every set serves it, and what a firmware answers here it need not answer well: whoever asks has
REST to fall back to. Frames as samsung-tv-protocol.md 1.3 has them.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
import json
import socket
from typing import Final, Literal

import aiohttp

from ..errors import BadAnswer, SamsungError, TVUnreachable
from ..frames import is_app_id, parse_json
from ..remote.socket import SEND_TIMEOUT, SILENCE, open_channel
from ..rest import AppStatus, app_status

type Verb = Literal["get", "start", "stop"]

PATH: Final = "/api/v2"
ANSWER_TIMEOUT: Final = 1.5  # seconds for a question, or several asked together
STEADY: Final = 10.0  # seconds after which a connection that answered has proved that the TV serves it
MOST_IDLE_FRAMES: Final = 200  # frames in a row that answer nothing: such a TV talks and does not listen


class AppSocket:
    """One connection, opened by the first question; raises TVUnreachable or BadAnswer within 5 seconds."""

    def __init__(self, session: aiohttp.ClientSession, host: str) -> None:
        """Know where to ask."""
        self._session = session
        self._host = host
        self._ws: aiohttp.ClientWebSocketResponse | None = None
        self._listening: asyncio.Task[None] | None = None
        self._opening = asyncio.Lock()
        self._waiting: dict[str, asyncio.Future[object]] = {}
        self._opened_at = 0.0
        self._answered_at = 0.0

    @property
    def was_served(self) -> bool:
        """Say whether the last connection answered for long enough that its end says nothing against the next."""
        return self._answered_at - self._opened_at >= STEADY

    def forget(self) -> None:
        """Have the next connection prove itself anew."""
        self._opened_at = self._answered_at

    async def ask(self, app_ids: Sequence[str], *, secure: bool) -> dict[str, AppStatus | None]:
        """Return the state of apps, None for those that the TV does not know, all asked in one breath."""
        answers = await self._send("ms.application.get", [app_id for app_id in app_ids if is_app_id(app_id)], secure)
        told = {app_id: _status(app_id, answers.get(app_id)) for app_id in app_ids}
        if told and all(status is not None and not status.is_told for status in told.values()):
            raise BadAnswer("the answers tell nothing of the apps")
        return told

    async def tell(self, app_id: str, verb: Verb, *, secure: bool, kind: str = "application") -> bool:
        """Have an app started or stopped; return whether the TV knows it, which does not say that it did it."""
        if not is_app_id(app_id):
            return False
        answer = (await self._send(f"ms.{kind}.{verb}", [app_id], secure)).get(app_id)
        return isinstance(answer, dict) and "error" not in answer

    async def _send(self, method: str, app_ids: Sequence[str], secure: bool) -> dict[str, object]:
        """Ask the same of several apps, and wait for all answers."""
        ws = await self._open(secure)
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT):
                while shared := [self._waiting[app_id] for app_id in app_ids if app_id in self._waiting]:
                    await asyncio.wait(shared)
                return await self._exchange(ws, method, app_ids)
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            await self.close()
            raise TVUnreachable("the TV says nothing of its apps") from error

    async def _exchange(
        self, ws: aiohttp.ClientWebSocketResponse, method: str, app_ids: Sequence[str]
    ) -> dict[str, object]:
        """Send one question for each app, and return the answers."""
        asked: dict[str, asyncio.Future[object]] = {
            app_id: asyncio.get_running_loop().create_future() for app_id in app_ids
        }
        self._waiting |= asked
        try:
            with _in_one_breath(ws):
                for app_id in asked:
                    await ws.send_str(_frame(method, app_id))
            if asked:
                await asyncio.wait(asked.values())
            return {app_id: answer.result() for app_id, answer in asked.items()}
        finally:
            self._forget(asked)

    def _forget(self, asked: dict[str, asyncio.Future[object]]) -> None:
        """Wait for these answers no more."""
        for app_id, answer in asked.items():
            if self._waiting.get(app_id) is answer:
                del self._waiting[app_id]
            if not answer.cancel() and not answer.cancelled():
                answer.exception()

    async def _open(self, secure: bool) -> aiohttp.ClientWebSocketResponse:
        """Return the open connection, opening one where there is none."""
        async with self._opening:
            if self._ws is not None and not self._ws.closed:
                return self._ws
            await self._close()
            self._ws = await open_channel(self._session, self._host, PATH, secure=secure)
            self._opened_at = self._answered_at = asyncio.get_running_loop().time()
            self._listening = asyncio.create_task(self._listen(self._ws), name=f"samsung {self._host} apps")
            return self._ws

    async def _listen(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        """Hand answers to whoever waits for them, until the connection is over, silent, or full of nonsense."""
        idle = 0
        with suppress(TimeoutError, aiohttp.ClientError, OSError):
            while idle <= MOST_IDLE_FRAMES:
                message = await ws.receive(SILENCE if idle else None)
                match message.type:
                    case aiohttp.WSMsgType.TEXT:
                        idle = 0 if self._answered(message.data) else idle + 1
                    case aiohttp.WSMsgType.PING:
                        idle += 1
                        async with asyncio.timeout(SEND_TIMEOUT):
                            await ws.pong(message.data)
                    case aiohttp.WSMsgType.BINARY | aiohttp.WSMsgType.PONG:
                        idle += 1
                    case _:
                        break
        self._give_up(TVUnreachable("the connection is over"))
        with suppress(TimeoutError):
            async with asyncio.timeout(1):
                await ws.close()

    def _answered(self, data: str) -> bool:
        """Take a frame; return whether it answers a question."""
        try:
            message = parse_json(data)
        except ValueError:
            return False
        if not isinstance(message, dict) or not isinstance(app_id := message.get("id"), str):
            return False
        waiting = self._waiting.get(app_id)
        if waiting is None or waiting.done():
            return False
        self._answered_at = asyncio.get_running_loop().time()
        waiting.set_result(message)
        return True

    def _give_up(self, error: SamsungError) -> None:
        """Tell whoever waits that there will be no answer."""
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(error)

    async def close(self) -> None:
        """Close the connection, if there is one."""
        async with self._opening:
            await self._close()

    async def _close(self) -> None:
        """Close the connection and end the listening."""
        ws, listening, self._ws, self._listening = self._ws, self._listening, None, None
        try:
            if listening is not None:
                listening.cancel()
                await asyncio.gather(listening, return_exceptions=True)
        finally:  # whoever ends the watching may do so right here
            self._give_up(TVUnreachable("the connection was closed"))
            if ws is not None:
                with suppress(TimeoutError):
                    async with asyncio.timeout(1):
                        await ws.close()


@contextmanager
def _in_one_breath(ws: aiohttp.ClientWebSocketResponse) -> Iterator[None]:
    """Have what is sent together travel together, where the system can: most of what a question costs is its packet."""
    connection = ws.get_extra_info("socket")
    if (cork := getattr(socket, "TCP_CORK", None)) is None or connection is None:
        yield
        return
    try:
        with suppress(OSError):
            connection.setsockopt(socket.IPPROTO_TCP, cork, 1)
        yield
    finally:
        with suppress(OSError):
            connection.setsockopt(socket.IPPROTO_TCP, cork, 0)


def _frame(method: str, app_id: str) -> str:
    """Return a question about an app; its own id is what the answer is known by."""
    return json.dumps({"id": app_id, "method": method, "params": {"id": app_id}})


def _status(app_id: str, answer: object) -> AppStatus | None:
    """Return what an answer says of an app; it may say nothing of it."""
    if answer is None:
        return None  # what is no id was not asked
    assert isinstance(answer, dict)
    error = answer.get("error")
    if isinstance(error, dict) and error.get("code") == 404:
        return None
    result = answer.get("result")
    return app_status(app_id, result) if isinstance(result, dict) else AppStatus(id=app_id, is_told=False)
