"""What is said of a plan's results: the model's own sentence only when every step was seen to work."""

from collections.abc import Iterable, Sequence

from homeassistant.core import HomeAssistant

from .replies import Replies
from .steps import Outcome, StepResult
from .watch import join_names


def speech_of(hass: HomeAssistant, replies: Replies, say: str, results: Sequence[StepResult]) -> str:
    """Return the sentence for a plan: `say` if all worked, else what did not and why, and what did."""
    bad = [result for result in results if not result.outcome.is_good]
    if not bad:
        all_so_before = bool(results) and all(result.outcome is Outcome.ALREADY for result in results)
        return replies.say("already") if all_so_before else say or replies.say("done")
    sentences = list(dict.fromkeys(_why(replies, result) for result in bad))
    good = [entity_id for result in results if result.outcome.is_good for entity_id in result.step.entity_ids]
    if good:
        sentences.append(replies.say("partly", {"done": join_names(hass, dict.fromkeys(good))}))
    return " ".join(sentences)


def _why(replies: Replies, result: StepResult) -> str:
    """Return why a step did not work."""
    return replies.say(result.reason or "unclear", result.placeholders)


def join_sentences(sentences: Iterable[str]) -> str:
    """Return sentences one after the other, each once."""
    return " ".join(dict.fromkeys(sentence.strip() for sentence in sentences if sentence.strip()))
