"""Assistants and their agents are added, renewed and changed against a real service on loopback."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.assistant_settings import service_name
from custom_components.parlor.const import DOMAIN
from homeassistant.config_entries import SOURCE_USER, ConfigEntryState, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
from sim.openai_service import OpenAIService

from .conftest import add_assistant
from .forms import suggested

KEY = "sk-right"


@pytest.fixture(autouse=True)
async def core(hass: HomeAssistant, loopback: None) -> None:
    """Set up what conversation agents need."""
    assert await async_setup_component(hass, "homeassistant", {})


@pytest.fixture
async def other(loopback: None) -> AsyncGenerator[OpenAIService]:
    """Run a second service."""
    async with OpenAIService() as service:
        yield service


async def start(hass: HomeAssistant) -> str:
    """Begin to add an assistant, through the menu; return the flow's id."""
    result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert result["type"] is FlowResultType.MENU
    result = await configure(hass, result["flow_id"], next_step_id="assistant")
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "assistant")
    return result["flow_id"]


async def configure(hass: HomeAssistant, flow_id: str, **user_input: Any) -> ConfigFlowResult:
    """Send a form, and let what it changes be loaded."""
    result = await hass.config_entries.flow.async_configure(flow_id, user_input)
    await hass.async_block_till_done()
    return result


async def test_a_service_with_a_key(hass: HomeAssistant, service: OpenAIService) -> None:
    """Address and key are tried out, a model is suggested, and the first agent comes with the entry."""
    service.mode.key = KEY
    flow_id = await start(hass)
    result = await configure(hass, flow_id, base_url=f" {service.url}/ ", api_key=f"{KEY}\n")
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "assistant_models")
    assert suggested(result) == {"model": "gpt-6-luna"}
    assert result["data_schema"] is not None
    options = result["data_schema"].schema["model"].config["options"]
    assert "gpt-6-sol" in options
    assert "text-embedding-3-small" not in options

    result = await configure(hass, flow_id, model="gpt-6-sol")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == service_name(service.url)
    assert result["data"] == {"kind": "assistant", "base_url": service.url, "api_key": KEY}
    await hass.async_block_till_done(wait_background_tasks=True)
    entry = result["result"]
    assert entry.state is ConfigEntryState.LOADED
    (agent,) = entry.subentries.values()
    assert (agent.subentry_type, agent.title, dict(agent.data)) == ("conversation", "Parlor", {"model": "gpt-6-sol"})
    assert len([entity for entity in hass.states.async_entity_ids("conversation") if "parlor" in entity]) == 1
    assert service.turns == []


async def test_a_service_of_ones_own(hass: HomeAssistant, service: OpenAIService) -> None:
    """No key, no list of models, chat alone, and an address without scheme and path, as people type it."""
    service.mode.models = None
    service.mode.responses = False
    flow_id = await start(hass)
    result = await configure(hass, flow_id, base_url=service.url.removeprefix("http://").removesuffix("/v1"))
    assert result["step_id"] == "assistant_models"
    assert suggested(result) == {"model": None}

    result = await configure(hass, flow_id, model="  ")
    assert result["errors"] == {"model": "model_missing"}
    result = await configure(hass, flow_id, model=" qwen2.5:7b ")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == {"kind": "assistant", "base_url": service.url}
    (agent,) = result["result"].subentries.values()
    assert agent.data["model"] == "qwen2.5:7b"


async def test_no_service(hass: HomeAssistant) -> None:
    """Both fields empty is an assistant of its own kind, once it was said what that means."""
    flow_id = await start(hass)
    result = await configure(hass, flow_id, base_url=" ", api_key="")
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "assistant_local")
    result = await configure(hass, flow_id)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == {"kind": "assistant"}
    assert [agent.data for agent in result["result"].subentries.values()] == [{}]
    await hass.async_block_till_done()
    assert result["result"].state is ConfigEntryState.LOADED

    result = await configure(hass, await start(hass))
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "assistant_already_configured")


