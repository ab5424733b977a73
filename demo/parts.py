"""The programs that the demo consists of: started, waited for, and ended together."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
import os
from pathlib import Path
import signal
import socket

from .settings import DemoError

_POLL_SECONDS = 0.2
_STOP_SECONDS = 20.0
_TAIL_LINES = 15
RESTART_CODE = 100
"""What Home Assistant ends with when it was asked to restart."""


@dataclass
class Part:
    """One program, with a log of its own."""

    name: str
    command: Sequence[str]
    log: Path
    cwd: Path
    process: asyncio.subprocess.Process | None = field(default=None, init=False)

    async def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches the demo alone, which then ends its parts in order."""
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *self.command,
                cwd=self.cwd,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=asyncio.subprocess.STDOUT,
                start_new_session=True,
            )

    async def until(self, is_ready: Callable[[], Awaitable[bool]], seconds: float) -> None:
        """Wait until it is ready. Raises DemoError if it ends before, or takes too long."""
        try:
            async with asyncio.timeout(seconds):
                while not await is_ready():
                    if self.process is None or self.process.returncode is not None:
                        raise self.ended()
                    await asyncio.sleep(_POLL_SECONDS)
        except TimeoutError:
            raise DemoError(f"{self.name} was not ready after {seconds:.0f} s.{self._tail()}") from None

    async def wait(self) -> int:
        """Wait until it ends, and return its exit status."""
        assert self.process is not None
        return await self.process.wait()

    async def stop(self) -> None:
        """End it and what it started: asked first, then made to."""
        if self.process is None or self.process.returncode is not None:
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)
            with suppress(TimeoutError):
                async with asyncio.timeout(_STOP_SECONDS):
                    await self.process.wait()
                    return

    def ended(self) -> DemoError:
        """Return the error that says that it ended."""
        code = self.process.returncode if self.process is not None else None
        return DemoError(f"{self.name} ended with status {code}.{self._tail()}")

    def _tail(self) -> str:
        """Return the end of the log, and where it is."""
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-_TAIL_LINES:]
        except OSError:
            lines = []
        return "\n".join([f" The end of {self.log}:", *(f"    {line}" for line in lines)])


async def watch(parts: Sequence[Part]) -> None:
    """Wait until one part ends. Raises DemoError that says which; Home Assistant may restart itself."""
    while True:
        waiting = {asyncio.create_task(part.wait()): part for part in parts}
        try:
            done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()
        for task in done:
            if task.result() != RESTART_CODE:
                raise waiting[task].ended()
            await waiting[task].start()


def check_ports(host: str, ports: Sequence[tuple[int, str]]) -> None:
    """Raise DemoError if a port cannot be listened on; each comes with what to do about it."""
    for port, advice in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise DemoError(f"Port {port} of {host} cannot be used ({error.strerror}). {advice}") from error
