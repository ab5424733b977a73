"""What a TV shows, from what is known of it; nothing here is what was merely asked for. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from .frames import App
from .power.verdict import Power

TUNER: Final = "TV"  # what IP Control calls the input of the aerial, the cable and TV Plus


class ShownKind(StrEnum):
    """What kind of thing is shown."""

    NOTHING = "nothing"  # the panel is dark
    ART = "art"
    APP = "app"
    MEDIA = "media"  # pushed to the TV by DLNA
    CHANNEL = "channel"
    INPUT = "input"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is shown: `app` for an app, `source` (`HDMI1`, `TV`) for an input and a channel, `channel` its number."""

    kind: ShownKind
    app: App | None = None
    source: str | None = None
    channel: str | None = None


def look(
    power: Power, app: App | None, *, has_media: bool = False, source: str | None = None, channel: str | None = None
) -> Shown:
    """Return what is shown, from the app that is seen, media that plays or is paused, and the input as it is told.

    IP Control goes on naming the input that an app or pushed media covers, so these count before it. What covers it
    and cannot be seen (Home, an app that nobody knows) is not noticed: then the input that is told is what is told.
    """
    match power:
        case Power.OFF:
            return Shown(kind=ShownKind.NOTHING)
        case Power.ART:
            return Shown(kind=ShownKind.ART)
        case Power.UNKNOWN:
            return Shown(kind=ShownKind.UNKNOWN)
    if app is not None:
        return Shown(kind=ShownKind.APP, app=app)
    if has_media:
        return Shown(kind=ShownKind.MEDIA)
    if source is None:
        return Shown(kind=ShownKind.UNKNOWN)
    if source == TUNER and channel:
        return Shown(kind=ShownKind.CHANNEL, source=source, channel=channel)
    return Shown(kind=ShownKind.INPUT, source=source)
