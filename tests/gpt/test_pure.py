"""What is decided without I/O: roles, bodies, other ways, and what errors mean."""

from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.parlor.gpt.attempts import Attempt, Wire, next_attempt
from custom_components.parlor.gpt.capabilities import Feature
from custom_components.parlor.gpt.chat_wire import chat_body
from custom_components.parlor.gpt.connection import is_openai
from custom_components.parlor.gpt.errors import ErrorKind, ServiceError
from custom_components.parlor.gpt.families import SHUTDOWN
from custom_components.parlor.gpt.request import Message, Request, ToolCall
from custom_components.parlor.gpt.responses_wire import responses_body
from custom_components.parlor.gpt.roles import Role, chat_models, suggest_models

from .turns import ACT, REQUEST

TODAY = date(2026, 11, 22)
OPENAI = (
    "gpt-3.5-turbo",
    "gpt-4o-mini",
    "gpt-5-mini",
    "gpt-5.4-mini-2026-03-17",
    "gpt-5.4-mini",
    "gpt-5.6-sol",
    "gpt-realtime-2.1",
    "gpt-image-2.5-flare",
    "gpt-transcribe",
    "gpt-4o-mini-tts",
    "dall-e-3",
    "text-embedding-3-small",
    "omni-moderation-latest",
)


@pytest.mark.parametrize(
    ("models", "roles"),
    [
        (
            OPENAI,
            {
                Role.CHAT: "gpt-5.4-mini",
                Role.REASONING: "gpt-5.6-sol",
                Role.VISION: "gpt-5.4-mini",
                Role.IMAGE: "gpt-image-2.5-flare",
                Role.TRANSCRIPTION: "gpt-transcribe",
                Role.SPEECH: "gpt-4o-mini-tts",
                Role.EMBEDDING: "text-embedding-3-small",
            },
        ),
        (
            ("nomic-embed-text:latest", "llava:13b", "qwen2.5:7b", "qwq:32b", "whisper-large-v3", "kokoro"),
            {
                Role.CHAT: "qwen2.5:7b",
                Role.REASONING: "qwq:32b",
                Role.VISION: "llava:13b",
                Role.TRANSCRIPTION: "whisper-large-v3",
                Role.SPEECH: "kokoro",
                Role.EMBEDDING: "nomic-embed-text:latest",
            },
        ),
        (("deepseek-r1:8b",), {Role.CHAT: "deepseek-r1:8b", Role.REASONING: "deepseek-r1:8b"}),
        (("qwen2.5-vl-7b",), dict.fromkeys((Role.CHAT, Role.REASONING, Role.VISION), "qwen2.5-vl-7b")),
        (("/models/llama-3.2-3b.gguf",), dict.fromkeys((Role.CHAT, Role.REASONING), "/models/llama-3.2-3b.gguf")),
        (
            ("meta-llama/llama-4-scout", "openai/gpt-5.4-mini:free"),
            dict.fromkeys((Role.CHAT, Role.REASONING, Role.VISION), "openai/gpt-5.4-mini:free"),
        ),
        (("bge-small", "tts-1"), {Role.EMBEDDING: "bge-small", Role.SPEECH: "tts-1"}),
        (("gpt-3.5-turbo", "o1", "dall-e-3"), {}),
        (
            ("gpt-5.4-mini-2026-03-17",),
            dict.fromkeys((Role.CHAT, Role.REASONING, Role.VISION), "gpt-5.4-mini-2026-03-17"),
        ),
        ((), {}),
    ],
)
def test_roles(models: tuple[str, ...], roles: dict[Role, str]) -> None:
    """Each role has the model of the list that is made for it, if any is."""
    assert suggest_models(models, TODAY) == roles


def test_what_can_be_talked_to() -> None:
    """A list to choose from leaves out what is for something else, and what is switched off."""
    assert chat_models(OPENAI, TODAY) == [
        "gpt-4o-mini",
        "gpt-5-mini",
        "gpt-5.4-mini-2026-03-17",
        "gpt-5.4-mini",
        "gpt-5.6-sol",
    ]
    assert chat_models(("llama3.2", "llava:13b", "nomic-embed-text", "qwq:32b"), TODAY) == [
        "llama3.2",
        "llava:13b",
        "qwq:32b",
    ]


@pytest.mark.parametrize("model", SHUTDOWN)
def test_no_role_has_a_model_that_is_switched_off(model: str) -> None:
    """From the day of its shutdown on, a model and its snapshots fill no role."""
    day = SHUTDOWN[model]
    assert suggest_models((model, f"{model}-2024-01-01"), day) == {}


@pytest.mark.parametrize(
    ("url", "openai"),
    [
        (None, True),
        ("https://api.openai.com/v1", True),
        ("https://eu.api.openai.com/v1", True),
        ("https://home.openai.azure.com/openai/v1", True),
        ("http://localhost:11434/v1", False),
        ("https://api.openai.com.evil.example/v1", False),
        ("https://notapi.openai.com/v1", False),
    ],
)
def test_whose_service_it_is(url: str | None, openai: bool) -> None:
    """OpenAI's own, or one that is compatible."""
    assert is_openai(url) is openai


