"""Goes on telling people through the entities that are set for it when their owner gives them other ids."""

from typing import Any

from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .appliances_settings import CONF_TELLING
from .const import CONF_KIND, DOMAIN, Kind


@callback
def async_follow_telling(hass: HomeAssistant) -> None:
    """Keep the new id of each entity that gets one."""

    @callback
    def is_rename(data: er.EventEntityRegistryUpdatedData) -> bool:
        return data["action"] == "update" and "entity_id" in data["changes"]

    @callback
    def changed(event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        assert event.data["action"] == "update"
        for entry in hass.config_entries.async_entries(DOMAIN):
            if entry.data.get(CONF_KIND) == Kind.APPLIANCES and CONF_TELLING in entry.options:
                told = _named(entry.options[CONF_TELLING], event.data["old_entity_id"], event.data["entity_id"])
                hass.config_entries.async_update_entry(entry, options={**entry.options, CONF_TELLING: told})

    hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, changed, event_filter=is_rename)


def _named(value: Any, old: str, new: str) -> Any:
    """Return settings with one entity by its new id."""
    if isinstance(value, dict):
        return {key: _named(each, old, new) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_named(each, old, new) for each in value]
    return new if value == old else value
