"""How loud a TV is, from what its renderer and IP Control tell: both know of its own speakers alone. Pure."""

from dataclasses import dataclass

from ..state import TVState
from .speaker import INTERNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """Volume in 0-100 and mute, None where nobody knows; `is_settable` where the TV lets them be set, on or off now."""

    volume: int | None = None
    muted: bool | None = None
    is_settable: bool = False


def loudness(state: TVState) -> Loudness:
    """Return how loud a TV is; nothing where the sound comes from a soundbar, an amplifier or headphones.

    Of those the TV tells 0, or what it was when they were switched on, and takes no level either.
    """
    if is_elsewhere(state):
        return Loudness()
    told = state.control
    return Loudness(
        volume=state.volume if state.volume is not None or told is None else told.volume,
        muted=state.muted if state.muted is not None or told is None else told.muted,
        is_settable=state.has_sound or (told is not None and "volume" in told.has),
    )


def is_elsewhere(state: TVState) -> bool:
    """Say whether it is known that the sound does not come from the TV's own speakers."""
    speaker = state.control.speaker if state.control else None
    return state.external_speaker is True if speaker is None else speaker.casefold() != INTERNAL
