"""Plays, pauses, stops and winds: media that were pushed through the player that tells of them, all else by keys.

What an app, an input or the tuner does with such a key no set tells.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from ..errors import NotConfirmed, NotSupported
from ..remote.keys import KeyPress
from ..state import Facts, Timing
from .media import Media, MediaState
from .pushed import PushedMedia

LOOK_EVERY: Final = 0.3  # seconds between looks for the effect
NEAR: Final = 5.0  # seconds: players go to a place from which they can play, and play on while they are asked

type Press = Callable[[Sequence[KeyPress]], Awaitable[None]]


class Playback:
    """The playing of one TV that is on."""

    def __init__(self, pushed: PushedMedia, facts: Facts, timing: Timing, press: Press) -> None:
        """Know both ways."""
        self._transport = pushed.transport
        self._pushed = pushed
        self._facts = facts
        self._timing = timing
        self._press = press

    async def play(self) -> None:
        """Play on; raises NotConfirmed where a medium stays paused."""
        await self._do("KEY_PLAY", self._transport.play, lambda media: _is(media, MediaState.PLAYING))

    async def pause(self) -> None:
        """Pause; raises NotConfirmed where a medium plays on."""
        await self._do("KEY_PAUSE", self._transport.pause, lambda media: _is(media, MediaState.PAUSED))

    async def stop(self) -> None:
        """Stop; raises NotConfirmed where a medium plays on."""
        await self._do("KEY_STOP", self._transport.stop, lambda media: media is None)

    async def seek(self, seconds: float) -> None:
        """Go to a place in a medium that was pushed; raises NotSupported where there is none."""
        if self._facts.state.media is None:
            raise NotSupported("only in media that were pushed there are places to go to")
        await self._transport.seek(seconds)
        await self._until(lambda media: media is not None and _is_near(media, seconds))

    async def _do(self, key: str, ask: Callable[[], Awaitable[None]], is_done: Callable[[Media | None], bool]) -> None:
        """Ask the player of a medium and see it done, or press the key."""
        if self._facts.state.media is None:
            await self._press([KeyPress(key)])
        elif not is_done(self._facts.state.media):
            await ask()
            await self._until(is_done)

    async def _until(self, is_done: Callable[[Media | None], bool]) -> None:
        """Ask what plays until it is so."""
        try:
            async with asyncio.timeout(self._timing.choice_wait):
                while True:
                    await self._pushed.ask()
                    if is_done(self._facts.state.media):
                        return
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError as error:
            raise NotConfirmed("the player took it and goes on as before") from error


def _is(media: Media | None, state: MediaState) -> bool:
    """Say whether a medium is in that state."""
    return media is not None and media.state is state


def _is_near(media: Media, seconds: float) -> bool:
    """Say whether a medium is at a place, or a little behind it."""
    return media.position is not None and -NEAR <= media.position - seconds <= NEAR
