"""Pictures that come and go over sockets of their own."""

import asyncio
import io
import json
import ssl
from typing import Any

import aiohttp
from PIL import Image
import pytest

from sim.samsung_tv import ArtApi
from sim.samsung_tv.log import ArtTransferred

from .talking_art import Talker, frame, painted, sent, upload

CONN_INFO = {"d2d_mode": "socket", "connection_id": 4091151321, "id": "r1"}


@pytest.mark.parametrize(
    ("kind", "data", "is_grey"),
    [
        ("jpg", painted(subsampling="4:2:0"), False),
        ("jpg", painted(subsampling="4:2:0", progressive=True), True),
        ("jpg", painted(subsampling="4:4:4"), True),
        ("jpg", painted(subsampling="4:2:2"), True),
        ("jpg", painted(subsampling="4:2:0")[:-900], True),
        ("png", painted("PNG"), False),
        ("png", painted("PNG")[:-900], True),
    ],
    ids=["baseline", "progressive", "444", "422", "cut", "png", "cut-png"],
)
async def test_a_picture_it_cannot_show_is_kept_as_a_grey_rectangle(
    loopback_host: str, session: aiohttp.ClientSession, kind: str, data: bytes, is_grey: bool
) -> None:
    async with frame(loopback_host) as tv, Talker.connected(tv, session) as art:
        done = await upload(art, data, kind, matte_id="modern_polar", image_date="2026:11:25 12:00:00")
        assert done["event"] == "send_image"
        # Everyone hears of it a moment before the one who sent it gets the answer.
        added = art.heard[-2]
        assert added["event"] == "image_added"
        assert "request_id" not in added and added["content_id"] == done["content_id"] == "MY_F0003"
        work = tv.art.stock.get("MY_F0003")
        assert work is not None
        assert (work.grey, work.width, work.height, work.matte_id) == (is_grey, 640, 360, "modern_polar")
        with Image.open(io.BytesIO(tv.art.stock.thumbnail("MY_F0003"))) as small:
            assert (small.convert("RGB").getpixel((240, 135)) == (128, 128, 128)) is is_grey


async def test_a_grey_picture_may_never_be_confirmed(loopback_host: str, session: aiohttp.ClientSession) -> None:
    async with frame(loopback_host, grey_is_silent=True) as tv, Talker.connected(tv, session) as art:
        data = painted(progressive=True)
        ready = await art.answer("send_image", file_type="jpg", file_size=len(data), conn_info=CONN_INFO)
        await sent(json.loads(ready["conn_info"]), data)
        await art.silence(0.5)
        assert [message["event"] for message in art.heard] == ["ready_to_use"]
        assert tv.art.stock.works[-1].grey


@pytest.mark.parametrize(("kind", "data"), [("png", painted()), ("jpg", painted("PNG")), ("jpg", b"GIF89a" * 9)])
async def test_another_type_than_was_said_is_refused(
    loopback_host: str, session: aiohttp.ClientSession, kind: str, data: bytes
) -> None:
    async with frame(loopback_host) as tv, Talker.connected(tv, session) as art:
        done = await upload(art, data, kind)
        assert (done["event"], done["error_code"]) == ("error", "-1")
        assert tv.art.stock.photos == 2


@pytest.mark.parametrize(
    "header", [{"secKey": "wrong"}, {"fileLength": 5}, {"fileLength": "many"}, {"fileLength": None}]
)
async def test_a_wrong_header_is_refused(
    loopback_host: str, session: aiohttp.ClientSession, header: dict[str, Any]
) -> None:
    async with frame(loopback_host) as tv, Talker.connected(tv, session) as art:
        data = painted()
        ready = await art.answer("send_image", file_type="jpg", file_size=len(data), conn_info=CONN_INFO)
        await sent(json.loads(ready["conn_info"]), data, **header)
        assert (await art.told())["error_code"] == "-1"


