"""Gathers the tools of the LLM APIs that the user chose, and keeps many of them out of the prompt until they are asked for."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
import json
import logging
from typing import Any, Final, override

import probatio
from rapidfuzz import fuzz, process

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.llm import APIInstance, LLMContext, Tool, ToolAnnotations, ToolResult, async_get_api
from homeassistant.util.hass_dict import HassKey

from ..confirming.asking import Asking
from ..confirming.terms import Terms
from ..tools.tool import ParlorTool
from .schemas import Unfit, fit_name, sane_schema
from .tool import ForeignTool

_LOGGER = logging.getLogger(__name__)
DATA_TOLD: HassKey[set[str]] = HassKey("parlor_foreign_told")
SECONDS: Final = 10.0
MOST_TOOLS: Final = 200
# So many tools, and so many bytes of them (some 600 tokens), stand in every request; more are asked for first.
MOST_SHOWN: Final = 8
SHOWN_BYTES: Final = 2000
MOST_FOUND: Final = 5
FOUND_BYTES: Final = 4000
LEAST_ALIKE: Final = 40.0
MORE, USE = "parlor__more", "parlor__use"
# Whose tools Parlor's own do better, and under its policy.
_REPLACED: Final = frozenset(
    {
        "calendar", "climate", "fan", "homeassistant", "humidifier", "lawn_mower", "light", "llm", "media_player", "parlor",
        "vacuum", "weather",
    }
)  # fmt: skip
# Of Home Assistant's general intents only timers stay.
_TIMER: Final = "Timer"
# A timer that then says something to an agent is a plan: that is what `parlor__later` is for.
_LEFT_OUT: Final = frozenset({"conversation_command"})


async def async_foreign_tools(
    hass: HomeAssistant, api_ids: Iterable[str], llm_context: LLMContext, *, terms: Terms, asking: Asking | None = None
) -> list[Tool]:
    """Return the tools of some LLM APIs as Parlor offers them; an API that is gone or not for this user has none."""
    found: dict[str, ForeignTool] = {}
    for api_id in dict.fromkeys(api_ids):
        api = await _async_api(hass, api_id, llm_context)
        for tool in api.tools[:MOST_TOOLS] if api else ():
            if api is None or _is_replaced(tool):
                continue
            try:
                schema = _schema(tool, api)
            except Exception as error:  # noqa: BLE001  whatever is wrong with another's tool, the others stay
                _tell_once(hass, f"{api_id}/{tool.name}", error)
                continue
            name = fit_name(tool.name, found)
            found[name] = ForeignTool(tool, name, schema, source=api.api.name, terms=terms, asking=asking)
    return _offered(list(found.values())[:MOST_TOOLS])


def _offered(tools: Sequence[ForeignTool]) -> list[Tool]:
    """Return tools as they are where there are few, else what finds and calls them."""
    if len(tools) <= MOST_SHOWN and sum(_size(tool) for tool in tools) <= SHOWN_BYTES:
        return list(tools)
    known = {tool.name: tool for tool in tools}
    return [MoreTool(known), UseTool(known)]


def _size(tool: ForeignTool) -> int:
    """Return how many bytes a tool takes in a request."""
    return len(tool.name) + len(tool.description or "") + len(json.dumps(tool.json_schema, ensure_ascii=False).encode())


async def _async_api(hass: HomeAssistant, api_id: str, llm_context: LLMContext) -> APIInstance | None:
    """Return an API for whoever speaks, None where there is none."""
    try:
        async with asyncio.timeout(SECONDS):
            return await async_get_api(hass, api_id, llm_context)
    except Exception as error:  # noqa: BLE001  one that is missing, forbidden or broken leaves the others
        _tell_once(hass, api_id, error)
        return None


def _is_replaced(tool: Tool) -> bool:
    """Say whether one of Parlor's own tools does the same."""
    if tool.integration == "intent":
        return _TIMER not in tool.name
    return tool.integration in _REPLACED or (tool.integration == "todo" and tool.annotations.read_only)


