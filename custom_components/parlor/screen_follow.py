"""Goes on with the entities of screens when their owner gives them other ids, also while a screen is not set up."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .const import CONF_CHANNEL_ENTITY, CONF_KIND, DOMAIN, Kind
from .screen_settings import CONF_PLAYER, ScreenSettings, renamed


@callback
def async_follow_entities(hass: HomeAssistant) -> None:
    """Keep the new id of each entity that gets one, and set up with it the screens that it is part of."""

    @callback
    def is_rename(data: er.EventEntityRegistryUpdatedData) -> bool:
        return data["action"] == "update" and "entity_id" in data["changes"]

    @callback
    def changed(event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        assert event.data["action"] == "update"
        old, new = event.data["old_entity_id"], event.data["entity_id"]
        for entry in hass.config_entries.async_entries(DOMAIN):
            # An entry that the user ignored has no kind.
            if entry.data.get(CONF_KIND) in (Kind.TV, Kind.SCREEN) and old in _entities(entry):
                data = {**entry.data, CONF_PLAYER: new} if entry.data.get(CONF_PLAYER) == old else entry.data
                hass.config_entries.async_update_entry(entry, data=data, options=renamed(entry.options, old, new))
                if entry.state.recoverable and entry.disabled_by is None:
                    hass.config_entries.async_schedule_reload(entry.entry_id)

    hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, changed, event_filter=is_rename)


def _entities(entry: ConfigEntry) -> tuple[str | None, ...]:
    """Return all entities that an entry's screen is made of."""
    settings = ScreenSettings.parse(entry.options)
    return (*settings.entities, settings.person, entry.data.get(CONF_PLAYER), entry.options.get(CONF_CHANNEL_ENTITY))
