"""What no real set should send: nonsense of every type, another firmware each time, and hanging up in every way."""

import asyncio
from contextlib import suppress
from itertools import cycle
import json
from typing import Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.parlor.samsung.errors import NotConfirmed, SamsungError
from custom_components.parlor.samsung.power.verdict import Power
from custom_components.parlor.samsung.tv import SamsungTV

from ..strange import CONNECT
from ..test_leaks import end, sockets
from ..watching import until, watched
from .frames import QUICK
from .strange import FRAME, open_art, ordinary, say, strange_frame

pytestmark = pytest.mark.usefixtures("hurried")


NONSENSE: list[Any] = [None, 7, -1, True, "", "on", "{", "[]", [], {}, [[]], {"a": {}}, "x" * 100_000, 10**50, 1.5]


async def test_answers_of_every_wrong_type(session: aiohttp.ClientSession, loopback_host: str) -> None:
    values = cycle(NONSENSE)
    fields = (
        "value", "status", "version", "content_list", "content_id", "matte_type_list", "matte_color_list", "data",
        "filter_list", "current_rotation_status", "conn_info", "category_id", "type", "is_shown", "error_code",
    )  # fmt: skip

    async def answer(socket: web.WebSocketResponse, asked: dict[str, Any]) -> None:
        await ordinary(socket, asked)
        if asked["request"] == "get_artmode_status":
            for event in ("art_mode_changed", "image_selected", "slideshow_changed", "rotation_changed", "error"):
                await say(socket, event=event, **{name: next(values) for name in fields})
        else:
            nonsense = {name: next(values) for name in fields}
            await say(socket, event=asked["request"], request_id=asked["id"], **nonsense)

    async with (
        strange_frame(loopback_host, answer),
        watched(session, loopback_host, token=None, timing=QUICK) as seen,
    ):
        await until(seen, lambda state: state.art)
        for _ in range(len(NONSENSE)):
            await everything(seen)
        assert seen.state.art is not None


async def everything(seen: SamsungTV) -> None:
    """Ask for everything, and take no for an answer."""
    for command in (
        seen.art.artworks(), seen.art.thumbnail("x"), seen.art.set_brightness(3), seen.art.upload(b"x", "png"),
        seen.art.set_slideshow(3), seen.art.set_mode(False), seen.art.set_motion_timer("5"),
    ):  # fmt: skip
        with suppress(SamsungError):
            await command


ECHOES: list[tuple[Any, bool]] = [
    ([{"content_id": "MY_F0001"}, {"content_id": "MY_F0002"}], True),
    ('[{"content_id":"MY_F0002"},{"content_id":"MY_F0001"}]', True),
    ([{"content_id": "MY_F0001"}], False),
    ("{", False),
    (None, False),
]


@pytest.mark.parametrize("is_listed", [False, True])
@pytest.mark.parametrize(("echo", "is_whole"), ECHOES)
async def test_what_was_deleted_is_seen(
    session: aiohttp.ClientSession, loopback_host: str, echo: Any, is_whole: bool, is_listed: bool
) -> None:
    async def answer(socket: web.WebSocketResponse, asked: dict[str, Any]) -> None:
        await ordinary(socket, asked)
        if asked["request"] == "delete_image_list":
            await say(socket, event="delete_image_list", request_id=asked["id"], content_id_list=echo)
        if asked["request"] == "get_content_list":
            left = [{"content_id": "MY_F0002", "category_id": "MY-C0002"}] if is_listed else []
            await say(socket, event="get_content_list", request_id=asked["id"], content_list=json.dumps(left))

    async with (
        strange_frame(loopback_host, answer),
        watched(session, loopback_host, token=None, timing=QUICK) as seen,
    ):
        await open_art(seen)
        if is_whole or not is_listed:
            await seen.art.delete(["MY_F0001", "MY_F0002"])
            return
        with pytest.raises(NotConfirmed):
            await seen.art.delete(["MY_F0001", "MY_F0002"])


