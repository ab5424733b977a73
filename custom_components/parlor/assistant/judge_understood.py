"""Judges what was understood without a model: the steps of its parts, and what the user's own intents set in motion."""

from collections.abc import Iterator, Mapping
from itertools import chain

from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent

from .local import AppliancePart, IntentPart, LaterPart, StepsPart, TitlePart, Understood
from .plan.steps import Step
from .policy.actor import Actor
from .policy.judging import Judgement, async_judge, async_judge_config, async_judge_deeds
from .policy.rule import Deed, Guard
from .run_appliances import async_judge_appliances
from .run_asked import async_title_step
from .understand.core import is_own_sentence

# Whose handlers are known for what they are called; of others nobody knows what they do.
_KNOWN_HANDLERS = "homeassistant."
_SCRIPTED = "homeassistant.components.intent_script"


async def async_judge_understood(hass: HomeAssistant, understood: Understood, actor: Actor) -> Judgement:
    """Judge all parts of a sentence together: nothing of it may run before a yes where any part needs one."""
    steps = [
        step for part in understood.parts if isinstance(part, StepsPart | IntentPart | LaterPart) for step in part.steps
    ]
    titles = [await async_title_step(hass, part, actor) for part in understood.parts if isinstance(part, TitlePart)]
    steps += [step for step in titles if isinstance(step, Step)]
    judgements = [await async_judge(hass, steps, actor)]
    appliances = (part for part in understood.parts if isinstance(part, AppliancePart))
    judgements += await async_judge_appliances(hass, appliances, actor)
    judgements += [await _async_judge_handler(hass, part, actor) for part in _handled(understood)]
    return Judgement(each=tuple(chain.from_iterable(judgement.each for judgement in judgements)))


def _handled(understood: Understood) -> Iterator[IntentPart]:
    """Yield the parts that Home Assistant's own handlers run."""
    for part in understood.parts:
        if isinstance(part, IntentPart) and part.changes_home and (not part.steps or is_own_sentence(part)):
            yield part


async def _async_judge_handler(hass: HomeAssistant, part: IntentPart, actor: Actor) -> Judgement:
    """Judge what handles an intent: actions that the user wrote, or code of which only the origin is known."""
    handler = next((each for each in intent.async_get(hass) if each.intent_type == part.intent_type), None)
    module = type(handler).__module__
    config = getattr(handler, "config", None)
    if module == _SCRIPTED and isinstance(config, Mapping):
        sequence = getattr(config.get("action"), "sequence", ())
        return await async_judge_config(hass, sequence, part.intent_type, actor)
    is_known = handler is None or module.startswith(_KNOWN_HANDLERS)
    deeds = () if is_known else (Deed(action="", guard=Guard.UNCLEAR),)
    return await async_judge_deeds(hass, deeds, actor)
