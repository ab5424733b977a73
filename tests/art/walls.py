"""A wall on a simulated Frame, and pictures for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from PIL import Image

from custom_components.parlor.art.form import Form
from custom_components.parlor.art.hang import Order, Wall
from custom_components.parlor.art.ledger import Ledger
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import ArtTransferred
from tests.samsung.watching import until, watched

from .files import saved

ORDER = Order(form=Form())


def painted(number: int, kind: str = "JPEG", **options: Any) -> bytes:
    """Return a picture like no other."""
    return saved(Image.new("RGB", (160, 90), (number % 256, 100, number * 7 % 256)), kind, **options)


def folder(path: Path, *files: bytes) -> list[Path]:
    """Write files into a folder, and return their paths in order."""
    paths = [path / f"{number:03}.jpg" for number in range(len(files))]
    for each, data in zip(paths, files, strict=True):
        each.write_bytes(data)
    return paths


def everything(_: str) -> bool:
    return True


class Kept:
    """Keeps ledgers, as a store does."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self.ledgers: list[Ledger] = []

    @asynccontextmanager
    async def wall(self, session: aiohttp.ClientSession, frame: SimulatedTV) -> AsyncIterator[Wall]:
        """Watch a Frame, and have a wall on it that goes on with the last ledger kept."""
        async with watched(session, frame.host) as tv:
            await until(tv, lambda state: state.art is not None and state.art.is_connected)
            last = self.ledgers[-1] if self.ledgers else Ledger()
            yield Wall(tv.art, last, run=asyncio.to_thread, save=self.ledgers.append, pause=0.01)


def uploads(frame: SimulatedTV) -> int:
    """Return how many pictures the Frame received."""
    return sum(transferred.upload for transferred in frame.log.of(ArtTransferred))
