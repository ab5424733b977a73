"""What a model takes is learned from what it refuses, remembered, and forgotten again."""

from dataclasses import replace
from typing import Any

import httpx
import pytest

from custom_components.parlor.gpt.capabilities import (
    KEPT_SECONDS,
    MOST_MODELS,
    Feature,
    Learned,
    feature_of,
    learned_from,
)
from custom_components.parlor.gpt.errors import ErrorKind, error_from_body
from custom_components.parlor.gpt.request import Message, Request, ToolCall
from custom_components.parlor.gpt.service import Service
from custom_components.parlor.gpt.spelled import spelled
from sim.openai_service import OpenAIService, Reply

from .conftest import MakeService
from .turns import ACT, REQUEST, calls_of, events_of, text_of

THINKING = replace(REQUEST, reasoning_effort="high", temperature=0.3)
NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    ("param", "feature"),
    [
        ("temperature", Feature.TEMPERATURE),
        ("reasoning.effort", Feature.EFFORT),
        ("reasoning", Feature.EFFORT),
        ("reasoning_effort", Feature.EFFORT),
        ("tools", Feature.TOOLS),
        ("tools[0].name", None),
        ("input[0].content[0].prompt_cache_breakpoint", Feature.CACHE_OPTIONS),
        ("prompt_cache_options.ttl", Feature.CACHE_OPTIONS),
        ("input", None),
        ("", None),
        (None, None),
    ],
)
def test_which_feature_a_parameter_is(param: str | None, feature: Feature | None) -> None:
    """One tool that is wrong does not mean that no tools are taken."""
    assert feature_of(param) is feature


@pytest.mark.parametrize(
    ("message", "param"),
    [
        ("Unrecognized request argument supplied: stream_options", "stream_options"),
        ("registry.ollama.ai/library/gemma:2b does not support tools", "tools"),
        ("tools param requires --jinja flag", "tools"),
        ('"llama3" does not support thinking', "reasoning_effort"),
        ("The model produced output that does not match the expected peg-native format", "tools"),
        ("I was told: my PIN is 1234", None),
    ],
)
def test_parameters_that_only_a_sentence_names(message: str, param: str | None) -> None:
    """Nothing of the sentence is kept but the name of what it is about."""
    assert error_from_body({"error": {"message": message}}, 400).param == param


@pytest.mark.parametrize(
    ("code", "param"), [("unsupported_parameter", "tools"), (None, "tools"), ("array_above_max_length", None)]
)
def test_tools_that_are_wrong(code: str | None, param: str | None) -> None:
    """Too many tools is not a model without tools."""
    assert error_from_body({"error": {"message": "x", "code": code, "param": "tools"}}, 400).param == param


class TestMemory:
    """What is stored, and what of it is believed."""

    def test_it_comes_back(self) -> None:
        """As it was, by model."""
        learned = Learned().after([Feature.TOOLS], frozenset({Feature.EFFORT}), NOW)
        assert learned_from({"m": learned.stored}, NOW + 1) == {"m": learned}

    def test_nothing_new_is_nothing_to_write(self) -> None:
        """The same again is the same object."""
        learned = Learned().after([Feature.TOOLS], frozenset(), NOW)
        assert learned.after([Feature.TOOLS], frozenset(), NOW + 5) is learned

    @pytest.mark.parametrize("now", [NOW + KEPT_SECONDS, NOW - 1])
    def test_it_is_forgotten_after_a_month(self, now: float) -> None:
        """And where the clock was wrong."""
        assert learned_from({"m": Learned(at=NOW).stored}, now) == {}

    @pytest.mark.parametrize(
        "stored", [None, [], {"m": 7}, {"m": {"at": "x"}}, {"m": {"at": True}}, {"m": {}}, {"m": None}]
    )
    def test_nonsense(self, stored: Any) -> None:
        """It is left out."""
        assert learned_from(stored, NOW) == {}

    def test_it_is_bounded(self) -> None:
        """The models that were learned of last stay."""
        many = {f"m{number}": Learned(at=NOW - number).stored for number in range(MOST_MODELS + 9)}
        assert list(learned_from(many, NOW)) == [f"m{number}" for number in range(MOST_MODELS)]


@pytest.fixture(params=["responses", "chat"])
async def wired(request: pytest.FixtureRequest, server: OpenAIService, service: Service) -> Service:
    """Return a client of a server with one of the wires."""
    server.mode.responses = request.param == "responses"
    await service.check()
    server.requests.clear()
    return service


async def test_the_second_request_does_not_repeat_the_mistake(server: OpenAIService, wired: Service) -> None:
    """Each refusal costs one request, once."""
    server.mode.refused = ("temperature", "reasoning", "reasoning_effort")
    server.script.add(Reply(text="a"), Reply(text="b"))
    assert text_of(await events_of(wired, THINKING)) == "a"
    assert len(server.turns) == 3
    assert text_of(await events_of(wired, THINKING)) == "b"
    assert len(server.turns) == 4
    learned = wired.learned["gpt-6-luna"]
    assert learned.refused == {Feature.TEMPERATURE, Feature.EFFORT}
    assert Feature.TOOLS in learned.taken


async def test_what_one_model_refuses_another_may_take(server: OpenAIService, wired: Service) -> None:
    """It is learned by model."""
    server.mode.refused = ("temperature",)
    server.script.answer_with(lambda _: Reply(text="a"))
    await events_of(wired, THINKING)
    server.mode.refused = ()
    await events_of(wired, replace(THINKING, model="another"))
    assert "temperature" in server.turns[-1].body


