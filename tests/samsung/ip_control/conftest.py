"""A simulated TV whose IP Control knows us."""

from collections.abc import AsyncIterator

import pytest

from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.tv import MODEL

from ..conftest import TOKEN
from . import CONTROL_TOKEN


@pytest.fixture
async def tv(loopback_host: str, request: pytest.FixtureRequest) -> AsyncIterator[SimulatedTV]:
    """Run a TV that both channels know us of; its model may be given."""
    async with SimulatedTV(loopback_host, control_port=0, model=getattr(request, "param", MODEL)) as running:
        running.pairing.tokens["Parlor"] = TOKEN
        running.ip_control.tokens.append(CONTROL_TOKEN)
        yield running
