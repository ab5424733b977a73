"""`POST /responses`: a reply as the response object, and as the events that stream it.

Event types, their order and fields follow the SDK's `openai.types.responses`.
"""

from collections.abc import Iterator, Mapping
import itertools
import secrets
import time
from typing import Any

from .chunks import chunked, in_turns
from .script import Reply, ToolCall, Usage

type Event = dict[str, Any]
type Item = dict[str, Any]


def _id(prefix: str) -> str:
    return f"{prefix}_{secrets.token_hex(25)}"


def usage_object(usage: Usage | None) -> dict[str, Any] | None:
    """Return the usage of a response."""
    if usage is None:
        return None
    return {
        "input_tokens": usage.input_tokens,
        "input_tokens_details": {"cached_tokens": usage.cached_tokens, "cache_write_tokens": usage.cache_write_tokens},
        "output_tokens": usage.output_tokens,
        "output_tokens_details": {"reasoning_tokens": usage.reasoning_tokens},
        "total_tokens": usage.input_tokens + usage.output_tokens,
    }


def _reasoning_item(reply: Reply) -> Item:
    summary = [{"type": "summary_text", "text": reply.reasoning}]
    return {
        "id": _id("rs"),
        "type": "reasoning",
        "summary": summary,
        "encrypted_content": f"gAAAAA{secrets.token_urlsafe(48)}",
    }


def _message_item(reply: Reply) -> Item:
    content: list[dict[str, Any]] = []
    if reply.text:
        content.append({"type": "output_text", "annotations": [], "logprobs": [], "text": reply.text})
    if reply.refusal:
        content.append({"type": "refusal", "refusal": reply.refusal})
    return {"id": _id("msg"), "type": "message", "status": "completed", "role": "assistant", "content": content}


def _call_item(call: ToolCall) -> Item:
    return {
        "id": _id("fc"),
        "type": "function_call",
        "status": "completed",
        "arguments": call.arguments_text,
        "call_id": call.id or f"call_{secrets.token_hex(12)}",
        "name": call.name,
    }


def output_items(reply: Reply) -> list[Item]:
    """Return the items of a reply: reasoning, then the message, then the calls."""
    items = [_reasoning_item(reply)] if reply.reasoning else []
    if reply.text or reply.refusal:
        items.append(_message_item(reply))
    calls = [_call_item(call) for call in reply.tool_calls]
    if reply.doubled:
        calls = [item for call in calls for item in (call, {**call, "id": _id("fc")})]
    return items + calls


def response_object(reply: Reply, body: Mapping[str, Any], items: list[Item]) -> dict[str, Any]:
    """Return the whole response, as it is without streaming and in the last event."""
    incomplete = {"length": "max_output_tokens", "content_filter": "content_filter"}.get(reply.finish)
    now = time.time()
    return {
        "id": _id("resp"),
        "object": "response",
        "created_at": int(now),
        "status": "incomplete" if incomplete else "completed",
        "background": False,
        "completed_at": int(now),
        "error": None,
        "incomplete_details": {"reason": incomplete} if incomplete else None,
        "instructions": body.get("instructions"),
        "max_output_tokens": body.get("max_output_tokens"),
        "metadata": {},
        "model": body["model"],
        "output": items,
        "parallel_tool_calls": body.get("parallel_tool_calls", True),
        "previous_response_id": None,
        "prompt_cache_key": body.get("prompt_cache_key"),
        "reasoning": body.get("reasoning") or {"effort": None, "summary": None},
        "safety_identifier": None,
        "service_tier": "default",
        "store": body.get("store", True),
        "temperature": body.get("temperature", 1.0),
        "text": {"format": {"type": "text"}, "verbosity": "medium"},
        "tool_choice": body.get("tool_choice", "auto"),
        "tools": body.get("tools") or [],
        "top_logprobs": 0,
        "top_p": 1.0,
        "truncation": "disabled",
        "usage": usage_object(reply.usage),
        "user": None,
    }


