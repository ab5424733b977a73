"""What a user can attach to an issue about a screen: how it is made, and nothing of what is watched."""

import json
from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import get_diagnostics_for_config_entry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from .screens import BOX, FILM, TV, add_household, add_screen, pass_time, play

APP = {"app_id": "com.plexapp.plex", "app_name": "Plex", "username": "anna"}


async def test_how_it_is_made_and_not_what_is_watched(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    household_folder: Path,
    freezer: FrozenDateTimeFactory,
) -> None:
    er.async_get(hass).async_get_or_create("media_player", "plex", "box", suggested_object_id="bedroom_box")
    assert await async_setup_component(hass, "homeassistant", {})
    hass.states.async_set("person.anna", "home", {"friendly_name": "Anna"})
    screen = await add_screen(hass, plugged={"HDMI 1": BOX}, person="person.anna")
    await add_household(hass, household_folder.parent)
    await play(hass, {**FILM, **APP})
    await pass_time(hass, freezer, 60)
    assert await async_setup_component(hass, "diagnostics", {})
    told = await get_diagnostics_for_config_entry(hass, hass_client, screen)
    assert isinstance(told, dict)
    assert (told["activity"], told["told_by"], told["title_told_by"]) == ("watching", "input", "input")
    assert told["has_title"] and told["has_viewing"] and told["is_remembered"] and told["has_person"]
    own, box = told["sources"]
    assert (own["role"], box["role"], box["brand"], box["is_plugged_in"]) == ("screen", "input", "plex", True)
    assert {"title", "position", "person"} <= set(box["knows"])
    written = json.dumps(told).casefold()
    for private in ("metropolis", "anna", "plexapp", TV, BOX, "bedroom"):
        assert private not in written, private


async def test_of_a_screen_that_is_not_set_up(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, household_folder: Path
) -> None:
    screen: MockConfigEntry = await add_screen(hass)
    assert await hass.config_entries.async_unload(screen.entry_id)
    assert await async_setup_component(hass, "diagnostics", {})
    assert await get_diagnostics_for_config_entry(hass, hass_client, screen) == {}
