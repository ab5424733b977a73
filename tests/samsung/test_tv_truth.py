"""Nothing is told or reported as done that the TV has not shown."""

import asyncio
from dataclasses import replace
import time
from typing import Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.parlor.samsung.errors import NotConfirmed, SamsungError, TVUnreachable
from custom_components.parlor.samsung.power.verdict import Power
from custom_components.parlor.samsung.power.wol import Waking
from custom_components.parlor.samsung.remote.keys import KeyPress
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Requested

from .strange import CONNECT, DEVICE, ordinary, strange_tv
from .watching import FAST, NETFLIX, SLOW, YOUTUBE, power, shows, until, watched


async def test_the_first_key_after_the_plug_was_pulled(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host, timing=SLOW) as seen:
        await until(seen, lambda state: state.connected)
        tv.configure(faults={"network": "unplugged"})
        await tv.settle()
        started = time.monotonic()
        with pytest.raises(TVUnreachable):
            await seen.send_keys([KeyPress("KEY_HOME")])
        assert time.monotonic() - started < 3.5


async def test_many_keys_at_once_are_one_question(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host, timing=SLOW) as seen:
        await until(seen, lambda state: state.connected)
        await asyncio.sleep(0.2)
        before = len([request for request in tv.log.of(Requested) if request.path == "/api/v2/"])
        await asyncio.gather(*(seen.send_keys([KeyPress("KEY_HOME")]) for _ in range(20)))
        asked = len([request for request in tv.log.of(Requested) if request.path == "/api/v2/"]) - before
        assert len(tv.log.keys) == 20 and 1 <= asked <= 3