async def test_a_reset_forgets_what_was_uploaded(loopback_host: str, session: aiohttp.ClientSession) -> None:
    async with frame(loopback_host) as tv:
        async with Talker.connected(tv, session) as art:
            assert (await upload(art, painted()))["content_id"] == "MY_F0003"
            await art.answer("change_favorite", content_id="MY_F0001", status="on")
        await tv.reset()
        assert tv.art.stock.photos == 2
        assert [work.favourite for work in tv.art.stock.within("MY-C0002")] == [False, True]


async def test_a_set_that_is_full_says_so(loopback_host: str, session: aiohttp.ClientSession) -> None:
    async with frame(loopback_host, most_photos=2) as tv, Talker.connected(tv, session) as art:
        assert (await upload(art, painted()))["error_code"] == "-11"


@pytest.mark.parametrize("secured", [None, True, False])
@pytest.mark.parametrize("api", [ArtApi.OF_2021, ArtApi.OF_2022, ArtApi.OF_2025])
async def test_uploads_are_secured_where_the_set_says_so(
    loopback_host: str, session: aiohttp.ClientSession, api: ArtApi, secured: bool | None
) -> None:
    async with frame(loopback_host, api, secured=secured) as tv, Talker.connected(tv, session) as art:
        done = await upload(art, painted())
        assert done["content_id"] == "MY_F0003"
        is_tls = secured if secured is not None else api is ArtApi.OF_2025
        assert [entry.tls for entry in tv.log.of(ArtTransferred)] == [is_tls]


@pytest.mark.parametrize(("fault", "outcome"), [("fails", "-1"), ("cut", "-1"), ("hangs", "-1"), ("unconfirmed", None)])
async def test_uploads_go_wrong(
    loopback_host: str, session: aiohttp.ClientSession, fault: str, outcome: str | None
) -> None:
    async with frame(loopback_host, transfer_seconds=0.4) as tv, Talker.connected(tv, session) as art:
        tv.configure(art={"transfer": fault})
        data = painted()
        ready = await art.answer("send_image", file_type="jpg", file_size=len(data), conn_info=CONN_INFO)
        try:
            await sent(json.loads(ready["conn_info"]), data)
        except ConnectionError:
            assert fault == "cut"
        await art.silence(0.8)
        assert [message.get("error_code") for message in art.heard[1:]] == ([outcome] if outcome else [])
        tv.configure(art={"transfer": "none"})
        assert (await upload(art, data))["event"] == "send_image"


async def test_a_socket_may_not_be_there(loopback_host: str, session: aiohttp.ClientSession) -> None:
    async with frame(loopback_host, transfer_seconds=0.3) as tv, Talker.connected(tv, session) as art:
        tv.configure(art={"transfer": "closed"})
        ready = await art.answer("send_image", file_type="jpg", file_size=9, conn_info=CONN_INFO)
        with pytest.raises(ConnectionRefusedError):
            await sent(json.loads(ready["conn_info"]), b"picture")
        assert (await art.told())["error_code"] == "-1"


