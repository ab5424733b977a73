"""What an agent did, as an event entity: its device's activity and the logbook show it."""

from typing import Final, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .assistant.audit.kept import NOTED
from .assistant.audit.record import Done, Record
from .const import DOMAIN

ACTION: Final = EventEntityDescription(key="action", translation_key="action", event_types=list(Done))


def add_action_events(entry: ConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback) -> None:
    """Add what tells what each agent of an assistant did."""
    for subentry in entry.subentries.values():
        if subentry.subentry_type == "conversation":
            async_add_entities([ActionEvent(subentry)], config_subentry_id=subentry.subentry_id)


class ActionEvent(EventEntity):
    """Tells what came of each step of an agent, and for whom it was."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    entity_description = ACTION

    def __init__(self, subentry: ConfigSubentry) -> None:
        """Belong to the device of the agent."""
        self._agent_key = subentry.subentry_id
        self._attr_unique_id = f"{subentry.subentry_id}_{ACTION.key}"
        self._attr_device_info = dr.DeviceInfo(identifiers={(DOMAIN, subentry.subentry_id)})

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the audit log."""
        await super().async_added_to_hass()
        self.async_on_remove(async_dispatcher_connect(self.hass, NOTED, self._noted))

    @callback
    def _noted(self, record: Record) -> None:
        """Tell of what this agent did, or tried to."""
        if record.agent != agent_entity(self.hass, self._agent_key):
            return
        told = {
            "action": record.action,
            "entities": list(record.entities),
            "asked_by": record.asked_by.told,
            "evidence": record.evidence,
        }
        self._trigger_event(record.outcome, {name: value for name, value in told.items() if value})
        self.async_write_ha_state()


@callback
def agent_entity(hass: HomeAssistant, key: str) -> str | None:
    """Return the entity of an agent by the id of its subentry."""
    return er.async_get(hass).async_get_entity_id("conversation", DOMAIN, key)