HISTORY = Request(
    model="m",
    messages=(
        Message("developer", "You are the home."),
        Message("developer", "# Kitchen"),
        Message("user", "lights on"),
        Message("assistant", "", tool_calls=(ToolCall("c1", "parlor__act", '{"steps": [}'),)),
        Message("tool", '{"error": "no JSON"}', tool_call_id="c1"),
        Message("assistant", "That failed."),
        Message("developer", "It is 20:00."),
        Message("user", "try again"),
    ),
    tools=(ACT,),
    max_output_tokens=500,
    temperature=0.2,
    reasoning_effort="low",
    cache_key="home",
)


def test_the_body_for_responses() -> None:
    """Instructions have the developer's role, nothing is stored, and raw arguments stay raw."""
    body = responses_body(HISTORY)
    assert body["store"] is False
    assert body["prompt_cache_key"] == "home"
    assert body["reasoning"] == {"effort": "low"}
    assert body["tools"][0]["strict"] is False
    assert body["input"][3] == {
        "type": "function_call",
        "call_id": "c1",
        "name": "parlor__act",
        "arguments": '{"steps": [}',
    }
    assert [item.get("role") for item in body["input"]] == [
        "developer",
        "developer",
        "user",
        None,
        None,
        "assistant",
        "developer",
        "user",
    ]


def test_the_body_for_openais_chat() -> None:
    """Every message stays where it is."""
    body = chat_body(HISTORY, is_openai=True)
    assert body["max_completion_tokens"] == 500
    assert body["store"] is False
    roles = [message["role"] for message in body["messages"]]
    assert roles == ["system", "system", "user", "assistant", "tool", "assistant", "system", "user"]


def test_the_body_for_a_small_servers_chat() -> None:
    """One system message at the beginning, and nothing that a chat template chokes on."""
    body = chat_body(HISTORY, is_openai=False)
    assert body["max_tokens"] == 500
    assert {"store", "prompt_cache_key", "max_completion_tokens"}.isdisjoint(body)
    messages = body["messages"]
    assert [message["role"] for message in messages] == ["system", "user", "assistant", "tool", "assistant", "user"]
    assert messages[0]["content"] == "You are the home.\n\n# Kitchen"
    assert messages[-1]["content"] == "It is 20:00.\n\ntry again"
    assert messages[2]["tool_calls"][0]["function"]["arguments"] == "{}"


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ((Message("developer", "a"),), [("system", "a")]),
        ((Message("user", "a"), Message("developer", "b")), [("user", "a"), ("user", "b")]),
        ((Message("user", "a"),), [("user", "a")]),
    ],
)
def test_odd_orders_for_a_small_server(messages: tuple[Message, ...], expected: list[tuple[str, str]]) -> None:
    """No instruction is lost."""
    body = chat_body(Request("m", messages), is_openai=False)
    assert [(message["role"], message["content"]) for message in body["messages"]] == expected


@given(st.text(alphabet="abc "), st.text(alphabet="abc "))
def test_requests_share_their_beginning(tail: str, words: str) -> None:
    """What differs at the end leaves the bytes before it alone, so that they can be cached."""
    requests = [
        Request("m", (*REQUEST.messages, Message("developer", said), Message("user", said)), tools=REQUEST.tools)
        for said in (tail, words)
    ]
    for make in (responses_body, _chat):
        inputs = [(body := make(request)).get("input") or body["messages"] for request in requests]
        assert all(one[: len(REQUEST.messages)] == other[: len(REQUEST.messages)] for one, other in pairwise(inputs))


def _chat(request: Request) -> dict[str, Any]:
    return chat_body(request, is_openai=True)


@given(
    st.lists(
        st.builds(
            ServiceError,
            st.sampled_from(ErrorKind),
            status=st.sampled_from([None, 200, 400, 404, 405, 422, 429, 500, 503]),
            param=st.sampled_from([None, "reasoning.effort", "tools[0].name", *Feature]),
        ),
        min_size=30,
        max_size=30,
    ),
    st.booleans(),
)
def test_other_ways_come_to_an_end(errors: list[ServiceError], openai: bool) -> None:
    """Whatever keeps failing, every part is left out once at most, and nothing is tried twice in the same way."""
    attempt: Attempt | None = Attempt()
    tried = [attempt]
    for error in errors:
        assert attempt is not None
        attempt = next_attempt(attempt, error, is_openai=openai)
        if attempt is None:
            break
        assert attempt not in tried
        tried.append(attempt)
    assert attempt is None
    assert len(tried) <= len(Feature) + 5


@pytest.mark.parametrize(
    "kind",
    [
        ErrorKind.UNAUTHORIZED,
        ErrorKind.FORBIDDEN,
        ErrorKind.RATE_LIMITED,
        ErrorKind.QUOTA,
        ErrorKind.TIMEOUT,
        ErrorKind.UNREACHABLE,
        ErrorKind.UNKNOWN_MODEL,
        ErrorKind.TOO_LONG,
        ErrorKind.REFUSED,
    ],
)
@pytest.mark.parametrize("wire", Wire)
def test_what_is_final(kind: ErrorKind, wire: Wire) -> None:
    """Some failures are not tried in another way, which could only cost time and money."""
    assert next_attempt(Attempt(wire=wire), ServiceError(kind, status=429), is_openai=False) is None
