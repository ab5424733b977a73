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
    """The picture that hangs, or would hang once art is shown, in the size that the TV gives: a small one."""

    entity_description: TVImageDescription

    def __init__(self, hass: HomeAssistant, coordinator: TVCoordinator, description: TVImageDescription) -> None:
        """Take over what hangs now."""
        super().__init__(coordinator, description)
        ImageEntity.__init__(self, hass)
        self._content_id: str | None = None
        self._hung_at: datetime | None = None
        self._look()

    @property
    @override
    def image_last_updated(self) -> datetime | None:
        """Return when another picture was seen to hang."""
        return self._hung_at

    @override
    async def async_image(self) -> bytes | None:
        """Return the picture, None where the TV gives none now."""
        data = self.coordinator.config_entry.runtime_data
        assert isinstance(data, TVData)
        picture = await data.gallery.thumbnails.get(self._content_id) if self._content_id else None
        self._attr_content_type = "image/png" if picture and picture.startswith(PNG) else "image/jpeg"
        return picture

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Look whether another picture hangs."""
        self._look()
        super()._handle_coordinator_update()

    def _look(self) -> None:
        """Notice another picture; while none is told the last one is kept."""
        art = self.tv_state.art
        current = art.current if art else None
        if current is not None and current.content_id != self._content_id:
            self._content_id, self._hung_at = current.content_id, dt_util.utcnow()
