"""What is or is not so of a screen."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import ParlorConfigEntry
from .screen_binary_sensor import WATCHING, Watching
from .screen_entity import screen_of

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: ParlorConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add what tells whether a screen is watched."""
    if (screen := screen_of(entry)) is not None:
        async_add_entities([Watching(hass, entry, screen, WATCHING)])
