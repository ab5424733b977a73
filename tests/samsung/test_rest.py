"""REST: both ports, apps, and every way an answer can go wrong."""

import asyncio
import time

import aiohttp
from aiohttp import web
import pytest

from custom_components.parlor.samsung.errors import BadAnswer, HostNotFound, NotASamsungTV, PortsClosed, TVUnreachable
from custom_components.parlor.samsung.rest import RestClient
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Requested

from .strange import body, strange_tv

YOUTUBE = "111299001912"


async def test_who_the_tv_is(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    info = await RestClient(session, tv.host).device_info()
    assert f"uuid:{info.udn}" == tv.identity.udn
    assert (info.name, info.mac, info.power_state, info.has_token) == ("Living Room TV", tv.identity.mac, "on", True)


async def test_the_port_that_answers_is_kept(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    rest = RestClient(session, tv.host)
    for _ in range(3):
        await rest.device_info()
    assert {request.port for request in tv.log.of(Requested)} == {8002}


async def test_a_set_with_only_8001(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async with strange_tv(loopback_host):
        assert (await RestClient(session, loopback_host).device_info()).name == "Strange"


async def test_8001_that_hangs_up(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(faults={"port_8001_hangs_up": True})
    await tv.settle()
    assert (await RestClient(session, tv.host).device_info()).name


async def test_apps(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    rest = RestClient(session, tv.host)
    status = await rest.app_status(YOUTUBE)
    assert status is not None and status.name == "YouTube" and not status.visible
    assert await rest.launch_app(YOUTUBE)
    status = await rest.app_status(YOUTUBE)
    assert status is not None and status.visible and status.running
    assert await rest.close_app(YOUTUBE)
    assert tv.state.app is None
    assert await rest.app_status("1/../2?x=y#z") is None
    assert not await rest.launch_app("1")


async def test_an_app_unknown_with_broken_json(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(faults={"broken_404": True})
    assert await RestClient(session, tv.host).app_status("1") is None


@pytest.mark.parametrize("fault", ["garbage", "not_found", "error"])
async def test_wrong_answers(session: aiohttp.ClientSession, tv: SimulatedTV, fault: str) -> None:
    tv.configure(faults={"rest": fault})
    rest = RestClient(session, tv.host)
    with pytest.raises(NotASamsungTV):
        await rest.device_info()


@pytest.mark.parametrize("fault", ["drip", "hang"])
async def test_slow_answers(session: aiohttp.ClientSession, tv: SimulatedTV, fault: str) -> None:
    tv.configure(faults={"rest": fault, "drip_seconds": 0.05})
    started = time.monotonic()
    with pytest.raises(TVUnreachable):
        await RestClient(session, tv.host).device_info()
    assert time.monotonic() - started < 3.5


@pytest.mark.parametrize("answer", ['{"visible": tru', "[]", '"x"', "[" * 9999])
async def test_an_app_told_wrongly(session: aiohttp.ClientSession, loopback_host: str, answer: str) -> None:
    async with strange_tv(loopback_host, rest=body(answer)):
        with pytest.raises(BadAnswer):
            await RestClient(session, loopback_host).app_status(YOUTUBE)


async def test_a_404_inside_an_answer(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async with strange_tv(loopback_host, rest=body('{"code": 404, "message": "Not found error."}')):
        assert await RestClient(session, loopback_host).app_status(YOUTUBE) is None


async def test_an_app_with_wrong_types(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async with strange_tv(loopback_host, rest=body('{"visible": "true", "running": 1, "name": 4}')):
        status = await RestClient(session, loopback_host).app_status(YOUTUBE)
        assert status is not None and not status.visible and not status.running and status.name is None


async def test_a_body_without_end(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while request.transport is not None:
            await response.write(b" " * 65536)
        return response

    async with strange_tv(loopback_host, rest=endless):
        with pytest.raises(BadAnswer, match="too long"):
            await RestClient(session, loopback_host).device_info()


async def test_a_server_that_speaks_no_http(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"SSH-2.0-OpenSSH_9.9\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(talk, loopback_host, 8001):
        with pytest.raises(BadAnswer):
            await RestClient(session, loopback_host).device_info()


async def test_a_redirect_is_not_followed(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async def elsewhere(request: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": "http://127.0.0.1:1/"})

    async with strange_tv(loopback_host, rest=elsewhere):
        with pytest.raises(BadAnswer):
            await RestClient(session, loopback_host).device_info()


async def test_nothing_listens(session: aiohttp.ClientSession, loopback_host: str) -> None:
    with pytest.raises(PortsClosed):
        await RestClient(session, loopback_host).device_info()


@pytest.mark.parametrize("host", ["no-such-tv.invalid", "a..b", "", "x" * 300, "tv\x00"])
async def test_no_host(session: aiohttp.ClientSession, host: str) -> None:
    with pytest.raises(HostNotFound):
        await RestClient(session, host).device_info()


async def test_unplugged(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(faults={"network": "unplugged"})
    await tv.settle()
    started = time.monotonic()
    with pytest.raises(TVUnreachable):
        await RestClient(session, tv.host).device_info()
    assert time.monotonic() - started < 3.5
