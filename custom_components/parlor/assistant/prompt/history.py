"""The chat log as messages for a model: bounded, without what is nobody's words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
import json
from typing import Any

from homeassistant.components.conversation import AssistantContent, Content, ToolResultContent, UserContent

from ...gpt.request import Message, ToolCall
from .local_turn import LocalTurn

MAX_CONTENTS = 24
# Room for the turns before this one, in bytes of UTF-8, and for each result in them: what it led to is said after it.
PAST_BYTES = 8000
PAST_RESULT = 300
# Characters of a call's arguments: no plan is longer.
MAX_ARGUMENTS = 8000
TOO_LONG = '{"left_out": "too long"}'
# What Home Assistant 2026.11 keeps of turns that failed: its own words, not the model's.
_NOT_WORDS = ("Error: ", "(no response)")


def to_messages(contents: Sequence[Content], tail: str) -> tuple[Message, ...]:
    """Return the last turns as messages, the tail of facts right before the last thing that the user said."""
    recent = _recent(contents)
    begins = [index for index, content in enumerate(recent) if isinstance(content, UserContent)]
    calls = _whole_calls(recent)
    now = begins[-1] if begins else 0
    past = [_turn(recent[begin:end], calls) for begin, end in pairwise(begins)]
    this = [message for content in recent[now:] for message in _messages_of(content, calls)]
    if recent:
        this.insert(0, Message("developer", tail))
    return (*chain.from_iterable(_fitting(past)), *this)


def _turn(contents: Sequence[Content], calls: set[str]) -> list[Message]:
    """Return a turn that is over, with no more of its results than one needs to know what was meant."""
    messages = [message for content in contents for message in _messages_of(content, calls)]
    return [replace(each, text=_shortened(each.text)) if each.role == "tool" else each for each in messages]


def _shortened(text: str) -> str:
    """Return the beginning of a text."""
    return text if len(text) <= PAST_RESULT else f"{text[:PAST_RESULT]}…"


def _fitting(turns: Sequence[list[Message]]) -> list[list[Message]]:
    """Return the last turns that have room."""
    left, kept = PAST_BYTES, 0
    for turn in reversed(turns):
        left -= sum(len(each.text.encode()) + sum(len(call.arguments) for call in each.tool_calls) for each in turn)
        if left < 0:
            break
        kept += 1
    return list(turns[len(turns) - kept :])


def _recent(contents: Sequence[Content]) -> Sequence[Content]:
    """Return the last contents, from a user's words on: a tool's result without its call is refused by services."""
    spoken = [index for index, content in enumerate(contents) if isinstance(content, UserContent)]
    start = len(contents) - MAX_CONTENTS
    # A turn of many calls may be longer than the bound: it is kept whole.
    return contents[next((index for index in spoken if index >= start), spoken[-1] if spoken else 0) :]


def _whole_calls(contents: Sequence[Content]) -> set[str]:
    """Return the ids of the calls of our own tools that have a result, as they have not where a turn was cut off.

    Calls that Home Assistant's own agent noted are left out: its answer tells of them, and they are no tools of ours.
    """
    asked = {
        call.id
        for content in contents
        if isinstance(content, AssistantContent)
        for call in content.tool_calls or ()
        if not call.external
    }
    return asked & {content.tool_call_id for content in contents if isinstance(content, ToolResultContent)}


def _messages_of(content: Content, whole: set[str]) -> Iterable[Message]:
    """Return one content as messages."""
    match content:
        case UserContent():
            yield Message("user", content.content)
        case AssistantContent():
            yield from _of_assistant(content, whole)
        case ToolResultContent() if content.tool_call_id in whole:
            text = json.dumps(content.result.data, ensure_ascii=False, default=str)
            yield Message("tool", text, tool_call_id=content.tool_call_id)


def _arguments(arguments: Mapping[str, Any]) -> str:
    """Return a call's arguments as they go back; a model that wrote a book does not get it again."""
    text = json.dumps(arguments, ensure_ascii=False, default=str)
    return text if len(text) <= MAX_ARGUMENTS else TOO_LONG


def _of_assistant(content: AssistantContent, whole: set[str]) -> Iterable[Message]:
    """Return an answer with the calls that it made of our own tools."""
    calls = tuple(
        ToolCall(call.id, call.tool_name, _arguments(call.tool_args))
        for call in content.tool_calls or ()
        if call.id in whole
    )
    text, native = content.content or "", content.native
    if text.startswith(_NOT_WORDS):
        text = ""
    if isinstance(native, LocalTurn):
        yield from native.messages(text)
        native = None
    if text or calls:
        yield Message("assistant", text, tool_calls=calls, native=native)
