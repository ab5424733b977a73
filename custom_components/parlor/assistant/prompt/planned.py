"""What is planned for later, as a model is told of it: by its number, so that it can be cancelled."""

from typing import Final

from homeassistant.core import HomeAssistant, callback

from ..later.keeping import async_later_of
from ..later.telling import told_job
from ..replies import Replies
from .describe import plain
from .tail import fitting

MOST_JOBS: Final = 5
MOST_BYTES: Final = 800
MOST_LENGTH: Final = 160


@callback
def planned_lines(hass: HomeAssistant, replies: Replies, agent_id: str) -> str:
    """Return the next of what is planned through an agent's assistant, to be added to the tail; empty where nothing is."""
    later = async_later_of(hass, agent_id)
    jobs = later.jobs if later is not None else ()
    told = (f"{job.id}: {plain(told_job(hass, replies, job), MOST_LENGTH)}" for job in jobs[:MOST_JOBS])
    lines = fitting(told, MOST_BYTES)
    more = len(jobs) - len(lines)
    return "\n".join(["\nPlanned:", *lines, *([f"and {more} more"] if more else [])]) if jobs else ""
