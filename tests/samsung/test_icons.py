"""Icons of apps, as the TV hands them out."""

import asyncio

import aiohttp
import pytest

from custom_components.parlor.samsung.frames import App
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Connected

from .watching import NETFLIX, SLOW, YOUTUBE, until, watched

LISTED = App(NETFLIX, "Netflix")


async def test_of_the_app_in_front(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.change(app=NETFLIX)
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: NETFLIX in state.icons)
        icon = seen.icon(LISTED)
        assert icon is not None and icon.content_type == "image/png" and icon.image.startswith(b"\x89PNG")
        assert seen.icon(App("11101200001", "Netflix")) == icon
        assert seen.icon(App(YOUTUBE, "YouTube")) is None


async def test_many_at_once(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host, timing=SLOW) as seen:
        await until(seen, lambda state: state.apps)
        icons = await asyncio.gather(*(seen.fetch_icon(app) for app in seen.state.apps))
        assert len({icon.image for icon in icons if icon}) == len(seen.state.apps)
        assert seen.state.icons == {app.id for app in seen.state.apps}


@pytest.mark.parametrize("way", ["null", "garbage"])
async def test_answers_without_a_picture(session: aiohttp.ClientSession, tv: SimulatedTV, way: str) -> None:
    tv.configure(app_icons=way)
    async with watched(session, tv.host, timing=SLOW) as seen:
        await until(seen, lambda state: state.apps)
        assert await seen.fetch_icon(LISTED) is None
        assert not seen.state.icons


async def test_a_set_that_does_not_answer_is_asked_once(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(app_icons="ignored")
    async with watched(session, tv.host, timing=SLOW) as seen:
        await until(seen, lambda state: state.apps)
        async with asyncio.timeout(5):
            assert not any(await asyncio.gather(*(seen.fetch_icon(app) for app in seen.state.apps)))


async def test_what_the_tv_does_not_list_has_none(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(app_list="ignored")
    tv.change(app=NETFLIX)
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.app)
        assert await seen.fetch_icon(LISTED) is None


async def test_a_tv_that_sleeps_is_not_woken_for_one(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.apps)
        tv.change(power="off")
        await tv.settle()
        await until(seen, lambda state: not state.connected)
        connections = len(tv.log.of(Connected))
        assert await seen.fetch_icon(LISTED) is None
        assert len(tv.log.of(Connected)) == connections
