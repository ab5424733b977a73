"""Pausing, going on and skipping on a screen, from the words to the player that shows something on it."""

from pathlib import Path
from typing import Any

import pytest

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from sim.home import async_start_home
from sim.openai_service import OpenAIService, Reply, ToolCall

from .conftest import Say, add_assistant
from .watching import BOX, ROOM, TV, add_screens, watch

POWER = ("TURN_ON", "TURN_OFF", "SELECT_SOURCE")
ALL = (*POWER, "PLAY", "PAUSE", "STOP", "NEXT_TRACK", "PREVIOUS_TRACK", "SEEK")
SAID: list[tuple[str, str, str, str, str]] = [
    ("pause the living room tv", "en", "playing", "Paused Living Room TV.", "paused"),
    ("pausiere den Living Room TV", "de", "playing", "Living Room TV ist angehalten.", "paused"),
    ("living room tv 일시 정지", "ko", "playing", "Living Room TV 일시 정지했습니다.", "paused"),
    ("resume the living room tv", "en", "paused", "Living Room TV is playing.", "playing"),
    ("stop the living room tv", "en", "playing", "Stopped Living Room TV.", "idle"),
    ("next track on the living room tv", "en", "playing", "Skipped on Living Room TV.", "playing"),
]


async def start(hass: HomeAssistant, url: str | None, *features: str) -> None:
    """Have a living room TV that can do so much by itself, with its screen and an assistant."""
    assert await async_setup_component(hass, "conversation", {})
    can = {"supported_features": list(features)}
    entities = [
        {**each, "attributes": {**each["attributes"], **can}} if each["id"] == TV else each for each in ROOM["entities"]
    ]
    await async_start_home(hass, {**ROOM, "entities": entities})
    await add_screens(hass)
    await add_assistant(hass, url)


def states(hass: HomeAssistant) -> tuple[str, str]:
    """Return the states of the TV and of the box."""
    found = [hass.states.get(entity_id) for entity_id in (TV, BOX)]
    assert found[0] and found[1]
    return found[0].state, found[1].state


@pytest.mark.parametrize("features", [POWER, ALL])
@pytest.mark.parametrize(("words", "language", "before", "answer", "after"), SAID)
async def test_what_plays_does_it(
    hass: HomeAssistant,
    household_folder: Path,
    loopback: None,
    say: Say,
    features: tuple[str, ...],
    words: str,
    language: str,
    before: str,
    answer: str,
    after: str,
) -> None:
    await start(hass, None, *features)
    await watch(hass, state=before)
    assert await say(words, language) == answer
    assert states(hass) == ("on", after)


async def pause(hass: HomeAssistant, service: OpenAIService, say: Say, **data: Any) -> str:
    """Have the model pause the TV."""
    steps = [{"action": "media_player.media_pause", "target": TV, **data}]
    service.script.add(Reply(tool_calls=(ToolCall("parlor__act", {"steps": steps, "say": "Quiet now."}),)))
    return await say("I would like it to be quiet in here for a while")


async def test_of_a_model_as_well(
    hass: HomeAssistant, household_folder: Path, service: OpenAIService, say: Say
) -> None:
    await start(hass, service.url, *ALL)
    await watch(hass)
    assert await pause(hass, service, say) == "Quiet now."
    assert states(hass) == ("on", "paused")
    await watch(hass, {}, "idle")
    await pause(hass, service, say)  # nothing else plays: it is the TV's own
    assert states(hass) == ("paused", "idle")


async def test_never_through_what_is_not_exposed(
    hass: HomeAssistant, household_folder: Path, service: OpenAIService, say: Say
) -> None:
    await start(hass, service.url, *ALL)
    async_expose_entity(hass, "conversation", BOX, False)
    await watch(hass)
    said = await pause(hass, service, say)
    assert states(hass) == ("paused", "playing")
    assert "Living Room TV" in said and said != "Quiet now."  # the TV says so, and the film goes on
