"""Media pushed to the TV by DLNA: told only while it really plays them, and pushed by us."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
import time
from typing import Final

from ..errors import NotConfirmed, SamsungError
from ..power.verdict import Power
from ..state import Facts, Timing, TVState
from .media import MediaState, media, seconds
from .transport import Transport

LOOK_EVERY: Final = 0.3  # seconds between looks for the effect of a push
PLAY_WAIT: Final = 8.0  # seconds: sets load a medium before they say that they play it
STEP: Final = 1.0  # seconds: a position that moved by less has not moved
UNSERVED_FOR: Final = 600.0  # seconds for which a set whose player does not answer is left alone


class PushedMedia:
    """Keeps what one TV plays of what was pushed to it.

    Sets that leave such a medium for something else may go on saying `PLAYING`: while it plays its position is asked, and
    one that stands still, or has an app in front of it, is told no more.
    """

    def __init__(self, transport: Transport, facts: Facts, timing: Timing) -> None:
        """Know whom to ask."""
        self.transport = transport
        self._facts = facts
        self._timing = timing
        self._told: dict[str, str] = {}
        self._position: float | None = None
        self._position_at: float | None = None
        self._stuck = False
        self._asked_again_at = float("-inf")
        self._stirred = asyncio.Event()
        self.is_pushed = False
        facts.subscribe(self._follow)

    def _follow(self, state: TVState) -> None:
        """Forget it when the TV is not on; an app in front covers it."""
        if state.power is not Power.ON and self._told:
            self._forget()
        elif state.media is not None and state.app is not None:
            self._tell()

    def _forget(self) -> None:
        """Know of no medium."""
        self._told = {}
        self._position = self._position_at = None
        self._stuck = False

    def heard(self, told: Mapping[str, str]) -> None:
        """Take what the player told by itself."""
        before = media(self._told)
        self._told |= told
        after = media(self._told)
        if before is None or after is None or before.uri != after.uri or before.state is not after.state:
            self._position = self._position_at = None
            self._stuck = False
            self._stirred.set()
        self._tell()

    def _tell(self) -> None:
        """Tell what plays."""
        state = self._facts.state
        playing = media(self._told)
        if playing is None or self._stuck or state.app is not None or state.power is not Power.ON:
            playing = None
        else:
            playing = replace(playing, position=self._position, position_at=self._position_at)
        if playing != state.media:
            self._facts.set(replace(state, media=playing))

    async def run(self) -> None:
        """Ask how far the medium is while there is one, and whether there is one where the TV does not tell; for ever."""
        while True:
            self._stirred.clear()
            with suppress(SamsungError):
                await self._look()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._timing.poll):
                    await self._stirred.wait()

    async def _look(self) -> None:
        """Ask the player what is worth asking now."""
        if self._facts.state.power is not Power.ON or self._facts.clock() < self._asked_again_at:
            return
        if not self.is_pushed:
            try:
                self.heard({"TransportState": await self.transport.state()})
            except SamsungError:
                self._asked_again_at = self._facts.clock() + UNSERVED_FOR
                self._forget()
                self._tell()
                raise
        state = self._told.get("TransportState", "")
        if state not in ("PLAYING", "PAUSED_PLAYBACK"):
            return
        self._locate(await self.transport.position())

    def _locate(self, told: Mapping[str, str]) -> None:
        """Take over where in it the medium is; one that says it plays and stands still does not."""
        position, now = seconds(told.get("RelativeTimePosition", "")), time.time()
        self._told |= {name: value for name, value in told.items() if value}
        playing = media(self._told)
        is_playing = playing is not None and playing.state is MediaState.PLAYING
        before, before_at = self._position, self._position_at
        if is_playing and before is not None and before_at is not None and position is not None:
            if now - before_at < 2 * STEP:
                return
            self._stuck = abs(position - before) < STEP
        else:
            self._stuck = False
        self._position, self._position_at = position, now
        self._tell()

    async def ask(self) -> None:
        """Ask what plays and where in it, because something was commanded."""
        self.heard({"TransportState": await self.transport.state()})
        told = await self.transport.position()
        self.heard({name: value for name, value in told.items() if value and name != "RelativeTimePosition"})
        self._position, self._position_at = seconds(told.get("RelativeTimePosition", "")), time.time()
        self._tell()

    async def play_url(self, url: str, title: str, mime: str) -> None:
        """Push a medium and see it play; raises BadAnswer where the TV takes none, NotConfirmed after 8 seconds."""
        await self.transport.load(url, title, mime)
        await self.transport.play()
        try:
            async with asyncio.timeout(PLAY_WAIT):
                await self._until_playing(url)
        except TimeoutError as error:
            raise NotConfirmed("the TV took the medium and does not play it") from error

    async def _until_playing(self, url: str) -> None:
        """Look until the player plays that."""
        while True:
            await self.ask()
            playing = media(self._told)
            if playing is not None and playing.uri == url:
                return
            await asyncio.sleep(LOOK_EVERY)
