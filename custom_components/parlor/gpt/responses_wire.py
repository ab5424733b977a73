"""OpenAI's Responses API: the body of a request, and the reader of its events.

Event types and fields: `openai/types/responses` of the SDK. They are told apart by their `type`; unknown ones are ignored.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, override

from .caching import cache_fields, has_breakpoint
from .calls import ResponseCalls
from .capabilities import Feature
from .errors import error_from_body
from .reading import Event, Reader, broken_off, finish_of, objects, read_usage, text, text_calls
from .request import Message, Request
from .stream import Completed, ReasoningDelta, StreamEvent, TextDelta
from .textgate import TextGate

type Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ResponsesNative:
    """What goes back with an assistant's message: the model's encrypted reasoning, and which phase the message is of.

    Only to the `model` that it came from: no other can read it.
    """

    reasoning: tuple[Mapping[str, Any], ...] = ()
    phase: str | None = None
    model: str = ""


def responses_body(
    request: Request, *, without: frozenset[Feature] = frozenset(), is_openai: bool = False
) -> dict[str, Any]:
    """Return the body of `POST /responses`, without what the model refused; nothing is stored at the provider."""
    items = [item for message in request.messages for item in _items(message, request.model)]
    if has_breakpoint(request, without, is_openai=is_openai):
        items[0] = _with_breakpoint(items[0])
    body: dict[str, Any] = {
        "model": request.model,
        "input": items,
        "max_output_tokens": request.max_output_tokens,
        "store": False,
    }
    if request.tools:
        body["tools"] = [
            {
                "type": "function",
                "name": tool.name,
                "description": tool.description,
                "parameters": dict(tool.parameters),
                "strict": False,
            }
            for tool in request.tools
        ]
        if Feature.PARALLEL not in without:
            body["parallel_tool_calls"] = True
        if Feature.FREE_CALLS in without:
            body["tool_choice"] = "required"
    body |= cache_fields(request, without, is_openai=is_openai)
    if request.temperature is not None and Feature.TEMPERATURE not in without:
        body["temperature"] = request.temperature
    if request.reasoning_effort is not None and Feature.EFFORT not in without:
        body["reasoning"] = {"effort": request.reasoning_effort}
    return body


def _with_breakpoint(item: Item) -> Item:
    """Return the message that every request begins with, marked as the end of what is to be kept in the cache."""
    content = {"type": "input_text", "text": item["content"], "prompt_cache_breakpoint": {"mode": "explicit"}}
    return {**item, "content": [content]}


def _items(message: Message, model: str) -> Iterator[Item]:
    if message.role == "tool":
        yield {"type": "function_call_output", "call_id": message.tool_call_id, "output": message.text}
        return
    native = message.native if isinstance(message.native, ResponsesNative) else ResponsesNative()
    native = native if native.model == model else ResponsesNative()
    yield from (dict(item) for item in native.reasoning)
    if message.text:
        item: Item = {"type": "message", "role": message.role, "content": message.text}
        yield item if native.phase is None else {**item, "phase": native.phase}
    for call in message.tool_calls:
        yield {"type": "function_call", "call_id": call.id, "name": call.name, "arguments": call.arguments}


class ResponsesReader(Reader):
    """Reads one response; tool calls are ready as soon as their item is done."""

    def __init__(self, tool_names: Collection[str], model: str) -> None:
        """Expect calls of these tools, from this model."""
        self._model = model
        self._gate = TextGate(tool_names)
        self._calls = ResponseCalls()
        self._spoke = False
        self._refused = False
        self._reasoning: dict[str, Mapping[str, Any]] = {}
        self._phase: str | None = None
        self._response: Mapping[str, Any] | None = None
        self._handlers: Mapping[str, Callable[[Event], Iterator[StreamEvent]]] = {
            "response.output_text.delta": self._on_text,
            "response.output_text.done": self._on_text_done,
            "response.refusal.delta": self._on_refusal,
            "response.reasoning_summary_text.delta": self._on_reasoning,
            "response.reasoning_text.delta": self._on_reasoning,
            "response.output_item.done": self._on_item_done,
            "response.completed": self._on_end,
            "response.incomplete": self._on_end,
            "response.failed": self._on_failed,
            "error": self._on_error,
        }

    @property
    @override
    def is_complete(self) -> bool:
        return self._response is not None

    @override
    def feed(self, event: Event) -> Iterator[StreamEvent]:
        if event.get("error") and "type" not in event:  # small servers have errors without a type
            raise error_from_body(event)
        handler = self._handlers.get(text(event.get("type")))
        if handler is not None and not self.is_complete:
            yield from handler(event)

    @override
    def whole(self, body: Event) -> Iterator[StreamEvent]:
        if isinstance(body.get("output"), list):
            yield from self._on_end({"response": body})

    @override
    def finish(self) -> Iterator[StreamEvent]:
        if self._response is None:
            raise broken_off()
        yield from text_calls(self._gate, self._calls)
        length = text((self._response.get("incomplete_details") or {}).get("reason")) == "max_output_tokens"
        native = ResponsesNative(tuple(self._reasoning.values()), self._phase, self._model)
        yield Completed(
            usage=read_usage(self._response.get("usage"), "input", "output"),
            finish=finish_of(self._calls, length=length, refused=self._refused),
            native=native if native.reasoning or native.phase else None,
        )

    def _on_text(self, event: Event) -> Iterator[StreamEvent]:
        self._spoke = True
        yield from self._gate.feed(text(event.get("delta")))

    def _on_text_done(self, event: Event) -> Iterator[StreamEvent]:
        if not self._spoke:
            yield from self._on_text({"delta": event.get("text")})

    def _on_refusal(self, event: Event) -> Iterator[StreamEvent]:
        self._refused = self._spoke = True
        yield TextDelta(text(event.get("delta")))

    def _on_reasoning(self, event: Event) -> Iterator[StreamEvent]:
        yield ReasoningDelta(text(event.get("delta")))

    def _on_item_done(self, event: Event) -> Iterator[StreamEvent]:
        item = event.get("item")
        if isinstance(item, Mapping):
            yield from self._item(item)

    def _on_end(self, event: Event) -> Iterator[StreamEvent]:
        response = event.get("response")
        if not isinstance(response, Mapping):
            raise broken_off()
        for item in objects(response.get("output")):
            yield from self._item(item)
        if text((response.get("incomplete_details") or {}).get("reason")) == "content_filter":
            self._refused = True
        self._response = response

    def _on_failed(self, event: Event) -> Iterator[StreamEvent]:
        response = event.get("response")
        raise error_from_body(response if isinstance(response, Mapping) else {})

    def _on_error(self, event: Event) -> Iterator[StreamEvent]:
        raise error_from_body(event if event.get("error") else {"error": event})

    def _item(self, item: Mapping[str, Any]) -> Iterator[StreamEvent]:
        match item.get("type"):
            case "function_call" if item.get("status") != "incomplete":
                yield from self._calls.ready(
                    item.get("call_id") or item.get("id"), text(item.get("name")), text(item.get("arguments"))
                )
            case "reasoning" if item.get("encrypted_content"):
                self._reasoning[text(item.get("id"))] = _replayable(item)
            case "message":
                self._phase = item.get("phase") or self._phase
                yield from self._message(item)

    def _message(self, item: Mapping[str, Any]) -> Iterator[StreamEvent]:
        """Yield the text of a message that came without deltas."""
        if self._spoke:
            return
        for part in objects(item.get("content")):
            if part.get("type") == "refusal":
                yield from self._on_refusal({"delta": part.get("refusal")})
            else:
                yield from self._on_text({"delta": part.get("text")})


def _replayable(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a reasoning item as input: the summaries are for people."""
    return {"type": "reasoning", "id": item.get("id"), "summary": [], "encrypted_content": item["encrypted_content"]}
