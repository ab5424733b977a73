"""Goes through config flows as a user would."""

import asyncio
from collections.abc import Mapping

from .home_assistant import HomeAssistant, Json
from .settings import DemoError

_FLOWS = "/api/config/config_entries/flow"
_OPTIONS = "/api/config/config_entries/options/flow"
_FLOW_SECONDS = 90.0
_POLL_SECONDS = 0.3


class FlowRefusedError(DemoError):
    """A flow did not take an answer; the text is what Home Assistant says to its users."""


async def add_entry(server: HomeAssistant, domain: str, answers: Mapping[str, Json]) -> Json:
    """Return a new entry; `answers` by step, what is suggested is taken where there is none. Raises FlowRefusedError."""
    result = await _go_through(server, {"handler": domain}, answers)
    if result["type"] != "create_entry":
        raise await _refusal(server, domain, "abort", result["reason"])
    entry: Json = result["result"]
    return entry


async def change_entry(server: HomeAssistant, domain: str, entry_id: str, answers: Mapping[str, Json]) -> None:
    """Reconfigure an entry. Raises FlowRefusedError."""
    result = await _go_through(server, {"handler": domain, "entry_id": entry_id}, answers)
    if result.get("reason") != "reconfigure_successful":
        raise await _refusal(server, domain, "abort", str(result.get("reason")))


async def set_options(server: HomeAssistant, entry_id: str, answers: Mapping[str, Json]) -> None:
    """Change the settings of an entry of Parlor's. Raises FlowRefusedError."""
    result = await _go_through(server, {"handler": entry_id}, answers, flows=_OPTIONS)
    if result["type"] != "create_entry":
        raise await _refusal(server, "parlor", "abort", str(result.get("reason")))


async def _go_through(
    server: HomeAssistant, beginning: Json, answers: Mapping[str, Json], *, flows: str = _FLOWS
) -> Json:
    """Return how a flow ends. Raises DemoError."""
    domain = beginning["handler"] if flows is _FLOWS else "parlor"
    result = await server.json("POST", flows, beginning)
    try:
        async with asyncio.timeout(_FLOW_SECONDS):
            while result["type"] not in {"create_entry", "abort"}:
                result = await _next(server, domain, result, answers, flows)
    except TimeoutError:
        raise DemoError(f"Setting up {domain} was not over after {_FLOW_SECONDS:.0f} s") from None
    return result


async def _next(server: HomeAssistant, domain: str, result: Json, answers: Mapping[str, Json], flows: str) -> Json:
    """Return what follows a step: an answer is given once, and progress is waited for."""
    flow = f"{flows}/{result['flow_id']}"
    if result["type"] in {"progress", "progress_done"}:
        await asyncio.sleep(_POLL_SECONDS)
        return await server.json("GET", flow)
    if errors := result.get("errors"):
        await server.call("DELETE", flow)
        raise await _refusal(server, domain, "error", str(next(iter(errors.values()))))
    answer = answers.get(result["step_id"])
    return await server.json("POST", flow, _suggested(result) if answer is None else answer)


def _suggested(result: Json) -> Json:
    """Return a form as it is shown. Raises DemoError where something must be filled in."""
    form: Json = {}
    for item in result.get("data_schema") or []:
        value = item.get("default", (item.get("description") or {}).get("suggested_value"))
        if value is not None:
            form[item["name"]] = value
        elif item.get("required"):
            raise DemoError(f"{result['handler']} asks for {item['name']} ({result['step_id']}), and suggests nothing")
    return form


async def _refusal(server: HomeAssistant, domain: str, kind: str, key: str) -> FlowRefusedError:
    """Return the error that says in words what a key stands for."""
    (found,) = await server.commands(
        {"type": "frontend/get_translations", "language": "en", "category": "config", "integration": [domain]}
    )
    return FlowRefusedError(found["resources"].get(f"component.{domain}.config.{kind}.{key}", f"{domain}: {key}"))
