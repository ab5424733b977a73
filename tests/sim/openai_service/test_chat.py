"""`/v1/chat/completions` as the SDK sees it."""

from typing import Any

import openai
from openai.types.chat import ChatCompletion, ChatCompletionChunk
import pytest

from sim.openai_service import OpenAIService, Reply, ToolCall, Usage

REPLY = Reply(
    text="Turning it on.",
    tool_calls=(
        ToolCall("parlor__act", '{"steps": [1, 2, 3]}', id="call_1"),
        ToolCall("parlor__find", "{}", id="call_2"),
    ),
    usage=Usage(input_tokens=50, output_tokens=9, cached_tokens=32),
)
ASK: dict[str, Any] = {"model": "gpt-6-luna", "messages": [{"role": "user", "content": "turn on the light"}]}


async def _chunks(client: openai.AsyncOpenAI, **ask: Any) -> list[ChatCompletionChunk]:
    return [chunk async for chunk in await client.chat.completions.create(stream=True, **{**ASK, **ask})]


async def test_chunks(service: OpenAIService, client: openai.AsyncOpenAI) -> None:
    """Chunks are valid, share one id, and their deltas add up; usage comes last, and only if asked for."""
    service.script.add(REPLY, REPLY)
    chunks = await _chunks(client, stream_options={"include_usage": True})
    for chunk in chunks:
        ChatCompletionChunk.model_validate(chunk.to_dict())
    assert len({chunk.id for chunk in chunks}) == 1
    assert chunks[-1].usage is not None
    assert chunks[-1].usage.total_tokens == 59
    assert chunks[-1].choices == []
    assert chunks[-2].choices[0].finish_reason == "tool_calls"
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks[:-1]) == REPLY.text
    calls = [call for chunk in chunks[:-1] for call in chunk.choices[0].delta.tool_calls or ()]
    assert [call.id for call in calls if call.id] == ["call_1", "call_2"]
    pieces = [(call.index, call.function.arguments or "") for call in calls if call.function]
    arguments = ["".join(piece for index, piece in pieces if index == place) for place in (0, 1)]
    assert arguments == ['{"steps": [1, 2, 3]}', "{}"]

    assert all(chunk.usage is None for chunk in await _chunks(client))


async def test_without_streaming(service: OpenAIService, client: openai.AsyncOpenAI) -> None:
    """The whole completion is one that the SDK's model validates."""
    service.script.add(REPLY)
    completion = await client.chat.completions.create(**ASK)
    ChatCompletion.model_validate(completion.to_dict())
    assert completion.choices[0].message.content == REPLY.text
    assert completion.choices[0].finish_reason == "tool_calls"


@pytest.mark.parametrize(
    ("messages", "message"),
    [
        (
            [{"role": "assistant", "tool_calls": [{"id": "c1", "type": "function", "function": {}}]}],
            "did not have response",
        ),
        ([{"role": "tool", "tool_call_id": "c1", "content": "{}"}], "must be a response to"),
        ([{"role": "robot", "content": "hi"}], "Invalid value: 'robot'"),
    ],
)
async def test_it_refuses_what_the_real_one_refuses(
    client: openai.AsyncOpenAI, messages: list[dict[str, Any]], message: str
) -> None:
    """Calls and their results belong together."""
    with pytest.raises(openai.BadRequestError, match=message):
        await client.chat.completions.create(**{**ASK, "messages": messages})


async def test_a_server_that_is_older_or_newer(service: OpenAIService, client: openai.AsyncOpenAI) -> None:
    """Small servers know less; the real one's newer models refuse the old limit."""
    service.mode.usage_option = False
    with pytest.raises(openai.BadRequestError, match="stream_options"):
        await _chunks(client, stream_options={"include_usage": True})
    service.mode.old_token_limit = False
    with pytest.raises(openai.BadRequestError, match="max_completion_tokens"):
        await _chunks(client, max_tokens=5)
    service.mode.developer_role = False
    with pytest.raises(openai.BadRequestError, match="developer"):
        await _chunks(client, messages=[{"role": "developer", "content": "x"}])


async def test_a_model_that_takes_less(service: OpenAIService, client: openai.AsyncOpenAI) -> None:
    """What it refuses is named, as the real service and Ollama name it."""
    service.mode.refused = ("temperature",)
    with pytest.raises(openai.BadRequestError, match="'temperature' is not supported") as refused:
        await _chunks(client, temperature=0.5)
    assert refused.value.param == "temperature"
    service.mode.tools = False
    tool = {"type": "function", "function": {"name": "act", "parameters": {}}}
    with pytest.raises(openai.BadRequestError, match="does not support tools"):
        await _chunks(client, tools=[tool])


async def test_an_error_amid_the_stream(service: OpenAIService, client: openai.AsyncOpenAI) -> None:
    """An error chunk becomes the SDK's exception."""
    service.script.add(Reply(text="hello", stream_error={"message": "out of memory", "code": 500}))
    with pytest.raises(openai.APIError, match="out of memory"):
        await _chunks(client)
