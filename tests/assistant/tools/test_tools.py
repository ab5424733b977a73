"""The tools under whatever arguments a model writes."""

from typing import Any

import pytest

from custom_components.parlor.assistant.home import async_get_home
from custom_components.parlor.assistant.tools.act import ActTool
from custom_components.parlor.assistant.tools.find import FOUND_BYTES, FindTool
from custom_components.parlor.assistant.tools.tool import ParlorTool
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.llm import LLMContext, ToolInput, ToolResult
from homeassistant.setup import async_setup_component
from sim.home import async_start_home

from ...doors.conftest import HOME


@pytest.fixture
async def home(hass: HomeAssistant) -> HomeAssistant:
    """Return the small home, exposed."""
    assert await async_setup_component(hass, "homeassistant", {})
    await async_start_home(hass, HOME)
    return hass


async def call(hass: HomeAssistant, tool: ParlorTool, arguments: Any) -> ToolResult:
    """Call a tool as MCP does: without a user, in any language."""
    context = LLMContext(platform="mcp_server", context=None, language="*", assistant="conversation", device_id=None)
    return await tool.async_call(hass, ToolInput(tool.name, arguments), context)


async def act(hass: HomeAssistant, arguments: Any) -> ToolResult:
    """Call the act tool."""
    return await call(hass, ActTool(async_get_home(hass, "conversation")), arguments)


async def find(hass: HomeAssistant, **arguments: Any) -> list[str]:
    """Return what is found."""
    return list((await call(hass, FindTool(), arguments)).data["found"])  # type: ignore[arg-type]


async def test_acting_without_a_user_or_a_language(home: HomeAssistant) -> None:
    step = {"action": "light.turn_on", "target": "light.kitchen"}
    result = await act(home, {"steps": [step], "say": "Lit."})
    assert (result.data["done"], result.data["speech"], result.error) == (True, "Lit.", False)


@pytest.mark.parametrize("say", ["Done!", "", "I turned on the light."])
async def test_a_plan_without_steps_says_nothing_as_done(home: HomeAssistant, say: str) -> None:
    result = await act(home, {"steps": [], "say": say})
    assert result.error
    assert "speech" not in result.data


async def test_a_plan_without_steps_may_ask(home: HomeAssistant) -> None:
    result = await act(home, {"steps": [], "say": "Which lamp?"})
    assert (result.data["done"], result.data["speech"]) == (False, "Which lamp?")


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"steps": None},
        {"steps": [None, 3, "x", []]},
        {"steps": {"action": {"a": 1}, "target": {"b": [2]}, "data": [1]}},
        {"steps": [{"action": "light.turn_on", "target": ["light.kitchen", None, {"x": 1}], "data": "{"}]},
        {"steps": [{"action": "light.turn_on", "target": "light.kitchen", "data": {"brightness_pct": {"a": 1}}}]},
        {"steps": [{"action": "light.turn_on", "target": "light.kitchen", "data": {"brightness_pct": "nan"}}]},
        {"steps": [{"action": "light.turn_on", "target": "light.kitchen", "data": {"brightness_pct": 1e999}}]},
        {"steps": [{"action": "light.turn_on", "target": "light.kitchen", "data": {"rgb_color": "red"}}]},
        {"steps": [{"action": "light.turn_on", "target": "light.kitchen", "data": {"hs_color": [1]}}]},
        {"steps": [{"action": "light.turn_on", "target": "light.kitchen", "data": {"color_name": ["x"]}}]},
        {"steps": "[" * 50_000},
        {"steps": [{"action": "x" * 100_000, "target": "y" * 100_000}], "say": 3},
    ],
)
async def test_no_arguments_raise(home: HomeAssistant, arguments: Any) -> None:
    result = await act(home, arguments)
    assert result.error
    assert result.data["done"] is False
    assert len(str(result.data)) < 4000


async def test_a_place_that_is_not_there_finds_nothing(home: HomeAssistant) -> None:
    home.states.async_set("light.placeless", "on")
    async_expose_entity(home, "conversation", "light.placeless", True)
    assert await find(home, area="Ballroom") == []
    assert await find(home, area="ground floor", domain="lock")
    assert [line.split()[0] for line in await find(home, area="Kitchen", domain="light")] == ["light.kitchen"]
    assert [line.split()[0] for line in await find(home, state="on", domain="light")] == ["light.placeless"]


async def test_what_is_found_is_bounded(home: HomeAssistant) -> None:
    for number in range(300):
        home.states.async_set(f"sensor.s{number}", "x" * 255, {"friendly_name": "n" * 10_000})
        async_expose_entity(home, "conversation", f"sensor.s{number}", True)
    result = await call(home, FindTool(), {"domain": "sensor"})
    found = result.data["found"]
    assert isinstance(found, list)
    assert sum(len(str(line)) for line in found) <= FOUND_BYTES
    assert result.data["more"] == 300 - len(found)


async def test_a_fault_of_ours_is_told_and_ends_nothing(home: HomeAssistant, caplog: pytest.LogCaptureFixture) -> None:
    class Broken(FindTool):
        async def async_run(self, *_: Any) -> ToolResult:
            raise IndexError("ours")

    result = await call(home, Broken(), {"query": "my secret"})
    assert result.error
    assert result.data["done"] is False
    assert "IndexError" in caplog.text
    assert "my secret" not in caplog.text
    caplog.clear()
