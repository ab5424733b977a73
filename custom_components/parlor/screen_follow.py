"""Goes on with the entities of a screen when their owner gives them other ids."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_track_entity_registry_updated_event

from .screen_settings import CONF_PLAYER, ScreenSettings, renamed


@callback
def async_follow_entities(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Keep the new id of an entity that got one, and set the screen up with it."""
    settings = ScreenSettings.parse(entry.options)
    followed = [*settings.entities, settings.person, entry.data.get(CONF_PLAYER)]
    entity_ids = [entity_id for entity_id in followed if entity_id]
    if not entity_ids:
        return

    @callback
    def changed(event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        if event.data["action"] != "update" or "entity_id" not in event.data["changes"]:
            return
        old, new = event.data["old_entity_id"], event.data["entity_id"]
        data = {**entry.data, CONF_PLAYER: new} if entry.data.get(CONF_PLAYER) == old else entry.data
        hass.config_entries.async_update_entry(entry, data=data, options=renamed(entry.options, old, new))
        hass.config_entries.async_schedule_reload(entry.entry_id)

    entry.async_on_unload(async_track_entity_registry_updated_event(hass, entity_ids, changed))
