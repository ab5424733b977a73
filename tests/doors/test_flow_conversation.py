"""Conversation agents are added below an assistant, and changed."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.entry_assistant import diagnostics
from homeassistant.config_entries import SOURCE_USER, ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
from sim.openai_service import OpenAIService

from .conftest import add_assistant
from .forms import suggested

RULE = {"verdict": "refuse", "kinds": ["entry"], "speaker": "unknown"}


@pytest.fixture(autouse=True)
async def core(hass: HomeAssistant, loopback: None) -> None:
    """Set up what conversation agents need."""
    assert await async_setup_component(hass, "homeassistant", {})


async def test_adding_one(hass: HomeAssistant, service: OpenAIService) -> None:
    """A second agent is there as soon as its form is sent."""
    entry = await add_assistant(hass, service.url)
    flow = hass.config_entries.subentries
    result = await flow.async_init((entry.entry_id, "conversation"), context={"source": SOURCE_USER})
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "user")
    assert suggested(result) == {"name": "Parlor", "model": "gpt-6-luna"}

    form = {"name": "  ", "model": "gpt-6-sol", "allow_sensitive": False}
    result = await flow.async_configure(result["flow_id"], form)
    assert result["errors"] == {"name": "name_missing"}
    result = await flow.async_configure(result["flow_id"], {**form, "name": "Butler", "model": " "})
    assert result["errors"] == {"model": "model_missing"}
    result = await flow.async_configure(
        result["flow_id"], {**form, "name": "Butler", "prompt": "Speak like a butler, {{ user_name }}."}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done(wait_background_tasks=True)
    agent = list(entry.subentries.values())[-1]
    assert agent.title == "Butler"
    assert agent.data == {
        "model": "gpt-6-sol",
        "prompt": "Speak like a butler, {{ user_name }}.",
        "allow_sensitive": False,
    }
    assert "conversation.butler" in hass.states.async_entity_ids("conversation")


async def test_changing_one(hass: HomeAssistant, service: OpenAIService) -> None:
    """What is set is shown, and what is cleared is gone."""
    entry = await add_assistant(hass, service.url, prompt="Be kind.", rules=[RULE])
    (agent,) = entry.subentries.values()
    result = await entry.start_subentry_reconfigure_flow(hass, agent.subentry_id)
    result = await hass.config_entries.subentries.async_configure(result["flow_id"], {"next_step_id": "settings"})
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "settings")
    assert suggested(result) == {"name": "Parlor", "model": "test-model", "prompt": "Be kind."}
    result = await hass.config_entries.subentries.async_configure(
        result["flow_id"], {"name": "Parlour", "model": "gpt-6-sol", "allow_sensitive": True}
    )
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    await hass.async_block_till_done(wait_background_tasks=True)
    (agent,) = entry.subentries.values()
    assert agent.title == "Parlour"
    assert agent.data == {"model": "gpt-6-sol", "allow_sensitive": True, "rules": [RULE]}
    assert entry.state is ConfigEntryState.LOADED


async def test_without_a_service_no_model_is_asked_for(hass: HomeAssistant) -> None:
    """There is none to choose."""
    entry = await add_assistant(hass, None)
    result = await hass.config_entries.subentries.async_init(
        (entry.entry_id, "conversation"), context={"source": SOURCE_USER}
    )
    assert result["data_schema"] is not None
    assert [str(key) for key in result["data_schema"].schema] == ["name", "prompt", "allow_sensitive"]


async def test_a_service_that_is_down(hass: HomeAssistant, service: OpenAIService) -> None:
    """The form comes all the same, with the models that were listed before."""
    entry = await add_assistant(hass, service.url)
    await hass.async_block_till_done(wait_background_tasks=True)
    while entry.runtime_data.facts is None:  # a busy machine may not have answered in time
        await hass.config_entries.async_reload(entry.entry_id)
        await hass.async_block_till_done(wait_background_tasks=True)
    await service.stop()
    result = await hass.config_entries.subentries.async_init(
        (entry.entry_id, "conversation"), context={"source": SOURCE_USER}
    )
    assert result["type"] is FlowResultType.FORM
    assert suggested(result)["model"] == "gpt-6-luna"


async def test_an_assistant_that_is_disabled(hass: HomeAssistant, service: OpenAIService) -> None:
    """It cannot be asked for its models."""
    entry = await add_assistant(hass, service.url)
    await hass.config_entries.async_set_disabled_by(entry.entry_id, ConfigEntryDisabler.USER)
    result = await hass.config_entries.subentries.async_init(
        (entry.entry_id, "conversation"), context={"source": SOURCE_USER}
    )
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "entry_not_loaded")


async def step_of(hass: HomeAssistant, entry: MockConfigEntry, name: str) -> str:
    """Open a step of the menu and return the flow's id."""
    (agent,) = entry.subentries.values()
    result = await entry.start_subentry_reconfigure_flow(hass, agent.subentry_id)
    assert result["menu_options"] == ["settings", "rules", "pin"]
    result = await hass.config_entries.subentries.async_configure(result["flow_id"], {"next_step_id": name})
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, name)
    return str(result["flow_id"])


