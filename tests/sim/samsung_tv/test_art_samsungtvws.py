"""The art client most projects use drives every generation of the simulated Frame.

It is blocking, so that it runs in threads; what it gets wrong about a generation is said where it shows.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import functools
import io
from typing import Any

from PIL import Image
import pytest
from samsungtvws.art import SamsungTVArt
from samsungtvws.exceptions import ConnectionFailure, ResponseError

from sim.samsung_tv import ArtApi, ArtSettings, Motion, Order, Power, SamsungTV, Settings, TVState

APIS = [api for api in ArtApi if api is not ArtApi.NONE]
OLD = {ArtApi.OF_2019, ArtApi.OF_2021}


class Library:
    """The library's client, one call at a time in a thread."""

    def __init__(self, art: SamsungTVArt) -> None:
        """Wrap a client."""
        self.art = art

    async def __call__(self, method: str, *arguments: Any, **named: Any) -> Any:
        """Call a method; raises what it raises."""
        call = functools.partial(getattr(self.art, method), *arguments, **named)
        async with asyncio.timeout(30):
            return await asyncio.to_thread(call)

    async def in_vain(self, method: str, *arguments: Any) -> None:
        """Call a method that waits for what never comes: not for long."""
        assert self.art.connection is not None
        self.art.connection.settimeout(1)
        with pytest.raises(ConnectionFailure):
            await self(method, *arguments)
        if self.art.connection is not None:  # some of its calls close it
            self.art.connection.settimeout(self.art.timeout)


@asynccontextmanager
async def frame(host: str, api: ArtApi, *, power: Power = Power.ART, patience: float = 15) -> AsyncIterator[Any]:
    """Run a Frame of a generation with the library connected to it."""
    settings = Settings(art=ArtSettings(api=api))
    async with SamsungTV(host, model="QE55LS03DAUXXN", state=TVState(power=Power.ON), settings=settings) as tv:
        port = 8001 if api in OLD else 8002
        make: Any = SamsungTVArt
        art = make(host, port=port, timeout=patience, key_press_delay=0, name="Library")
        library = Library(art)
        await library("open")
        tv.change(power=power)
        try:
            yield tv, library
        finally:
            await library("close")


def painted(kind: str = "JPEG", size: tuple[int, int] = (640, 360), **options: Any) -> bytes:
    """Return a picture."""
    written = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(written, kind, **options)
    return written.getvalue()


@pytest.mark.parametrize("api", APIS)
async def test_versions_and_art_mode(loopback_host: str, api: ArtApi) -> None:
    async with frame(loopback_host, api) as (tv, library):
        if api is ArtApi.OF_2021:
            # It asks the new way first and takes silence for a lost connection.
            await library.in_vain("get_api_version")
        else:
            assert await library("get_api_version") == api
        assert await library("get_artmode") == "on"
        if api in OLD:
            # It waits for a reply that these sets never send.
            await library.in_vain("set_artmode", False)
        else:
            assert (await library("set_artmode", False))["status"] == "off"
        await tv.until(lambda: tv.state.power is Power.ON)
        assert await library("get_artmode") == "off"


@pytest.mark.parametrize("api", APIS)
async def test_a_redundant_set_is_not_answered(loopback_host: str, api: ArtApi) -> None:
    async with frame(loopback_host, api) as (_, library):
        await library.in_vain("set_artmode", True)


@pytest.mark.parametrize("api", APIS)
async def test_pictures_are_listed_and_chosen(loopback_host: str, api: ArtApi) -> None:
    async with frame(loopback_host, api) as (tv, library):
        listed = {item["content_id"]: item for item in await library("available")}
        assert {"MY_F0001", "MY_F0002", "SAM-S0100001"} <= set(listed)
        assert listed["MY_F0001"].items() >= {"category_id": "MY-C0002", "width": 1920, "height": 1080}.items()
        mine = await library("available", "MY-C0002")
        assert {item["content_id"] for item in mine} == {"MY_F0001", "MY_F0002"}
        assert (await library("get_current"))["content_id"] == "SAM-S0100001"
        chosen = await library("select_image", "MY_F0002")
        assert (chosen["content_id"], chosen["is_shown"]) == ("MY_F0002", "Yes")
        assert tv.state.gallery.current == "MY_F0002"
        with pytest.raises(ResponseError, match="-10"):
            await library("select_image", "MY_F9999")


