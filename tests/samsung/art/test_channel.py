"""The art of Frames of every generation: read, changed, and told when it changes by itself."""

import asyncio
from functools import partial

import aiohttp
import pytest

from custom_components.parlor.samsung.art.state import FAVOURITES, MY_PHOTOS, Orientation, Slideshow
from custom_components.parlor.samsung.errors import ArtworkUnknown, InvalidParameter, NotSupported
from custom_components.parlor.samsung.power.verdict import Power
from custom_components.parlor.samsung.state import TVState
from sim.samsung_tv import ArtApi, Power as Seen

from ..watching import until
from .frames import APIS, NEW, OLD, hung, settled

every = pytest.mark.parametrize("api", APIS)


@every
async def test_what_is_read(session: aiohttp.ClientSession, loopback_host: str, api: ArtApi) -> None:
    async with hung(session, loopback_host, api) as (_, seen):
        art = await settled(seen, lambda art: art.filters and (art.rotation or api is ArtApi.OF_2019))
        assert seen.state.power is Power.ART
        assert art.api_version == api and art.mode is True
        assert art.current is not None and art.current.content_id == "SAM-S0100001"
        assert art.slideshow == Slideshow()
        assert art.brightness is not None and (art.brightness.value, art.brightness.most) == (5, 10)
        assert art.color_temperature is not None and art.color_temperature.least == -5
        assert art.rotation is (None if api is ArtApi.OF_2019 else Orientation.LANDSCAPE)
        assert "shadowbox" in art.matte_types and "polar" in art.matte_colors and "ink" in art.filters
        assert (art.motion_timer is None) == (art.brightness_sensor is None) == (api in OLD)


def shows(power: Power, state: TVState) -> bool:
    return state.power is power


@every
async def test_modes(session: aiohttp.ClientSession, loopback_host: str, api: ArtApi) -> None:
    async with hung(session, loopback_host, api) as (tv, seen):
        for on in (False, False, True, True):
            await seen.art.set_mode(on)
            assert seen.state.art is not None and seen.state.art.mode is on
            assert tv.state.power == (Seen.ART if on else Seen.ON)
            await until(seen, partial(shows, Power.ART if on else Power.ON))
        assert tv.log.art.count("set_artmode_status") == 2  # what is so already is not asked for


@every
async def test_pushes(session: aiohttp.ClientSession, loopback_host: str, api: ArtApi) -> None:
    async with hung(session, loopback_host, api) as (tv, seen):
        await settled(seen)
        tv.change(power="on")
        await until(seen, lambda state: state.power is Power.ON)
        tv.change(power="art")
        await until(seen, lambda state: state.power is Power.ART)
        tv.change(gallery={"current": "MY_F0001"})
        await settled(seen, lambda art: art.current and art.current.content_id == "MY_F0001")
        tv.change(gallery={"slideshow": "3", "slideshow_category": MY_PHOTOS})
        await settled(seen, lambda art: art.slideshow == Slideshow(minutes=3, category_id=MY_PHOTOS))
        tv.change(gallery={"rotation": "portrait"})
        await settled(seen, lambda art: art.rotation is Orientation.PORTRAIT)
        tv.art.advance()
        await settled(seen, lambda art: art.current and art.current.content_id == "MY_F0002")


@every
async def test_lists(session: aiohttp.ClientSession, loopback_host: str, api: ArtApi) -> None:
    async with hung(session, loopback_host, api) as (_, seen):
        everything = await seen.art.artworks()
        assert {"SAM-S0100001", "MY_F0001"} < {work.content_id for work in everything}
        assert len({work.content_id for work in everything}) == len(everything)
        photos = await seen.art.artworks(MY_PHOTOS)
        assert [work.content_id for work in photos] == ["MY_F0001", "MY_F0002"]
        assert (photos[1].width, photos[1].height, photos[1].taken_at) == (1080, 1920, "2024:07:12 18:21:46")
        favourites = await seen.art.artworks(FAVOURITES)
        assert {work.content_id for work in favourites} == {"SAM-S0100003", "MY_F0002"}


@every
async def test_pictures_are_hung(session: aiohttp.ClientSession, loopback_host: str, api: ArtApi) -> None:
    async with hung(session, loopback_host, api) as (tv, seen):
        await seen.art.select("MY_F0002")
        assert tv.state.gallery.current == "MY_F0002"
        await seen.art.select("MY_F0002")
        assert seen.state.art is not None and seen.state.art.current is not None
        assert seen.state.art.current.content_id == "MY_F0002"
        with pytest.raises(ArtworkUnknown):
            await seen.art.select("MY_F9999")


@every
async def test_who_watches_is_left_alone(session: aiohttp.ClientSession, loopback_host: str, api: ArtApi) -> None:
    async with hung(session, loopback_host, api, power=Seen.ON) as (tv, seen):
        await seen.art.select("MY_F0002", show=False)
        assert (tv.state.power, seen.state.power) == (Seen.ON, Power.ON)
        await seen.art.select("MY_F0002", show=True)
        assert tv.state.power == Seen.ART
        await until(seen, lambda state: state.power is Power.ART)


