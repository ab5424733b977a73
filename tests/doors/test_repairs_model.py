"""Models that are gone or will be: told, and replaced by one that is chosen."""

from datetime import timedelta
from threading import Event
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.parlor.assistant_troubles import issue_id
from custom_components.parlor.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from sim.openai_service import OpenAIService, Reply

from .conftest import Say
from .test_conversation import WISH
from .test_roles import asked, assistant


def told(hass: HomeAssistant, entry: MockConfigEntry, model: str) -> str | None:
    """Return what is told of a model."""
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id(entry, model))
    return issue.translation_key if issue else None


async def fixed(hass_client: ClientSessionGenerator, entry: MockConfigEntry, model: str, *choices: str) -> Any:
    """Go through the repair; return its last step."""
    client = await hass_client()
    issue = {"handler": DOMAIN, "issue_id": issue_id(entry, model)}
    step = await (await client.post("/api/repairs/issues/fix", json=issue)).json()
    assert step["step_id"] == "model" and step["description_placeholders"]["model"] == model
    for choice in choices:
        path = f"/api/repairs/issues/fix/{step['flow_id']}"
        step = await (await client.post(path, json={"model": choice})).json()
    return step


async def test_a_model_that_the_service_does_not_know(
    home: HomeAssistant, service: OpenAIService, say: Say, hass_client: ClientSessionGenerator
) -> None:
    """The turn says so, the repair offers others, and the next turn asks the chosen one."""
    assert await async_setup_component(home, "repairs", {})
    entry = await assistant(home, service.url, roles={"fallback_model": "small", "reasoning_model": "gpt-6-sol"})
    service.mode.only_listed_models = True
    assert (await say(WISH)).startswith("The model in my settings does not exist at the service.")
    assert told(home, entry, "small") == "model_gone"
    step = await fixed(hass_client, entry, "small", " ")
    assert step["errors"] == {"model": "model_missing"}
    step = await fixed(hass_client, entry, "small", "gpt-6-luna")
    assert step["type"] == "create_entry"
    await home.async_block_till_done(wait_background_tasks=True)
    (agent,) = entry.subentries.values()
    assert agent.data["model"] == "gpt-6-luna"
    assert entry.options["roles"] == {"fallback_model": "gpt-6-luna", "reasoning_model": "gpt-6-sol"}
    assert told(home, entry, "small") is None
    service.script.add(Reply(text="Yes."))
    assert await say(WISH) == "Yes."
    assert asked(service)[-1] == "gpt-6-luna"


async def test_a_model_that_leaves_the_list(
    home: HomeAssistant, service: OpenAIService, freezer: FrozenDateTimeFactory
) -> None:
    """It was there once and is not any more; one that was never listed may still be there."""
    service.mode.models = ("small", "another")
    entry = await assistant(home, service.url, roles={"fallback_model": "unlisted"})
    await home.async_block_till_done(wait_background_tasks=True)
    while entry.runtime_data.facts is None:  # what was never listed cannot leave the list
        await home.config_entries.async_reload(entry.entry_id)
        await home.async_block_till_done(wait_background_tasks=True)
    assert told(home, entry, "small") is None
    service.mode.models = ("another",)
    freezer.tick(timedelta(days=1, minutes=1))
    async_fire_time_changed(home)
    for _ in range(100):  # the list comes over a socket, and the loop's own clock stands still here
        await home.async_block_till_done(wait_background_tasks=True)
        if told(home, entry, "small"):
            break
        await home.async_add_executor_job(Event().wait, 0.05)
    assert told(home, entry, "small") == "model_gone"
    assert told(home, entry, "unlisted") is None
    await home.config_entries.async_reload(entry.entry_id)
    await home.async_block_till_done(wait_background_tasks=True)
    assert told(home, entry, "small") == "model_gone"
    service.mode.models = ("small", "another")
    freezer.tick(timedelta(days=1, minutes=1))
    async_fire_time_changed(home)
    await home.async_block_till_done(wait_background_tasks=True)
    assert told(home, entry, "small") is None


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-12-01", None), ("2026-12-20", "model_leaving"), ("2027-01-20", None)]
)
async def test_a_model_that_will_be_switched_off(
    home: HomeAssistant, service: OpenAIService, freezer: FrozenDateTimeFactory, day: str, expected: str | None
) -> None:
    """A month before."""
    freezer.move_to(f"{day} 12:00:00")
    entry = await assistant(home, service.url, roles={"fallback_model": "gpt-4.1-mini"})
    assert told(home, entry, "gpt-4.1-mini") == expected
    if expected:
        await home.config_entries.async_remove(entry.entry_id)
        assert told(home, entry, "gpt-4.1-mini") is None


async def test_a_model_that_is_back(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    """A service without a list says so by answering; until then it stays told, over restarts too."""
    service.mode.models = None
    entry = await assistant(home, service.url)
    missing = {"error": {"message": 'model "small" not found, try pulling it first'}}
    service.script.add(Reply(status=404, error=missing))
    await say(WISH)
    assert told(home, entry, "small") == "model_gone"
    await home.config_entries.async_reload(entry.entry_id)
    await home.async_block_till_done(wait_background_tasks=True)
    assert told(home, entry, "small") == "model_gone"
    service.script.add(Reply(text="Yes."))
    await say(WISH)
    assert told(home, entry, "small") is None


async def test_what_was_learned_is_kept_and_forgotten_with_the_list(
    home: HomeAssistant, service: OpenAIService, say: Say, hass_storage: dict[str, Any]
) -> None:
    """After a restart no refusal is repeated; a service with other models is asked anew."""
    service.mode.refused = ("reasoning",)
    entry = await assistant(home, service.url, roles={"reasoning_effort": "low"})
    service.script.answer_with(lambda _: Reply(text="Yes."))
    hard = "think hard about what could be done against the dark"
    await say(hard)
    assert len(service.turns) == 2
    await home.config_entries.async_reload(entry.entry_id)
    await home.async_block_till_done(wait_background_tasks=True)
    await say(hard)
    assert len(service.turns) == 3
    service.mode.models = ("small", "other")
    await home.config_entries.async_reload(entry.entry_id)
    await home.async_block_till_done(wait_background_tasks=True)
    await say(hard)
    assert len(service.turns) == 5
    assert "127.0.0.1" not in str(hass_storage[f"parlor.service.{entry.entry_id}"])
