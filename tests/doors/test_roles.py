"""Turns that another model answers: because they are hard, or because the first one fails."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import DOMAIN
from homeassistant.config_entries import SOURCE_REAUTH, ConfigSubentryData
from homeassistant.core import HomeAssistant
from sim.openai_service import OpenAIService, Reply, ToolCall

from .conftest import Say
from .test_conversation import WISH, act, is_on, step

FIND = Reply(tool_calls=(ToolCall("parlor__find", {"query": "lamp"}),))
LIT = act(step("light.turn_on", "light.kitchen"), say="Lit.")


@pytest.fixture
async def other(loopback: None) -> AsyncGenerator[OpenAIService]:
    """Run a second service."""
    async with OpenAIService() as service:
        yield service


async def assistant(hass: HomeAssistant, url: str, *, agents: bool = True, **options: Any) -> MockConfigEntry:
    """Add an assistant with settings of its own."""
    agent = ConfigSubentryData(data={"model": "small"}, subentry_type="conversation", title="Parlor", unique_id=None)
    entry = MockConfigEntry(
        domain=DOMAIN,
        data={"kind": "assistant", "base_url": url, "api_key": "sk-test"},
        options=options,
        subentries_data=[agent] if agents else [],
        title="Parlor",
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    return entry


def asked(service: OpenAIService) -> list[str]:
    """Return the models that were asked."""
    return [turn.body["model"] for turn in service.turns]


class TestThinking:
    """The model that thinks."""

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("think hard about what could be done against the dark", "en"),
            ("Denk gut darüber nach, was gegen die Dunkelheit hilft", "de"),
            ("어두운데 어떻게 하면 좋을지 곰곰이 생각해 줘", "ko"),
            ("I would like a plan for the whole week against the dark", "en"),
        ],
    )
    async def test_a_hard_sentence(
        self, home: HomeAssistant, service: OpenAIService, say: Say, text: str, language: str
    ) -> None:
        """It is answered by the model that thinks, with its effort; the next plain one by the usual model."""
        await assistant(home, service.url, roles={"reasoning_model": "large", "reasoning_effort": "high"})
        service.script.add(Reply(text="Lamps."), Reply(text="Yes."))
        assert await say(text, language) == "Lamps."
        await say(WISH)
        assert asked(service) == ["large", "small"]
        assert service.turns[0].body["reasoning"] == {"effort": "high"}
        assert "reasoning" not in service.turns[1].body

    async def test_the_model_hands_over(self, home: HomeAssistant, service: OpenAIService, say: Say) -> None:
        """With a tool that is only there where it leads somewhere."""
        await assistant(home, service.url, roles={"reasoning_model": "large"})
        service.script.add(Reply(tool_calls=(ToolCall("parlor__think", {}),)), LIT)
        assert await say(WISH) == "Lit."
        assert is_on(home, "light.kitchen")
        assert asked(service) == ["small", "large"]
        first, second = (str(turn.body["tools"]) for turn in service.turns)
        assert "parlor__think" in first
        assert "parlor__think" not in second

    async def test_without_such_a_model_nothing_changes(
        self, home: HomeAssistant, service: OpenAIService, say: Say
    ) -> None:
        """Neither the model nor what it is sent."""
        await assistant(home, service.url)
        service.script.add(Reply(text="Lamps."))
        await say("think hard about what could be done against the dark")
        assert asked(service) == ["small"]
        assert "parlor__think" not in str(service.turns[0].body)

    async def test_it_fails(self, home: HomeAssistant, service: OpenAIService, say: Say) -> None:
        """Then the usual model answers."""
        await assistant(home, service.url, roles={"reasoning_model": "large"})
        service.script.answer_with(
            lambda turn: Reply(status=500) if turn.body["model"] == "large" else Reply(text="Lamps.")
        )
        assert await say("think hard about what could be done against the dark") == "Lamps."


class TestFallback:
    """Who steps in."""

    @pytest.mark.parametrize(
        "failing",
        [
            Reply(status=500),
            Reply(status=429),
            Reply(
                status=404, error={"error": {"message": "The model `small` does not exist", "code": "model_not_found"}}
            ),
            Reply(status=400, error={"error": {"message": "x", "code": "context_length_exceeded"}}),
            Reply(text="It is", end_after_events=4),
            Reply(tool_calls=LIT.tool_calls, end_after_events=6),
            Reply(text="x", stream_error={"code": "server_error", "message": "boom"}),
            Reply(raw=b"data: \xff\xfe\n\n", content_type="text/event-stream"),
        ],
    )
    async def test_a_second_model(self, home: HomeAssistant, service: OpenAIService, say: Say, failing: Reply) -> None:
        """Whatever the first one fails with, before it has said anything."""
        await assistant(home, service.url, roles={"fallback_model": "second"})
        service.script.answer_with(lambda turn: failing if turn.body["model"] == "small" else LIT)
        assert await say(WISH) == "Lit."
        assert is_on(home, "light.kitchen")
        assert asked(service)[-1] == "second"

    async def test_it_goes_on_from_what_was_done(self, home: HomeAssistant, service: OpenAIService, say: Say) -> None:
        """No step is done twice: the second model is told what came of the first one's."""
        await assistant(home, service.url, roles={"fallback_model": "second"})
        done: list[str] = []
        home.services.async_register("siren", "turn_on", lambda _: done.append("siren"))
        replies = iter([Reply(tool_calls=(*LIT.tool_calls, *FIND.tool_calls))])
        service.script.answer_with(
            lambda turn: (
                Reply(text="There are two lamps.")
                if turn.body["model"] == "second"
                else next(replies, Reply(status=500))
            )
        )
        assert await say(WISH) == "There are two lamps."
        outputs = [item for item in service.turns[-1].body["input"] if item.get("type") == "function_call_output"]
        assert len(outputs) == 2
        assert asked(service)[0] == "small" and asked(service)[-1] == "second"

    async def test_another_service(
        self, home: HomeAssistant, service: OpenAIService, other: OpenAIService, say: Say
    ) -> None:
        """It is asked where the first one cannot be reached, and not any more when that one is back."""
        spare = await assistant(home, other.url, agents=False)
        roles = {"fallback_model": "second", "other_assistant": spare.entry_id, "other_model": "elsewhere"}
        await assistant(home, service.url, roles=roles)
        await service.stop()
        other.script.add(Reply(text="From afar."))
        assert await say(WISH) == "From afar."
        assert asked(other) == ["elsewhere"]
        await service.start()
        service.script.add(Reply(text="From home."))
        assert await say(WISH) == "From home."

    async def test_another_service_that_is_gone(self, home: HomeAssistant, service: OpenAIService, say: Say) -> None:
        """A setting that leads nowhere does no harm."""
        await assistant(home, service.url, roles={"other_assistant": "gone", "other_model": "elsewhere"})
        service.script.answer_with(lambda _: Reply(status=500))
        assert await say(WISH) == "The model service has a problem of its own."

    async def test_what_was_said_stays_said(self, home: HomeAssistant, service: OpenAIService, say: Say) -> None:
        """An answer that breaks off amid its words is not begun anew by another model."""
        await assistant(home, service.url, roles={"fallback_model": "second"})
        text = "".join(f"The lamp in room {number} has been on since this morning. " for number in range(6))
        service.script.answer_with(lambda _: Reply(text=text, end_after_events=25))
        answer = await say(WISH)
        assert answer.endswith("The model's answer broke off.")
        assert "second" not in asked(service)

    async def test_a_provider_that_declines_is_not_passed_by(
        self, home: HomeAssistant, service: OpenAIService, say: Say
    ) -> None:
        """What one model may not answer is not tried on another."""
        await assistant(home, service.url, roles={"fallback_model": "second"})
        service.script.add(Reply(status=400, error={"error": {"message": "no", "code": "content_policy_violation"}}))
        assert await say(WISH) == "The model declined to answer."
        assert asked(service) == ["small"]

    async def test_two_turns_at_once_with_a_fallback(
        self, home: HomeAssistant, service: OpenAIService, say: Say
    ) -> None:
        """They do not get in each other's way."""
        await assistant(home, service.url, roles={"fallback_model": "second"})
        service.script.answer_with(
            lambda turn: Reply(status=500) if turn.body["model"] == "small" else Reply(text="Yes.", delay=0.01)
        )
        assert list(await asyncio.gather(*(say(WISH) for _ in range(4)))) == ["Yes."] * 4


