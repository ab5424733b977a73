"""A session for TVs, and a TV that knows us."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from sim.samsung_tv import SamsungTV as SimulatedTV

TOKEN = "10916644"


@pytest.fixture
async def session(loopback: None) -> AsyncIterator[aiohttp.ClientSession]:
    """Open a session that does not verify certificates."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=False)) as opened:
        yield opened


@pytest.fixture
async def tv(loopback_host: str) -> AsyncIterator[SimulatedTV]:
    """Run a TV that was paired with us before."""
    async with SimulatedTV(loopback_host, control_port=0) as running:
        running.pairing.tokens["Parlor"] = TOKEN
        yield running
