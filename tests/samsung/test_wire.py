"""What a TV cannot make of us: sent elsewhere, made to remember, to inflate, or to show what cannot be shown."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import gzip
import json
from typing import Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.parlor.samsung.errors import BadAnswer, NotASamsungTV, TVUnreachable
from custom_components.parlor.samsung.frames import AppList, parse
from custom_components.parlor.samsung.info import DeviceInfo
from custom_components.parlor.samsung.remote.socket import RemoteSocket
from custom_components.parlor.samsung.rest import RestClient
from custom_components.parlor.samsung.upnp.renderer import Renderer
from custom_components.parlor.samsung.upnp.soap import PORT as UPNP_PORT, SoapClient

from .strange import DEVICE, strange_tv


@asynccontextmanager
async def elsewhere(host: str, port: int = 0) -> AsyncIterator[tuple[str, list[str]]]:
    """Serve another place on the network; yields its address and what was asked of it."""
    asked: list[str] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        asked.append(request.path)
        return web.json_response(DEVICE)

    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    try:
        yield f"http://{host}:{runner.addresses[0][1]}/", asked
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_no_way_elsewhere(session: aiohttp.ClientSession, loopback_host: str, status: int) -> None:
    async with elsewhere("127.0.0.1") as (url, asked):

        async def point(request: web.Request) -> web.StreamResponse:
            return web.Response(status=status, headers={"Location": url})

        app = web.Application()
        app.router.add_route("*", "/{anything:.*}", point)
        runner = web.AppRunner(app)
        await runner.setup()
        for port in (8001, UPNP_PORT):
            await web.TCPSite(runner, loopback_host, port).start()
        with pytest.raises(TVUnreachable):
            await RemoteSocket.open(session, loopback_host, secure=False, token="secret")
        with pytest.raises(BadAnswer):
            await RestClient(session, loopback_host).device_info()
        with pytest.raises(BadAnswer):
            await RestClient(session, loopback_host).launch_app("1")
        with pytest.raises(BadAnswer):
            await Renderer(SoapClient(session, loopback_host)).sound()
        await runner.cleanup()
        assert asked == []


async def test_no_cookie_is_kept(loopback_host: str) -> None:
    async def rest(request: web.Request) -> web.StreamResponse:
        assert "Cookie" not in request.headers
        answer = web.json_response(DEVICE)
        answer.set_cookie("a", "b")
        return answer

    jar = aiohttp.CookieJar(unsafe=True)
    async with (
        aiohttp.ClientSession(cookie_jar=jar) as session,
        strange_tv(loopback_host, rest=rest),
    ):
        for _ in range(2):
            await RestClient(session, loopback_host).device_info()
    assert len(jar) == 0


async def test_nothing_is_inflated(session: aiohttp.ClientSession, loopback_host: str) -> None:
    bomb = gzip.compress(b" " * 50_000_000)

    async def rest(request: web.Request) -> web.StreamResponse:
        return web.Response(body=bomb, headers={"Content-Encoding": "gzip"})

    async with strange_tv(loopback_host, rest=rest):
        with pytest.raises(NotASamsungTV):
            await RestClient(session, loopback_host).device_info()


async def test_a_session_that_is_closed(loopback_host: str) -> None:
    async with aiohttp.ClientSession() as session:
        pass
    with pytest.raises(TVUnreachable):
        await RestClient(session, loopback_host).device_info()
    with pytest.raises(TVUnreachable):
        await RemoteSocket.open(session, loopback_host, secure=True)


@pytest.mark.parametrize("app_id", ["", "/x", "..", ".", "\ud800", "x" * 5000, "a\nb"])
async def test_what_is_no_app(session: aiohttp.ClientSession, loopback_host: str, app_id: str) -> None:
    async with strange_tv(loopback_host):
        assert await RestClient(session, loopback_host).app_status(app_id) is None


def test_what_cannot_be_stored_is_not_told() -> None:
    device: dict[str, Any] = {
        **DEVICE["device"],
        "name": "A\ud800 \x00\u202eB",
        "modelName": "\udfff",
        "PowerState": "on\ud800",
    }
    info = DeviceInfo.parse(json.dumps({"device": device}))
    assert (info.name, info.model, info.power_state) == ("A B", None, "on")
    apps = [{"appId": "1", "name": "\ud800One"}, {"appId": "\ud8002", "name": "Two"}, {"appId": "3", "name": "\ud800"}]
    frame = parse(json.dumps({"event": "ed.installedApp.get", "data": {"data": apps}}))
    assert isinstance(frame, AppList) and [app.name for app in frame.apps] == ["One"]


@pytest.mark.parametrize("kind", ["Samsung Speaker", "Samsung Monitor", None, 7, ""])
def test_a_soundbar_is_no_tv(kind: object) -> None:
    with pytest.raises(NotASamsungTV):
        DeviceInfo.parse(json.dumps({"device": {**DEVICE["device"], "type": kind}, "type": "Samsung SmartTV"}))
