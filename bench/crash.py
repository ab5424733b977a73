"""Parlor is killed at random moments, over and over, and what its history says afterwards is compared with what really happened."""

import asyncio
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
import json
import logging
from pathlib import Path
import random
import shutil
import sys
import tempfile
from typing import Any, Final

from .crash_ledger import Ledger
from .crash_old import read, write_old
from .report import REPOSITORY, Report

PATIENCE: Final = 60.0
ERASED: Final = "Ada"
_SIDES: Final = ("", "-wal", "-shm")


@dataclass(slots=True)
class Found:
    """What was found: kills of each sort, and what was lost or doubled, by name."""

    kills: dict[str, int] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    doubled: set[str] = field(default_factory=set)

    def killed(self, what: str) -> None:
        """Count a kill."""
        self.kills[what] = self.kills.get(what, 0) + 1


async def run(*, quick: bool) -> Report:
    """Kill while films are watched, while an old file is brought up to date, and while somebody's viewings are erased."""
    logging.disable(logging.ERROR)
    found, chance = Found(), random.Random(4)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger = await _watch(folder / "watched.db", found, 14 if quick else 160, chance)
        old = folder / "old.db"
        watched = await write_old(old)
        for _ in range(3 if quick else 25):
            await _migrate(old, folder / "migrating.db", watched, found, chance)
        for _ in range(3 if quick else 25):
            await _erase(old, folder / "erasing.db", watched, found, chance)
    films = [film for room in ledger.rooms for film in room.films]
    return Report(
        suite="crash",
        ours={"kills": sum(found.kills.values()), "lost": len(found.lost), "doubled": len(found.doubled)},
        notes=(
            ", ".join(f"{count} while {what}" for what, count in found.kills.items()),
            f"{len(films)} films on three screens, {sum(film.seen for film in films) / 3600:.1f} hours of them, against a ledger of its own",
            "lost: what had ended is gone or shorter, or what went on lost more than 60 s by one kill; doubled: told twice, or longer than it ran",
            *(f"lost: {name}" for name in sorted(found.lost)[:5]),
            *(f"doubled: {name}" for name in sorted(found.doubled)[:5]),
        ),
    )


@asynccontextmanager
async def _child(path: Path) -> AsyncGenerator[Process]:
    """Run the process that is to be killed; it is gone at the end in any case."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bench.crash_child",
        str(path),
        stdin=PIPE,
        stdout=PIPE,
        cwd=REPOSITORY,
        limit=1 << 26,
    )
    try:
        await _heard(process)  # it has begun
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _heard(process: Process) -> Mapping[str, Any]:
    """Return what the process says next."""
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE):
        answer: Mapping[str, Any] = json.loads(await process.stdout.readline())
    return answer


def _say(process: Process, told: Mapping[str, Any]) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(told).encode() + b"\n")


async def _watch(path: Path, found: Found, kills: int, chance: random.Random) -> Ledger:
    """Watch films and be killed in the middle, with a break of some minutes each time before it goes on."""
    ledger = Ledger(7)
    for _ in range(kills):
        async with _child(path) as process:
            _say(process, {"tell": True})
            ledger.compare((await _heard(process))["viewings"])
            await _watch_a_while(process, ledger, chance)
            _say(process, ledger.says())
            await asyncio.sleep(chance.random() * 0.02)
            process.kill()
        found.killed("watching")
        ledger.killed()
        ledger.go_on(chance.uniform(5, 300), is_seen=False)
    async with _child(path) as process:
        _say(process, ledger.says())
        await _heard(process)
        _say(process, {"tell": True})
        ledger.compare((await _heard(process))["viewings"])
    found.lost |= ledger.lost
    found.doubled |= ledger.doubled
    return ledger


async def _watch_a_while(process: Process, ledger: Ledger, chance: random.Random) -> None:
    """Tell all that is watched, every few seconds of the ledger's time."""
    _say(process, ledger.says())
    await _heard(process)
    for _ in range(chance.randrange(1, 120)):
        ledger.go_on(chance.uniform(1, 20), is_seen=True)
        _say(process, ledger.says())
        await _heard(process)


def _copy(old: Path, path: Path) -> None:
    for side in _SIDES:
        Path(f"{path}{side}").unlink(missing_ok=True)
    shutil.copyfile(old, path)


async def _migrate(old: Path, path: Path, watched: Mapping[str, float], found: Found, chance: random.Random) -> None:
    """Kill while an old file is opened; nothing of it may be missing afterwards."""
    await asyncio.to_thread(_copy, old, path)
    async with _child(path) as process:
        await asyncio.sleep(chance.random() * 0.15)
        process.kill()
    found.killed("migrating")
    _compare(found, await read(path), watched)


async def _erase(old: Path, path: Path, watched: Mapping[str, float], found: Found, chance: random.Random) -> None:
    """Kill while a person's viewings are erased: either all of them are gone afterwards or none, and nobody else's."""
    await asyncio.to_thread(_copy, old, path)
    everybody = await read(path)
    async with _child(path) as process:
        _say(process, {"erase": ERASED})
        await asyncio.sleep(chance.random() * 0.3)
        process.kill()
    found.killed("erasing")
    left = await read(path)
    has_erased = not any(person == ERASED for _, person in left.values())
    remaining = [name for name, (_, person) in everybody.items() if not (has_erased and person == ERASED)]
    _compare(found, left, {name: watched[name] for name in remaining})


def _compare(found: Found, kept: Mapping[str, tuple[float, str | None]], watched: Mapping[str, float]) -> None:
    """Note what is not there, and what is there that should not be."""
    found.lost |= {name for name, seconds in watched.items() if kept.get(name, (0.0, None))[0] < seconds - 0.01}
    found.doubled |= {name for name, (seconds, _) in kept.items() if seconds > watched.get(name, 0.0) + 0.01}
