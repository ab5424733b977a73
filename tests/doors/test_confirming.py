"""What is guarded waits for a person's yes, and for nobody else's."""

from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from homeassistant.components.conversation.agent_manager import async_converse
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant
from homeassistant.setup import async_setup_component
from sim.home import async_put
from sim.openai_service import OpenAIService, Reply

from .conftest import Say, add_assistant
from .test_conversation import WISH, act, step

NOW = "custom_components.parlor.assistant.confirming.waiting.monotonic"
QUESTION = "Unlock Front door? Say yes to do it."


@pytest.fixture
def anna(hass: HomeAssistant) -> Context:
    """Return what is known of somebody who is signed in."""
    return Context(user_id=MockUser(name="Anna", is_owner=True).add_to_hass(hass).id)


def lock_of(hass: HomeAssistant) -> str:
    """Return the state of the front door."""
    state = hass.states.get("lock.front_door")
    assert state is not None
    return state.state


def unlock() -> Reply:
    """Return a plan to unlock."""
    return act(step("lock.unlock", "lock.front_door"), say="It is open.")


@pytest.fixture
async def parlor(home: HomeAssistant, service: OpenAIService) -> HomeAssistant:
    """Return the home with Parlor's agent on the scripted service."""
    await add_assistant(home, service.url)
    service.requests.clear()
    return home


@pytest.mark.parametrize(
    ("language", "question", "answer", "said", "state"),
    [
        ("en", QUESTION, "yes", "It is open.", "unlocked"),
        ("en", QUESTION, "Yes, please", "It is open.", "unlocked"),
        ("en", QUESTION, "no", "All right, I did nothing.", "locked"),
        ("de", "Front door aufschließen? Sag Ja, dann mache ich es.", "ja bitte", "It is open.", "unlocked"),
        ("de", "Front door aufschließen? Sag Ja, dann mache ich es.", "nein, lass", "Gut, ich habe nichts getan.", "locked"),
        ("ko", "Front door 잠금 해제. 할까요? '네'라고 답하시면 실행합니다.", "네", "It is open.", "unlocked"),
        ("ko", "Front door 잠금 해제. 할까요? '네'라고 답하시면 실행합니다.", "아니", "알겠습니다. 아무것도 하지 않았습니다.", "locked"),
    ],
)  # fmt: skip
async def test_a_plan_waits_for_a_yes(
    parlor: HomeAssistant,
    service: OpenAIService,
    say: Say,
    anna: Context,
    language: str,
    question: str,
    answer: str,
    said: str,
    state: str,
) -> None:
    service.script.add(unlock())
    assert await say(WISH, language, context=anna) == question
    assert lock_of(parlor) == "locked"
    assert len(service.turns) == 1
    assert await say(answer, language, context=anna, goes_on=True) == said
    assert lock_of(parlor) == state
    assert len(service.turns) == 1


async def test_all_of_a_plan_waits_and_all_of_it_is_told(
    parlor: HomeAssistant, service: OpenAIService, say: Say, anna: Context
) -> None:
    service.script.add(
        act(step("light.turn_on", "light.kitchen"), step("lock.unlock", "lock.front_door"), say="Welcome.")
    )
    assert await say(WISH, context=anna) == "Turn on Kitchen light; unlock Front door? Say yes to do it."
    assert parlor.states.get("light.kitchen").state == "off"  # type: ignore[union-attr]
    assert await say("do it", context=anna, goes_on=True) == "Welcome."
    assert parlor.states.get("light.kitchen").state == "on"  # type: ignore[union-attr]
    assert lock_of(parlor) == "unlocked"


async def test_a_sentence_that_no_model_reads_waits_too(home: HomeAssistant, say: Say, anna: Context) -> None:
    await add_assistant(home, None)
    assert await say("unlock the front door", context=anna) == QUESTION
    assert lock_of(home) == "locked"
    assert await say("yes", context=anna, goes_on=True) == "Unlocked Front door."
    assert lock_of(home) == "unlocked"


