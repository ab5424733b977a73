"""What is said of a plan's results: the model's own sentence only when every step was seen to work."""

from collections.abc import Iterable, Mapping, Sequence

from homeassistant.core import HomeAssistant

from .appliances.seen import appliance_name
from .plan.steps import Outcome, StepResult
from .prompt.describe import plain
from .replies import Replies


def speech_of(
    hass: HomeAssistant, replies: Replies, say: str, results: Sequence[StepResult], *, is_part: bool = False
) -> str:
    """Return the sentence for a plan: `say` if all was seen to work, else what did not and why, and what did.

    As a part of more what was so already is named: the rest was not.
    """
    telling = [result for result in results if result.reason]
    if not telling:
        all_so_before = bool(results) and all(result.outcome is Outcome.ALREADY for result in results)
        if all_so_before and is_part:
            so_before = [entity_id for result in results for entity_id in result.step.entity_ids]
            return replies.say("already_named", {"name": names_of(hass, replies, so_before)})
        return replies.say("already") if all_so_before else say or replies.say("done")
    sentences = _reasons(hass, replies, telling)
    worked = [entity_id for result in results if not result.reason for entity_id in result.step.entity_ids]
    if worked:
        key = "worked" if all(result.outcome.is_good for result in telling) else "partly"
        sentences.append(replies.say(key, {"done": names_of(hass, replies, worked)}))
    return " ".join(sentences)


def _reasons(hass: HomeAssistant, replies: Replies, results: Iterable[StepResult]) -> list[str]:
    """Return why steps did not work, what shares its reason in one sentence."""
    alike: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
    for result in results:
        key = (result.reason or "unclear", tuple(sorted(result.placeholders.items())))
        alike.setdefault(key, []).extend(result.step.entity_ids)
    sentences = [_why(hass, replies, reason, ids, dict(given)) for (reason, given), ids in alike.items()]
    return list(dict.fromkeys(sentences))


def why(hass: HomeAssistant, replies: Replies, result: StepResult) -> str:
    """Return why one step did not work."""
    return _why(hass, replies, result.reason or "unclear", result.step.entity_ids, result.placeholders)


def _why(
    hass: HomeAssistant, replies: Replies, reason: str, entity_ids: Iterable[str], given: Mapping[str, str]
) -> str:
    """Return a reason as a sentence."""
    return replies.say(reason, {"name": names_of(hass, replies, entity_ids), **given})


def names_of(hass: HomeAssistant, replies: Replies, entity_ids: Iterable[str]) -> str:
    """Return the names of some entities as one says them."""
    return replies.join(list(dict.fromkeys(name_of(hass, entity_id) for entity_id in entity_ids)))


def name_of(hass: HomeAssistant, entity_id: str) -> str:
    """Return what people call an entity, short enough to be said."""
    if entity_id.startswith("sensor.") and (called := appliance_name(hass, entity_id)):
        return called
    state = hass.states.get(entity_id)
    return plain(state.name) if state else entity_id


def join_sentences(sentences: Iterable[str]) -> str:
    """Return sentences one after the other, each once."""
    return " ".join(dict.fromkeys(sentence.strip() for sentence in sentences if sentence.strip()))
