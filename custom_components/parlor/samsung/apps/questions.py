"""Asks a TV for its apps on the cheaper of two ways that works, and never more often than it bears."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from ..errors import BadAnswer, SamsungError
from ..rest import AppStatus, RestClient
from ..state import Facts
from .pace import Pace
from .socket import AppSocket, Verb

AGAIN: Final = 60.0  # seconds until a socket that was not served is tried again, doubled each time
AGAIN_MOST: Final = 3600.0


class AppQuestions:
    """The socket where the TV serves it, REST where it does not, is silent there, or answers nonsense."""

    def __init__(self, rest: RestClient, socket: AppSocket, pace: Pace, facts: Facts) -> None:
        """Try the socket first."""
        self.pace = pace
        self._rest = rest
        self._socket = socket
        self._facts = facts
        self._socket_at = float("-inf")
        self._again = AGAIN
        self._other_port = False

    @property
    def uses_socket(self) -> bool:
        """Say whether the socket is believed to answer."""
        return self._facts.clock() >= self._socket_at

    async def ask(self, app_ids: Sequence[str]) -> dict[str, AppStatus | None]:
        """Return the state of the first apps of these, as many as may be asked now; None for what the TV does not know.

        Raises as RestClient where neither way answers.
        """
        async with self.pace.turn(len(app_ids)) as allowed:
            due = list(app_ids[:allowed])
            if self.uses_socket:
                with suppress(SamsungError):
                    return await self._by_socket(due)
            return await self._by_rest(due)

    async def _by_rest(self, app_ids: list[str]) -> dict[str, AppStatus | None]:
        """Ask by REST, one after the other; what is answered badly for one app says nothing of the others."""
        answers: dict[str, AppStatus | None] = {}
        for app_id in app_ids:
            try:
                answers[app_id] = await self._rest.app_status(app_id)
            except BadAnswer:
                if len(app_ids) == 1:
                    raise
                answers[app_id] = AppStatus(id=app_id, is_told=False)
        return answers

    async def launch_by_rest(self, app_id: str) -> bool:
        """Have an app opened by REST; return whether the TV says that it does."""
        async with self.pace.turn(1):
            return await self._rest.launch_app(app_id)

    async def close_by_rest(self, app_id: str) -> bool:
        """Have an app closed by REST; return whether the TV says that it does."""
        async with self.pace.turn(1):
            return await self._rest.close_app(app_id)

    async def tell(self, app_id: str, verb: Verb) -> bool:
        """Have an app started or stopped on the socket; web apps go by a word of their own on some sets."""
        async with self.pace.turn(1):
            if await self._socket.tell(app_id, verb, secure=self.is_secure):
                return True
        async with self.pace.turn(1):
            return await self._socket.tell(app_id, verb, secure=self.is_secure, kind="webapplication")

    async def _by_socket(self, app_ids: list[str]) -> dict[str, AppStatus | None]:
        """Ask on the socket; one that fails is left alone for a while, longer each time."""
        try:
            answers = await self._socket.ask(app_ids, secure=self.is_secure)
        except SamsungError:
            self.distrust_socket()
            raise
        self._again = AGAIN
        return answers

    @property
    def is_secure(self) -> bool:
        """Say on which port to open the socket: without TLS, which nothing said here needs, or where that fails with it."""
        return self._other_port

    def distrust_socket(self) -> None:
        """Ask by REST for a while; a connection that had answered only ended, and is opened again at once."""
        if self._socket.was_served:
            self._socket.forget()
            return
        self._other_port = not self._other_port
        if self._other_port:
            return  # the other port is worth a try before giving up
        self._socket_at = self._facts.clock() + self._again
        self._again = min(self._again * 2, AGAIN_MOST)

    def trust_socket(self) -> None:
        """Try the socket again at once: the TV started anew."""
        self._socket_at = float("-inf")

    async def close(self) -> None:
        """Close the socket."""
        await self._socket.close()
