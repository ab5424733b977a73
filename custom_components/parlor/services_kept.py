"""The actions for what the assistant keeps: its audit log is told and erased, its memory is erased."""

from typing import Final

import probatio

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.service import async_register_admin_service
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType

from .assistant.audit.kept import async_audit
from .assistant.audit.log import MOST, Filter
from .assistant.audit.record import Done, Record
from .assistant.memory.kept import async_memory
from .const import DOMAIN

DEFAULT_LIMIT: Final = 50
GET: Final = probatio.Schema(
    {
        probatio.Optional("outcome"): probatio.Coerce(Done),
        probatio.Optional("entity"): cv.entity_id,
        probatio.Optional("since"): cv.datetime,
        probatio.Optional("until"): cv.datetime,
        probatio.Optional("limit", default=DEFAULT_LIMIT): probatio.All(
            probatio.Coerce(int), probatio.Range(min=1, max=MOST)
        ),
    }
)
ERASE_LOG: Final = probatio.Schema({})
ERASE_MEMORY: Final = probatio.Schema({probatio.Optional("person"): cv.entity_id})


@callback
def async_set_up_kept_actions(hass: HomeAssistant) -> None:
    """Register the actions; what others asked for and had remembered is for administrators."""
    async_register_admin_service(hass, DOMAIN, "get_audit_log", _async_get, GET, SupportsResponse.ONLY)
    async_register_admin_service(
        hass, DOMAIN, "erase_audit_log", _async_erase_log, ERASE_LOG, SupportsResponse.OPTIONAL
    )
    async_register_admin_service(
        hass, DOMAIN, "erase_memory", _async_erase_memory, ERASE_MEMORY, SupportsResponse.OPTIONAL
    )


async def _async_get(call: ServiceCall) -> ServiceResponse:
    """Return what was done, the newest first."""
    since, until = call.data.get("since"), call.data.get("until")
    wanted = Filter(
        outcome=call.data.get("outcome"),
        entity_id=call.data.get("entity"),
        since=dt_util.as_utc(since).timestamp() if since else None,
        until=dt_util.as_utc(until).timestamp() if until else None,
    )
    found = list((await async_audit(call.hass)).log.newest(wanted))
    return {"records": [_told(record) for record in found[: call.data["limit"]]], "count": len(found)}


def _told(record: Record) -> JsonObjectType:
    """Return a record with its time as Home Assistant writes it; what is empty is left out."""
    told = record.as_dict | {"at": dt_util.as_local(dt_util.utc_from_timestamp(record.at)).isoformat()}
    told["asked_by"] = {name: value for name, value in told["asked_by"].items() if value}
    return {name: value for name, value in told.items() if value}


async def _async_erase_log(call: ServiceCall) -> ServiceResponse:
    """Erase the whole log, in its file as well."""
    return {"erased": await (await async_audit(call.hass)).async_erase()}


async def _async_erase_memory(call: ServiceCall) -> ServiceResponse:
    """Erase what is remembered for a person, or everything."""
    memory = await async_memory(call.hass)
    if (person := call.data.get("person")) is None:
        return {"erased": await memory.async_erase()}
    state = call.hass.states.get(person)
    user_id = state.attributes.get("user_id") if state else None
    if not user_id:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="person_without_user")
    return {"erased": await memory.async_erase(str(user_id))}
