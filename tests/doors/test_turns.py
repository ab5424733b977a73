"""Turns that follow one another, are cut off, or meet settings that changed or are wrong."""

import asyncio
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant
from sim.home import async_put
from sim.openai_service import OpenAIService, Reply, ToolCall

from .conftest import Say, add_assistant
from .test_conversation import WISH, act, cut_off, step


@pytest.fixture
async def parlor(home: HomeAssistant, service: OpenAIService) -> MockConfigEntry:
    """Return an assistant on the scripted service."""
    entry = await add_assistant(home, service.url)
    service.requests.clear()
    return entry


async def test_a_prompt_that_cannot_be_filled_in_is_told(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    await add_assistant(home, service.url, prompt="{{ 1 / 0 }}")
    service.requests.clear()
    assert await say(WISH, "de") == (
        "Die Anweisungen in meinen Einstellungen sind eine Vorlage, die sich nicht ausfüllen lässt. Ich habe nichts getan."
    )
    assert await say("turn on the kitchen light") == "Turned on Kitchen light."
    assert not service.turns


async def test_the_users_own_prompt_and_what_an_automation_adds_reach_the_model_in_every_turn(
    home: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    await add_assistant(home, service.url, prompt="Speak like a butler. You run this home by calling parlor__act.")
    service.requests.clear()
    service.script.add(Reply(text="Very well."), Reply(text="Indeed."))
    await say(WISH, extra_system_prompt="The washer has finished.")
    await say(WISH, extra_system_prompt="The washer has finished.", goes_on=True)
    for turn in service.turns:
        told = turn.body["input"][0]["content"]
        assert told.startswith("Speak like a butler.")
        assert told.endswith("The washer has finished.")
        assert told.count("Speak like a butler.") == told.count("The washer has finished.") == 1
        assert "Current time" not in told


async def test_a_conversation_learns_of_a_new_device(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say
) -> None:
    service.script.add(Reply(text="No."), act(step("fan.turn_on", "fan.attic"), say="Loud."))
    await say(WISH)
    home.states.async_set("fan.attic", "off", {"friendly_name": "Attic fan"})
    async_expose_entity(home, "conversation", "fan.attic", True)
    home.services.async_register("fan", "turn_on", lambda _: home.states.async_set("fan.attic", "on"))
    assert await say(WISH, goes_on=True) == "Loud."
    first, second = (str(turn.body["tools"]) for turn in service.turns)
    assert "fan.turn_on" not in first
    assert "fan.turn_on" in second


async def test_a_right_that_was_taken_back_ends_in_the_same_conversation(
    home: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    entry = await add_assistant(home, service.url, allow_sensitive=True)
    service.script.add(act(step("lock.unlock", "lock.front_door"), say="Open."))
    assert await say(WISH) == "Open."
    (subentry,) = entry.subentries.values()
    home.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, "allow_sensitive": False})
    await home.config_entries.async_reload(entry.entry_id)
    await home.async_block_till_done()
    await async_put(home, "lock.front_door", "locked")
    service.script.add(act(step("lock.unlock", "lock.front_door"), say="Open."))
    assert "know who is speaking" in await say(WISH, goes_on=True)
    assert home.states.get("lock.front_door").state == "locked"  # type: ignore[union-attr]


async def test_a_satellite_that_hangs_up_leaves_a_conversation_that_goes_on(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say
) -> None:
    service.script.add(Reply(text="Hello."), Reply(text="Never heard", delay=30))
    await say(WISH)
    turn = asyncio.ensure_future(say(WISH, goes_on=True))
    await asyncio.wait({turn}, timeout=0.5)
    assert len(service.turns) == 2
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn
    service.script.add(act(step("light.turn_on", "light.kitchen"), say="Lit."))
    assert await say(WISH, goes_on=True) == "Lit."
    _assert_whole(service.turns[-1].body["input"])


async def test_a_turn_cut_off_in_the_middle_of_its_plan(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say
) -> None:
    await cut_off(home, service, say)
    service.script.add(Reply(text="It is on."))
    assert await say(WISH, goes_on=True) == "It is on."
    _assert_whole(service.turns[-1].body["input"])


async def test_a_fault_of_the_home_in_a_turn_is_told_and_the_next_works(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say
) -> None:
    calls = tuple(ToolCall("parlor__find", {"query": "lamp"}) for _ in range(20))
    service.script.add(Reply(tool_calls=calls), Reply(text="Two lamps."), Reply(text="Yes."))
    assert await say(WISH) == "Two lamps."
    assert await say(WISH, goes_on=True) == "Yes."
    _assert_whole(service.turns[-1].body["input"])


async def test_two_turns_at_once_in_two_conversations(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say
) -> None:
    service.script.answer_with(lambda _: Reply(text="Both."))
    assert list(await asyncio.gather(say(WISH), say(WISH))) == ["Both.", "Both."]


async def test_one_who_may_not_is_refused_without_a_model_too(
    home: HomeAssistant, parlor: MockConfigEntry, say: Say, hass_read_only_user: Any
) -> None:
    context = Context(user_id=hass_read_only_user.id)
    assert await say("turn on the kitchen light", context=context) == "You are not allowed to control Kitchen light."


def _assert_whole(items: list[dict[str, Any]]) -> None:
    """Check that every call has its result and every result its call."""
    called = [item["call_id"] for item in items if item.get("type") == "function_call"]
    told = [item["call_id"] for item in items if item.get("type") == "function_call_output"]
    assert called == told


async def test_what_a_sentence_only_forbids_is_left(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say
) -> None:
    await async_put(home, "light.kitchen", "on")
    service.script.add(act(step("light.turn_off", "light.kitchen"), say="It is off."), Reply(text="I leave it on."))
    assert await say("Don't turn off the kitchen light") == "I leave it on."
    state = home.states.get("light.kitchen")
    assert state is not None and state.state == "on"
    assert "asks that this is NOT done" in str(service.turns[-1].body["input"])


async def test_things_are_called_by_their_names(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say
) -> None:
    again = "It plays on media_player.old_tv. " * 50
    service.script.add(Reply(text=f"Nothing runs in light.kitchen. {again}"))
    assert (await say(WISH)).strip() == "Nothing runs in Kitchen light. It plays on Old TV."
