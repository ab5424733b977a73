"""Runs a job for whoever asked for it, through the policy as it is now, and tells what came of it."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
import logging
from typing import Final

from homeassistant.components import persistent_notification
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.llm import LLMContext

from ..acting.execute import Actor, async_run_plan
from ..confirming.terms import Terms
from ..plan.steps import Outcome, StepResult
from ..replies import async_get_replies
from ..speech import join_sentences, speech_of
from ..utterance import Way
from .job import Job
from .telling import sentence_of

_LOGGER = logging.getLogger(__name__)
ANNOUNCE_SECONDS: Final = 60.0
SATELLITE: Final = "assist_satellite"


class Ran(StrEnum):
    """What came of a job; each but the first two is the key of a sentence in `replies/`."""

    DONE = "done"
    NOT_DONE = "not_done"  # some of it failed, or was refused
    MISSED = "later_missed"  # its time was while nothing ran
    BROKEN_OFF = "later_broken_off"  # it was begun, and then Home Assistant stopped
    CANNOT_WAIT = "later_cannot_wait"  # what it waits for is gone


def actor_of(job: Job, terms: Terms) -> Actor:
    """Return whom a job acts for: who asked for it, with the rights of today."""
    asker = job.asker
    context = LLMContext(
        platform="parlor",
        context=Context(user_id=asker.user_id),
        language=asker.language,
        assistant=asker.assistant,
        device_id=asker.device_id,
    )
    return replace(terms.actor(context), way=Way.LATER, agent_id=asker.agent_id, confirmed=job.confirmed)


async def async_run_job(hass: HomeAssistant, job: Job, terms: Terms) -> tuple[Ran, list[StepResult]]:
    """Run the steps of a job; the policy judges them anew, and who is no user of this home any more may do nothing."""
    if job.asker.user_id is not None:
        user = await hass.auth.async_get_user(job.asker.user_id)
        if user is None or not user.is_active:
            return Ran.NOT_DONE, [
                StepResult(step=step, outcome=Outcome.REFUSED, reason="not_permitted") for step in job.steps
            ]
    results = await async_run_plan(hass, job.steps, actor_of(job, terms))
    return Ran.DONE if all(result.outcome.is_good for result in results) else Ran.NOT_DONE, results


async def async_report(hass: HomeAssistant, job: Job, ran: Ran, results: Sequence[StepResult]) -> None:
    """Say what came of a job where it was asked for, and leave a note of what went wrong or could be said nowhere."""
    replies = await async_get_replies(hass, job.asker.language)
    what = sentence_of(hass, replies, job)
    if ran in (Ran.DONE, Ran.NOT_DONE):
        said = speech_of(hass, replies, job.say, results) if job.steps else job.say
    else:
        said = replies.say(ran.value, {"what": what})
    satellite = async_satellite_of(hass, job.asker.device_id)
    is_bad = ran is not Ran.DONE
    if satellite is not None:
        hass.async_create_background_task(_async_announce(hass, satellite, said), f"parlor announce {job.id}")
    if is_bad or (not job.steps and satellite is None):
        title = replies.say("later_note_bad" if is_bad else "later_note")
        text = join_sentences([f"{what}.", said]) if ran is Ran.NOT_DONE else said
        note = f"parlor_planned_{job.id}_{job.made.timestamp():.0f}"
        persistent_notification.async_create(hass, text, title, note)


@callback
def async_satellite_of(hass: HomeAssistant, device_id: str | None) -> str | None:
    """Return the satellite of a device, where it can speak up by itself."""
    if device_id is None or not hass.services.has_service(SATELLITE, "announce"):
        return None
    entries = er.async_entries_for_device(er.async_get(hass), device_id)
    return next((entry.entity_id for entry in entries if entry.domain == SATELLITE), None)


async def _async_announce(hass: HomeAssistant, satellite: str, said: str) -> None:
    """Say something on a satellite; one that cannot just now is no fault of the job."""
    try:
        async with asyncio.timeout(ANNOUNCE_SECONDS):
            await hass.services.async_call(
                SATELLITE, "announce", {"entity_id": satellite, "message": said}, blocking=True
            )
    except Exception as error:  # noqa: BLE001  whatever a satellite raises
        _LOGGER.debug("Nothing was said on %s: %s", satellite, type(error).__name__)
