"""Which app is in front, and opening one."""

import asyncio
from functools import partial

import aiohttp
import pytest

from custom_components.parlor.samsung.errors import AppUnknown, NotConfirmed
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Launched

from .watching import NETFLIX, SLOW, YOUTUBE, shows, until, watched


async def test_launching(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.apps)
        await seen.launch_app(NETFLIX)
        assert tv.state.app == NETFLIX
        assert seen.state.app is not None and seen.state.app.name == "Netflix"
        assert [entry.through for entry in tv.log.of(Launched)] == ["rest"]


async def test_launching_where_rest_only_says_ok(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(rest_launch="says_ok")
    async with watched(session, tv.host) as seen:
        await seen.launch_app(YOUTUBE)
        assert tv.state.app == YOUTUBE
        assert [entry.through for entry in tv.log.of(Launched)] == ["rest", "socket"]


async def test_launching_without_effect(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(rest_launch="says_ok", socket_launch="says_ok", control_launch="says_ok")
    async with watched(session, tv.host) as seen:
        with pytest.raises(NotConfirmed):
            await seen.launch_app(YOUTUBE)
        assert seen.state.app is None


async def test_launching_an_app_that_is_never_visible(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(never_visible=[YOUTUBE])
    async with watched(session, tv.host) as seen:
        await seen.launch_app(YOUTUBE)
        assert tv.state.app == YOUTUBE and seen.state.app is None


async def test_launching_at_content(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        await seen.launch_app(YOUTUBE, "v=dQw4w9WgXcQ")
        assert tv.log.of(Launched)[-1].meta_tag == "v=dQw4w9WgXcQ"
        assert tv.state.app == YOUTUBE


async def test_launching_what_is_not_there(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        with pytest.raises(AppUnknown):
            await seen.launch_app("1234")


async def test_launching_a_native_app(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.apps)
        await seen.launch_app("org.tizen.browser")
        await tv.until(lambda: tv.state.app == "org.tizen.browser")
        assert tv.log.of(Launched)[0].action_type == "NATIVE_LAUNCH"


@pytest.mark.parametrize("app_list", ["ignored", "null", "late"])
async def test_the_app_list_of_newer_sets(session: aiohttp.ClientSession, tv: SimulatedTV, app_list: str) -> None:
    tv.configure(app_list=app_list, app_list_seconds=0.4)
    async with watched(session, tv.host) as seen:
        state = await until(seen, lambda state: state.apps)
        names = [app.name for app in state.apps]
        assert {"YouTube", "Netflix", "Plex"} <= set(names) and "Hulu" not in names
        assert len(names) == len(set(names))
        if app_list == "late":
            await until(seen, lambda state: any(app.name == "Internet" for app in state.apps))


async def test_apps_come_and_go(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.apps)
        for app_id, name in ((NETFLIX, "Netflix"), (YOUTUBE, "YouTube"), (NETFLIX, "Netflix")):
            tv.change(app=app_id)
            await until(seen, partial(shows, name))
        tv.change(app=None)
        await until(seen, lambda state: state.app is None)


async def test_a_hint_is_followed_at_once(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(pushes_app_changes=True)
    async with watched(session, tv.host, timing=SLOW) as seen:
        await until(seen, lambda state: state.connected and state.apps)
        await asyncio.sleep(0.2)
        tv.change(app=YOUTUBE)
        await until(seen, lambda state: state.app, 1)
