"""What a TV is told to fetch and play: media of Home Assistant, or a file at an address."""

from collections.abc import Mapping
from dataclasses import dataclass
import mimetypes
from typing import Any, Final
from urllib.parse import unquote

from yarl import URL

from homeassistant.components import media_source
from homeassistant.components.media_player import MediaType, async_process_play_media_url
from homeassistant.core import HomeAssistant

from .asked import checked_url
from .samsung.frames import printable

PLAYED: Final = ("audio/", "image/", "video/")  # what a set takes by DLNA
UNTITLED: Final = "Home Assistant"

# What a file is where its name does not say it.
LIKELY: Final[Mapping[str, str]] = {
    "audio": "audio/mpeg",
    MediaType.MUSIC: "audio/mpeg",
    MediaType.TRACK: "audio/mpeg",
    MediaType.PODCAST: "audio/mpeg",
    MediaType.VIDEO: "video/mp4",
    MediaType.MOVIE: "video/mp4",
    MediaType.EPISODE: "video/mp4",
    MediaType.TVSHOW: "video/mp4",
    MediaType.IMAGE: "image/jpeg",
}


@dataclass(frozen=True, slots=True)
class Medium:
    """Where a TV finds something, what it is called, and what it is (`video/mp4`)."""

    url: str
    title: str
    mime: str

    @property
    def is_played(self) -> bool:
        """Say whether a set takes such a thing."""
        return self.mime.startswith(PLAYED)


async def async_medium(
    hass: HomeAssistant, entity_id: str, media_type: str, media_id: str, extra: Mapping[str, Any]
) -> Medium:
    """Return what is to be played, with an address that the TV may fetch.

    Raises HomeAssistantError where Home Assistant does not have it, ValueError where it is no address of a file.
    """
    if media_source.is_media_source_id(media_id):
        found = await media_source.async_resolve_media(hass, media_id, entity_id)
        url, mime = found.url, found.mime_type
    else:
        url, mime = media_id.strip(), file_type(media_type, media_id) or ""
    if not url:
        raise ValueError("no address")
    title = printable(_title(extra)) or printable(unquote(URL(url).name)) or UNTITLED
    return Medium(checked_url(async_process_play_media_url(hass, url)), title, mime)


def file_type(media_type: str, url: str) -> str | None:
    """Return what a file is: as it is told, else by its name, else what it likely is; None for what is no file."""
    if media_type.startswith(PLAYED):
        return media_type
    if media_type != MediaType.URL and media_type not in LIKELY:
        return None
    told, _ = mimetypes.guess_type(url.partition("?")[0])
    return told if told and told.startswith(PLAYED) else LIKELY.get(media_type)


def _title(extra: Mapping[str, Any]) -> str:
    """Return the title that whoever asks gives it."""
    metadata = extra.get("metadata")
    title = extra.get("title") or (metadata.get("title") if isinstance(metadata, Mapping) else None)
    return str(title or "")


def content_type(url: str) -> MediaType | None:
    """Return what kind of thing is at an address, None where its name does not say it."""
    kinds = {"audio": MediaType.MUSIC, "image": MediaType.IMAGE, "video": MediaType.VIDEO}
    return kinds.get((file_type(MediaType.URL, url) or "").partition("/")[0])
