"""What is known of a work anywhere, asked once for each; only where the user wants that."""

import asyncio
from collections.abc import Sequence
from typing import Final, Protocol

from ..title import Title, TitleKind
from .asking import Unanswered
from .cache import MISSING, Cache
from .details import Details

# What can be looked up: what nobody made for many eyes, nobody knows.
KINDS: Final = frozenset({TitleKind.FILM, TitleKind.EPISODE})


class Provider(Protocol):
    """Somebody who knows works."""

    async def look_up(self, title: Title) -> Details | None:
        """Return what is known; None where the work is not known. Raises Unanswered."""


class Metadata:
    """Asks those who know, the best first, and remembers what they said."""

    def __init__(self, providers: Sequence[Provider], cache: Cache) -> None:
        """Know whom to ask, in this order."""
        self._providers = tuple(providers)
        self._cache = cache
        self._forgotten = 0
        self._asking: dict[str, asyncio.Task[Details | None]] = {}

    async def look_up(self, title: Title) -> Details | None:
        """Return what is known of a work, None where nobody knows, or nobody answers; never raises for that."""
        if title.kind not in KINDS or not self._providers:
            return None
        key = f"{title.key}:{title.year or ''}"
        if (task := self._asking.get(key)) is None:
            task = self._asking[key] = asyncio.create_task(self._look_up(key, title))
            task.add_done_callback(lambda _: self._asking.pop(key, None))
        return await asyncio.shield(task)

    async def forget(self) -> None:
        """Forget everything that was looked up: it tells what was watched."""
        self._forgotten += 1  # what is being asked is not kept either
        await self._cache.clear()

    async def close(self) -> None:
        """Ask nobody any more."""
        for task in tuple(self._asking.values()):
            task.cancel()
        await asyncio.gather(*self._asking.values(), return_exceptions=True)
        await self._cache.close()

    async def _look_up(self, key: str, title: Title) -> Details | None:
        kept = await self._cache.get(key)
        if kept is not MISSING:
            try:
                return None if kept is None else Details.from_json(kept)
            except TypeError, KeyError, ValueError, AttributeError:
                pass  # of another version
        forgotten = self._forgotten
        found, was_answered = await self._ask(title)
        if forgotten == self._forgotten and (found is not None or was_answered):
            await self._cache.put(key, None if found is None else found.to_json())
        return found

    async def _ask(self, title: Title) -> tuple[Details | None, bool]:
        """Ask one after the other until enough is known; say as well whether everybody answered."""
        found: Details | None = None
        was_answered = True
        for provider in self._providers:
            try:
                told = await provider.look_up(title)
            except Unanswered, ValueError, TypeError, KeyError, AttributeError:  # or no answer that makes sense
                was_answered = False
                continue
            if told is not None:
                found = told if found is None else found.and_also(told)
            if found is not None and found.people and found.overview and found.poster:
                break
        return found, was_answered
