"""Runs the steps of a plan: each through the policy, each watched for its effect.

Steps on different entities run side by side; steps on the same entity run in order, and after one that went wrong the rest
of its row is not tried.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
import logging

import probatio

from homeassistant.const import ATTR_ENTITY_ID, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, Unauthorized

from ..home import async_get_home
from ..plan.actions import PLAY_TITLE
from ..plan.steps import Outcome, Step, StepResult
from ..policy.actor import Actor
from ..policy.decision import Refusal, Refused
from ..policy.judging import Judgement, async_judge, not_confirmed
from ..prompt.describe import plain
from ..watched.play import Cannot, as_title, async_resolve, seek_step
from ..watched.transport import is_transport, to_what_plays
from .expectations import Expectation
from .recording import async_note, recorded
from .watch import EffectWatch

__all__ = ["Actor", "async_refuse", "async_run_plan", "async_run_step", "refusal_of", "rows_of", "untried"]

_LOGGER = logging.getLogger(__name__)

# A call that has not come back by then is told as such; a TV that wakes or a cloud that answers needs most of it.
CALL_SECONDS = 15.0
# An integration's words for a fault are cut off there.
MAX_ERROR = 200


async def async_run_plan(hass: HomeAssistant, steps: Sequence[Step], actor: Actor) -> list[StepResult]:
    """Run the steps of a plan and say, in the plan's order, what came of each.

    A step whose entities fared differently has several results, each with the entities that it came of. Of a plan that
    needs a yes which nobody gave nothing runs.
    """
    async with recorded(hass, actor) as recording:
        recording.results = await _async_run_rows(hass, steps, actor)
    return list(recording.results)


async def _async_run_rows(hass: HomeAssistant, steps: Sequence[Step], actor: Actor) -> list[StepResult]:
    """Run the rows of a plan side by side."""
    if len(steps) > 1 and (judgement := await async_judge(hass, steps, actor)).asked:
        return untried(judgement)
    results: dict[int, list[StepResult]] = {}

    async def run_row(row: list[int]) -> None:
        failed = False
        for index in row:
            if failed:
                results[index] = [StepResult(step=steps[index], outcome=Outcome.FAILED, reason="not_tried")]
                continue
            results[index] = await async_run_step(hass, steps[index], actor)
            failed = not all(result.outcome.is_good for result in results[index])

    async with asyncio.TaskGroup() as group:
        for row in rows_of(steps):
            group.create_task(run_row(row))
    return [result for index in range(len(steps)) for result in results[index]]


def rows_of(steps: Sequence[Step]) -> list[list[int]]:
    """Return the steps' indices in rows that do not share an entity; pure."""
    rows: list[tuple[set[str], list[int]]] = []
    for index, step in enumerate(steps):
        entity_ids = set(step.entity_ids)
        touching = [row for row in rows if row[0] & entity_ids]
        indices = sorted([number for row in touching for number in row[1]] + [index])
        rows = [row for row in rows if row not in touching]
        rows.append((entity_ids.union(*(row[0] for row in touching)), indices))
    return [indices for _, indices in rows]


async def async_refuse(hass: HomeAssistant, step: Step, actor: Actor) -> StepResult | None:
    """Return the policy's no to a step, or None where it may happen: here nobody is asked any more."""
    judgement = await async_judge(hass, (step,), actor)
    refused = next((found for judged in judgement.each if (found := not_confirmed(judged))), None)
    return refusal_of(step, refused) if refused else None


def untried(judgement: Judgement) -> list[StepResult]:
    """Return the results of a plan of which nothing runs, for want of a yes."""
    results = []
    for judged in judgement.each:
        assert judged.step is not None
        refused = not_confirmed(judged)
        skipped = StepResult(step=judged.step, outcome=Outcome.FAILED, reason="not_tried")
        results.append(refusal_of(judged.step, refused) if refused else skipped)
    return results


def refusal_of(step: Step, refused: Refused) -> StepResult:
    """Return the result of a step that may not happen."""
    # An entity that may not be seen is not named either.
    named = (refused.entity_id,) if refused.entity_id and refused.reason is not Refusal.NOT_EXPOSED else ()
    return StepResult(step=replace(step, entity_ids=named), outcome=Outcome.REFUSED, reason=refused.reason.value)


