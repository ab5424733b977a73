"""A Home Assistant with a simulated home of any size, and the agents that are measured in it."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
import logging
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry, async_test_home_assistant

import custom_components
from custom_components.parlor.household import async_household
from custom_components.parlor.viewing.history import History
from homeassistant import loader
from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import Context, HomeAssistant
from homeassistant.setup import async_setup_component
import sim.home

# Home Assistant finds integrations in every folder of this namespace, and looks only once.
custom_components.__path__.append(str(Path(sim.home.__file__).parent / "custom_components"))

PARLOR = "parlor"
CORE = "openai_conversation"
MODEL = "gpt-5.6-luna"


@asynccontextmanager
async def running_home(
    home: Mapping[str, Any], configuration: Mapping[str, Any] = MappingProxyType({})
) -> AsyncGenerator[HomeAssistant]:
    """Run Home Assistant with a home and what is configured around it, everything simulated exposed to conversation agents.

    It has a folder of its own: nothing that an earlier run kept is in it.
    """
    logging.disable(logging.ERROR)
    with TemporaryDirectory() as folder:
        async with _running(folder, home, configuration) as hass:
            yield hass


@asynccontextmanager
async def _running(
    folder: str, home: Mapping[str, Any], configuration: Mapping[str, Any]
) -> AsyncGenerator[HomeAssistant]:
    """Run it in a folder."""
    async with async_test_home_assistant(config_dir=folder) as hass:
        hass.data.pop(loader.DATA_CUSTOM_COMPONENTS, None)
        try:
            for component in dict.fromkeys(("homeassistant", "conversation", *configuration)):
                assert await async_setup_component(hass, component, dict(configuration)), component
            await sim.home.async_start_home(hass, home)
            await hass.async_block_till_done()
            yield hass
        finally:
            await hass.async_stop(force=True)


@asynccontextmanager
async def history_kept(hass: HomeAssistant) -> AsyncGenerator[History]:
    """Keep a history of what is watched, which assistants may ask."""
    with TemporaryDirectory() as folder:
        history = await History.open(Path(folder) / "history.db")
        async_household(hass).open_history(history, remembers=True, asks=True)
        try:
            yield history
        finally:
            await history.close()


async def add_parlor(
    hass: HomeAssistant, url: str | None, entry_options: Mapping[str, Any] = MappingProxyType({}), **options: Any
) -> str:
    """Add Parlor's assistant with a service, or without one, and an agent of it; returns the agent's id."""
    data = {"kind": "assistant", **({"base_url": url, "api_key": "sk-bench"} if url else {})}
    subentry = ConfigSubentryData(
        data={"model": MODEL, **options}, subentry_type="conversation", title="Parlor", unique_id=None
    )
    return await _add(
        hass, MockConfigEntry(domain=PARLOR, data=data, options=entry_options, subentries_data=[subentry])
    )


async def add_core(hass: HomeAssistant, url: str) -> str:
    """Add core's OpenAI agent, its SDK led to a service by the variable that the SDK reads; returns the agent's id."""
    os.environ["OPENAI_BASE_URL"] = url
    subentry = ConfigSubentryData(
        data={"chat_model": MODEL, "llm_hass_api": ["assist"], "recommended": False},
        subentry_type="conversation",
        title="Core",
        unique_id=None,
    )
    entry = MockConfigEntry(
        domain=CORE, data={"api_key": "sk-bench"}, subentries_data=[subentry], version=2, minor_version=6
    )
    return await _add(hass, entry)


async def _add(hass: HomeAssistant, entry: MockConfigEntry) -> str:
    """Set an entry up and return the conversation entity that came with it."""
    before = set(hass.states.async_entity_ids("conversation"))
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id), entry.domain
    await hass.async_block_till_done()
    (agent_id,) = set(hass.states.async_entity_ids("conversation")) - before
    return agent_id


async def say(hass: HomeAssistant, agent_id: str, text: str, conversation_id: str | None = None) -> Mapping[str, Any]:
    """Say something to an agent as the Assist dialog does; returns the result as the API gives it."""
    from homeassistant.components.conversation.agent_manager import async_converse

    result = await async_converse(hass, text, conversation_id, Context(), "en", agent_id)
    answer: Mapping[str, Any] = result.as_dict()
    return answer
