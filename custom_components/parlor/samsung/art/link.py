"""Keeps the art channel open where the set is a Frame and its network is up, without waking it and without popups."""

from dataclasses import replace
from typing import Final, override

import aiohttp

from ..errors import Refusal, SamsungError, TVUnreachable
from ..frames import Frame
from ..power.verdict import Decider
from ..remote.link import Link, RemoteLink
from ..remote.refused import POPUP_SEEN
from ..state import Facts, Timing, TVState
from .asking import Desk
from .socket import ArtSocket
from .watch import ArtWatch
from .wire import ArtMessage

REFUSED_FOR: Final = 3600.0  # seconds before a refusal that came at once, so without a popup, is doubted


class ArtLink(Link[ArtSocket]):
    """The art channel; who comes in is known by the name and the token of the remote channel.

    It is opened once that token is proved good, or while the panel is dark and could show no popup. Sets from before 2019
    wake when a channel is opened: there it waits until they are lit. An art app that has never answered is asked rarely.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        host: str,
        facts: Facts,
        timing: Timing,
        remote: RemoteLink,
        watch: ArtWatch,
    ) -> None:
        """Know whom to connect to and who wants to hear what is said."""
        self._session = session
        self._host = host
        self._remote = remote
        self._watch = watch
        self._proved: str | None = None
        self._refusal: tuple[Refusal, str | None, float] | None = None
        self._was_lit = False
        self.desk = Desk(self.ready_socket)
        self._is_deaf = False  # whether the connection before heard nothing at all of the art app
        super().__init__(facts, timing)

    @property
    @override
    def refusal(self) -> Refusal | None:
        if self._refusal is None:
            return self._facts.state.refusal
        refusal, token, at = self._refusal
        is_old = refusal not in POPUP_SEEN and self._facts.clock() - at >= REFUSED_FOR
        return None if token != self._remote.token or is_old else refusal

    @property
    @override
    def is_wanted(self) -> bool:
        state = self._facts.state
        if state.info is None or state.info.is_frame is not True or state.evidence.failing_since is not None:
            return False
        return state.is_lit or state.info.power_state is not None

    @property
    @override
    def is_allowed(self) -> bool:
        state, token = self._facts.state, self._remote.token
        if state.info is not None and state.info.has_token and not token:
            return False
        return not state.is_lit or state.connected or (token is not None and self._proved == token)

    async def ready_socket(self) -> ArtSocket:
        """Return the open connection once the art app has had the time to come up; raises as `socket`."""
        socket = await self.socket()
        await socket.until_ready()
        return socket

    @override
    def _changed(self, state: TVState) -> None:
        was_lit, self._was_lit = self._was_lit, state.is_lit
        self._is_hurried = self._is_hurried or (state.is_lit and not was_lit)
        if state.connected:
            self._proved = self._remote.token
        is_given_up = self._socket is None and state.evidence.failing_since is None and not self.is_wanted
        if is_given_up or state.decided_by is Decider.UNREACHABLE:
            self._watch.lost()
        super()._changed(state)

    @override
    def _next_delay(self, delay: float, *, is_steady: bool) -> float:
        most = self._timing.art_retry_most if self._is_deaf else self._timing.reconnect_most
        is_steady = is_steady and not self._is_deaf
        return min(max(0.0 if is_steady else delay * 2, self._timing.reconnect), most)

    @override
    async def _open(self) -> ArtSocket:
        remote = self._remote
        return await ArtSocket.open(self._session, self._host, secure=remote.is_secure, token=remote.token)

    @override
    def _retry_in(self) -> float | None:
        if self._refusal is None or self._refusal[0] in POPUP_SEEN:
            return None
        return max(0.0, self._refusal[2] + REFUSED_FOR - self._facts.clock())

    @override
    def _let_in(self, socket: ArtSocket) -> None:
        self._refusal = None
        self._remote.keep_token(socket.token)

    @override
    async def _begin(self, socket: ArtSocket) -> None:
        self._watch.opened()

    @override
    def _heard(self, frame: Frame | None) -> None:
        self._facts.weigh(self._facts.state.evidence.responded(self._facts.clock()))
        if isinstance(frame, ArtMessage):
            self._watch.hear(frame)
            self.desk.hear(frame)

    @override
    def _ended(self) -> None:
        self._is_deaf = not self._watch.has_heard
        self.desk.fail(TVUnreachable("the art channel is gone"))
        art = self._facts.state.art
        if art is not None:
            self._facts.set(replace(self._facts.state, art=replace(art, is_connected=False)))

    @override
    def _refused(self, refusal: Refusal) -> None:
        self._refusal = (refusal, self._remote.token, self._facts.clock())

    @override
    def _fail(self, error: SamsungError) -> None:
        self._watch.lost()
        super()._fail(error)
