"""A home, a scripted model service, and Parlor between them."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import PropertyMock, patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import DOMAIN
from homeassistant.components.conversation.agent_manager import async_converse
from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import Context, HomeAssistant
from homeassistant.setup import async_setup_component
from sim.home import async_start_home
from sim.openai_service import OpenAIService

from .frames import painted
from .screens import screen

__all__ = ["screen"]

HOME: Mapping[str, Any] = {
    "floors": [{"name": "Ground floor", "id": "ground"}],
    "areas": [
        {"name": "Living Room", "id": "living_room", "floor": "ground"},
        {"name": "Kitchen", "id": "kitchen", "floor": "ground"},
    ],
    "entities": [
        {"name": "Ceiling light", "id": "light.living_room_ceiling", "area": "living_room", "state": "off"},
        {
            "name": "Reading lamp",
            "id": "light.reading_lamp",
            "area": "living_room",
            "state": "off",
            "attributes": {"supported_color_modes": ["brightness"]},
        },
        {"name": "Kitchen light", "id": "light.kitchen", "area": "kitchen", "state": "off"},
        {"name": "Blind", "id": "cover.blind", "area": "living_room", "state": "closed"},
        {"name": "Front door", "id": "lock.front_door", "area": "kitchen", "state": "locked"},
        {
            "name": "Old TV",
            "id": "media_player.old_tv",
            "area": "living_room",
            "state": "off",
            "attributes": {"device_class": "tv", "source_list": ["TV", "HDMI 1", "Netflix"]},
        },
    ],
}


@pytest.fixture(scope="session", autouse=True)
def numbers_spelled() -> None:
    """Have the words for numbers known that Home Assistant's matcher spells once in a process, where it has one.

    That takes longer than a short test, which would leave a thread behind that is still spelling.
    """
    with suppress(ImportError):
        from gazetteer_matcher import GazetteerMatcher, Home

        GazetteerMatcher(home=Home())


type Say = Callable[..., Awaitable[str]]


@pytest.fixture(autouse=True)
def home_network() -> Iterator[dict[str, Any]]:
    """Put Home Assistant into the network of the simulators; a test can put it elsewhere."""
    address: dict[str, Any] = {"address": "127.0.0.1", "network_prefix": 8}
    adapters = [{"name": "eth0", "enabled": True, "ipv4": [address], "ipv6": []}]
    with patch("homeassistant.components.network.async_get_adapters", return_value=adapters):
        yield address


@pytest.fixture
def entity_registry_enabled_by_default() -> Iterator[None]:
    """Enable every entity, also those that are off until somebody wants them."""
    where = "homeassistant.helpers.entity.Entity.entity_registry_enabled_default"
    with patch(where, new_callable=PropertyMock, return_value=True):
        yield


@pytest.fixture
async def home(hass: HomeAssistant, loopback: None) -> HomeAssistant:
    """Return Home Assistant with the small home, everything in it exposed."""
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "conversation", {})
    await async_start_home(hass, HOME)
    return hass


@pytest.fixture
async def service(loopback: None) -> AsyncGenerator[OpenAIService]:
    """Return a scripted model service."""
    async with OpenAIService() as service:
        yield service


async def until(hass: HomeAssistant, fact: Callable[[], object], seconds: float = 20) -> None:
    """Wait until something is so, on the real clock; on a busy machine what answers over a socket takes its time."""
    async with asyncio.timeout(seconds):
        while not fact():
            await hass.async_block_till_done(wait_background_tasks=True)
            await asyncio.sleep(0.02)


async def add_assistant(hass: HomeAssistant, url: str | None, **settings: Any) -> MockConfigEntry:
    """Add an assistant with a service, or without one."""
    data = {"kind": "assistant", **({"base_url": url, "api_key": "sk-test"} if url else {})}
    subentry = ConfigSubentryData(
        data={**({"model": "test-model"} if url else {}), **settings},
        subentry_type="conversation",
        title="Parlor",
        unique_id=None,
    )
    entry = MockConfigEntry(domain=DOMAIN, data=data, subentries_data=[subentry], title="Parlor")
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


@pytest.fixture
def say(hass: HomeAssistant) -> Say:
    """Return what says something to the only agent of Parlor, in a new conversation or going on, and returns its answer."""

    last: list[str] = []

    async def speak(
        text: str, language: str = "en", *, context: Context | None = None, goes_on: bool = False, **where: Any
    ) -> str:
        (agent_id,) = [each for each in hass.states.async_entity_ids("conversation") if "home_assistant" not in each]
        conversation_id = last[-1] if goes_on else None
        result = await async_converse(hass, text, conversation_id, context or Context(), language, agent_id, **where)
        last.append(str(result.conversation_id))
        speech: str = result.response.speech["plain"]["speech"]
        return speech

    return speak


@pytest.fixture
def pictures(hass: HomeAssistant, tmp_path: Path) -> Path:
    """Return a folder that Home Assistant may read, with pictures."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    hass.config.allowlist_external_dirs = {str(folder)}
    for number in range(3):
        (folder / f"{number}.jpg").write_bytes(painted(number))
    return folder


@pytest.fixture
async def household_folder(hass: HomeAssistant, tmp_path: Path) -> Path:
    """Give Home Assistant a configuration folder of this test's own, and return where Parlor keeps a history in it."""
    hass.config.config_dir = str(tmp_path)
    assert await async_setup_component(hass, "homeassistant", {})
    return tmp_path / "parlor"
