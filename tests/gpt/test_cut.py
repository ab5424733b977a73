"""A real answer, recorded once from the simulated service, and cut anywhere; with `PARLOR_CUTS=1` at every byte."""

from collections.abc import AsyncIterator
from contextlib import suppress
import os
from typing import override

import httpx
import pytest

from custom_components.parlor.gpt.attempts import Wire
from custom_components.parlor.gpt.errors import ServiceError
from custom_components.parlor.gpt.service import Service
from custom_components.parlor.gpt.stream import Completed, StreamEvent, ToolCallReady
from sim.openai_service import OpenAIService, Reply, ToolCall

from .turns import REQUEST, text_of

# Bytes from one cut to the next; no multiple of anything that an event is made of.
STRIDE = int(os.environ.get("PARLOR_CUTS", "13"))
ANSWER = Reply(text="Die Lampe ist „an“.", tool_calls=(ToolCall("parlor__act", {"steps": ["lamp"]}, id="call_1"),))


class CutBody(httpx.AsyncByteStream):
    """The first bytes of a body, and then a connection that is gone."""

    def __init__(self, body: bytes, piece: int) -> None:
        """Send a body in pieces."""
        self._body = body
        self._piece = piece

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        for begin in range(0, len(self._body), self._piece):
            yield self._body[begin : begin + self._piece]
        raise httpx.ReadError("gone")


@pytest.fixture(params=[Wire.RESPONSES, Wire.CHAT])
async def recorded(request: pytest.FixtureRequest, server: OpenAIService) -> tuple[Wire, bytes]:
    """Return the bytes of an answer over a wire."""
    server.mode.responses = request.param is Wire.RESPONSES
    bodies: list[bytes] = []

    async def note(response: httpx.Response) -> None:
        if response.request.url.path.endswith(("/responses", "/completions")) and response.status_code == 200:
            bodies.append(await response.aread())

    server.script.add(ANSWER)
    async with httpx.AsyncClient(event_hooks={"response": [note]}) as client:
        service = Service(client, api_key=None, base_url=server.url)
        await service.check()
        events = [event async for event in service.stream(REQUEST)]
    assert text_of(events) == ANSWER.text
    return request.param, bodies[-1]


async def test_cut_anywhere(recorded: tuple[Wire, bytes]) -> None:
    """A cut answer is never complete before its end has come, its calls are whole or absent, its text is a beginning of it."""
    wire, body = recorded
    cut = 0

    def answer(request: httpx.Request) -> httpx.Response:
        if wire is Wire.CHAT and request.url.path.endswith("/responses"):
            return httpx.Response(404, json={"error": {"message": "Invalid URL", "type": "invalid_request_error"}})
        stream = CutBody(body[:cut], 1 + cut % 97)
        return httpx.Response(200, headers={"Content-Type": "text/event-stream"}, stream=stream)

    whole: list[int] = []
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        service = Service(client, api_key=None, base_url="http://127.0.0.1/v1")
        for cut in (*range(0, len(body), STRIDE), len(body)):
            events: list[StreamEvent] = []
            with suppress(ServiceError):
                async for event in service.stream(REQUEST):
                    events.append(event)  # noqa: PERF401
            if any(isinstance(event, Completed) for event in events):
                whole.append(cut)
                assert text_of(events) == ANSWER.text
            assert ANSWER.text.startswith(text_of(events))
            calls = [event.call.arguments for event in events if isinstance(event, ToolCallReady)]
            assert calls in ([], ['{"steps": ["lamp"]}'])
    # What ends an answer is its last event or two: only there may it count as whole.
    assert len(body) in whole
    assert whole == [each for each in (*range(0, len(body), STRIDE), len(body)) if each >= whole[0]]
    assert len(body) - whole[0] < 2500
