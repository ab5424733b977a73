"""What the renderer tells by itself: volume and mute at once, and asked again where it does not."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
import re
from typing import Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.parlor.samsung.tv import SamsungTV
from custom_components.parlor.samsung.upnp.last_change import variables
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Requested

from .strange import DEVICE, strange_tv
from .watching import FAST, SLOW, until, watched

QUIET = replace(SLOW, app_poll=60)
EVENTS = "/upnp/event/RenderingControl1"
CHANGE = '&lt;Event&gt;&lt;InstanceID val="0"&gt;&lt;Volume channel="Master" val="{}"/&gt;&lt;Mute channel="Master" val="0"/&gt;&lt;/InstanceID&gt;&lt;/Event&gt;'
BODY = (
    '<e:propertyset xmlns:e="urn:schemas-upnp-org:event-1-0"><e:property><LastChange>{}</LastChange></e:property>'
    "</e:propertyset>"
)


def subscriptions(tv: SimulatedTV) -> list[str]:
    """Return how subscriptions were asked for and ended, in order."""
    return [one.method for one in tv.log.of(Requested) if one.path == EVENTS]


async def is_pushed(tv: SimulatedTV, seen: SamsungTV) -> None:
    """Wait until a change is told without being asked for."""
    await tv.until(lambda: "SUBSCRIBE" in subscriptions(tv))
    await until(seen, lambda state: state.volume == tv.state.volume)


async def test_changes_arrive_by_themselves(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host, timing=QUIET) as seen:
        await is_pushed(tv, seen)
        await asyncio.sleep(0.3)
        asked = len([one for one in tv.log.of(Requested) if one.method == "POST"])
        tv.change(volume=33)
        await until(seen, lambda state: state.volume == 33, 1)
        tv.change(mute=True)
        await until(seen, lambda state: state.muted, 1)
        assert len([one for one in tv.log.of(Requested) if one.method == "POST"]) == asked
    assert subscriptions(tv) == ["SUBSCRIBE", "UNSUBSCRIBE"]


async def test_goodbye_and_hello_in_one_breath(
    session: aiohttp.ClientSession, tv: SimulatedTV, caplog: pytest.LogCaptureFixture
) -> None:
    async with watched(session, tv.host, timing=QUIET) as seen:
        await is_pushed(tv, seen)
        for _ in range(20):
            seen.announced(alive=False)
            seen.announced(alive=True)
            await asyncio.sleep(0)
        await is_pushed(tv, seen)
        tv.change(volume=34)
        await until(seen, lambda state: state.volume == 34)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_a_subscription_ends_with_the_picture_and_begins_with_it(
    session: aiohttp.ClientSession, tv: SimulatedTV
) -> None:
    async with watched(session, tv.host) as seen:
        await is_pushed(tv, seen)
        tv.change(power="standby")
        await until(seen, lambda state: state.power == "off")
        assert seen.state.volume is None
        tv.change(power="on", volume=5)
        await tv.until(lambda: subscriptions(tv).count("SUBSCRIBE") == 2)
        await until(seen, lambda state: state.volume == 5)


@pytest.mark.parametrize("fault", ["no_subscription", "no_events", "bad_events"])
async def test_a_renderer_that_tells_nothing_is_asked(
    session: aiohttp.ClientSession, tv: SimulatedTV, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    tv.configure(faults={"upnp": fault})
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.volume == 12)
        await asyncio.sleep(0.5)
        tv.change(volume=44)
        await until(seen, lambda state: state.volume == 44, 2)
        assert subscriptions(tv).count("SUBSCRIBE") == 1
    assert not [one for one in caplog.records if one.levelname in ("ERROR", "WARNING")]


async def test_a_tv_that_started_anew_is_subscribed_to_again(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host, timing=QUIET) as seen:
        await is_pushed(tv, seen)
        for power in ("off", "on"):  # for too short to be noticed by being asked
            tv.change(power=power)
            await tv.settle()
        await tv.until(lambda: len(subscriptions(tv)) >= 3)  # a renewal in vain, and a new one
        tv.change(volume=61)
        await until(seen, lambda state: state.volume == 61, 2)


@asynccontextmanager
async def renderer(host: str, subscribed: Callable[[str, web.Request], Awaitable[web.Response]]) -> AsyncIterator[None]:
    """Serve a renderer whose subscriptions the test answers; it is given the address for events."""

    async def handle(request: web.Request) -> web.Response:
        if request.method == "SUBSCRIBE" and request.path == EVENTS:
            found = re.fullmatch(r"<(.*)>", request.headers.get("CALLBACK", ""))
            return await subscribed(found[1] if found else "", request)
        return web.Response(status=500)

    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, host, 9197).start()
    try:
        yield
    finally:
        await runner.cleanup()


async def notify(host: str, url: str, body: str | bytes, **headers: str) -> int:
    """Send an event as a TV at an address does; return how it was answered, 0 where nobody listened."""
    given = {"NT": "upnp:event", "NTS": "upnp:propchange", "SID": "uuid:1", **headers}
    connector = aiohttp.TCPConnector(local_addr=(host, 0))
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=8)) as sender:
        try:
            async with sender.request("NOTIFY", url, data=body, headers=given) as answer:
                return answer.status
        except aiohttp.ClientError, OSError, TimeoutError:
            return 0


@pytest.fixture
async def pushed(session: aiohttp.ClientSession, loopback_host: str) -> AsyncIterator[tuple[SamsungTV, str, str]]:
    """Watch a TV whose events the test sends; gives what is seen, the TV's address and that for its events."""
    urls: list[str] = []
    early: list[asyncio.Task[int]] = []

    async def subscribed(url: str, _: web.Request) -> web.Response:
        urls.append(url)
        early.append(asyncio.create_task(notify(loopback_host, url, BODY.format(CHANGE.format(7)))))
        await asyncio.sleep(0.1)  # the event comes before the answer, as real sets do
        return web.Response(headers={"SID": "uuid:1", "TIMEOUT": "Second-300"})

    async with (
        renderer(loopback_host, subscribed),
        strange_tv(loopback_host),
        watched(session, loopback_host, token=None, timing=QUIET) as seen,
    ):
        # The set has no PowerState and is `unknown` until its renderer speaks.
        await until(seen, lambda state: state.power == "on", 8)
        await until(seen, lambda state: state.volume == 7, 8)
        await asyncio.gather(*early)
        yield seen, loopback_host, urls[-1]


