"""The audit log, from what is done to the file, the user interface and back."""

from collections.abc import Mapping
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import DOMAIN
from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import Context, HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.exceptions import Unauthorized
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.llm import LLM_API_ASSIST, LLMContext, ToolInput, async_get_api
from sim.home import async_put, async_set_fault
from sim.openai_service import OpenAIService

from .conftest import Say, add_assistant
from .kept import BINS, call, person, records
from .test_conversation import WISH, act, cut_off, step
from .test_flow_household_options import chosen, submit


@pytest.fixture
async def parlor(home: HomeAssistant) -> MockConfigEntry:
    """Return an assistant without a model."""
    return await add_assistant(home, None)


def table(result: ConfigFlowResult) -> list[list[str]]:
    """Return the lines of the table that a step shows."""
    placeholders: Mapping[str, str] = result["description_placeholders"] or {}
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in placeholders["records"].splitlines()]


async def test_what_was_done_is_written_with_who_and_the_evidence(
    home: HomeAssistant, parlor: MockConfigEntry, say: Say, hass_admin_user: Any
) -> None:
    await say("turn on the kitchen light", context=person(home, hass_admin_user))
    (record,) = await records(home)
    assert record.pop("at")
    assert record == {
        "action": "light.turn_on",
        "entities": ["light.kitchen"],
        "asked_by": {"kind": "person", "name": "Anna"},
        "agent": "conversation.parlor",
        "way": "local",
        "outcome": "done",
        "evidence": "off → on",
    }


async def test_every_outcome(
    home: HomeAssistant, parlor: MockConfigEntry, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.parlor.assistant.acting.watch.EFFECT_SECONDS", 0.05)
    await say("turn on the kitchen light")
    await say("undo that", goes_on=True)
    await say("turn on the kitchen light", goes_on=True)
    await say("turn on the kitchen light", goes_on=True)
    await say("unlock the front door", goes_on=True)
    await async_set_fault(home, "light.reading_lamp", "ignore")
    await say("turn on the reading lamp")
    await async_set_fault(home, "light.reading_lamp", "fail")
    await say("turn on the reading lamp")
    found = [(record["outcome"], record.get("reason")) for record in await records(home)]
    assert found == [
        ("failed", "call_failed"),
        ("not_confirmed", "no_effect"),
        ("refused", "sensitive"),
        ("already", None),
        ("done", None),
        ("undone", None),
        ("done", None),
    ]
    assert [record["outcome"] for record in await records(home, outcome="failed")] == ["failed"]
    assert {each for record in await records(home, entity="light.kitchen") for each in record["entities"]} == {
        "light.kitchen"
    }
    assert len(await records(home, limit=2)) == 2


async def test_a_model_another_agent_and_a_satellite_are_told_apart(
    home: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    entry = await add_assistant(home, service.url)
    satellite = dr.async_get(home).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("test", "satellite")}, name="Kitchen speaker"
    )
    dr.async_get(home).async_update_device(satellite.id, area_id="kitchen")
    service.script.add(act(step("light.turn_on", "light.kitchen", brightness_pct=30)))
    await say(WISH, device_id=satellite.id)
    context = LLMContext(
        platform="mcp_server", context=Context(), language="en", assistant="conversation", device_id=None
    )
    api = await async_get_api(home, LLM_API_ASSIST, context)
    steps = [step("light.turn_off", "light.kitchen")]
    await api.async_call_tool(ToolInput("parlor__act", {"steps": steps, "say": ""}))
    other, model = await records(home)
    assert (other["asked_by"], other["agent"], other["way"]) == (
        {"kind": "agent", "name": "mcp_server"},
        "mcp_server",
        "tool",
    )
    assert model["asked_by"] == {"kind": "satellite", "name": "Kitchen speaker", "area": "Kitchen"}
    assert (model["way"], model["data"]) == ("model", {"brightness_pct": 30})


