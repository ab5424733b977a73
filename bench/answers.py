"""A scripted service that answers rightly and at once, whichever agent asks: what it costs is then the agent's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import json
import time
from typing import Any

from sim.openai_service import LoggedRequest, Reply, ToolCall

from .tokens import instructions


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a sentence asks for, and how a model that understands it would act with either agent's tools."""

    sentence: str
    entity_id: str
    name: str
    action: str | None = None  # None: it is a question
    core_tool: str = ""
    core_arguments: Mapping[str, Any] = field(default_factory=dict)
    fact: str = ""  # what the answer to a question must be read from


@dataclass
class Answering:
    """The service's side of one turn; counts what it was asked, and notes when."""

    wish: Wish
    requests: list[Mapping[str, Any]] = field(default_factory=list)
    asked_at: float = 0.0

    def __call__(self, request: LoggedRequest) -> Reply:
        """Answer one request as the model that understands the wish would."""
        self.asked_at = time.perf_counter()
        body: Mapping[str, Any] = request.body
        self.requests.append(body)
        if _knows(body, self.wish):
            return Reply(text="It is as you see.")
        return Reply(tool_calls=(_call(body, self.wish),))


def _knows(body: Mapping[str, Any], wish: Wish) -> bool:
    """Say whether the request holds what the answer needs: the fact of a question, or a result of the command."""
    results = [item for item in body["input"] if item.get("type") == "function_call_output"]
    if wish.action:
        return bool(results)
    told = json.dumps(body["input"], ensure_ascii=False) + instructions(body)
    return bool(results) or wish.fact in told


def _call(body: Mapping[str, Any], wish: Wish) -> ToolCall:
    """Return the call that this agent's tools need."""
    names = {tool.get("name") for tool in body.get("tools", [])}
    if "parlor__act" in names and wish.action:
        step = {"action": wish.action, "target": wish.entity_id}
        return ToolCall("parlor__act", {"steps": [step], "say": "There you are."})
    if "parlor__find" in names:
        return ToolCall("parlor__find", {"query": wish.name})
    return ToolCall(wish.core_tool or "homeassistant__GetLiveContext", dict(wish.core_arguments))
