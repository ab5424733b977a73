"""A turn from the words to the home and back, over a scripted service."""

import asyncio
from typing import Any

import pytest

from homeassistant.auth.models import User
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import device_registry as dr
from sim.home import async_put, async_set_fault
from sim.openai_service import OpenAIService, Reply, ToolCall

from .conftest import Say, add_assistant

# Words that nothing understands without a model.
WISH = "I can't see a thing, could somebody do something about it"


def act(*steps: dict[str, Any], say: str = "There you are.") -> Reply:
    """Return a model's plan."""
    return Reply(tool_calls=(ToolCall("parlor__act", {"steps": list(steps), "say": say}),))


def step(action: str, target: str, **data: Any) -> dict[str, Any]:
    """Return one step of a plan."""
    return {"action": action, "target": target, "data": data}


def is_on(hass: HomeAssistant, entity_id: str) -> bool:
    """Say whether a light is on."""
    state = hass.states.get(entity_id)
    assert state is not None
    return state.state == "on"


async def cut_off(hass: HomeAssistant, service: OpenAIService, say: Say) -> None:
    """Hang up in the middle of a plan that turns a fan on, which then goes on by itself."""
    started, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(_: Any) -> None:
        started.set()
        await go_on.wait()
        hass.states.async_set("fan.attic", "on")

    hass.states.async_set("fan.attic", "off")
    async_expose_entity(hass, "conversation", "fan.attic", True)
    hass.services.async_register("fan", "turn_on", slowly)
    service.script.add(Reply(text="Hello."), act(step("fan.turn_on", "fan.attic")))
    await say(WISH)
    turn = asyncio.ensure_future(say(WISH, goes_on=True))
    await started.wait()
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn
    go_on.set()
    await hass.async_block_till_done()


@pytest.fixture
async def parlor(home: HomeAssistant, service: OpenAIService) -> HomeAssistant:
    """Return the home with Parlor's agent on the scripted service."""
    await add_assistant(home, service.url)
    service.requests.clear()
    return home


async def test_a_plan_runs_in_one_round_trip(parlor: HomeAssistant, service: OpenAIService, say: Say) -> None:
    service.script.add(
        act(
            step("light.turn_on", "light.reading_lamp", brightness_pct=30),
            step("cover.open_cover", "cover.blind"),
            say="The lamp is at 30 % and the blind is up.",
        )
    )
    assert await say(WISH) == "The lamp is at 30 % and the blind is up."
    assert is_on(parlor, "light.reading_lamp")
    assert parlor.states.get("light.reading_lamp").attributes["brightness"] == pytest.approx(77, abs=2)  # type: ignore[union-attr]
    assert len(service.turns) == 1


