"""Parlor's own TV as an observation: what it shows by all its channels, with the power that the evidence comes to. Pure."""

from collections.abc import Mapping
from typing import Final

from ...samsung.power.verdict import Power
from ...samsung.shown import TUNER, ShownKind, look
from ...samsung.state import TVState
from ...samsung.upnp.media import Media, MediaState
from ..observation import Medium, Observation, Source, Status
from .apps import app_of
from .plain import text

STATUSES: Final[Mapping[Power, Status]] = {
    Power.ON: Status.ON,
    Power.ART: Status.ART,
    Power.OFF: Status.OFF,
    Power.UNKNOWN: Status.UNKNOWN,
}
MEDIA: Final[Mapping[MediaState, Status]] = {MediaState.PLAYING: Status.PLAYING, MediaState.PAUSED: Status.PAUSED}
KINDS: Final[Mapping[str, str]] = {
    "mp3": "music", "flac": "music", "m4a": "music", "wav": "music", "ogg": "music",
    "jpg": "image", "jpeg": "image", "png": "image", "webp": "image",
}  # fmt: skip
NO_INPUTS: Final[Mapping[str, str]] = {}


def observe_tv(
    source: Source, state: TVState, at: float, *, channel: str | None = None, inputs: Mapping[str, str] = NO_INPUTS
) -> Observation:
    """Return what a TV of Parlor shows.

    `channel` is the name of the channel where somebody tells it better than the TV, by its number; `inputs` what the
    owner calls the inputs (`{"HDMI1": "PlayStation"}`).
    """
    control = state.control
    shown = look(
        state.power,
        state.app,
        has_media=state.media is not None,
        source=control.source if control else None,
        channel=control.channel if control else None,
    )
    status = STATUSES[state.power]
    match shown.kind:
        case ShownKind.APP if shown.app:
            return Observation(source=source.id, at=at, status=status, app=app_of(shown.app.id, shown.app.name))
        case ShownKind.MEDIA if state.media:
            return Observation(source=source.id, at=at, status=MEDIA[state.media.state], medium=_medium(state.media))
        case ShownKind.CHANNEL | ShownKind.INPUT:
            told = shown.source or ""
            name = text(inputs.get(told)) or told or None
            is_live = told == TUNER
            return Observation(
                source=source.id,
                at=at,
                status=status,
                input=name,
                channel=(text(channel) or shown.channel) if is_live else None,
            )
        case ShownKind.UNKNOWN if state.power is Power.ON and channel:
            return Observation(source=source.id, at=at, status=status, channel=text(channel))
    return Observation(source=source.id, at=at, status=status)


def _medium(media: Media) -> Medium:
    """Return what was pushed to the TV."""
    ending = media.uri.partition("?")[0].rpartition(".")[2].casefold()
    return Medium(
        title=text(media.title),
        artist=text(media.artist),
        content_type=KINDS.get(ending, "video"),
        content_id=media.uri,
        duration=media.duration,
        position=media.position,
        position_at=media.position_at,
    )