async def test_the_microphone_stays_open_for_the_answer(
    parlor: HomeAssistant, service: OpenAIService, anna: Context
) -> None:
    service.script.add(unlock())
    agent_id = "conversation.parlor"
    asked = await async_converse(parlor, WISH, None, anna, "en", agent_id)
    assert asked.continue_conversation
    done = await async_converse(parlor, "yes", asked.conversation_id, anna, "en", agent_id)
    assert not done.continue_conversation
    assert lock_of(parlor) == "unlocked"


async def test_a_yes_comes_too_late(parlor: HomeAssistant, service: OpenAIService, say: Say, anna: Context) -> None:
    service.script.add(unlock())
    with patch(NOW, return_value=1000.0):
        await say(WISH, context=anna)
    with patch(NOW, return_value=1e12):
        assert await say("yes", context=anna, goes_on=True) == "That came too late, so I did nothing. Please ask again."
    assert lock_of(parlor) == "locked"
    assert len(service.turns) == 1


async def test_a_yes_of_another_person(parlor: HomeAssistant, service: OpenAIService, say: Say, anna: Context) -> None:
    service.script.add(unlock())
    await say(WISH, context=anna)
    ben = Context(user_id=MockUser(name="Ben", is_owner=True).add_to_hass(parlor).id)
    answer = await say("yes", context=ben, goes_on=True)
    # Home Assistant lets nobody into the conversation of somebody else since 2026.11.
    assert answer in ("Only who asked for it can answer that. I did nothing.", "Unauthorized")
    assert lock_of(parlor) == "locked"


async def test_anything_else_drops_it_and_is_a_new_turn(
    parlor: HomeAssistant, service: OpenAIService, say: Say, anna: Context
) -> None:
    service.script.add(unlock())
    await say(WISH, context=anna)
    assert await say("turn on the kitchen light", context=anna, goes_on=True) == "Turned on Kitchen light."
    service.script.add(Reply(text="What do you mean?"))
    assert await say("yes", context=anna, goes_on=True) == "What do you mean?"
    assert lock_of(parlor) == "locked"


async def test_a_model_cannot_confirm(parlor: HomeAssistant, service: OpenAIService, say: Say, anna: Context) -> None:
    twice = Reply(text="yes", tool_calls=unlock().tool_calls * 2)
    service.script.add(twice, unlock(), unlock())
    assert await say(WISH, context=anna) == QUESTION
    assert lock_of(parlor) == "locked"
    assert len(service.turns) == 1


async def test_who_is_not_known_cannot_even_ask(parlor: HomeAssistant, service: OpenAIService, say: Say) -> None:
    service.script.add(unlock())
    assert "know who is speaking" in await say(WISH)
    service.script.add(Reply(text="Yes what?"))
    await say("yes", goes_on=True)
    assert lock_of(parlor) == "locked"