class TestOutages:
    """Nobody waits twice."""

    async def test_local_understanding_is_left(self, home: HomeAssistant, service: OpenAIService, say: Say) -> None:
        """And it is said that it is."""
        await assistant(home, service.url, roles={"fallback_model": "second"})
        await service.stop()
        assert await say(WISH) == "The model service cannot be reached. Plain commands still work."
        assert await say("turn on the kitchen light") == "Turned on Kitchen light."

    @pytest.mark.parametrize(
        ("after", "answer", "requests"),
        [
            (0.2, "Lit.", 2),
            (30.0, "The model service has reached a limit and takes requests again in 1 min.", 1),
            (None, "The model service is busy right now. Please try again in a moment.", 1),
        ],
    )
    async def test_limits(
        self,
        home: HomeAssistant,
        service: OpenAIService,
        say: Say,
        after: float | None,
        answer: str,
        requests: int,
    ) -> None:
        """A short one is waited for, once; of a long one it is said how long it lasts."""
        await assistant(home, service.url)
        service.script.add(Reply(status=429, retry_after=after), LIT)
        assert await say(WISH) == answer
        assert len(service.turns) == requests

    async def test_a_short_limit_is_waited_for_once(
        self, home: HomeAssistant, service: OpenAIService, say: Say
    ) -> None:
        """Not for as long as the service likes."""
        await assistant(home, service.url)
        service.script.answer_with(lambda _: Reply(status=429, retry_after=0.1))
        assert await say(WISH) == "The model service is busy right now. Please try again in a moment."
        assert len(service.turns) == 2

    async def test_a_long_limit_is_remembered(self, home: HomeAssistant, service: OpenAIService, say: Say) -> None:
        """The next turn goes to the second model at once."""
        await assistant(home, service.url, roles={"fallback_model": "second"})
        service.script.answer_with(
            lambda turn: Reply(status=429, retry_after=120) if turn.body["model"] == "small" else Reply(text="Yes.")
        )
        assert await say(WISH) == await say(WISH) == "Yes."
        assert asked(service) == ["small", "second", "second"]

    async def test_a_key_that_is_refused_amid_a_conversation(
        self, home: HomeAssistant, service: OpenAIService, say: Say
    ) -> None:
        """It is said, what was done is told, and a new key is asked for."""
        await assistant(home, service.url)
        service.script.add(
            Reply(text="Hello."), Reply(tool_calls=(*LIT.tool_calls, *FIND.tool_calls)), Reply(status=401)
        )
        await say(WISH)
        answer = await say(WISH, goes_on=True)
        assert answer == "Lit. The model service did not accept the key in my settings. Plain commands still work."
        flows = home.config_entries.flow.async_progress()
        assert [flow["context"]["source"] for flow in flows] == [SOURCE_REAUTH]
