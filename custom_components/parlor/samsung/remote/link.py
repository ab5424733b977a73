"""Keeps a channel open while that is wanted, and opens it when a command needs it."""

from abc import ABC, abstractmethod
import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final, override

import aiohttp

from ..errors import PairingNeeded, Refusal, SamsungError, TVUnreachable
from ..frames import AppIcon, AppList, AppsChanged, Frame, app_list_frame
from ..power.evidence import QUIET
from ..power.verdict import Decider
from ..state import Facts, Timing, TVState
from .refused import Refused
from .socket import RemoteSocket

COMMAND_WAIT: Final = 3.0  # seconds a command waits for a connection
STEADY: Final = 10.0  # seconds after which a connection has proved that the TV wants it


class Link[SocketT: RemoteSocket](ABC):
    """One connection at a time, opened only by the task that runs `run`: never two popups, never two sockets.

    A TV that refuses is asked again by itself only where that puts no popup on its screen.
    """

    def __init__(self, facts: Facts, timing: Timing) -> None:
        """Know the TV."""
        self._facts = facts
        self._timing = timing
        self._socket: SocketT | None = None
        self._listening: asyncio.Timeout | None = None
        self._waiting: list[asyncio.Future[SocketT]] = []
        self._stirred = asyncio.Event()
        self._is_hurried = False
        facts.subscribe(self._changed)

    @property
    @abstractmethod
    def refusal(self) -> Refusal | None:
        """Return why the TV does not let us in."""

    @property
    @abstractmethod
    def is_wanted(self) -> bool:
        """Say whether a connection is wanted while no command needs one."""

    @property
    def is_allowed(self) -> bool:
        """Say whether a connection may be opened at all, by a command too."""
        return True

    @abstractmethod
    async def _open(self) -> SocketT:
        """Open a connection."""

    @abstractmethod
    def _let_in(self, socket: SocketT) -> None:
        """Take over what the TV granted with the connection."""

    @abstractmethod
    async def _begin(self, socket: SocketT) -> None:
        """Say the first word on a connection that is already handed out."""

    @abstractmethod
    def _heard(self, frame: Frame | None) -> None:
        """Take what the TV says, None where it only shows that it is there."""

    @abstractmethod
    def _ended(self) -> None:
        """Take note that the connection is over."""

    @abstractmethod
    def _refused(self, refusal: Refusal) -> None:
        """Remember that the TV does not let us in."""

    def _next_delay(self, delay: float, *, is_steady: bool) -> float:
        """Return how long to wait before the next attempt, after one that came `delay` seconds after that before it."""
        return min(max(0.0 if is_steady else delay * 2, self._timing.reconnect), self._timing.reconnect_most)

    def _changed(self, state: TVState) -> None:
        """Look again whether a connection is wanted; give up one to a TV that answers nowhere any more."""
        self._stirred.set()
        if state.decided_by is Decider.UNREACHABLE:
            self.drop()

    @property
    def is_open(self) -> bool:
        """Say whether there is a connection now."""
        return self._socket is not None and self._socket.is_open

    def drop(self) -> None:
        """Give up the connection; another comes in its time."""
        if self._listening and not self._listening.expired():
            self._listening.reschedule(asyncio.get_running_loop().time())

    async def socket(self) -> SocketT:
        """Return the open connection, opening one where there is none.

        Raises PairingNeeded where the TV refused, TVUnreachable after 3 seconds.
        """
        if self._socket and self._socket.is_open:
            return self._socket
        if refusal := self.refusal:
            raise PairingNeeded(refusal)
        waiting: asyncio.Future[SocketT] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiting)
        self._stirred.set()
        try:
            async with asyncio.timeout(COMMAND_WAIT):
                return await waiting
        except TimeoutError as error:
            raise TVUnreachable("no connection in time") from error
        finally:
            if waiting in self._waiting:
                self._waiting.remove(waiting)

    async def run(self) -> None:
        """Connect while that is wanted, for ever; ends only by being cancelled."""
        delay = 0.0
        try:
            while True:
                await self._until_wanted(delay)
                is_steady = await self._connect()
                delay = self._next_delay(delay, is_steady=is_steady)
        finally:
            self._fail(TVUnreachable("the watching has ended"))

    async def _connect(self) -> bool:
        """Serve one connection until it ends; return whether it lasted, so that the next may come soon."""
        self._is_hurried = False
        try:
            socket = await self._open()
            opened_at = self._facts.clock()
            await self._serve(socket)
        except PairingNeeded as error:
            self._refused(error.refusal)
            self._fail(error)
        except SamsungError as error:
            self._fail(error)
        else:
            return self._facts.clock() - opened_at >= STEADY
        return False

    async def _until_wanted(self, delay: float) -> None:
        """Wait until a command needs a connection, or the delay is over and one is wanted; and until it is allowed."""
        with suppress(TimeoutError):
            async with asyncio.timeout(delay):
                while not self._waiting and not self._is_hurried:
                    await self._next_stir()
        while (wait := self._wait()) != 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._next_stir()

    def _wait(self) -> float | None:
        """Return the seconds until a connection is wanted and allowed; None for not before something changes."""
        if self._waiting and self.is_allowed:
            return 0.0
        if not self.is_wanted or not self.is_allowed:
            return None
        return 0.0 if self.refusal is None else self._retry_in()

    def _retry_in(self) -> float | None:
        """Return the seconds until a TV that refused may be asked again by itself; None for never."""
        return None

    async def _next_stir(self) -> None:
        """Wait for anything to change."""
        self._stirred.clear()
        await self._stirred.wait()

    async def _serve(self, socket: SocketT) -> None:
        """Hand the connection to whoever waits for it, and listen until it is over."""
        try:
            self._let_in(socket)
            self._socket = socket
            self._heard(None)
            for waiting in self._waiting:
                if not waiting.done():
                    waiting.set_result(socket)
            self._waiting.clear()
            await self._begin(socket)
            with suppress(TimeoutError):
                async with asyncio.timeout(None) as self._listening:
                    await socket.listen(self._heard)
        finally:
            self._socket = self._listening = None
            self._ended()
            await socket.close()

    def _fail(self, error: SamsungError) -> None:
        """Tell whoever waits that there will be no connection."""
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_exception(error)
        self._waiting.clear()


