"""A service that fails: each way is told apart, and nothing is said to be whole that is not."""

import asyncio
from contextlib import suppress
from typing import Any

import httpx
import pytest

from custom_components.parlor.gpt.attempts import Wire
from custom_components.parlor.gpt.connection import MAX_RESPONSE_BYTES
from custom_components.parlor.gpt.errors import ErrorKind, ServiceError
from custom_components.parlor.gpt.service import Service
from custom_components.parlor.gpt.stream import Completed, StreamEvent, ToolCallReady
from sim.openai_service import OpenAIService, Reply, ToolCall

from .conftest import MakeService
from .turns import REQUEST, calls_of, end_of, events_of, text_of

SSE = "text/event-stream"
ANSWER = Reply(text="The floor lamp is on.", tool_calls=(ToolCall("parlor__act", {"steps": ["lamp"]}, id="call_1"),))
STATUSES: list[tuple[int, dict[str, Any] | None, ErrorKind]] = [
    (400, None, ErrorKind.BAD_REQUEST),
    (400, {"error": {"message": "x", "code": "context_length_exceeded"}}, ErrorKind.TOO_LONG),
    (400, {"error": {"code": 400, "message": "the request exceeds the available context size"}}, ErrorKind.TOO_LONG),
    (400, {"error": {"message": "no", "code": "content_policy_violation"}}, ErrorKind.REFUSED),
    (401, None, ErrorKind.UNAUTHORIZED),
    (402, None, ErrorKind.QUOTA),
    (403, None, ErrorKind.FORBIDDEN),
    (404, {"error": {"message": 'model "qwen" not found, try pulling it first'}}, ErrorKind.UNKNOWN_MODEL),
    (404, {"error": {"message": "The model `x` does not exist", "code": "model_not_found"}}, ErrorKind.UNKNOWN_MODEL),
    (408, None, ErrorKind.TIMEOUT),
    (413, None, ErrorKind.TOO_LONG),
    (429, None, ErrorKind.RATE_LIMITED),
    (429, {"error": {"message": "x", "type": "insufficient_quota", "code": "insufficient_quota"}}, ErrorKind.QUOTA),
    (500, None, ErrorKind.SERVER_ERROR),
    (503, None, ErrorKind.SERVER_ERROR),
    (529, None, ErrorKind.SERVER_ERROR),
]


@pytest.fixture(params=[Wire.RESPONSES, Wire.CHAT])
async def wired(request: pytest.FixtureRequest, server: OpenAIService, service: Service) -> Service:
    """Return a client of a server with one of the wires."""
    server.mode.responses = request.param is Wire.RESPONSES
    await service.check()
    server.requests.clear()
    return service


async def _failure(service: Service) -> tuple[ServiceError, list[StreamEvent]]:
    """Return the error, and what came before it."""
    events: list[StreamEvent] = []
    try:
        async for event in service.stream(REQUEST):
            events.append(event)  # noqa: PERF401
    except ServiceError as error:
        return error, events
    pytest.fail("it did not fail")


@pytest.mark.parametrize(("status", "body", "kind"), STATUSES)
async def test_statuses(
    server: OpenAIService, wired: Service, status: int, body: dict[str, Any] | None, kind: ErrorKind
) -> None:
    """Each status means one thing, whatever else is tried before giving up."""
    server.script.answer_with(lambda request: Reply(status=status, error=body))
    error, _ = await _failure(wired)
    assert error.kind is kind
    assert error.status == status
    assert len(server.turns) <= 3


@pytest.mark.parametrize(
    ("after", "header"), [(None, {}), (7.0, {"retry-after": "7"}), (1.5, {"retry-after-ms": "1500"})]
)
async def test_when_to_ask_again(
    server: OpenAIService, wired: Service, after: float | None, header: dict[str, str]
) -> None:
    """A limit says how long it lasts, or does not."""
    server.script.add(Reply(status=429, headers=header))
    error, _ = await _failure(wired)
    assert error.retry_after == after
    assert len(server.turns) == 1


@pytest.mark.parametrize("header", ["soon", "nan", "-5", "Wed, 21 Oct 2015 07:28:00 GMT"])
async def test_odd_times(server: OpenAIService, wired: Service, header: str) -> None:
    """Nonsense is no time, and a time that is over is none to wait."""
    server.script.add(Reply(status=429, headers={"retry-after": header}))
    error, _ = await _failure(wired)
    assert error.retry_after in (None, 0.0)


async def test_a_wrong_key_is_never_repeated(server: OpenAIService, make_service: MakeService) -> None:
    """The service repeats the key in its answer; the error does not, nor what it came from."""
    server.mode.key = "sk-right"
    service = make_service(server.url, "sk-wrong-secret")
    error, _ = await _failure(service)
    assert error.kind is ErrorKind.UNAUTHORIZED
    assert "sk-wrong" not in repr(error) + str(error) + repr(vars(error))
    assert error.__suppress_context__


