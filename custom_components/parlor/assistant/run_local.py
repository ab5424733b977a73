"""Runs what was understood without a model: through the same policy, watched for the same effects."""

from collections.abc import Sequence
import dataclasses

from homeassistant.components.conversation import ChatLog, ConversationInput, async_handle_intents
from homeassistant.core import HomeAssistant
from homeassistant.helpers.intent import IntentResponse, IntentResponseType

from .execute import Actor, async_refuse, async_run_plan
from .local import AnswerPart, IntentPart, Part, StepsPart, Understood
from .replies import Replies
from .speech import join_sentences, speech_of
from .steps import Step, StepResult
from .watch import EffectWatch


async def async_run_understood(
    hass: HomeAssistant,
    understood: Understood,
    user_input: ConversationInput,
    chat_log: ChatLog,
    actor: Actor,
    replies: Replies,
) -> str | None:
    """Run the parts of a sentence in order and return what to say; None if Home Assistant did not know it after all.

    If the policy refuses any part, nothing of the sentence happens.
    """
    steps = [step for part in understood.parts if not isinstance(part, AnswerPart) for step in part.steps]
    refused = [result for step in steps if (result := await async_refuse(hass, step, actor))]
    if refused:
        return speech_of(hass, replies, "", refused)
    said = [await _async_run_part(hass, part, user_input, chat_log, actor, replies) for part in understood.parts]
    return join_sentences(text for text in said if text) or None


async def _async_run_part(
    hass: HomeAssistant,
    part: Part,
    user_input: ConversationInput,
    chat_log: ChatLog,
    actor: Actor,
    replies: Replies,
) -> str | None:
    """Run one part and return what to say of it."""
    match part:
        case AnswerPart():
            return replies.say(part.reply, part.placeholders)
        case StepsPart():
            results = await async_run_plan(hass, part.steps, actor)
            return speech_of(hass, replies, replies.say(part.reply, part.placeholders), results)
        case IntentPart():
            return await _async_run_intent(hass, part, user_input, chat_log, actor, replies)


async def _async_run_intent(
    hass: HomeAssistant,
    part: IntentPart,
    user_input: ConversationInput,
    chat_log: ChatLog,
    actor: Actor,
    replies: Replies,
) -> str | None:
    """Let Home Assistant handle a part in its own words, and watch whether it did."""
    part_input = dataclasses.replace(user_input, text=part.text)
    with EffectWatch(hass, part.steps) as watch:
        response = await async_handle_intents(hass, part_input, chat_log)
        if response is None:
            return await _async_run_steps(hass, part.steps, actor, replies)
        if response.response_type is IntentResponseType.ERROR:
            return _plain_speech(response) or replies.say("unclear")
        results: list[StepResult] = await watch.async_results()
    say = _plain_speech(response) or replies.say("done")
    return speech_of(hass, replies, say, results) if results else say


async def _async_run_steps(hass: HomeAssistant, steps: Sequence[Step], actor: Actor, replies: Replies) -> str | None:
    """Run the steps that a part amounts to, where Home Assistant's strict reader did not know the words."""
    if not steps:
        return None
    results = await async_run_plan(hass, steps, actor)
    return speech_of(hass, replies, replies.say("done"), results)


def _plain_speech(response: IntentResponse) -> str:
    """Return what an intent's response says."""
    speech: str = response.speech.get("plain", {}).get("speech", "")
    return speech.strip()
