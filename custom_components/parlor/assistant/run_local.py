"""Runs what was understood without a model: through the same policy, watched for the same effects."""

from collections.abc import Mapping
import dataclasses

from homeassistant.components.conversation import ChatLog, ConversationInput, async_handle_intents
from homeassistant.core import HomeAssistant
from homeassistant.helpers.intent import IntentResponse, IntentResponseType

from .acting.execute import Actor, async_run_plan, refusal_of
from .acting.recording import async_log, async_note, recorded
from .acting.watch import EffectWatch
from .confirming.asking import Asking
from .deeds_told import told_steps
from .judge_understood import async_judge_understood
from .local import (
    AnswerPart,
    AppliancePart,
    AskPart,
    IntentPart,
    LaterPart,
    Part,
    PlansPart,
    StepsPart,
    TitlePart,
    Understood,
)
from .plan.steps import Outcome, Step, StepResult
from .prompt.describe import plain
from .replies import Replies
from .run_appliances import async_run_appliances, by_their_names
from .run_asked import async_answer, async_play, async_title_step
from .run_kept import async_run_kept
from .run_planned import async_run_planned
from .speech import join_sentences, speech_of
from .understand.core import is_own_sentence
from .understand.kept import KeptPart

# Stands for an intent that comes to no step.
_NO_STEP = Step(domain="", service="")


async def async_run_understood(
    hass: HomeAssistant,
    understood: Understood,
    user_input: ConversationInput,
    chat_log: ChatLog,
    actor: Actor,
    replies: Replies,
    *,
    asking: Asking,
) -> str | None:
    """Run the parts of a sentence in order and return what to say; None if Home Assistant did not know it after all.

    If the policy refuses any part, nothing of the sentence happens; if any part needs a yes, all of it waits. Of several
    parts of which one is known to nobody none runs: whoever is asked next gets the whole sentence.
    """
    if len(understood.parts) > 1 and await _async_has_unknown(hass, understood, actor):
        return None
    judgement = await async_judge_understood(hass, understood, actor)
    refused = [(judged.step, judged.refused) for judged in judgement.refused if judged.refused]
    if refused:
        results = by_their_names(understood.parts, [refusal_of(step or _NO_STEP, why) for step, why in refused])
        await async_log(hass, results, actor)
        return speech_of(hass, replies, "", results)
    if judgement.asked:
        return await asking.async_hold(hass, understood, judgement.asked, actor, replies)
    is_part = len(understood.parts) > 1
    said = [
        await _async_run_part(hass, part, user_input, chat_log, actor, replies, asking=asking, is_part=is_part)
        for part in understood.parts
    ]
    if not any(said):
        return None
    left = (replies.say("part_unknown", {"text": plain(part.text)}) for part in understood.parts)
    return join_sentences(text or unknown for text, unknown in zip(said, left, strict=True))


async def _async_has_unknown(hass: HomeAssistant, understood: Understood, actor: Actor) -> bool:
    """Say whether a part names a title that nobody knows, or nobody knows where to play."""
    titles = [part for part in understood.parts if isinstance(part, TitlePart)]
    return any([await async_title_step(hass, part, actor) is None for part in titles])


async def _async_run_part(
    hass: HomeAssistant,
    part: Part,
    user_input: ConversationInput,
    chat_log: ChatLog,
    actor: Actor,
    replies: Replies,
    *,
    asking: Asking,
    is_part: bool,
) -> str | None:
    """Run one part and return what to say of it."""
    match part:
        case AnswerPart():
            return replies.say(part.reply, _plain(part.placeholders))
        case AskPart():
            return await async_answer(hass, part, actor, replies)
        case TitlePart():
            return await async_play(hass, part, actor, replies)
        case AppliancePart():
            return await async_run_appliances(hass, part, actor, replies)
        case KeptPart():
            return await async_run_kept(hass, part, actor, replies, asking)
        case StepsPart():
            results = await async_run_plan(hass, part.steps, actor)
            say = replies.say_of(part.reply, [plain(name) for name in part.names], _plain(part.placeholders))
            return speech_of(hass, replies, say, results, is_part=is_part)
        case LaterPart() | PlansPart():
            return await async_run_planned(hass, part, user_input.agent_id, actor, replies)
        case IntentPart():
            return await _async_run_intent(hass, part, user_input, chat_log, actor, replies, is_part=is_part)


async def _async_run_intent(
    hass: HomeAssistant,
    part: IntentPart,
    user_input: ConversationInput,
    chat_log: ChatLog,
    actor: Actor,
    replies: Replies,
    *,
    is_part: bool,
) -> str | None:
    """Run what an intent comes to; one that comes to no calls, or that the user worded, is Home Assistant's to handle.

    What the policy has judged is what is called: a handler that looks for its entities anew may find others.
    """
    if part.steps and not is_own_sentence(part):
        results = await async_run_plan(hass, part.steps, actor)
        return speech_of(hass, replies, told_steps(hass, replies, part.steps), results, is_part=is_part)
    part_input = dataclasses.replace(user_input, text=part.text)
    async with recorded(hass, actor) as recording:
        for step in part.steps:
            await async_note(step)
        with EffectWatch(hass, part.steps) as watch:
            response = await async_handle_intents(hass, part_input, chat_log)
            if response is None:
                return None
            if response.response_type is IntentResponseType.ERROR:
                recording.results = _handled(part, Outcome.FAILED)
                return _plain_speech(response) or replies.say("unclear")
            results = await watch.async_results()
        recording.results = results or _handled(part, Outcome.SENT)
    say = _plain_speech(response) or replies.say("done")
    return speech_of(hass, replies, say, results, is_part=is_part) if results else say


def _handled(part: IntentPart, outcome: Outcome) -> list[StepResult]:
    """Return what came of an intent that Home Assistant handled, nothing where it only answered."""
    if not part.changes_home:
        return []
    return [StepResult(step=Step(domain="intent", service=part.intent_type), outcome=outcome)]


def _plain(placeholders: Mapping[str, str]) -> dict[str, str]:
    """Return names and titles short enough to be said."""
    return {key: plain(value) for key, value in placeholders.items()}


def _plain_speech(response: IntentResponse) -> str:
    """Return what an intent's response says."""
    speech: str = response.speech.get("plain", {}).get("speech", "")
    return speech.strip()
