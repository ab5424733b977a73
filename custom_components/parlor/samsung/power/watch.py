"""Asks the TV for what it does not push: who it is, whether it is on, how loud it is."""

import asyncio
from contextlib import suppress
from typing import Final

from ..errors import BadAnswer, SamsungError, TVUnreachable
from ..rest import RestClient
from ..sound.watch import SoundWatch
from ..state import Facts, Timing, TVState
from .evidence import DARK_TOO, NEVER, QUIET

DARK_POLLS: Final = 6  # a set that has been dark for a minute is asked after 10 s, for six minutes after 60 s


class PowerWatch:
    """Asks every 10 seconds, oftener where something may just have changed, and seldom while the set is dark.

    A connection outlives that pause, so that no question needs a TLS handshake. Every second: for a minute after a
    command or an announcement, and while it is open whether the set is still there. At once: where the remote socket
    ends, or its PING does not come. Seldom: less and less often, up to once a minute, while nothing answers.
    """

    def __init__(self, rest: RestClient, sound: SoundWatch, facts: Facts, timing: Timing) -> None:
        """Know whom to ask."""
        self._rest = rest
        self._sound = sound
        self._facts = facts
        self._timing = timing
        self._stirred = asyncio.Event()
        self._soon_until = NEVER
        self._silent_since = NEVER
        self._was_connected = False
        self._sound_at = NEVER
        self._question: asyncio.Task[None] | None = None
        facts.subscribe(self._changed)

    def _changed(self, state: TVState) -> None:
        """Ask at once where the remote socket ended: sets hang up when they go off."""
        if self._was_connected and not state.connected:
            self._stirred.set()
        self._was_connected = state.connected

    def look_soon(self, seconds: float) -> None:
        """Ask now and every second for a while, because something was commanded or announced."""
        self._soon_until = max(self._soon_until, self._facts.clock() + seconds)
        self._stirred.set()

    async def run(self) -> None:
        """Ask, and wait, for ever."""
        while True:
            self._stirred.clear()
            with suppress(SamsungError):
                await self.ask()
            if self._is_sound_due:
                await self.ask_sound()
            await self._pause(self._facts.clock() + self._interval())

    @property
    def _is_sound_due(self) -> bool:
        """Say whether to ask the renderer: seldom where it tells by itself what changes, as nothing stirs and all is well."""
        evidence, now = self._facts.state.evidence, self._facts.clock()
        is_calm = evidence.failing_since is None and now >= self._soon_until and self._facts.state.connected
        is_told = (
            self._sound.is_pushed and is_calm and evidence.rest_power is not None and not self._is_renderer_in_doubt
        )
        return not is_told or now - self._sound_at >= self._timing.sound_poll_pushed

    async def _pause(self, until: float) -> None:
        """Wait until it is time for the next question, something stirs, or the remote socket falls silent."""
        while not self._stirred.is_set() and (now := self._facts.clock()) < until:
            silent_at = self._facts.state.evidence.frame_at + QUIET
            is_silence_near = self._facts.state.connected and silent_at != self._silent_since
            if is_silence_near and silent_at <= now:
                # Sets that send no PING are always silent: each silence is asked about once.
                self._silent_since = silent_at
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(min(until, silent_at if is_silence_near else until) - now):
                    await self._stirred.wait()

    def _interval(self) -> float:
        """Return how long to wait until the next question."""
        now, evidence = self._facts.clock(), self._facts.state.evidence
        if now < self._soon_until:
            return self._timing.poll_soon
        if evidence.failing_since is None:
            return self._timing.poll_soon if self._is_renderer_in_doubt else self._timing.poll
        if not evidence.is_unreachable(now):
            return self._timing.poll_soon
        dark_for = now - evidence.failing_since
        return min(max(dark_for / DARK_POLLS, self._timing.poll), self._timing.poll_most)

    @property
    def _is_renderer_in_doubt(self) -> bool:
        """Say whether the renderer may just have gone with the picture."""
        evidence = self._facts.state.evidence
        return evidence.is_renderer_gone and evidence.renderer_gone_at - evidence.renderer_gone_since < DARK_TOO

    async def ask(self) -> None:
        """Ask who the TV is and whether it is on; raises TVUnreachable within 3 seconds where it does not answer.

        Whoever asks while a question is under way takes its answer: many commands at once are one question.
        """
        if self._question is None or self._question.done():
            self._question = asyncio.create_task(self._ask(), name=f"samsung {self._rest.host} question")
            self._question.add_done_callback(lambda question: question.cancelled() or question.exception())
        question = self._question
        try:
            await asyncio.shield(question)
        except asyncio.CancelledError:
            asking = asyncio.current_task()
            if not question.cancelled() or (asking is not None and asking.cancelling()):
                raise  # it is who asks that is ended, and not only the question
            raise TVUnreachable("the watching has ended") from None

    def close(self) -> None:
        """Drop the question that is under way."""
        if self._question:
            self._question.cancel()

    async def _ask(self) -> None:
        """Ask, and weigh the answer or that there was none."""
        try:
            info = await self._rest.device_info()
        except TVUnreachable:
            self._facts.weigh(self._facts.state.evidence.failed(self._facts.clock()))
            raise
        except BadAnswer:
            # It is there; what it said is nonsense, as firmwares answer in their first seconds.
            self._facts.weigh(self._facts.state.evidence.responded(self._facts.clock()))
        else:
            now = self._facts.clock()
            self._facts.weigh(self._facts.state.evidence.answered(info.power_state, now), info)

    async def ask_sound(self) -> None:
        """Ask volume and mute where the TV may be lit, which the answer speaks for, and that nothing listens against."""
        if not self._may_be_lit:
            return
        self._sound_at = self._facts.clock()
        await self._sound.ask()

    @property
    def _may_be_lit(self) -> bool:
        """Say whether it is worth asking the renderer: not of a dark set, nor in standby but where it may be art."""
        evidence = self._facts.state.evidence
        if not self._facts.state.is_reachable:
            return False
        if evidence.failing_since is not None and self._facts.clock() - evidence.frame_at >= QUIET:
            return False
        return evidence.in_art is True or evidence.rest_power not in ("standby", "")
