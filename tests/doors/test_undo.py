"""Taking back what was done last: through every path, by whom it may be, and not what somebody else did since."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers.llm import LLM_API_ASSIST, LLMContext, ToolInput, async_get_api
from homeassistant.setup import async_setup_component
from sim.home import async_put, async_set_fault, async_start_home
from sim.openai_service import OpenAIService

from .conftest import HOME, Say, add_assistant
from .test_conversation import WISH, act, step

NOTHING = "I did nothing in the last minutes that I could take back."


@pytest.fixture
async def parlor(home: HomeAssistant) -> MockConfigEntry:
    """Return an assistant without a model."""
    return await add_assistant(home, None)


def state(hass: HomeAssistant, entity_id: str) -> str:
    """Return the state of an entity."""
    found = hass.states.get(entity_id)
    assert found is not None
    return found.state


async def test_what_was_said_last_is_taken_back_and_that_too(
    home: HomeAssistant, parlor: MockConfigEntry, say: Say
) -> None:
    await say("turn on the kitchen light")
    assert state(home, "light.kitchen") == "on"
    assert await say("undo that", goes_on=True) == "Kitchen light: as before."
    assert state(home, "light.kitchen") == "off"
    assert await say("undo", goes_on=True) == "Kitchen light: as before."
    assert state(home, "light.kitchen") == "on"
    assert await say("undo", goes_on=True) == NOTHING


@pytest.mark.parametrize(
    ("language", "command", "sentence"),
    [
        ("en", "turn on the kitchen light", "take that back"),
        ("en", "turn on the kitchen light", "please undo the last command"),
        ("en", "turn on the kitchen light", "put it back the way it was"),
        ("de", "schalte Kitchen light ein", "mach das rückgängig"),
        ("de", "schalte Kitchen light ein", "Mach das bitte wieder rückgängig!"),
        ("de", "schalte Kitchen light ein", "nimm das zurück"),
        ("ko", "Kitchen light 켜 줘", "방금 한 거 취소해 줘"),
        ("ko", "Kitchen light 켜 줘", "되돌려 줘"),
        ("ko", "Kitchen light 켜 줘", "원래대로 해 줘"),
        ("ko", "Kitchen light 켜 줘", "취소해 줘"),
    ],
)
async def test_in_every_language(
    home: HomeAssistant, parlor: MockConfigEntry, say: Say, language: str, command: str, sentence: str
) -> None:
    await say(command, language)
    assert state(home, "light.kitchen") == "on"
    await say(sentence, language, goes_on=True)
    assert state(home, "light.kitchen") == "off"


@pytest.mark.parametrize(("language", "sentence"), [("ko", "취소해 줘"), ("en", "cancel"), ("de", "abbrechen")])
async def test_cancelling_takes_nothing_back_that_was_done_elsewhere(
    home: HomeAssistant, parlor: MockConfigEntry, say: Say, language: str, sentence: str
) -> None:
    await say("turn on the kitchen light")
    await say(sentence, language)
    assert state(home, "light.kitchen") == "on"


async def test_a_sentence_of_several_commands_is_one_plan(
    home: HomeAssistant, parlor: MockConfigEntry, say: Say
) -> None:
    await async_put(home, "light.reading_lamp", "on", {"brightness": 200, "color_mode": "brightness"})
    await say("dim the reading lamp to 20 % and open the blind")
    assert state(home, "cover.blind") != "closed"
    await say("undo that", goes_on=True)
    assert state(home, "cover.blind") in ("closed", "closing")
    lamp = home.states.get("light.reading_lamp")
    assert lamp is not None
    assert lamp.attributes["brightness"] == pytest.approx(200, abs=3)


async def test_what_somebody_changed_since_is_left_alone(
    home: HomeAssistant, parlor: MockConfigEntry, say: Say, hass_admin_user: Any
) -> None:
    await say("set the reading lamp to 20 % and turn on the kitchen light")
    await home.services.async_call(
        "light",
        "turn_on",
        {"entity_id": "light.reading_lamp", "brightness_pct": 90},
        blocking=True,
        context=Context(user_id=hass_admin_user.id),
    )
    assert await say("undo that", goes_on=True) == (
        "Kitchen light: as before. Reading lamp: somebody changed that since, so I left it as it is."
    )
    assert state(home, "light.kitchen") == "off"
    assert state(home, "light.reading_lamp") == "on"


async def test_it_is_forgotten_after_a_while(
    home: HomeAssistant, parlor: MockConfigEntry, say: Say, freezer: FrozenDateTimeFactory
) -> None:
    await say("turn on the kitchen light")
    freezer.tick(timedelta(minutes=16))
    assert await say("undo that", goes_on=True) == NOTHING
    assert state(home, "light.kitchen") == "on"


async def test_a_known_person_is_followed_from_one_conversation_to_the_next_and_nobody_else(
    home: HomeAssistant, parlor: MockConfigEntry, say: Say, hass_admin_user: Any, hass_owner_user: Any
) -> None:
    await say("turn on the kitchen light", context=Context(user_id=hass_admin_user.id))
    assert await say("undo that", context=Context(user_id=hass_owner_user.id)) == NOTHING
    assert await say("undo that") == NOTHING
    assert await say("undo that", context=Context(user_id=hass_admin_user.id)) == "Kitchen light: as before."


async def test_the_policy_judges_it_as_any_other_plan(home: HomeAssistant, parlor: MockConfigEntry, say: Say) -> None:
    await async_put(home, "lock.front_door", "unlocked")
    await say("lock the front door")
    assert state(home, "lock.front_door") == "locked"
    assert "who is speaking" in await say("undo that", goes_on=True)
    assert state(home, "lock.front_door") == "locked"


async def test_what_has_no_way_back_is_named(home: HomeAssistant, parlor: MockConfigEntry, say: Say) -> None:
    home.states.async_set("button.bell", "unknown", {"friendly_name": "Bell"})
    async_expose_entity(home, "conversation", "button.bell", True)
    home.services.async_register("button", "press", lambda _: None)
    await say("turn on the kitchen light")
    await say("press the bell", goes_on=True)
    assert await say("undo that", goes_on=True) == "Bell: what I did there cannot be taken back."
    assert state(home, "light.kitchen") == "on"


async def test_what_was_so_already_does_not_stand_for_what_was_done_before(
    home: HomeAssistant, parlor: MockConfigEntry, say: Say
) -> None:
    await say("turn on the kitchen light")
    await say("turn on the kitchen light", goes_on=True)
    assert await say("undo that", goes_on=True) == "There is nothing to take back: it is as it was."
    assert state(home, "light.kitchen") == "on"


async def test_a_device_that_does_not_obey_is_told_as_such(
    home: HomeAssistant, parlor: MockConfigEntry, say: Say
) -> None:
    await say("turn on the kitchen light")
    await async_set_fault(home, "light.kitchen", "ignore")
    assert await say("undo that", goes_on=True) == "I sent it, but Kitchen light did not react."
    await async_set_fault(home, "light.kitchen", "none")
    assert await say("undo that", goes_on=True) == "Kitchen light: as before."


async def test_a_scene_is_taken_back_by_what_it_changed(home: HomeAssistant, parlor: MockConfigEntry, say: Say) -> None:
    states = {"light.kitchen": "on", "light.living_room_ceiling": "on"}
    scene = {"name": "Bright", "entities": states}
    assert await async_setup_component(home, "scene", {"scene": [scene]})
    await home.async_block_till_done()
    async_expose_entity(home, "conversation", "scene.bright", True)
    await async_put(home, "light.living_room_ceiling", "on")
    await say("activate bright")
    await home.async_block_till_done()
    assert state(home, "light.kitchen") == "on"
    assert await say("undo that", goes_on=True) == "Kitchen light: as before."
    assert (state(home, "light.kitchen"), state(home, "light.living_room_ceiling")) == ("off", "on")


async def test_a_script_is_taken_back_though_it_went_on_after_the_call(
    home: HomeAssistant, parlor: MockConfigEntry, say: Say
) -> None:
    turn_on = {"action": "light.turn_on", "target": {"entity_id": "light.kitchen"}}
    sequence = [{"delay": {"milliseconds": 50}}, turn_on]
    assert await async_setup_component(home, "script", {"script": {"evening": {"sequence": sequence}}})
    async_expose_entity(home, "conversation", "script.evening", True)
    await say("run evening")
    await home.async_block_till_done(wait_background_tasks=True)
    assert state(home, "light.kitchen") == "on"
    assert await say("undo that", goes_on=True) == "Kitchen light: as before."


async def test_a_model_takes_back_in_one_round_trip(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    await add_assistant(home, service.url)
    service.requests.clear()
    service.script.add(
        act(step("light.turn_on", "light.kitchen")),
        act(step("home.undo", "all"), say="Cofnięte."),
        act(step("home.undo", "x")),
    )
    await say(WISH)
    assert await say("cofnij to", "pl", goes_on=True) == "Cofnięte."
    assert state(home, "light.kitchen") == "off"
    assert "home.undo" in str(service.turns[0].body)
    assert len(service.turns) == 2


async def test_undo_beside_other_steps_is_not_guessed_at(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    await add_assistant(home, service.url)
    plan = act(step("home.undo", "all"), step("light.turn_on", "light.kitchen"))
    service.script.add(plan, act(step("light.turn_on", "light.kitchen"), say="On."))
    assert await say(WISH) == "On."


async def test_another_agent_takes_back_what_it_did(home: HomeAssistant, parlor: MockConfigEntry) -> None:
    context = LLMContext(
        platform="other", context=Context(user_id=None), language="en", assistant="conversation", device_id="speaker"
    )
    api = await async_get_api(home, LLM_API_ASSIST, context)

    async def call(*steps: dict[str, Any]) -> Any:
        tool = ToolInput("parlor__act", {"steps": list(steps), "say": ""})
        return (await api.async_call_tool(tool)).data

    assert (await call(step("light.turn_on", "light.kitchen")))["done"]
    assert await call(step("home.undo", "all")) == {
        "done": True,
        "speech": "Kitchen light: as before.",
        "results": [{"action": "light.turn_off", "target": "light.kitchen", "outcome": "done"}],
    }
    assert state(home, "light.kitchen") == "off"


async def test_a_list_loses_exactly_the_item_that_came_on_it(hass: HomeAssistant, loopback: None, say: Say) -> None:
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "conversation", {})
    mine = {"summary": "milk", "description": "mine"}
    groceries = {
        "name": "Groceries", "id": "todo.groceries", "state": "1", "attributes": {"todo_items": [mine]},
    }  # fmt: skip
    await async_start_home(hass, {**HOME, "entities": [*HOME["entities"], groceries]})
    await add_assistant(hass, None)

    async def items() -> list[str | None]:
        answer: Any = await hass.services.async_call(
            "todo", "get_items", {"entity_id": "todo.groceries"}, blocking=True, return_response=True
        )
        return [item.get("description") for item in answer["todo.groceries"]["items"]]

    assert await say("add milk to groceries") == "Put Milk on Groceries."
    assert await items() == ["mine", None]
    assert await say("undo that", goes_on=True) == "Groceries: as before."
    assert await items() == ["mine"]
    await say("undo that", goes_on=True)
    assert len(await items()) == 2
