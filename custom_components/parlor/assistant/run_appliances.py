"""Answers what is asked of appliances, and tells one what is wanted of it, where that was understood without a model."""

from collections.abc import Iterable
from dataclasses import replace

from homeassistant.core import HomeAssistant

from .acting.execute import Actor
from .appliances.ordering import async_carry_out, async_judge_wanted
from .appliances.seen import ToldAppliance, appliances_of
from .appliances.telling import told_jobs
from .home import async_get_home
from .plan.steps import StepResult
from .policy.judging import Judgement
from .replies import Replies
from .understand.parts import AppliancePart


async def async_run_appliances(hass: HomeAssistant, part: AppliancePart, actor: Actor, replies: Replies) -> str:
    """Do or answer what a sentence about appliances is about, and return what to say."""
    appliances = _meant(hass, part, actor)
    if not appliances:
        return replies.say("appliance_none")
    if part.wanted is not None:
        return (await async_carry_out(hass, replies, appliances[0], part.wanted, actor)).speech
    return told_jobs(replies, appliances, part.about) if part.about else ""


async def async_judge_appliances(
    hass: HomeAssistant, parts: Iterable[AppliancePart], actor: Actor
) -> tuple[Judgement, ...]:
    """Judge what sentences want of appliances."""
    return tuple(
        [
            await async_judge_wanted(hass, appliance_id, part.wanted, actor)
            for part in parts
            if part.wanted is not None
            for appliance_id in part.appliances
        ]
    )


def by_their_names(parts: Iterable[object], results: Iterable[StepResult]) -> list[StepResult]:
    """Return results of which those of appliances call them as people do, and not as the entity that stands for them."""
    names = {
        part.things[0]: part.names[0] for part in parts if isinstance(part, AppliancePart) and part.wanted is not None
    }
    return [
        replace(result, placeholders={**result.placeholders, "name": names[result.step.entity_ids[0]]})
        if result.step.domain == "parlor" and names.keys() & result.step.entity_ids
        else result
        for result in results
    ]


def _meant(hass: HomeAssistant, part: AppliancePart, actor: Actor) -> tuple[ToldAppliance, ...]:
    """Return the appliances of a part that may still be seen."""
    home = async_get_home(hass, str(actor.llm_context.assistant))
    return tuple(each for each in appliances_of(hass, home) if each.id in part.appliances)
