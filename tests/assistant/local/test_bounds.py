"""What is not a command, what changes in the home meanwhile, and what the user wrote."""

from pathlib import Path

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.assistant.local import IntentPart, StepsPart
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, intent
from homeassistant.setup import async_setup_component

from .conftest import Ask, add_entity, asking
from .test_sentences import told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?!…",
        "🔥🔥🔥",
        "turn on the kitchen light " * 400,
        "and and and and",
        ", , ,",
        "x" * 499,
        "and turn " * 50,
    ],
)
async def test_no_command(ask: Ask, text: str) -> None:
    assert await ask(text) is None


async def test_language_without_own_sentences(ask: Ask) -> None:
    assert told(await ask("allume Kitchen Light", "fr")) == ["light.turn_on light.kitchen"]
    assert await ask("put YouTube on", "fr") is None


async def test_language_variant(ask: Ask) -> None:
    assert told(await ask("turn on the hall light", "en-GB")) == ["light.turn_on light.hall"]


async def test_home_changes(hass: HomeAssistant, ask: Ask, empty_home: MockConfigEntry) -> None:
    assert await ask("turn on the beacon") is None
    add_entity(hass, empty_home, "light.beacon", {"name": "Beacon", "state": "off", "modes": ["brightness"]})
    await hass.async_block_till_done()
    assert told(await ask("turn on the beacon")) == ["light.turn_on light.beacon"]

    async_expose_entity(hass, "conversation", "light.beacon", False)
    await hass.async_block_till_done()
    assert await ask("turn on the beacon") is None

    kitchen = ar.async_get(hass).async_get_area_by_name("Kitchen")
    assert kitchen
    ar.async_get(hass).async_update(kitchen.id, name="Galley", aliases=set())
    await hass.async_block_till_done()
    assert told(await ask("turn off the lights in the galley")) == ["light.turn_off light.kitchen"]


async def test_new_source_is_known(hass: HomeAssistant, ask: Ask) -> None:
    assert await ask("open Crunchyroll on the bedroom TV") is None
    state = hass.states.get("media_player.bedroom_tv")
    assert state
    sources = [*state.attributes["source_list"], "Crunchyroll"]
    hass.states.async_set(state.entity_id, state.state, {**state.attributes, "source_list": sources})
    assert told(await ask("open Crunchyroll on the bedroom TV")) == [
        "media_player.select_source media_player.bedroom_tv source=Crunchyroll"
    ]


async def test_users_own_sentence_comes_first(hass: HomeAssistant, empty_home: MockConfigEntry, tmp_path: Path) -> None:
    hass.config.config_dir = str(tmp_path)
    folder = tmp_path / "custom_sentences" / "en"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(
        'language: en\nintents:\n  CinemaTime:\n    data: [{sentences: ["turn on the tv"]}]\n'
    )
    intent.async_register(hass, _Cinema())
    assert await async_setup_component(hass, "media_player", {})
    add_entity(
        hass, empty_home, "media_player.tv", {"name": "Set", "state": "off", "class": "tv", "features": ["TURN_ON"]}
    )
    await hass.async_block_till_done()
    understood = await asking(hass)("turn on the tv")
    assert understood
    (part,) = understood.parts
    assert isinstance(part, IntentPart)
    assert part.intent_type == "CinemaTime"
    assert part.changes_home
    assert not part.steps


class _Cinema(intent.IntentHandler):
    """An intent that a user made."""

    intent_type = "CinemaTime"


async def test_compound_carries_the_room(ask: Ask) -> None:
    text = "turn on the living room TV and dim the lights to 30 %"
    there = ["media_player.turn_on media_player.living_tv"]
    first = "light.turn_on light.living_ceiling light.living_lamp brightness_pct=30"
    assert told(await ask(text)) == [*there, first]
    assert told(await ask(text, room="living_room")) == [*there, first]
    # Said in the kitchen, "the lights" are the kitchen's: the speaker's own room comes first.
    assert told(await ask(text, room="kitchen")) == [*there, "light.turn_on light.kitchen brightness_pct=30"]


async def test_speech_placeholders(ask: Ask) -> None:
    understood = await ask("set the volume to 20 percent", room="kitchen")
    assert understood
    (part,) = understood.parts
    assert isinstance(part, StepsPart)
    assert (part.reply, part.names, dict(part.placeholders)) == ("volume_set", ("Kitchen Speaker",), {"volume": "20"})
