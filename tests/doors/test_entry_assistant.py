"""An assistant's entry: there at once, with or without its service, and honest about it."""

import json
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import DOMAIN
from custom_components.parlor.diagnostics import async_get_config_entry_diagnostics
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.core import HomeAssistant
from sim.openai_service import OpenAIService, Reply

from .conftest import Say, add_assistant, until

LOGGED = "The model service of Parlor"


def reauths(hass: HomeAssistant) -> list[Any]:
    """Return the flows that ask for a key."""
    return [flow for flow in hass.config_entries.flow.async_progress() if flow["context"]["source"] == SOURCE_REAUTH]


def is_on(hass: HomeAssistant, entity_id: str) -> bool:
    """Say whether a light is on."""
    state = hass.states.get(entity_id)
    assert state is not None
    return state.state == "on"


async def test_a_service_that_answers(
    home: HomeAssistant, service: OpenAIService, caplog: pytest.LogCaptureFixture
) -> None:
    """It is checked without running a model, and nothing is logged about what is as it should be."""
    entry = await add_assistant(home, service.url)
    await home.async_block_till_done(wait_background_tasks=True)
    assert entry.state is ConfigEntryState.LOADED
    assert service.turns == []
    assert LOGGED not in caplog.text
    assert reauths(home) == []


@pytest.mark.parametrize("fault", ["down", "key", "none"])
async def test_plain_commands_need_no_service(
    home: HomeAssistant, service: OpenAIService, say: Say, fault: str
) -> None:
    """A service that is down, a key that is refused, or no service at all: lights turn on."""
    if fault == "down":
        await service.stop()
    service.mode.key = "sk-other" if fault == "key" else None
    entry = await add_assistant(home, None if fault == "none" else service.url)
    await home.async_block_till_done(wait_background_tasks=True)
    assert entry.state is ConfigEntryState.LOADED
    await say("turn on the kitchen light")
    assert is_on(home, "light.kitchen")


async def test_it_is_loaded_before_the_service_answers(home: HomeAssistant, silent_url: str, say: Say) -> None:
    """A service that hangs does not hold anything up."""
    entry = await add_assistant(home, silent_url)
    assert entry.state is ConfigEntryState.LOADED
    await say("turn on the kitchen light")
    assert is_on(home, "light.kitchen")


async def test_a_refused_key_is_asked_for_once(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    """When it is found at the start, and again when a turn meets it."""
    service.mode.key = "sk-other"
    await add_assistant(home, service.url)
    await until(home, lambda: reauths(home))
    await say("what is the meaning of life")
    await until(home, lambda: reauths(home))
    assert len(reauths(home)) == 1


async def test_a_key_that_is_refused_later(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    """A turn that meets it asks for another one."""
    await add_assistant(home, service.url)
    await home.async_block_till_done(wait_background_tasks=True)
    assert reauths(home) == []
    service.mode.key = "sk-other"
    await say("what is the meaning of life")
    await until(home, lambda: reauths(home))
    assert len(reauths(home)) == 1


async def test_down_and_up_are_logged_once(
    home: HomeAssistant, service: OpenAIService, say: Say, caplog: pytest.LogCaptureFixture
) -> None:
    """However often it is asked meanwhile; and neither key nor words are in the log."""
    await service.stop()
    await add_assistant(home, service.url)
    await home.async_block_till_done(wait_background_tasks=True)
    for _ in range(2):
        await say("what is the meaning of life")
    assert caplog.text.count(f"{LOGGED} cannot be used") == 1
    await service.start()
    service.script.add(Reply(text="Forty-two."), Reply(text="Still forty-two."))
    for _ in range(2):
        await say("what is the meaning of life")
    assert caplog.text.count(f"{LOGGED} can be used again") == 1
    parlors = [record.getMessage() for record in caplog.records if "parlor" in record.name and record.levelno > 10]
    assert "sk-test" not in "".join(parlors)
    assert "meaning of life" not in "".join(parlors)


async def test_a_limit_is_no_failure_of_the_service(
    home: HomeAssistant, service: OpenAIService, say: Say, caplog: pytest.LogCaptureFixture
) -> None:
    """What concerns one request is said to who made it."""
    await add_assistant(home, service.url)
    await home.async_block_till_done(wait_background_tasks=True)
    service.script.add(Reply(status=429))
    await say("what is the meaning of life")
    assert LOGGED not in caplog.text


async def test_unloading_breaks_off_the_check(home: HomeAssistant, silent_url: str) -> None:
    """Nothing is left of an entry that is unloaded while its service is silent."""
    entry = await add_assistant(home, silent_url)
    assert await home.config_entries.async_unload(entry.entry_id)
    assert entry.state is ConfigEntryState.NOT_LOADED
    assert await home.config_entries.async_remove(entry.entry_id) == {"require_restart": False}


async def test_diagnostics(home: HomeAssistant, service: OpenAIService) -> None:
    """What helps is in it, and nothing that is secret."""
    url = service.url.replace("http://", "http://user:word@")
    data = {"kind": "assistant", "base_url": f"{url}?token=abc", "api_key": "sk-test"}
    entry = MockConfigEntry(
        domain=DOMAIN,
        data=data,
        subentries_data=[
            {
                "subentry_type": "conversation",
                "title": "Parlor",
                "unique_id": None,
                "data": {"model": "gpt-6-luna", "prompt": "My PIN is 1234."},
            }
        ],
    )
    entry.add_to_hass(home)
    assert await home.config_entries.async_setup(entry.entry_id)
    await home.async_block_till_done(wait_background_tasks=True)
    diagnostics = await async_get_config_entry_diagnostics(home, entry)
    text = json.dumps(diagnostics)
    assert not any(secret in text for secret in ("sk-test", "word", "abc", "1234"))
    assert diagnostics["entry"] == {"kind": "assistant", "base_url": service.url, "has_key": True}
    assert diagnostics["agents"] == [
        {"model": "gpt-6-luna", "has_prompt": True, "allow_sensitive": False, "rules": 0, "has_pin": False}
    ]
    assert diagnostics["wire"] == "responses"


async def test_diagnostics_without_a_service(home: HomeAssistant) -> None:
    """There is less to tell."""
    entry = await add_assistant(home, None)
    diagnostics = await async_get_config_entry_diagnostics(home, entry)
    assert diagnostics["entry"] == {"kind": "assistant", "base_url": None, "has_key": False}
    assert diagnostics["service"] is None
