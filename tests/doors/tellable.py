"""A home in which people can be told something: real entities of satellites, speakers, a voice, phones, and a TV in the living room."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    MockPlatform,
    mock_config_flow,
    mock_integration,
    mock_platform,
)

from homeassistant.components.media_player import MediaPlayerState
from homeassistant.config_entries import ConfigEntry, ConfigFlow
from homeassistant.const import MAJOR_VERSION, MINOR_VERSION
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.helpers.entity import Entity
from homeassistant.setup import async_setup_component

from .screens import BOX, TV, add_screen
from .tellable_entities import DOMAIN, Phone, Satellite, Speaker, Voice

SATELLITE, SPEAKER, ANNA, BEN = "assist_satellite.living", "media_player.kitchen", "notify.anna", "notify.ben"
VOICE = "tts.voice"
# What is returned once an entry is set up: since 2026.11 nothing.
DONE = True if (MAJOR_VERSION, MINOR_VERSION) < (2026, 11) else None
TEXT = "The washing is done."
LIVING_MOTION, KITCHEN_MOTION = "binary_sensor.living", "binary_sensor.kitchen"


class Tellable:
    """The home: `said` is what was told on what, since it was last asked."""

    def __init__(self) -> None:
        """Have everything in order."""
        self.satellite, self.speaker, self.anna, self.ben = Satellite(), Speaker(), Phone("anna"), Phone("ben")
        self.faulty = {
            "satellite": self.satellite.faulty,
            "speaker": self.speaker.faulty,
            "anna": self.anna.faulty,
            "ben": self.ben.faulty,
        }
        self.everything: Mapping[str, list[Entity]] = {
            "assist_satellite": [self.satellite],
            "media_player": [self.speaker],
            "tts": [Voice()],
            "notify": [self.anna, self.ben],
        }
        self.entry = MockConfigEntry(domain=DOMAIN)

    def said(self) -> dict[str, list[str]]:
        """Return what was told since this was last asked."""
        found = {name: list(each.said) for name, each in self.faulty.items() if each.said}
        for each in self.faulty.values():
            each.said.clear()
        return found

    async def async_set_up(self, hass: HomeAssistant) -> None:
        """Have it all in Home Assistant."""

        async def set_up(hass: HomeAssistant, entry: ConfigEntry) -> bool | None:
            await hass.config_entries.async_forward_entry_setups(entry, list(self.everything))
            return DONE

        async def unload(hass: HomeAssistant, entry: ConfigEntry) -> bool | None:
            await hass.config_entries.async_unload_platforms(entry, list(self.everything))
            return DONE

        mock_integration(hass, MockModule(DOMAIN, async_setup_entry=set_up, async_unload_entry=unload))
        mock_platform(hass, f"{DOMAIN}.config_flow")
        for domain, entities in self.everything.items():

            async def add(_: HomeAssistant, __: ConfigEntry, add_entities: Any, entities: Any = entities) -> None:
                add_entities(entities)

            mock_platform(hass, f"{DOMAIN}.{domain}", MockPlatform(async_setup_entry=add))
        self.entry.add_to_hass(hass)
        with mock_config_flow(DOMAIN, ConfigFlow):
            assert await hass.config_entries.async_setup(self.entry.entry_id)
        await hass.async_block_till_done()
        self._place(hass)

    def _place(self, hass: HomeAssistant) -> None:
        """Put it all into rooms, and have two persons followed by their phones."""
        areas, registry = ar.async_get(hass), er.async_get(hass)
        living, kitchen = areas.async_create("Living room").id, areas.async_create("Kitchen").id
        registry.async_update_entity(SATELLITE, area_id=living)
        registry.async_update_entity(SPEAKER, area_id=kitchen)
        for unique, entity_id, area in (("l", LIVING_MOTION, living), ("k", KITCHEN_MOTION, kitchen)):
            name = entity_id.split(".")[1]
            registry.async_get_or_create("binary_sensor", "test", unique, suggested_object_id=name)
            registry.async_update_entity(entity_id, area_id=area)
        for name, state in (("anna", "home"), ("ben", "not_home")):
            hass.states.async_set(f"person.{name}", state, self.followed(hass, name))

    @staticmethod
    def followed(hass: HomeAssistant, name: str) -> dict[str, Any]:
        """Return the attributes of a person who is followed by a phone."""
        registry = er.async_get(hass)
        phone = registry.async_get(f"notify.{name}")
        assert phone is not None
        tracker = registry.async_get_or_create("device_tracker", DOMAIN, name, device_id=phone.device_id).entity_id
        return {"device_trackers": [tracker, None, "device_tracker.gone"], "friendly_name": name}

    async def put(self, hass: HomeAssistant, state: str) -> None:
        """Have the speaker show a state."""
        self.speaker.put(MediaPlayerState(state))
        await hass.async_block_till_done()

    @staticmethod
    def notice(hass: HomeAssistant, entity_id: str, state: str) -> None:
        """Have a sensor notice somebody, or nobody."""
        hass.states.async_set(entity_id, state, {"device_class": "occupancy"})


async def add_living_room_tv(hass: HomeAssistant) -> MockConfigEntry:
    """Add the TV of the living room with its box, as a screen."""
    (area,) = [each.id for each in ar.async_get(hass).async_list_areas() if each.name == "Living room"]
    registry = er.async_get(hass)
    registry.async_get_or_create("media_player", "test", "tv", suggested_object_id=TV.split(".")[1])
    registry.async_update_entity(TV, area_id=area)
    hass.states.async_set(TV, "off", {"friendly_name": "Bedroom TV"})
    hass.states.async_set(BOX, "idle", {"friendly_name": "Bedroom Box"})
    return await add_screen(hass, plugged={"HDMI 1": BOX})


async def set_up_parlor(hass: HomeAssistant) -> None:
    """Have Parlor's actions, without any entry of its own."""
    hass.config.internal_url = "http://homeassistant.local:8123"  # where satellites fetch what they say
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "parlor", {})
    await hass.async_block_till_done()


@pytest.fixture
async def people(hass: HomeAssistant, tmp_path: Path) -> Tellable:
    """Return the home, with Parlor in it and nothing set."""
    hass.config.config_dir = str(tmp_path)
    people = Tellable()
    await set_up_parlor(hass)
    await people.async_set_up(hass)
    return people


def told_on(response: dict[str, Any]) -> list[str]:
    """Return on what a message was told."""
    return [each["target"] for each in response["told"]]


async def tell(hass: HomeAssistant, text: str = TEXT, **data: Any) -> dict[str, Any]:
    """Tell something, and return what became of it."""
    response = await hass.services.async_call(
        "parlor", "tell", {"message": text, **data}, blocking=True, return_response=True
    )
    assert isinstance(response, dict)
    return response
