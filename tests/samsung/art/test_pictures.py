"""Pictures sent to Frames of every generation, and thumbnails fetched."""

import asyncio
from datetime import datetime
import io

import aiohttp
from PIL import Image
import pytest

from custom_components.parlor.samsung.art.pictures import MAX_UPLOAD
from custom_components.parlor.samsung.errors import (
    ArtworkUnknown,
    BadAnswer,
    InvalidParameter,
    NotConfirmed,
    SamsungError,
    StorageFull,
    TVFailed,
    TVUnreachable,
)
from custom_components.parlor.samsung.tv import SamsungTV
from sim.samsung_tv import ArtApi, Power
from sim.samsung_tv.log import ArtTransferred

from ..test_leaks import sockets
from .frames import APIS, hung, painted, settled

APART = [api for api in APIS if api is not ArtApi.OF_2019]
TRANSFER = "custom_components.parlor.samsung.art.transfer"
PICTURES = "custom_components.parlor.samsung.art.pictures"


@pytest.mark.parametrize("api", APIS)
@pytest.mark.parametrize("file_type", ["jpg", "png"])
async def test_a_picture_is_sent(
    session: aiohttp.ClientSession, loopback_host: str, api: ArtApi, file_type: str
) -> None:
    data = painted((1280, 720), "JPEG" if file_type == "jpg" else "PNG")
    async with hung(session, loopback_host, api, power=Power.ON) as (tv, seen):
        content_id = await seen.art.upload(
            data,
            "jpg" if file_type == "jpg" else "png",
            matte_id="shadowbox_polar",
            taken_at=datetime(2019, 5, 4, 3, 2),
        )
        work = tv.art.stock.get(content_id)
        assert work is not None and work.mine and (work.width, work.height) == (1280, 720)
        assert tv.art.stock.data(content_id) == data and work.matte_id == "shadowbox_polar"
        assert api is ArtApi.OF_2019 or work.image_date == "2019:05:04 03:02:00"
        assert tv.state.power is Power.ON  # whoever watches something goes on watching it
        sent = tv.log.of(ArtTransferred)[-1]
        assert sent.upload and sent.tls == (api is ArtApi.OF_2025)


@pytest.mark.parametrize("api", APIS)
async def test_thumbnails(session: aiohttp.ClientSession, loopback_host: str, api: ArtApi) -> None:
    async with hung(session, loopback_host, api) as (_, seen):
        for content_id in ("MY_F0001", "SAM-S0100002"):
            small = await seen.art.thumbnail(content_id)
            with Image.open(io.BytesIO(small)) as picture:
                assert picture.width == 480
        with pytest.raises(ArtworkUnknown):
            await seen.art.thumbnail("MY_F9999")


async def test_a_large_picture(session: aiohttp.ClientSession, loopback_host: str) -> None:
    data = painted((3840, 2160), "PNG")
    assert len(data) > 5_000_000
    async with hung(session, loopback_host) as (tv, seen):
        content_id = await seen.art.upload(data, "png")
        assert tv.art.stock.data(content_id) == data


@pytest.mark.parametrize("data", [b"", b"x" * (MAX_UPLOAD + 1)])
async def test_pictures_that_no_set_takes(session: aiohttp.ClientSession, loopback_host: str, data: bytes) -> None:
    async with hung(session, loopback_host) as (tv, seen):
        with pytest.raises(InvalidParameter):
            await seen.art.upload(data, "jpg")
        assert "send_image" not in tv.log.art


@pytest.mark.parametrize("api", APIS)
async def test_no_room(session: aiohttp.ClientSession, loopback_host: str, api: ArtApi) -> None:
    async with hung(session, loopback_host, api, most_photos=1) as (_, seen):
        with pytest.raises(StorageFull):
            await seen.art.upload(painted(), "jpg")


@pytest.mark.parametrize("api", APIS)
async def test_not_a_picture(session: aiohttp.ClientSession, loopback_host: str, api: ArtApi) -> None:
    async with hung(session, loopback_host, api) as (_, seen):
        with pytest.raises(TVFailed):
            await seen.art.upload(b"<html>", "jpg")
        assert await seen.art.artworks()


@pytest.mark.parametrize("api", APART)
@pytest.mark.parametrize("fault", ["closed", "hangs", "cut", "garbage", "fails", "unconfirmed"])
async def test_uploads_that_go_wrong(
    session: aiohttp.ClientSession, loopback_host: str, api: ArtApi, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SEND", "STALL", "CONNECT"):
        monkeypatch.setattr(f"{TRANSFER}.{name}", 0.5)
    monkeypatch.setattr(f"{PICTURES}.ADDED", 0.5)
    monkeypatch.setattr(f"{PICTURES}.SETTLE", 0.2)
    async with hung(session, loopback_host, api, transfer=fault, transfer_seconds=0.5) as (tv, seen):
        await settled(seen)
        if fault == "garbage":  # is about what a set sends
            assert await seen.art.upload(painted(), "jpg")
        else:
            with pytest.raises((TVFailed, TVUnreachable, NotConfirmed)):
                await seen.art.upload(painted((1600, 900)), "jpg")
        tv.configure(art={"transfer": "none"})
        await tv.until(lambda: True)
        assert await patiently(seen)


async def patiently(seen: SamsungTV) -> str:
    """Send a picture once the set has come to terms with what went wrong before."""
    async with asyncio.timeout(40):
        while True:
            try:
                return await seen.art.upload(painted(), "jpg")
            except SamsungError:
                await asyncio.sleep(0.2)


@pytest.mark.parametrize("api", APART)
@pytest.mark.parametrize("fault", ["closed", "hangs", "cut", "garbage", "fails"])
async def test_thumbnails_that_go_wrong(
    session: aiohttp.ClientSession, loopback_host: str, api: ArtApi, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("RECEIVE", "CONNECT"):
        monkeypatch.setattr(f"{TRANSFER}.{name}", 0.5)
    async with hung(session, loopback_host, api, transfer=fault, transfer_seconds=0.5) as (tv, seen):
        await settled(seen)
        with pytest.raises((TVFailed, TVUnreachable, BadAnswer)):
            await seen.art.thumbnail("MY_F0001")
        tv.configure(art={"transfer": "none"})
        assert await seen.art.thumbnail("MY_F0001")


@pytest.mark.parametrize("api", APIS)
async def test_given_up_in_the_middle(session: aiohttp.ClientSession, loopback_host: str, api: ArtApi) -> None:
    async with hung(session, loopback_host, api, transfer="hangs", transfer_seconds=0.5, answer_seconds=0.2) as (
        tv,
        seen,
    ):
        art = await settled(seen)
        assert art.is_connected
        held, tasks = sockets(), len(asyncio.all_tasks())
        for _ in range(3):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.5):
                    await seen.art.upload(painted((3840, 2160)), "jpg")
        tv.configure(art={"transfer": "none", "answer_seconds": 0})
        await asyncio.sleep(0.5)
        assert len(asyncio.all_tasks()) <= tasks + 6 and sockets() <= held + 8  # the simulated set's own
        assert await patiently(seen)
