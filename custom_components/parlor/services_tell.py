"""The action that tells people something: at once, or when what they watch is over; and that takes back what still waits."""

from datetime import timedelta
from secrets import token_hex
from typing import Any, Final

import probatio

from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import area_registry as ar, config_validation as cv
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType

from .const import DOMAIN
from .teller import Told, async_teller
from .telling.decide import Nowhere
from .telling.message import LONGEST_HOLD, MOST_NAMED, MOST_TAG, MOST_TEXT, MOST_TITLE, Message
from .telling.place import Way
from .telling.waiting import Full
from .telling_delivery import Delivery

NORMAL, URGENT = "normal", "urgent"
# An empty list is no wish for all: it comes of a template that named nobody.
NAMES: Final = probatio.All(cv.ensure_list, probatio.Length(min=1, max=MOST_NAMED), [cv.string])
TELL: Final = probatio.Schema(
    {
        probatio.Optional("message"): probatio.All(cv.string, probatio.Length(max=MOST_TEXT)),
        probatio.Optional("title"): probatio.All(cv.string, probatio.Length(max=MOST_TITLE)),
        probatio.Optional("urgency", default=NORMAL): probatio.In((NORMAL, URGENT)),
        probatio.Optional("tag"): probatio.All(cv.string, probatio.Length(min=1, max=MOST_TAG)),
        probatio.Optional("areas"): NAMES,
        probatio.Optional("persons"): NAMES,
        probatio.Optional("ways"): probatio.All(cv.ensure_list, probatio.Length(min=1), [probatio.Coerce(Way)]),
        probatio.Optional("phones"): probatio.Any(None, cv.boolean),
        probatio.Optional("max_hold"): probatio.All(
            cv.positive_time_period, probatio.Range(min=timedelta(0), max=LONGEST_HOLD)
        ),
        probatio.Optional("withdraw", default=False): cv.boolean,
    }
)


@callback
def async_set_up_tell_action(hass: HomeAssistant) -> None:
    """Register the action, go on with what waited before, and follow the entities that are set for it."""
    hass.services.async_register(DOMAIN, "tell", _async_tell, TELL, SupportsResponse.OPTIONAL)
    async_teller(hass).start()


async def _async_tell(call: ServiceCall) -> ServiceResponse:
    """Tell it, and return what was done; raises where nobody could be told."""
    teller = async_teller(call.hass)
    if call.data["withdraw"]:
        if "tag" not in call.data:
            raise ServiceValidationError(translation_domain=DOMAIN, translation_key="tell_no_tag")
        return {"withdrawn": await teller.async_withdraw(call.data["tag"])}
    message = _message(call)
    try:
        told = await teller.async_tell(message, call.context)
    except Full as error:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="tell_too_much") from error
    if told.nowhere is not None:
        raise _error(told)
    return _response(call.hass, told)


def _message(call: ServiceCall) -> Message:
    """Return what is to be told; raises ServiceValidationError where that makes no sense."""
    data = call.data
    text = data.get("message", "").strip()
    if not text:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="tell_no_message")
    return Message(
        id=token_hex(8),
        text=text,
        title=data.get("title", "").strip() or None,
        asked_at=dt_util.utcnow(),
        is_urgent=data["urgency"] == URGENT,
        tag=data.get("tag"),
        ways=frozenset(data.get("ways", ())),
        areas=frozenset(_area(call.hass, each) for each in data.get("areas", ())),
        persons=frozenset(_person(call.hass, each) for each in data.get("persons", ())),
        phones=data.get("phones"),
        max_hold=data.get("max_hold"),
        user_id=call.context.user_id,
    )


def _error(told: Told) -> HomeAssistantError:
    """Return why nobody could be told."""
    if told.nowhere is Nowhere.FAILED:
        failed = ", ".join(each.surface.name for each in told.deliveries)
        return HomeAssistantError(
            translation_domain=DOMAIN, translation_key="tell_failed", translation_placeholders={"failed": failed}
        )
    if told.nowhere is Nowhere.NO_PHONE:
        return HomeAssistantError(translation_domain=DOMAIN, translation_key="tell_no_phone")
    return HomeAssistantError(translation_domain=DOMAIN, translation_key="tell_no_surface")


def _area(hass: HomeAssistant, name: str) -> str:
    """Return the id of an area by its id or name; raises ServiceValidationError where there is none."""
    registry = ar.async_get(hass)
    found = registry.async_get_area(name) or registry.async_get_area_by_name(name)
    if found is None:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="tell_no_area", translation_placeholders={"area": name[:100]}
        )
    return found.id


def _person(hass: HomeAssistant, entity_id: str) -> str:
    """Return a person of this home; raises ServiceValidationError where there is no such person."""
    state = hass.states.get(entity_id)
    if state is None or state.domain != "person" or state.state == STATE_UNAVAILABLE:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="tell_no_person",
            translation_placeholders={"person": entity_id[:100]},
        )
    return entity_id


def _response(hass: HomeAssistant, told: Told) -> JsonObjectType:
    """Return what was done, as automations and assistants read it."""
    response: JsonObjectType = {
        "told": [_told(each) for each in told.deliveries if each.is_told],
        "failed": [{**_told(each), "reason": each.reason} for each in told.deliveries if not each.is_told],
    }
    if told.is_withdrawn:
        return {"outcome": "withdrawn", **response}
    if (hold := told.hold) is None:
        return {"outcome": "told", **response}
    until = dt_util.as_local(hold.until).isoformat() if hold.until else None
    return {"outcome": "held", "because": hold.why.value, "until": until, "screens": list(hold.screens), **response}


def _told(delivery: Delivery) -> dict[str, Any]:
    """Return where something was told; it is `heard` where that was seen, and not only sent."""
    surface = delivery.surface
    target = surface.target.replace("action:", "notify.", 1)
    return {"way": surface.way.value, "name": surface.name, "target": target, "heard": delivery.is_heard}