async def test_an_event_that_comes_before_its_subscription(pushed: tuple[SamsungTV, str, str]) -> None:
    seen, host, url = pushed
    assert await notify(host, url, BODY.format(CHANGE.format(21))) == 200
    assert seen.state.volume == 21


@pytest.mark.parametrize(
    ("body", "headers", "path", "expected"),
    [
        (BODY.format(CHANGE.format(99)), {"SID": "uuid:2"}, "", {412}),
        (BODY.format(CHANGE.format(99)), {"NT": "upnp:other"}, "", {412}),
        (BODY.format(CHANGE.format(99)), {}, "x", {404}),
        ("x" * 200_000, {}, "", {413, 0}),
        ("<", {}, "", {400}),
        ("", {}, "", {400}),
        (b"\x00\xff" * 500, {}, "", {400}),
        ('<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + BODY.format("&c;"), {}, "", {400}),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd">' + BODY.format("x"), {}, "", {200, 400}),
        (BODY.format("&lt;Event&gt;&lt;InstanceID val="), {}, "", {200}),
        (BODY.format(CHANGE.format("loud")), {}, "", {200}),
        (BODY.format(CHANGE.format(7).replace("Master", "LF").replace("7", "99")), {}, "", {200}),
    ],
    ids=range(12),
)
async def test_what_is_no_event(
    pushed: tuple[SamsungTV, str, str], body: str | bytes, headers: dict[str, str], path: str, expected: set[int]
) -> None:
    seen, host, url = pushed
    assert await notify(host, url + path, body, **headers) in expected
    assert seen.state.volume == 7
    assert await notify(host, url, BODY.format(CHANGE.format(8))) == 200  # and it goes on
    assert seen.state.volume == 8


async def test_a_stranger_is_not_listened_to(pushed: tuple[SamsungTV, str, str]) -> None:
    seen, _, url = pushed
    assert await notify("127.0.0.1", url, BODY.format(CHANGE.format(99))) == 0
    assert seen.state.volume == 7


async def test_connections_that_say_nothing(pushed: tuple[SamsungTV, str, str]) -> None:
    seen, host, url = pushed
    address = re.search(r"//([\d.]+):(\d+)/", url)
    assert address is not None
    held: list[asyncio.StreamWriter] = []
    for _ in range(20):
        _, writer = await asyncio.open_connection(address[1], int(address[2]), local_addr=(host, 0))
        held.append(writer)
    await asyncio.sleep(6)  # until they are cut
    assert await notify(host, url, BODY.format(CHANGE.format(9))) == 200
    assert seen.state.volume == 9
    for one in held:
        one.close()


@pytest.mark.parametrize(
    "headers",
    [{"SID": "uuid:1", "TIMEOUT": "Second-" + "9" * 400}, {"SID": "uuid:1", "TIMEOUT": "Second-soon"}, {}, {"SID": ""}],
)
async def test_answers_to_a_subscription_that_are_none(
    session: aiohttp.ClientSession, loopback_host: str, headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    asked = 0

    async def subscribed(url: str, _: web.Request) -> web.Response:
        nonlocal asked
        asked += 1
        return web.Response(headers=headers)

    timing = replace(FAST, app_poll=60)
    async with renderer(loopback_host, subscribed), strange_tv(loopback_host, rest=_says_on):
        async with watched(session, loopback_host, token=None, timing=timing) as seen:
            await until(seen, lambda state: state.power == "on")
            await asyncio.sleep(1)
        assert asked == 1 and "Watching" not in caplog.text


async def _says_on(request: web.Request) -> web.Response:
    """Answer as a set that is on."""
    return web.json_response(DEVICE if request.path == "/api/v2/" else {"code": 404})


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("", {}),
        ('<Volume val="1"/>', {"Volume": "1"}),
        ("<Volume channel='Master' val='1'/>", {"Volume": "1"}),
        ('<r:Volume val="1" channel="Master"></r:Volume>', {"Volume": "1"}),
        ('<Volume channel="LF" val="1"/><Mute val="0"/>', {"Mute": "0"}),
        ('<InstanceID val="0"><A val="&lt;b&gt; &amp;amp; &quot;c&quot;"/>', {"A": '<b> &amp; "c"'}),
        ("<Volume val=1/>", {}),
        ('<Volume val="1"', {}),
        ("<" * 60_000, {}),
        ('<a b="' * 10_000, {}),
        ("<a " + 'b="c" ' * 10_000, {}),
    ],
)
def test_variables(event: str, expected: dict[str, Any]) -> None:
    assert variables(event) == expected


def test_as_many_as_are_worth_it() -> None:
    assert len(variables("".join(f'<V{number} val="1"/>' for number in range(1000)))) == 64
