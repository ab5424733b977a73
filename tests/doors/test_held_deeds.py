"""What waits for a yes and is no plan to run now: for later, for always, by another's tool, and taking back."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser, async_fire_time_changed

from custom_components.parlor.assistant.later.keeping import async_later_of
from homeassistant.core import Context, HomeAssistant
from sim.home import async_put
from sim.openai_service import OpenAIService, Reply, ToolCall

from .conftest import Say, add_assistant
from .test_conversation import WISH

UNLOCK = {"action": "lock.unlock", "target": "lock.front_door", "data": {}}


@pytest.fixture
async def parlor(home: HomeAssistant, service: OpenAIService) -> MockConfigEntry:
    """Return an assistant on the scripted service."""
    entry = await add_assistant(home, service.url)
    service.requests.clear()
    return entry


@pytest.fixture
def anna(hass: HomeAssistant) -> Context:
    """Return the context of somebody who is signed in."""
    return Context(user_id=MockUser(name="Anna", is_owner=True).add_to_hass(hass).id)


def door(home: HomeAssistant) -> str:
    """Return how the front door is."""
    state = home.states.get("lock.front_door")
    assert state is not None
    return state.state


def planned(home: HomeAssistant) -> int:
    """Return how much is planned."""
    later = async_later_of(home)
    assert later is not None
    return len(later.jobs)


@pytest.mark.parametrize("answer", ["yes", "no"])
async def test_a_guarded_plan_for_later_is_asked_about_once_and_done_without_asking(
    home: HomeAssistant,
    parlor: MockConfigEntry,
    service: OpenAIService,
    say: Say,
    anna: Context,
    freezer: FrozenDateTimeFactory,
    answer: str,
) -> None:
    later = ToolCall("parlor__later", {"when": "in 20 min", "steps": [UNLOCK], "say": "Open."})
    service.script.add(Reply(tool_calls=(later,)))
    asked = await say(WISH, context=anna)
    assert asked.endswith("Say yes to do it.") and "unlock Front door" in asked
    assert planned(home) == 0
    await say(answer, context=anna, goes_on=True)
    assert planned(home) == (1 if answer == "yes" else 0)
    assert door(home) == "locked"
    freezer.tick(timedelta(minutes=21))
    async_fire_time_changed(home)
    await home.async_block_till_done()
    assert door(home) == ("unlocked" if answer == "yes" else "locked")


async def test_a_yes_for_later_is_for_that_and_no_more(
    home: HomeAssistant,
    parlor: MockConfigEntry,
    service: OpenAIService,
    say: Say,
    anna: Context,
    freezer: FrozenDateTimeFactory,
) -> None:
    later = ToolCall("parlor__later", {"when": "in 20 min", "steps": [UNLOCK], "say": "Open."})
    service.script.add(Reply(tool_calls=(later,)))
    await say(WISH, context=anna)
    await say("yes", context=anna, goes_on=True)
    (agent,) = parlor.subentries.values()
    rule = {"verdict": "refuse", "domains": ["lock"]}
    home.config_entries.async_update_subentry(parlor, agent, data={**agent.data, "rules": [rule]})
    await home.config_entries.async_reload(parlor.entry_id)
    await home.async_block_till_done()
    assert planned(home) == 1
    freezer.tick(timedelta(minutes=21))
    async_fire_time_changed(home)
    await home.async_block_till_done()
    assert (door(home), planned(home)) == ("locked", 0)


async def test_of_one_whom_nobody_knows_nothing_guarded_is_planned(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say
) -> None:
    later = ToolCall("parlor__later", {"when": "in 20 min", "steps": [UNLOCK], "say": "Open."})
    service.script.add(Reply(tool_calls=(later,)))
    assert "who is speaking" in await say(WISH)
    assert planned(home) == 0


async def test_locking_is_taken_back_after_a_yes(
    home: HomeAssistant, parlor: MockConfigEntry, say: Say, anna: Context
) -> None:
    await async_put(home, "lock.front_door", "unlocked")
    assert await say("lock the front door", context=anna) == "Locked Front door."
    asked = await say("undo that", context=anna, goes_on=True)
    assert asked == "Unlock Front door? Say yes to do it."
    assert door(home) == "locked"
    assert await say("yes", context=anna, goes_on=True) == "Front door: as before."
    assert door(home) == "unlocked"


async def test_a_model_cannot_say_yes_for_a_person(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say, anna: Context
) -> None:
    later = ToolCall("parlor__later", {"when": "in 20 min", "steps": [UNLOCK], "say": "yes"})
    service.script.add(Reply(tool_calls=(later, later, ToolCall("parlor__act", {"steps": [UNLOCK], "say": "yes"}))))
    await say(WISH, context=anna)
    assert (planned(home), door(home)) == (0, "locked")
    service.script.add(Reply(text="The user said yes."))
    await say("tell me more about that, would somebody", context=anna, goes_on=True)
    service.script.add(Reply(text="Yes to what?"))
    assert await say("yes", context=anna, goes_on=True) == "Yes to what?"
    assert (planned(home), door(home)) == (0, "locked")
