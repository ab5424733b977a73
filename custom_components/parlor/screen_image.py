"""The picture of what is watched, as the player that plays it shows it."""

import asyncio
from datetime import datetime
from typing import Final, override

from aiohttp import ClientError
from yarl import URL

from homeassistant.components.image import ImageEntity, ImageEntityDescription
from homeassistant.components.media_player.const import DATA_COMPONENT
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.util import dt as dt_util

from . import ParlorConfigEntry
from .const import LOGGER
from .screen import Screen
from .screen_entity import ScreenEntity
from .viewing.titles.asking import read
from .viewing.watch import Change

POSTER: Final = ImageEntityDescription(key="poster")
FETCH_WAIT: Final = 10.0  # seconds
MOST_BYTES: Final = 5_000_000

# Where those who know works keep their pictures; from nowhere else is one fetched that they told of.
POSTER_HOSTS: Final = frozenset({"static.tvmaze.com", "image.tmdb.org"})

# The player whose picture it is, None where it was looked up; its address; the title's key.
type Shown = tuple[str | None, str, str | None]


class Poster(ScreenEntity, ImageEntity):
    """Shows the picture of what is watched; there is none where the player has none."""

    entity_description: ImageEntityDescription

    def __init__(self, hass: HomeAssistant, entry: ParlorConfigEntry, screen: Screen) -> None:
        """Show what is watched now."""
        super().__init__(hass, entry, screen, POSTER)
        ImageEntity.__init__(self, hass)
        self._shown = self._look()
        self._changed_at = dt_util.utcnow() if self._shown else None

    @callback
    @override
    def changed(self, change: Change) -> None:
        """Notice another picture."""
        if (shown := self._look()) != self._shown:
            self._shown = shown
            self._changed_at = dt_util.utcnow() if shown else None
            super().changed(change)

    @property
    @override
    def entity_picture(self) -> str | None:
        """Return where the picture is, None where there is none: so nobody asks for it in vain."""
        return super().entity_picture if self._shown else None

    @property
    @override
    def image_last_updated(self) -> datetime | None:
        """Return when the picture became another."""
        return self._changed_at

    @override
    async def async_image(self) -> bytes | None:
        """Return the picture: as Home Assistant itself gets it from the player, else the one that was looked up."""
        if (shown := self._shown) is None:
            return None
        player, address, _ = shown
        try:
            async with asyncio.timeout(FETCH_WAIT):
                image, content_type = await (self._of_player(player) if player else self._looked_up(address))
        except (TimeoutError, ClientError, HomeAssistantError, OSError, ValueError) as error:
            LOGGER.debug("No picture of what is watched on %s: %s", self.screen.name, type(error).__name__)
            return None
        if image is None or len(image) > MOST_BYTES or not (content_type or "").startswith("image/"):
            return None
        self._attr_content_type = content_type or self._attr_content_type
        return image

    async def _of_player(self, entity_id: str) -> tuple[bytes | None, str | None]:
        """Return the picture that a player has of what it plays."""
        component = self.hass.data.get(DATA_COMPONENT)
        player = component.get_entity(entity_id) if component else None
        return await player.async_get_media_image() if player else (None, None)

    async def _looked_up(self, address: str) -> tuple[bytes | None, str | None]:
        """Return a picture from one of those who know works."""
        session = async_get_clientsession(self.hass)
        async with session.get(address, allow_redirects=False) as response:
            return (await read(response), response.content_type) if response.status == 200 else (None, None)

    def _look(self) -> Shown | None:
        """Return whose picture is shown, and of what; None where there is none."""
        seen = self.screen.watch.seen
        if not seen.activity.is_active or seen.medium is None:
            return None
        key = seen.title.key if seen.title else None
        player = self.screen.entity_of(seen.title_by) if seen.title_by else None
        if seen.medium.image and player:
            return player, seen.medium.image, key
        poster = self.screen.lookups.details.poster if self.screen.lookups.details else None
        return (None, poster, key) if poster and is_fetched_from(poster) else None


def is_fetched_from(address: str) -> bool:
    """Say whether a picture is at one of the places that it may be fetched from."""
    try:
        url = URL(address)
    except ValueError:
        return False
    return url.scheme == "https" and url.host in POSTER_HOSTS
