"""Frames asleep, and those that say so while they show art, or show art while they say not."""

import asyncio
from dataclasses import replace

import aiohttp
import pytest

from custom_components.parlor.samsung.errors import TVIsOff
from custom_components.parlor.samsung.power.verdict import Power
from sim.samsung_tv import Power as Shown
from sim.samsung_tv.log import Woken

from ..watching import until, watched
from .frames import QUICK, art_connections, hung, settled, simulated

pytestmark = pytest.mark.usefixtures("patient")


async def test_opening_wakes_nobody(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async with simulated(loopback_host, power=Shown.STANDBY) as tv:
        tv.configure(reports="absent", websocket_wakes=True)
        async with watched(session, tv.host, timing=replace(QUICK, poll=0.1)):
            await asyncio.sleep(1)
        assert not art_connections(tv) and not tv.log.of(Woken)


async def test_standby_in_art(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async with simulated(loopback_host) as tv:
        tv.configure(art_reports="standby")
        async with watched(session, tv.host, timing=replace(QUICK, poll=0.1)) as seen:
            await until(seen, lambda state: state.power is Power.ART)
            await asyncio.sleep(0.5)
            assert seen.state.power is Power.ART
            tv.change(power="standby")
            await until(seen, lambda state: state.power is Power.OFF)
            tv.change(power="art")
            await until(seen, lambda state: state.power is Power.ART)


async def test_art_claimed_in_standby(session: aiohttp.ClientSession, loopback_host: str) -> None:
    timing = replace(QUICK, poll=0.1, art_poll=0.1)
    async with hung(session, loopback_host, timing=timing, claims_art=True) as (tv, seen):
        await settled(seen)
        tv.change(power="standby")
        await until(seen, lambda state: state.power is Power.OFF)
        await asyncio.sleep(1)
        assert seen.state.power is Power.OFF and seen.state.art is not None and seen.state.art.mode is True
        with pytest.raises(TVIsOff):
            await seen.art.set_mode(True)
        tv.change(power="on")
        await until(seen, lambda state: state.power is Power.ON and state.art and state.art.mode is False)


async def test_a_set_that_sleeps(session: aiohttp.ClientSession, loopback_host: str) -> None:
    timing = replace(QUICK, poll=0.1, art_poll=0.1)
    async with hung(session, loopback_host, timing=timing) as (tv, seen):
        await settled(seen)
        tv.change(power="standby")
        await until(seen, lambda state: state.power is Power.OFF)
        for command in seen.art.set_mode(True), seen.art.select("MY_F0001"):
            with pytest.raises(TVIsOff):
                await command
        await seen.art.set_mode(False)  # is so
