"""The tools that a model gets: one to act, one to look things up. The same for every agent and for MCP."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
import json
import logging
from typing import Any, override

import probatio

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.llm import LLMContext, Tool, ToolAnnotations, ToolInput, ToolResult
from homeassistant.util.json import JsonObjectType

from .describe import OPTION_ATTRIBUTES, plain
from .execute import Actor, async_run_plan
from .home import Home, Thing, async_get_home
from .plan import OptionsOf, Plan, read_plan
from .prompt import fitting, home_actions, thing_line
from .replies import Replies, async_get_replies
from .retrieval import find_things
from .speech import speech_of, why
from .steps import StepResult
from .watched.screens import ToldScreen, by_thing, screens_of

ACT = "parlor__act"
FIND = "parlor__find"
# Under this key a call's arguments are kept that were no JSON.
UNREADABLE = "unreadable"
MAX_FOUND = 40
FOUND_BYTES = 6000
NO_STEPS = "The plan has no steps: nothing was done. Say so, or ask, without calling a tool."
_LOGGER = logging.getLogger(__name__)


class ParlorTool(Tool):
    """A tool whose own faults are told and do not end the turn: Home Assistant lets but two kinds of errors pass."""

    integration = "parlor"

    @override
    async def async_call(self, hass: HomeAssistant, tool_input: ToolInput, llm_context: LLMContext) -> ToolResult:
        """Run the tool; its result says what went wrong, if anything did."""
        if UNREADABLE in tool_input.tool_args:
            return ToolResult(data={"done": False, "problems": ["The arguments are not valid JSON."]}, error=True)
        try:
            return await self.async_run(hass, tool_input.tool_args, llm_context)
        except Exception:
            _LOGGER.exception("The tool %s failed", self.name)
            replies = await async_get_replies(hass, llm_context.language)
            return ToolResult(data={"done": False, "speech": replies.say("broken")}, error=True)

    @abstractmethod
    async def async_run(self, hass: HomeAssistant, arguments: Mapping[str, Any], llm_context: LLMContext) -> ToolResult:
        """Do what the tool is for, with the arguments as the model wrote them."""


class ActTool(ParlorTool):
    """Runs a plan of service calls and says of it what was seen."""

    name = ACT
    title = "Control the home"
    description = (
        "Does things in the home: a plan of one or more steps, run and checked. "
        "Returns what really happened and the sentence to tell the user."
    )
    annotations = ToolAnnotations(destructive=True, idempotent=False, open_world=False)

    def __init__(self, home: Home, *, allow_sensitive: bool = False) -> None:
        """Offer the actions that this home has."""
        self._allow_sensitive = allow_sensitive
        self.parameters = _act_parameters(home)

    @override
    async def async_run(self, hass: HomeAssistant, arguments: Mapping[str, Any], llm_context: LLMContext) -> ToolResult:
        """Read the plan, run it if it can be read whole, and say what came of it.

        Returns `{"done": bool, "speech": str, "results": [...]}`, or `{"done": False, "problems": [...]}` when nothing ran
        because the plan could not be read.
        """
        home = async_get_home(hass, llm_context.assistant)
        plan = read_plan(home, arguments, options_of(hass))
        replies = await async_get_replies(hass, llm_context.language)
        if plan.problems:
            return ToolResult(data=_problems(plan), error=True)
        if not plan.steps and plan.say.endswith(("?", "？", ";")):
            return ToolResult(data={"done": False, "speech": plan.say, "results": []})
        if not plan.steps:
            return ToolResult(data={"done": False, "problems": [NO_STEPS]}, error=True)
        actor = Actor(llm_context=llm_context, allow_sensitive=self._allow_sensitive)
        results = await async_run_plan(hass, plan.steps, actor)
        is_done = all(result.outcome.is_good for result in results)
        speech = speech_of(hass, replies, plan.say, results)
        return ToolResult(
            data={"done": is_done, "speech": speech, "results": [_result(hass, replies, result) for result in results]},
            error=not is_done,
        )


class FindTool(ParlorTool):
    """Looks up entities and their states."""

    name = FIND
    title = "Look things up in the home"
    description = (
        "Finds devices, sensors and media players and tells their states and what is watched on them. "
        "Give words to search for, and narrow it by domain, area or state."
    )
    parameters = probatio.Schema(
        {
            probatio.Optional("query", description="words of names"): cv.string,
            probatio.Optional("domain", description="light, binary_sensor, media_player…"): cv.string,
            probatio.Optional("area"): cv.string,
            probatio.Optional("state", description="on, off, open, playing…"): cv.string,
        }
    )
    annotations = ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False)

    @override
    async def async_run(self, hass: HomeAssistant, arguments: Mapping[str, Any], llm_context: LLMContext) -> ToolResult:
        """Return `{"found": [line, …], "more": how many were left out}`."""
        wanted = {key: str(value)[:200] for key, value in arguments.items() if value not in (None, "", "all", "any")}
        home = async_get_home(hass, llm_context.assistant)
        matching = await hass.async_add_executor_job(_matching, home, wanted)
        things = [thing for thing in matching if _has_state(hass, thing, wanted.get("state"))]
        screens = by_thing(screens_of(hass, home))
        if "query" not in wanted:
            things = _each_screen_once(things, screens)
        lines = [
            line
            for thing in things[:MAX_FOUND]
            if (line := thing_line(hass, thing, screens, with_options=len(things) <= 5))
        ]
        found = fitting(lines, FOUND_BYTES)
        return ToolResult(data={"found": list(found), "more": len(things) - len(found)})


def _act_parameters(home: Home) -> probatio.Schema:
    """Return the act tool's schema for a home; made once for it."""
    if not isinstance(schema := home.cache.get(ACT), probatio.Schema):
        names = [action.name for action in home_actions(home)]
        step = {
            probatio.Required("action"): probatio.In(names) if names else cv.string,
            probatio.Required("target", description="entity_id, several with commas, a room, or all"): cv.string,
            probatio.Optional("data"): dict,
        }
        schema = probatio.Schema({probatio.Required("steps"): [step], probatio.Required("say"): cv.string})
        home.cache[ACT] = schema
    return schema


