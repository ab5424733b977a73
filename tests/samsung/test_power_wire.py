"""Power told of simulated sets that behave as the rows of section 1.11 of the protocol say, over the wire."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from custom_components.parlor.samsung.power.verdict import Decider, Power
from sim.samsung_tv import SamsungTV as SimulatedTV

from .conftest import TOKEN
from .ip_control import CONTROL_TOKEN
from .watching import power, until, watched


@pytest.fixture
async def frame(loopback_host: str) -> AsyncIterator[SimulatedTV]:
    """Run a Frame that knows us."""
    async with SimulatedTV(loopback_host, model="QE55LS03BAUXXN", control_port=0) as tv:
        tv.pairing.tokens["Parlor"] = TOKEN
        tv.ip_control.tokens.append(CONTROL_TOKEN)
        yield tv


async def test_row_13_art_that_is_only_claimed(session: aiohttp.ClientSession, frame: SimulatedTV) -> None:
    frame.configure(art={"claims_art": True})
    async with watched(session, frame.host) as seen:
        await until(seen, lambda state: state.art is not None and state.art.mode is False)
        frame.change(power="standby")
        await until(seen, lambda state: state.power is Power.OFF)
        told: list[Power] = []
        seen.subscribe(lambda state: told.append(state.power))
        await seen.refresh()
        frame.set.wake_network(0.3, "on")  # type: ignore[arg-type]  # as the control port sends it
        await frame.until(lambda: frame.state.maintenance is None)
        assert set(told) <= {Power.OFF}


async def test_row_13_standby_in_art(session: aiohttp.ClientSession, frame: SimulatedTV) -> None:
    frame.configure(art_reports="standby")
    async with watched(session, frame.host) as seen:
        await until(seen, lambda state: state.art is not None and state.art.mode is False)
        told: list[Power] = []
        seen.subscribe(lambda state: told.append(state.power))
        frame.change(power="art")
        await until(seen, lambda state: state.power is Power.ART and state.evidence.rest_power == "standby")
        frame.change(power="on")
        await until(seen, lambda state: state.power is Power.ON)
        assert Power.UNKNOWN not in told


async def test_row_14_ambient_tells_art_where_there_is_no_art_channel(
    session: aiohttp.ClientSession, frame: SimulatedTV
) -> None:
    frame.configure(art={"api": "none"}, art_reports="standby")
    async with watched(session, frame.host, control_token=CONTROL_TOKEN) as seen:
        await until(seen, lambda state: state.power is Power.ON and state.decided_by is Decider.CONTROL)
        frame.change(power="art")
        await until(seen, lambda state: state.power is Power.ART)
        frame.change(power="on")
        await until(seen, lambda state: state.power is Power.ON)
        frame.change(power="standby")
        await until(seen, lambda state: state.power is Power.OFF)


async def test_row_2_ip_control_knows_better_than_what_lags(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.ip_control.tokens.append(CONTROL_TOKEN)
    tv.configure(reports="on")
    async with watched(session, tv.host, control_token=CONTROL_TOKEN) as seen:
        await until(seen, lambda state: state.decided_by is Decider.CONTROL)
        tv.change(power="standby")
        await until(seen, lambda state: state.power is Power.OFF and state.decided_by is Decider.CONTROL)


@pytest.mark.parametrize("rest", ["not_found", "garbage", "error"])
async def test_row_17_nonsense_instead_of_who_it_is(session: aiohttp.ClientSession, tv: SimulatedTV, rest: str) -> None:
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.connected)
        tv.configure(faults={"rest": rest})
        await seen.refresh()
        assert power(seen) is Power.ON and seen.state.is_reachable
        tv.configure(faults={"rest": "none"})
        tv.change(power="standby")
        await until(seen, lambda state: state.power is Power.OFF)


@pytest.mark.parametrize("first", ["ms.remote.touchDisable", "ms.channel.clientConnect", "ed.edenTV.update"])
async def test_row_9_what_comes_before_connect_is_a_sign_of_life(
    session: aiohttp.ClientSession, tv: SimulatedTV, first: str
) -> None:
    tv.configure(reports="absent", first_frames=(first,), faults={"upnp": "error"})
    async with watched(session, tv.host) as seen:
        assert power(seen) is Power.UNKNOWN
        await seen.turn_on()
        await until(seen, lambda state: state.power is Power.ON and state.connected)
