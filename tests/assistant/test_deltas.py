"""What of a model's stream is spoken, and when."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any

import pytest

from custom_components.parlor.assistant.deltas import LONGEST_SENTENCE, Response, to_deltas
from custom_components.parlor.gpt.errors import ErrorKind, ServiceError
from custom_components.parlor.gpt.request import ToolCall
from custom_components.parlor.gpt.stream import Completed, ReasoningDelta, StreamEvent, TextDelta, ToolCallReady

DONE = Completed(usage=None, finish="stop")
CALL = ToolCallReady(ToolCall("1", "parlor__act", '{"steps": [], "say": "x"}'))


async def collect(
    *events: StreamEvent | Exception, seconds: float = 5, claim: str = "no such thing"
) -> tuple[list[dict[str, Any]], Response]:
    """Return the deltas of a stream and what became of the response."""

    async def stream() -> AsyncIterator[StreamEvent]:
        for event in events:
            if isinstance(event, Exception):
                raise event
            yield event
        if seconds < 1:
            await asyncio.sleep(60)

    response = Response()
    deadline = asyncio.get_running_loop().time() + seconds
    deltas = [dict(delta) async for delta in to_deltas(stream(), response, deadline, lambda text: claim in text)]
    assert deltas.pop(0) == {"role": "assistant"}
    return deltas, response


async def test_a_short_answer_is_said_at_the_end() -> None:
    deltas, response = await collect(TextDelta("It is "), ReasoningDelta("hm"), TextDelta("on."), DONE)
    assert deltas == [{"content": "It is on."}]
    assert response.text == "It is on."


async def test_a_long_answer_is_said_as_it_comes() -> None:
    words = [TextDelta(word) for number in range(10, 30) for word in ("This is ", f"sentence {number}", ". ")]
    deltas, _ = await collect(*words, DONE)
    assert [delta["content"].count("This is sentence ") for delta in deltas] == [7, *[1] * 13]


async def test_a_text_without_an_end_is_said_all_the_same() -> None:
    deltas, _ = await collect(*[TextDelta(f"w{number} ") for number in range(100, 300)], DONE)
    assert [len(delta["content"]) for delta in deltas] == [LONGEST_SENTENCE, LONGEST_SENTENCE, 200]


@pytest.mark.parametrize("again", ["The film runs on the TV. ", "\n"])
async def test_what_goes_round_in_circles_is_left(again: str) -> None:
    """It is not waited for, and not said twice."""
    left: list[str] = []

    async def endless() -> AsyncGenerator[StreamEvent]:
        try:
            yield TextDelta("The film runs on the TV. ")
            while True:
                yield TextDelta(again)
        finally:
            left.append("closed")

    response = Response()
    async with aclosing(endless()) as stream:
        deltas = [
            str(delta["content"])
            async for delta in to_deltas(stream, response, asyncio.get_running_loop().time() + 60, lambda _: False)
            if "content" in delta
        ]
    assert "".join(deltas).strip() == "The film runs on the TV."
    assert left == ["closed"] and response.error is None


async def test_a_claim_is_not_said_nor_what_follows_it() -> None:
    deltas, response = await collect(TextDelta("I did it. "), TextDelta("And so on."), DONE, claim="did it")
    assert deltas == []
    assert (response.claim, response.spoken) == ("I did it. And so on.", "")
    words = [TextDelta(f"This is sentence number {number}. ") for number in range(20)]
    deltas, response = await collect(*words, TextDelta("I did it. "), *words, DONE, claim="did it")
    assert "".join(delta["content"] for delta in deltas) == "".join(word.text for word in words)
    assert response.claim.startswith("I did it. ")


async def test_what_is_said_before_an_action_is_not_spoken() -> None:
    deltas, response = await collect(TextDelta("I've turned it on!"), CALL, DONE)
    assert [list(delta) for delta in deltas] == [["tool_calls"]]
    assert response.calls == (CALL.call,)
    assert response.text == ""


async def test_nothing_runs_of_a_response_that_breaks_off() -> None:
    deltas, response = await collect(CALL, ServiceError(ErrorKind.CUT))
    assert deltas == []
    assert response.calls == ()
    assert response.error is not None


async def test_a_short_answer_that_breaks_off_is_not_spoken() -> None:
    deltas, response = await collect(TextDelta("It is"), ServiceError(ErrorKind.CUT))
    assert deltas == []
    assert response.error is not None


async def test_a_stream_past_the_deadline_is_a_time_out() -> None:
    deltas, response = await collect(TextDelta("It is"), seconds=0.05)
    assert deltas == []
    assert response.error is not None
    assert response.error.kind is ErrorKind.TIMEOUT


@pytest.mark.parametrize("arguments", ["{", "[1]", '"x"', "[" * 100_000, "\ud800"])
async def test_broken_arguments_reach_the_tool_as_such(arguments: str) -> None:
    deltas, _ = await collect(ToolCallReady(ToolCall("1", "parlor__act", arguments)), DONE)
    (call,) = deltas[0]["tool_calls"]
    assert list(call.tool_args) == ["unreadable"]
    assert len(call.tool_args["unreadable"]) <= 200


async def test_calls_are_bounded() -> None:
    deltas, _ = await collect(*[CALL] * 50, DONE)
    assert len(deltas[0]["tool_calls"]) == 8


async def test_an_endless_answer_is_bounded() -> None:
    _, response = await collect(*[TextDelta("x" * 1000)] * 100, DONE)
    assert len(response.text) <= 17_000
