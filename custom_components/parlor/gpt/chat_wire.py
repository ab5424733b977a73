"""Chat Completions, which every compatible server has: the body of a request, and the reader of its chunks.

Chunks: `openai/types/chat/chat_completion_chunk.py` of the SDK; `reasoning_content` and `reasoning` are DeepSeek's, llama.cpp's,
vLLM's and Ollama's.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
import json
from typing import Any, override

from .caching import cache_fields, has_breakpoint
from .calls import ResponseCalls
from .capabilities import Feature
from .errors import error_from_body
from .reading import Event, Reader, broken_off, finish_of, objects, read_usage, text, text_calls
from .request import Message, Request, ToolCall
from .stream import Completed, ReasoningDelta, StreamEvent, TextDelta, Usage
from .textgate import TextGate

_LENGTH = "length"
_REFUSED = "content_filter"


def chat_body(request: Request, *, is_openai: bool, without: frozenset[Feature] = frozenset()) -> dict[str, Any]:
    """Return the body of `POST /chat/completions`, without what the model refused.

    OpenAI's newer models want the limit by another name. What small servers may not know is sent to OpenAI alone.
    """
    new_limit = is_openai or Feature.OLD_LIMIT in without
    messages = _messages(request.messages if is_openai else _plainer(request.messages))
    if has_breakpoint(request, without, is_openai=is_openai):
        messages[0] = _with_breakpoint(messages[0])
    body: dict[str, Any] = {
        "model": request.model,
        "messages": messages,
        "max_completion_tokens" if new_limit else "max_tokens": request.max_output_tokens,
    }
    if request.tools:
        body["tools"] = [
            {
                "type": "function",
                "function": {"name": tool.name, "description": tool.description, "parameters": dict(tool.parameters)},
            }
            for tool in request.tools
        ]
        if Feature.FREE_CALLS in without:
            body["tool_choice"] = "required"
    if request.temperature is not None and Feature.TEMPERATURE not in without:
        body["temperature"] = request.temperature
    if request.reasoning_effort is not None and Feature.EFFORT not in without:
        body["reasoning_effort"] = request.reasoning_effort
    if is_openai:
        body["store"] = False
        body |= cache_fields(request, without, is_openai=True)
    return body


def _with_breakpoint(message: dict[str, Any]) -> dict[str, Any]:
    """Return the message that every request begins with, marked as the end of what is to be kept in the cache."""
    content = {"type": "text", "text": message["content"], "prompt_cache_breakpoint": {"mode": "explicit"}}
    return {**message, "content": [content]}


def _plainer(messages: Collection[Message]) -> Iterator[Message]:
    """Give instructions only where the chat templates of local models take them: in one message, at the beginning.

    Those that come later stand before the next words of the user.
    """
    leading: list[str] = []
    later: list[str] = []
    begun = False
    for message in messages:
        if message.role == "developer":
            (later if begun else leading).append(message.text)
            continue
        if not begun and leading:
            yield Message("developer", "\n\n".join(leading))
        begun = True
        if message.role == "user" and later:
            message = Message("user", "\n\n".join([*later, message.text]))  # noqa: PLW2901
            later = []
        yield message
    if later or not begun:
        yield Message("user" if begun else "developer", "\n\n".join(later or leading))


def _messages(messages: Collection[Message] | Iterator[Message]) -> list[dict[str, Any]]:
    return [_message(message) for message in messages]


def _message(message: Message) -> dict[str, Any]:
    match message.role:
        case "developer":  # the old name of the role, which old and new servers know
            return {"role": "system", "content": message.text}
        case "tool":
            return {"role": "tool", "tool_call_id": message.tool_call_id, "content": message.text}
        case "assistant" if message.tool_calls:
            return {
                "role": "assistant",
                "content": message.text,
                "tool_calls": [_call(call) for call in message.tool_calls],
            }
    return {"role": message.role, "content": message.text}


def _call(call: ToolCall) -> dict[str, Any]:
    # Chat templates parse the arguments of earlier calls: broken ones would make the server fail with every later turn.
    arguments = call.arguments if _is_object(call.arguments) else "{}"
    return {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": arguments}}


def _is_object(arguments: str) -> bool:
    try:
        return isinstance(json.loads(arguments), dict)
    except ValueError, RecursionError:
        return False


@dataclass(slots=True)
class _OpenCall:
    id: str = ""
    name: str = ""
    pieces: list[str] = field(default_factory=list)


class ChatReader(Reader):
    """Reads one completion; tool calls are ready at its end, because their pieces may come in turns."""

    def __init__(self, tool_names: Collection[str]) -> None:
        """Expect calls of these tools."""
        self._gate = TextGate(tool_names)
        self._calls = ResponseCalls()
        self._open: list[_OpenCall] = []
        self._at: dict[int, _OpenCall] = {}
        self._ended = ""
        self._refused = False
        self._usage: Usage | None = None

    @property
    @override
    def is_complete(self) -> bool:
        return bool(self._ended)

    @override
    def feed(self, event: Event) -> Iterator[StreamEvent]:
        if event.get("error"):
            raise error_from_body(event)
        self._usage = read_usage(event.get("usage"), "prompt", "completion") or self._usage
        for choice in objects(event.get("choices")):
            yield from self._delta(choice.get("delta") or choice.get("message"))
            self._ended = text(choice.get("finish_reason")) or self._ended

    @override
    def whole(self, body: Event) -> Iterator[StreamEvent]:
        yield from self.feed(body)
        if not self._ended and next(objects(body.get("choices")), None) is not None:
            self._ended = "stop"  # a whole answer has come to its end, even where a server does not say so

    @override
    def finish(self) -> Iterator[StreamEvent]:
        if not self._ended:
            raise broken_off()
        for call in self._open:
            arguments = "".join(call.pieces)
            if self._ended != _LENGTH or _is_object(arguments):
                yield from self._calls.ready(call.id, call.name, arguments)
        yield from text_calls(self._gate, self._calls)
        refused = self._refused or self._ended == _REFUSED
        yield Completed(self._usage, finish_of(self._calls, length=self._ended == _LENGTH, refused=refused))

    def _delta(self, delta: Any) -> Iterator[StreamEvent]:
        if not isinstance(delta, Mapping):
            return
        if reasoning := text(delta.get("reasoning_content")) or text(delta.get("reasoning")):
            yield ReasoningDelta(reasoning)
        if content := _content(delta.get("content")):
            yield from self._gate.feed(content)
        if refusal := text(delta.get("refusal")):
            self._refused = True
            yield TextDelta(refusal)
        for call in objects(delta.get("tool_calls")):
            self._collect(call)

    def _collect(self, delta: Mapping[str, Any]) -> None:
        function = delta.get("function")
        function = function if isinstance(function, Mapping) else {}
        call = self._call_of(delta.get("index"), text(delta.get("id")), text(function.get("name")))
        arguments = function.get("arguments")
        if arguments:
            call.pieces.append(arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False))

    def _call_of(self, index: Any, call_id: str, name: str) -> _OpenCall:
        """Return the call that a piece belongs to.

        Some servers number every call 0 and tell them apart by id; some do not number them and send each whole.
        """
        place = index if isinstance(index, int) else -1
        call = self._at.get(place)
        if call is None or (call_id and call.id and call_id != call.id) or (place < 0 and name):
            call = self._at[place] = _OpenCall()
            self._open.append(call)
        call.id = call.id or call_id
        call.name = call.name or name
        return call


def _content(content: Any) -> str:
    """Return the text of a delta; Mistral sends it in parts."""
    return text(content) or "".join(text(part.get("text")) for part in objects(content))
