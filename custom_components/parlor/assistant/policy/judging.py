"""The policy's door: what is to become of steps, for whoever wants to take them now, later, or on a trigger."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.core import HomeAssistant
from homeassistant.helpers.llm import LLMContext

from ..plan.steps import Step
from ..speaker import Speaker
from .actor import Actor
from .decision import Refusal, Refused, Target, forbid, refuse, shown_entities, to_ask
from .reach import Reach
from .rule import Deed, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is to become of one step; `asked` are the deeds that still need a yes."""

    step: Step | None
    refused: Refused | None = None
    asked: tuple[Deed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What is to become of a whole plan: nothing of it may run before a yes where any step needs one."""

    each: tuple[Judged, ...] = ()

    @property
    def refused(self) -> tuple[Judged, ...]:
        """Return the steps that may not happen."""
        return tuple(judged for judged in self.each if judged.refused)

    @property
    def asked(self) -> tuple[Deed, ...]:
        """Return the deeds that need a yes, each once."""
        return tuple({deed.key: deed for judged in self.each for deed in judged.asked}.values())

    @property
    def verdict(self) -> Verdict:
        """Return what is to become of the plan as a whole."""
        if self.refused:
            return Verdict.REFUSE
        return Verdict.CONFIRM if self.asked else Verdict.ALLOW


async def async_judge(hass: HomeAssistant, steps: Sequence[Step], actor: Actor) -> Judgement:
    """Judge the steps of a plan by what they set in motion, as the home and the rules are now.

    What a person said yes to already (`actor.confirmed`) is not asked for again; what is refused stays so.
    """
    speaker = await actor.async_speaker(hass)
    may_control = await _async_permission(hass, actor.llm_context)
    reach = Reach(hass)
    each = []
    for step in steps:
        targets = _targets(hass, step, actor.llm_context.assistant, may_control)
        if refused := forbid(step, targets):
            each.append(Judged(step=step, refused=refused))
        else:
            each.append(_judged(step, reach.deeds(step), actor, speaker))
    return Judgement(each=tuple(each))


async def async_judge_done_to(hass: HomeAssistant, step: Step, deeds: Sequence[Deed], actor: Actor) -> Judgement:
    """Judge deeds of which somebody else knows what they are, done to the entities of a step: who may not see or control those may not do them."""
    speaker = await actor.async_speaker(hass)
    may_control = await _async_permission(hass, actor.llm_context)
    if refused := forbid(step, _targets(hass, step, actor.llm_context.assistant, may_control)):
        return Judgement(each=(Judged(step=step, refused=refused),))
    return Judgement(each=(_judged(step, deeds, actor, speaker),))


async def async_judge_config(hass: HomeAssistant, config: Any, name: str, actor: Actor) -> Judgement:
    """Judge configured actions, as an intent of the user's or a new automation has them; `name` is what they are called."""
    speaker = await actor.async_speaker(hass)
    return Judgement(each=(_judged(None, Reach(hass).deeds_of_config(config, name), actor, speaker),))


async def async_judge_deeds(hass: HomeAssistant, deeds: Sequence[Deed], actor: Actor) -> Judgement:
    """Judge deeds of which somebody else knows what they are: a foreign tool, an order for later."""
    speaker = await actor.async_speaker(hass)
    return Judgement(each=(_judged(None, deeds, actor, speaker),))


def _judged(step: Step | None, deeds: Sequence[Deed], actor: Actor, speaker: Speaker) -> Judged:
    """Return what the rules say of all that a step sets in motion."""
    if refused := refuse(deeds, speaker, actor.all_rules, actor.rules):
        return Judged(step=step, refused=refused)
    asked = to_ask(deeds, speaker, actor.all_rules)
    return Judged(step=step, asked=tuple(deed for deed in asked if not actor.is_confirmed(deed)))


def not_confirmed(judged: Judged) -> Refused | None:
    """Return why a step may not happen where nobody can be asked for a yes."""
    if judged.refused or not judged.asked:
        return judged.refused
    first = judged.asked[0]
    return Refused(Refusal.NOT_CONFIRMED, first.via[0] if first.via else first.entity_id)


def _targets(
    hass: HomeAssistant, step: Step, assistant: str | None, may_control: Callable[[str], bool] | None
) -> list[Target]:
    """Return who may see and control the entities of a step and those that it shows."""
    return [
        Target(
            entity_id=entity_id,
            is_exposed=bool(assistant) and async_should_expose(hass, str(assistant), entity_id),
            is_permitted=may_control is None or may_control(entity_id),
        )
        for entity_id in (*step.entity_ids, *shown_entities(step))
    ]


async def _async_permission(hass: HomeAssistant, llm_context: LLMContext) -> Callable[[str], bool] | None:
    """Return what the speaker may control; None where nobody is known (a satellite) and the exposure alone decides."""
    context = llm_context.context
    if context is None or context.user_id is None:
        return None
    user = await hass.auth.async_get_user(context.user_id)
    if user is None:
        return lambda entity_id: False
    return lambda entity_id: user.permissions.check_entity(entity_id, POLICY_CONTROL)