@pytest.mark.parametrize(
    "text", ["http://", "ftp://host/v1", "http://[1", "http://host:port", "my server", "http://höst"]
)
async def test_what_is_no_address(hass: HomeAssistant, service: OpenAIService, text: str) -> None:
    """It is said at the field, before anything is sent, and can be put right."""
    flow_id = await start(hass)
    result = await configure(hass, flow_id, base_url=text)
    assert result["errors"] == {"base_url": "invalid_url"}
    assert suggested(result)["base_url"] == text
    assert (await configure(hass, flow_id, base_url=service.url))["step_id"] == "assistant_models"


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"key": "sk-other"}, "service_key_refused"),
        ({"models": None, "responses": False, "chat": False}, "service_wrong_path"),
        ({"models": None, "responses": False, "chat": False, "missing_route": "html"}, "service_wrong_path"),
        ({"models": None, "responses": False, "chat": False, "missing_route": "lmstudio"}, "service_wrong_path"),
    ],
)
async def test_faults_of_a_service(
    hass: HomeAssistant, service: OpenAIService, fault: dict[str, Any], error: str
) -> None:
    """Each has its own message, the form keeps what was typed, and it goes on when the fault is gone."""
    good = {name: getattr(service.mode, name) for name in fault}
    for name, value in fault.items():
        setattr(service.mode, name, value)
    flow_id = await start(hass)
    result = await configure(hass, flow_id, base_url=service.url, api_key=KEY)
    assert (result["type"], result["step_id"], result["errors"]) == (FlowResultType.FORM, "assistant", {"base": error})
    assert suggested(result) == {"base_url": service.url, "api_key": KEY}

    for name, value in good.items():
        setattr(service.mode, name, value)
    result = await configure(hass, flow_id, base_url=service.url, api_key=KEY)
    assert result["step_id"] == "assistant_models"


