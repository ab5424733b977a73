"""The actions for pictures on a Frame: what they do to the set, what they answer, and what they refuse."""

from pathlib import Path
from typing import Any

import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import Unauthorized
from homeassistant.setup import async_setup_component
from sim.samsung_tv.log import ArtRequested

from .frames import act, frame, painted, refused, uploads
from .tvs import PLAYER

SHIPPED = "SAM-S0100001"


async def test_list(hass: HomeAssistant, loopback_host: str, pictures: Path) -> None:
    async with frame(hass, loopback_host):
        hung = await act(hass, "upload_art", path=str(pictures / "0.jpg"))
        listed = (await act(hass, "list_art"))["artworks"]
        ours = next(work for work in listed if work["content_id"] == hung["content_id"])
        assert ours["ours"] and ours["file"] == "0.jpg" and (ours["width"], ours["height"]) == (160, 90)
        others = [work for work in listed if work["content_id"] != hung["content_id"]]
        assert {work["content_id"] for work in others} == {"MY_F0001", "MY_F0002"} and not any(
            work["ours"] for work in others
        )
        favourites = (await act(hass, "list_art", category="favourites"))["artworks"]
        assert {work["content_id"] for work in favourites} == {"SAM-S0100003", "MY_F0002"}
        assert len((await act(hass, "list_art", category="all"))["artworks"]) >= 5


async def test_upload(hass: HomeAssistant, loopback_host: str, pictures: Path) -> None:
    async with frame(hass, loopback_host) as tv:
        first = await act(hass, "upload_art", path=str(pictures / "0.jpg"), matte="shadowbox_polar")
        assert not first["duplicate"] and not first["shown"] and first["file"] == "0.jpg"
        hung = tv.art.stock.get(first["content_id"])
        assert hung is not None and hung.matte_id == "shadowbox_polar" and not hung.grey
        again = await act(hass, "upload_art", path=str(pictures / "0.jpg"), matte="shadowbox_polar")
        assert again == {**first, "duplicate": True} and uploads(tv) == 1
        shown = await act(hass, "upload_art", path=str(pictures / "1.jpg"), show="in_art_mode")
        assert shown["shown"] and tv.state.gallery.current == shown["content_id"]


async def test_what_is_watched_stays(hass: HomeAssistant, loopback_host: str, pictures: Path) -> None:
    async with frame(hass, loopback_host, power="on") as tv:
        for number, show in enumerate(("never", "in_art_mode")):
            told = await act(hass, "upload_art", path=str(pictures / f"{number}.jpg"), show=show)
            assert not told["shown"] and tv.state.power == "on" and tv.state.gallery.current == SHIPPED
        await act(hass, "upload_art_folder", path=str(pictures))
        assert tv.state.power == "on" and uploads(tv) == 3
        assert await act(hass, "select_art", content_id="MY_F0001") == {"shown": False}
        assert tv.state.power == "on" and tv.state.gallery.current == SHIPPED
        told = await act(hass, "upload_art", path=str(pictures / "2.jpg"), show="always")
        assert told["shown"] and tv.state.power == "art" and tv.state.gallery.current == told["content_id"]


async def test_known_again_after_a_restart(hass: HomeAssistant, loopback_host: str, pictures: Path) -> None:
    async with frame(hass, loopback_host) as tv:
        first = await act(hass, "upload_art", path=str(pictures / "0.jpg"))
        [entry] = hass.config_entries.async_entries("parlor")
        await hass.async_block_till_done(wait_background_tasks=True)
        assert await hass.config_entries.async_reload(entry.entry_id)
        await hass.async_block_till_done()
        again = await act(hass, "upload_art", path=str(pictures / "0.jpg"))
        assert again["duplicate"] and again["content_id"] == first["content_id"] and uploads(tv) == 1


async def test_forgotten_with_the_entry(
    hass: HomeAssistant, loopback_host: str, pictures: Path, hass_storage: dict[str, Any]
) -> None:
    async with frame(hass, loopback_host):
        await act(hass, "upload_art", path=str(pictures / "0.jpg"))
        [entry] = hass.config_entries.async_entries("parlor")
        key = f"parlor.art.{entry.entry_id}"
        await hass.async_block_till_done(wait_background_tasks=True)
        assert len(hass_storage[key]["data"]) == 1
        await hass.config_entries.async_remove(entry.entry_id)
        await hass.async_block_till_done()
        assert key not in hass_storage


