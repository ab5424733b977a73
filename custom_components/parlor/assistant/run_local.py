"""Runs what was understood without a model: through the same policy, watched for the same effects."""

from collections.abc import Mapping, Sequence
import dataclasses

from homeassistant.components.conversation import ChatLog, ConversationInput, async_handle_intents
from homeassistant.core import HomeAssistant
from homeassistant.helpers.intent import IntentResponse, IntentResponseType

from .acting.execute import Actor, async_run_plan, refusal_of
from .acting.recording import async_log, async_note, recorded
from .acting.watch import EffectWatch
from .confirming.asking import Asking
from .judge_understood import async_judge_understood
from .local import AnswerPart, AskPart, IntentPart, LaterPart, Part, PlansPart, StepsPart, TitlePart, Understood
from .plan.steps import Outcome, Step, StepResult
from .prompt.describe import plain
from .replies import Replies
from .run_asked import async_answer, async_play, async_title_step
from .run_kept import async_run_kept
from .run_planned import async_run_planned
from .speech import join_sentences, name_of, speech_of
from .understand.core import is_own_sentence
from .understand.kept import KeptPart
from .understand.plans import placeholders_of

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
        results = [refusal_of(step or _NO_STEP, why) for step, why in refused]
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
        return speech_of(hass, replies, _told(hass, replies, part.steps), results, is_part=is_part)
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


# service -> the sentence that tells of it.
_TOLD: Mapping[str, str] = {
    "close_cover": "closed", "close_valve": "closed", "dock": "docked", "lock": "locked", "media_next_track": "skipped",
    "media_pause": "paused", "media_play": "played", "media_previous_track": "skipped", "open_cover": "opened",
    "open_valve": "opened", "press": "pressed", "return_to_base": "docked", "set_cover_position": "position_set",
    "set_humidity": "humidity_set", "set_temperature": "temperature_set", "set_valve_position": "position_set",
    "start": "started", "start_mowing": "started", "stop_cover": "stopped", "stop_valve": "stopped",
    "turn_off": "turned_off", "turn_on": "turned_on", "unlock": "unlocked", "volume_down": "volume_changed",
    "volume_set": "volume_set", "volume_up": "volume_changed",
}  # fmt: skip
_TOLD_WITH_DATA: Mapping[str, str] = {"brightness_pct": "brightness_set", "percentage": "speed_set"}


def _told(hass: HomeAssistant, replies: Replies, steps: Sequence[Step]) -> str:
    """Return the sentences for steps that worked, one for each kind of call."""
    names: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
    for step in steps:
        key = (_reply_key(step), tuple(placeholders_of(step.data).items()))
        names.setdefault(key, []).extend(name_of(hass, entity_id) for entity_id in step.entity_ids)
    return join_sentences(replies.say_of(key, named, dict(told)) for (key, told), named in names.items())


def _reply_key(step: Step) -> str:
    """Return the key of the sentence that tells of a step."""
    if step.service == "turn_on" and step.data:
        return next((key for field, key in _TOLD_WITH_DATA.items() if field in step.data), "done")
    if step.action in ("scene.turn_on", "script.turn_on"):
        return "activated" if step.domain == "scene" else "started"
    if step.service == "volume_mute":
        return "muted" if step.data.get("is_volume_muted") else "unmuted"
    return _TOLD.get(step.service, "item_added" if step.action == "todo.add_item" else "done")


def _plain_speech(response: IntentResponse) -> str:
    """Return what an intent's response says."""
    speech: str = response.speech.get("plain", {}).get("speech", "")
    return speech.strip()
