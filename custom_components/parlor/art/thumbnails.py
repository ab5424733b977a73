"""Keeps the small pictures of one TV's art: fetched one at a time, slowly, and few enough to be kept in memory."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
import time
from typing import Final

from ..samsung.errors import SamsungError

MAX_KEPT: Final = 300
MAX_BYTES: Final = 16 * 1024 * 1024  # of all together; one has 10-60 kB
MAX_WAITING: Final = 100
PAUSE: Final = 0.3  # seconds after each that was fetched: a set that is asked for all in a row stops to answer
FAILED_FOR: Final = 120.0  # seconds before one that the TV did not give is asked for again


class Thumbnails:
    """The small pictures of one TV, the last used ones kept."""

    def __init__(
        self,
        fetch: Callable[[str], Awaitable[bytes]],
        *,
        pause: float = PAUSE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keep none yet; `fetch` asks the TV for one."""
        self._fetch = fetch
        self._pause = pause
        self._clock = clock
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._failed: OrderedDict[str, float] = OrderedDict()
        self._line = asyncio.Lock()
        self._waiting = 0
        self._rested_at = clock()

    @property
    def size(self) -> int:
        """Return how many bytes are kept."""
        return sum(map(len, self._kept.values()))

    async def get(self, content_id: str) -> bytes | None:
        """Return the small picture of an artwork, None where the TV gives none now."""
        if (kept := self._known(content_id)) is not None:
            return kept
        if self._waiting >= MAX_WAITING or self._has_failed(content_id):
            return None
        self._waiting += 1
        try:
            async with self._line:
                return self._known(content_id) or await self._ask(content_id)
        finally:
            self._waiting -= 1

    def forget(self, content_id: str) -> None:
        """Keep one no longer: another picture hangs under that id."""
        self._kept.pop(content_id, None)
        self._failed.pop(content_id, None)

    async def _ask(self, content_id: str) -> bytes | None:
        """Ask the TV for one, once it had a rest."""
        if self._has_failed(content_id):
            return None
        await asyncio.sleep(self._rested_at - self._clock())
        try:
            data = await self._fetch(content_id)
        except SamsungError:
            self._failed[content_id] = self._clock()
            while len(self._failed) > MAX_KEPT:
                self._failed.popitem(last=False)
            return None
        finally:
            self._rested_at = self._clock() + self._pause
        self._keep(content_id, data)
        return data

    def _known(self, content_id: str) -> bytes | None:
        """Return one that is kept, which is used again with that."""
        if content_id in self._kept:
            self._kept.move_to_end(content_id)
        return self._kept.get(content_id)

    def _keep(self, content_id: str, data: bytes) -> None:
        """Keep one, and let go of those that were not used for longest."""
        if len(data) > MAX_BYTES:
            return
        self._failed.pop(content_id, None)
        self._kept[content_id] = data
        while len(self._kept) > MAX_KEPT or self.size > MAX_BYTES:
            self._kept.popitem(last=False)

    def _has_failed(self, content_id: str) -> bool:
        """Say whether the TV did not give it lately."""
        failed_at = self._failed.get(content_id)
        return failed_at is not None and self._clock() - failed_at < FAILED_FOR
