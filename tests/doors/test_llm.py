"""Parlor's tools as other agents and MCP get them."""

import pytest

from custom_components.parlor.llm import async_get_tools
from homeassistant.components import llm as llm_component
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import llm

from .conftest import add_assistant


def context(assistant: str = "conversation", user_id: str | None = None) -> llm.LLMContext:
    """Return what MCP tells of a caller."""
    return llm.LLMContext(
        platform="mcp_server", context=Context(user_id=user_id), language="*", assistant=assistant, device_id=None
    )


async def test_the_assist_api_has_them(home: HomeAssistant) -> None:
    await add_assistant(home, None)
    api = await llm.async_get_api(home, llm.LLM_API_ASSIST, context())
    tools = {tool.name: tool for tool in api.tools if tool.integration == "parlor"}
    assert set(tools) == {"parlor__act", "parlor__find", "parlor__later"}
    assert tools["parlor__find"].annotations.read_only
    assert tools["parlor__act"].annotations.destructive
    assert "parlor__act" in api.api_prompt
    step = {"action": "light.turn_on", "target": "light.kitchen"}
    result = await api.async_call_tool(llm.ToolInput("parlor__act", {"steps": [step], "say": "Lit."}))
    assert isinstance(result, llm.ToolResult)
    assert result.data["speech"] == "Lit."


async def test_other_agents_may_not_open_doors(home: HomeAssistant) -> None:
    await add_assistant(home, None, allow_sensitive=True)
    api = await llm.async_get_api(home, llm.LLM_API_ASSIST, context())
    step = {"action": "lock.unlock", "target": "lock.front_door"}
    result = await api.async_call_tool(llm.ToolInput("parlor__act", {"steps": [step], "say": "Open."}))
    assert isinstance(result, llm.ToolResult)
    assert result.error
    assert home.states.get("lock.front_door").state == "locked"  # type: ignore[union-attr]


@pytest.mark.parametrize(("assistant", "api_id"), [("", "assist"), ("conversation", "homeassistant")])
async def test_who_gets_none(home: HomeAssistant, assistant: str, api_id: str) -> None:
    assert async_get_tools(home, context(assistant), api_id) is None


async def test_a_home_of_which_nothing_is_exposed_has_none(home: HomeAssistant) -> None:
    for state in home.states.async_all():
        async_expose_entity(home, "conversation", state.entity_id, False)
    tools = await llm_component.async_get_tools(home, context(), llm.LLM_API_ASSIST)
    assert not [tool for tool in tools.tools if tool.integration == "parlor"]
