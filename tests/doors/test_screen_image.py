"""The picture of what is watched."""

import asyncio
from typing import Any, override

from aiohttp import ClientError
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    MockPlatform,
    mock_integration,
    mock_platform,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.parlor.screen_image import is_fetched_from
from homeassistant.components.media_player import MediaPlayerEntity, MediaPlayerState, MediaType
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .screens import add_screen, state

PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 100
POSTER = "image.player_poster"


class Player(MediaPlayerEntity):
    """A player whose picture is as a test wants it."""

    _attr_name = "Player"
    _attr_unique_id = "player"
    _attr_state = MediaPlayerState.PLAYING
    _attr_media_title = "Metropolis"
    _attr_media_content_type = MediaType.MOVIE
    answer: Any = (PICTURE, "image/png")
    has_picture = True

    @property
    @override
    def media_image_hash(self) -> str | None:
        """Return what tells of a picture."""
        return "1" if self.has_picture else None

    @override
    async def async_get_media_image(self) -> tuple[bytes | None, str | None]:
        """Return the picture, or whatever goes wrong."""
        if self.answer is None:
            await asyncio.sleep(3600)
        if isinstance(self.answer, Exception):
            raise self.answer
        found: tuple[bytes | None, str | None] = self.answer
        return found


@pytest.fixture
async def player(hass: HomeAssistant) -> Player:
    """Return a player on a screen of its own."""
    assert await async_setup_component(hass, "homeassistant", {})
    player = Player()
    mock_integration(hass, MockModule("brand"))

    async def set_up(hass: HomeAssistant, config: Any, add: Any, discovery: Any = None) -> None:
        add([player])

    mock_platform(hass, "brand.media_player", MockPlatform(async_setup_platform=set_up))
    assert await async_setup_component(hass, "media_player", {"media_player": {"platform": "brand"}})
    await hass.async_block_till_done()
    return player


@pytest.fixture
async def screen(hass: HomeAssistant, player: Player) -> MockConfigEntry:
    """Return the screen that the player is."""
    return await add_screen(hass, player="media_player.player", title="Player")


async def test_the_players_picture(
    hass: HomeAssistant, screen: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    client = await hass_client()
    response = await client.get(state(hass, POSTER).attributes["entity_picture"])
    assert (response.status, response.content_type, await response.read()) == (200, "image/png", PICTURE)


@pytest.mark.parametrize(
    "answer", [None, ClientError(), OSError(), (None, None), (b"<html>", "text/html"), (b"x" * 6_000_000, "image/png")]
)
async def test_no_picture(
    hass: HomeAssistant,
    screen: MockConfigEntry,
    player: Player,
    hass_client: ClientSessionGenerator,
    answer: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("custom_components.parlor.screen_image.FETCH_WAIT", 0.2)
    player.answer = answer
    client = await hass_client()
    response = await client.get(state(hass, POSTER).attributes["entity_picture"])
    assert response.status == 500


async def test_nothing_is_shown_where_there_is_none(
    hass: HomeAssistant, screen: MockConfigEntry, player: Player
) -> None:
    before = state(hass, POSTER).state
    assert before != "unknown"
    player.has_picture = False
    player.async_write_ha_state()
    await hass.async_block_till_done()
    shown = state(hass, POSTER)
    assert shown.state == "unknown" and "entity_picture" not in shown.attributes


@pytest.mark.parametrize(
    ("address", "is_so"),
    [
        ("https://static.tvmaze.com/a.jpg", True),
        ("https://image.tmdb.org/t/p/w500/a.jpg", True),
        ("http://static.tvmaze.com/a.jpg", False),
        ("https://static.tvmaze.com.evil.example/a.jpg", False),
        ("https://192.168.1.1/a.jpg", False),
        ("file:///etc/passwd", False),
        ("https://[", False),
    ],
)
def test_where_pictures_are_fetched_from(address: str, is_so: bool) -> None:
    assert is_fetched_from(address) is is_so
