"""The actions for appliances: each is done when that was seen, and says why not otherwise."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import Final

import probatio

from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized, UnknownUser
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util

from .appliance_targets import named_appliances, targeted_appliances
from .appliances.command import Command, Order, Outcome, Why
from .appliances.known import KnownAppliance
from .const import DOMAIN
from .translated import async_texts

ATTR_PROGRAM: Final = "program"
ATTR_READY_BY: Final = "ready_by"
PROGRAM: Final = probatio.All(cv.string, probatio.Length(min=1, max=256))
TARGET_SCHEMA: Final = probatio.Schema(cv.ENTITY_SERVICE_FIELDS)
START_SCHEMA: Final = probatio.Schema(
    {
        **cv.ENTITY_SERVICE_FIELDS,
        probatio.Optional(ATTR_PROGRAM): PROGRAM,
        probatio.Optional(ATTR_READY_BY): cv.time,
    }
)
PROGRAM_SCHEMA: Final = probatio.Schema({**cv.ENTITY_SERVICE_FIELDS, probatio.Required(ATTR_PROGRAM): PROGRAM})

# The text of each reason.
TEXTS: Final = {
    Why.NOT_OFFERED: "appliance_not_offered",
    Why.NO_PROGRAM: "appliance_no_program",
    Why.REMOTE_OFF: "appliance_remote_off",
    Why.DOOR_OPEN: "appliance_door_open",
    Why.NOT_RUNNING: "appliance_not_running",
    Why.ALREADY: "appliance_already",
    Why.BUSY: "appliance_busy",
    Why.OFFLINE: "appliance_offline",
    Why.QUOTA: "appliance_quota",
    Why.REFUSED: "appliance_refused",
    Why.NO_EFFECT: "appliance_no_effect",
    Why.TOO_SOON: "appliance_too_soon",
    Why.TOO_LATE: "appliance_too_late",
}
# What is nobody's fault who calls an action.
_FAILURES: Final = frozenset({Why.OFFLINE, Why.QUOTA, Why.REFUSED, Why.NO_EFFECT})


@callback
def async_set_up_appliance_actions(hass: HomeAssistant) -> None:
    """Register the actions."""
    optional = SupportsResponse.OPTIONAL
    for name, command, schema in (
        ("start_appliance", Command.START, START_SCHEMA),
        ("pause_appliance", Command.PAUSE, TARGET_SCHEMA),
        ("resume_appliance", Command.RESUME, TARGET_SCHEMA),
        ("stop_appliance", Command.STOP, TARGET_SCHEMA),
        ("set_program", Command.PROGRAM, PROGRAM_SCHEMA),
    ):
        hass.services.async_register(DOMAIN, name, _ordering(command), schema, optional)
    hass.services.async_register(DOMAIN, "mark_unloaded", _async_mark_unloaded, TARGET_SCHEMA, optional)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An appliance that did not do it, and why."""

    one: KnownAppliance
    outcome: Outcome
    program: str

    @property
    def key(self) -> str:
        """Return the text that says why."""
        return TEXTS[self.outcome.why or Why.NO_EFFECT]

    @property
    def placeholders(self) -> dict[str, str]:
        """Return what is filled into the text."""
        told = {"name": self.one.name(), "program": self.program, "detail": self.outcome.detail or "?"}
        used = {Why.NO_PROGRAM: "program", Why.REFUSED: "detail"}.get(self.outcome.why or Why.NO_EFFECT)
        return {key: value for key, value in told.items() if key in ("name", used)}


def _ordering(command: Command) -> Callable[[ServiceCall], Coroutine[None, None, ServiceResponse]]:
    """Return the action that tells appliances something."""

    async def order(call: ServiceCall) -> ServiceResponse:
        meant = _offering(call.hass, await _async_meant(call), command, call)
        outcomes = await asyncio.gather(*(_async_order(one, command, call) for one in meant))
        program = str(call.data.get(ATTR_PROGRAM, ""))
        failures = [
            Failure(one=one, outcome=outcome, program=program)
            for one, outcome in zip(meant, outcomes, strict=True)
            if not outcome.is_done
        ]
        if failures:
            raise await _async_error(call.hass, failures)
        return _told(meant)

    return order


