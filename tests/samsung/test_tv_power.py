"""Turning a TV on and off, and telling truly which it is."""

import asyncio
from dataclasses import replace

import aiohttp
import pytest

from custom_components.parlor.samsung.errors import NotConfirmed, PowerUnknown, TVUnreachable
from custom_components.parlor.samsung.power.verdict import Decider, Power
from custom_components.parlor.samsung.power.wol import Waking
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Connected, Woken

from .conftest import TOKEN
from .watching import FAST, power, until, watched


async def test_off_and_on(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        await seen.turn_off()
        assert tv.state.power == "standby" and power(seen) is Power.OFF
        await seen.turn_off()
        await seen.turn_on()
        assert tv.state.power == "on" and power(seen) is Power.ON
        await seen.turn_on()
        assert [key for key in tv.log.keys if key == "KEY_POWER"] == ["KEY_POWER"] * 2


async def test_off_is_not_doubted_while_rest_lags(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(off_lag=0.6)
    async with watched(session, tv.host) as seen:
        told: list[Power] = []
        await seen.turn_off()
        assert seen.state.decided_by is Decider.OFF_COMMAND and seen.state.is_assumed
        end = seen.subscribe(lambda state: told.append(state.power))
        await until(seen, lambda state: state.decided_by is Decider.REST)
        end()
        assert set(told) == {Power.OFF} and not seen.state.is_assumed


async def test_on_again_while_rest_lags(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(off_lag=30)
    async with watched(session, tv.host) as seen:
        await seen.turn_off()
        await seen.turn_on()
        assert tv.state.power == "on" and power(seen) is Power.ON


async def test_woken_from_the_dark(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.change(power="off")
    await tv.settle()
    tv.configure(wake_seconds=0.3)
    async with watched(session, tv.host, waking=Waking(mac=tv.identity.mac)) as seen:
        assert power(seen) is Power.OFF and seen.state.decided_by is Decider.UNREACHABLE
        await seen.turn_on()
        assert power(seen) is Power.ON and tv.log.of(Woken)[0].by == "wake_on_lan"
        await until(seen, lambda state: state.connected)


async def test_dark_and_not_to_be_woken(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.change(power="off")
    tv.configure(wakes_on_lan=False)
    await tv.settle()
    async with watched(session, tv.host, waking=Waking(mac=tv.identity.mac), timing=replace(FAST, on_wait=1)) as seen:
        with pytest.raises(NotConfirmed):
            await seen.turn_on()
        assert power(seen) is Power.OFF
    async with watched(session, tv.host) as seen:
        assert not seen.is_wakeable
        with pytest.raises(TVUnreachable):
            await seen.turn_on()


async def test_only_its_network_woke(
    session: aiohttp.ClientSession, tv: SimulatedTV, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.parlor.samsung.power.turning_on.NUDGE_WOKEN", 0.2)
    tv.change(power="off")
    tv.configure(wakes_on_lan=False)
    await tv.settle()
    async with watched(session, tv.host, waking=Waking(mac=tv.identity.mac)) as seen:
        coming_on = asyncio.create_task(seen.turn_on())
        await asyncio.sleep(0.2)
        tv.change(power="standby")
        await coming_on
        assert power(seen) is Power.ON and tv.log.keys == ["KEY_POWER"]


async def test_a_frame_is_held_off_and_clicked_on(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async with SimulatedTV(loopback_host, model="QE55LS03BAUXXN", control_port=0) as tv:
        tv.pairing.tokens["Parlor"] = TOKEN
        tv.configure(hold_seconds=0.05)
        async with watched(session, tv.host) as seen:
            await seen.turn_off()
            assert tv.state.power == "standby" and power(seen) is Power.OFF
            await seen.turn_on()
            assert tv.state.power == "on"


async def test_power_unknown_is_not_toggled(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(reports="absent", websocket_wakes=True)
    tv.change(power="standby")
    async with watched(session, tv.host) as seen:
        assert power(seen) is Power.UNKNOWN
        with pytest.raises(PowerUnknown):
            await seen.turn_off()
        await asyncio.sleep(0.2)
        assert not tv.log.keys and not tv.log.of(Connected)  # watching alone does not wake it
        await seen.turn_on()
        assert tv.state.power == "on" and tv.log.of(Woken)[0].by == "websocket"


async def test_announcements(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(reports="on")
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.connected)
        seen.announced(alive=False)
        assert power(seen) is Power.OFF and seen.state.decided_by is Decider.BYEBYE
        seen.announced(alive=True)  # sleeping sets say it as well
        assert power(seen) is Power.OFF
        await until(seen, lambda state: state.power is Power.ON)