@every
async def test_mattes_filters_and_favourites(session: aiohttp.ClientSession, loopback_host: str, api: ArtApi) -> None:
    async with hung(session, loopback_host, api) as (tv, seen):
        await seen.art.set_matte("MY_F0001", "shadowbox_sage")
        await seen.art.set_filter("MY_F0001", "ink")
        await seen.art.set_favourite("MY_F0001", True)
        work = tv.art.stock.get("MY_F0001")
        assert work is not None and (work.matte_id, work.filter_id, work.favourite) == ("shadowbox_sage", "ink", True)
        await seen.art.set_favourite("MY_F0001", False)
        work = tv.art.stock.get("MY_F0001")
        assert work is not None and not work.favourite
        for refused in (seen.art.set_matte("MY_F0001", "velvet"), seen.art.set_filter("MY_F0001", "none such")):
            with pytest.raises(InvalidParameter):
                await refused
        with pytest.raises(ArtworkUnknown):
            await seen.art.set_favourite("MY_F9999", True)


@every
async def test_slideshows(session: aiohttp.ClientSession, loopback_host: str, api: ArtApi) -> None:
    async with hung(session, loopback_host, api) as (tv, seen):
        await seen.art.set_slideshow(15, shuffle=True, category=MY_PHOTOS)
        gallery = tv.state.gallery
        assert (gallery.slideshow, gallery.slideshow_category) == ("15", MY_PHOTOS)
        assert gallery.slideshow_order == "shuffleslideshow"
        assert seen.state.art is not None
        assert seen.state.art.slideshow == Slideshow(minutes=15, shuffle=True, category_id=MY_PHOTOS)
        await seen.art.set_slideshow(None)
        assert tv.state.gallery.slideshow == "off" and seen.state.art.slideshow is not None
        await settled(seen, lambda art: art.slideshow and not art.slideshow.is_on)
        with pytest.raises(InvalidParameter):
            await seen.art.set_slideshow(99_999)


@every
async def test_settings(session: aiohttp.ClientSession, loopback_host: str, api: ArtApi) -> None:
    async with hung(session, loopback_host, api) as (tv, seen):
        await settled(seen)
        await seen.art.set_brightness(8)
        await seen.art.set_brightness(8)
        await seen.art.set_color_temperature(-3)
        assert (tv.state.gallery.brightness, tv.state.gallery.color_temperature) == (8, -3)
        assert seen.state.art is not None and seen.state.art.brightness is not None
        assert seen.state.art.brightness.value == 8 and tv.log.art.count("set_brightness") == 1
        with pytest.raises(InvalidParameter):
            await seen.art.set_brightness(11)


@pytest.mark.parametrize("api", OLD)
async def test_settings_that_old_sets_do_not_have(
    session: aiohttp.ClientSession, loopback_host: str, api: ArtApi
) -> None:
    async with hung(session, loopback_host, api) as (_, seen):
        for change in seen.art.set_motion_timer("30"), seen.art.set_brightness_sensor(False):
            with pytest.raises(NotSupported):
                await change


@pytest.mark.parametrize("api", NEW)
async def test_settings_of_the_sensors(session: aiohttp.ClientSession, loopback_host: str, api: ArtApi) -> None:
    async with hung(session, loopback_host, api) as (tv, seen):
        await seen.art.set_motion_timer("30")
        await seen.art.set_motion_sensitivity("3")
        await seen.art.set_brightness_sensor(False)
        gallery = tv.state.gallery
        assert (gallery.motion_timer, gallery.motion_sensitivity, gallery.brightness_sensor) == ("30", "3", False)
        with pytest.raises(InvalidParameter):
            await seen.art.set_motion_timer("7")


@every
async def test_deleting(session: aiohttp.ClientSession, loopback_host: str, api: ArtApi) -> None:
    async with hung(session, loopback_host, api) as (tv, seen):
        await seen.art.delete(["MY_F0001", "MY_F0001"])
        assert tv.art.stock.get("MY_F0001") is None and tv.art.stock.get("MY_F0002") is not None
        with pytest.raises(ArtworkUnknown):
            await seen.art.delete(["MY_F0001"])
        with pytest.raises(InvalidParameter):
            await seen.art.delete([])


@every
async def test_many_at_once_are_asked_one_by_one(
    session: aiohttp.ClientSession, loopback_host: str, api: ArtApi
) -> None:
    async with hung(session, loopback_host, api, answer_seconds=0.05) as (tv, seen):
        lists = await asyncio.gather(*(seen.art.artworks(MY_PHOTOS) for _ in range(8)))
        assert all(len(works) == 2 for works in lists)
        assert not [entry for entry in tv.log.as_json() if entry.get("dropped")]
