"""A simulated voice: as long as a sentence takes, and silent, as a simulated speaker says nothing aloud."""

import io
from typing import Any, override
import wave

from homeassistant.components.tts import TextToSpeechEntity, TtsAudioType
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import SimHomeConfigEntry
from .entity import SimEntity, entities_of

PARALLEL_UPDATES = 0

_RATE = 8000  # samples a second
_CHARACTERS_A_SECOND = 15


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's voices."""
    async_add_entities(entities_of(entry, Platform.TTS, SimVoice))


class SimVoice(SimEntity, TextToSpeechEntity):
    """A voice that speaks every language that Parlor does."""

    _attr_supported_languages = ["en", "de", "ko"]
    _attr_default_language = "en"

    @override
    def take_state(self, state: str | None) -> None:
        """Have no state of its own: Home Assistant keeps when it spoke last."""

    @override
    def get_tts_audio(self, message: str, language: str, options: dict[str, Any]) -> TtsAudioType:
        """Return silence, as long as the message takes."""
        audio = io.BytesIO()
        with wave.open(audio, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(_RATE)
            file.writeframes(bytes(2 * int(_RATE * len(message) / _CHARACTERS_A_SECOND)))
        return "wav", audio.getvalue()
