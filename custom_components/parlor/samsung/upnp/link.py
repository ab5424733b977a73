"""Listens to the renderer while the TV is lit, and says when it does not need to be asked."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

import aiohttp

from ..errors import BadAnswer, SamsungError
from ..sound.watch import SoundWatch
from ..state import Facts, Timing, TVState
from .events import RendererEvents
from .pushed import PushedMedia
from .renderer import Renderer
from .soap import RENDERING_CONTROL, SoapClient
from .transport import Transport

AGAIN: Final = 5.0  # seconds until it is tried again, doubled each time
AGAIN_REFUSED: Final = 300.0  # the same where the TV sends no events
AGAIN_MOST: Final = 3600.0


class RendererLink:
    """Keeps one subscription, hands its events to who they are for, and gives it up while the panel is dark."""

    def __init__(self, session: aiohttp.ClientSession, host: str, facts: Facts, timing: Timing) -> None:
        """Know whom to ask and to listen to, and who is told."""
        soap = SoapClient(session, host)
        self.renderer = Renderer(soap)
        self.sound = SoundWatch(self.renderer, facts)
        self.media = PushedMedia(Transport(soap), facts, timing)
        self._facts = facts
        self._events = RendererEvents(session, host, self._heard)
        self._listening: asyncio.Timeout | None = None
        self._stirred = asyncio.Event()
        self._is_lit = False
        self._was_connected = self._was_cut = False
        facts.subscribe(self._follow)

    def _follow(self, state: TVState) -> None:
        """Begin when the panel lights up, end when it goes dark, and ask for a renewal where the TV may have restarted."""
        if state.is_lit is not self._is_lit:
            self._is_lit = state.is_lit
            self._stirred.set()
            if not state.is_lit and self._listening and not self._listening.expired():
                self._listening.reschedule(asyncio.get_running_loop().time())
        if not state.connected:
            self._was_cut |= self._was_connected
        elif self._was_cut:
            self._was_cut = False
            self._events.renew_soon()
        self._was_connected = state.connected

    def _heard(self, service: str, told: Mapping[str, str]) -> None:
        """Hand on an event."""
        if service == RENDERING_CONTROL:
            self.sound.is_pushed = True
            self.sound.heard(told)
        else:
            self.media.is_pushed = True
            self.media.heard(told)

    async def run(self) -> None:
        """Listen while the panel is lit, for ever."""
        delay = 0.0
        while True:
            await self._until_lit(delay)
            began = self._facts.clock()
            failure = await self._listen()
            if failure is None or self._facts.clock() - began > AGAIN_REFUSED:
                delay = 0.0
            least = AGAIN_REFUSED if isinstance(failure, BadAnswer) else AGAIN
            delay = min(max(delay * 2, least), AGAIN_MOST) if failure else 0.0

    async def _until_lit(self, delay: float) -> None:
        """Wait until the delay is over or the TV came on anew, and the panel is lit."""
        with suppress(TimeoutError):
            async with asyncio.timeout(delay):
                await self._next_stir()
        while not self._is_lit:
            await self._next_stir()

    async def _next_stir(self) -> None:
        """Wait for the panel to go dark or light up."""
        self._stirred.clear()
        await self._stirred.wait()

    async def _listen(self) -> SamsungError | None:
        """Listen until the panel goes dark, or return why there is nothing to hear."""
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(None) as self._listening:
                    await self._events.listen()
        except SamsungError as error:
            return error
        finally:
            self._listening = None
            self.sound.is_pushed = self.media.is_pushed = False
        return None
