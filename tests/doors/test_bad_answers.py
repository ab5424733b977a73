"""Whole turns under answers that break off, are doubled, endless or nonsense: a true sentence, and the next turn works."""

from dataclasses import replace
import json
from typing import Any

import httpx
import pytest

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from sim.home import async_put
from sim.openai_service import OpenAIService, Reply, ToolCall

from .conftest import Say, add_assistant
from .test_conversation import WISH, act, is_on, step

LIT = act(step("light.turn_on", "light.kitchen"), say="Lit.")
ANSWER = Reply(text="The washing machine runs until ten past four.")


@pytest.fixture(params=["responses", "chat"])
async def parlor(home: HomeAssistant, service: OpenAIService, request: pytest.FixtureRequest) -> HomeAssistant:
    """Return the home with Parlor's agent on the scripted service, over either wire."""
    service.mode.responses = request.param == "responses"
    await add_assistant(home, service.url)
    service.requests.clear()
    return home


async def _length(service: OpenAIService, reply: Reply) -> int:
    """Return how many bytes a reply takes as a stream."""
    request = next(request for request in service.turns if request.body["model"] == "test-model")
    path = request.path.removeprefix("/v1")
    service.script.add(reply)
    async with httpx.AsyncClient() as client:
        return len((await client.post(f"{service.url}{path}", json=request.body)).content)


def _always(service: OpenAIService, reply: Reply) -> None:
    """Let a service give the same reply to everything."""
    service.script.answer_with(lambda _: reply)


