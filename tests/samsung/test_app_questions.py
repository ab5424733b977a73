"""How a TV is asked which app is in front: cheaply, gently, and by another way where one fails."""

import asyncio
from dataclasses import replace
from functools import partial
import time

import aiohttp
import pytest

from custom_components.parlor.samsung.apps.memory import AppMemory
from custom_components.parlor.samsung.remote.keys import KeyPress
from custom_components.parlor.samsung.state import Timing
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Asked, Controlled, Entry, Requested

from .watching import FAST, NETFLIX, SLOW, YOUTUBE, shows, until, watched

PLEX = "3201512006963"


def by_socket(tv: SimulatedTV) -> list[Entry]:
    """Return the questions that came by the socket."""
    return [*tv.log.of(Asked)]


def by_rest(tv: SimulatedTV) -> list[Entry]:
    """Return the questions that came by REST."""
    return [request for request in tv.log.of(Requested) if "/applications/" in request.path]


def most_in_a_second(entries: list[Entry]) -> int:
    """Return how many came at most in any second."""
    times = sorted(entry.monotonic for entry in entries)
    return max((sum(start <= time < start + 1 for time in times) for start in times), default=0)


async def test_the_socket_is_asked_where_it_is_served(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.apps)
        tv.change(app=NETFLIX)
        await until(seen, partial(shows, "Netflix"))
        assert by_socket(tv) and not by_rest(tv)
        assert len(tv.log.of(Controlled)) == 1


@pytest.mark.parametrize("fault", ["absent", "silent", "garbage", "flood"])
async def test_rest_is_asked_where_it_is_not(session: aiohttp.ClientSession, tv: SimulatedTV, fault: str) -> None:
    tv.configure(faults={"app_socket": fault})
    tv.change(app=NETFLIX)
    async with watched(session, tv.host) as seen:
        await until(seen, partial(shows, "Netflix"), 12)
        assert by_rest(tv)
        await asyncio.sleep(1)
        opened = len(tv.log.of(Controlled))
        assert opened <= 2  # both ports were tried, and not again and again


async def test_a_connection_that_was_lost_is_opened_again(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.apps)
        tv.configure(faults={"network": "frozen"})
        await tv.settle()
        await asyncio.sleep(2)
        tv.configure(faults={"network": "none"})
        await tv.settle()
        tv.change(app=NETFLIX)
        await until(seen, partial(shows, "Netflix"), 12)


async def test_nothing_is_held_open_while_the_tv_is_off(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.apps)
        tv.change(power="standby")
        await until(seen, lambda state: state.power == "off")
        await asyncio.sleep(0.3)
        tv.log.clear()
        await asyncio.sleep(0.5)
        assert not by_socket(tv) and not by_rest(tv)
        assert "samsung " + tv.host + " apps" not in [task.get_name() for task in asyncio.all_tasks()]


@pytest.mark.parametrize("app_socket", ["none", "absent"])
async def test_never_more_than_five_in_any_second(
    session: aiohttp.ClientSession, tv: SimulatedTV, app_socket: str
) -> None:
    tv.configure(faults={"app_socket": app_socket})
    async with watched(session, tv.host, timing=Timing()) as seen:
        await until(seen, lambda state: state.connected)
        for app_id in (NETFLIX, YOUTUBE, PLEX):
            tv.change(app=app_id)
            await seen.send_keys([KeyPress("KEY_RETURN"), KeyPress("KEY_ENTER")])
            await seen.launch_app(app_id)
            await asyncio.sleep(1)
        asked = by_socket(tv) + by_rest(tv)
        assert len(asked) >= 5 and most_in_a_second(asked) <= 5


async def test_the_most_used_app_is_found_first(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    memory = AppMemory({"uses": {PLEX: [5, time.time()], NETFLIX: [2, time.time()]}})
    tv.change(app=YOUTUBE)
    async with watched(session, tv.host, timing=replace(SLOW, app_poll=0.2), memory=memory) as seen:
        await until(seen, lambda state: shows("YouTube", state) and len(state.apps) > 5)
        tv.log.clear()
        tv.change(app=PLEX)
        await until(seen, partial(shows, "Plex"))
        asked = [one.app_id for one in tv.log.of(Asked) if one.app_id != YOUTUBE]
        assert asked[0] == PLEX


async def test_what_is_used_is_told_to_whoever_keeps_it(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    kept: list[object] = []
    tv.configure(rest_launch="says_ok")
    async with watched(session, tv.host, memory=AppMemory(on_change=kept.append)) as seen:
        await seen.launch_app(NETFLIX)
    memory = AppMemory(kept[-1])
    assert NETFLIX in memory.uses and memory.way == "remote"


async def test_a_key_of_ours_is_a_hint(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    timing = replace(FAST, app_poll=60, app_round=60)
    async with watched(session, tv.host, timing=timing) as seen:
        tv.change(app=NETFLIX)
        await until(seen, lambda state: state.connected and shows("Netflix", state))
        await asyncio.sleep(4)  # until nothing is hinted at any more
        await seen.send_keys([KeyPress("KEY_HOME")])
        await until(seen, lambda state: state.app is None, 2)
