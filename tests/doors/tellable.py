"""A home in which people can be told something: real entities of satellites, speakers, a voice, phones, and a TV in the living room."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any, override
from urllib.parse import parse_qs, urlsplit

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    MockPlatform,
    mock_config_flow,
    mock_integration,
    mock_platform,
)

from homeassistant.components.assist_satellite import (
    AssistSatelliteAnnouncement,
    AssistSatelliteConfiguration,
    AssistSatelliteEntity,
    AssistSatelliteEntityFeature,
)
from homeassistant.components.media_player import (
    MediaPlayerDeviceClass,
    MediaPlayerEntity,
    MediaPlayerEntityFeature,
    MediaPlayerState,
)
from homeassistant.components.notify import NotifyEntity, NotifyEntityFeature
from homeassistant.components.tts import TextToSpeechEntity, TtsAudioType
from homeassistant.config_entries import ConfigEntry, ConfigFlow
from homeassistant.const import MAJOR_VERSION, MINOR_VERSION
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity
from homeassistant.setup import async_setup_component

from .screens import BOX, TV, add_screen

DOMAIN = "tellable"
SATELLITE, SPEAKER, ANNA, BEN = "assist_satellite.living", "media_player.kitchen", "notify.anna", "notify.ben"
VOICE = "tts.voice"
# What is returned once an entry is set up: since 2026.11 nothing.
DONE = True if (MAJOR_VERSION, MINOR_VERSION) < (2026, 11) else None
TEXT = "The washing is done."
LIVING_MOTION, KITCHEN_MOTION = "binary_sensor.living", "binary_sensor.kitchen"


class Faulty:
    """What each of the entities may be made to do wrong; `said` is what they told, in order."""

    def __init__(self) -> None:
        """Do everything right."""
        self.said: list[str] = []
        self.fails = False
        self.hangs = False
        self.waits: asyncio.Event | None = None
        self.began = asyncio.Event()

    async def tell(self, text: str) -> None:
        """Tell something."""
        if self.fails:
            raise HomeAssistantError("it does not work")
        if self.hangs:
            await asyncio.Event().wait()
        self.said.append(text)
        self.began.set()
        if self.waits is not None:
            await self.waits.wait()


class Satellite(AssistSatelliteEntity):
    """A satellite that has said it when it answers."""

    _attr_name = "living"
    _attr_unique_id = "living"
    _attr_supported_features = AssistSatelliteEntityFeature.ANNOUNCE

    def __init__(self) -> None:
        """Do everything right."""
        self.faulty = Faulty()

    @override
    async def async_announce(self, announcement: AssistSatelliteAnnouncement) -> None:
        await self.faulty.tell(announcement.message)

    @override
    def async_get_configuration(self) -> AssistSatelliteConfiguration:
        return AssistSatelliteConfiguration(available_wake_words=[], active_wake_words=[], max_active_wake_words=0)

    @override
    async def async_set_configuration(self, config: AssistSatelliteConfiguration) -> None:
        raise NotImplementedError

    @override
    def on_pipeline_event(self, event: Any) -> None:
        raise NotImplementedError


class Speaker(MediaPlayerEntity):
    """A speaker that shows that it plays for as long as it speaks."""

    _attr_name = "kitchen"
    _attr_unique_id = "kitchen"
    _attr_device_class = MediaPlayerDeviceClass.SPEAKER
    _attr_state = MediaPlayerState.IDLE

    def __init__(self) -> None:
        """Do everything right: `plays_on` after what it said, `is_silent` of what it does."""
        self.faulty = Faulty()
        self.announces = True
        self.plays_on = False
        self.is_silent = False

    @property
    @override
    def supported_features(self) -> MediaPlayerEntityFeature:
        features = MediaPlayerEntityFeature.PLAY_MEDIA
        return features | MediaPlayerEntityFeature.MEDIA_ANNOUNCE if self.announces else features

    @override
    async def async_play_media(self, media_type: str, media_id: str, **kwargs: Any) -> None:
        await self.faulty.tell(parse_qs(urlsplit(media_id).query)["message"][0])
        if not self.is_silent and not self.plays_on:
            self.put(MediaPlayerState.PLAYING)
            self.hass.loop.call_soon(self.put, MediaPlayerState.IDLE)

    def put(self, state: MediaPlayerState) -> None:
        """Show a state."""
        self._attr_state = state
        self.async_write_ha_state()


class Voice(TextToSpeechEntity):
    """Turns text into hardly anything."""

    _attr_name = "voice"
    _attr_unique_id = "voice"

    @property
    @override
    def supported_languages(self) -> list[str]:
        return ["en"]

    @property
    @override
    def default_language(self) -> str:
        return "en"

    @override
    async def async_get_tts_audio(self, message: str, language: str, options: dict[str, Any]) -> TtsAudioType:
        return "wav", b"sound"


class Phone(NotifyEntity):
    """A phone."""

    _attr_supported_features = NotifyEntityFeature.TITLE

    def __init__(self, name: str) -> None:
        """Do everything right."""
        self.faulty = Faulty()
        self._attr_name = name
        self._attr_unique_id = name
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, name)}, name=f"{name}'s phone")
        self.entity_id = f"notify.{name}"

    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        await self.faulty.tell(f"{title}: {message}" if title else message)


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
