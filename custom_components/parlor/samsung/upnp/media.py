"""Media that somebody pushed to the TV by DLNA: what is told of them, as a record. Pure.

AVTransport describes only these, never an app, an input or the tuner (samsung-tv-protocol.md 1.6).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from ..frames import printable
from .soap import text

MAX_URI: Final = 2_000
_TIME: Final = re.compile(r"(\d{1,3}):(\d{1,2}):(\d{1,2})(?:\.\d{1,9})?")


class MediaState(StrEnum):
    """What the TV does with the medium."""

    PLAYING = "playing"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A medium that the TV plays because it was pushed there; durations in seconds, `position_at` Unix time."""

    uri: str
    state: MediaState
    title: str | None = None
    artist: str | None = None
    duration: float | None = None
    position: float | None = None
    position_at: float | None = None


_STATES: Final = {
    "PLAYING": MediaState.PLAYING,
    "TRANSITIONING": MediaState.PLAYING,
    "PAUSED_PLAYBACK": MediaState.PAUSED,
}


def media(told: Mapping[str, str]) -> Media | None:
    """Return what plays by the variables of AVTransport, None where nothing does."""
    state = _STATES.get(told.get("TransportState", "").strip().upper())
    uri = (told.get("CurrentTrackURI") or told.get("AVTransportURI") or "").strip()
    if state is None or not re.match(r"https?://", uri) or len(uri) > MAX_URI or not uri.isprintable():
        return None
    meta = told.get("CurrentTrackMetaData") or told.get("AVTransportURIMetaData") or ""
    return Media(
        uri=uri,
        state=state,
        title=_text(meta, "dc:title"),
        artist=_text(meta, "upnp:artist") or _text(meta, "dc:creator"),
        duration=seconds(told.get("CurrentTrackDuration", "")) or None,
    )


def seconds(span: str) -> float | None:
    """Return a time span (`1:02:03`), None for `NOT_IMPLEMENTED` and what else is none."""
    found = _TIME.fullmatch(span.strip())
    return int(found[1]) * 3600.0 + int(found[2]) * 60.0 + int(found[3]) if found else None


def didl(uri: str, title: str, mime: str) -> str:
    """Return the metadata with which a medium is pushed, as DIDL-Lite."""
    kind = {"audio": "audioItem.musicTrack", "image": "imageItem.photo"}.get(
        mime.split("/", maxsplit=1)[0], "videoItem"
    )
    return (
        '<DIDL-Lite xmlns="urn:schemas-upnp-org:metadata-1-0/DIDL-Lite/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:upnp="urn:schemas-upnp-org:metadata-1-0/upnp/"><item id="0" parentID="-1" restricted="1">'
        f"<dc:title>{escape(title)}</dc:title><upnp:class>object.item.{kind}</upnp:class>"
        f"<res protocolInfo={quoteattr(f'http-get:*:{mime}:*')}>{escape(uri)}</res></item></DIDL-Lite>"
    )


def _text(meta: str, name: str) -> str | None:
    """Return a text of DIDL-Lite that can be shown."""
    return printable(text(name, meta)) or None
