"""The tool for appliances: how their jobs are, and what one of them is to do."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, override

import probatio

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.llm import LLMContext, Tool, ToolAnnotations, ToolResult
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType

from ..acting.execute import refusal_of
from ..acting.recording import async_log
from ..appliances.lines import appliance_line
from ..appliances.naming import named, programs_called, read_ready_by
from ..appliances.ordering import async_carry_out, async_judge_wanted, deed_for
from ..appliances.seen import ToldAppliance, appliances_of
from ..appliances.telling import told_job, told_jobs
from ..appliances.wishes import About, Do, Wanted
from ..confirming.asking import Asking
from ..confirming.terms import Terms
from ..home import Home, async_get_home
from ..later.moments import OutOfReach
from ..later.words import load_all
from ..policy.judging import not_confirmed
from ..policy.rule import Verdict
from ..prompt.describe import plain
from ..prompt.tail import fitting
from ..replies import Replies, async_get_replies
from ..speech import speech_of
from ..understand.appliances import kind_words
from .act import WAITS
from .tool import ParlorTool

APPLIANCE: Final = "parlor__appliance"
LIST, JOB = "list", "job"
MOST_WORDS: Final = 120
LIST_BYTES: Final = 3000
MOST_CANDIDATES: Final = 30


class ApplianceTool(ParlorTool):
    """Tells how appliances are, starts, pauses and stops them."""

    name = APPLIANCE
    title = "Household appliances"
    description = "Washers, dishwashers, ovens…: tells their jobs, or starts, pauses, stops one, sets its program."
    parameters = probatio.Schema(
        {
            probatio.Required("do"): probatio.In([LIST, JOB, *(do.value for do in Do)]),
            probatio.Optional("appliance"): cv.string,
            probatio.Optional("program"): cv.string,
            probatio.Optional("ready_by", description="time"): cv.string,
        }
    )
    annotations = ToolAnnotations(destructive=True, idempotent=False, open_world=False)

    def __init__(self, *, terms: Terms | None = None, asking: Asking | None = None) -> None:
        """Act under an agent's terms; `asking` is where a yes can be asked for, if anywhere."""
        self._terms = terms or Terms()
        self._asking = asking

    @override
    async def async_run(self, hass: HomeAssistant, arguments: Mapping[str, Any], llm_context: LLMContext) -> ToolResult:
        """Return `{"done": bool, "speech": str}`, of what was asked with `"appliances": [lines]`, or `{"done": False, "problems": [...]}`."""
        given = {key: str(value).strip()[:MOST_WORDS] for key, value in arguments.items() if value not in (None, "")}
        replies = await async_get_replies(hass, llm_context.language)
        every = appliances_of(hass, async_get_home(hass, str(llm_context.assistant)))
        kinds = await hass.async_add_executor_job(kind_words)
        meant = named(every, given.get("appliance", ""), kinds)
        if not meant:
            return _problem("There is no such appliance.", every)
        do = given.get("do", "").casefold()
        if do not in list(Do):
            return _told(replies, meant, is_list=do == LIST and "appliance" not in given)
        if len(meant) > 1:
            return _problem("Which appliance is meant?", meant)
        wanted = await _async_wanted(hass, Do(do), meant[0], given)
        if not isinstance(wanted, Wanted):
            return wanted
        return await self._async_done(hass, replies, meant[0], wanted, llm_context)

    async def _async_done(
        self, hass: HomeAssistant, replies: Replies, appliance: ToldAppliance, wanted: Wanted, llm_context: LLMContext
    ) -> ToolResult:
        """Do what is wanted, if the policy lets it be done at once; let it wait for a yes, or say why not."""
        actor = self._terms.actor(llm_context)
        if self._asking is not None and self._asking.is_waiting(hass):
            return ToolResult(data={"done": False, "held": True, "speech": "", "problems": [WAITS]}, error=True)
        judgement = await async_judge_wanted(hass, appliance.id, wanted, actor)
        if judgement.verdict is Verdict.CONFIRM and self._asking is not None:
            deed = deed_for(hass, replies, appliance, wanted)
            question = await self._asking.async_hold(hass, deed, judgement.asked, actor, replies)
            return ToolResult(data={"done": False, "held": True, "speech": question})
        if judgement.verdict is not Verdict.ALLOW:
            why = [(each.step, not_confirmed(each)) for each in judgement.each]
            named_so = {"name": appliance.name}
            refused = [replace(refusal_of(step, no), placeholders=named_so) for step, no in why if step and no]
            await async_log(hass, refused, actor)
            return ToolResult(data={"done": False, "speech": speech_of(hass, replies, "", refused)}, error=True)
        carried = await async_carry_out(hass, replies, appliance, wanted, actor)
        return ToolResult(data={"done": carried.is_done, "speech": carried.speech}, error=not carried.is_done)


def appliance_tools(hass: HomeAssistant, home: Home, **settings: Any) -> list[Tool]:
    """Return the tool where there is an appliance that may be told of, else none."""
    return [ApplianceTool(**settings)] if appliances_of(hass, home) else []


def _told(replies: Replies, meant: Sequence[ToldAppliance], *, is_list: bool) -> ToolResult:
    """Return how appliances are: in words for whoever asked, and a line of each for the model."""
    speech = told_jobs(replies, meant, About.ALL) if is_list or len(meant) > 1 else told_job(replies, meant[0])
    lines = list(fitting((appliance_line(each, with_programs=len(meant) == 1) for each in meant), LIST_BYTES))
    return ToolResult(data={"done": True, "only_told": True, "speech": speech, "appliances": list(lines)})


async def _async_wanted(
    hass: HomeAssistant, do: Do, appliance: ToldAppliance, given: Mapping[str, str]
) -> Wanted | ToolResult:
    """Return what a model's arguments want, or what is wrong with them."""
    program, ready_at = None, None
    if said := given.get("program"):
        programs = appliance.known.programs()
        found = programs_called(programs, said)
        if len(found) != 1:
            names = [plain(each.name, 60) for each in (found or programs)[:MOST_CANDIDATES]]
            told = f"{appliance.name} has " + ("several such programs." if found else "no such program.")
            return _wrong(told, programs=names)
        program = found[0].key
    elif do is Do.PROGRAM:
        return _wrong("`program` is missing.", programs=[plain(each.name, 60) for each in appliance.known.programs()])
    if given.get("ready_by") and do is not Do.START:
        return _wrong("`ready_by` is for `start` only.")
    if said := given.get("ready_by"):
        words = await hass.async_add_executor_job(load_all)
        try:
            ready = read_ready_by(said, words, dt_util.now())
        except OutOfReach:
            return _wrong("That time has passed, or is too far away.")
        if ready is None:
            return _wrong("`ready_by` must be a time, such as 07:00 or tomorrow 7:00.")
        ready_at = ready.timestamp()
    return Wanted(do=do, program=program, ready_at=ready_at if do is Do.START else None)


def _problem(text: str, candidates: Sequence[ToldAppliance]) -> ToolResult:
    """Return what is wrong with a name, and which there are."""
    return _wrong(text, appliances=[appliance_line(each) for each in candidates[:MOST_CANDIDATES]])


def _wrong(text: str, **more: Any) -> ToolResult:
    """Return what is wrong, for the model to put right."""
    data: JsonObjectType = {"done": False, "problems": [text], **more}
    return ToolResult(data=data, error=True)
