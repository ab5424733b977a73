"""Transfers as no real set should want them: of gigabytes, to other people's addresses, of pictures that are not ours."""

import asyncio
import json
import tracemalloc
from typing import Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.parlor.samsung.errors import BadAnswer, NotConfirmed, TVUnreachable

from ..test_leaks import sockets
from ..watching import until, watched
from .frames import QUICK
from .strange import Answers, Serves, open_art, ordinary, picture_server, say, strange_frame

pytestmark = pytest.mark.usefixtures("hurried")
GIGABYTE = 1 << 30


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
            if content_id is not None:
                assert await seen.art.upload(b"picture", "jpg") == content_id
                return
            with pytest.raises(NotConfirmed):
                await seen.art.upload(b"picture", "jpg")


@pytest.mark.parametrize("manner", ["given up", "too slow"])
async def test_a_picture_in_a_frame_that_nobody_reads(
    session: aiohttp.ClientSession, loopback_host: str, monkeypatch: pytest.MonkeyPatch, manner: str
) -> None:
    """Half a frame of 30 MB may not hold memory or a socket for a set that has stopped reading (0.97)."""
    monkeypatch.setattr("custom_components.parlor.samsung.art.socket.SEND_IMAGE", 1)

    async def answer(socket: web.WebSocketResponse, asked: dict[str, Any]) -> None:
        await ordinary(socket, asked)
        if asked["request"] == "get_api_version":
            await say(socket, event="api_version", id=asked["id"], version="0.97")
            assert socket._req is not None and socket._req.transport is not None  # noqa: SLF001  aiohttp would read on
            socket._req.transport.pause_reading()  # noqa: SLF001

    async with (
        strange_frame(loopback_host, answer),
        watched(session, loopback_host, token=None, timing=QUICK) as seen,
    ):
        await until(seen, lambda state: state.art and state.art.api_version)
        held = sockets()
        with pytest.raises((TVUnreachable, TimeoutError)):
            async with asyncio.timeout(0.5 if manner == "given up" else 10):
                await seen.art.upload(b"x" * 30_000_000, "jpg")
        await until(seen, lambda state: state.art and not state.art.is_connected, 2)
        assert sockets() <= held + 1
