"""Takes back what the last plan changed: through the policy and watched, as every plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..plan.steps import StepResult
from ..replies import Replies
from ..speech import join_sentences, names_of, speech_of
from ..utterance import utterance_now
from .execute import Actor, async_run_plan
from .expectations import Seen
from .last_plans import PlanDone
from .recording import Recording, last_plans
from .undo import Left, Now, Undoing, undo


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What came of taking a plan back, and what was left as it is, with why."""

    results: tuple[StepResult, ...]
    left: Mapping[str, Left]
    # What is said of what was taken back beside the states of entities.
    told: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Say whether everything is as before."""
        return not self.left and all(result.outcome.is_good for result in self.results)


@callback
def async_can_undo(hass: HomeAssistant, conversation_id: str | None, *, revocable: bool = False) -> bool:
    """Say whether something was done in a conversation that can be meant by "undo"; `revocable`: last, and no state of an entity."""
    if conversation_id is None:
        return False
    last = last_plans(hass).in_conversation(dt_util.utcnow().timestamp(), conversation_id)
    is_kept = last is not None and bool(last.revocables) and not last.changes and not last.is_of_home
    return last is not None and (not revocable or is_kept)


async def async_last(hass: HomeAssistant, actor: Actor) -> tuple[PlanDone, Undoing] | None:
    """Return the last plan of this conversation, else of this speaker, and what taking it back comes to; None where there is none."""
    utterance = utterance_now()
    context = actor.llm_context.context
    last = last_plans(hass).last(
        dt_util.utcnow().timestamp(),
        conversation_id=utterance.conversation_id if utterance else None,
        user_id=context.user_id if context else None,
        device_id=actor.llm_context.device_id,
    )
    return None if last is None else (last, await _async_undoing(hass, last, actor))


async def async_take_back(
    hass: HomeAssistant, last: PlanDone, undoing: Undoing, actor: Actor, replies: Replies
) -> Undone:
    """Take a plan back by steps that were made out for it."""
    plans = last_plans(hass)
    results = await async_run_plan(hass, undoing.steps, replace(actor, undoes=last.undoes + 1))
    # What was not taken back can be tried again: a yes may be missing.
    told: list[str] = []
    if not results or any(result.outcome.is_good for result in results):
        plans.drop(last)
        told = [await one.async_revoke(replies) for one in last.revocables if not one.is_over]
    return Undone(results=tuple(results), left=undoing.left, told=tuple(told))


async def _async_undoing(hass: HomeAssistant, last: PlanDone, actor: Actor) -> Undoing:
    """Return what taking a plan back comes to, with how everything is now."""
    recording = Recording(hass=hass, actor=actor)
    now: dict[str, Now] = {}
    for changed in last.changes:
        if (state := hass.states.get(changed.entity_id)) is None:
            continue
        seen = await recording.async_seen(changed.entity_id)
        by = state.context
        is_ours = last.context_id in (by.id, by.parent_id)
        now[changed.entity_id] = Now(
            seen=seen or Seen(state.state, state.attributes),
            since=state.last_updated.timestamp(),
            is_ours=is_ours,
            is_by_others=not is_ours and bool(by.user_id or by.parent_id),
        )
    return undo(last.changes, now, last.ended)


def undo_speech(hass: HomeAssistant, replies: Replies, undone: Undone | None, say: str = "") -> str:
    """Return what is said of it: `say`, if there is one, where everything is as before."""
    if undone is None:
        return replies.say("undo_nothing")
    restored = [entity_id for result in undone.results for entity_id in result.step.entity_ids]
    names = names_of(hass, replies, restored)
    done = say if say and undone.is_done else replies.say("undone", {"name": names})
    told = [speech_of(hass, replies, done, undone.results)] if undone.results else []
    sentences = [*told, *undone.told, *_why_left(hass, replies, undone.left)]
    return join_sentences(sentences) or replies.say("undo_unchanged")


def _why_left(hass: HomeAssistant, replies: Replies, left: Mapping[str, Left]) -> Iterator[str]:
    """Yield why things stay as they are, those of one reason in one sentence."""
    for reason in Left:
        named = [entity_id for entity_id, why in left.items() if why is reason]
        if "" in named:
            yield replies.say("undo_impossible_last")
        if named := [entity_id for entity_id in named if entity_id]:
            yield replies.say(reason.value, {"name": names_of(hass, replies, named)})