async def test_what_was_learned_before_is_used(server: OpenAIService, loopback: None) -> None:
    """A new client, as after a restart, begins where the last one was; what is new is told."""
    told: dict[str, Learned] = {}
    server.mode.refused = ("temperature",)
    server.script.answer_with(lambda _: Reply(text="a"))
    async with httpx.AsyncClient() as http:
        first = Service(http, api_key=None, base_url=server.url, on_learned=told.__setitem__)
        await events_of(first, THINKING)
        again = Service(http, api_key=None, base_url=server.url, learned=told)
        count = len(server.turns)
        await events_of(again, THINKING)
    assert len(server.turns) == count + 1


async def test_a_model_without_tools_is_told_of_them_in_words(server: OpenAIService, wired: Service) -> None:
    """Its calls come back as text; the next request needs no refusal."""
    server.mode.tools = False
    server.script.answer_with(lambda _: Reply(text='{"name": "parlor__act", "arguments": {"steps": [1]}}'))
    for _ in range(2):
        (call,) = calls_of(await events_of(wired))
        assert (call.name, call.arguments) == ("parlor__act", '{"steps": [1]}')
    assert ["tools" in turn.body for turn in server.turns] == [True, False, False]
    assert "parlor__act" in str(server.turns[-1].body)


async def test_a_server_that_fails_over_a_malformed_call(server: OpenAIService, wired: Service) -> None:
    """llama.cpp answers 500 where the model's output is no call of its format: held to the tools, then told of them in words, once."""
    message = "The model produced output that does not match the expected peg-native format"
    bad = Reply(status=500, error={"error": {"code": 500, "message": message, "type": "server_error"}})
    server.script.add(bad, bad, Reply(text="Why did the lamp cross the road?"), Reply(text="On."))
    assert text_of(await events_of(wired)) == "Why did the lamp cross the road?"
    await events_of(wired)
    assert ["tools" in turn.body for turn in server.turns] == [True, True, False, True]


async def test_a_server_that_always_fails_over_calls(server: OpenAIService, wired: Service) -> None:
    """It comes to an end, and to a true error."""
    message = "does not match the expected peg-native format"
    server.script.answer_with(lambda _: Reply(status=500, error={"error": {"message": message}}))
    with pytest.raises(Exception, match="server_error"):
        await events_of(wired)
    assert len(server.turns) <= 4


def test_tools_in_words() -> None:
    """Calls and results of earlier rounds stay readable, and the request has no tools any more."""
    request = Request(
        "m",
        (
            Message("developer", "Home."),
            Message("user", "light"),
            Message("assistant", "", tool_calls=(ToolCall("c", "parlor__act", '{"steps": []}'),)),
            Message("tool", "done", tool_call_id="c"),
        ),
        tools=(ACT,),
    )
    told = spelled(request)
    assert not told.tools
    assert [message.role for message in told.messages] == ["developer", "user", "assistant", "user"]
    assert told.messages[0].text.startswith("Home.")
    assert told.messages[2].text == '{"name": "parlor__act", "arguments": {"steps": []}}'
    assert spelled(replace(request, tools=())).messages == request.messages
    (developer, _) = spelled(Request("m", (Message("user", "x"),), tools=(ACT,))).messages
    assert developer.role == "developer"


class ToLoopback(httpx.AsyncHTTPTransport):
    """Leads OpenAI's own address to the simulator."""

    def __init__(self, server: OpenAIService) -> None:
        """Know where that is."""
        super().__init__()
        self._url = httpx.URL(server.url)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request there."""
        request.url = request.url.copy_with(scheme="http", host=self._url.host, port=self._url.port)
        return await super().handle_async_request(request)


@pytest.mark.parametrize(
    ("refused", "fields"),
    [
        ((), {"prompt_cache_options"}),
        (("prompt_cache_options",), {"prompt_cache_retention"}),
        (("prompt_cache_options", "prompt_cache_retention"), set()),
    ],
)
@pytest.mark.parametrize("chat", [False, True])
async def test_the_beginning_is_kept_in_openais_cache(
    server: OpenAIService, refused: tuple[str, ...], fields: set[str], chat: bool
) -> None:
    """Marked where the model takes that, else for as long as the old way allows, and never refused twice."""
    server.mode.refused = refused
    server.mode.responses = not chat
    server.script.answer_with(lambda _: Reply(text="a"))
    async with httpx.AsyncClient(transport=ToLoopback(server)) as http:
        service = Service(http, api_key="sk-x", base_url=None)
        await events_of(service)
        await events_of(service)
    assert len(server.turns) == len(refused) + 2 + chat
    body = server.turns[-1].body
    assert {name for name in body if name.startswith("prompt_cache")} == fields | {"prompt_cache_key"}
    first, *rest = body["messages" if chat else "input"]
    assert ("prompt_cache_breakpoint" in str(first)) is (not refused)
    assert "prompt_cache_breakpoint" not in str(rest)


async def test_another_service_is_asked_for_no_such_thing(server: OpenAIService, make_service: MakeService) -> None:
    """Small servers are not made to refuse it."""
    server.script.add(Reply(text="a"))
    await events_of(make_service(server.url))
    assert "prompt_cache_options" not in server.turns[0].body
    assert "breakpoint" not in str(server.turns[0].body)


def test_kinds_stay_what_they_are() -> None:
    """A parameter that is named makes no other kind of error."""
    assert error_from_body({"error": {"message": "does not support tools"}}, 400).kind is ErrorKind.BAD_REQUEST
