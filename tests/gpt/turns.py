"""Requests and answers that several tests use."""

from dataclasses import replace

from custom_components.parlor.gpt.request import Message, Request, ToolCall, ToolSpec
from custom_components.parlor.gpt.service import Service
from custom_components.parlor.gpt.stream import Completed, ReasoningDelta, StreamEvent, TextDelta, ToolCallReady

ACT = ToolSpec("parlor__act", "Do things.", {"type": "object", "properties": {"steps": {"type": "array"}}})
FIND = ToolSpec("parlor__find", "Find things.", {"type": "object", "properties": {}})
REQUEST = Request(
    model="gpt-6-luna",
    messages=(Message("developer", "You are the home."), Message("user", "turn on the light")),
    tools=(ACT, FIND),
    cache_key="home",
)


def plain(request: Request = REQUEST) -> Request:
    """Return a request without tools."""
    return replace(request, tools=())


async def events_of(service: Service, request: Request = REQUEST) -> list[StreamEvent]:
    """Return every event of an answer."""
    return [event async for event in service.stream(request)]


def text_of(events: list[StreamEvent]) -> str:
    """Return what is said."""
    return "".join(event.text for event in events if isinstance(event, TextDelta))


def reasoning_of(events: list[StreamEvent]) -> str:
    """Return what is thought."""
    return "".join(event.text for event in events if isinstance(event, ReasoningDelta))


def calls_of(events: list[StreamEvent]) -> list[ToolCall]:
    """Return the tool calls."""
    return [event.call for event in events if isinstance(event, ToolCallReady)]


def end_of(events: list[StreamEvent]) -> Completed:
    """Return the last event, which completes."""
    assert isinstance(events[-1], Completed)
    assert sum(isinstance(event, Completed) for event in events) == 1
    return events[-1]
