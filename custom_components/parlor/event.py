"""What happens on a screen and with an appliance, and what an agent does."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import ParlorConfigEntry
from .const import CONF_KIND, Kind

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: ParlorConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add what tells what happens on a screen or with appliances, or what the agents of an assistant do."""
    if entry.data[CONF_KIND] == Kind.ASSISTANT:
        from .assistant_event import add_action_events

        add_action_events(entry, async_add_entities)
        return
    if entry.data[CONF_KIND] == Kind.APPLIANCES:
        from .appliance_entity import async_add_of_appliances
        from .appliance_event import events_of

        async_add_of_appliances(hass, entry, async_add_entities, events_of)
        return
    from .screen_entity import screen_of
    from .screen_event import VIEWING, ViewingEvent

    if (screen := screen_of(entry)) is not None:
        async_add_entities([ViewingEvent(hass, entry, screen, VIEWING)])
