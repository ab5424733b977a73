"""What a model is used for."""

from enum import StrEnum


class Role(StrEnum):
    """A use of a model; settings name a role's model, code never does."""

    CHAT = "chat"
    REASONING = "reasoning"
    VISION = "vision"
    IMAGE = "image"
    TRANSCRIPTION = "transcription"
    SPEECH = "speech"
    EMBEDDING = "embedding"
