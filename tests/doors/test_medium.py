"""Files and media of Home Assistant, played by the TV."""

from pathlib import Path
from typing import Any

import pytest

from custom_components.parlor.medium import content_type, file_type
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant
from homeassistant.core_config import async_process_ha_core_config
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component
from sim.samsung_tv.log import MediaPushed

from .tvs import PLAYER, entry_of, set_up, simulated, until_state

FILM = "http://a.example/Our%20film.mp4?a=b"


@pytest.mark.parametrize(
    ("media_type", "url", "mime"),
    [
        ("video", FILM, "video/mp4"),
        ("url", FILM, "video/mp4"),
        ("url", "http://a.example/song.flac", "audio/flac"),
        ("url", "http://a.example/", None),
        ("url", "http://a.example/index.html", None),
        ("music", "http://a.example/stream", "audio/mpeg"),
        ("image", "http://a.example/picture.png", "image/png"),
        ("video/x-matroska", "http://a.example/film", "video/x-matroska"),
        ("app", "http://a.example/film.mp4", None),
        ("channel", "12", None),
        ("application/pdf", "http://a.example/a.pdf", None),
    ],
)
def test_what_a_file_is(media_type: str, url: str, mime: str | None) -> None:
    assert file_type(media_type, url) == mime


def test_what_kind_of_thing_is_shown() -> None:
    assert [content_type(url) for url in (FILM, "http://a/b.mp3", "http://a/b.jpg", "http://a/b")] == [
        "video",
        "music",
        "image",
        None,
    ]


async def play(hass: HomeAssistant, media_type: str, media_id: str, **extra: Any) -> None:
    """Have the TV play something."""
    data = {"media_content_type": media_type, "media_content_id": media_id, "extra": extra}
    await hass.services.async_call("media_player", "play_media", {ATTR_ENTITY_ID: PLAYER, **data}, blocking=True)


async def do(hass: HomeAssistant, action: str, **data: Any) -> None:
    """Have the media player do something."""
    await hass.services.async_call("media_player", action, {ATTR_ENTITY_ID: PLAYER, **data}, blocking=True)


async def test_a_file(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: state.state == "on")
        await play(hass, "video", FILM)
        state = await until_state(hass, PLAYER, lambda state: "media_position" in state.attributes)
        assert (state.state, state.attributes["media_title"]) == ("playing", "Our film.mp4")
        assert state.attributes["media_content_type"] == "video"
        # The address may hold a signature of Home Assistant's.
        assert "media_content_id" not in state.attributes and "source" not in state.attributes
        await do(hass, "media_pause")
        await until_state(hass, PLAYER, lambda state: state.state == "paused")
        await do(hass, "media_play")
        await until_state(hass, PLAYER, lambda state: state.state == "playing")
        await do(hass, "media_seek", seek_position=75)
        await until_state(hass, PLAYER, lambda state: state.attributes["media_position"] >= 75)
        assert not tv.log.keys
        await do(hass, "media_stop")
        state = await until_state(hass, PLAYER, lambda state: state.state == "on")
        assert "media_title" not in state.attributes


async def test_a_title_of_its_own(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        await play(hass, "url", FILM, title="Our\nholiday")
        await until_state(hass, PLAYER, lambda state: state.attributes.get("media_title") == "Our holiday")
        await play(hass, "music", "http://a.example/stream", metadata={"title": "Radio"})
        await until_state(hass, PLAYER, lambda state: state.attributes.get("media_title") == "Radio")


async def test_media_of_home_assistant(hass: HomeAssistant, loopback_host: str, tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"a film")
    (tmp_path / "notes.txt").touch()
    await async_process_ha_core_config(
        hass, {"media_dirs": {"local": str(tmp_path)}, "internal_url": "http://a.example"}
    )
    assert await async_setup_component(hass, "media_source", {})
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        await play(hass, "video/mp4", "media-source://media_source/local/film.mp4")
        [pushed] = tv.log.of(MediaPushed)
        assert pushed.uri.startswith("http://a.example/media/local/film.mp4?authSig=")
        with pytest.raises(HomeAssistantError) as error:
            await play(hass, "video/mp4", "media-source://media_source/local/notes.txt")
        assert error.value.translation_key == "tv_media_type_unknown"
        with pytest.raises(HomeAssistantError):
            await play(hass, "video/mp4", "media-source://nobody/nothing")
        assert len(tv.log.of(MediaPushed)) == 1


@pytest.mark.parametrize("url", ["film.mp4", "file:///etc/passwd.mp4", "ftp://a.example/film.mp4", ""])
async def test_no_file(hass: HomeAssistant, loopback_host: str, url: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        with pytest.raises(HomeAssistantError) as error:
            await play(hass, "video", url)
        assert error.value.translation_key == "tv_url_invalid"
        assert not tv.log.of(MediaPushed)


async def test_a_set_that_only_says_that_it_plays(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, plays_media="says_ok") as tv:
        await set_up(hass, entry_of(tv))
        with pytest.raises(HomeAssistantError) as error:
            await play(hass, "video", FILM)
        assert error.value.translation_key == "tv_not_confirmed"


async def test_keys_where_nothing_was_pushed(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        await do(hass, "media_pause")
        await tv.until(lambda: tv.log.keys == ["KEY_PAUSE"])
