"""Keeps the remote channel open while the TV is on, and opens it when a command needs it."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final

import aiohttp

from .errors import PairingNeeded, SamsungError, TVUnreachable
from .frames import AppList, AppsChanged, Frame, app_list_frame
from .power import Decider
from .remote import RemoteSocket
from .state import Facts, Timing, TVState

COMMAND_WAIT: Final = 3.0  # seconds a command waits for a connection
STEADY: Final = 10.0  # seconds after which a connection has proved that the TV wants it


class RemoteLink:
    """One connection at a time, opened only by the task that runs `run`: never two popups, never two sockets.

    A TV that refuses is not asked again by itself: each attempt may put a popup on its screen.
    """

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
        self._session = session
        self._host = host
        self._facts = facts
        self._timing = timing
        self._token = token
        self._on_token = on_token
        self._on_apps_changed = on_apps_changed
        self._socket: RemoteSocket | None = None
        self._listening: asyncio.Timeout | None = None
        self._waiting: list[asyncio.Future[RemoteSocket]] = []
        self._stirred = asyncio.Event()
        facts.subscribe(self._changed)

    def _changed(self, state: TVState) -> None:
        """Look again whether a connection is wanted; give up one to a TV that answers nowhere any more."""
        self._stirred.set()
        if state.decided_by is Decider.UNREACHABLE and self._listening:
            self._listening.reschedule(asyncio.get_running_loop().time())

    async def socket(self) -> RemoteSocket:
        """Return the open connection, opening one where there is none.

        Raises PairingNeeded where the TV refused, TVUnreachable after 3 seconds.
        """
        if self._socket and self._socket.is_open:
            return self._socket
        if refusal := self._facts.state.refusal:
            raise PairingNeeded(refusal)
        waiting: asyncio.Future[RemoteSocket] = asyncio.get_running_loop().create_future()
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
                delay = 0.0 if is_steady else delay * 2
                delay = min(max(delay, self._timing.reconnect), self._timing.reconnect_most)
        finally:
            self._fail(TVUnreachable("the watching has ended"))

    async def _connect(self) -> bool:
        """Serve one connection until it ends; return whether it lasted, so that the next may come soon."""
        try:
            socket = await self._open()
            opened_at = self._facts.clock()
            await self._serve(socket)
        except PairingNeeded as error:
            self._facts.set(replace(self._facts.state, refusal=error.refusal))
            self._fail(error)
        except SamsungError as error:
            self._fail(error)
        else:
            return self._facts.clock() - opened_at >= STEADY
        return False

    async def _until_wanted(self, delay: float) -> None:
        """Wait until a command needs a connection, or the delay is over and the TV is on."""
        with suppress(TimeoutError):
            async with asyncio.timeout(delay):
                while not self._waiting:
                    await self._next_stir()
        while not self._waiting and not (self._facts.state.is_lit and self._facts.state.refusal is None):
            await self._next_stir()

    async def _next_stir(self) -> None:
        """Wait for anything to change."""
        self._stirred.clear()
        await self._stirred.wait()

    async def _open(self) -> RemoteSocket:
        """Open a connection the way this TV wants it."""
        info = self._facts.state.info
        secure = bool(self._token) or info is None or info.has_token is True
        return await RemoteSocket.open(self._session, self._host, secure=secure, token=self._token)

    async def _serve(self, socket: RemoteSocket) -> None:
        """Hand the connection to whoever waits for it, and listen until it is over."""
        try:
            self._keep_token(socket.token)
            self._socket = socket
            self._heard(None)
            for waiting in self._waiting:
                if not waiting.done():
                    waiting.set_result(socket)
            self._waiting.clear()
            self._facts.set(replace(self._facts.state, connected=True))
            await socket.send(app_list_frame())
            with suppress(TimeoutError):
                async with asyncio.timeout(None) as self._listening:
                    await socket.listen(self._heard)
        finally:
            self._socket = self._listening = None
            self._facts.set(replace(self._facts.state, connected=False))
            await socket.close()

    def _keep_token(self, token: str | None) -> None:
        """Take over a new token: some sets grant one with every connection, and forget the one before."""
        if token and token != self._token:
            self._token = token
            if self._on_token:
                self._on_token(token)

    def _fail(self, error: SamsungError) -> None:
        """Tell whoever waits that there will be no connection."""
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_exception(error)
        self._waiting.clear()

    def _heard(self, frame: Frame | None) -> None:
        """Take what the TV says, which proves in any case that it is there."""
        now = self._facts.clock()
        evidence = self._facts.state.evidence.responded(now)
        self._facts.weigh(replace(evidence, frame_at=now))
        match frame:
            case AppList(apps) if apps:
                self._facts.set(replace(self._facts.state, apps=apps))
                self._on_apps_changed()
            case AppsChanged():
                self._on_apps_changed()