@pytest.mark.parametrize("key", ["sk-\n", "sk-schlüssel", "sk-\u200b"])
async def test_a_key_that_no_header_can_carry(server: OpenAIService, make_service: MakeService, key: str) -> None:
    """It is a wrong key, before anything is sent."""
    error, _ = await _failure(make_service(server.url, key))
    assert error.kind is ErrorKind.UNAUTHORIZED
    assert server.requests == []


@pytest.mark.parametrize("cut", [*range(0, 400, 23), 800, 1600, 3000])
async def test_cut_anywhere(server: OpenAIService, wired: Service, cut: int) -> None:
    """A cut answer is never complete, its calls are whole or absent, and one that had not begun is asked for again."""
    server.script.answer_with(lambda request: ANSWER if len(server.turns) > 2 else Reply(**_fields(ANSWER, cut)))
    events: list[StreamEvent] = []
    with suppress(ServiceError):
        async for event in wired.stream(REQUEST):
            events.append(event)  # noqa: PERF401
    assert all(event.call.arguments == '{"steps": ["lamp"]}' for event in events if isinstance(event, ToolCallReady))
    if any(isinstance(event, Completed) for event in events):
        assert text_of(events) == ANSWER.text
        assert len(calls_of(events)) == 1
    if not events:
        assert len(server.turns) == 2


def _fields(reply: Reply, cut: int) -> dict[str, Any]:
    return {"text": reply.text, "tool_calls": reply.tool_calls, "cut_after_bytes": cut}


async def test_a_dropped_connection_is_tried_once_more(server: OpenAIService, wired: Service) -> None:
    """The other side closes kept connections when it likes."""
    server.script.add(Reply(text="x", cut_after_bytes=0), Reply(text="On."))
    assert text_of(await events_of(wired)) == "On."


@pytest.mark.parametrize("events", range(1, 8))
async def test_an_end_too_early(server: OpenAIService, wired: Service, events: int) -> None:
    """A body that ends properly without the answer's own end is cut as well."""
    reply = Reply(text="x" * 200, end_after_events=events)
    server.script.add(reply, reply)
    error, _ = await _failure(wired)
    assert error.kind is ErrorKind.CUT


@pytest.mark.parametrize("after", [0, 1, 6])
async def test_hanging(server: OpenAIService, make_service: MakeService, after: int) -> None:
    """Whatever hangs is given up in time."""
    server.script.add(Reply(text="The light is on.", hang_after_events=after))
    service = make_service(server.url, first_event=0.3, between_events=0.2)
    async with asyncio.timeout(2):
        error, _ = await _failure(service)
    assert error.kind is ErrorKind.TIMEOUT


async def test_cancelling_while_it_hangs(server: OpenAIService, wired: Service) -> None:
    """Who does not want to wait any longer is let go at once."""
    server.script.add(Reply(text="The light is on.", chunk=2, hang_after_events=6))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await events_of(wired)


async def test_slow_but_alive(server: OpenAIService, make_service: MakeService) -> None:
    """The bound is on each wait, not on the whole."""
    server.script.add(Reply(text="The light is on.", delay=0.05))
    service = make_service(server.url, first_event=1, between_events=0.3)
    assert text_of(await events_of(service)) == "The light is on."


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(raw=b"<html>Router</html>", content_type="text/html"), ErrorKind.NOT_OPENAI),
        (Reply(raw=b'{"temperature": 21}', content_type="application/json"), ErrorKind.NOT_OPENAI),
        (Reply(raw=b"[1, 2]", content_type="application/json"), ErrorKind.NOT_OPENAI),
        (Reply(raw=b'{"choices": ', content_type="application/json"), ErrorKind.NOT_OPENAI),
        (Reply(raw=b"[" * 100_000, content_type="application/json"), ErrorKind.NOT_OPENAI),
        (Reply(raw=b"just text", content_type="text/plain"), ErrorKind.CUT),
        (Reply(raw=b"data: \xff\xfe\n\n", content_type=SSE), ErrorKind.CUT),
        (Reply(raw=b"data: {not json\n\n", content_type=SSE), ErrorKind.CUT),
        (Reply(raw=b"data: " + b"[" * 100_000 + b"\n\n", content_type=SSE), ErrorKind.CUT),
        (Reply(raw=b"data: [1]\n\ndata: null\n\ndata: 7\n\n", content_type=SSE), ErrorKind.CUT),
        (Reply(raw=b"", content_type=SSE), ErrorKind.CUT),
        (Reply(raw=b"data: [DONE]\n\n", content_type=SSE), ErrorKind.CUT),
        (Reply(raw=b"data: " + b"x" * (MAX_RESPONSE_BYTES + 1), content_type=SSE), ErrorKind.CUT),
    ],
)
async def test_nonsense(server: OpenAIService, wired: Service, reply: Reply, kind: ErrorKind) -> None:
    """What is no answer is an error, however it looks."""
    server.script.answer_with(lambda request: reply)
    error, events = await _failure(wired)
    assert error.kind is kind
    assert events == []


