"""What happens on a screen."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import ParlorConfigEntry
from .screen_entity import screen_of
from .screen_event import VIEWING, ViewingEvent

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: ParlorConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add what tells what happens on a screen."""
    if (screen := screen_of(entry)) is not None:
        async_add_entities([ViewingEvent(hass, entry, screen, VIEWING)])