async def test_delete_only_ours(hass: HomeAssistant, loopback_host: str, pictures: Path) -> None:
    async with frame(hass, loopback_host) as tv:
        ours = (await act(hass, "upload_art", path=str(pictures / "0.jpg")))["content_id"]
        assert await refused(hass, "delete_art", content_ids=[ours, "MY_F0001"]) == "art_not_ours"
        assert await refused(hass, "delete_art", content_ids=SHIPPED) == "art_not_ours"
        assert tv.art.stock.get(ours) and tv.art.stock.get("MY_F0001")
        await act(hass, "delete_art", content_ids=ours)
        assert tv.art.stock.get(ours) is None


async def test_changes_to_pictures(hass: HomeAssistant, loopback_host: str) -> None:
    async with frame(hass, loopback_host) as tv:
        await act(hass, "set_art_matte", matte="modern_apricot", content_id="MY_F0001")
        await act(hass, "set_art_matte", matte="shadowbox_navy")
        await act(hass, "set_photo_filter", photo_filter="ink")
        await act(hass, "favourite_art", content_id="SAM-S0100002")
        mine, shown, other = (tv.art.stock.get(each) for each in ("MY_F0001", SHIPPED, "SAM-S0100002"))
        assert mine and mine.matte_id == "modern_apricot"
        assert shown and (shown.matte_id, shown.filter_id) == ("shadowbox_navy", "ink")
        assert other and other.favourite
        await act(hass, "favourite_art", content_id="SAM-S0100002", favourite=False)
        other = tv.art.stock.get("SAM-S0100002")
        assert other and not other.favourite
        await act(hass, "set_slideshow", minutes=15, shuffle=True)
        gallery = tv.state.gallery
        assert (gallery.slideshow, gallery.slideshow_category) == ("15", "MY-C0002")
        assert gallery.slideshow_order == "shuffleslideshow"
        await act(hass, "set_slideshow", minutes=0)
        assert tv.state.gallery.slideshow == "off"


@pytest.mark.parametrize(
    ("action", "data", "key"),
    [
        ("upload_art", {}, "art_no_source"),
        ("upload_art", {"path": "/etc/passwd"}, "art_file_unreadable"),
        ("upload_art", {"path": "{pictures}/../secret.jpg"}, "art_file_unreadable"),
        ("upload_art", {"path": "{pictures}/link.jpg"}, "art_file_unreadable"),
        ("upload_art", {"path": "{pictures}/absent.jpg"}, "art_file_unreadable"),
        ("upload_art", {"path": "{pictures}"}, "art_file_unreadable"),
        ("upload_art", {"path": "{pictures}/note.jpg"}, "art_not_a_picture"),
        ("upload_art", {"path": "{pictures}/0.jpg", "matte": "velvet_pink"}, "art_matte_unfit"),
        ("upload_art", {"path": "{pictures}/square.jpg", "fit": "keep", "matte": "triptych_polar"}, "art_matte_unfit"),
        ("upload_art", {"source_entity": "image.absent"}, "art_file_unreadable"),
        ("upload_art", {"source_entity": "camera.absent"}, "art_file_unreadable"),
        ("upload_art", {"media": {"media_content_id": "media-source://nothing/at_all"}}, "art_file_unreadable"),
        ("upload_art_folder", {"path": "/etc"}, "art_file_unreadable"),
        ("upload_art_folder", {"path": "{pictures}/.."}, "art_file_unreadable"),
        ("upload_art_folder", {"path": "{pictures}/absent"}, "art_file_unreadable"),
        ("set_art_matte", {"matte": "velvet_pink"}, "art_matte_unfit"),
        ("set_art_matte", {"matte": "triptych_polar", "content_id": "MY_F0002"}, "tv_invalid"),
        ("select_art", {"content_id": "MY_F9999"}, "tv_artwork_unknown"),
    ],
)
async def test_refused(
    hass: HomeAssistant, loopback_host: str, pictures: Path, action: str, data: dict[str, Any], key: str
) -> None:
    (pictures / "note.jpg").write_text("buy milk")
    (pictures / "square.jpg").write_bytes(painted(1, size=(90, 90)))
    (pictures.parent / "secret.jpg").write_bytes(painted(9))
    (pictures / "link.jpg").symlink_to(pictures.parent / "secret.jpg")
    assert await async_setup_component(hass, "media_source", {})
    data = {name: value.format(pictures=pictures) if name == "path" else value for name, value in data.items()}
    async with frame(hass, loopback_host) as tv:
        assert await refused(hass, action, **data) == key
        assert uploads(tv) == 0 and tv.state.gallery.current == SHIPPED


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("upload_art", {"path": "a.jpg", "source_entity": "camera.door"}),
        ("upload_art", {"source_entity": "light.kitchen"}),
        ("upload_art", {"path": "a.jpg", "fit": "stretch"}),
        ("upload_art", {"path": "a.jpg", "background": [0, 0]}),
        ("upload_art", {"path": "a.jpg", "background": [0, 0, 256]}),
        ("upload_art", {"path": "a.jpg", "show": "now"}),
        ("upload_art", {"path": ""}),
        ("delete_art", {"content_ids": []}),
        ("delete_art", {"content_ids": ["x" * 300]}),
        ("set_slideshow", {"minutes": -1}),
        ("list_art", {"category": "everything"}),
    ],
)
async def test_what_makes_no_sense(hass: HomeAssistant, loopback_host: str, action: str, data: dict[str, Any]) -> None:
    async with frame(hass, loopback_host):
        with pytest.raises(probatio.Invalid):
            await act(hass, action, **data)


