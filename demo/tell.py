"""Tells the person at the terminal what is going on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import sys
import time

_REMIND_SECONDS = 10.0


def show(text: str) -> None:
    """Show lines that are the result."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """Say what is being done."""
    _write(f"\033[1m==>\033[0m {text}\n" if sys.stderr.isatty() else f"==> {text}\n")


def complain(text: str) -> None:
    """Say what went wrong."""
    _write(f"\033[31merror:\033[0m {text}\n" if sys.stderr.isatty() else f"error: {text}\n")


def pass_on(text: str) -> None:
    """Say what another process said."""
    _write(text)


def _write(text: str) -> None:
    """Write to the terminal at once."""
    sys.stderr.write(text)
    sys.stderr.flush()


@asynccontextmanager
async def doing(what: str) -> AsyncIterator[None]:
    """Say what is being done, that it still goes on where it takes long, and how long it took."""
    say(what)
    start = time.monotonic()
    reminder = asyncio.create_task(_remind(start))
    try:
        yield
    finally:
        reminder.cancel()
        if sys.stderr.isatty():
            _write("\r\033[K")
    if (seconds := time.monotonic() - start) >= 2:
        _write(f"    done in {seconds:.0f} s\n")


async def _remind(start: float) -> None:
    """Count the seconds: each one on a terminal, every tenth elsewhere."""
    on_terminal = sys.stderr.isatty()
    while True:
        await asyncio.sleep(1.0 if on_terminal else _REMIND_SECONDS)
        text = f"    {time.monotonic() - start:.0f} s"
        _write(f"\r{text}" if on_terminal else f"{text}\n")
