"""`POST /chat/completions`: a reply as the completion object, and as the chunks that stream it.

Chunks and their fields follow the SDK's `openai.types.chat`.
"""

from collections.abc import Iterator, Mapping
import secrets
import time
from typing import Any

from .chunks import chunked, in_turns
from .script import Reply, ToolCall, Usage

type Chunk = dict[str, Any]


def usage_object(usage: Usage) -> dict[str, Any]:
    """Return the usage of a completion."""
    return {
        "prompt_tokens": usage.input_tokens,
        "completion_tokens": usage.output_tokens,
        "total_tokens": usage.input_tokens + usage.output_tokens,
        "prompt_tokens_details": {"cached_tokens": usage.cached_tokens, "audio_tokens": 0},
        "completion_tokens_details": {
            "reasoning_tokens": usage.reasoning_tokens,
            "audio_tokens": 0,
            "accepted_prediction_tokens": 0,
            "rejected_prediction_tokens": 0,
        },
    }


def _calls(reply: Reply) -> list[dict[str, Any]]:
    calls = [_call(call) for call in reply.tool_calls]
    return [call for call in calls for _ in range(2)] if reply.doubled else calls


def _call(call: ToolCall) -> dict[str, Any]:
    return {
        "id": call.id or f"call_{secrets.token_hex(12)}",
        "type": "function",
        "function": {"name": call.name, "arguments": call.arguments_text},
    }


def _finish(reply: Reply) -> str:
    return "tool_calls" if reply.tool_calls and reply.finish == "stop" else reply.finish


def completion_object(reply: Reply, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the whole completion, as it is without streaming."""
    message: dict[str, Any] = {
        "role": "assistant",
        "content": reply.text or None,
        "refusal": reply.refusal or None,
        "annotations": [],
    }
    if reply.reasoning:
        message["reasoning_content"] = reply.reasoning
    if reply.tool_calls:
        message["tool_calls"] = _calls(reply)
    whole: dict[str, Any] = {
        **_frame(body, "chat.completion"),
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": _finish(reply)}],
    }
    return whole if reply.usage is None else {**whole, "usage": usage_object(reply.usage)}


def _frame(body: Mapping[str, Any], kind: str) -> dict[str, Any]:
    return {
        "id": f"chatcmpl-{secrets.token_urlsafe(21)}",
        "object": kind,
        "created": int(time.time()),
        "model": body["model"],
        "service_tier": "default",
        "system_fingerprint": f"fp_{secrets.token_hex(5)}",
    }


def chunks(reply: Reply, body: Mapping[str, Any]) -> Iterator[Chunk]:
    """Return every chunk of a reply in order; `[DONE]` is the server's to add."""
    frame = _frame(body, "chat.completion.chunk")
    with_usage = bool((body.get("stream_options") or {}).get("include_usage"))
    if with_usage:
        frame["usage"] = None
    yield _chunk(frame, {"role": "assistant", "content": "", "refusal": None})
    yield from ({**frame, "choices": [], **event} for event in reply.extra_events)
    yield from (_chunk(frame, delta) for delta in _deltas(reply))
    if reply.stream_error is not None:
        yield {"error": dict(reply.stream_error)}
        return
    yield _chunk(frame, {}, _finish(reply))
    if with_usage and reply.usage is not None:
        yield {**frame, "choices": [], "usage": usage_object(reply.usage)}


def _chunk(frame: Mapping[str, Any], delta: Mapping[str, Any], finish: str | None = None) -> Chunk:
    return {**frame, "choices": [{"index": 0, "delta": dict(delta), "logprobs": None, "finish_reason": finish}]}


def _deltas(reply: Reply) -> Iterator[dict[str, Any]]:
    # `reasoning_content` is not OpenAI's: DeepSeek began it, llama.cpp and vLLM send it.
    for field, text in (("reasoning_content", reply.reasoning), ("content", reply.text), ("refusal", reply.refusal)):
        yield from (
            {field: piece} for piece in chunked(text, max(len(text), 1) if reply.without_deltas else reply.chunk)
        )
    streams = [list(_call_deltas(call, index, reply)) for index, call in enumerate(_calls(reply))]
    yield from in_turns(streams) if reply.interleaved else (delta for stream in streams for delta in stream)


def _call_deltas(call: Mapping[str, Any], index: int, reply: Reply) -> Iterator[dict[str, Any]]:
    function = call["function"]
    if reply.without_deltas:
        yield {"tool_calls": [{"index": index, **call}]}
        return
    yield {"tool_calls": [{"index": index, **call, "function": {"name": function["name"], "arguments": ""}}]}
    for piece in chunked(function["arguments"], reply.chunk):
        yield {"tool_calls": [{"index": index, "function": {"arguments": piece}}]}