async def test_that_it_was_told_to_come_on_proves_nothing(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(reports="absent", wakes_on_lan=False)
    tv.change(power="standby")
    async with watched(session, tv.host, timing=replace(FAST, on_wait=0.7)) as seen:
        with pytest.raises(NotConfirmed):
            await seen.turn_on()
        assert tv.state.power == "standby" and (power(seen) is not Power.ON or seen.state.is_assumed)


async def test_a_set_that_always_says_on_and_lost_the_key(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(reports="on", wake_seconds=30)
    async with watched(session, tv.host, timing=replace(FAST, on_wait=0.7)) as seen:
        await until(seen, lambda state: state.has_sound)
        await seen.turn_off()
        with pytest.raises(NotConfirmed):
            await seen.turn_on()
        tv.change(power="on")
        await seen.turn_on()


async def test_a_set_slow_to_come_on_is_not_turned_off_again(
    session: aiohttp.ClientSession, tv: SimulatedTV, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.parlor.samsung.power.turning_on.NUDGE_WOKEN", 0.1)
    tv.configure(wake_seconds=1.2)
    tv.change(power="standby")
    async with watched(session, tv.host) as seen:
        await seen.turn_on()
        assert tv.log.keys == ["KEY_POWER"] and power(seen) is Power.ON


async def test_no_waiting_beyond_the_limit(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.change(power="off")
    tv.configure(dark="silent", wakes_on_lan=False)
    await tv.settle()
    async with watched(session, tv.host, waking=Waking(mac=tv.identity.mac), timing=replace(FAST, on_wait=1)) as seen:
        started = time.monotonic()
        with pytest.raises(NotConfirmed):
            await seen.turn_on()
        assert time.monotonic() - started < 1.5


async def test_off_is_no_error_where_it_is_off(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.change(power="off")
    await tv.settle()
    async with watched(session, tv.host) as seen:
        await seen.turn_off()
        assert power(seen) is Power.OFF and not tv.log.keys


async def test_off_to_a_set_that_is_gone(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host, timing=SLOW) as seen:
        await until(seen, lambda state: state.connected)
        tv.configure(faults={"network": "unplugged"})
        await tv.settle()
        with pytest.raises(TVUnreachable):
            await seen.turn_off()
        assert power(seen) is Power.ON  # for all that is known


async def test_a_key_in_a_maintenance_wake_up(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.change(power="off")
    await tv.settle()
    async with watched(session, tv.host) as seen:
        tv.set.wake_network(30, "on")  # type: ignore[arg-type]  # a text is as good as its enumeration here
        await tv.settle()
        await until(seen, lambda state: state.is_reachable)
        with pytest.raises(SamsungError):
            await seen.send_keys([KeyPress("KEY_HOME")])
        assert power(seen) is Power.OFF


async def test_closing_ends_what_waits(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(faults={"remote": "mute"})
    async with watched(session, tv.host, timing=SLOW) as seen:
        waiting = asyncio.create_task(seen.send_keys([KeyPress("KEY_HOME")]))
        await asyncio.sleep(0.1)
    async with asyncio.timeout(0.5):
        assert isinstance((await asyncio.gather(waiting, return_exceptions=True))[0], TVUnreachable)


async def test_closing_in_the_middle_of_a_question(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(faults={"rest": "hang"})
    async with watched(session, tv.host) as seen:
        asking = asyncio.create_task(seen.refresh())
        await asyncio.sleep(0.1)
        async with asyncio.timeout(1):
            await seen.close()
            assert isinstance((await asyncio.gather(asking, return_exceptions=True))[0], TVUnreachable)


async def test_an_app_that_was_left_is_not_shown(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host, timing=replace(FAST, app_most=10, app_poll=0.6)) as seen:
        await until(seen, lambda state: len(state.apps) > 5)
        tv.change(app=NETFLIX)
        await until(seen, lambda state: shows("Netflix", state), 10)
        await asyncio.sleep(1.1)  # until the questions that found it count no more
        tv.change(app=None)
        started = time.monotonic()
        await until(seen, lambda state: state.app is None)
        assert time.monotonic() - started < 1  # before all the others were asked


async def test_an_app_of_which_nothing_is_told_any_more(session: aiohttp.ClientSession, loopback_host: str) -> None:
    broken = False

    async def rest(request: web.Request) -> web.StreamResponse:
        if request.path == "/api/v2/":
            return await ordinary(request)
        if broken:
            return web.Response(status=500)
        return web.json_response(
            {"id": YOUTUBE, "name": "YouTube", "running": True, "visible": YOUTUBE in request.path}
        )

    async with (
        strange_tv(loopback_host, rest=rest),
        watched(session, loopback_host, token=None, timing=replace(FAST, app_stale=0.3)) as seen,
    ):
        await until(seen, lambda state: shows("YouTube", state))
        broken = True
        await until(seen, lambda state: state.app is None, 2)


async def test_one_app_that_is_answered_badly_hides_no_other(
    session: aiohttp.ClientSession, loopback_host: str
) -> None:
    async def rest(request: web.Request) -> web.StreamResponse:
        if request.path == "/api/v2/":
            return await ordinary(request)
        app_id = request.path.rpartition("/")[2]
        if app_id not in (NETFLIX, YOUTUBE):
            return web.Response(status=500)
        name = {YOUTUBE: "YouTube", NETFLIX: "Netflix"}[app_id]
        return web.json_response({"name": name, "visible": app_id == NETFLIX})

    timing = replace(FAST, app_most=5)
    async with strange_tv(loopback_host, rest=rest), watched(session, loopback_host, token=None, timing=timing) as seen:
        await until(seen, lambda state: shows("Netflix", state), 10)


async def test_apps_that_are_unknown_at_first(session: aiohttp.ClientSession, loopback_host: str) -> None:
    is_starting, power_state = True, "on"

    async def rest(request: web.Request) -> web.StreamResponse:
        if request.path == "/api/v2/":
            return web.json_response({**DEVICE, "device": {**DEVICE["device"], "PowerState": power_state}})
        if is_starting and request.path.endswith(YOUTUBE):
            return await ordinary(request)
        name = {YOUTUBE: "YouTube", NETFLIX: "Netflix"}.get(request.path.rpartition("/")[2])
        return web.json_response({"name": name, "visible": name == "YouTube"}, status=200 if name else 404)

    async with strange_tv(loopback_host, rest=rest), watched(session, loopback_host, token=None) as seen:
        await until(seen, lambda state: state.apps)
        assert [app.name for app in seen.state.apps] == ["Netflix"]
        is_starting, power_state = False, "standby"
        await until(seen, lambda state: state.power is Power.OFF)
        power_state = "on"
        await until(seen, lambda state: shows("YouTube", state) and len(state.apps) == 2)


async def test_a_set_that_hangs_up_again_and_again_is_left_in_peace(
    session: aiohttp.ClientSession, loopback_host: str
) -> None:
    connections = 0

    async def remote(socket: web.WebSocketResponse) -> None:
        nonlocal connections
        connections += 1
        await socket.send_str(CONNECT)
        await socket.close()

    timing: Any = replace(FAST, reconnect=0.1, reconnect_most=60)
    async with strange_tv(loopback_host, remote=remote), watched(session, loopback_host, token=None, timing=timing):
        await asyncio.sleep(2)
    assert 2 <= connections <= 6