@pytest.mark.parametrize(
    ("is_shown", "hangs", "is_done"), [("Yes", "x", True), ("No", "x", False), ("No", "MY_F0001", True)]
)
async def test_what_is_to_be_shown_is_seen(
    session: aiohttp.ClientSession, loopback_host: str, is_shown: str, hangs: str, is_done: bool
) -> None:
    async def answer(socket: web.WebSocketResponse, asked: dict[str, Any]) -> None:
        await ordinary(socket, asked)
        if asked["request"] == "select_image":
            await say(socket, event="select_image", request_id=asked["id"], is_shown=is_shown)
        if asked["request"] == "get_current_artwork":
            await say(socket, event="get_current_artwork", request_id=asked["id"], content_id=hangs)

    async with (
        strange_frame(loopback_host, answer),
        watched(session, loopback_host, token=None, timing=QUICK) as seen,
    ):
        await open_art(seen)
        if is_done:
            await seen.art.select("MY_F0001")
            return
        with pytest.raises(NotConfirmed):
            await seen.art.select("MY_F0001")


async def test_an_app_that_died_takes_its_word_with_it(session: aiohttp.ClientSession, loopback_host: str) -> None:
    is_dead = False

    async def answer(socket: web.WebSocketResponse, asked: dict[str, Any]) -> None:
        if not is_dead:
            await ordinary(socket, asked)

    timing = QUICK.__class__(poll=0.1, art_poll=0.1, reconnect=0.05, art_retry_most=0.1)
    async with (
        strange_frame(loopback_host, answer),
        watched(session, loopback_host, token=None, timing=timing) as seen,
    ):
        await until(seen, lambda state: state.power is Power.ART)
        is_dead = True
        state = await until(seen, lambda state: state.power is Power.ON)
        assert state.art is not None and state.art.mode is None
        is_dead = False
        await until(seen, lambda state: state.power is Power.ART)


async def test_another_firmware_is_asked_anew(session: aiohttp.ClientSession, loopback_host: str) -> None:
    firmware, asked_for = ["1"], []

    async def answer(socket: web.WebSocketResponse, asked: dict[str, Any]) -> None:
        await ordinary(socket, asked)
        asked_for.append(asked["request"])
        if asked["request"] == "api_version":
            await say(socket, event="api_version", request_id=asked["id"], version=f"{firmware[0]}.0")

    def device() -> dict[str, Any]:
        return {**FRAME, "device": {**FRAME["device"], "firmwareVersion": firmware[0]}}

    timing = QUICK.__class__(poll=0.05, art_poll=0.05, art_settings_poll=0.1, reconnect=0.05)
    async with (
        strange_frame(loopback_host, answer, device=device),
        watched(session, loopback_host, token=None, timing=timing) as seen,
    ):
        await until(seen, lambda state: state.art and state.art.api_version == "1.0")
        await asyncio.sleep(0.5)
        assert asked_for.count("api_version") == 1
        firmware[0] = "4"
        await until(seen, lambda state: state.art and state.art.api_version == "4.0")


async def test_two_hundred_disconnects(
    session: aiohttp.ClientSession, loopback_host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.parlor.samsung.remote.socket.CLOSE_TIMEOUT", 0.02)
    ways, ended, done = (
        cycle(("close", "abort before", "abort", "refuse", "too long", "half a frame")),
        0,
        asyncio.Event(),
    )

    async def opens(socket: web.WebSocketResponse) -> None:
        nonlocal ended
        ended += 1
        way = next(ways)
        if way != "abort before":
            await socket.send_str(CONNECT)
        if ended >= 200:
            done.set()
        if way == "too long":
            await socket.send_bytes(b"x" * 5_000_000)
        else:
            await end(socket, way)
        if way == "refuse":
            await socket.close()

    timing = QUICK.__class__(poll=5, app_poll=5, reconnect=0.001, reconnect_most=0.001, art_retry_most=0.001)
    async with strange_frame(loopback_host, opens=opens):
        async with watched(session, loopback_host, token=None, timing=timing) as seen:
            await until(seen, lambda state: state.connected)
            tasks, held = len(asyncio.all_tasks()), sockets()
            async with asyncio.timeout(60):
                await done.wait()
            assert sockets() - held <= 8 and len(asyncio.all_tasks()) - tasks <= 6
        await asyncio.sleep(0.5)
        assert not [task for task in asyncio.all_tasks() if task.get_name().startswith("samsung")]
