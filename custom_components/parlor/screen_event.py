"""What happens on a screen, as an event entity."""

from typing import Final, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import callback

from .screen_entity import ScreenEntity
from .viewing.viewing import Event, Happened
from .viewing.watch import Change
from .viewing_told import app_name, viewing_told

VIEWING: Final = EventEntityDescription(key="viewing", event_types=list(Happened))


class ViewingEvent(ScreenEntity, EventEntity):
    """Tells what happens with what is watched, with what is known of it."""

    entity_description: EventEntityDescription

    @callback
    @override
    def changed(self, change: Change) -> None:
        """Tell each thing that happened, in its order."""
        for event in change.events:
            self._trigger_event(event.happened, _told(event))
            self.async_write_ha_state()


def _told(event: Event) -> dict[str, object]:
    """Return what is known of what happened; what is not known is left out."""
    told = viewing_told(event.viewing) if event.viewing else {}
    told |= {"app": app_name(event.app)} if event.app else {}
    told |= {"source": event.input} if event.input else {}
    if event.previous and event.previous.title:
        told["previous_title"] = event.previous.title.name
    return {key: value for key, value in told.items() if value is not None}
