"""Notes what a plan does while it runs: for the audit log, and for taking it back.

Whatever runs a step says so before the call, wherever in a plan that is: of a film that is played the steps are only known
once it was found.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
import logging
from typing import Any, Final

from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers.llm import LLMContext
from homeassistant.helpers.singleton import singleton
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from ..audit.asked_by import Actor, async_asked_by
from ..audit.kept import async_audit
from ..audit.record import MOST_ENTITIES, Record, error_of, evidence_of, outcome_of, told_data
from ..plan.steps import Outcome, Step, StepResult
from ..policy.motion import SEND_ON, set_in_motion
from ..utterance import Utterance, Way, utterance_now
from .changed import ITEMS, Changed
from .expectations import NOTHING_KNOWN, Seen
from .last_plans import LastPlans, PlanDone, Revocable, merged

_LOGGER = logging.getLogger(__name__)
# Lists are asked for their items before and after: one that does not answer keeps nobody waiting.
ITEMS_SECONDS: Final = 3.0
# What cannot be taken back was not done, or not by us.
_CHANGING: Final = frozenset({Outcome.DONE, Outcome.SENT, Outcome.UNCONFIRMED})
_TAKEN_BACK: Final = frozenset({Outcome.DONE, Outcome.SENT})


@singleton(HassKey[LastPlans]("parlor.last_plans"))
def last_plans(hass: HomeAssistant) -> LastPlans:
    """Return the last plans of this home, which are in no file."""
    return LastPlans()


@dataclass(slots=True, kw_only=True)
class Recording:
    """What is noted of one plan."""

    hass: HomeAssistant
    actor: Actor
    before: dict[str, Seen] = field(default_factory=dict)
    # The entities that scenes, scripts and groups set in motion, by what sets them in motion.
    members: dict[str, frozenset[str]] = field(default_factory=dict)
    results: Sequence[StepResult] = ()
    noted: list[Step] = field(default_factory=list)

    async def async_note(self, step: Step) -> None:
        """Note how everything is that a step will change."""
        self.noted.append(step)
        for entity_id in step.entity_ids:
            if step.service != "turn_off" or step.domain not in SEND_ON:
                self.members[entity_id] = set_in_motion(self.hass, entity_id)
            for each in (entity_id, *self.members.get(entity_id, ())):
                if each not in self.before and (seen := await self.async_seen(each)) is not None:
                    self.before[each] = seen

    async def async_seen(self, entity_id: str) -> Seen | None:
        """Return how an entity is, a list with its items."""
        if (state := self.hass.states.get(entity_id)) is None:
            return None
        if state.domain != "todo":
            return Seen(state.state, state.attributes)
        return Seen(state.state, {**state.attributes, ITEMS: await self._async_items(entity_id)})

    async def _async_items(self, entity_id: str) -> tuple[Any, ...]:
        """Return the items of a list, none where it does not tell them."""
        wanted = {"entity_id": entity_id, "status": ["needs_action", "completed"]}
        try:
            async with asyncio.timeout(ITEMS_SECONDS):
                answer = await self.hass.services.async_call(
                    "todo", "get_items", wanted, blocking=True, return_response=True
                )
        except Exception as error:  # noqa: BLE001  a list's own fault must not keep anybody from writing on it
            _LOGGER.debug("The items of a list cannot be read: %s", type(error).__name__)
            return ()
        told = answer.get(entity_id) if isinstance(answer, dict) else None
        items = told.get("items") if isinstance(told, dict) else None
        return tuple(items) if isinstance(items, list) else ()

    async def async_changes(self) -> tuple[Changed, ...]:
        """Return what the plan did to each entity, as far as that is known."""
        changes: list[Changed] = []
        for result in self.results:
            if result.outcome not in _CHANGING:
                continue
            if not result.step.entity_ids:  # a timer: it was set, and is in no state
                changes.append(Changed(entity_id="", before=NOTHING_KNOWN, left=NOTHING_KNOWN, steps=(result.step,)))
            for entity_id in result.step.entity_ids:
                changes += [change async for change in self._of_entity(entity_id, result.step)]
        return merged(changes)

    async def _of_entity(self, entity_id: str, step: Step) -> AsyncGenerator[Changed]:
        """Yield what a step did to an entity, or to what that set in motion."""
        for each in self._moved_by(entity_id):
            before, left = self.before.get(each), await self.async_seen(each)
            if before is not None and left is not None:
                steps = (step,) if each == entity_id else ()
                yield Changed(entity_id=each, before=before, left=left, steps=steps)

    def _moved_by(self, entity_id: str) -> Sequence[str]:
        """Return what an entity set in motion, else itself; a group stands for members that may not be touched one by one."""
        members = sorted(each for each in self.members.get(entity_id, ()) if each in self.before)
        assistant = self.actor.llm_context.assistant
        is_group = entity_id.partition(".")[0] not in SEND_ON
        if is_group and not all(async_should_expose(self.hass, assistant, each) for each in members):
            return (entity_id,)
        return members or (entity_id,)


_NOW: ContextVar[Recording | None] = ContextVar("parlor_recording", default=None)


async def async_note(step: Step) -> None:
    """Note how everything is that a step is about to change."""
    if (recording := _NOW.get()) is not None:
        await recording.async_note(step)


@asynccontextmanager
async def recorded(hass: HomeAssistant, actor: Actor) -> AsyncGenerator[Recording]:
    """Note what happens in a plan, and keep it when it is over; what is cut off is noted as far as it came."""
    recording = Recording(hass=hass, actor=actor)
    token = _NOW.set(recording)
    try:
        yield recording
    except BaseException:
        # Calls that were made go on by themselves.
        cut_off = [StepResult(step=step, outcome=Outcome.UNCONFIRMED, reason="no_answer") for step in recording.noted]
        recording.results = recording.results or cut_off
        raise
    finally:
        _NOW.reset(token)
        _keep_for_undo(recording, await recording.async_changes())
        await async_log(hass, recording.results, actor, recording.before)


def _keep_for_undo(recording: Recording, changes: tuple[Changed, ...]) -> None:
    """Keep what a plan changed for as long as it can be taken back."""
    actor = recording.actor
    outcomes = {result.outcome for result in recording.results}
    # An undo that did nothing is nothing to be had again; "it was already so" is what "undo that" would mean, and nothing before.
    if not outcomes & (_TAKEN_BACK if actor.undoes else _CHANGING | {Outcome.ALREADY}):
        return
    done = _done_now(actor.llm_context, _utterance_of(actor))
    last_plans(recording.hass).add(replace(done, changes=changes, undoes=actor.undoes))


@callback
def async_keep_revocable(
    hass: HomeAssistant, llm_context: LLMContext, revocable: Revocable, *, is_of_home: bool = False
) -> None:
    """Keep something that was done beside the states of entities for as long as it can be taken back."""
    done = _done_now(llm_context, utterance_now())
    last_plans(hass).add(replace(done, revocables=(revocable,), is_of_home=is_of_home))


def _done_now(llm_context: LLMContext, utterance: Utterance | None) -> PlanDone:
    """Return what was done now, for whom and in which turn; what it was is still to be said."""
    context = llm_context.context or Context()
    return PlanDone(
        ended=dt_util.utcnow().timestamp(),
        context_id=context.id,
        turn=utterance.turn if utterance else None,
        conversation_id=utterance.conversation_id if utterance else None,
        user_id=context.user_id,
        device_id=llm_context.device_id,
    )


def _utterance_of(actor: Actor) -> Utterance | None:
    """Return the turn that a plan belongs to: one that was put off belongs to none."""
    return utterance_now() if actor.way in (None, Way.LOCAL, Way.MODEL) else None


async def async_log(
    hass: HomeAssistant, results: Iterable[StepResult], actor: Actor, before: dict[str, Seen] | None = None
) -> None:
    """Write what came of steps into the audit log."""
    results = list(results)
    if not results:
        return
    utterance = _utterance_of(actor)
    asked_by = await async_asked_by(hass, actor.llm_context, is_ours=utterance is not None or actor.way is not None)
    audit = await async_audit(hass)
    audit.note(
        [
            Record(
                at=dt_util.utcnow().timestamp(),
                action=result.step.action,
                entities=result.step.entity_ids[:MOST_ENTITIES],
                data=told_data(result),
                asked_by=asked_by,
                agent=actor.agent_id or (utterance.agent_id if utterance else actor.llm_context.platform),
                way=actor.way or (utterance.way if utterance else Way.TOOL),
                outcome=outcome_of(result.outcome, is_undo=actor.undoes > 0),
                evidence=evidence_of(_seen(hass, result, before or {})),
                reason=result.reason or "",
                error=error_of(result),
            )
            for result in results
        ]
    )


def _seen(
    hass: HomeAssistant, result: StepResult, before: dict[str, Seen]
) -> Iterable[tuple[str, Seen | None, Seen | None]]:
    """Yield how each entity of a result was before, and how it is now."""
    for entity_id in result.step.entity_ids:
        state = hass.states.get(entity_id)
        now = Seen(state.state, state.attributes) if state else None
        yield result.step.domain, before.get(entity_id), now
