"""A model's answer on both wires."""

from collections.abc import AsyncIterator
import json

import pytest

from custom_components.parlor.gpt.attempts import Wire
from custom_components.parlor.gpt.request import Message, Request
from custom_components.parlor.gpt.service import Service
from custom_components.parlor.gpt.stream import TextDelta, Usage
from sim.openai_service import OpenAIService, Reply, ToolCall, Usage as Claimed

from .conftest import MakeService
from .turns import REQUEST, calls_of, end_of, events_of, plain, reasoning_of, text_of

REPLY = Reply(
    text="Turning on the floor lamp, schön.",
    reasoning="They want light.",
    tool_calls=(
        ToolCall("parlor__act", {"steps": ["a"]}, id="call_1"),
        ToolCall("parlor__find", {"text": "x"}, id="call_2"),
    ),
    usage=Claimed(input_tokens=1500, output_tokens=60, cached_tokens=1024, reasoning_tokens=12),
)


@pytest.fixture(params=[Wire.RESPONSES, Wire.CHAT])
async def wired(request: pytest.FixtureRequest, server: OpenAIService, service: Service) -> AsyncIterator[Service]:
    """Return a client that has found out which wire its server has: each in turn."""
    server.mode.responses = request.param is Wire.RESPONSES
    assert (await service.check()).wire is request.param
    server.requests.clear()
    yield service
    expected = "/v1/responses" if request.param is Wire.RESPONSES else "/v1/chat/completions"
    assert {turn.path for turn in server.turns} == {expected}


async def test_everything_of_an_answer(server: OpenAIService, wired: Service) -> None:
    """Text, thinking, calls and usage arrive, in one request."""
    server.script.add(REPLY)
    events = await events_of(wired)
    assert text_of(events) == REPLY.text
    assert reasoning_of(events) == REPLY.reasoning
    assert [(call.id, call.name, json.loads(call.arguments)) for call in calls_of(events)] == [
        ("call_1", "parlor__act", {"steps": ["a"]}),
        ("call_2", "parlor__find", {"text": "x"}),
    ]
    end = end_of(events)
    assert end.finish == "tool_calls"
    assert end.usage == Usage(input_tokens=1500, output_tokens=60, cached_tokens=1024, reasoning_tokens=12)
    assert len(server.turns) == 1


async def test_text_comes_while_the_rest_is_still_to_come(server: OpenAIService, wired: Service) -> None:
    """The first words are there although the stream hangs after them."""
    server.script.add(Reply(text="The light is on.", hang_after_events=6))
    answer = wired.stream(REQUEST)
    assert isinstance(await anext(answer), TextDelta)
    await answer.aclose()


@pytest.mark.parametrize(
    "reply",
    [
        Reply(tool_calls=REPLY.tool_calls, interleaved=True, chunk=3),
        Reply(tool_calls=REPLY.tool_calls, doubled=True),
        Reply(tool_calls=REPLY.tool_calls, doubled=True, interleaved=True, chunk=2),
        Reply(tool_calls=REPLY.tool_calls, without_deltas=True),
        Reply(tool_calls=(*REPLY.tool_calls, *REPLY.tool_calls)),
    ],
)
async def test_each_call_comes_once_and_whole(server: OpenAIService, wired: Service, reply: Reply) -> None:
    """Calls in turns, doubled under one id, repeated under another, or without deltas: the same two come."""
    server.script.add(reply)
    calls = calls_of(await events_of(wired))
    assert sorted((call.name, json.loads(call.arguments)) for call in calls) == [
        ("parlor__act", {"steps": ["a"]}),
        ("parlor__find", {"text": "x"}),
    ]
    assert len({call.id for call in calls}) == 2


async def test_different_calls_under_one_id_keep_apart(server: OpenAIService, wired: Service) -> None:
    """Small servers give every call the same id: they still are different calls."""
    server.script.add(
        Reply(tool_calls=(ToolCall("parlor__act", {"a": 1}, id="0"), ToolCall("parlor__act", {"a": 2}, id="0")))
    )
    calls = calls_of(await events_of(wired))
    assert [json.loads(call.arguments) for call in calls] == [{"a": 1}, {"a": 2}]
    assert calls[0].id != calls[1].id


async def test_broken_arguments_are_handed_on(server: OpenAIService, wired: Service) -> None:
    """It is not for this room to repair them, or to hide them."""
    server.script.add(Reply(tool_calls=(ToolCall("parlor__act", '{"steps": [', id="c"),)))
    assert [call.arguments for call in calls_of(await events_of(wired))] == ['{"steps": [']


async def test_a_megabyte_of_arguments(server: OpenAIService, wired: Service) -> None:
    """Much is still whole."""
    arguments = json.dumps({"text": "x" * 1_000_000})
    server.script.add(Reply(tool_calls=(ToolCall("parlor__act", arguments),), chunk=50_000))
    assert [call.arguments for call in calls_of(await events_of(wired))] == [arguments]


async def test_empty_arguments_are_an_empty_object(server: OpenAIService, wired: Service) -> None:
    """A tool without parameters is called with nothing at all."""
    server.script.add(Reply(tool_calls=(ToolCall("parlor__find", ""),)))
    assert [call.arguments for call in calls_of(await events_of(wired))] == ["{}"]


