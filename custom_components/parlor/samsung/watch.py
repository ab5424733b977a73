"""Asks the TV for what it does not push: who it is, whether it is on, how loud it is."""

import asyncio
from contextlib import suppress
from dataclasses import replace

from .errors import BadAnswer, PortsClosed, SamsungError, TVUnreachable
from .rest import RestClient
from .state import Facts, Timing
from .upnp import Renderer


class PowerWatch:
    """Asks every 10 seconds, every second for a minute after a power command or while an answer is missing."""

    def __init__(self, rest: RestClient, renderer: Renderer, facts: Facts, timing: Timing) -> None:
        """Know whom to ask."""
        self._rest = rest
        self._renderer = renderer
        self._facts = facts
        self._timing = timing
        self._stirred = asyncio.Event()
        self._soon_until = float("-inf")
        self._question: asyncio.Task[None] | None = None

    def look_soon(self, seconds: float) -> None:
        """Ask now and every second for a while, because something was commanded."""
        self._soon_until = max(self._soon_until, self._facts.clock() + seconds)
        self._stirred.set()

    async def run(self) -> None:
        """Ask, and wait, for ever."""
        while True:
            self._stirred.clear()
            with suppress(SamsungError):
                await self.ask()
                await self.ask_sound()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._interval()):
                    await self._stirred.wait()

    def _interval(self) -> float:
        """Return how long to wait until the next question."""
        evidence = self._facts.state.evidence
        is_in_doubt = evidence.failing_since is not None and not evidence.is_unreachable(self._facts.clock())
        is_soon = self._facts.clock() < self._soon_until
        return self._timing.poll_soon if is_in_doubt or is_soon else self._timing.poll

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
        """Ask volume and mute, where the TV may be on; the answer also speaks for it being on."""
        state = self._facts.state
        if not state.is_reachable or state.evidence.rest_power in ("standby", ""):
            return
        try:
            sound = await self._renderer.sound()
        except SamsungError as error:
            if isinstance(error, PortsClosed):
                self._facts.weigh(self._facts.state.evidence.not_rendered(self._facts.clock()))
            self._facts.set(replace(self._facts.state, volume=None, muted=None))
            return
        self._facts.weigh(self._facts.state.evidence.rendered(self._facts.clock()))
        self._facts.set(replace(self._facts.state, volume=sound.volume, muted=sound.muted))