def events(reply: Reply, body: Mapping[str, Any]) -> Iterator[Event]:
    """Return every event of a reply in order, numbered."""
    for number, event in enumerate(_unnumbered(reply, body)):
        yield {**event, "sequence_number": number}


def _unnumbered(reply: Reply, body: Mapping[str, Any]) -> Iterator[Event]:
    items = output_items(reply)
    response = response_object(reply, body, items)
    begun = {
        **response,
        "status": "in_progress",
        "output": [],
        "usage": None,
        "completed_at": None,
        "incomplete_details": None,
    }
    yield {"type": "response.created", "response": begun}
    yield {"type": "response.in_progress", "response": begun}
    yield from (dict(event) for event in reply.extra_events)
    streams = [list(_item_events(item, index, reply)) for index, item in enumerate(items)]
    yield from in_turns(streams) if reply.interleaved else itertools.chain.from_iterable(streams)
    if reply.stream_error is not None:
        yield from _failing(reply.stream_error, response)
        return
    yield {"type": f"response.{response['status']}", "response": response}


def _failing(error: Mapping[str, Any], response: Mapping[str, Any]) -> Iterator[Event]:
    """End with `response.failed`, or with a bare error event where `as_event` is set."""
    details = {name: value for name, value in error.items() if name != "as_event"}
    if error.get("as_event"):
        yield {"type": "error", "code": None, "message": "", "param": None, **details}
    else:
        yield {"type": "response.failed", "response": {**response, "status": "failed", "error": details, "output": []}}


def _item_events(item: Item, index: int, reply: Reply) -> Iterator[Event]:
    place = {"output_index": index}
    if not reply.without_deltas:
        inner = {"reasoning": _reasoning_events, "message": _message_events, "function_call": _call_events}[
            item["type"]
        ]
        yield {"type": "response.output_item.added", **place, "item": _begun(item)}
        for event in inner(item, reply.chunk):
            yield {**event, "item_id": item["id"], **place}
    yield {"type": "response.output_item.done", **place, "item": item}


def _begun(item: Item) -> Item:
    empty: dict[str, Item] = {
        "reasoning": {"summary": []},
        "message": {"status": "in_progress", "content": []},
        "function_call": {"status": "in_progress", "arguments": ""},
    }
    return {**item, **empty[item["type"]]}


def _reasoning_events(item: Item, chunk: int) -> Iterator[Event]:
    text = item["summary"][0]["text"]
    name = "response.reasoning_summary"
    place = {"summary_index": 0}
    yield {"type": f"{name}_part.added", **place, "part": {"type": "summary_text", "text": ""}}
    for delta in chunked(text, chunk):
        yield {"type": f"{name}_text.delta", **place, "delta": delta, "obfuscation": secrets.token_urlsafe(6)}
    yield {"type": f"{name}_text.done", **place, "text": text}
    yield {"type": f"{name}_part.done", **place, "part": {"type": "summary_text", "text": text}}


def _message_events(item: Item, chunk: int) -> Iterator[Event]:
    for index, part in enumerate(item["content"]):
        field = "text" if part["type"] == "output_text" else "refusal"
        name = "response.output_text" if field == "text" else "response.refusal"
        place = {"content_index": index}
        extra: Event = {"logprobs": []} if field == "text" else {}
        yield {"type": "response.content_part.added", **place, "part": {**part, field: ""}}
        for delta in chunked(part[field], chunk):
            yield {"type": f"{name}.delta", **place, "delta": delta, **extra}
        yield {"type": f"{name}.done", **place, field: part[field], **extra}
        yield {"type": "response.content_part.done", **place, "part": part}


def _call_events(item: Item, chunk: int) -> Iterator[Event]:
    name = "response.function_call_arguments"
    for delta in chunked(item["arguments"], chunk):
        yield {"type": f"{name}.delta", "delta": delta, "obfuscation": secrets.token_urlsafe(6)}
    yield {"type": f"{name}.done", "arguments": item["arguments"], "name": item["name"]}
