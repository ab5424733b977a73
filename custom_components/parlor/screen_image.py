"""The picture of what is watched, as the player that plays it shows it."""

import asyncio
from datetime import datetime
from typing import Final, override

from aiohttp import ClientError

from homeassistant.components.image import ImageEntity, ImageEntityDescription
from homeassistant.components.media_player.const import DATA_COMPONENT
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from . import ParlorConfigEntry
from .const import LOGGER
from .screen import Screen
from .screen_entity import ScreenEntity
from .viewing.watch import Change

POSTER: Final = ImageEntityDescription(key="poster")
FETCH_WAIT: Final = 10.0  # seconds
MOST_BYTES: Final = 5_000_000

type Shown = tuple[str, str | None, str | None]


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
        """Return the picture, as Home Assistant itself gets it from the player."""
        if (shown := self._shown) is None or (component := self.hass.data.get(DATA_COMPONENT)) is None:
            return None
        if (player := component.get_entity(shown[0])) is None:
            return None
        try:
            async with asyncio.timeout(FETCH_WAIT):
                image, content_type = await player.async_get_media_image()
        except (TimeoutError, ClientError, HomeAssistantError, OSError) as error:
            LOGGER.debug("No picture from %s: %s", shown[0], type(error).__name__)
            return None
        if image is None or len(image) > MOST_BYTES or not (content_type or "").startswith("image/"):
            return None
        self._attr_content_type = content_type or self._attr_content_type
        return image

    def _look(self) -> Shown | None:
        """Return whose picture is shown, and of what; None where there is none."""
        seen = self.screen.watch.seen
        if not seen.activity.is_active or seen.medium is None or seen.medium.image is None or seen.title_by is None:
            return None
        entity_id = self.screen.entity_of(seen.title_by)
        return (entity_id, seen.medium.image, seen.title.key if seen.title else None) if entity_id else None
