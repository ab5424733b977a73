"""Asks the art app, one question at a time: sets lose what comes while they work on another."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final
import uuid

from ..errors import BadAnswer, SamsungError, TVBusy, TVSilent
from .socket import ArtSocket
from .state import Fields
from .wire import ArtMessage, request_frame

ANSWER: Final = 4.0  # seconds; sets answer within one, and a 2024 set was seen to take several
PROBE: Final = 2.0  # seconds for a question that the set may not know
QUEUE: Final = 16  # questions that may wait
TURN: Final = 12.0  # seconds a question waits for its turn

type Says = Callable[[ArtMessage], bool]
type Takes = Callable[[ArtMessage], None]


class Question:
    """One request under way: hears every message until one of them settles it."""

    def __init__(self, request_id: str, settled_by: Says | None, takes: Takes | None) -> None:
        """Wait for what is addressed to that id, or, where `settled_by` is given, for a message of which it says so.

        `takes` has the answer before anything that is said after it; it raises BadAnswer where that is none.
        """
        self.id = request_id
        self._takes = takes
        self.answer: asyncio.Future[ArtMessage] = asyncio.get_running_loop().create_future()
        self._settled_by = settled_by

    def hear(self, message: ArtMessage) -> None:
        """Take a message; a refusal always counts, and a late answer to another question is none to this one."""
        if self.answer.done():
            return
        is_ours = message.answers(self.id)
        if is_ours and (error := message.error):
            self.answer.set_exception(error)
        elif is_ours if self._settled_by is None else self._settled_by(message):
            self._settle(message)

    def _settle(self, message: ArtMessage) -> None:
        """Take the answer."""
        try:
            if self._takes:
                self._takes(message)
        except BadAnswer as error:
            self.answer.set_exception(error)
        else:
            self.answer.set_result(message)

    def fail(self, error: SamsungError) -> None:
        """Give up."""
        if not self.answer.done():
            self.answer.set_exception(error)


class Desk:
    """Where questions queue; who holds the turn asks as often as it needs to."""

    def __init__(self, socket: Callable[[], Awaitable[ArtSocket]]) -> None:
        """Know how to come by a connection."""
        self.socket = socket
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._open: set[Question] = set()

    def hear(self, message: ArtMessage) -> None:
        """Hand a message to whoever waits for it."""
        for question in tuple(self._open):
            question.hear(message)

    def fail(self, error: SamsungError) -> None:
        """Tell everybody that the connection is gone."""
        for question in tuple(self._open):
            question.fail(error)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Have the art app to oneself; raises TVBusy where too many wait, or for too long."""
        if self._waiting >= QUEUE:
            raise TVBusy("too many questions wait for the art app")
        self._waiting += 1
        try:
            async with asyncio.timeout(TURN):
                await self._turn.acquire()
        except TimeoutError as error:
            raise TVBusy("the art app is busy with what was asked before") from error
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._turn.release()

    async def ask(
        self,
        request: str,
        params: Fields | None = None,
        *,
        seconds: float | None = None,
        seen: Says | None = None,
        takes: Takes | None = None,
    ) -> ArtMessage:
        """Ask, in one's turn, and return the answer, or the message that is `seen` to tell the same.

        Raises what the app refuses with, TVSilent where it says nothing, TVUnreachable where the connection is gone.
        """
        request_id = str(uuid.uuid4())
        settled_by = (lambda message: message.answers(request_id) or seen(message)) if seen else None
        async with self.listening(request_id, settled_by, takes) as question:
            socket = await self.socket()
            await socket.send(request_frame(request, request_id, params or {}))
            return await self.answer(question, ANSWER if seconds is None else seconds)

    @asynccontextmanager
    async def listening(
        self, request_id: str, settled_by: Says | None = None, takes: Takes | None = None
    ) -> AsyncIterator[Question]:
        """Listen for an answer until the block ends."""
        question = Question(request_id, settled_by, takes)
        self._open.add(question)
        try:
            yield question
        finally:
            self._open.discard(question)
            question.answer.cancel()
            if not question.answer.cancelled():
                question.answer.exception()

    async def answer(self, question: Question, seconds: float) -> ArtMessage:
        """Wait for an answer; raises as `ask`."""
        try:
            async with asyncio.timeout(seconds):
                return await question.answer
        except TimeoutError as error:
            raise TVSilent("the art app does not answer") from error