def _offering(
    hass: HomeAssistant, meant: Iterable[KnownAppliance], command: Command, call: ServiceCall
) -> tuple[KnownAppliance, ...]:
    """Return those that are meant to do it: in a room that is meant, those that can."""
    found = tuple(meant)
    named = {one.id for one in named_appliances(hass, call.data)}
    able = tuple(one for one in found if one.id in named or command in one.commands())
    return able or found


async def _async_order(one: KnownAppliance, command: Command, call: ServiceCall) -> Outcome:
    """Tell one appliance something; what cannot be told is why it was not done."""
    program, ready_by = call.data.get(ATTR_PROGRAM), call.data.get(ATTR_READY_BY)
    key = None if program is None else _program_key(one, program)
    if program is not None and key is None:
        return Outcome(why=Why.NO_PROGRAM if command in one.commands() else Why.NOT_OFFERED)
    ready_at = None if ready_by is None else _next(ready_by).timestamp()
    try:
        return await one.order(Order(command=command, program=key, ready_at=ready_at))
    except HomeAssistantError as error:
        return Outcome(why=Why.REFUSED, detail=str(error) or type(error).__name__)


def _program_key(one: KnownAppliance, told: str) -> str | None:
    """Return the key of a program that is named, by its code or by what people call it."""
    word, programs = told.strip().casefold(), one.programs()
    by_key = next((each.key for each in programs if each.key.casefold() == word), None)
    return by_key or next((each.key for each in programs if each.name.casefold() == word), None)


def _next(at: time) -> datetime:
    """Return when it is that time for the next time."""
    now = dt_util.now()
    then = datetime.combine(now.date(), at, tzinfo=now.tzinfo)
    return then if then > now else datetime.combine(now.date() + timedelta(days=1), at, tzinfo=now.tzinfo)


async def _async_mark_unloaded(call: ServiceCall) -> ServiceResponse:
    """Mark all that wait as unloaded; that none waits is told."""
    unloaded = tuple(one for one in await _async_meant(call) if one.mark_unloaded())
    if not unloaded:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="appliance_not_waiting")
    return _told(unloaded)


async def _async_meant(call: ServiceCall) -> tuple[KnownAppliance, ...]:
    """Return the appliances that are meant, all of which whoever calls may control; raises where there are none."""
    meant = targeted_appliances(call.hass, call.data)
    if not meant:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="appliance_none_meant")
    if (user_id := call.context.user_id) is None:
        return meant
    if (user := await call.hass.auth.async_get_user(user_id)) is None:
        raise UnknownUser(context=call.context)
    for one in meant:
        if not user.permissions.check_entity(one.entity_id() or "", POLICY_CONTROL):
            raise Unauthorized(context=call.context, entity_id=one.entity_id(), permission=POLICY_CONTROL)
    return meant


def _told(done: Iterable[KnownAppliance]) -> ServiceResponse:
    """Return which appliances did it."""
    return {
        "appliances": [
            {"entity_id": one.entity_id(), "appliance": one.name(), "job": one.job().state.value} for one in done
        ]
    }


async def _async_error(hass: HomeAssistant, failures: list[Failure]) -> HomeAssistantError:
    """Return the error that names each that failed, and why."""
    are_users = all(each.outcome.why not in _FAILURES for each in failures)
    error = partial(ServiceValidationError if are_users else HomeAssistantError, translation_domain=DOMAIN)
    if len(failures) == 1:
        return error(translation_key=failures[0].key, translation_placeholders=failures[0].placeholders)
    texts = await async_texts(hass, "exceptions")
    reasons = [texts[f"{each.key}.message"].format(**each.placeholders) for each in failures]
    return error(translation_key="appliance_several", translation_placeholders={"reasons": " ".join(reasons)})
