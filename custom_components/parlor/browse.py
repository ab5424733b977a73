"""What can be browsed on a TV: its apps, the pictures of a Frame, and what Home Assistant itself has to show."""

from collections.abc import Callable, Collection, Iterable
from typing import Final

from homeassistant.components import media_source
from homeassistant.components.media_player import BrowseError, BrowseMedia, MediaClass, MediaType
from homeassistant.core import HomeAssistant

from .browse_art import art_place, no_place, text
from .samsung.frames import App

APPS: Final = MediaType.APPS
ROOT: Final = "root"
# What a set takes by DLNA.
PUSHED: Final = ("audio/", "image/", "video/")

type Thumbnail = Callable[[App], str | None]


async def async_browse(
    hass: HomeAssistant,
    name: str,
    apps: Collection[App],
    thumbnail: Thumbnail,
    media_id: str | None,
    *,
    has_art: bool,
) -> BrowseMedia:
    """Return what is at a place, the top where none is given; raises BrowseError for a place that is none."""
    if media_id and media_source.is_media_source_id(media_id):
        return await media_source.async_browse_media(hass, media_id, content_filter=_is_pushed)
    if media_id == APPS:
        return _apps(hass, apps, thumbnail)
    if media_id not in (None, "", ROOT):
        raise no_place(name)
    children = [_apps(hass, apps, None)] if apps else []
    children += [art_place(hass)] if has_art else []
    children += await _async_media_sources(hass)
    return BrowseMedia(
        title=name,
        media_class=MediaClass.DIRECTORY,
        media_content_id=ROOT,
        media_content_type=ROOT,
        can_play=False,
        can_expand=True,
        children=children,
    )


def found(apps: Iterable[App], wanted: str, thumbnail: Thumbnail) -> list[BrowseMedia]:
    """Return the apps whose name has a text in it."""
    text = wanted.strip().casefold()
    return [_app(app, thumbnail) for app in _sorted(apps) if text in app.name.casefold()]


async def _async_media_sources(hass: HomeAssistant) -> list[BrowseMedia]:
    """Return the media of Home Assistant, as many places as it has of them."""
    try:
        root = await media_source.async_browse_media(hass, None, content_filter=_is_pushed)
    except BrowseError:
        return []
    return list(root.children or ()) if root.domain is None else [root]


def _is_pushed(item: BrowseMedia) -> bool:
    """Say whether a TV can be sent something of that type."""
    return item.media_content_type.startswith(PUSHED)


def _apps(hass: HomeAssistant, apps: Iterable[App], thumbnail: Thumbnail | None) -> BrowseMedia:
    """Return the place of the apps, with them in it where thumbnails are asked for."""
    return BrowseMedia(
        title=text(hass, "common", APPS),
        media_class=MediaClass.DIRECTORY,
        media_content_id=APPS,
        media_content_type=APPS,
        can_play=False,
        can_expand=True,
        children_media_class=MediaClass.APP,
        children=[_app(app, thumbnail) for app in _sorted(apps)] if thumbnail else None,
    )


def _app(app: App, thumbnail: Thumbnail) -> BrowseMedia:
    """Return one app, which opens when it is played."""
    return BrowseMedia(
        title=app.name,
        media_class=MediaClass.APP,
        media_content_id=app.id,
        media_content_type=MediaType.APP,
        can_play=True,
        can_expand=False,
        thumbnail=thumbnail(app),
    )


def _sorted(apps: Iterable[App]) -> list[App]:
    """Return apps in the order of their names."""
    return sorted(apps, key=lambda app: app.name.casefold())
