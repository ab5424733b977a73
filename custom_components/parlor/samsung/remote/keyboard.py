"""Presses keys and types text. Sets acknowledge neither: both count as sent when the TV shows right after that it is on."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

from ..apps.watch import PICTURE_KEYS
from ..errors import NotConfirmed, TVIsOff, TVUnreachable
from ..frames import text_frames
from ..power.verdict import Decider, Power
from ..power.watch import PowerWatch
from ..power.ways import POWER_KEY, press
from ..sound.speaker import SOUND_KEYS
from ..state import Facts, Timing
from .keys import KeyPress
from .link import RemoteLink

AFTER_SOUND_KEY: Final = 1.5  # seconds within which their effect shows
NO_DOUBT: Final = (Decider.REST, Decider.CONTROL, Decider.OFF_COMMAND)


class Keyboard:
    """The keys of one TV; `on_picture` hears that one was pressed that may change what is shown, `on_sound` which may be heard."""

    def __init__(
        self,
        link: RemoteLink,
        watch: PowerWatch,
        facts: Facts,
        timing: Timing,
        on_picture: Callable[[], None],
        on_sound: Callable[[Sequence[str]], None],
    ) -> None:
        """Know the way to the TV."""
        self._link = link
        self._watch = watch
        self._facts = facts
        self._timing = timing
        self._on_picture = on_picture
        self._on_sound = on_sound
        self._turn = asyncio.Lock()

    async def press(self, keys: Sequence[KeyPress]) -> None:
        """Press keys in order, without a pause where none is asked for; no other call gets in between."""
        names = {key.key for key in keys}
        is_power = any(name.startswith(POWER_KEY) for name in names)
        if not is_power:
            await self.check_is_on()
        socket = await self._link.socket()  # before the turn: whoever waits for a dead TV waits at the same time
        async with self._turn:
            for place, key in enumerate(keys, 1):
                socket = socket if socket.is_open else await self._link.socket()
                await press(socket, key)
                if key.pause and place < len(keys):
                    await asyncio.sleep(key.pause)
        await self.vouch(is_on=not is_power)
        if is_power or names & SOUND_KEYS:
            self._watch.look_soon(self._timing.soon_for if is_power else AFTER_SOUND_KEY)
        self._on_sound([key.key for key in keys])
        if names & PICTURE_KEYS:
            self._on_picture()

    async def type(self, text: str) -> None:
        """Put text into the field that has the focus; apps with a keyboard of their own ignore it."""
        await self.check_is_on()
        socket = await self._link.socket()
        async with self._turn:
            for frame in text_frames(text):
                await socket.send(frame)
        await self.vouch()

    async def check_is_on(self) -> None:
        """Raise TVIsOff, or TVUnreachable, for what only a TV that is on takes."""
        if self._facts.state.power is not Power.OFF:
            return
        await self._watch.ask()
        self._refuse_when_off()

    async def check_is_there(self) -> None:
        """Raise TVUnreachable, or TVIsOff, for what takes several questions, each of which a dead TV would leave open."""
        await self._watch.ask()
        self._refuse_when_off()

    async def vouch(self, *, is_on: bool = True) -> None:
        """See that what was sent met a TV that is there, and on: what a dead connection swallows is lost without an error.

        Asked after sending, so that no key waits for it; commands at the same time share one question.
        """
        sent_at = self._facts.clock()
        try:
            await self._watch.ask()
        except TVUnreachable:
            if self._facts.state.evidence.frame_at < sent_at:
                raise
        if not is_on or self._facts.state.power is not Power.OFF:
            return
        self._refuse_when_off()
        await self._watch.ask_sound()  # what woke up only just now shows by this whether its panel is lit
        if self._facts.state.power is Power.OFF:
            raise NotConfirmed("the TV seems to be off")

    def _refuse_when_off(self) -> None:
        """Raise TVIsOff where the TV, or what we did to it, leaves no doubt; a doubtful one may still take a key."""
        state = self._facts.state
        if state.power is Power.OFF and state.decided_by in NO_DOUBT:
            raise TVIsOff("the TV is off")