async def test_nobody_there(hass: HomeAssistant, service: OpenAIService, loopback_host: str) -> None:
    """A closed port, and then the right one."""
    flow_id = await start(hass)
    result = await configure(hass, flow_id, base_url=f"http://{loopback_host}:9/v1")
    assert result["errors"] == {"base": "service_unreachable"}
    assert (await configure(hass, flow_id, base_url=service.url))["step_id"] == "assistant_models"


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (200, "<html>Router</html>", "service_not_openai"),
        (200, '{"message": "API running."}', "service_not_openai"),
        (403, "{}", "service_forbidden"),
        (402, "{}", "service_quota"),
        (429, "{}", "service_rate_limited"),
        (500, "{}", "service_failed"),
    ],
)
async def test_answers_of_all_kinds(hass: HomeAssistant, loopback: None, status: int, body: str, error: str) -> None:
    """What answers may be anything."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        writer.write((head + body).encode())
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    result = await configure(hass, await start(hass), base_url=f"http://127.0.0.1:{port}")
    assert result["errors"] == {"base": error}
    server.close()


async def test_a_service_is_set_up_once(hass: HomeAssistant, service: OpenAIService) -> None:
    """The same address with the same key is the same service; with another key it is another account."""
    entry = await add_assistant(hass, service.url)
    result = await configure(hass, await start(hass), base_url=service.url, api_key=entry.data["api_key"])
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "assistant_already_configured")
    result = await configure(hass, await start(hass), base_url=service.url, api_key="sk-another")
    assert result["step_id"] == "assistant_models"


async def test_a_new_key(hass: HomeAssistant, service: OpenAIService) -> None:
    """A refused key is asked for again, wrong ones are refused, and everything else stays as it was."""
    entry = await add_assistant(hass, service.url)
    service.mode.key = KEY
    result = await entry.start_reauth_flow(hass)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "reauth_assistant")
    for wrong in ({"api_key": "sk-wrong"}, {}):
        result = await hass.config_entries.flow.async_configure(result["flow_id"], wrong)
        assert result["errors"] == {"base": "service_key_refused"}
    result = await configure(hass, result["flow_id"], api_key=KEY)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reauth_successful")
    await hass.async_block_till_done(wait_background_tasks=True)
    assert entry.data == {"kind": "assistant", "base_url": service.url, "api_key": KEY}
    assert entry.state is ConfigEntryState.LOADED
    assert service.requests[-1].headers["authorization"] == f"Bearer {KEY}"


async def test_a_key_that_is_no_longer_needed(hass: HomeAssistant, service: OpenAIService) -> None:
    """A service may stop asking for one."""
    entry = await add_assistant(hass, service.url)
    result = await entry.start_reauth_flow(hass)
    result = await configure(hass, result["flow_id"])
    assert result["reason"] == "reauth_successful"
    assert entry.data == {"kind": "assistant", "base_url": service.url}


async def test_openai_needs_a_key(hass: HomeAssistant) -> None:
    """Without address and key there would be no service left."""
    entry = MockConfigEntry(domain=DOMAIN, data={"kind": "assistant", "api_key": KEY})
    entry.add_to_hass(hass)
    result = await entry.start_reauth_flow(hass)
    result = await configure(hass, result["flow_id"])
    assert result["errors"] == {"base": "service_key_refused"}


async def test_another_service(hass: HomeAssistant, service: OpenAIService, other: OpenAIService) -> None:
    """Address, key and model change together; the key never goes back to the browser."""
    entry = await add_assistant(hass, service.url, prompt="Be kind.")
    other.mode.models = ("llama3.2", "qwen2.5")
    other.mode.key = KEY
    result = await entry.start_reconfigure_flow(hass)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "reconfigure_assistant")
    shown = suggested(result)
    assert shown["base_url"] == service.url
    assert "sk-test" not in str(shown)

    result = await configure(hass, result["flow_id"], base_url=other.url, api_key=shown["api_key"])
    assert result["errors"] == {"base": "service_key_refused"}
    assert other.requests[0].headers["authorization"] == "Bearer sk-test"
    result = await configure(hass, result["flow_id"], base_url=other.url, api_key=KEY)
    assert result["step_id"] == "assistant_models"
    assert suggested(result) == {"model": "llama3.2"}
    result = await configure(hass, result["flow_id"], model="qwen2.5")
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    await hass.async_block_till_done(wait_background_tasks=True)
    assert entry.data == {"kind": "assistant", "base_url": other.url, "api_key": KEY}
    (agent,) = entry.subentries.values()
    assert agent.data == {"model": "qwen2.5", "prompt": "Be kind."}
    assert entry.state is ConfigEntryState.LOADED


async def test_the_same_service_again(hass: HomeAssistant, service: OpenAIService) -> None:
    """Nothing changed is no fault, and the model in use is the one that is shown."""
    entry = await add_assistant(hass, service.url, model="gpt-5.4-mini")
    result = await entry.start_reconfigure_flow(hass)
    result = await configure(hass, result["flow_id"], **suggested(result))
    assert suggested(result) == {"model": "gpt-5.4-mini"}
    await configure(hass, result["flow_id"], model="gpt-5.4-mini")
    assert entry.data == {"kind": "assistant", "base_url": service.url, "api_key": "sk-test"}


async def test_no_service_any_more(hass: HomeAssistant, service: OpenAIService) -> None:
    """An assistant can do without a service from some day on, and its key is gone then."""
    entry = await add_assistant(hass, service.url)
    result = await entry.start_reconfigure_flow(hass)
    result = await configure(hass, result["flow_id"])
    assert result["step_id"] == "assistant_local"
    result = await configure(hass, result["flow_id"])
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert entry.data == {"kind": "assistant"}


async def test_not_the_service_of_another_assistant(
    hass: HomeAssistant, service: OpenAIService, other: OpenAIService
) -> None:
    """Two assistants with one service would be one too many."""
    await add_assistant(hass, service.url)
    entry = await add_assistant(hass, other.url)
    result = await entry.start_reconfigure_flow(hass)
    result = await configure(hass, result["flow_id"], base_url=service.url, api_key=suggested(result)["api_key"])
    assert result["reason"] == "assistant_already_configured"
