"""The history as the rest of Parlor has it: asked and told without waiting for the disk on the event loop."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, tzinfo
from functools import partial
from pathlib import Path
import time
from typing import Final, Self

from sqlalchemy import Connection

from ..title import Title
from ..viewing import Outcome, Viewing
from . import reading, stops
from .errors import HistoryClosed, HistoryError
from .meant import meant
from .rows import viewings_with_titles
from .settling import settle
from .store import READERS, Store
from .wanted import By, Imported, Known, LeftOff, Origin, Total, Wanted
from .words import Names
from .writing import Writer, erase, forget, forget_titles

MOST_WAITING: Final = 2000  # viewings that are held while the file cannot be written
PAGE: Final = 500
CLOSE_WAIT: Final = 10.0

# Of each viewing that goes on after it was erased, by its id: when that was, and how long it had been watched by then.
type Erased = dict[str, tuple[float, float]]


class History:
    """What was watched; every method raises HistoryError where the file cannot be read or written."""

    def __init__(self, store: Store, zone: tzinfo, erased: Erased) -> None:
        """Work with a file that is open; `damaged` is called where that breaks later, and was moved aside."""
        self.damaged: Callable[[Path], None] = lambda aside: None
        self._store = store
        self._names = Names()
        self._writer = Writer(zone)
        self._writing = ThreadPoolExecutor(1, "parlor-history-writer")
        self._reading = ThreadPoolExecutor(READERS, "parlor-history-reader")
        self._waiting: dict[str, Viewing] = {}
        self._dropped: dict[str, None] = {}
        self._erased = erased
        self._is_clean = True
        self._is_closed = False

    @classmethod
    async def open(cls, path: Path, *, zone: tzinfo = UTC, erased: Erased | None = None) -> Self:
        """Open a file or begin one; `zone` is the home's, whose days are told. Raises HistoryTooNew for one of a later version.

        `erased` is what was erased of viewings that go on; whoever opens the file anew while they do hands on the same one.
        """
        store = await asyncio.get_running_loop().run_in_executor(None, Store, path)
        history = cls(store, zone, {} if erased is None else erased)
        history._settle_soon()
        return history

    @property
    def path(self) -> Path:
        """Return where the file is."""
        return self._store.path

    @property
    def moved_aside(self) -> Path | None:
        """Return where a file was moved that could not be read, if one was when this one was begun."""
        return self._store.moved_aside

    async def close(self) -> None:
        """Write what waits, and let go of the file."""
        if self._is_closed:
            return
        try:
            async with asyncio.timeout(CLOSE_WAIT):
                await self.keep()
        except HistoryError, TimeoutError:
            pass
        self._is_closed = True
        await asyncio.get_running_loop().run_in_executor(None, self._let_go)

    def _let_go(self) -> None:
        self._writing.shutdown(wait=True)
        self._reading.shutdown(wait=True)
        self._store.close()

    async def keep(self, *viewings: Viewing, dropped: Iterable[str] = ()) -> None:
        """Write viewings down, each as it is now, and forget those that turned out to be none, in one; what cannot be written is held."""
        for viewing in viewings:
            self._waiting.pop(viewing.id, None)
            self._waiting[viewing.id] = viewing
        for one in dropped:
            self._waiting.pop(one, None)
            self._dropped[one] = None
        for held in (self._waiting, self._dropped):
            while len(held) > MOST_WAITING:
                del held[next(iter(held))]
        await self._write(self._keep_waiting)

    def _keep_waiting(self) -> None:
        batch, dropped = dict(self._waiting), tuple(self._dropped)
        if not batch and not dropped:
            return
        with self._store.write() as connection:
            forget(connection, dropped)
            for viewing in batch.values():
                if (kept := self._since_erased(viewing)) is not None:
                    self._writer.put(connection, kept)
        for one in dropped:
            self._dropped.pop(one, None)
        for name, viewing in batch.items():
            if self._waiting.get(name) is viewing:
                del self._waiting[name]
            if viewing.ended is not None:
                self._erased.pop(name, None)
        if not self._is_clean:
            self._is_clean = self._store.let_go()

    def _since_erased(self, viewing: Viewing) -> Viewing | None:
        """Return of a viewing what was watched since it was erased: what was before stays gone."""
        if (erased := self._erased.get(viewing.id)) is None:
            return viewing
        at, watched = erased
        if viewing.as_of <= at:
            return None
        return replace(viewing, started=max(viewing.started, at), watched=max(0.0, viewing.watched - watched))

    async def left_open(self, screen: str | None = None) -> tuple[Viewing, ...]:
        """Return the viewings that had not ended when they were written last."""
        return await self._read(lambda connection: reading.left_open(connection, screen))

    async def viewings(self, wanted: Wanted) -> tuple[Viewing, ...]:
        """Return viewings, newest first."""
        return await self._read(lambda connection: reading.viewings(connection, self._names, wanted))

    async def totals(self, wanted: Wanted, by: By) -> tuple[Total, ...]:
        """Return how long was watched, the most first; by day the newest first."""
        return await self._read(lambda connection: reading.totals(connection, self._names, wanted, by))

    async def left_off(
        self, words: str, *, person: str | None = None, screens: frozenset[str] = frozenset()
    ) -> LeftOff | None:
        """Return where somebody stopped in a film or a series, None where it was never watched; on some screens or on any."""
        return await self._read(lambda connection: stops.left_off(connection, self._names, words, person, screens))

    async def known(self) -> Known:
        """Return the screens and persons that there are viewings of."""
        return await self._read(reading.known)

    async def continue_watching(self, wanted: Wanted | None = None, *, limit: int = 10) -> tuple[LeftOff, ...]:
        """Return what can be gone on with, newest first."""
        asked = wanted or Wanted()
        return await self._read(lambda connection: stops.going_on(connection, self._names, asked, limit))

    async def mark_watched(self, title: Title, *, at: float, screen: str = "", person: str | None = None) -> str:
        """Note that a title was watched to its end though nobody saw it; returns the id of the viewing."""
        name = f"marked-{title.key}-{person or ''}-{at:.0f}"
        viewing = Viewing(
            id=name, screen=screen, started=at, as_of=at, ended=at, title=title, person=person, outcome=Outcome.FINISHED
        )
        await self._put([viewing], Origin.MARKED)
        return name

    async def import_viewings(self, viewings: Iterable[Viewing]) -> Imported:
        """Write viewings that somebody else remembers; the same ones again change nothing."""
        given = list(viewings)
        added = 0
        for start in range(0, len(given), PAGE):
            added += await self._put(given[start : start + PAGE], Origin.IMPORTED)
        self._settle_soon()
        return Imported(added=added, known=len(given) - added)

    async def _put(self, viewings: list[Viewing], origin: Origin) -> int:
        def write() -> int:
            with self._store.write() as connection:
                return sum(self._writer.put(connection, viewing, origin) for viewing in viewings)

        return await self._write(write)

    async def erase(self, wanted: Wanted | None, going: Iterable[Viewing] = ()) -> int:
        """Erase what is meant, everything where that is None, from the file as well; returns how many viewings there were.

        A viewing of which any part is meant is erased whole. One that goes on is kept again from this moment on: `going` are those as they are
        now, of which the newest part, or all, may not have been written down yet.
        """
        await self.keep()
        return await self._write(partial(self._erase, wanted, tuple(going)))

    def _erase(self, wanted: Wanted | None, going: Iterable[Viewing]) -> int:
        with self._store.empty() if wanted is None else self._store.write() as connection:
            written = {viewing.id for viewing in reading.left_open(connection, None)}
            for kept in filter(None, map(self._since_erased, going)):
                self._writer.put(connection, kept)
            before = reading.left_open(connection, None)
            found = None if wanted is None else meant(connection, self._names, wanted)
            is_meant = wanted is None or found is not None
            asked = viewings_with_titles().where(*found.conditions()) if found else None
            count = erase(connection, asked) if is_meant else 0
            still = {viewing.id for viewing in reading.left_open(connection, None)}
            if looked_at := still - written:  # what was only put there for that
                forget(connection, looked_at)
                forget_titles(connection)
        for viewing in before:
            if viewing.id not in still:
                _, watched = self._erased.get(viewing.id, (0.0, 0.0))
                self._erased[viewing.id] = (viewing.as_of, viewing.watched + watched)
        self._names.forget()
        self._is_clean = False
        if wanted is None:
            self._store.pack()
        self._let_go_of_it()
        return count

    def _let_go_of_it(self) -> None:
        """Leave nothing of what was erased beside the file; while somebody still reads it, that is tried again with the next writing."""
        self._is_clean = self._store.let_go()
        self._settle_soon()

    async def retain(self, days: float, *, now: float | None = None) -> int:
        """Erase what ended longer ago than some days, all but what goes on; returns how many viewings there were."""
        before = (time.time() if now is None else now) - days * 86400.0

        def write() -> int:
            with self._store.write() as connection:
                old = viewings_with_titles().where(reading.ended_before(before))
                count = erase(connection, old)
            if count:
                self._names.forget()
                self._let_go_of_it()
            return count

        return await self._write(write)

    async def pages(self, wanted: Wanted | None = None) -> AsyncGenerator[tuple[Viewing, ...]]:
        """Yield all that is meant in the order in which it was written, a few hundred viewings at a time."""
        asked, after = wanted or Wanted(), 0

        def read(connection: Connection) -> tuple[int, tuple[Viewing, ...]]:
            found = meant(connection, self._names, asked)
            return (after, ()) if found is None else reading.page(connection, after, PAGE, found)

        while (found := await self._read(read))[1]:
            after = found[0]
            yield found[1]

    async def settle(self) -> None:
        """Add up what is over, so that questions about years are quick; this is done anyway, between what is to be written."""
        while await self._write(self._settle_one):
            pass

    def _settle_soon(self) -> None:
        """Add up one block of time after the other, each after what is to be written by then."""

        def work() -> None:
            with suppress(HistoryError):
                if not self._is_closed and self._settle_one():
                    self._settle_soon()

        with suppress(RuntimeError):  # it is being closed
            self._writing.submit(work)

    def _settle_one(self) -> bool:
        with self._store.write() as connection:
            return settle(connection, time.time())

    async def _read[T](self, question: Callable[[Connection], T]) -> T:
        def read() -> T:
            with self._store.read() as connection:
                return question(connection)

        return await self._run(self._reading, read)

    async def _write[T](self, change: Callable[[], T]) -> T:
        before = self._store.moved_aside
        try:
            return await self._run(self._writing, change)
        finally:
            if (aside := self._store.moved_aside) is not None and aside != before:
                self._names.forget()
                self.damaged(aside)

    async def _run[T](self, pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        if self._is_closed:
            raise HistoryClosed("it was closed")
        return await asyncio.get_running_loop().run_in_executor(pool, work)
