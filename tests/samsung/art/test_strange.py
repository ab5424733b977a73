"""What no real set should send: claims of gigabytes, other people's addresses, nonsense of every type."""

import asyncio
from contextlib import suppress
from itertools import cycle
import json
import tracemalloc
from typing import Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.parlor.samsung.errors import BadAnswer, NotConfirmed, SamsungError, TVUnreachable
from custom_components.parlor.samsung.tv import SamsungTV

from ..strange import CONNECT
from ..test_leaks import end, sockets
from ..watching import until, watched
from .frames import QUICK
from .strange import FRAME, Answers, Serves, ordinary, picture_server, say, strange_frame

ASKING = "custom_components.parlor.samsung.art.asking"
TRANSFER = "custom_components.parlor.samsung.art.transfer"
PICTURES = "custom_components.parlor.samsung.art.pictures"
GIGABYTE = 1 << 30


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less for what does not come."""
    monkeypatch.setattr(f"{ASKING}.ANSWER", 0.3)
    monkeypatch.setattr("custom_components.parlor.samsung.art.watch.PROBE", 0.05)
    for name in ("RECEIVE", "SEND", "STALL"):
        monkeypatch.setattr(f"{TRANSFER}.{name}", 1)
    for name in ("THUMBNAIL", "READY", "ADDED", "SETTLE"):
        monkeypatch.setattr(f"{PICTURES}.{name}", 0.5)


async def open_art(seen: SamsungTV) -> None:
    """Wait until the art channel is open."""
    await until(seen, lambda state: state.art and state.art.mode)


def sending(info: Any) -> Answers:
    """Answer questions for pictures with where to fetch them or bring them."""

    async def answer(socket: web.WebSocketResponse, asked: dict[str, Any]) -> None:
        await ordinary(socket, asked)
        if asked["request"] == "get_thumbnail_list":
            await say(socket, event="get_thumbnail_list", request_id=asked["id"], conn_info=info)
        if asked["request"] == "send_image":
            await say(socket, event="ready_to_use", request_id=asked["id"], conn_info=info)

    return answer


def header(**fields: Any) -> bytes:
    text = json.dumps(fields).encode()
    return len(text).to_bytes(4, "big") + text


@pytest.mark.parametrize(
    "start",
    [
        b"", b"\x00", b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", GIGABYTE.to_bytes(4, "big") + b"x" * 1000,
        b"\x00\x00\x00\x02{}", b"\x00\x00\x00\x02[]", b"\x00\x00\x00\x04null", b"\x00\x00\x00\x02\xff\xfe",
        header(fileLength=GIGABYTE), header(fileLength=str(10**300)), header(fileLength=-1), header(fileLength=0),
        header(fileLength="nonsense"), header(fileLength=1.5), header(fileLength=True), header(fileLength=1000) + b"short",
    ],
)  # fmt: skip
async def test_thumbnails_that_are_none(session: aiohttp.ClientSession, loopback_host: str, start: bytes) -> None:
    async def serve(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        await writer.drain()

    with pytest.raises((BadAnswer, TVUnreachable)):
        await fetch(session, loopback_host, serve)


async def test_a_thumbnail_that_never_ends(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async def serve(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(header(fileLength=4 * 1024 * 1024))
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.01)

    with pytest.raises(TVUnreachable):
        await fetch(session, loopback_host, serve)


async def test_more_than_was_announced(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async def serve(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(header(fileLength="3") + b"abc" + b"x" * 1_000_000)
        await writer.drain()

    assert await fetch(session, loopback_host, serve) == b"abc"


async def fetch(session: aiohttp.ClientSession, host: str, serve: Serves) -> bytes:
    """Fetch a thumbnail from a server, and see that little memory was taken for it."""
    async with picture_server(host, serve) as (port, _):
        info = {"ip": host, "port": port, "key": "k"}
        async with strange_frame(host, sending(info)), watched(session, host, token=None, timing=QUICK) as seen:
            await open_art(seen)
            tracemalloc.start()
            try:
                return await seen.art.thumbnail("MY_F0001")
            finally:
                assert tracemalloc.get_traced_memory()[1] < 20_000_000
                tracemalloc.stop()


@pytest.mark.parametrize("what", ["thumbnail", "upload"])
async def test_nobody_is_sent_elsewhere(session: aiohttp.ClientSession, loopback_host: str, what: str) -> None:
    async def serve(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read()

    elsewhere = "127.0.0.1"
    async with picture_server(elsewhere, serve) as (port, came):
        info = json.dumps({"ip": elsewhere, "port": port, "key": "k"})
        async with (
            strange_frame(loopback_host, sending(info)),
            watched(session, loopback_host, token=None, timing=QUICK) as seen,
        ):
            await open_art(seen)
            with pytest.raises(BadAnswer):
                await (seen.art.thumbnail("MY_F0001") if what == "thumbnail" else seen.art.upload(b"x", "jpg"))
            assert not came


@pytest.mark.parametrize("manner", ["never reads", "cuts", "takes all", "talks"])
async def test_uploads_to_nobody_in_particular(session: aiohttp.ClientSession, loopback_host: str, manner: str) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if manner == "never reads":
            while not writer.is_closing():
                await asyncio.sleep(0.05)
                writer.write(b"x")  # is how it learns that nobody is there any more
        elif manner == "cuts":
            await reader.read(10_000)
        elif manner == "takes all":
            await reader.read()
        else:
            while True:
                writer.write(b"x" * 10_000)
                await writer.drain()

    async with picture_server(loopback_host, serve) as (port, _):
        info = {"ip": loopback_host, "port": port, "key": "k"}
        async with (
            strange_frame(loopback_host, sending(info)),
            watched(session, loopback_host, token=None, timing=QUICK) as seen,
        ):
            await open_art(seen)
            held = sockets()
            with pytest.raises((TVUnreachable, NotConfirmed)):
                await seen.art.upload(b"x" * 20_000_000, "jpg")
            await asyncio.sleep(0.1)
            assert sockets() <= held + 1


ADDED: list[tuple[list[dict[str, Any]], str | None]] = [
    ([{"content_id": "MY_F0007", "request_id": "ours"}], "MY_F0007"),
    ([{"content_id": "MY_F0007"}], "MY_F0007"),
    ([{"content_id": "MY_F0003", "request_id": "another's"}, {"content_id": "MY_F0007"}], "MY_F0007"),
    ([{"content_id": "MY_F0003"}, {"content_id": "MY_F0007", "request_id": "ours"}], "MY_F0007"),
    ([{"content_id": "MY_F0003"}, {"content_id": "MY_F0004"}], None),
    ([{"content_id": "MY_F0003", "request_id": "another's"}], None),
    ([{"content_id": 7, "request_id": "ours"}], None),
    ([{"content_id": "", "request_id": "ours"}], None),
    ([], None),
]


@pytest.mark.parametrize(("told", "content_id"), ADDED)
async def test_whose_picture_was_added(
    session: aiohttp.ClientSession, loopback_host: str, told: list[dict[str, Any]], content_id: str | None
) -> None:
    """Only ids of our own may ever be deleted: an id that may be somebody else's is not taken for ours."""
    sockets_of: list[tuple[web.WebSocketResponse, str]] = []

    async def serve(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read()
        socket, request_id = sockets_of[-1]
        for fields in told:
            named = {name: request_id if value == "ours" else value for name, value in fields.items()}
            await say(socket, event="image_added", **named)

    async with picture_server(loopback_host, serve) as (port, _):

        async def answer(socket: web.WebSocketResponse, asked: dict[str, Any]) -> None:
            sockets_of.append((socket, asked["id"]))
            await sending({"ip": loopback_host, "port": port, "key": "k"})(socket, asked)

        async with (
            strange_frame(loopback_host, answer),
            watched(session, loopback_host, token=None, timing=QUICK) as seen,
        ):
            await open_art(seen)
            if content_id is None:
                with pytest.raises(NotConfirmed):
                    await seen.art.upload(b"picture", "jpg")
            else:
                assert await seen.art.upload(b"picture", "jpg") == content_id


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
            for command in (
                    seen.art.artworks(), seen.art.thumbnail("x"), seen.art.set_brightness(3), seen.art.upload(b"x", "png"),
                    seen.art.set_slideshow(3), seen.art.set_mode(False), seen.art.set_motion_timer("5"),
                ):  # fmt: skip
                with suppress(SamsungError):
                    await command
        assert seen.state.art is not None


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
    monkeypatch.setattr("custom_components.parlor.samsung.remote.CLOSE_TIMEOUT", 0.02)
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
