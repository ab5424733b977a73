"""Runs the steps of a plan: each through the policy, each watched for its effect.

Steps on different entities run side by side; steps on the same entity run in order, and after one that went wrong the rest
of its row is not tried.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import probatio

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
from homeassistant.helpers.llm import LLMContext

from .policy import Refused, async_targets, decide
from .steps import Outcome, Step, StepResult
from .watch import EffectWatch, name_of

# A call that has not come back by then is told as such; a TV that wakes or a cloud that answers needs most of it.
CALL_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who a turn acts for."""

    llm_context: LLMContext
    allow_sensitive: bool = False

    @property
    def context(self) -> Context:
        """Return the context that service calls are made in, so that Home Assistant's own checks hold."""
        return self.llm_context.context or Context()


async def async_run_plan(hass: HomeAssistant, steps: Sequence[Step], actor: Actor) -> list[StepResult]:
    """Run the steps of a plan and say of each, in the plan's order, what came of it."""
    results: dict[int, StepResult] = {}

    async def run_row(row: list[int]) -> None:
        failed = False
        for index in row:
            if failed:
                results[index] = StepResult(step=steps[index], outcome=Outcome.FAILED, reason="not_tried")
                continue
            results[index] = await async_run_step(hass, steps[index], actor)
            failed = not results[index].outcome.is_good

    async with asyncio.TaskGroup() as group:
        for row in rows_of(steps):
            group.create_task(run_row(row))
    return [results[index] for index in range(len(steps))]


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
    """Return the policy's no to a step, or None where it may happen."""
    targets = await async_targets(hass, step, actor.llm_context)
    refused: Refused | None = decide(step, targets, allow_sensitive=actor.allow_sensitive)
    if refused is None:
        return None
    # An entity that may not be seen is not named either.
    named = {"name": name_of(hass, refused.entity_id)} if refused.entity_id and refused.reason != "not_exposed" else {}
    return StepResult(step=step, outcome=Outcome.REFUSED, reason=refused.reason.value, placeholders=named)


async def async_run_step(hass: HomeAssistant, step: Step, actor: Actor) -> StepResult:
    """Run one step: ask the policy, check that it can work, call, and watch for the effect."""
    if refused := await async_refuse(hass, step, actor):
        return refused
    if unable := _why_not(hass, step):
        return unable
    with EffectWatch(hass, (step,)) as watch:
        if failed := await _async_call(hass, step, actor):
            return failed
        return (await watch.async_results())[0]


def _why_not(hass: HomeAssistant, step: Step) -> StepResult | None:
    """Say why a call cannot work before it is made: the device is away, the service is gone, its data is wrong."""
    if not hass.services.has_service(step.domain, step.service):
        return StepResult(
            step=step, outcome=Outcome.FAILED, reason="no_such_action", placeholders={"action": step.action}
        )
    for entity_id in step.entity_ids:
        state = hass.states.get(entity_id)
        if state is None or state.state == "unavailable":
            name = name_of(hass, entity_id)
            return StepResult(step=step, outcome=Outcome.FAILED, reason="unavailable", placeholders={"name": name})
    return None


async def _async_call(hass: HomeAssistant, step: Step, actor: Actor) -> StepResult | None:
    """Make the call; returns what went wrong, or None."""
    data = {**step.data, ATTR_ENTITY_ID: list(step.entity_ids)}
    name = name_of(hass, step.entity_ids[0])
    try:
        async with asyncio.timeout(CALL_SECONDS):
            await hass.services.async_call(step.domain, step.service, data, blocking=True, context=actor.context)
    except TimeoutError:
        return StepResult(step=step, outcome=Outcome.UNCONFIRMED, reason="no_answer", placeholders={"name": name})
    except Unauthorized:
        return StepResult(step=step, outcome=Outcome.REFUSED, reason="not_permitted", placeholders={"name": name})
    except (probatio.Invalid, ServiceValidationError, HomeAssistantError) as error:
        told = {"name": name, "error": str(error) or type(error).__name__}
        return StepResult(step=step, outcome=Outcome.FAILED, reason="call_failed", placeholders=told)
    except Exception as error:  # noqa: BLE001  an integration's own fault must not end the turn
        told = {"name": name, "error": type(error).__name__}
        return StepResult(step=step, outcome=Outcome.FAILED, reason="call_failed", placeholders=told)
    return None
