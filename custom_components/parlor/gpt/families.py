"""What is known of models by their names: the only place in Parlor where any stands.

Names and shutdown dates: `openai/types/shared/chat_model.py`, `image_model.py`, `audio/speech_model.py` and `audio_model.py` of the
SDK, and https://developers.openai.com/api/docs/deprecations, as of November 2026.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from .role import Role

_SMALL = ("gpt-6-luna", "gpt-5.6-luna", "gpt-5.4-mini", "gpt-5.4-nano")
_MIDDLE = ("gpt-6.1-terra", "gpt-5.6-terra", "gpt-5.5", "gpt-5.4")
_LARGE = ("gpt-6.1-sol", "gpt-6-sol", "gpt-6-astra", "gpt-5.6-sol")
_LEAVING = ("gpt-4.1-mini", "gpt-4o-mini", "gpt-4.1", "gpt-4o")

# Best first. A household's commands want a model that answers at once; all of these see images.
PREFERRED: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.CHAT: (*_SMALL, *_MIDDLE, *_LARGE, *_LEAVING),
    Role.REASONING: (*_LARGE, *_MIDDLE, *_SMALL),
    Role.VISION: (*_SMALL, *_MIDDLE, *_LARGE, *_LEAVING),
    Role.IMAGE: ("gpt-image-2.5-flare", "gpt-image-2.5-sunburst", "gpt-image-2"),
    Role.TRANSCRIPTION: ("gpt-transcribe", "gpt-4o-mini-transcribe", "gpt-4o-transcribe", "whisper-1"),
    Role.SPEECH: ("gpt-4o-mini-tts", "tts-1", "tts-1-hd"),
    Role.EMBEDDING: ("text-embedding-3-small", "text-embedding-3-large"),
}

_2025 = date(2025, 10, 27)
_SPRING = date(2026, 5, 12)
_SUMMER = date(2026, 8, 10)
_AUTUMN = date(2026, 10, 23)
_DECEMBER = date(2026, 12, 11)
_JANUARY = date(2027, 1, 14)
_FEBRUARY = date(2027, 2, 26)

# The day on which a model is switched off, by its name without a snapshot's date.
SHUTDOWN: Final[Mapping[str, date]] = {
    **dict.fromkeys(("o1-preview", "o1-mini", "gpt-4-32k", "gpt-3.5-turbo-16k", "gpt-4-vision-preview"), _2025),
    **dict.fromkeys(("dall-e-2", "dall-e-3", "chatgpt-4o-latest", "codex-mini-latest"), _SPRING),
    **dict.fromkeys(("gpt-4o-audio-preview", "gpt-4o-mini-audio-preview", "gpt-4-turbo-preview"), _SPRING),
    **dict.fromkeys(
        ("gpt-5.3-chat-latest", "gpt-5.2-chat-latest", "gpt-5.1-chat-latest", "gpt-5-chat-latest"), _SUMMER
    ),
    **dict.fromkeys(("gpt-5.1-codex", "gpt-4o-search-preview", "gpt-4o-mini-search-preview"), _SUMMER),
    **dict.fromkeys(("gpt-4", "gpt-4-turbo", "gpt-3.5-turbo", "gpt-4.1-nano", "gpt-image-1"), _AUTUMN),
    **dict.fromkeys(("o1", "o3-mini", "o4-mini"), _AUTUMN),
    **dict.fromkeys(("o3", "gpt-5", "gpt-5-mini", "gpt-5-nano"), _DECEMBER),
    **dict.fromkeys(("tts-1", "tts-1-hd", "gpt-4o-mini-tts"), date(2027, 1, 6)),
    **dict.fromkeys(("gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-4.1-mini"), _JANUARY),
    **dict.fromkeys(("gpt-realtime", "gpt-realtime-mini", "gpt-audio-mini"), date(2027, 1, 20)),
    **dict.fromkeys(
        ("whisper-1", "gpt-4o-transcribe", "gpt-4o-mini-transcribe", "gpt-4o-transcribe-diarize"), _FEBRUARY
    ),
}

# US dollars for a million tokens, as far as they are told where no price list is at hand: suggestions for a form, and no more.
# https://github.com/home-assistant/core/issues/177239, as of September 2026; what its output costs is not told there.
PRICES_USD: Final[Mapping[str, Mapping[str, float]]] = {
    "gpt-5.6-terra": {"input": 2.5, "cached": 0.25, "cache_write": 3.125},
}

# Parts of names that say what a model of another maker is for; what has none of them can be talked to.
SIGNS: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.EMBEDDING: ("embed", "bge-", "minilm", "e5-", "gte-"),
    Role.TRANSCRIPTION: ("whisper", "transcribe", "parakeet", "asr"),
    Role.SPEECH: ("tts", "kokoro", "piper", "orpheus"),
    Role.IMAGE: ("image", "dall-e", "diffusion", "sdxl", "flux"),
    Role.VISION: ("-vl", "vl:", "vision", "llava", "minicpm-v", "pixtral", "moondream"),
    Role.REASONING: ("-r1", "qwq", "think", "reason", "gpt-oss"),
}
# Those that cannot be talked to in the way Parlor does, and those that are for something else.
NEVER: Final = (
    "rerank",
    "moderation",
    "guard",
    "realtime",
    "audio",
    "live",
    "codex",
    "search",
    "deep-research",
    "computer-use",
    "babbage",
    "davinci",
    "turbo-instruct",
    "sora",
    "translate",
    "cyber",
    "daybreak",
)
