"""The actions for what was watched: asked for, written to a file, erased, and marked by hand."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

import probatio

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.service import async_register_admin_service
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .history_export import ExportFormat, async_export
from .history_fields import (
    DEFAULT_VIEWINGS,
    FILTERS,
    MOST_VIEWINGS,
    SPAN,
    WORDS,
    marked_title,
    screen_of,
    told_totals,
    told_viewing,
    unix,
    wanted_of,
)
from .household import async_household
from .viewing.history import By, History, HistoryError
from .viewing.household import Household

AHEAD: Final = 60.0  # seconds by which clocks may differ
GET: Final = probatio.Schema(
    {
        **FILTERS,
        probatio.Optional("group_by"): probatio.Coerce(By),
        probatio.Optional("limit", default=DEFAULT_VIEWINGS): probatio.All(
            probatio.Coerce(int), probatio.Range(min=1, max=MOST_VIEWINGS)
        ),
    }
)
EXPORT: Final = probatio.Schema(
    {
        **FILTERS,
        probatio.Optional("format", default=ExportFormat.JSON): probatio.Coerce(ExportFormat),
        probatio.Optional("filename"): WORDS,
    }
)
ERASE: Final = probatio.Schema(
    {
        **SPAN,
        probatio.Optional("everything", default=False): cv.boolean,
        probatio.Optional("person"): WORDS,
        probatio.Optional("title"): WORDS,
    }
)
MARK: Final = probatio.Schema(
    {
        probatio.Optional("title"): WORDS,
        probatio.Optional("series"): WORDS,
        probatio.Optional("season"): cv.positive_int,
        probatio.Optional("episode"): cv.positive_int,
        probatio.Optional("person"): WORDS,
        probatio.Optional("at"): cv.datetime,
        probatio.Optional("screen"): cv.entity_id,
    }
)


@callback
def async_set_up_history_actions(hass: HomeAssistant) -> None:
    """Register the actions; those that take the history out of the house or away are for administrators."""
    hass.services.async_register(DOMAIN, "get_history", _async_get, GET, SupportsResponse.ONLY)
    hass.services.async_register(DOMAIN, "mark_watched", _async_mark, MARK)
    async_register_admin_service(hass, DOMAIN, "export_history", _async_export, EXPORT, SupportsResponse.OPTIONAL)
    async_register_admin_service(hass, DOMAIN, "erase_history", _async_erase, ERASE, SupportsResponse.OPTIONAL)


async def _async_get(call: ServiceCall) -> ServiceResponse:
    """Return viewings, newest first, or what they come to by something."""
    household, history = _kept(call.hass)
    wanted = wanted_of(call.hass, household, call.data, call.data["limit"])
    with errors_told():
        if by := call.data.get("group_by"):
            return {"totals": told_totals(household, by, await history.totals(wanted, by))}
        return {"viewings": [told_viewing(household, viewing) for viewing in await history.viewings(wanted)]}


async def _async_export(call: ServiceCall) -> ServiceResponse:
    """Write what is asked for to a file in the configuration folder, and return where it is."""
    household, history = _kept(call.hass)
    wanted = wanted_of(call.hass, household, call.data)
    with errors_told():
        path, count = await async_export(
            call.hass, household, history, wanted, call.data["format"], call.data.get("filename")
        )
    return {"path": str(path), "viewings": count}


async def _async_erase(call: ServiceCall) -> ServiceResponse:
    """Erase what fits all that is said, or everything where exactly that is said."""
    household, _ = _kept(call.hass)
    asked = {key: [value] if key == "person" else value for key, value in call.data.items() if key != "everything"}
    everything = call.data["everything"]
    if everything and asked:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="erase_too_much")
    if not everything and not asked:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="erase_nothing_chosen")
    wanted = None if everything else wanted_of(call.hass, household, asked)
    with errors_told():
        return {"erased": await household.erase(wanted)}


async def _async_mark(call: ServiceCall) -> None:
    """Remember that something was watched which no screen has seen."""
    household, history = _kept(call.hass)
    if not household.remembers:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="history_not_kept")
    title, at = marked_title(call.data), _marked_at(call.data.get("at"))
    screen = screen_of(call.hass, household, call.data["screen"]) if "screen" in call.data else ""
    with errors_told():
        await history.mark_watched(title, at=at, screen=screen, person=call.data.get("person"))


def _marked_at(at: datetime | None) -> float:
    """Return when something was watched, as Unix time; raises ServiceValidationError for what is yet to come."""
    now = dt_util.utcnow().timestamp()
    marked = unix(at) or now
    if marked > now + AHEAD:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="mark_later")
    return marked


def _kept(hass: HomeAssistant) -> tuple[Household, History]:
    """Return the household and its history; raises ServiceValidationError where none is kept."""
    household = async_household(hass)
    if household.history is None:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="history_not_kept")
    return household, household.history


@contextmanager
def errors_told() -> Generator[None]:
    """Tell what went wrong with the file of the history in words of Home Assistant."""
    try:
        yield
    except HistoryError as error:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="history_failed") from error