@pytest.mark.parametrize(
    ("failing", "kind"),
    [
        ({"code": "server_error", "message": "boom"}, ErrorKind.SERVER_ERROR),
        ({"code": "rate_limit_exceeded", "message": "boom"}, ErrorKind.RATE_LIMITED),
        ({"code": "invalid_prompt", "message": "boom"}, ErrorKind.REFUSED),
        ({"code": "server_error", "message": "boom", "as_event": True}, ErrorKind.SERVER_ERROR),
        ({"code": 500, "message": "output does not match the expected peg-native format"}, ErrorKind.SERVER_ERROR),
    ],
)
async def test_an_error_amid_the_answer(
    server: OpenAIService, wired: Service, failing: dict[str, Any], kind: ErrorKind
) -> None:
    """What was said stays said, and then it fails."""
    server.script.add(Reply(text="Turning it on.", stream_error=failing))
    error, events = await _failure(wired)
    assert error.kind is kind
    assert text_of(events) == "Turning it on."


async def test_unreachable(make_service: MakeService, loopback_host: str) -> None:
    """Nobody listens there, or nobody could."""
    for url in (f"http://{loopback_host}:9/v1", "gopher://127.0.0.1/v1"):
        error, _ = await _failure(make_service(url))
        assert error.kind is ErrorKind.UNREACHABLE


async def test_the_callers_client_stays_open(server: OpenAIService, loopback: None) -> None:
    """Whatever fails and whatever is closed, the HTTP client is the caller's."""
    async with httpx.AsyncClient() as http_client:
        service = Service(http_client, api_key=None, base_url=server.url)
        server.script.add(Reply(status=500), Reply(status=500))
        await _failure(service)
        await service.close()
        assert not http_client.is_closed


class TestOtherWays:
    """What is tried when the first way fails before anything came."""

    async def test_chat_where_there_are_no_responses(self, server: OpenAIService, service: Service) -> None:
        """An unchecked service is asked on the other wire, which is remembered."""
        server.mode.responses = False
        server.script.add(Reply(text="a"), Reply(text="b"))
        assert text_of(await events_of(service)) == "a"
        assert service.wire is Wire.CHAT
        await events_of(service)
        assert [request.path for request in server.requests] == ["/v1/responses", *["/v1/chat/completions"] * 2]

    @pytest.mark.parametrize("missing", ["html", "fastapi", "lmstudio", "openai"])
    async def test_every_way_of_not_having_a_path(self, server: OpenAIService, service: Service, missing: Any) -> None:
        """A router's page, FastAPI's JSON and a friendly 200 all mean the same."""
        server.mode.responses = False
        server.mode.missing_route = missing
        server.script.add(Reply(text="a"))
        assert text_of(await events_of(service)) == "a"

    async def test_responses_that_are_refused_by_a_small_server(self, server: OpenAIService, service: Service) -> None:
        """A part of the Responses API is none."""
        server.script.add(Reply(status=400, error={"error": {"message": "'store' is not supported"}}), Reply(text="a"))
        assert text_of(await events_of(service)) == "a"
        assert service.wire is Wire.CHAT

    async def test_without_streaming_after_a_500(self, server: OpenAIService, wired: Service) -> None:
        """Streaming may be what fails; the next turn streams again."""
        server.script.add(Reply(status=500), Reply(text="On."), Reply(text="Off."))
        assert text_of(await events_of(wired)) == "On."
        assert "stream" not in server.turns[1].body
        await events_of(wired)
        assert server.turns[2].body["stream"] is True

    async def test_without_the_option_for_usage(self, server: OpenAIService, service: Service) -> None:
        """A server that does not know it is asked without it, from then on."""
        server.mode.responses = server.mode.usage_option = False
        await service.check()
        server.requests.clear()
        server.script.add(Reply(text="a"), Reply(text="b"))
        assert end_of(await events_of(service)).usage is None
        await events_of(service)
        assert ["stream_options" in turn.body for turn in server.turns] == [True, False, False]

    async def test_the_new_name_of_the_limit(self, server: OpenAIService, service: Service) -> None:
        """A proxy of OpenAI's newer models refuses the old one."""
        server.mode.responses = server.mode.old_token_limit = False
        await service.check()
        server.script.add(Reply(text="a"))
        assert text_of(await events_of(service)) == "a"
        assert "max_completion_tokens" in server.turns[-1].body

    async def test_an_unknown_model_is_not_a_missing_path(self, server: OpenAIService, service: Service) -> None:
        """Both are 404."""
        server.mode.only_listed_models = True
        server.mode.models = ("another",)
        error, _ = await _failure(service)
        assert error.kind is ErrorKind.UNKNOWN_MODEL
        assert service.wire is Wire.RESPONSES
        assert len(server.turns) == 1