async def _works(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    """See that the next turn works."""
    await async_put(home, "light.kitchen", "off")
    service.script.clear()
    service.script.add(LIT)
    assert await say(WISH, goes_on=True) == "Lit."
    assert is_on(home, "light.kitchen")


@pytest.mark.parametrize("reply", [LIT, ANSWER], ids=["plan", "answer"])
async def test_a_stream_that_is_cut_anywhere(
    parlor: HomeAssistant, service: OpenAIService, say: Say, reply: Reply
) -> None:
    service.script.add(reply)
    whole = await say(WISH)
    length = await _length(service, reply)
    told = set()
    # The wire is cut anywhere in tests/gpt: here it is enough to meet every event.
    for cut in range(1, length, length // 25):
        await async_put(parlor, "light.kitchen", "off")
        service.script.clear()
        _always(service, replace(reply, cut_after_bytes=cut))
        said = await say(WISH)
        assert is_on(parlor, "light.kitchen") is (said == "Lit."), (cut, said)
        told.add(said)
    assert told - {whole} == {"The model's answer broke off."}
    await _works(parlor, service, say)


async def test_what_was_done_before_the_model_failed_is_told(
    parlor: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    both = replace(LIT, tool_calls=(*LIT.tool_calls, ToolCall("parlor__find", {"query": "lamp"})))
    for fault, sentence in (
        (Reply(status=401), "The model service did not accept the key in my settings. Plain commands still work."),
        (Reply(status=503), "The model service has a problem of its own."),
        (replace(ANSWER, cut_after_bytes=200), "The model's answer broke off."),
    ):
        await async_put(parlor, "light.kitchen", "off")
        service.script.add(both)
        _always(service, fault)
        assert await say(WISH) == f"Lit. {sentence}"
        assert is_on(parlor, "light.kitchen")
        await _works(parlor, service, say)


async def test_calls_that_come_twice_or_in_turns_run_once(
    parlor: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    presses: list[str] = []
    parlor.states.async_set("button.bell", "unknown")
    async_expose_entity(parlor, "conversation", "button.bell", True)
    parlor.services.async_register("button", "press", lambda call: presses.append(call.data["entity_id"][0]))
    ring = act(step("button.press", "button.bell"), say="Rung.")
    lit = (*LIT.tool_calls, *ring.tool_calls)
    for reply in (
        replace(ring, doubled=True),
        replace(ring, tool_calls=ring.tool_calls * 2),
        replace(ring, tool_calls=lit, interleaved=True, chunk=3),
    ):
        presses.clear()
        await async_put(parlor, "light.kitchen", "off")
        service.script.add(reply)
        assert "Rung." in await say(WISH)
        assert presses == ["button.bell"]
    await _works(parlor, service, say)


@pytest.mark.parametrize(
    "arguments",
    [
        json.dumps({"steps": [step("light.turn_on", "light.kitchen", note="x" * 1_000_000)], "say": "Lit."}),
        json.dumps({"steps": [step("light.turn_on", "light.kitchen")], "say": "x" * 1_000_000}),
        json.dumps({"steps": [step("light.turn_on", f"light.{number}") for number in range(20_000)], "say": "Lit."}),
        "[" * 1_000_000,
        '{"steps": ' * 100_000,
    ],
    ids=["data", "say", "steps", "brackets", "nested"],
)
async def test_arguments_of_a_megabyte(parlor: HomeAssistant, service: OpenAIService, say: Say, arguments: str) -> None:
    huge = Reply(tool_calls=(ToolCall("parlor__act", arguments),), chunk=20_000)
    service.script.add(huge, Reply(text="I could not do that."))
    said = await say(WISH)
    assert said and len(said) < 3000
    assert not is_on(parlor, "light.kitchen") or "Lit." in said or said.startswith("x")
    await _works(parlor, service, say)


async def test_endless_thinking_ends_with_the_turns_time(
    parlor: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    (entry,) = parlor.config_entries.async_entries("parlor")
    parlor.config_entries.async_update_entry(entry, options={"spending": {"seconds": 1}})
    await parlor.config_entries.async_reload(entry.entry_id)
    service.requests.clear()
    service.script.add(Reply(reasoning="hm " * 50_000, delay=0.02, text="Yes."))
    assert await say(WISH) == "The model service took too long. Plain commands still work."
    await _works(parlor, service, say)


def _raw(*events: dict[str, Any] | str) -> Reply:
    """Return server-sent events as they are."""
    lines = [event if isinstance(event, str) else json.dumps(event) for event in events]
    body = "".join(f"data: {line}\n\n" for line in lines).encode("utf-8", "surrogateescape")
    return Reply(raw=body, content_type="text/event-stream")


@pytest.mark.parametrize(
    "reply",
    [
        Reply(
            raw=b'data: {"type":"response.output_text.delta","delta":"\xff\xfe"}\n\n', content_type="text/event-stream"
        ),
        Reply(raw=b'data: {"choices":[{"delta":{"content":"\xc3"}}]}\n\n', content_type="text/event-stream"),
        Reply(raw=b"\x00" * 100_000, content_type="text/event-stream"),
        Reply(raw=b"data: " + b"x" * 5_000_000, content_type="text/event-stream"),
        _raw({"type": "response.completed", "response": None}, {"type": "response.created"}),
        _raw({"type": "response.function_call_arguments.done", "item_id": "1", "arguments": "{}"}, "[DONE]"),
        _raw({"choices": [{"finish_reason": "tool_calls", "delta": {}}]}, {"choices": []}, "[DONE]"),
        _raw({"choices": [{"delta": {"tool_calls": [{"index": 7, "function": {"arguments": "{"}}]}}]}, "[DONE]"),
        _raw("[DONE]"),
        _raw("null", "[]", "3", '"x"', "{", ""),
    ],
    ids=["utf8", "half", "zeros", "no end", "order", "no item", "no call", "no name", "nothing", "no objects"],
)
async def test_nonsense(parlor: HomeAssistant, service: OpenAIService, say: Say, reply: Reply) -> None:
    _always(service, reply)
    said = await say(WISH)
    assert said and not is_on(parlor, "light.kitchen")
    assert "done" not in said.casefold()
    await _works(parlor, service, say)


async def test_a_key_that_is_taken_back_amid_a_conversation(
    parlor: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    service.script.add(ANSWER)
    await say(WISH)
    service.mode.key = "sk-another"
    assert (
        await say(WISH, goes_on=True)
        == "The model service did not accept the key in my settings. Plain commands still work."
    )
    assert [flow["context"]["source"] for flow in parlor.config_entries.flow.async_progress()] == ["reauth"]
    assert await say("turn on the kitchen light", goes_on=True) == "Turned on Kitchen light."
    service.mode.key = None
    await _works(parlor, service, say)


async def test_an_entity_that_is_gone_when_its_turn_comes(
    parlor: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    parlor.states.async_set("siren.attic", "off", {"friendly_name": "Attic siren"})
    async_expose_entity(parlor, "conversation", "siren.attic", True)

    async def vanish(_: Any) -> Reply:
        parlor.states.async_remove("siren.attic")
        return act(step("light.turn_on", "light.kitchen"), step("siren.turn_on", "siren.attic"), say="Loud and lit.")

    parlor.services.async_register("siren", "turn_on", lambda _: None)
    service.script.answer_with(vanish)
    said = await say(WISH)
    assert "Loud" not in said
    await _works(parlor, service, say)
