"""What automations can start from: what happens with what is watched and with jobs, and how long it has gone on or still will."""

from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.trigger import Trigger

from .trigger_job import JOB_MOMENTS, job_trigger
from .trigger_job_time import JobEndsWithin
from .trigger_moment import MOMENTS, moment_trigger
from .trigger_time import NearTheEnd, WatchedLongerThan

TRIGGERS: Final[dict[str, type[Trigger]]] = {
    **{key: moment_trigger(moment) for key, moment in MOMENTS.items()},
    "near_the_end": NearTheEnd,
    "watched_longer_than": WatchedLongerThan,
    **{key: job_trigger(moment) for key, moment in JOB_MOMENTS.items()},
    "job_ends_within": JobEndsWithin,
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers of screens and appliances."""
    return TRIGGERS
