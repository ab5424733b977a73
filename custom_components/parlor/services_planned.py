"""The action for what is planned: it is cancelled, by an automation or by hand."""

from typing import TYPE_CHECKING, Final

import probatio

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.util.json import JsonArrayType

from .const import CONF_KIND, DOMAIN, Kind

if TYPE_CHECKING:
    from .assistant.later.keeping import Later

CANCEL: Final = probatio.Schema(
    {
        probatio.Optional("numbers"): probatio.All(cv.ensure_list, probatio.Length(max=100), [cv.string]),
        probatio.Optional("text"): probatio.All(cv.string, probatio.Length(max=200)),
    }
)


@callback
def async_set_up_planned_actions(hass: HomeAssistant) -> None:
    """Register the action; without fields it cancels everything."""
    hass.services.async_register(DOMAIN, "cancel_planned", _async_cancel, CANCEL, SupportsResponse.OPTIONAL)


async def _async_cancel(call: ServiceCall) -> ServiceResponse:
    """Cancel what is meant in all assistants, and return what that was."""
    from .assistant.later.planning import find_jobs
    from .assistant.later.telling import told_job
    from .assistant.replies import async_get_replies

    hass = call.hass
    replies = await async_get_replies(hass, hass.config.language)
    cancelled: JsonArrayType = []
    for entry in hass.config_entries.async_loaded_entries(DOMAIN):
        if entry.data[CONF_KIND] != Kind.ASSISTANT:
            continue
        later: Later = entry.runtime_data.later
        numbers = call.data.get("numbers")
        jobs = [job for job in later.jobs if numbers is None or job.id in numbers]
        if text := call.data.get("text"):
            await hass.async_add_executor_job(_load_words)
            jobs = list(find_jobs(hass, replies, jobs, text).jobs)
        told = {job.id: told_job(hass, replies, job) for job in jobs}
        cancelled += [told[job.id] for job in await later.async_cancel(told)]
    return {"cancelled": cancelled}


def _load_words() -> None:
    """Read the words for times, which are on disk."""
    from .assistant.later.words import CODES, load_words

    for code in CODES:
        load_words(code)
