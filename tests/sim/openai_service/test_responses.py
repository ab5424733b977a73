"""`/v1/responses` as the SDK sees it."""

import json
from typing import Any, get_args

import openai
from openai.types.responses import Response, ResponseStreamEvent
import pytest

from sim.openai_service import OpenAIService, Reply, ToolCall, Usage

REPLY = Reply(
    text="The living room light is on.",
    reasoning="The user wants light.",
    tool_calls=(ToolCall("parlor__act", {"steps": []}, id="call_1"), ToolCall("parlor__find", {"text": "Stehlampe ü"})),
    usage=Usage(input_tokens=1200, output_tokens=40, cached_tokens=1024, reasoning_tokens=8),
)
ASK: dict[str, Any] = {"model": "gpt-6-luna", "input": "turn on the light"}
KNOWN_TYPES = {
    get_args(event.model_fields["type"].annotation)[0] for event in get_args(get_args(ResponseStreamEvent)[0])
}


async def _events(client: openai.AsyncOpenAI, **ask: Any) -> list[Any]:
    return [event async for event in await client.responses.create(stream=True, **{**ASK, **ask})]


async def test_every_event_is_one_that_the_sdk_knows(service: OpenAIService, client: openai.AsyncOpenAI) -> None:
    """Types, numbers and places are those of the real wire, and the last event holds everything."""
    service.script.add(REPLY)
    events = await _events(client)

    assert [event.sequence_number for event in events] == list(range(len(events)))
    assert {event.type for event in events} <= KNOWN_TYPES
    assert [event.type for event in events][:2] == ["response.created", "response.in_progress"]
    last = events[-1]
    assert last.type == "response.completed"
    assert [item.type for item in last.response.output] == ["reasoning", "message", "function_call", "function_call"]
    assert last.response.output_text == REPLY.text
    assert last.response.usage.input_tokens_details.cached_tokens == 1024
    assert last.response.usage.total_tokens == 1240
    ids = {item.id for item in last.response.output}
    assert {event.item_id for event in events if hasattr(event, "item_id")} == ids


async def test_deltas_add_up(service: OpenAIService, client: openai.AsyncOpenAI) -> None:
    """Text and arguments come in pieces that make the whole."""
    service.script.add(REPLY)
    events = await _events(client)

    assert "".join(event.delta for event in events if event.type == "response.output_text.delta") == REPLY.text
    arguments = [event.arguments for event in events if event.type == "response.function_call_arguments.done"]
    assert [json.loads(text) for text in arguments] == [{"steps": []}, {"text": "Stehlampe ü"}]
    deltas = "".join(event.delta for event in events if event.type == "response.function_call_arguments.delta")
    assert deltas == "".join(arguments)


async def test_the_events_are_valid_for_the_sdks_strict_models(
    service: OpenAIService, client: openai.AsyncOpenAI
) -> None:
    """Nothing that the SDK requires is left out: its models validate what its reader merely constructs."""
    service.script.add(REPLY)
    for event in await _events(client):
        type(event).model_validate(event.to_dict())


async def test_without_streaming(service: OpenAIService, client: openai.AsyncOpenAI) -> None:
    """The whole response is one that the SDK's model validates."""
    service.script.add(REPLY)
    response = await client.responses.create(**ASK)
    Response.model_validate(response.to_dict())
    assert response.output_text == REPLY.text
    assert response.status == "completed"


async def test_interleaved_and_doubled_calls(service: OpenAIService, client: openai.AsyncOpenAI) -> None:
    """Calls in turns keep their item, and a doubled call keeps its call id."""
    calls = (ToolCall("a", "{" + " " * 40 + "}", id="call_a"), ToolCall("b", "{" + " " * 40 + "}", id="call_b"))
    service.script.add(Reply(tool_calls=calls, interleaved=True), Reply(tool_calls=calls, doubled=True))
    items = [event.item_id for event in await _events(client) if event.type == "response.function_call_arguments.delta"]
    assert items[0] != items[1]
    assert items[0] == items[2]
    doubled = [event.item.call_id for event in await _events(client) if event.type == "response.output_item.done"]
    assert doubled == ["call_a", "call_a", "call_b", "call_b"]


@pytest.mark.parametrize(
    ("reply", "last"),
    [
        (Reply(text="The long", finish="length"), "response.incomplete"),
        (Reply(text="x", stream_error={"code": "server_error", "message": "boom"}), "response.failed"),
        (Reply(text="x", stream_error={"code": "server_error", "message": "boom", "as_event": True}), "error"),
    ],
)
async def test_other_ends(service: OpenAIService, client: openai.AsyncOpenAI, reply: Reply, last: str) -> None:
    """A response may be incomplete, fail, or be broken off by an error event."""
    service.script.add(reply)
    assert (await _events(client))[-1].type == last


async def test_events_of_the_future(service: OpenAIService, client: openai.AsyncOpenAI) -> None:
    """An event that no SDK knows can be slipped in."""
    service.script.add(Reply(text="hi", extra_events=({"type": "response.dream.delta", "delta": "sheep"},)))
    assert "response.dream.delta" in [event.type for event in await _events(client)]


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        ({"model": ""}, "Missing required parameter: 'model'."),
        ({"input": []}, "Missing required parameter: 'input'."),
        ({"extra_body": {"max_tokens": 3}}, "Unknown parameter: 'max_tokens'."),
        (
            {"input": [{"type": "function_call", "call_id": "c1", "name": "a", "arguments": "{}"}]},
            "No tool output found for function call c1.",
        ),
        (
            {"input": [{"type": "function_call_output", "call_id": "c1", "output": "{}"}]},
            "No tool call found for function call output with call_id c1.",
        ),
        ({"tools": [{"type": "function", "name": "a.b", "parameters": {}, "strict": False}]}, "does not match pattern"),
        ({"prompt_cache_key": "x" * 65}, "string too long"),
    ],
)
async def test_it_refuses_what_the_real_one_refuses(
    client: openai.AsyncOpenAI, ask: dict[str, Any], message: str
) -> None:
    """The checks before a model runs are the real ones, so that our own mistakes show."""
    with pytest.raises(openai.BadRequestError, match=message):
        await client.responses.create(**{**ASK, **ask})
