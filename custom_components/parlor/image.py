"""What hangs on a Frame and what is watched, as a picture."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, override

from homeassistant.components.image import ImageEntity, ImageEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from . import ParlorConfigEntry
from .coordinator import TVCoordinator
from .described import DescribedEntity, Supported, async_add_described
from .entry_tv import TVData
from .screen_entity import screen_of
from .screen_image import Poster

PARALLEL_UPDATES = 0

PNG: Final = b"\x89PNG"


@dataclass(frozen=True, kw_only=True)
class TVImageDescription(ImageEntityDescription, Supported):
    """A picture."""


IMAGES: Final = (TVImageDescription(key="artwork", exists_fn=lambda state: state.art is not None),)


async def async_setup_entry(
    hass: HomeAssistant, entry: ParlorConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add what hangs on this TV, and what is watched."""
    if (screen := screen_of(entry)) is not None:
        async_add_entities([Poster(hass, entry, screen)])
    if not isinstance(entry.runtime_data, TVData):
        return

    def made(coordinator: TVCoordinator, description: TVImageDescription) -> TVImage:
        return TVImage(hass, coordinator, description)

    async_add_described(hass, entry, async_add_entities, made, IMAGES)


class TVImage(DescribedEntity, ImageEntity):
    """The picture that hangs, or would hang once art is shown, in the size that the TV gives: a small one.

    It is fetched when it is seen to hang, and shown once it is there: so nobody asks for a picture in vain.
    """

    entity_description: TVImageDescription

    def __init__(self, hass: HomeAssistant, coordinator: TVCoordinator, description: TVImageDescription) -> None:
        """Show none yet."""
        super().__init__(coordinator, description)
        ImageEntity.__init__(self, hass)
        self._content_id: str | None = None
        self._picture: bytes | None = None
        self._hung_at: datetime | None = None
        self._is_fetching = False

    @override
    async def async_added_to_hass(self) -> None:
        """Fetch what hangs now."""
        await super().async_added_to_hass()
        self._look()

    @property
    @override
    def entity_picture(self) -> str | None:
        """Return where the picture is, None where there is none."""
        return super().entity_picture if self._picture else None

    @property
    @override
    def image_last_updated(self) -> datetime | None:
        """Return when another picture was seen to hang."""
        return self._hung_at

    @override
    async def async_image(self) -> bytes | None:
        """Return the picture."""
        return self._picture

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Look whether another picture hangs."""
        self._look()
        super()._handle_coordinator_update()

    @callback
    def _look(self) -> None:
        """Notice another picture; while none is told the last one is kept, and a TV that is off is not asked."""
        hangs = self._hangs
        is_shown = hangs == self._content_id and self._picture is not None
        if hangs is None or is_shown or self._is_fetching or not self.tv_state.is_lit:
            return
        self._is_fetching = True
        entry = self.coordinator.config_entry
        entry.async_create_background_task(self.hass, self._async_fetch(hangs), "parlor fetches what hangs")

    @property
    def _hangs(self) -> str | None:
        art = self.tv_state.art
        return art.current.content_id if art and art.current else None

    async def _async_fetch(self, content_id: str) -> None:
        """Fetch a picture, and show it; where the TV gives none, the one before hangs no more all the same."""
        data = self.coordinator.config_entry.runtime_data
        assert isinstance(data, TVData)
        try:
            picture = await data.gallery.thumbnails.get(content_id)
        finally:
            self._is_fetching = False
        if picture is not None or self._picture is not None:
            self._content_id, self._picture = content_id, picture
            self._hung_at = dt_util.utcnow() if picture else None
            self._attr_content_type = "image/png" if picture and picture.startswith(PNG) else "image/jpeg"
            self.async_write_ha_state()
        if self._hangs != content_id:
            self._look()
