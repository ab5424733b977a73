"""Whole turns over answers that are not as they should be."""

import time

import pytest

from homeassistant.core import HomeAssistant
from sim.openai_service import OpenAIService, Reply, ToolCall

from .conftest import Say
from .test_conversation import WISH, act, is_on, step
from .test_roles import LIT, assistant


async def test_a_server_that_fails_over_a_malformed_call(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    """Its model is told of the tools in words, and its call in text is run."""
    await assistant(home, service.url)
    message = "The model produced output that does not match the expected peg-native format"
    plan = '{"name": "parlor__act", "arguments": {"steps": [{"action": "light.turn_on", "target": "light.kitchen"}], "say": "Lit."}}'
    service.script.add(Reply(status=500, error={"error": {"code": 500, "message": message}}), Reply(text=plan))
    assert await say(WISH) == "Lit."
    assert is_on(home, "light.kitchen")


@pytest.mark.parametrize("chat", [False, True])
async def test_calls_twice_and_in_turns(home: HomeAssistant, service: OpenAIService, say: Say, chat: bool) -> None:
    """Each is run once."""
    service.mode.responses = not chat
    await assistant(home, service.url)
    calls = (*LIT.tool_calls, *act(step("light.turn_on", "light.reading_lamp"), say="And the lamp.").tool_calls)
    service.script.add(Reply(tool_calls=calls, doubled=True, interleaved=True, chunk=3))
    assert await say(WISH) == "Lit. And the lamp."


async def test_a_megabyte_of_arguments(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    """It is read, found to be no plan, and the turn ends with a true sentence."""
    await assistant(home, service.url)
    call = ToolCall("parlor__act", {"steps": [{"action": "x" * 1_000_000}], "say": "Done."})
    service.script.add(Reply(tool_calls=(call,), chunk=50_000), Reply(text="I could not."))
    assert await say(WISH) == "I could not."


async def test_endless_thinking_ends_with_the_turn(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    """Within the seconds that are set; and the next turn works."""
    await assistant(home, service.url, spending={"seconds": 1.0})
    service.script.add(Reply(reasoning="Hm. " * 100_000, text="On.", chunk=4, delay=0.01), LIT)
    begun = time.monotonic()
    assert await say(WISH) == "The model service took too long. Plain commands still work."
    assert time.monotonic() - begun < 5
    assert await say(WISH) == "Lit."


@pytest.mark.parametrize("cut", [0, 1, 7, 60, 200, 333, 500, 777, 900, 1200, 1500, 1900, 2400])
async def test_a_stream_cut_at_any_byte(home: HomeAssistant, service: OpenAIService, say: Say, cut: int) -> None:
    """Either the plan came whole and is run, or nothing is; and the next turn works."""
    await assistant(home, service.url)
    service.script.answer_with(lambda _: Reply(tool_calls=LIT.tool_calls, cut_after_bytes=cut))
    assert (await say(WISH) == "Lit.") is is_on(home, "light.kitchen")
    service.script.answer_with(lambda _: LIT)
    assert await say(WISH) in ("Lit.", "It was already so.")
    assert is_on(home, "light.kitchen")
