"""A model that says it did something, and did nothing; and who is listened to again."""

import json

import pytest

from homeassistant.components.conversation.agent_manager import async_converse
from homeassistant.core import Context, HomeAssistant
from sim.openai_service import OpenAIService, Reply

from .conftest import Say, add_assistant
from .test_conversation import WISH, act, step

FALSE = Reply(text="I've turned on the kitchen light.")


async def test_a_claim_is_not_said_and_may_be_made_true(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    await add_assistant(home, service.url)
    service.requests.clear()
    service.script.add(FALSE, act(step("light.turn_on", "light.kitchen"), say="Lit."), Reply(text="It is on."))
    assert await say(WISH) == "Lit."
    first, second = service.turns
    assert (first.body.get("tool_choice"), second.body["tool_choice"]) == (None, "required")
    told = str(second.body["input"][len(first.body["input"]) :])
    assert "you called no tool" in told and "I've turned on" in told
    assert await say("and is it on", goes_on=True) == "It is on."
    assert "you called no tool" not in str(service.turns[-1].body)  # it was for that turn
    assert "I've turned on" not in str(service.turns[-1].body)  # what was not said was never said


async def test_a_claim_that_is_made_again_is_not_said_either(
    home: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    await add_assistant(home, service.url)
    service.requests.clear()
    service.script.add(FALSE, Reply(text="Done."))
    assert (await say(WISH)).startswith("I did nothing")
    assert len(service.turns) == 2
    service.script.add(Reply(text="Erledigt."), Reply(text="Das Licht ist jetzt an."))
    assert (await say(WISH, "de")).startswith("Ich habe nichts getan")


async def test_a_command_said_back_is_no_answer(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    await add_assistant(home, service.url)
    service.requests.clear()
    service.script.add(Reply(text=WISH), act(step("light.turn_on", "light.kitchen"), say=WISH))
    assert await say(WISH) == "Turned on Kitchen light."
    service.script.add(Reply(text="I will remind you."), Reply(text="Nothing was done: you called no tool."))
    assert (await say("so that I think of it, yes")).startswith("The model gave no answer")


async def test_a_service_that_takes_no_demand_is_asked_without(
    home: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    await add_assistant(home, service.url)
    service.requests.clear()
    refused = {
        "error": {"message": "tool_choice is not supported", "param": "tool_choice", "type": "invalid_request_error"}
    }
    service.script.add(FALSE, Reply(status=400, error=refused), act(step("light.turn_on", "light.kitchen"), say="Lit."))
    assert await say(WISH) == "Lit."
    assert [turn.body.get("tool_choice") for turn in service.turns] == [None, "required", None]
    assert all(turn.body["tools"] for turn in service.turns)


async def test_what_was_done_without_a_model_is_no_pattern_for_saying_so(
    home: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    await add_assistant(home, service.url)
    service.requests.clear()
    assert await say("turn on the kitchen light") == "Turned on Kitchen light."
    service.script.add(act(step("light.turn_off", "light.kitchen"), say="Turned on Kitchen light."))
    # What the model says was said of something else.
    assert await say(WISH, goes_on=True) == "Turned off Kitchen light."
    (turn,) = service.turns
    told = [item for item in turn.body["input"] if item.get("type") in ("function_call", "function_call_output")]
    call, result = told
    assert call["name"] == "parlor__act" and json.loads(call["arguments"]) == {
        "steps": [{"action": "light.turn_on", "target": "light.kitchen", "data": {}}],
        "say": "Turned on Kitchen light.",
    }
    assert (result["call_id"], result["output"]) == (call["call_id"], '{"speech": "Turned on Kitchen light."}')


async def test_what_was_planned_without_a_model_is_told_as_a_call_too(
    home: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    await add_assistant(home, service.url)
    service.requests.clear()
    await say("remind me in 20 minutes to take the pizza out")
    await say("turn on the kitchen light in 30 minutes", goes_on=True)
    await say("what is planned", goes_on=True)
    await say("cancel all reminders", goes_on=True)
    service.script.add(Reply(text="Planned. In the morning."), Reply(text="It is off."))
    assert await say(WISH, goes_on=True) == "It is off."
    calls = [item for item in service.turns[0].body["input"] if item.get("type") == "function_call"]
    assert {call["name"] for call in calls} == {"parlor__later"}
    assert [json.loads(call["arguments"]) for call in calls] == [
        {"when": "in 20 minutes", "say": "take the pizza out"},
        {"when": "in 30 minutes", "steps": [{"action": "light.turn_on", "target": "light.kitchen", "data": {}}]},
        {"do": "list"},
        {"do": "cancel", "say": "all"},
    ]


async def test_a_claim_within_a_long_answer_ends_it(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    await add_assistant(home, service.url)
    service.requests.clear()
    story = "".join(f"Once upon a time there was a lamp in house number {number}. " for number in range(5))
    service.script.add(Reply(text=f"{story}I have turned on the lights. And they lived happily."))
    assert (await say("a story, and light, be so kind")).startswith("I did nothing")
    service.script.add(Reply(text="Yes."))
    await say(WISH, goes_on=True)
    told = str(service.turns[-1].body["input"])
    assert story.strip() in told and "turned on the lights" not in told and len(service.turns) == 2


async def test_a_claim_after_an_action_is_an_account_of_it(
    home: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    await add_assistant(home, service.url)
    service.requests.clear()
    service.script.add(FALSE)
    assert await say("what did you do an hour ago, my dear") == "I've turned on the kitchen light."
    assert len(service.turns) == 1


async def test_only_a_question_to_the_speaker_is_waited_for(
    home: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    await add_assistant(home, service.url)
    (agent_id,) = [each for each in home.states.async_entity_ids("conversation") if "home_assistant" not in each]
    for text, waits in (
        ("Which lamp do you mean?", True),
        ("It is on.", False),
        ("It is on. Is there anything else I can help you with?", False),
    ):
        service.script.add(Reply(text=text))
        result = await async_converse(home, WISH, None, Context(), "en", agent_id)
        assert result.continue_conversation is waits, text


@pytest.mark.parametrize(
    "text",
    ["\n" * 200, "light.kitchen (Kitchen light, Kitchen): on\n" * 30, "On now:\n" * 40],
)
async def test_a_model_that_says_nothing_of_its_own_is_told_as_such(
    home: HomeAssistant, service: OpenAIService, say: Say, text: str
) -> None:
    """Home Assistant has no answer at all then, and would say no more than that."""
    await add_assistant(home, service.url)
    service.requests.clear()
    service.script.add(Reply(text=text))
    assert await say(WISH) == "The model gave no answer. I did nothing."


async def test_after_a_plan_of_which_nothing_ran(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    """What could not be read did nothing: to call the tool is not to have done something."""
    await add_assistant(home, service.url)
    service.requests.clear()
    service.script.add(
        act(step("switch.turn_on", "jacuzzi")),
        Reply(text="The jacuzzi has been turned on."),
        Reply(text="There is none."),
    )
    assert await say("get the jacuzzi ready, my dear") == "There is none."
    assert "you called no tool" in str(service.turns[2].body)


async def test_a_state_is_told_as_it_is(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    await add_assistant(home, service.url)
    service.requests.clear()
    service.script.add(Reply(text="Yes, front door is unlocked. It is late."))
    assert await say("you know whether that lock can be trusted, my dear") == "Front door is locked. It is late."
    service.script.add(Reply(text="lock.front_door (Front Door, Hall): unlocked\n"))
    assert await say("what does it look like, my dear") == "Front door: locked."
