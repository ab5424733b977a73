"""Tools in words, for models and servers that take none: the calls come back as text and are read by `textcalls`."""

from collections.abc import Iterator
from dataclasses import replace
import json

from .request import Message, Request

_HOW = (
    'To use a tool, answer with nothing but JSON: {"name": <tool>, "arguments": {…}}. '
    "Otherwise answer in plain words. Tools:"
)


def spelled(request: Request) -> Request:
    """Return a request that has its tools, their calls and their results in its messages' texts."""
    if not request.tools:
        return request
    told = [
        json.dumps({"name": tool.name, "description": tool.description, "parameters": tool.parameters}, default=dict)
        for tool in request.tools
    ]
    tools = "\n".join([_HOW, *told])
    first, *rest = request.messages
    if first.role == "developer":
        first = replace(first, text=f"{first.text}\n\n{tools}")
    else:
        first, rest = Message("developer", tools), [first, *rest]
    return replace(request, messages=(first, *_spelled(rest)), tools=())


def _spelled(messages: list[Message]) -> Iterator[Message]:
    for message in messages:
        if message.role == "tool":
            yield Message("user", f"Result of the tool: {message.text}")
        elif message.tool_calls:
            calls = (
                f'{{"name": {json.dumps(call.name)}, "arguments": {call.arguments}}}' for call in message.tool_calls
            )
            yield Message("assistant", "\n".join([*([message.text] if message.text else []), *calls]))
        else:
            yield message
