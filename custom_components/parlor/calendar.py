"""What is planned through an assistant, as far as its time is known, in Home Assistant's calendar."""

from datetime import datetime, timedelta
from typing import Final, override

from homeassistant.components.calendar import CalendarEntity, CalendarEvent
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from . import ParlorConfigEntry
from .assistant.later.job import Job
from .assistant.later.keeping import Later
from .assistant.later.telling import told_deed
from .assistant.replies import Replies, async_get_replies
from .const import DOMAIN
from .entry_assistant import AssistantData

PARALLEL_UPDATES = 0
LASTS: Final = timedelta(minutes=1)


async def async_setup_entry(
    hass: HomeAssistant, entry: ParlorConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the calendar of an assistant."""
    data = entry.runtime_data
    assert isinstance(data, AssistantData)
    replies = await async_get_replies(hass, hass.config.language)
    async_add_entities([PlannedCalendar(entry, data.later, replies)])


class PlannedCalendar(CalendarEntity):
    """What is planned for a time; what waits for something to happen is in the assistant's settings."""

    _attr_has_entity_name = True
    _attr_translation_key = "planned"
    _attr_should_poll = False

    def __init__(self, entry: ParlorConfigEntry, later: Later, replies: Replies) -> None:
        """Show what one assistant has planned."""
        self._later = later
        self._replies = replies
        self._attr_unique_id = f"{entry.entry_id}_planned"
        self._attr_device_info = dr.DeviceInfo(
            identifiers={(DOMAIN, entry.entry_id)},
            name=entry.title,
            manufacturer="Parlor",
            entry_type=dr.DeviceEntryType.SERVICE,
        )

    @override
    async def async_added_to_hass(self) -> None:
        """Follow what is planned."""
        await super().async_added_to_hass()
        self.async_on_remove(self._later.subscribe(self.async_write_ha_state))

    @property
    @override
    def event(self) -> CalendarEvent | None:
        """Return what comes next."""
        return next((self._event(job, job.at) for job in self._later.jobs if job.at), None)

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        """Return what is planned for a span of time."""
        return [
            self._event(job, job.at)
            for job in self._later.jobs
            if job.at and job.at < end_date and job.at + LASTS > start_date
        ]

    def _event(self, job: Job, at: datetime) -> CalendarEvent:
        """Return a job as an event."""
        start = dt_util.as_local(at)
        summary = told_deed(self.hass, self._replies, job.steps, job.say)
        return CalendarEvent(start=start, end=start + LASTS, summary=summary, uid=job.id)