async def test_what_is_less_grave_a_stranger_may_confirm(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    await add_assistant(home, service.url)
    home.states.async_set("valve.main", "closed", {"friendly_name": "Main water"})
    async_expose_entity(home, "conversation", "valve.main", True)
    home.services.async_register("valve", "open_valve", lambda _: home.states.async_set("valve.main", "open"))
    service.script.add(act(step("valve.open_valve", "valve.main"), say="Running."))
    assert await say(WISH) == "Open Main water? Say yes to do it."
    assert await say("yes", goes_on=True) == "Running."


async def test_what_changed_meanwhile_is_asked_about_again(
    parlor: HomeAssistant, service: OpenAIService, say: Say, anna: Context
) -> None:
    group = {"friendly_name": "Doors", "device_class": "door", "entity_id": ["cover.blind"]}
    parlor.states.async_set("cover.doors", "closed", group)
    parlor.states.async_set("cover.garage", "closed", {"device_class": "garage"})
    async_expose_entity(parlor, "conversation", "cover.doors", True)
    service.script.add(act(step("cover.open_cover", "cover.doors"), say="Open."))
    assert (await say(WISH, context=anna)).startswith("Open Doors?")
    parlor.states.async_set("cover.doors", "closed", {**group, "entity_id": ["cover.blind", "cover.garage"]})
    answer = await say("yes", context=anna, goes_on=True)
    assert answer == "Something about it has changed meanwhile, so I did nothing. Please ask again."
    assert parlor.states.get("cover.blind").state == "closed"  # type: ignore[union-attr]


async def test_what_is_no_longer_exposed_is_not_done(
    parlor: HomeAssistant, service: OpenAIService, say: Say, anna: Context
) -> None:
    service.script.add(unlock())
    await say(WISH, context=anna)
    async_expose_entity(parlor, "conversation", "lock.front_door", False)
    assert (await say("yes", context=anna, goes_on=True)).startswith("I may not see or control")
    assert lock_of(parlor) == "locked"


async def test_what_vanished_is_told(parlor: HomeAssistant, service: OpenAIService, say: Say, anna: Context) -> None:
    service.script.add(unlock())
    await say(WISH, context=anna)
    parlor.states.async_remove("lock.front_door")
    assert "cannot be reached" in await say("yes", context=anna, goes_on=True)


async def test_what_a_script_does_is_told(home: HomeAssistant, service: OpenAIService, say: Say, anna: Context) -> None:
    sequence = [{"action": "lock.unlock", "target": {"entity_id": "lock.front_door"}}]
    assert await async_setup_component(
        home, "script", {"script": {"let_in": {"alias": "Let in", "sequence": sequence}}}
    )
    async_expose_entity(home, "conversation", "script.let_in", True)
    await add_assistant(home, service.url)
    service.script.add(act(step("script.turn_on", "script.let_in"), say="Come in."))
    assert await say(WISH, context=anna) == "Start Let in, and with it: unlock Front door? Say yes to do it."
    await say("yes", context=anna, goes_on=True)
    await home.async_block_till_done()
    assert lock_of(home) == "unlocked"


def held_rule(verdict: str, **named: Any) -> dict[str, Any]:
    """Return a rule as it is stored."""
    return {"verdict": verdict, **named}


@pytest.mark.parametrize(
    ("rules", "said", "state"),
    [
        ([held_rule("allow", entities=["lock.front_door"])], "It is open.", "unlocked"),
        ([held_rule("allow", kinds=["entry"], speaker="known")], "It is open.", "unlocked"),
        ([held_rule("refuse", domains=["lock"]), held_rule("allow", kinds=["entry"])], "the rules in my settings", "locked"),
        ([held_rule("refuse", persons=["person.ben"], domains=["lock"])], QUESTION, "locked"),
        ([held_rule("allow", kinds=["water"])], QUESTION, "locked"),
    ],
)  # fmt: skip
async def test_rules_of_the_user(
    home: HomeAssistant,
    service: OpenAIService,
    say: Say,
    anna: Context,
    rules: list[dict[str, Any]],
    said: str,
    state: str,
) -> None:
    await add_assistant(home, service.url, rules=rules)
    service.script.add(unlock())
    assert said in await say(WISH, context=anna)
    assert lock_of(home) == state


async def test_a_rule_may_ask_about_anything(
    home: HomeAssistant, service: OpenAIService, say: Say, anna: Context
) -> None:
    await add_assistant(home, service.url, rules=[held_rule("confirm", entities=["light.kitchen"])])
    service.script.add(act(step("light.turn_on", "light.kitchen"), say="Lit."))
    assert await say(WISH, context=anna) == "Turn on Kitchen light? Say yes to do it."
    assert await say("yes", context=anna, goes_on=True) == "Lit."


async def test_what_is_open_already_is_told(
    parlor: HomeAssistant, service: OpenAIService, say: Say, anna: Context
) -> None:
    await async_put(parlor, "lock.front_door", "unlocked")
    service.script.add(unlock())
    await say(WISH, context=anna)
    assert await say("yes", context=anna, goes_on=True) == "It was already so."