async def test_the_request_says_what_is_there_and_nothing_unexposed(
    parlor: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    async_expose_entity(parlor, "conversation", "lock.front_door", False)
    service.script.add(Reply(text="The reading lamp is off."))
    assert await say("I wonder whether somebody left the reading lamp burning") == "The reading lamp is off."
    body = str(service.turns[0].body)
    assert "light.reading_lamp" in body
    assert "front_door" not in body
    assert "light.turn_on" in body
    assert "lock." not in body


async def test_done_is_not_said_when_nothing_happened(parlor: HomeAssistant, service: OpenAIService, say: Say) -> None:
    await async_set_fault(parlor, "light.reading_lamp", "ignore")
    service.script.add(act(step("light.turn_on", "light.reading_lamp"), say="Done!"))
    assert await say(WISH) == "I sent it, but Reading lamp did not react."


async def test_what_failed_and_what_worked_are_both_told(
    parlor: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    await async_set_fault(parlor, "light.kitchen", "fail")
    service.script.add(act(step("light.turn_on", "light.kitchen"), step("light.turn_on", "light.reading_lamp")))
    answer = await say(WISH)
    assert answer.startswith("Kitchen light refused:")
    assert answer.endswith("Some of it worked: Reading lamp.")


async def test_a_device_that_is_away_is_told(parlor: HomeAssistant, service: OpenAIService, say: Say) -> None:
    await async_set_fault(parlor, "light.reading_lamp", "unavailable")
    service.script.add(act(step("light.turn_on", "light.reading_lamp")))
    assert await say(WISH) == "Reading lamp cannot be reached."


async def test_what_was_so_already_is_told(parlor: HomeAssistant, service: OpenAIService, say: Say) -> None:
    service.script.add(act(step("light.turn_off", "light.reading_lamp")))
    assert await say(WISH) == "It was already so."


@pytest.mark.parametrize("target", ["lock.front_door", "Front door", "kitchen", "all"])
async def test_a_lock_stays_shut_whatever_the_model_says(
    parlor: HomeAssistant, service: OpenAIService, say: Say, target: str
) -> None:
    service.script.add(act(step("lock.unlock", target), say="Unlocked!"))
    answer = await say(WISH)
    assert "I don't know who is speaking" in answer
    assert parlor.states.get("lock.front_door").state == "locked"  # type: ignore[union-attr]


async def test_no_paper_is_spoken(parlor: HomeAssistant, service: OpenAIService, say: Say) -> None:
    service.script.add(Reply(text="It is eight.\n\n\n\n \n"))
    assert await say("Tell me what the clock says") == "It is eight."


async def test_a_lock_opens_where_the_user_allowed_it(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    await add_assistant(home, service.url, allow_sensitive=True)
    service.script.add(act(step("lock.unlock", "lock.front_door"), say="Unlocked."))
    assert await say(WISH) == "Unlocked."


async def test_what_is_not_exposed_cannot_be_reached(parlor: HomeAssistant, service: OpenAIService, say: Say) -> None:
    async_expose_entity(parlor, "conversation", "light.reading_lamp", False)
    service.script.add(act(step("light.turn_on", "light.reading_lamp")), Reply(text="I don't see such a lamp."))
    assert await say(WISH) == "I don't see such a lamp."
    assert not is_on(parlor, "light.reading_lamp")
    output = next(item for item in service.turns[1].body["input"] if item.get("type") == "function_call_output")
    assert "There is no 'light.reading_lamp' of that kind here" in output["output"]


async def test_a_user_without_the_right_is_refused(
    parlor: HomeAssistant, service: OpenAIService, say: Say, hass_read_only_user: User
) -> None:
    service.script.add(act(step("light.turn_on", "light.reading_lamp")))
    context = Context(user_id=hass_read_only_user.id)
    assert await say(WISH, context=context) == "You are not allowed to control Reading lamp."
    assert not is_on(parlor, "light.reading_lamp")


async def test_an_unreadable_plan_goes_back_once_with_candidates(
    parlor: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    service.script.add(
        Reply(tool_calls=(ToolCall("parlor__act", "{broken"),)),
        act(step("light.turn_on", "light.attic")),
        act(step("light.turn_on", "light.kitchen"), say="The kitchen is lit."),
    )
    assert await say(WISH) == "The kitchen is lit."
    assert is_on(parlor, "light.kitchen")
    outputs = [item["output"] for item in service.turns[2].body["input"] if item.get("type") == "function_call_output"]
    assert "not valid JSON" in outputs[0]
    assert "light.kitchen" in outputs[1]


async def test_an_invented_tool_is_survived(parlor: HomeAssistant, service: OpenAIService, say: Say) -> None:
    service.script.add(Reply(tool_calls=(ToolCall("open_the_pod_bay_doors", {}),)), Reply(text="I cannot do that."))
    assert await say(WISH) == "I cannot do that."


async def test_a_model_that_never_ends_is_stopped(parlor: HomeAssistant, service: OpenAIService, say: Say) -> None:
    service.script.answer_with(lambda _: Reply(tool_calls=(ToolCall("parlor__find", {"query": "lamp"}),)))
    assert await say(WISH) == "I could not work that out."
    assert len(service.turns) == 4


async def test_a_model_without_words(parlor: HomeAssistant, service: OpenAIService, say: Say) -> None:
    service.script.add(Reply(text=""))
    assert await say(WISH) == "The model gave no answer. I did nothing."


@pytest.mark.parametrize(
    ("reply", "answer"),
    [
        (Reply(status=401), "The model service did not accept the key in my settings. Plain commands still work."),
        (Reply(status=429), "The model service is busy right now. Please try again in a moment."),
        (Reply(status=500), "The model service has a problem of its own."),
        (Reply(text="It is on", cut_after_bytes=700), "The model's answer broke off."),
        (Reply(raw=b"<html>hello</html>", content_type="text/html"), None),
    ],
)
async def test_a_service_that_fails_gives_a_true_sentence_and_the_next_turn_works(
    parlor: HomeAssistant, service: OpenAIService, say: Say, reply: Reply, answer: str | None
) -> None:
    service.script.answer_with(lambda _: reply)
    said = await say(WISH)
    assert said == answer if answer else said
    service.script.clear()
    service.script.add(act(step("light.turn_on", "light.kitchen"), say="Lit."))
    assert await say(WISH) == "Lit."


async def test_nothing_runs_of_a_plan_that_breaks_off(parlor: HomeAssistant, service: OpenAIService, say: Say) -> None:
    plan = act(step("light.turn_on", "light.kitchen"))
    service.script.answer_with(lambda _: Reply(tool_calls=plan.tool_calls, end_after_events=8))
    await say(WISH)
    assert not is_on(parlor, "light.kitchen")


async def test_a_conversation_remembers_and_its_beginning_stays_the_same(
    parlor: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    service.script.add(
        act(step("light.turn_on", "light.kitchen"), say="The kitchen is lit."), Reply(text="The kitchen light.")
    )
    await say(WISH)
    await async_put(parlor, "light.living_room_ceiling", "on")
    await say("which one did you see to a moment ago", goes_on=True)
    first, second = (request.body["input"] for request in service.turns)
    assert first[0] == second[0]
    assert service.turns[0].body["tools"] == service.turns[1].body["tools"]
    assert "The kitchen is lit." in str(second)
    assert str(second).count("Now: ") == 1


@pytest.mark.parametrize(
    ("text", "language", "answer"),
    [
        ("", "en", "I did not hear anything."),
        ("?!…", "en", "I did not hear anything."),
        ("", "de", "Ich habe nichts gehört."),
        ("", "ko", "아무 말도 듣지 못했습니다."),
        ("x" * 10_000, "en", "That was too long for me. Please say it in fewer words."),
        ("light " * 2000, "de", "Das war mir zu lang. Bitte sag es kürzer."),
    ],
)
async def test_what_is_no_sentence(
    parlor: HomeAssistant, service: OpenAIService, say: Say, text: str, language: str, answer: str
) -> None:
    assert await say(text, language) == answer
    assert not service.turns


async def test_without_a_model_what_is_understood_works_and_the_rest_is_admitted(home: HomeAssistant, say: Say) -> None:
    await add_assistant(home, None)
    answer = await say("turn on the old TV and dim the reading lamp to 30 %")
    assert home.states.get("media_player.old_tv").state != "off"  # type: ignore[union-attr]
    assert home.states.get("light.reading_lamp").attributes["brightness"] == pytest.approx(77, abs=2)  # type: ignore[union-attr]
    assert answer
    assert await say(WISH) == "I can't do that without a model; naming the device and its room may help. I did nothing."


async def test_without_a_model_a_faulty_device_is_told(home: HomeAssistant, say: Say) -> None:
    await add_assistant(home, None)
    await async_set_fault(home, "light.reading_lamp", "ignore")
    assert await say("turn on the reading lamp") == "I sent it, but Reading lamp did not react."


async def test_without_a_model_a_lock_stays_shut(home: HomeAssistant, say: Say) -> None:
    await add_assistant(home, None)
    assert "know who is speaking" in await say("unlock the front door")
    assert home.states.get("lock.front_door").state == "locked"  # type: ignore[union-attr]


async def test_a_command_about_what_is_not_exposed(home: HomeAssistant, say: Say) -> None:
    await add_assistant(home, None)
    async_expose_entity(home, "conversation", "light.reading_lamp", False)
    answer = await say("turn on the reading lamp")
    assert answer.startswith("I may not see or control that device.")
    assert not is_on(home, "light.reading_lamp")


async def test_a_home_of_which_nothing_is_exposed(home: HomeAssistant, say: Say) -> None:
    await add_assistant(home, None)
    for state in home.states.async_all():
        async_expose_entity(home, "conversation", state.entity_id, False)
    assert (await say("make it cosy")).startswith("No device is exposed to Assist yet.")


async def test_the_speakers_room_reaches_the_model(parlor: HomeAssistant, service: OpenAIService, say: Say) -> None:
    satellite = dr.async_get(parlor).async_get_or_create(
        config_entry_id=parlor.config_entries.async_entries("sim_home")[0].entry_id, identifiers={("test", "satellite")}
    )
    dr.async_get(parlor).async_update_device(satellite.id, area_id="kitchen")
    service.script.add(Reply(text="Yes."))
    await say("I wonder whether it is gloomy in here", device_id=satellite.id)
    assert "The user is in: Kitchen." in str(service.turns[0].body)
