"""What tells people something in tests: a satellite, a speaker, a voice and phones, each a real entity that can be made to fail."""

import asyncio
from typing import Any, override
from urllib.parse import parse_qs, urlsplit

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
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.device_registry import DeviceInfo

DOMAIN = "tellable"


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