@pytest.mark.parametrize("api", APIS)
async def test_uploads_and_deletes(loopback_host: str, api: ArtApi) -> None:
    async with frame(loopback_host, api) as (tv, library):
        picture = painted(subsampling="4:2:0")
        if api is ArtApi.OF_2021:
            # It asks for the version the new way before every upload, and takes silence for a lost connection.
            tv.configure(art={"wrong_api": "error"})
        content_id = await library("upload", picture, matte="modern_apricot", portrait_matte="none", file_type="jpg")
        work = tv.art.stock.get(content_id)
        assert work is not None
        assert (work.width, work.height, work.matte_id, work.grey) == (640, 360, "modern_apricot", False)
        assert tv.art.stock.data(content_id) == picture
        assert await library("delete", content_id) is True
        assert tv.art.stock.get(content_id) is None
        with pytest.raises(ResponseError, match="-2"):
            await library("delete", "SAM-S0100001")
        with pytest.raises(ResponseError, match="-10"):
            await library("delete", content_id)


@pytest.mark.parametrize("api", APIS)
async def test_thumbnails(loopback_host: str, api: ArtApi) -> None:
    async with frame(loopback_host, api) as (_, library):
        if api in {ArtApi.OF_2022, ArtApi.OF_2025}:
            small = await library("get_thumbnail_list", ["MY_F0001", "SAM-S0100001"])
            assert list(small) == ["MY_F0001.jpg", "SAM-S0100001.jpg"]
        else:
            small = await library("get_thumbnail", ["MY_F0001"], as_dict=True)
            assert len(small) == 1
        for data in small.values():
            with Image.open(io.BytesIO(bytes(data))) as picture:
                assert picture.format == "JPEG" and picture.size == (480, 270)


@pytest.mark.parametrize("api", APIS)
async def test_mattes_filters_and_favourites(loopback_host: str, api: ArtApi) -> None:
    async with frame(loopback_host, api) as (tv, library):
        mattes = await library("get_matte_list")
        assert {"matte_type": "shadowbox"} in mattes["matte_types"]
        assert {"color": "polar", "R": 232, "G": 230, "B": 231} in mattes["matte_colors"]
        assert (await library("change_matte", "MY_F0001", "shadowbox_polar"))["matte_id"] == "shadowbox_polar"
        with pytest.raises(ResponseError, match="-7"):
            await library("change_matte", "MY_F0001", "velvet_pink")
        assert {"filter_id": "ink"} in await library("get_photo_filter_list")
        await library("set_photo_filter", "MY_F0001", "ink")
        if api in OLD:
            assert (await library("set_favourite", "MY_F0001"))["status"] == "on"
        else:
            # The reply is named as the request; it waits for the broadcast, which has no id.
            await library.in_vain("set_favourite", "MY_F0001")
        work = tv.art.stock.get("MY_F0001")
        assert work is not None
        assert (work.matte_id, work.filter_id, work.favourite) == ("shadowbox_polar", "ink", True)


@pytest.mark.parametrize("api", APIS)
async def test_slideshows(loopback_host: str, api: ArtApi) -> None:
    name = "auto_rotation_status" if api in OLD else "slideshow_status"
    async with frame(loopback_host, api) as (tv, library):
        assert (await library(f"get_{name}"))["value"] == "off"
        told = await library(f"set_{name}", duration=3, type=True, category=2)
        assert (told["value"], told["type"], told["category_id"]) == ("3", "shuffleslideshow", "MY-C0002")
        assert tv.state.gallery.slideshow_order is Order.SHUFFLED
        assert (await library(f"get_{name}"))["value"] == "3"
        await library(f"set_{name}", duration=0)
        assert tv.state.gallery.slideshow == "off"


@pytest.mark.parametrize("api", APIS)
async def test_light_and_movement(loopback_host: str, api: ArtApi) -> None:
    async with frame(loopback_host, api) as (tv, library):
        await library("set_brightness", 8)
        await library("set_color_temperature", -2)
        gallery = tv.state.gallery
        assert (gallery.brightness, gallery.color_temperature) == (8, -2)
        if api is ArtApi.OF_2021:
            # It knows no way back to `get_brightness` from silence.
            await library.in_vain("get_brightness")
            return
        assert (await library("get_brightness"), await library("get_color_temperature")) == ("8", "-2")
        if api is ArtApi.OF_2019:
            return
        await library("set_motion_timer", "30")
        await library("set_motion_sensitivity", "3")
        await library("set_brightness_sensor_setting", False)
        gallery = tv.state.gallery
        assert (gallery.motion_timer, gallery.motion_sensitivity) == (Motion.THIRTY, "3")
        assert gallery.brightness_sensor is False
        setting = await library("get_artmode_settings", "color_temperature")
        assert setting == {"item": "color_temperature", "value": "-2", "min": "-5", "max": "5"}
        assert await library("get_rotation") == 1


async def test_a_set_without_an_art_app_is_never_ready(loopback_host: str) -> None:
    with pytest.raises(ConnectionFailure, match="Time out"):
        async with frame(loopback_host, ArtApi.NONE, patience=1):
            pass
