"""A model gets ready while somebody still speaks: it reads what the turn will begin with, and none of anybody's words."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.components.conversation import async_prepare_agent
from homeassistant.core import HomeAssistant
from sim.openai_service import OpenAIService, Reply, Usage

from .conftest import Say, add_assistant, until
from .test_conversation import WISH
from .test_roles import assistant
from .test_spending import PRICES

AGENT = "conversation.parlor"


@pytest.fixture
async def parlor(home: HomeAssistant, service: OpenAIService) -> MockConfigEntry:
    """Return an assistant on the scripted service."""
    entry = await add_assistant(home, service.url, prompt="Be kind.")
    await until(home, lambda: service.requests)
    service.requests.clear()
    return entry


async def test_it_reads_what_the_turn_begins_with(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say
) -> None:
    service.script.add(Reply(text="x"), Reply(text="I see."))
    await async_prepare_agent(home, AGENT, "en")
    await until(home, lambda: service.turns)
    assert await say(WISH) == "I see."
    ahead, turn = (request.body for request in service.turns)
    assert ahead["input"][0] == turn["input"][0] and "Be kind." in str(turn["input"][0])
    assert (ahead["tools"], ahead["model"]) == (turn["tools"], turn["model"])
    assert ahead["input"][1:] != turn["input"][1:] and WISH not in str(ahead)


def tokens(home: HomeAssistant) -> float:
    """Return what was counted today."""
    state = home.states.get("sensor.parlor_tokens_today")
    assert state is not None
    return float(state.state)


async def test_it_is_counted_and_nothing_is_said(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService
) -> None:
    service.script.add(Reply(text="x", usage=Usage(input_tokens=1400, output_tokens=1)))
    assert tokens(home) == 0
    await async_prepare_agent(home, AGENT, "en")
    await until(home, lambda: tokens(home) == 1401)
    assert len(service.turns) == 1


async def test_what_has_a_price_is_not_read_ahead(home: HomeAssistant, service: OpenAIService) -> None:
    """A server at home can lead to one that is paid."""
    await assistant(home, service.url, prices=PRICES)
    await until(home, lambda: service.requests)
    service.requests.clear()
    await async_prepare_agent(home, AGENT, "en")
    await until(home, lambda: service.requests)
    assert [request.path for request in service.requests] == ["/v1/models"] and not service.turns


async def test_a_silent_service_holds_nothing_up(home: HomeAssistant, silent_url: str, say: Say) -> None:
    entry = await add_assistant(home, silent_url)
    await async_prepare_agent(home, AGENT, "en")
    await say("turn on the kitchen light")
    state = home.states.get("light.kitchen")
    assert state is not None and state.state == "on"
    assert await home.config_entries.async_unload(entry.entry_id)


async def test_without_a_model_there_is_nothing_to_warm(home: HomeAssistant, say: Say) -> None:
    await add_assistant(home, None)
    await async_prepare_agent(home, AGENT, "en")
    await say("turn on the kitchen light")
    state = home.states.get("light.kitchen")
    assert state is not None and state.state == "on"


async def test_a_prompt_that_cannot_be_rendered(home: HomeAssistant, service: OpenAIService) -> None:
    await add_assistant(home, service.url, prompt="{{ nothing.at.all }}")
    await until(home, lambda: service.requests)
    await async_prepare_agent(home, AGENT, "en")
    await home.async_block_till_done(wait_background_tasks=True)
    assert service.turns == []
