"""What is counted on the way to a model, and what is said where there is none."""

from pathlib import Path

import aiohttp
import pytest

from bench.served.completing import Completing
from bench.served.files import FOLDER, MODEL, Unavailable, model_file, server_python
from bench.served.meter import Meter
from sim.openai_service import OpenAIService, Reply, ToolCall, Usage


@pytest.mark.parametrize("wire", ["responses", "chat/completions"])
@pytest.mark.parametrize("stream", [False, True])
async def test_requests_and_tokens_are_counted(loopback: None, wire: str, stream: bool) -> None:
    usage = Usage(input_tokens=70, output_tokens=5)
    async with (
        OpenAIService([Reply(text="Yes.", usage=usage)]) as service,
        Meter(service.url.removesuffix("/v1")) as meter,
    ):
        body = {"model": "m", "input": "x", "messages": [{"role": "user", "content": "x"}], "stream": stream}
        if stream and wire != "responses":
            body["stream_options"] = {"include_usage": True}
        body.pop("messages" if wire == "responses" else "input")
        async with aiohttp.ClientSession() as session, session.post(f"{meter.url}/{wire}", json=body) as answer:
            assert answer.status == 200
            assert "Yes." in await answer.text()
        assert (meter.requests, meter.tokens) == (1, 75)
        assert meter.seconds > 0


def test_without_a_folder_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(FOLDER, raising=False)
    with pytest.raises(Unavailable, match=FOLDER):
        model_file(MODEL)
    monkeypatch.setenv(FOLDER, str(tmp_path))
    with pytest.raises(Unavailable, match="not there"):
        model_file(MODEL)
    with pytest.raises(Unavailable, match="not there"):
        server_python()


async def test_what_core_waits_for_is_put_in_its_place(loopback: None) -> None:
    """The simulated service says all; llama.cpp's says no `arguments.done`."""
    call = ToolCall("light__turn_on", {"name": "Lamp"})
    body = {"model": "m", "input": "x", "stream": True}
    async with (
        OpenAIService([Reply(tool_calls=(call,))]) as service,
        aiohttp.ClientSession() as session,
        session.post(f"{service.url}/responses", json=body) as answer,
    ):
        whole = await answer.read()
    blocks = whole.split(b"\n\n")
    lacking = b"\n\n".join(block for block in blocks if b"event: response.function_call_arguments.done" not in block)
    assert lacking != whole
    for size in (1, 7, len(lacking)):
        completing = Completing()
        told = (
            b"".join(completing.feed(lacking[at : at + size]) for at in range(0, len(lacking), size))
            + completing.rest()
        )
        assert told.count(b"event: response.function_call_arguments.done") == 1
        assert told.index(b"arguments.done") < told.index(b"output_item.done")
    untouched = Completing()
    assert untouched.feed(whole) + untouched.rest() == whole