class RemoteLink(Link[RemoteSocket]):
    """The remote channel, kept open while the TV is on."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        host: str,
        facts: Facts,
        timing: Timing,
        *,
        token: str | None,
        on_token: Callable[[str], None] | None,
        on_apps_changed: Callable[[], None],
    ) -> None:
        """Know whom to connect to and who wants to hear of a new token."""
        super().__init__(facts, timing)
        self._session = session
        self._host = host
        self.token = token
        self._on_token = on_token
        self._on_apps_changed = on_apps_changed
        self._last_refusal: Refused | None = None
        self.on_icon: Callable[[AppIcon], None] | None = None  # whoever asks for icons wants to hear of them

    @property
    @override
    def refusal(self) -> Refusal | None:
        return self._facts.state.refusal

    @property
    @override
    def is_wanted(self) -> bool:
        return self._facts.state.is_lit

    @property
    def is_secure(self) -> bool:
        """Say whether this TV wants its channels opened with TLS, which those with tokens do."""
        info = self._facts.state.info
        return bool(self.token) or info is None or info.has_token is True

    @override
    async def _open(self) -> RemoteSocket:
        return await RemoteSocket.open(self._session, self._host, secure=self.is_secure, token=self.token)

    @override
    def _let_in(self, socket: RemoteSocket) -> None:
        self.keep_token(socket.token)

    @override
    async def _begin(self, socket: RemoteSocket) -> None:
        self._last_refusal = None
        self._facts.set(replace(self._facts.state, connected=True, refusal=None))
        await socket.send(app_list_frame())

    @override
    def _refused(self, refusal: Refusal) -> None:
        times = self._last_refusal.times + 1 if self._last_refusal else 1
        self._last_refusal = Refused(refusal=refusal, at=self._facts.clock(), times=times)
        self._facts.set(replace(self._facts.state, refusal=refusal))

    @override
    def _retry_in(self) -> float | None:
        if self._last_refusal is None:
            return None
        timing = self._timing
        return self._last_refusal.wait(self._facts.clock(), least=timing.ask_again, most=timing.ask_again_most)

    @override
    def _ended(self) -> None:
        now, evidence = self._facts.clock(), self._facts.state.evidence
        if now - evidence.frame_at < QUIET:  # it did not only fall silent
            self._facts.weigh(replace(evidence, hung_up_at=now))
        self._facts.set(replace(self._facts.state, connected=False))

    def keep_token(self, token: str | None) -> None:
        """Take over a new token: some sets grant one with every connection, and forget the one before."""
        if token and token != self.token:
            self.token = token
            if self._on_token:
                self._on_token(token)

    @override
    def _heard(self, frame: Frame | None) -> None:
        """Take what the TV says, which proves in any case that it is there."""
        self._facts.weigh(self._facts.state.evidence.framed(self._facts.clock()))
        match frame:
            case AppList(apps) if apps:
                self._facts.set(replace(self._facts.state, apps=apps))
                self._on_apps_changed()
            case AppIcon() if self.on_icon:
                self.on_icon(frame)
            case AppsChanged():
                self._on_apps_changed()
