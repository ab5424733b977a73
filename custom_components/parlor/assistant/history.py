"""The chat log as messages for a model: bounded, without what is nobody's words."""

from collections.abc import Iterable, Sequence
import json

from homeassistant.components.conversation import AssistantContent, Content, ToolResultContent, UserContent

from ..gpt.request import Message, ToolCall

MAX_CONTENTS = 24
# What Home Assistant 2026.11 keeps of turns that failed: its own words, not the model's.
_NOT_WORDS = ("Error: ", "(no response)")


def to_messages(contents: Sequence[Content], tail: str) -> tuple[Message, ...]:
    """Return the last turns as messages, the tail of facts right before the last thing that the user said."""
    recent = _recent(contents)
    last_user = max((index for index, content in enumerate(recent) if isinstance(content, UserContent)), default=0)
    foreign = _foreign_calls(recent)
    messages: list[Message] = []
    for index, content in enumerate(recent):
        if index == last_user:
            messages.append(Message("developer", tail))
        messages += _messages_of(content, foreign)
    return tuple(messages)


def _recent(contents: Sequence[Content]) -> Sequence[Content]:
    """Return the last contents, from a user's words on: a tool's result without its call is refused by services."""
    start = max(0, len(contents) - MAX_CONTENTS)
    while start < len(contents) and not isinstance(contents[start], UserContent):
        start += 1
    return contents[start:]


def _foreign_calls(contents: Iterable[Content]) -> set[str]:
    """Return the ids of calls that Home Assistant's own agent noted: its answer tells of them, they are no tools of ours."""
    return {
        call.id
        for content in contents
        if isinstance(content, AssistantContent)
        for call in content.tool_calls or ()
        if call.external
    }


def _messages_of(content: Content, foreign: set[str]) -> Iterable[Message]:
    """Return one content as messages."""
    match content:
        case UserContent():
            yield Message("user", content.content)
        case AssistantContent():
            yield from _of_assistant(content)
        case ToolResultContent() if content.tool_call_id not in foreign:
            text = json.dumps(content.result.data, ensure_ascii=False, default=str)
            yield Message("tool", text, tool_call_id=content.tool_call_id)


def _of_assistant(content: AssistantContent) -> Iterable[Message]:
    """Return an answer with the calls that it made of our own tools."""
    calls = tuple(
        ToolCall(call.id, call.tool_name, json.dumps(call.tool_args, ensure_ascii=False, default=str))
        for call in content.tool_calls or ()
        if not call.external
    )
    text = content.content or ""
    if text.startswith(_NOT_WORDS):
        text = ""
    if text or calls:
        yield Message("assistant", text, tool_calls=calls, native=content.native)
