"""Sees whether anything escapes while a TV is out of its mind: exceptions, errors in the log, dead tasks, memory."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
import gc
import logging
from pathlib import Path
import sys
import traceback
from types import TracebackType
from typing import Any, override
import warnings

MOST_GROWTH = 160  # MB that a dozen TVs out of their mind may take at once
_PAGE = 4_096
_EVERY = 0.05


def resident() -> int:
    """Return how many bytes this process holds in memory."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE


class Escapes(logging.Handler):
    """Counts what should not be, by its text."""

    def __init__(self) -> None:
        """Start without any."""
        super().__init__(logging.ERROR)
        self.found: Counter[str] = Counter()
        self.most = 0

    @override
    def emit(self, record: logging.LogRecord) -> None:
        """Count an error in the log."""
        why = f" {_where(record.exc_info[1])}" if record.exc_info and record.exc_info[1] else ""
        self.found[f"log {record.name}: {record.getMessage()[:120]}{why}"] += 1

    def add(self, what: str, error: BaseException) -> None:
        """Count an exception."""
        self.found[f"{what}: {_where(error)}"] += 1

    def _looped(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Count what reached the event loop."""
        error = context.get("exception")
        self.found[f"loop {context['message'][:120]} {_where(error) if error else ''}"] += 1

    def _unraisable(self, unraisable: Any) -> None:
        """Count what could not even be raised."""
        self.found[f"unraisable {unraisable.exc_value!r} in {unraisable.object!r}"[:200]] += 1

    def _warned(self, message: Warning | str, category: type[Warning], *_: object, **__: object) -> None:
        """Count coroutines that nobody awaited, and sockets that nobody closed."""
        if issubclass(category, RuntimeWarning | ResourceWarning):
            self.found[f"{category.__name__} {message}"[:200]] += 1

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Watch until the block ends."""
        loop, hook, showing = asyncio.get_running_loop(), sys.unraisablehook, warnings.showwarning
        before = loop.get_exception_handler()
        loop.set_exception_handler(self._looped)
        sys.unraisablehook = self._unraisable
        logging.getLogger().addHandler(self)
        measuring = asyncio.create_task(self._measure())
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("always", RuntimeWarning)
                warnings.showwarning = self._warned
                yield
                gc.collect()
                await asyncio.sleep(0)
        finally:
            measuring.cancel()
            with suppress(asyncio.CancelledError):
                await measuring
            warnings.showwarning = showing
            logging.getLogger().removeHandler(self)
            sys.unraisablehook = hook
            loop.set_exception_handler(before)

    async def _measure(self) -> None:
        """Follow the memory."""
        gc.collect()
        start = resident()
        told = False
        while True:
            self.most = max(self.most, (resident() - start) // 1_000_000)
            if self.most > MOST_GROWTH and not told:
                told = True
                self.found[f"memory: more than {MOST_GROWTH} MB"] += 1
            await asyncio.sleep(_EVERY)


def _where(error: BaseException) -> str:
    """Return an exception with the line of ours that it came from last."""
    frames: list[traceback.FrameSummary] = []
    trace: TracebackType | None = error.__traceback__
    if trace is not None:
        frames = list(traceback.extract_tb(trace))
    ours = [frame for frame in frames if "parlor" in frame.filename] or frames
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__} {str(error)[:120]}{place}"


def living() -> Counter[str]:
    """Return the names of the tasks that watch TVs for as long as they are watched, with how many there are of each."""
    names = (task.get_name() for task in asyncio.all_tasks())
    return Counter(name for name in names if name.startswith("samsung ") and name.endswith((".run", "link", "watch")))
