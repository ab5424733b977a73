"""Steps as they really run: what fails, what is left out, and what is said of it."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from custom_components.parlor.assistant.acting import execute
from custom_components.parlor.assistant.acting.execute import Actor, async_run_plan
from custom_components.parlor.assistant.plan.steps import Outcome, Step
from custom_components.parlor.assistant.replies import async_get_replies
from custom_components.parlor.assistant.speech import speech_of
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.llm import LLMContext
from homeassistant.setup import async_setup_component

LAMPS = ("light.one", "light.two", "light.three")
type Answer = Callable[[str], Any]


@pytest.fixture
async def lamps(hass: HomeAssistant) -> HomeAssistant:
    """Return a home of three lamps that are off, exposed."""
    assert await async_setup_component(hass, "homeassistant", {})
    for lamp in LAMPS:
        hass.states.async_set(lamp, "off", {"friendly_name": f"Lamp {lamp.partition('.')[2]}"})
        async_expose_entity(hass, "conversation", lamp, True)
    return hass


def serve(hass: HomeAssistant, switch: Callable[[str], None] | None = None) -> list[ServiceCall]:
    """Let `light.turn_on` switch each lamp on, or do to it what `switch` does."""
    calls: list[ServiceCall] = []

    async def turn_on(call: ServiceCall) -> None:
        calls.append(call)
        errors: list[Exception] = []
        for entity_id in call.data["entity_id"]:
            try:
                (switch or (lambda each: set_on(hass, each)))(entity_id)
            except Exception as error:  # noqa: BLE001  as Home Assistant: the others run, then it is raised
                errors.append(error)
        if errors:
            raise errors[0]

    hass.services.async_register("light", "turn_on", turn_on)
    return calls


def set_on(hass: HomeAssistant, entity_id: str) -> None:
    """Switch a lamp on."""
    state = hass.states.get(entity_id)
    assert state is not None
    hass.states.async_set(entity_id, "on", state.attributes)


async def run(hass: HomeAssistant, *entity_ids: str, **data: Any) -> tuple[list[Outcome], str]:
    """Switch lamps on; returns what came of it and what is said."""
    context = LLMContext(platform="parlor", context=Context(), language="en", assistant="conversation", device_id=None)
    step = Step(domain="light", service="turn_on", entity_ids=entity_ids, data=data)
    results = await async_run_plan(hass, [step], Actor(llm_context=context))
    said = speech_of(hass, await async_get_replies(hass, "en"), "They are on.", results)
    return [result.outcome for result in results], said


async def test_all_of_them(lamps: HomeAssistant) -> None:
    serve(lamps)
    assert await run(lamps, *LAMPS) == ([Outcome.DONE], "They are on.")


async def test_one_that_is_away_does_not_keep_the_others_from_it(lamps: HomeAssistant) -> None:
    lamps.states.async_set("light.two", "unavailable", {"friendly_name": "Lamp two"})
    calls = serve(lamps)
    outcomes, said = await run(lamps, *LAMPS)
    assert outcomes == [Outcome.DONE, Outcome.FAILED]
    assert said == "Lamp two cannot be reached. Some of it worked: Lamp one and Lamp three."
    assert calls[0].data["entity_id"] == ["light.one", "light.three"]


async def test_the_one_that_failed_is_named_and_not_the_first(
    lamps: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.parlor.assistant.acting.watch.EFFECT_SECONDS", 0.05)

    def switch(entity_id: str) -> None:
        if entity_id == "light.two":
            raise HomeAssistantError("no\nbulb" + "!" * 10_000)
        set_on(lamps, entity_id)

    serve(lamps, switch)
    outcomes, said = await run(lamps, *LAMPS)
    assert outcomes == [Outcome.DONE, Outcome.FAILED]
    assert said.startswith("Lamp two refused: no bulb!")
    assert said.endswith("Some of it worked: Lamp one and Lamp three.")
    assert "\n" not in said
    assert len(said) < 400


async def test_the_one_that_did_nothing_is_named(lamps: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("custom_components.parlor.assistant.acting.watch.EFFECT_SECONDS", 0.05)
    serve(lamps, lambda each: None if each == "light.three" else set_on(lamps, each))
    outcomes, said = await run(lamps, *LAMPS)
    assert outcomes == [Outcome.DONE, Outcome.UNCONFIRMED]
    assert said == "I sent it, but Lamp three did not react. Some of it worked: Lamp one and Lamp two."


async def test_what_goes_away_while_it_is_switched_is_not_done(
    lamps: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.parlor.assistant.acting.watch.EFFECT_SECONDS", 0.05)
    serve(lamps, lambda each: lamps.states.async_set(each, "unavailable"))
    outcomes, _ = await run(lamps, "light.one")
    assert outcomes == [Outcome.UNCONFIRMED]


async def test_a_colour_on_a_lamp_that_is_on_was_not_so_before(lamps: HomeAssistant) -> None:
    lamps.states.async_set("light.one", "on", {"rgb_color": (255, 0, 0)})
    serve(lamps, lambda each: lamps.states.async_set(each, "on", {"rgb_color": (0, 0, 255)}))
    assert await run(lamps, "light.one", color_name="blue") == ([Outcome.DONE], "They are on.")


async def test_a_call_that_takes_too_long_is_not_cut_off(lamps: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execute, "CALL_SECONDS", 0.05)
    go_on = asyncio.Event()

    async def turn_on(call: ServiceCall) -> None:
        await go_on.wait()
        set_on(lamps, "light.one")

    lamps.services.async_register("light", "turn_on", turn_on)
    assert await run(lamps, "light.one") == (
        [Outcome.UNCONFIRMED],
        "I sent it, but Lamp one did not answer in time.",
    )
    go_on.set()
    await lamps.async_block_till_done()
    assert lamps.states.get("light.one").state == "on"  # type: ignore[union-attr]


async def test_a_fault_of_an_integration_is_told_by_its_kind(lamps: HomeAssistant) -> None:
    def switch(entity_id: str) -> None:
        raise KeyError("secret")

    serve(lamps, switch)
    outcomes, said = await run(lamps, "light.one")
    assert outcomes == [Outcome.FAILED]
    assert said == "Lamp one refused: KeyError"


@pytest.mark.parametrize("field", ["area_id", "device_id", "floor_id", "label_id", "entity_id", "target", "exclude"])
async def test_data_cannot_widen_the_target(lamps: HomeAssistant, field: str) -> None:
    calls = serve(lamps)
    outcomes, _ = await run(lamps, "light.one", **{field: "kitchen"})
    assert outcomes == [Outcome.REFUSED]
    assert not calls


async def test_a_screen_that_does_not_tell_its_input_is_not_said_to_show_it(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, "homeassistant", {})
    hass.states.async_set("media_player.tv", "on", {"friendly_name": "TV"})
    async_expose_entity(hass, "conversation", "media_player.tv", True)
    hass.services.async_register("media_player", "select_source", lambda _: None)
    context = LLMContext(platform="parlor", context=Context(), language="en", assistant="conversation", device_id=None)
    step = Step(
        domain="media_player", service="select_source", entity_ids=("media_player.tv",), data={"source": "HDMI 2"}
    )
    results = await async_run_plan(hass, [step], Actor(llm_context=context))
    assert [result.outcome for result in results] == [Outcome.SENT]
    said = speech_of(hass, await async_get_replies(hass, "en"), "TV is on HDMI 2.", results)
    assert said == "I sent it to TV."
