"""How much a TV is asked: never more than so many questions in any second, whoever asks."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

SECOND: Final = 1.05  # a little more than one, because what leaves evenly arrives less so


class Pace:
    """Lets at most `most` questions out in any second; whoever asks waits for its turn."""

    def __init__(self, clock: Callable[[], float], most: int) -> None:
        """Start with nothing asked."""
        self._clock = clock
        self._most = most
        self._under_way = 0
        self._asked: deque[float] = deque(maxlen=most)
        self._ended = asyncio.Event()

    @property
    def free(self) -> int:
        """Return how many questions may be asked now."""
        since = self._clock() - SECOND
        return self._most - self._under_way - sum(asked > since for asked in self._asked)

    @asynccontextmanager
    async def turn(self, wanted: int) -> AsyncIterator[int]:
        """Wait until something may be asked, and give how many questions may be, at most `wanted`.

        A question counts until a second after it was answered: when it came to the TV is not known.
        """
        while (free := self.free) <= 0:
            await self._wait()
        taken = min(free, wanted)
        self._under_way += taken
        try:
            yield taken
        finally:
            self._under_way -= taken
            self._asked.extend([self._clock()] * taken)
            self._ended.set()

    async def _wait(self) -> None:
        """Wait until more may be free: one is answered, or the oldest is a second old."""
        self._ended.clear()
        now = self._clock()
        waits = [at + SECOND - now for at in self._asked if at + SECOND > now]
        try:
            async with asyncio.timeout(min(waits, default=SECOND) + 0.001):
                await self._ended.wait()
        except TimeoutError:
            return