async def test_a_picture_of_the_media(hass: HomeAssistant, loopback_host: str, tmp_path: Path) -> None:
    (tmp_path / "harbour.png").write_bytes(painted(5, "PNG"))
    (tmp_path / "song.mp3").write_bytes(b"ID3")
    hass.config.media_dirs = {"local": str(tmp_path)}
    assert await async_setup_component(hass, "media_source", {})
    media = {"media_content_id": "media-source://media_source/local/harbour.png", "media_content_type": "image/png"}
    async with frame(hass, loopback_host) as tv:
        told = await act(hass, "upload_art", media=media)
        assert told["file"] == "harbour.png" and tv.art.stock.get(told["content_id"])
        song = {"media_content_id": "media-source://media_source/local/song.mp3", "media_content_type": "audio/mpeg"}
        assert await refused(hass, "upload_art", media=song) == "art_not_a_picture"


async def test_what_an_image_shows(hass: HomeAssistant, loopback_host: str) -> None:
    async with frame(hass, loopback_host) as tv:
        told = await act(hass, "upload_art", source_entity="image.living_room_tv_artwork")
        assert tv.art.stock.get(told["content_id"])
        media = {"media_content_id": "media-source://image/image.living_room_tv_artwork"}
        assert (await act(hass, "upload_art", media=media))["duplicate"]


@pytest.fixture
def guest(hass: HomeAssistant) -> MockUser:
    """Return a user who may use the TV and see nothing else."""
    user = MockUser().add_to_hass(hass)
    user.mock_policy({"entities": {"entity_ids": {PLAYER: {POLICY_CONTROL: True}}}})
    return user


async def test_nobody_sees_through_a_tv_what_he_may_not_see(
    hass: HomeAssistant, loopback_host: str, guest: MockUser
) -> None:
    async with frame(hass, loopback_host) as tv:
        for source in (
            {"source_entity": "image.living_room_tv_artwork"},
            {"media": {"media_content_id": "media-source://image/image.living_room_tv_artwork"}},
        ):
            with pytest.raises(Unauthorized):
                await act(hass, "upload_art", context=Context(user_id=guest.id), **source)
        assert uploads(tv) == 0


@pytest.mark.parametrize("action", ["list_art", "upload_art_folder", "stop_art_upload"])
async def test_who_may_not_use_the_tv(hass: HomeAssistant, loopback_host: str, action: str) -> None:
    stranger = MockUser().add_to_hass(hass)
    stranger.mock_policy({})
    data = {"path": "/media"} if action == "upload_art_folder" else {}
    async with frame(hass, loopback_host):
        with pytest.raises(Unauthorized):
            await act(hass, action, context=Context(user_id=stranger.id), **data)


async def test_a_deaf_frame(hass: HomeAssistant, loopback_host: str, pictures: Path) -> None:
    async with frame(hass, loopback_host) as tv:
        tv.configure(art={"fault": "deaf"})
        assert await refused(hass, "list_art") == "tv_silent"
        assert await refused(hass, "upload_art", path=str(pictures / "0.jpg")) == "tv_silent"


async def test_no_frame(hass: HomeAssistant, loopback_host: str, pictures: Path) -> None:
    from .tvs import entry_of, set_up, simulated, until_state

    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: state.state == "on")
        assert await refused(hass, "list_art") == "tv_not_supported"
        assert await refused(hass, "upload_art", path=str(pictures / "0.jpg")) == "tv_not_supported"
        assert not tv.log.of(ArtRequested)
