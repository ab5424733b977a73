"""The chat log as messages for a model: bounded, without what is nobody's words."""

from collections.abc import Iterable, Sequence
import json

from homeassistant.components.conversation import AssistantContent, Content, ToolResultContent, UserContent

from ...gpt.request import Message, ToolCall

MAX_CONTENTS = 24
# What Home Assistant 2026.11 keeps of turns that failed: its own words, not the model's.
_NOT_WORDS = ("Error: ", "(no response)")


def to_messages(contents: Sequence[Content], tail: str) -> tuple[Message, ...]:
    """Return the last turns as messages, the tail of facts right before the last thing that the user said."""
    recent = _recent(contents)
    last_user = max((index for index, content in enumerate(recent) if isinstance(content, UserContent)), default=0)
    calls = _whole_calls(recent)
    messages: list[Message] = []
    for index, content in enumerate(recent):
        if index == last_user:
            messages.append(Message("developer", tail))
        messages += _messages_of(content, calls)
    return tuple(messages)


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


def _of_assistant(content: AssistantContent, whole: set[str]) -> Iterable[Message]:
    """Return an answer with the calls that it made of our own tools."""
    calls = tuple(
        ToolCall(call.id, call.tool_name, json.dumps(call.tool_args, ensure_ascii=False, default=str))
        for call in content.tool_calls or ()
        if call.id in whole
    )
    text = content.content or ""
    if text.startswith(_NOT_WORDS):
        text = ""
    if text or calls:
        yield Message("assistant", text, tool_calls=calls, native=content.native)
