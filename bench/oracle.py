"""The ceiling of the plumbing: a service that always answers rightly, behind Parlor's agent and behind core's.

No figure of it is a model's. The service knows what each sentence must change and calls the agent's own tools for it; a question it
answers from what the request tells, and looks up what the request leaves out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
import json
import statistics
from typing import Any

from homeassistant.core import HomeAssistant
from sim.openai_service import LoggedRequest, OpenAIService, Reply, ToolCall

from .agents import Speaker, without_local_understanding
from .core_calls import core_call
from .house import add_core, add_parlor, running_home
from .report import Report
from .right_calls import RightStep, right_steps
from .sets import ABSENT, SCREENS, data_folder
from .tasks import Act, Scores, Task, async_run_task, load_tasks

_EMPTY: Mapping[str, Any] = {"areas": [], "devices": [], "entities": []}
_DONE = "It is done."
_NOT_KNOWN = "I do not know that, and I cannot do it."


async def run(*, quick: bool) -> Report:
    """Run both sets through our agent, the public one through core's; nothing is understood without the service."""
    if (folder := data_folder()) is None:
        return Report(suite="oracle", skipped=ABSENT)
    async with OpenAIService() as service, running_home(_EMPTY) as hass:
        public = await hass.async_add_executor_job(load_tasks, folder)
        screens = await hass.async_add_executor_job(load_tasks, SCREENS)
        agent = Speaker(await add_parlor(hass, service.url, allow_sensitive=True))
        with without_local_understanding():
            ours = await _async_run(hass, service, public, agent)
            of_screens = await _async_run(hass, service, screens, agent)
    # Without Parlor beside it, whose tools core's agent would be offered as well.
    async with OpenAIService() as service, running_home(_EMPTY) as hass:
        theirs = await _async_run(hass, service, public, Speaker(await add_core(hass, service.url)))
    return Report(
        suite="oracle",
        ours={**_figures(ours), "screen_passed_share": of_screens.scores.right_share},
        core=_figures(theirs),
        notes=(
            "the service knows what each sentence must change: a property of the plumbing, not of a model",
            "local understanding is switched off; the policy allows locks and garage doors here, which the public set expects",
            f"{len(public)} sentences of assist-mini, {len(screens)} of the screen suite",
            *(
                f"failed, ours: {name}: {'; '.join(found)}"
                for each in (ours, of_screens)
                for name, found in each.scores.wrong.items()
            ),
            *(f"failed, core: {name}: {'; '.join(found)}" for name, found in theirs.scores.wrong.items()),
        ),
    )


@dataclass(slots=True)
class _Run:
    """What came of a set, and how many requests each of its sentences took."""

    scores: Scores = field(default_factory=Scores)
    requests: list[int] = field(default_factory=list)


async def _async_run(hass: HomeAssistant, service: OpenAIService, tasks: list[Task], act: Act) -> _Run:
    """Run tasks one after the other; every one has to pass, one that must change nothing too."""
    run = _Run()
    for task in tasks:
        oracle = Oracle(task)
        service.script.answer_with(oracle)
        _, found = await async_run_task(hass, task, act)
        run.requests.append(oracle.asked)
        if found:
            run.scores.wrong[task.name] = found
        else:
            run.scores.right.append(task.name)
    return run


def _figures(run: _Run) -> dict[str, Any]:
    """Return what a run came to under the suite's keys."""
    return {"passed_share": run.scores.right_share, "round_trips": statistics.mean(run.requests)}


@dataclass
class Oracle:
    """The service's side of one task."""

    task: Task
    asked: int = 0

    def __call__(self, request: LoggedRequest) -> Reply:
        """Answer one request as a model that understands the sentence would."""
        self.asked += 1
        body: Mapping[str, Any] = request.body
        steps = right_steps(self.task.sentence, self.task.case)
        results = [item for item in body["input"] if item.get("type") == "function_call_output"]
        if steps:
            return Reply(text=_DONE) if results else Reply(tool_calls=tuple(_calls(body, steps)))
        if wanted := self.task.case.get("expect_response"):
            return self._answered(body, wanted, looked_up=bool(results))
        return Reply(text=_NOT_KNOWN)

    def _answered(self, body: Mapping[str, Any], wanted: list[Any], *, looked_up: bool) -> Reply:
        """Answer with what the request tells; look it up where it tells nothing of it."""
        if says := self.task.case.get("oracle_says"):
            return Reply(text=says)
        told = json.dumps(body, ensure_ascii=False).casefold()
        known = [
            str(text) for text in wanted if str(text).casefold() in told.replace(self.task.sentence.casefold(), "")
        ]
        call = self.task.case.get("oracle_tool")
        if call and not looked_up:
            return Reply(tool_calls=(ToolCall(call["name"], call["arguments"]),))
        return Reply(text=f"{', '.join(known)}." if known else _NOT_KNOWN)


def _calls(body: Mapping[str, Any], steps: list[RightStep]) -> list[ToolCall]:
    """Return the calls that this agent's tools need."""
    names = {str(tool.get("name")) for tool in body.get("tools", [])}
    if "parlor__act" in names:
        return [ToolCall("parlor__act", {"steps": [step.told for step in steps], "say": _DONE})]
    return [core_call(step, names) for step in steps]
