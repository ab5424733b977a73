"""A session for TVs, and a Frame that knows us."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from sim.samsung_tv import SamsungTV as SimulatedTV

from .walls import Kept

TOKEN = "10916644"
FRAME = "QE55LS03DAUXXN"


@pytest.fixture
async def session(loopback: None) -> AsyncIterator[aiohttp.ClientSession]:
    """Open a session that does not verify certificates."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=False)) as opened:
        yield opened


@pytest.fixture
async def frame(loopback_host: str) -> AsyncIterator[SimulatedTV]:
    """Run a Frame that was paired with us before, and shows art."""
    async with SimulatedTV(loopback_host, control_port=0, model=FRAME) as running:
        running.pairing.tokens["Parlor"] = TOKEN
        running.change(power="art")
        yield running


@pytest.fixture
def kept() -> Kept:
    """Return what keeps ledgers."""
    return Kept()
