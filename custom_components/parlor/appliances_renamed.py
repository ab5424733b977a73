"""Goes on with the entities that are set for appliances and for telling people when their owner gives them other ids."""

from typing import Any

from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .appliances_settings import CONF_ADDED, CONF_CORRECTIONS, CONF_TELLING
from .const import CONF_KIND, DOMAIN, Kind


@callback
def async_follow_renamed(hass: HomeAssistant) -> None:
    """Keep the new id of each entity that gets one."""

    @callback
    def is_rename(data: er.EventEntityRegistryUpdatedData) -> bool:
        return data["action"] == "update" and "entity_id" in data["changes"]

    @callback
    def renamed(event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        assert event.data["action"] == "update"
        for entry in hass.config_entries.async_entries(DOMAIN):
            if entry.data.get(CONF_KIND) != Kind.APPLIANCES:
                continue
            changed = {
                key: _named(entry.options[key], event.data["old_entity_id"], event.data["entity_id"])
                for key in (CONF_ADDED, CONF_CORRECTIONS, CONF_TELLING)
                if key in entry.options
            }
            is_followed = any(changed.get(key) != entry.options.get(key) for key in (CONF_ADDED, CONF_CORRECTIONS))
            hass.config_entries.async_update_entry(entry, options={**entry.options, **changed})
            if is_followed and entry.state.recoverable and entry.disabled_by is None:
                hass.config_entries.async_schedule_reload(entry.entry_id)

    hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, renamed, event_filter=is_rename)


def _named(value: Any, old: str, new: str) -> Any:
    """Return settings with one entity by its new id."""
    if isinstance(value, dict):
        return {key: _named(each, old, new) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_named(each, old, new) for each in value]
    return new if value == old else value