async def async_run_step(
    hass: HomeAssistant, step: Step, actor: Actor, expected: Expectation | None = None
) -> list[StepResult]:
    """Run one step: ask the policy, leave out what is away, call, and watch for the effect, or for what else is expected."""
    if is_transport(step):
        home = async_get_home(hass, actor.llm_context.assistant)
        meant = step
        step, rests = to_what_plays(hass, home, step)
        actor = actor.standing_for(_keys(meant), _keys(step))
        expected = expected or rests
    if refused := await async_refuse(hass, step, actor):
        return [refused]
    if expected is None:  # what was found in a library is played as it is
        step = as_title(step)
    if step.action == PLAY_TITLE:
        return await _async_play_title(hass, step, actor)
    if not hass.services.has_service(step.domain, step.service):
        told = {"action": step.action}
        return [StepResult(step=step, outcome=Outcome.FAILED, reason="no_such_action", placeholders=told)]
    away = tuple(entity_id for entity_id in step.entity_ids if _is_away(hass, entity_id))
    results: list[StepResult] = []
    if there := tuple(entity_id for entity_id in step.entity_ids if entity_id not in away):
        results += await _async_watched_call(hass, replace(step, entity_ids=there), actor, expected)
    if away:
        results.append(StepResult(step=replace(step, entity_ids=away), outcome=Outcome.FAILED, reason="unavailable"))
    return results


def _keys(*steps: Step) -> frozenset[tuple[str, str]]:
    """Return what a yes to some steps is bound to."""
    return frozenset((step.action, entity_id) for step in steps for entity_id in step.entity_ids)


def _is_away(hass: HomeAssistant, entity_id: str) -> bool:
    """Say whether an entity is gone or cannot be reached: Home Assistant would leave it out without a word."""
    state = hass.states.get(entity_id)
    return state is None or state.state == STATE_UNAVAILABLE


async def _async_play_title(hass: HomeAssistant, step: Step, actor: Actor) -> list[StepResult]:
    """Find out which calls play a title, and run them as steps of their own, until one goes wrong."""
    home = async_get_home(hass, actor.llm_context.assistant)
    found = await async_resolve(hass, home, step, actor.context)
    # A yes to a title is one to the calls that play it.
    actor = actor.standing_for(_keys(step), _keys(*found.steps))
    results: list[StepResult] = []
    for one in found.steps:
        is_last = one is found.steps[-1]
        results += await async_run_step(hass, one, actor, found.expected if is_last else None)
        if not all(result.outcome.is_good for result in results):
            return results
    if isinstance(found, Cannot):
        return [StepResult(step=step, outcome=Outcome.FAILED, reason=found.reason, placeholders=found.placeholders)]
    if not found.steps:
        return [StepResult(step=step, outcome=Outcome.ALREADY)]
    if (seek := seek_step(hass, found)) is not None:
        results += await async_run_step(hass, seek, actor)
    return results


async def _async_watched_call(
    hass: HomeAssistant, step: Step, actor: Actor, expected: Expectation | None
) -> list[StepResult]:
    """Make a call and say what came of it; one that failed on some of its entities may have worked on the others."""
    await async_note(step)
    with EffectWatch(hass, (step,), expected) as watch:
        failed = await _async_call(hass, step, actor)
        if failed and (len(step.entity_ids) == 1 or failed.outcome is Outcome.REFUSED):
            return [failed]
        results = await watch.async_results()
    if failed is None:
        return results
    seen = [result for result in results if result.outcome in (Outcome.DONE, Outcome.ALREADY)]
    done = {entity_id for result in seen for entity_id in result.step.entity_ids}
    rest = tuple(entity_id for entity_id in step.entity_ids if entity_id not in done)
    return [*seen, replace(failed, step=replace(step, entity_ids=rest))] if rest else seen


async def _async_call(hass: HomeAssistant, step: Step, actor: Actor) -> StepResult | None:
    """Make the call; returns what went wrong, or None.

    A call that takes too long goes on by itself: cut off in the middle, a device may be left half switched.
    """
    data = {**step.data, ATTR_ENTITY_ID: list(step.entity_ids)}
    call = hass.async_create_task(
        hass.services.async_call(step.domain, step.service, data, blocking=True, context=actor.context),
        f"parlor {step.action}",
    )
    call.add_done_callback(_take_notice)
    try:
        async with asyncio.timeout(CALL_SECONDS):
            await asyncio.shield(call)
    except TimeoutError as error:
        if call.done():
            return _failed(step, error)
        return StepResult(step=step, outcome=Outcome.UNCONFIRMED, reason="no_answer")
    except Unauthorized:
        return StepResult(step=step, outcome=Outcome.REFUSED, reason="not_permitted")
    except Exception as error:  # noqa: BLE001  an integration's own fault must not end the turn
        return _failed(step, error)
    return None


def _take_notice(call: asyncio.Task[object]) -> None:
    """Retrieve the error of a call that nobody waits for any more; it is not news by then."""
    if not call.cancelled() and (error := call.exception()):
        _LOGGER.debug("A call failed: %s", type(error).__name__)


def _failed(step: Step, error: Exception) -> StepResult:
    """Return what is said of a call that raised: Home Assistant's own words, of others' faults only their kind."""
    is_worded = isinstance(error, (probatio.Invalid, HomeAssistantError)) and str(error)
    told = {"error": plain(error, MAX_ERROR) if is_worded else type(error).__name__}
    return StepResult(step=step, outcome=Outcome.FAILED, reason="call_failed", placeholders=told)
