"""What goes wrong, as the SDK sees it."""

import asyncio
from collections.abc import AsyncIterable
from typing import Any

import aiohttp
import httpx
import openai
import pytest

from sim.openai_service import LoggedRequest, OpenAIService, Reply, ToolCall

ASK: dict[str, Any] = {"model": "gpt-6-luna", "input": "hi"}
BROKEN = (openai.APIConnectionError, httpx.HTTPError)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, openai.BadRequestError),
        (403, openai.PermissionDeniedError),
        (404, openai.NotFoundError),
        (409, openai.ConflictError),
        (422, openai.UnprocessableEntityError),
        (429, openai.RateLimitError),
        (500, openai.InternalServerError),
        (503, openai.InternalServerError),
    ],
)
async def test_statuses(
    service: OpenAIService, client: openai.AsyncOpenAI, status: int, error: type[openai.APIStatusError]
) -> None:
    """Each status is the SDK's own exception, with the body and the headers."""
    service.script.add(Reply(status=status, retry_after=7))
    with pytest.raises(error) as raised:
        await client.responses.create(**ASK)
    assert raised.value.response.headers["retry-after"] == "7"
    assert raised.value.type


async def test_keys(service: OpenAIService, client: openai.AsyncOpenAI) -> None:
    """A wrong key is 401 everywhere but where models are public."""
    service.mode.key = "sk-right"
    with pytest.raises(openai.AuthenticationError) as raised:
        await client.models.list()
    assert raised.value.code == "invalid_api_key"
    with pytest.raises(openai.AuthenticationError):
        await client.responses.create(**ASK)
    service.mode.public_models = True
    assert "gpt-6-luna" in [model.id async for model in client.models.list()]


async def test_what_a_server_does_not_have(service: OpenAIService, client: openai.AsyncOpenAI) -> None:
    """Absent routes are 404, and so are unknown models, in the body's own words."""
    service.mode.responses = False
    service.mode.models = None
    with pytest.raises(openai.NotFoundError, match="Invalid URL"):
        await client.responses.create(**ASK)
    with pytest.raises(openai.NotFoundError, match="Invalid URL"):
        await client.models.list()
    service.mode.responses = service.mode.only_listed_models = True
    with pytest.raises(openai.NotFoundError) as raised:
        await client.responses.create(**ASK)
    assert raised.value.code == "model_not_found"


@pytest.mark.parametrize("cut", [0, 1, 7, 100, 1000, 2500])
async def test_cut_streams(service: OpenAIService, client: openai.AsyncOpenAI, cut: int) -> None:
    """A cut stream raises, and never ends as if it were whole."""
    service.script.add(Reply(text="A sentence that is longer than the wire lets through. " * 4, cut_after_bytes=cut))
    received: list[str] = []
    stream = await client.responses.create(stream=True, **ASK)
    with pytest.raises(BROKEN):
        await _types(stream, received)
    assert "response.completed" not in received


async def _types(stream: AsyncIterable[Any], received: list[str]) -> None:
    async for event in stream:
        received.append(event.type)  # noqa: PERF401  what came before the error counts


async def test_a_stream_that_ends_too_early(service: OpenAIService, client: openai.AsyncOpenAI) -> None:
    """A body may end properly and still lack the last event."""
    service.script.add(Reply(text="hello there", end_after_events=5))
    events = [event.type async for event in await client.responses.create(stream=True, **ASK)]
    assert len(events) == 5
    assert "response.completed" not in events


@pytest.mark.parametrize("after", [0, 3])
async def test_hanging(service: OpenAIService, client: openai.AsyncOpenAI, after: int) -> None:
    """A hang before the first byte, or amid the stream, runs into the client's time-out."""
    service.script.add(Reply(text="hello", hang_after_events=after))
    with pytest.raises((openai.APITimeoutError, httpx.TimeoutException)):
        async for _ in await client.responses.create(stream=True, timeout=0.2, **ASK):
            pass


async def test_raw_bytes(service: OpenAIService, client: openai.AsyncOpenAI) -> None:
    """Any bytes can be the answer."""
    service.script.add(Reply(raw=b"data: \xff\xfe\n\n", content_type="text/event-stream"))
    with pytest.raises(UnicodeDecodeError):
        async for _ in await client.responses.create(stream=True, **ASK):
            pass


async def test_a_function_answers(service: OpenAIService, client: openai.AsyncOpenAI) -> None:
    """A function may answer each request, after the replies in line."""

    async def answering(request: LoggedRequest) -> Reply:
        await asyncio.sleep(0)
        return Reply(text=f"you said {request.body['input']}")

    service.script.answer_with(answering)
    service.script.add(Reply(text="first"))
    assert [(await client.responses.create(**ASK)).output_text for _ in range(2)] == ["first", "you said hi"]
    service.script.answer_with(lambda request: Reply(text="sync"))
    assert (await client.responses.create(**ASK)).output_text == "sync"


async def test_the_log_is_whole(service: OpenAIService, client: openai.AsyncOpenAI) -> None:
    """Method, path, headers and parsed body of every request are kept."""
    service.script.add(Reply(text="x"))
    await client.responses.create(**ASK)
    with pytest.raises(openai.BadRequestError):
        await client.responses.create(model="", input="probe")
    await client.models.list()
    assert [(entry.method, entry.path) for entry in service.requests] == [
        ("POST", "/v1/responses"),
        ("POST", "/v1/responses"),
        ("GET", "/v1/models"),
    ]
    assert service.requests[0].body == ASK
    assert service.requests[0].headers["authorization"] == "Bearer sk-test"
    assert len(service.turns) == 1


async def test_an_empty_script_says_so(client: openai.AsyncOpenAI) -> None:
    """Nothing is made up when the script is at its end."""
    with pytest.raises(openai.InternalServerError, match="script is at its end"):
        await client.responses.create(**ASK)


async def test_over_http(service: OpenAIService, client: openai.AsyncOpenAI) -> None:
    """Another process scripts it and reads the log through HTTP."""
    order = {
        "replies": [
            {"text": "a", "tool_calls": [{"name": "t", "arguments": {"x": 1}}], "usage": {"input_tokens": 5}},
            {"raw": "data: {}\n\n", "content_type": "text/event-stream"},
        ],
        "mode": {"key": "sk-test", "models": ["one"]},
    }
    root = service.url.removesuffix("/v1")
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{root}/sim/script", json=order) as answer:
            assert await answer.json() == {"left": 2}
        response = await client.responses.create(**ASK)
        assert response.output_text == "a"
        assert [model.id async for model in client.models.list()] == ["one"]
        async with session.get(f"{root}/sim/requests") as answer:
            assert [entry["path"] for entry in await answer.json()] == ["/v1/responses", "/v1/models"]
        async with session.post(f"{root}/sim/script", json={"clear": True}) as answer:
            assert await answer.json() == {"left": 0}


async def test_broken_arguments_go_out_as_they_are(service: OpenAIService, client: openai.AsyncOpenAI) -> None:
    """A model may write JSON that is none."""
    service.script.add(Reply(tool_calls=(ToolCall("t", '{"a": '),)))
    response = await client.responses.create(**ASK)
    assert response.output[0].to_dict()["arguments"] == '{"a": '