@pytest.mark.parametrize(
    ("reply", "finish", "said"),
    [
        (Reply(text="On."), "stop", "On."),
        (Reply(text="It was a long", finish="length"), "length", "It was a long"),
        (Reply(refusal="I cannot help with that."), "refused", "I cannot help with that."),
        (Reply(text="Well", finish="content_filter"), "refused", "Well"),
        (Reply(text="Only at the end.", without_deltas=True), "stop", "Only at the end."),
        (Reply(text=""), "stop", ""),
    ],
)
async def test_ends(server: OpenAIService, wired: Service, reply: Reply, finish: str, said: str) -> None:
    """How an answer ended is told apart."""
    server.script.add(reply)
    events = await events_of(wired)
    assert end_of(events).finish == finish
    assert text_of(events) == said


async def test_usage_may_be_missing(server: OpenAIService, wired: Service) -> None:
    """No usage is no usage, not zero."""
    server.script.add(Reply(text="On.", usage=None))
    assert end_of(await events_of(wired)).usage is None


async def test_events_of_the_future_are_passed_over(server: OpenAIService, wired: Service) -> None:
    """What is not known does no harm, whatever shape it has."""
    strange = ({"type": "response.dream.delta", "delta": {"a": 1}}, {"type": 7}, {"object": "chat.completion.poem"})
    server.script.add(Reply(text="On.", extra_events=strange))
    events = await events_of(wired)
    assert text_of(events) == "On."
    assert end_of(events).finish == "stop"


async def test_a_server_that_does_not_stream(server: OpenAIService, wired: Service) -> None:
    """It was asked to stream and answers whole: that is the same answer."""
    server.mode.streaming = False
    server.script.add(REPLY)
    events = await events_of(wired)
    assert text_of(events) == REPLY.text
    assert [call.id for call in calls_of(events)] == ["call_1", "call_2"]
    assert end_of(events).usage == Usage(input_tokens=1500, output_tokens=60, cached_tokens=1024, reasoning_tokens=12)


async def test_calls_in_disguise(server: OpenAIService, wired: Service) -> None:
    """A call that the server did not recognize comes as one, and is not spoken; without tools it is text."""
    text = '<think>They want light.</think>\n\n<tool_call>\n{"name": "parlor__act", "arguments": {"steps": []}}\n</tool_call>'
    server.script.add(Reply(text=text, chunk=4), Reply(text='{"name": "parlor__act"}', chunk=5))
    events = await events_of(wired)
    assert text_of(events) == ""
    assert reasoning_of(events) == "They want light."
    assert [(call.name, call.arguments) for call in calls_of(events)] == [("parlor__act", '{"steps": []}')]
    assert end_of(events).finish == "tool_calls"

    events = await events_of(wired, plain())
    assert text_of(events) == '{"name": "parlor__act"}'
    assert calls_of(events) == []


async def test_a_second_round_is_accepted(server: OpenAIService, wired: Service) -> None:
    """What went out and came back is sent again so that the service, which checks it, takes it."""
    server.script.add(REPLY, Reply(text="Done."))
    events = await events_of(wired)
    calls = tuple(calls_of(events))
    messages = (
        *REQUEST.messages,
        Message("assistant", text_of(events), tool_calls=calls, native=end_of(events).native),
        *(Message("tool", '{"ok": true}', tool_call_id=call.id) for call in calls),
        Message("developer", "It is 20:00."),
    )
    request = Request(model="gpt-6-luna", messages=messages, tools=REQUEST.tools)
    assert text_of(await events_of(wired, request)) == "Done."


async def test_a_closed_service_says_nothing_more(server: OpenAIService, wired: Service) -> None:
    """Closing breaks off what hangs, at once."""
    server.script.add(Reply(text="The light is on.", hang_after_events=6))
    answer = wired.stream(REQUEST)
    await anext(answer)
    await wired.close()
    with pytest.raises(Exception, match="cut"):
        [event async for event in answer]
    with pytest.raises(Exception, match="cut"):
        await wired.list_models()


async def test_reasoning_goes_back_before_what_came_of_it(server: OpenAIService, service: Service) -> None:
    """On the Responses wire the encrypted reasoning is replayed, without its summary, before message and calls."""
    server.script.add(REPLY, Reply(text="Done."))
    end = end_of(await events_of(service))
    assistant = Message("assistant", "Turning it on.", native=end.native)
    await events_of(
        service, Request(model="gpt-6-luna", messages=(*REQUEST.messages, assistant, Message("user", "thanks")))
    )
    items = server.turns[-1].body["input"]
    assert [item["type"] for item in items] == ["message", "message", "reasoning", "message", "message"]
    assert items[2]["encrypted_content"]
    assert items[2]["summary"] == []


async def test_reasoning_goes_to_no_other_model(server: OpenAIService, service: Service) -> None:
    """It could not read it, and would refuse the request."""
    server.script.add(REPLY, Reply(text="Done."))
    end = end_of(await events_of(service))
    assistant = Message("assistant", "Turning it on.", native=end.native)
    await events_of(service, Request(model="other", messages=(*REQUEST.messages, assistant, Message("user", "thanks"))))
    assert "reasoning" not in [item["type"] for item in server.turns[-1].body["input"]]


async def test_keys(server: OpenAIService, make_service: MakeService) -> None:
    """A key is sent as it is; without one there is no such header at all."""
    server.script.add(Reply(text="a"), Reply(text="b"))
    await events_of(make_service(server.url, "sk-secret"))
    await events_of(make_service(server.url))
    assert server.requests[0].headers["authorization"] == "Bearer sk-secret"
    assert "authorization" not in server.requests[1].headers