@pytest.mark.parametrize(
    "rule",
    [
        {"verdict": "allow"},
        {"verdict": "allow", "kinds": []},
        {"verdict": "refuse", "actions": ["unlock"]},
        {"verdict": "refuse", "speaker": "anybody"},
    ],
)
async def test_rules(hass: HomeAssistant, service: OpenAIService, rule: dict[str, Any]) -> None:
    """A rule has to name something; what was set is kept, and an empty list is none."""
    entry = await add_assistant(hass, service.url)
    flow = hass.config_entries.subentries
    flow_id = await step_of(hass, entry, "rules")
    result = await flow.async_configure(flow_id, {"rules": [rule]})
    assert result["errors"] == {"rules": "invalid_rule"}
    result = await flow.async_configure(flow_id, {"rules": [RULE] * 51})
    assert result["errors"] == {"rules": "too_many_rules"}
    result = await flow.async_configure(flow_id, {"rules": [{**RULE, "domains": []}]})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    await hass.async_block_till_done(wait_background_tasks=True)
    (agent,) = entry.subentries.values()
    assert agent.data == {"model": "test-model", "rules": [RULE]}
    await flow.async_configure(await step_of(hass, entry, "rules"), {})
    await hass.async_block_till_done(wait_background_tasks=True)
    (agent,) = entry.subentries.values()
    assert agent.data == {"model": "test-model"}


@pytest.mark.parametrize(
    ("language", "verdict"), [("en", "Only after a yes"), ("ko", "확인 후에만"), ("fr", "Only after a yes")]
)
async def test_labels_of_rules(hass: HomeAssistant, service: OpenAIService, language: str, verdict: str) -> None:
    """The options of a rule bring their labels along, in the language of the home."""
    await hass.config.async_update(language=language)
    entry = await add_assistant(hass, service.url)
    await step_of(hass, entry, "rules")
    (progress,) = hass.config_entries.subentries.async_progress()
    form = await hass.config_entries.subentries.async_configure(progress["flow_id"])
    assert form["data_schema"] is not None
    (selector,) = form["data_schema"].schema.values()
    options = selector.config["fields"]["verdict"]["selector"].config["options"]
    assert options[0] == {"value": "confirm", "label": verdict}


@pytest.mark.parametrize("wrong", ["123", "1234567890123", "abcd", "12 34 5x", "", "١٢٣٤"])
async def test_a_pin(hass: HomeAssistant, service: OpenAIService, wrong: str) -> None:
    """It is kept as a hash, never shown, and told in no diagnostics."""
    entry = await add_assistant(hass, service.url)
    flow = hass.config_entries.subentries
    flow_id = await step_of(hass, entry, "pin")
    result = await flow.async_configure(flow_id, {"pin": wrong, "remove_pin": False})
    assert result["errors"] == {"pin": "invalid_pin"}
    result = await flow.async_configure(flow_id, {"pin": "25 80", "remove_pin": False})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    await hass.async_block_till_done(wait_background_tasks=True)
    (agent,) = entry.subentries.values()
    assert set(agent.data["pin"]) == {"salt", "hash"}
    told = diagnostics(entry)
    assert told["agents"][0]["has_pin"] is True
    assert agent.data["pin"]["hash"] not in str(told)
    await flow.async_configure(await step_of(hass, entry, "pin"), {"remove_pin": True})
    await hass.async_block_till_done(wait_background_tasks=True)
    (agent,) = entry.subentries.values()
    assert agent.data == {"model": "test-model"}


async def test_the_tools_of_others_are_chosen(hass: HomeAssistant, service: OpenAIService) -> None:
    """What is gone is shown no more, and what is chosen is kept."""
    entry = await add_assistant(hass, service.url, llm_hass_api=["gone", "assist"])
    flow_id = await step_of(hass, entry, "settings")
    result = await hass.config_entries.subentries.async_configure(flow_id)
    assert suggested(result)["llm_hass_api"] == ["assist"]
    form = {"name": "Parlor", "model": "test-model", "llm_hass_api": ["assist"], "allow_sensitive": False}
    await hass.config_entries.subentries.async_configure(result["flow_id"], form)
    await hass.async_block_till_done(wait_background_tasks=True)
    (agent,) = entry.subentries.values()
    assert agent.data["llm_hass_api"] == ["assist"]