def read_arguments(text: str) -> dict[str, Any]:
    """Return a tool call's arguments, or what was unreadable about them, bounded."""
    try:
        arguments = json.loads(text or "{}")
    except ValueError, RecursionError:
        return {UNREADABLE: text[:200]}
    return arguments if isinstance(arguments, dict) else {UNREADABLE: text[:200]}


def options_of(hass: HomeAssistant) -> OptionsOf:
    """Return what looks up the options of a field on an entity."""

    def look_up(entity_id: str, name: str) -> Sequence[str] | None:
        state = hass.states.get(entity_id)
        values = state.attributes.get(OPTION_ATTRIBUTES.get(name, "")) if state else None
        return [str(value) for value in values] if isinstance(values, list) else None

    return look_up


def _problems(plan: Plan) -> JsonObjectType:
    """Return what could not be read, for the model to put right."""
    return {
        "done": False,
        "problems": [
            f"Step {problem.step + 1}: unknown {problem.what} '{problem.value[:80]}'. "
            + (
                f"Candidates: {', '.join(plain(each) for each in problem.candidates)}"
                if problem.candidates
                else "Nothing in this home fits."
            )
            for problem in plan.problems
        ],
    }


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


def _matching(home: Home, wanted: Mapping[str, str]) -> list[Thing]:
    """Return the things that fit words, a domain and an area."""
    place = wanted.get("area", "").strip().casefold()
    area, floor = home.areas.get(place), home.floors.get(place)
    if place and not (area or floor):
        return []
    things = find_things(home, wanted["query"], area=area, limit=200) if "query" in wanted else list(home.things)
    return [
        thing
        for thing in things
        if wanted.get("domain", thing.domain) == thing.domain
        and (not place or (area is not None and thing.area == area) or (floor is not None and thing.floor == floor))
    ]


def _each_screen_once(things: Sequence[Thing], screens: Mapping[str, ToldScreen]) -> list[Thing]:
    """Return things without the players that another one among them stands for: a TV and its box are one screen."""
    told = {thing.entity_id for thing in things} & screens.keys()
    within = {part for name in told for part in screens[name].parts} - told
    return [thing for thing in things if thing.entity_id not in within]


def _has_state(hass: HomeAssistant, thing: Thing, wanted: str | None) -> bool:
    """Say whether a thing is in a state, if one is wanted."""
    state = hass.states.get(thing.entity_id)
    return state is not None and (wanted is None or state.state.casefold() == wanted.casefold())
