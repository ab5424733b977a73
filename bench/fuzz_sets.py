"""The process with the Frames that go out of their mind, and how to tell it what to do."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
import ipaddress
import json
import os
import random
import sys
from typing import Any

from .report import REPOSITORY

_START_SECONDS = 60.0
_ANSWER_SECONDS = 30.0


class Sets:
    """Frames at `hosts`, each out of its mind when told so."""

    def __init__(self, process: asyncio.subprocess.Process, hosts: list[str]) -> None:
        """Speak to a process that is ready."""
        self.hosts = hosts
        self._process = process
        self._turn = asyncio.Lock()

    @classmethod
    @asynccontextmanager
    async def running(cls, count: int) -> AsyncIterator[Sets]:
        """Run Frames until the block ends, at addresses that no other run has."""
        dice = random.SystemRandom()
        net = f"127.{dice.randrange(2, 250)}.{dice.randrange(2, 250)}"
        hosts = [f"{net}.{10 + 2 * place}" for place in range(count)]
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bench.fuzz_set",
            *hosts,
            cwd=REPOSITORY,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=None if os.environ.get("PARLOR_FUZZ_LOUD") else asyncio.subprocess.DEVNULL,
        )
        sets = cls(process, hosts)
        try:
            async with asyncio.timeout(_START_SECONDS):
                await sets._answer()
            yield sets
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    def behind(self, place: int) -> str:
        """Return the address of the set itself, which tells who it is."""
        return str(ipaddress.ip_address(self.hosts[place]) + 1)

    async def _answer(self) -> dict[str, Any]:
        """Return the next line the process says."""
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError("the simulated sets are gone; PARLOR_FUZZ_LOUD=1 shows why")
        answer: dict[str, Any] = json.loads(line)
        return answer

    async def _order(self, place: int, do: str, **rest: Any) -> dict[str, Any]:
        """Give an order, and return the answer; whoever asks has to stay for it, or the next answer is another's."""
        assert self._process.stdin is not None
        async with self._turn, asyncio.timeout(_ANSWER_SECONDS):
            self._process.stdin.write(json.dumps({"tv": place, "do": do, **rest}).encode() + b"\n")
            await self._process.stdin.drain()
            return await self._answer()

    async def go_mad(self, place: int, channels: Iterable[str], cases: int, seed: int) -> None:
        """Let a set spoil what it says on some channels, and say nonsense unasked so many times on each."""
        await self._order(place, "mad", channels=list(channels), cases=cases, seed=seed)

    async def calm_down(self, place: int, **state: Any) -> dict[str, int]:
        """Let a set be sane, and show this; return how many cases there were on each channel so far."""
        counts: dict[str, int] = (await self._order(place, "sane", state=state))["counts"]
        return counts

    async def shown(self, place: int) -> dict[str, Any]:
        """Return what a set shows by now, whatever it was told since."""
        shows: dict[str, Any] = (await self._order(place, "look"))["shows"]
        return shows

    async def left(self, place: int) -> int:
        """Return how many cases the channel with the most left still has."""
        left = (await self._order(place, "look"))["left"]
        return max(left.values(), default=0)
