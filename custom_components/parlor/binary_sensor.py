"""What is or is not so of a screen, and of an appliance."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import ParlorConfigEntry
from .const import CONF_KIND, Kind
from .screen_binary_sensor import WATCHING, Watching
from .screen_entity import screen_of

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: ParlorConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add what tells whether a screen is watched, or how appliances are."""
    if entry.data[CONF_KIND] == Kind.APPLIANCES:
        from .appliance_binary_sensor import binary_sensors_of
        from .appliance_entity import async_add_of_appliances

        async_add_of_appliances(hass, entry, async_add_entities, binary_sensors_of)
        return
    if (screen := screen_of(entry)) is not None:
        async_add_entities([Watching(hass, entry, screen, WATCHING)])
