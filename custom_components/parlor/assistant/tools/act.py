"""The tool to act: a plan, run and checked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, override

import probatio

from homeassistant.const import ATTR_TEMPERATURE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.llm import LLMContext, ToolAnnotations, ToolResult
from homeassistant.util.json import JsonObjectType, JsonValueType

from ..acting.execute import Actor, async_run_plan
from ..confirming.asking import Asking
from ..confirming.taking_back import async_take_back_or_ask
from ..confirming.terms import Terms
from ..deeds_told import told_steps
from ..home import Home, async_get_home
from ..place import async_device_area
from ..plan.options import OptionsOf
from ..plan.reading import Plan, read_plan
from ..plan.reasons import without_reasons
from ..plan.relative import as_relative
from ..plan.said import is_honest_without_steps, without_names
from ..plan.steps import StepResult
from ..plan.targets import Problem
from ..policy.judging import async_judge
from ..policy.rule import Verdict
from ..prompt.describe import OPTION_ATTRIBUTES, plain
from ..prompt.stable import home_actions
from ..replies import Replies, async_get_replies
from ..speech import speech_of, why
from ..utterance import Utterance, utterance_now
from .deferring import async_defer, async_find_put_off, not_now
from .tool import ParlorTool

ACT = "parlor__act"
WAITS = "Another plan waits for the user's answer: nothing was done."
FORBIDDEN = (
    "The user asks that this is NOT done, so nothing was done. Say in a short sentence that you leave it as it is."
)
NO_STEPS = "The plan has no steps: nothing was done. Give the steps, or say that it cannot be done, or ask."


class ActTool(ParlorTool):
    """Runs a plan of service calls and says of it what was seen."""

    name = ACT
    title = "Control the home"
    description = "Does things in the home, step by step, and checks them; or, without steps, answers or asks back."
    annotations = ToolAnnotations(destructive=True, idempotent=False, open_world=False)

    def __init__(self, home: Home, *, terms: Terms | None = None, asking: Asking | None = None) -> None:
        """Offer the actions that this home has; `asking` is where a yes can be asked for, if anywhere."""
        self._terms = terms or Terms()
        self._asking = asking
        # The turn in which a plan could not be read last: it is put right once.
        self._misread_turn: str | None = None
        self.parameters = _act_parameters(home)

    @override
    async def async_run(self, hass: HomeAssistant, arguments: Mapping[str, Any], llm_context: LLMContext) -> ToolResult:
        """Read the plan, run it if it can be read whole, and say what came of it.

        Returns `{"done": bool, "speech": str, "results": [...]}`, or `{"done": False, "problems": [...]}` when nothing ran
        because the plan could not be read, or `{"done": False, "held": True, "speech": question}` when all of it waits for a yes.
        """
        home = async_get_home(hass, llm_context.assistant)
        utterance = utterance_now()
        text = utterance.sentence if utterance else ""
        area = async_device_area(hass, llm_context.device_id)
        plan = read_plan(home, arguments, options_of(hass), text, room=area.name if area else None)
        if plan.steps and utterance and utterance.is_said_again(plan.say):
            plan = replace(plan, say="")
        plan = _counted(hass, plan, without_names(home, without_reasons(home, text)[0]))
        replies = await async_get_replies(hass, llm_context.language)
        actor = self._terms.actor(llm_context)
        if plan.is_undo:
            return await self._async_taken_back(hass, actor, replies, plan.say)
        if plan.is_forbidden:
            return ToolResult(data=problem(FORBIDDEN), error=True)
        if plan.problems or not (plan.steps or is_honest_without_steps(plan.say, text)):
            return self._misread(
                problems_of(plan) if plan.problems else problem(NO_STEPS), utterance, replies.say("unclear")
            )
        if not plan.steps:
            return ToolResult(data={"done": False, "speech": plan.say, "results": []})
        if later := await async_find_put_off(hass, home, plan, utterance, llm_context.device_id):
            agent_id = utterance.agent_id if utterance else ""
            deferred = await async_defer(hass, later, plan, actor, agent_id, self._asking)
            return deferred or self._misread(problem(not_now(later)), utterance, replies.say("when_unclear"))
        if self._asking is not None and (held := await self._async_held(hass, plan, actor, replies)):
            return held
        results = await async_run_plan(hass, plan.steps, actor)
        is_done = all(result.outcome.is_good for result in results)
        speech = speech_of(hass, replies, plan.say or told_steps(hass, replies, plan.steps), results)
        return ToolResult(
            data={"done": is_done, "speech": speech, "results": [_result(hass, replies, result) for result in results]},
            error=not is_done,
        )

    def _misread(self, told: JsonObjectType, utterance: Utterance | None, speech: str) -> ToolResult:
        """Return what could not be read, for the model to put right; a second time the user is told so instead."""
        turn = utterance.turn if utterance else None
        if turn is not None and turn == self._misread_turn:
            return ToolResult(data={"done": False, "speech": speech, "results": []}, error=True)
        self._misread_turn = turn
        return ToolResult(data=told, error=True)

    async def _async_taken_back(self, hass: HomeAssistant, actor: Actor, replies: Replies, say: str) -> ToolResult:
        """Take back what was done last, and say what came of it."""
        taken = await async_take_back_or_ask(hass, actor, replies, self._asking, say)
        if taken.is_held:
            return ToolResult(data={"done": False, "held": True, "speech": taken.speech, "results": []})
        undone = taken.undone
        is_done = undone is not None and undone.is_done
        results: list[JsonValueType] = [_result(hass, replies, each) for each in undone.results] if undone else []
        return ToolResult(data={"done": is_done, "speech": taken.speech, "results": results}, error=not is_done)

    async def _async_held(self, hass: HomeAssistant, plan: Plan, actor: Actor, replies: Replies) -> ToolResult | None:
        """Let a plan wait where it needs a yes, and say so; while one waits nothing else is done for the same words."""
        assert self._asking is not None
        if self._asking.is_waiting(hass):
            return ToolResult(data={"done": False, "held": True, "speech": "", "problems": [WAITS]}, error=True)
        judgement = await async_judge(hass, plan.steps, actor)
        if judgement.verdict is not Verdict.CONFIRM:
            return None
        question = await self._asking.async_hold(hass, plan, judgement.asked, actor, replies)
        return ToolResult(data={"done": False, "held": True, "speech": question, "results": []})


def _act_parameters(home: Home) -> probatio.Schema:
    """Return the act tool's schema for a home; made once for it."""
    if not isinstance(schema := home.cache.get(ACT), probatio.Schema):
        names = [action.name for action in home_actions(home)]
        step = {
            probatio.Required("action"): probatio.In(names) if names else cv.string,
            probatio.Required("target"): cv.string,
            probatio.Optional("data"): dict,
        }
        schema = probatio.Schema({probatio.Required("steps"): [step], probatio.Required("say"): cv.string})
        home.cache[ACT] = schema
    return schema


