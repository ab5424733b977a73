"""What is counted on the way to a model, and what is said where there is none."""

from pathlib import Path

import aiohttp
import pytest

from bench.served.files import FOLDER, MODEL, Unavailable, model_file, server_python
from bench.served.meter import Meter
from sim.openai_service import OpenAIService, Reply, Usage


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
