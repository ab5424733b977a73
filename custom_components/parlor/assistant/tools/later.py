"""The tool to do something later: at a time, when something happens, or always."""

from collections.abc import Mapping
from typing import Any, Final, override

import probatio

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.llm import LLMContext, ToolAnnotations, ToolResult
from homeassistant.util.json import JsonObjectType

from ..confirming.asking import Asking
from ..confirming.terms import Terms
from ..home import async_get_home
from ..later.keeping import Later, async_later_of
from ..later.planning import async_cancel, async_plan
from ..later.reading import Wish, read_wish
from ..later.telling import told_job, told_jobs
from ..later.words import load_all
from ..plan.reading import read_plan
from ..replies import Replies, async_get_replies
from .act import options_of, problems_of
from .deferring import place_of
from .tool import ParlorTool

LATER: Final = "parlor__later"
MOST_LISTED: Final = 50


class LaterTool(ParlorTool):
    """Plans something for later, lists what is planned, and cancels it."""

    name = LATER
    title = "Do something later"
    description = "Does things later: at a time, on a TV event or a state; or always (automation). Lists, cancels."
    parameters = probatio.Schema(
        {
            probatio.Optional("do"): probatio.In(["plan", "list", "cancel"]),
            probatio.Optional(
                "when",
                description="in 20 min; tomorrow 7:00; film ends|pauses on <screen>; <entity_id> on for 10 min|below 18; "
                "every weekday 7:00; always when …",
            ): cv.string,
            probatio.Optional("steps", description="as in parlor__act"): [dict],
            probatio.Optional("say", description="then; or what to cancel"): cv.string,
        }
    )
    annotations = ToolAnnotations(destructive=True, idempotent=False, open_world=False)

    def __init__(self, *, terms: Terms | None = None, agent_id: str = "", asking: Asking | None = None) -> None:
        """Plan for an agent; `asking` is where a yes can be asked for, if anywhere."""
        self._terms = terms or Terms()
        self._agent_id = agent_id
        self._asking = asking

    @override
    async def async_run(self, hass: HomeAssistant, arguments: Mapping[str, Any], llm_context: LLMContext) -> ToolResult:
        """Return `{"done": bool, "speech": str}`, or `{"done": False, "problems": [...]}` where it could not be read."""
        replies = await async_get_replies(hass, llm_context.language)
        later = async_later_of(hass, self._agent_id)
        if later is None:
            return ToolResult(data={"done": False, "speech": replies.say("later_off")}, error=True)
        do = str(arguments.get("do") or "plan").strip().casefold()
        if do == "list":
            return _listed(hass, replies, later)
        if do == "cancel":
            return await _async_cancelled(hass, replies, later, arguments, llm_context)
        return await self._async_planned(hass, later, arguments, llm_context)

    async def _async_planned(
        self, hass: HomeAssistant, later: Later, arguments: Mapping[str, Any], llm_context: LLMContext
    ) -> ToolResult:
        """Read when and what, and plan it."""
        await hass.async_add_executor_job(load_all)
        home = async_get_home(hass, llm_context.assistant)
        wish = read_wish(arguments.get("when"), place_of(hass, home, llm_context.device_id))
        if not isinstance(wish, Wish):
            hint = f" Candidates: {', '.join(wish.candidates)}" if wish.candidates else ""
            return ToolResult(data={"done": False, "problems": [wish.problem + hint]}, error=True)
        plan = read_plan(home, arguments, options_of(hass))
        if plan.problems:
            return ToolResult(data=problems_of(plan), error=True)
        if not plan.steps and not plan.say:
            return ToolResult(
                data={"done": False, "problems": ["There is nothing to do: no steps, nothing to say."]}, error=True
            )
        actor = self._terms.actor(llm_context)
        planned = await async_plan(
            hass, later, actor, wish, plan.steps, plan.say, agent_id=self._agent_id, asking=self._asking
        )
        return ToolResult(data=planned.as_data(), error=not planned.is_done)


def _listed(hass: HomeAssistant, replies: Replies, later: Later) -> ToolResult:
    """Return what is planned, with the numbers that it can be cancelled by."""
    data: JsonObjectType = {"done": True, "speech": told_jobs(hass, replies, later.jobs)}
    if later.jobs:
        data["planned"] = [f"{job.id}: {told_job(hass, replies, job)}" for job in later.jobs[:MOST_LISTED]]
    return ToolResult(data=data)


async def _async_cancelled(
    hass: HomeAssistant, replies: Replies, later: Later, arguments: Mapping[str, Any], llm_context: LLMContext
) -> ToolResult:
    """Cancel what is meant, if it is clear what."""
    await hass.async_add_executor_job(load_all)
    words = str(arguments.get("say") or arguments.get("when") or arguments.get("id") or "")[:200].strip()
    cancelled = await async_cancel(hass, replies, later, words, llm_context)
    return ToolResult(data=cancelled.as_data(), error=not cancelled.is_done)


def later_tools(hass: HomeAssistant, **settings: Any) -> list[LaterTool]:
    """Return the tool where plans are kept, else none."""
    return [LaterTool(**settings)] if async_later_of(hass) is not None else []