async def test_a_turn_that_is_cut_off_is_written_and_can_be_taken_back(
    home: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    await add_assistant(home, service.url)
    home.services.async_register("fan", "turn_off", lambda _: home.states.async_set("fan.attic", "off"))
    await cut_off(home, service, say)
    (record,) = await records(home)
    assert (record["action"], record["outcome"]) == ("fan.turn_on", "not_confirmed")
    assert await say("undo that", goes_on=True) == "attic: as before."


async def test_no_word_that_was_said_is_in_it(
    home: HomeAssistant, service: OpenAIService, say: Say, hass_storage: dict[str, Any]
) -> None:
    await add_assistant(home, service.url)
    plan = act(
        step("media_player.play_media", "media_player.old_tv", media_content_type="url", media_content_id="secret")
    )
    service.script.add(plan)
    await say("show my secret thing")
    assert "secret" not in str(await records(home))


async def test_the_event_entity_tells_it(home: HomeAssistant, parlor: MockConfigEntry, say: Say) -> None:
    await say("turn on the kitchen light")
    event = home.states.get("event.parlor_action")
    assert event is not None
    told = {key: event.attributes[key] for key in ("event_type", "action", "entities", "evidence")}
    assert told == {
        "event_type": "done",
        "action": "light.turn_on",
        "entities": ["light.kitchen"],
        "evidence": "off → on",
    }
    await say("unlock the front door")
    event = home.states.get("event.parlor_action")
    assert event is not None
    assert (event.attributes["event_type"], event.attributes["action"]) == ("refused", "lock.unlock")


async def test_what_was_done_is_shown_filtered_and_erased(
    home: HomeAssistant, parlor: MockConfigEntry, say: Say, hass_admin_user: Any, hass_storage: dict[str, Any]
) -> None:
    context = person(home, hass_admin_user)
    await say("turn on the kitchen light", context=context)
    await say("unlock the front door", context=context)
    flow = await chosen(home, parlor, "assistant_audit")
    held, done = table(flow)
    assert held[1:4] == ["`lock.unlock` Front door", "Anna · Parlor · without a model", "waits for a yes"]
    assert done[1:] == ["`light.turn_on` Kitchen light", "Anna · Parlor · without a model", "done", "off → on"]
    flow = await submit(home, flow, outcome="held", next="older")
    assert table(flow) == [held]
    flow = await submit(home, flow, entity="light.kitchen", next="older")
    assert table(flow) == [done]
    flow = await submit(home, flow, entity="light.kitchen", next="erase")
    assert (flow["description_placeholders"] or {})["count"] == "2"
    flow = await submit(home, flow)
    assert (flow["type"], flow.get("reason")) == (FlowResultType.ABORT, "audit_erased")
    assert await records(home) == []
    assert "parlor.audit" not in hass_storage


async def test_its_pages(home: HomeAssistant, parlor: MockConfigEntry, say: Say) -> None:
    await say("turn on the kitchen light")
    for _ in range(24):
        await say("turn on the kitchen light")
    flow = await chosen(home, parlor, "assistant_audit")
    shown = []
    for way in ("older", "older", "newer", "newer"):
        placeholders = flow["description_placeholders"] or {}
        shown.append((placeholders["page"], len(table(flow))))
        flow = await submit(home, flow, next=way)
    assert shown == [("1", 20), ("2", 5), ("2", 5), ("1", 20)]
    assert (await submit(home, flow, next="close"))["type"] is FlowResultType.CREATE_ENTRY


async def test_the_log_is_for_administrators(
    home: HomeAssistant, parlor: MockConfigEntry, hass_read_only_user: Any
) -> None:
    context = Context(user_id=hass_read_only_user.id)
    for action in ("get_audit_log", "erase_audit_log", "erase_memory"):
        with pytest.raises(Unauthorized):
            await home.services.async_call(DOMAIN, action, {}, True, context, return_response=True)


async def test_it_is_erased_by_an_action_and_with_the_last_assistant(
    home: HomeAssistant, parlor: MockConfigEntry, say: Say, hass_storage: dict[str, Any]
) -> None:
    await say("turn on the kitchen light")
    assert await call(home, "erase_audit_log") == {"erased": 1}
    await say("turn off the kitchen light")
    await say(f"remember that {BINS}")
    await home.config_entries.async_remove(parlor.entry_id)
    assert not hass_storage.keys() & {"parlor.audit", "parlor.memory"}


async def test_memory_and_log_are_there_after_a_restart(
    hass: HomeAssistant, home: HomeAssistant, parlor: MockConfigEntry, say: Say, hass_storage: dict[str, Any]
) -> None:
    await async_put(home, "light.kitchen", "off")
    await say("turn on the kitchen light")
    await say(f"remember that {BINS}")
    await hass.async_stop(force=True)
    assert hass_storage["parlor.audit"]["data"]["records"][0]["action"] == "light.turn_on"
    assert hass_storage["parlor.memory"]["data"]["entries"][0]["text"] == BINS
