"""How often a TV is asked, and what makes the next question come at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import pairwise

import aiohttp
import pytest

from custom_components.parlor.samsung.power.verdict import Decider, Power
from custom_components.parlor.samsung.state import Timing
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Requested

from .watching import FAST, SLOW, until, watched

IMPATIENT = {"DARK": 0.4, "DARK_TOO": 0.2, "QUIET": 0.4}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let silence count after less than a second."""
    for name, seconds in IMPATIENT.items():
        for module in ("power.evidence", "power.watch", "remote.link"):
            monkeypatch.setattr(f"custom_components.parlor.samsung.{module}.{name}", seconds, raising=False)


@asynccontextmanager
async def hanging_up(host: str) -> AsyncIterator[list[float]]:
    """Count when somebody connects to a set on which nothing answers."""
    times: list[float] = []

    async def accept(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        times.append(asyncio.get_running_loop().time())
        writer.close()

    server = await asyncio.start_server(accept, host, 8001)
    try:
        yield times
    finally:
        server.close()
        await server.wait_closed()


@pytest.mark.usefixtures("impatient")
async def test_a_dark_set_is_asked_less_and_less_often(session: aiohttp.ClientSession, loopback_host: str) -> None:
    timing = replace(FAST, poll=0.02, poll_soon=0.02, soon_for=0.5, poll_most=10)
    async with hanging_up(loopback_host) as times, watched(session, loopback_host, timing=timing) as seen:
        await until(seen, lambda state: state.decided_by is Decider.UNREACHABLE)
        await asyncio.sleep(3.5)
        pauses = [after - before for before, after in pairwise(times)]
        assert max(pauses[-6:]) > 4 * max(pauses[:6])
        seen.announced(alive=True)
        asked = len(times)
        await asyncio.sleep(0.5)
        assert len(times) >= asked + 5


@pytest.mark.usefixtures("impatient")
async def test_a_set_that_hangs_up_is_asked_at_once(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host, timing=replace(SLOW, poll_soon=0.05)) as seen:
        await until(seen, lambda state: state.connected)
        tv.change(power="off")
        await until(seen, lambda state: state.power is Power.OFF)
        assert seen.state.evidence.hung_up_at > 0


@pytest.mark.usefixtures("impatient")
async def test_a_set_whose_ping_does_not_come_is_asked_at_once(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(ping_seconds=0.1)
    async with watched(session, tv.host, timing=replace(SLOW, poll_soon=0.05)) as seen:
        await until(seen, lambda state: state.connected and state.volume is not None)
        await asyncio.sleep(1)
        asked = len([entry for entry in tv.log.of(Requested) if entry.path == "/api/v2/"])
        assert asked <= 2  # while it pings it is left in peace
        tv.configure(faults={"network": "unplugged"})
        await until(seen, lambda state: state.decided_by is Decider.UNREACHABLE, 10)


@pytest.mark.usefixtures("impatient")
async def test_a_set_that_never_pings_is_not_asked_without_end(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(ping_seconds=0)
    async with watched(session, tv.host, timing=replace(SLOW, poll_soon=0.05)) as seen:
        await until(seen, lambda state: state.connected and state.volume is not None)
        await asyncio.sleep(2)
        assert len([entry for entry in tv.log.of(Requested) if entry.path == "/api/v2/"]) <= 4


async def test_standby_with_the_socket_open_is_noticed(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.connected)
        tv.change(power="standby")
        await until(seen, lambda state: state.power is Power.OFF)
        assert seen.state.connected and seen.state.decided_by is Decider.REST


@pytest.mark.usefixtures("impatient")
async def test_a_set_that_says_on_for_ever_and_turns_its_picture_off(
    session: aiohttp.ClientSession, tv: SimulatedTV
) -> None:
    tv.configure(reports="on")
    async with watched(session, tv.host, timing=replace(FAST, sound_poll_pushed=0.2)) as seen:
        await until(seen, lambda state: state.volume is not None)
        tv.change(power="standby")
        await until(seen, lambda state: state.decided_by is Decider.RENDERER)
        tv.change(power="on")
        await until(seen, lambda state: state.power is Power.ON)


def test_pace() -> None:
    timing = Timing()
    # A connection that aiohttp keeps for 15 seconds is there for the next question: no handshake.
    assert timing.poll <= 10 and timing.poll_most <= 60
