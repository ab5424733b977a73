"""What happens with a job, as an event entity, and the button of those who took out what was done."""

from collections.abc import Iterable
from typing import Any, Final, override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .appliance import Appliance
from .appliance_entity import ApplianceEntity
from .appliances.job import Change, Happened, JobEvent

JOB: Final = EventEntityDescription(key="job_event", event_types=list(Happened))
RUNS_ON: Final = EventEntityDescription(
    key="job_event", event_types=[Happened.STARTED, Happened.ATTENTION, Happened.ERROR]
)
UNLOADED: Final = ButtonEntityDescription(key="unloaded")


class JobEvents(ApplianceEntity, EventEntity):
    """Tells each thing that happens with a job."""

    entity_description: EventEntityDescription

    @callback
    @override
    def changed(self, change: Change) -> None:
        """Tell each thing that happened, in its order."""
        for event in change.events:
            if event.happened in self.event_types:
                self._trigger_event(event.happened, self._told(event))
                self.async_write_ha_state()

    def _told(self, event: JobEvent) -> dict[str, Any]:
        """Return what is known of what happened; what is not known is left out."""
        told = {
            "at": dt_util.utc_from_timestamp(event.at).isoformat(timespec="seconds"),
            "program": self.appliance.program_name(event.job.program),
            "reason": event.reason,
            "is_late": event.is_late or None,
        }
        return {key: value for key, value in told.items() if value is not None}


class Unloaded(ApplianceEntity, ButtonEntity):
    """Is pressed by whoever took out what was done."""

    @override
    async def async_press(self) -> None:
        """Take that in; where nothing waited there is nothing to take in."""
        self.appliance.mark_unloaded()

    @callback
    @override
    def changed(self, change: Change) -> None:
        """Show nothing: a button tells only when it was pressed."""


def events_of(hass: HomeAssistant, appliance: Appliance) -> Iterable[ApplianceEntity]:
    """Yield the event entity of an appliance."""
    yield JobEvents(hass, appliance, JOB if appliance.kind.traits.has_runs else RUNS_ON)


def buttons_of(hass: HomeAssistant, appliance: Appliance) -> Iterable[ApplianceEntity]:
    """Yield the button of an appliance with something in it."""
    if appliance.kind.traits.has_load:
        yield Unloaded(hass, appliance, UNLOADED)