def options_of(hass: HomeAssistant) -> OptionsOf:
    """Return what looks up the options of a field on an entity."""

    def look_up(entity_id: str, name: str) -> Sequence[str] | None:
        state = hass.states.get(entity_id)
        values = state.attributes.get(OPTION_ATTRIBUTES.get(name, "")) if state else None
        return [str(value) for value in values] if isinstance(values, list) else None

    return look_up


def _counted(hass: HomeAssistant, plan: Plan, text: str) -> Plan:
    """Return a plan with what the sentence wants warmer or cooler counted from what is set; then what the model would say is not said."""

    def temperature_of(entity_id: str) -> float | None:
        state = hass.states.get(entity_id)
        value = state.attributes.get(ATTR_TEMPERATURE) if state else None
        return float(value) if isinstance(value, int | float) else None

    steps = as_relative(plan.steps, text, temperature_of)
    return plan if steps == plan.steps else replace(plan, steps=steps, say="")


def problem(text: str) -> JsonObjectType:
    """Return why nothing was done, for the model to put right."""
    return {"done": False, "problems": [text]}


def problems_of(plan: Plan) -> JsonObjectType:
    """Return what could not be read, for the model to put right."""
    return {
        "done": False,
        "problems": [
            f"Step {problem.step + 1}: {_wrong(problem)} "
            + (
                f"There is: {', '.join(plain(each) for each in problem.candidates)}"
                if problem.candidates
                else "Nothing in this home fits."
            )
            for problem in plan.problems
        ],
    }


def _wrong(problem: Problem) -> str:
    """Return what is wrong, in words that may be told on: small models do."""
    if problem.what in ("target", "room"):
        return f"There is no '{problem.value[:80]}' of that kind here."
    if problem.what == "value for":
        return f"It is not said what '{problem.value[:80]}' is to be."
    return f"The {problem.what} '{problem.value[:80]}' is not known here."


def _result(hass: HomeAssistant, replies: Replies, result: StepResult) -> JsonObjectType:
    """Return one step's result for a model."""
    told: JsonObjectType = {
        "action": result.step.action,
        "target": ", ".join(result.step.entity_ids),
        "outcome": result.outcome.value,
    }
    if result.reason:
        told["reason"] = why(hass, replies, result)
    return told