def _schema(tool: Tool, api: APIInstance) -> Mapping[str, Any]:
    """Return a tool's schema as services take it; raises Unfit, and whatever a broken one raises."""
    raw = probatio.to_openapi(tool.parameters, custom_serializer=api.custom_serializer, openapi_version="3.1.0")
    schema = sane_schema(raw)
    for name in _LEFT_OUT & schema["properties"].keys():
        del schema["properties"][name]
        schema["required"] = [each for each in schema["required"] if each != name]
    return schema


def _tell_once(hass: HomeAssistant, what: str, error: Exception) -> None:
    """Log once that something is left out."""
    told = hass.data.setdefault(DATA_TOLD, set())
    if what in told:
        return
    told.add(what)
    why = str(error)[:100] if isinstance(error, Unfit) else type(error).__name__
    _LOGGER.warning("The tools of %s are left out: %s", what, why)


class MoreTool(ParlorTool):
    """Finds tools that are too many to stand in every request."""

    name = MORE
    title = "Find more tools"
    description = "Finds further tools (scripts, web services) by what they do; call one with parlor__use."
    parameters = probatio.Schema({probatio.Required("query"): cv.string})
    annotations = ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False)

    def __init__(self, tools: Mapping[str, ForeignTool]) -> None:
        """Know all of them."""
        self._tools = tools

    @override
    async def async_run(self, hass: HomeAssistant, arguments: Mapping[str, Any], llm_context: LLMContext) -> ToolResult:
        """Return the likeliest tools with what they take, and the names of some others."""
        query = str(arguments.get("query") or "")[:200]
        likely = find_tools(self._tools, query)
        told: list[Any] = []
        room = FOUND_BYTES
        for tool in likely:
            line = {"tool": tool.name, "does": tool.description, "arguments": tool.json_schema["properties"]}
            room -= len(json.dumps(line, ensure_ascii=False).encode())
            if room < 0 and told:
                break
            told.append(line)
        others = [name for name in self._tools if name not in {tool.name for tool in likely}]
        return ToolResult(data={"tools": told, "others": ", ".join(others)[:500]})


class UseTool(ParlorTool):
    """Calls a tool that was found."""

    name = USE
    title = "Use another tool"
    description = "Calls a tool that parlor__more told."
    parameters = probatio.Schema({probatio.Required("tool"): cv.string, probatio.Optional("arguments"): dict})
    annotations = ToolAnnotations()

    def __init__(self, tools: Mapping[str, ForeignTool]) -> None:
        """Know all of them."""
        self._tools = tools

    @override
    async def async_run(self, hass: HomeAssistant, arguments: Mapping[str, Any], llm_context: LLMContext) -> ToolResult:
        """Return what the tool answers."""
        name = str(arguments.get("tool") or "")[:200]
        tool = self._tools.get(name)
        if tool is None:
            near = [found.name for found in find_tools(self._tools, name)]
            return ToolResult(data={"error": "There is no such tool.", "candidates": ", ".join(near)}, error=True)
        given = arguments.get("arguments")
        if isinstance(given, str):
            try:
                given = json.loads(given)
            except ValueError, RecursionError:
                return ToolResult(data={"error": "The arguments are not valid JSON."}, error=True)
        return await tool.async_run(hass, given if isinstance(given, Mapping) else {}, llm_context)


def find_tools(tools: Mapping[str, ForeignTool], query: str) -> list[ForeignTool]:
    """Return the tools that are most like some words."""
    choices = {
        name: f"{name.replace('_', ' ')} {tool.title or ''} {tool.description}".casefold()
        for name, tool in tools.items()
    }
    found = process.extract(
        query.casefold(), choices, scorer=fuzz.token_set_ratio, limit=MOST_FOUND, score_cutoff=LEAST_ALIKE
    )
    return [tools[name] for _, _, name in found]