async def fetched(place: dict[str, Any]) -> bytes:
    """Read everything from a socket."""
    context = None
    if place.get("secured"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    reader, writer = await asyncio.open_connection(place["ip"], int(place["port"]), ssl=context)
    try:
        async with asyncio.timeout(3):
            return await reader.read()
    finally:
        writer.close()


def parted(data: bytes) -> list[tuple[dict[str, Any], bytes]]:
    """Return the files of a transfer."""
    files = []
    while data:
        length = int.from_bytes(data[:4])
        header = json.loads(data[4 : 4 + length])
        end = 4 + length + int(header["fileLength"])
        files.append((header, data[4 + length : end]))
        data = data[end:]
    return files


@pytest.mark.parametrize("secured", [True, False])
async def test_thumbnails_come_one_after_another(
    loopback_host: str, session: aiohttp.ClientSession, secured: bool
) -> None:
    async with frame(loopback_host, secured=secured) as tv, Talker.connected(tv, session) as art:
        wanted = [{"content_id": "MY_F0001"}, {"content_id": "SAM-S0100001"}]
        ready = await art.answer("get_thumbnail_list", content_id_list=wanted, conn_info=CONN_INFO)
        files = parted(await fetched(json.loads(ready["conn_info"])))
        assert [(header["fileID"], header["num"], header["total"]) for header, _ in files] == [
            ("MY_F0001", 0, 2),
            ("SAM-S0100001", 1, 2),
        ]
        assert all(data.startswith(b"\xff\xd8\xff") and data.endswith(b"\xff\xd9") for _, data in files)
        await tv.until(lambda: bool(tv.log.of(ArtTransferred)))


async def test_thumbnails_can_take_their_time(loopback_host: str, session: aiohttp.ClientSession) -> None:
    async with frame(loopback_host, thumbnail_seconds=0.5) as tv, Talker.connected(tv, session) as art:
        wanted = [{"content_id": "MY_F0001"}]
        loop = asyncio.get_running_loop()
        ready = await art.answer("get_thumbnail_list", content_id_list=wanted, conn_info=CONN_INFO)
        asked = loop.time()
        # Other requests are answered meanwhile.
        assert (await art.answer("get_artmode_status"))["value"] == "on"
        assert len(parted(await fetched(json.loads(ready["conn_info"])))) == 1
        assert loop.time() - asked >= 0.4
        await tv.until(lambda: bool(tv.log.of(ArtTransferred)))


@pytest.mark.parametrize("fault", ["cut", "garbage", "fails"])
async def test_thumbnails_go_wrong(loopback_host: str, session: aiohttp.ClientSession, fault: str) -> None:
    async with frame(loopback_host) as tv, Talker.connected(tv, session) as art:
        tv.configure(art={"transfer": fault})
        wanted = [{"content_id": "MY_F0001"}]
        ready = await art.answer("get_thumbnail_list", content_id_list=wanted, conn_info=CONN_INFO)
        match fault:
            case "fails":
                assert ready["error_code"] == "-1"
            case "garbage":
                with pytest.raises(json.JSONDecodeError):
                    parted(await fetched(json.loads(ready["conn_info"])))
            case _:
                try:
                    [(header, data)] = parted(await fetched(json.loads(ready["conn_info"])))
                except ConnectionError:
                    return
                assert len(data) < header["fileLength"]


async def test_a_set_of_2019_sends_and_takes_pictures_within_the_channel(
    loopback_host: str, session: aiohttp.ClientSession
) -> None:
    async with frame(loopback_host, ArtApi.OF_2019) as tv, Talker.connected(tv, session) as art:
        await art.ask("get_thumbnail", content_id="MY_F0001")
        raw = await art.socket.receive_bytes(timeout=3)
        length = int.from_bytes(raw[:2])
        told = json.loads(json.loads(raw[2 : 2 + length])["data"])
        assert told.items() >= {"event": "thumbnail", "id": "r1", "content_id": "MY_F0001"}.items()
        assert raw[2 + length :] == tv.art.stock.thumbnail("MY_F0001")

        asked = {"request": "send_image", "file_type": "JPEG", "matte_id": "none", "id": "r2"}
        params = {"event": "art_app_request", "to": "host", "data": json.dumps(asked)}
        head = json.dumps({"method": "ms.channel.emit", "params": params}).encode()
        data = painted()
        await art.socket.send_bytes(len(head).to_bytes(2) + head + data)
        added = await art.told()
        assert (added["event"], added["id"]) == ("image_added", "r2")
        assert tv.art.stock.data(added["content_id"]) == data
        # It has no sockets.
        reply = await art.answer("send_image", file_type="jpg", file_size=9, conn_info=CONN_INFO)
        assert reply["error_code"] == "-1"
