"""The same sentences as voice: through Home Assistant's assist pipeline, and from a satellite in a room."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket, WebSocketGenerator

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
from sim.home import async_start_home
from sim.openai_service import OpenAIService, Reply, ToolCall

from .conftest import add_assistant

TVS: dict[str, Any] = {
    "areas": [{"name": "Living Room", "id": "living_room"}, {"name": "Bedroom", "id": "bedroom"}],
    "entities": [
        {
            "name": f"{room} TV",
            "id": f"media_player.{area}_tv",
            "area": area,
            "state": "off",
            "attributes": {"device_class": "tv", "source_list": ["TV", "HDMI 1", "Netflix"]},
        }
        for room, area in (("Living Room", "living_room"), ("Bedroom", "bedroom"))
    ]
    + [
        {
            "name": "Ceiling",
            "id": "light.living_room",
            "area": "living_room",
            "state": "off",
            "attributes": {"supported_color_modes": ["brightness"]},
        }
    ],
}

type Speak = Callable[..., Awaitable[list[dict[str, Any]]]]


async def add_pipeline(hass: HomeAssistant, client: MockHAClientWebSocket) -> str:
    """Add a pipeline with Parlor's agent as the interface does, and return its id."""
    (agent_id,) = [each for each in hass.states.async_entity_ids("conversation") if "home_assistant" not in each]
    unused = (
        "stt_engine",
        "stt_language",
        "tts_engine",
        "tts_language",
        "tts_voice",
        "wake_word_entity",
        "wake_word_id",
    )
    await client.send_json_auto_id(
        {
            "type": "assist_pipeline/pipeline/create",
            "name": "Parlor",
            "language": "en",
            "conversation_engine": agent_id,
            "conversation_language": "en",
            **dict.fromkeys(unused),
        }
    )
    created = await client.receive_json()
    pipeline_id: str = created["result"]["id"]
    return pipeline_id


@pytest.fixture
async def speak(hass: HomeAssistant, hass_ws_client: WebSocketGenerator, loopback: None) -> Speak:
    """Return what runs a pipeline with Parlor's agent from the text on, and returns the pipeline's events."""
    # Parlor before the client: a server under test takes no new place to send to once it runs.
    for component in ("homeassistant", "conversation", "assist_pipeline", "parlor"):
        assert await async_setup_component(hass, component, {})
    await async_start_home(hass, TVS)
    client = await hass_ws_client(hass)

    async def run(text: str, device_id: str | None = None) -> list[dict[str, Any]]:
        message = {
            "type": "assist_pipeline/run",
            "start_stage": "intent",
            "end_stage": "intent",
            "input": {"text": text},
            "pipeline": await add_pipeline(hass, client),
        }
        await client.send_json_auto_id({**message, **({"device_id": device_id} if device_id else {})})
        assert (await client.receive_json())["success"]
        events: list[dict[str, Any]] = []
        while not events or events[-1]["type"] != "run-end":
            events.append((await client.receive_json())["event"])
        return events

    return run


def said(events: list[dict[str, Any]]) -> str:
    """Return what the pipeline would speak."""
    end = next(event for event in events if event["type"] == "intent-end")
    speech: str = end["data"]["intent_output"]["response"]["speech"]["plain"]["speech"]
    return speech


def satellite_in(hass: HomeAssistant, area: str) -> str:
    """Return the id of a satellite's device in a room."""
    entry = hass.config_entries.async_entries("sim_home")[0]
    device = dr.async_get(hass).async_get_or_create(config_entry_id=entry.entry_id, identifiers={("test", area)})
    dr.async_get(hass).async_update_device(device.id, area_id=area)
    return device.id


def states(hass: HomeAssistant, *entity_ids: str) -> list[str]:
    """Return the states of entities."""
    return [state.state for entity_id in entity_ids if (state := hass.states.get(entity_id))]


async def test_the_first_sentence_through_the_pipeline(hass: HomeAssistant, speak: Speak) -> None:
    await add_assistant(hass, None)
    events = await speak("turn on the living room TV and dim the lights to 30 %")
    assert said(events)
    assert states(hass, "media_player.living_room_tv")[0] != "off"
    assert states(hass, "media_player.bedroom_tv") == ["off"]
    assert hass.states.get("light.living_room").attributes["brightness"] == pytest.approx(77, abs=2)  # type: ignore[union-attr]


@pytest.mark.parametrize(("area", "other"), [("living_room", "bedroom"), ("bedroom", "living_room")])
async def test_the_tv_is_the_one_in_the_satellites_room(
    hass: HomeAssistant, speak: Speak, area: str, other: str
) -> None:
    await add_assistant(hass, None)
    assert said(await speak("turn on the TV", satellite_in(hass, area)))
    assert states(hass, f"media_player.{area}_tv")[0] != "off"
    assert states(hass, f"media_player.{other}_tv") == ["off"]


async def test_a_plan_of_a_model_is_spoken_once_and_after_it_was_seen(
    hass: HomeAssistant, speak: Speak, loopback: None
) -> None:
    async with OpenAIService() as service:
        await add_assistant(hass, service.url)
        step = {"action": "light.turn_on", "target": "light.living_room"}
        call = ToolCall("parlor__act", {"steps": [step], "say": "Let there be light."})
        service.script.add(Reply(text="I have turned it on already!", tool_calls=(call,)))
        events = await speak("I can't see a thing, could somebody do something about it")
        assert said(events) == "Let there be light."
        deltas = [event["data"]["chat_log_delta"] for event in events if event["type"] == "intent-progress"]
        assert "".join(str(delta.get("content") or "") for delta in deltas if delta.get("role") != "tool_result") == (
            "Let there be light."
        )


async def test_a_long_answer_is_spoken_piece_by_piece(hass: HomeAssistant, speak: Speak, loopback: None) -> None:
    story = "".join(f"Once upon a time there was lamp {number}. " for number in range(20))
    async with OpenAIService() as service:
        await add_assistant(hass, service.url)
        service.script.add(Reply(text=story))
        events = await speak("tell me a story")
        deltas = [event["data"]["chat_log_delta"] for event in events if event["type"] == "intent-progress"]
        pieces = [delta["content"] for delta in deltas if delta.get("content")]
        assert len(pieces) > 5
        assert "".join(pieces) == story
        assert said(events) == story.strip()
