"""What can be browsed of the pictures on a Frame: they are shown when they are played."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from homeassistant.components.media_player import BrowseError, BrowseMedia, MediaClass
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.translation import async_get_cached_translations

from .art_actions import CATEGORIES
from .const import DOMAIN
from .tv_gallery import Gallery, art_errors

ART: Final = "art"  # the type of a picture on the TV, and the place where they are
SHOWN: Final = ("my_photos", "favourites", "recent")
MOST_PICTURES: Final = 200

type Thumbnail = Callable[[str], str]


def text(hass: HomeAssistant, category: str, key: str) -> str:
    """Return a text in the language of the home."""
    texts = async_get_cached_translations(hass, hass.config.language, category, DOMAIN)
    return texts.get(f"component.{DOMAIN}.{category}.{key}", key)


def art_place(hass: HomeAssistant, place: str = ART) -> BrowseMedia:
    """Return the place of the pictures, or that of one category of them."""
    is_top = place == ART
    return BrowseMedia(
        title=text(hass, "common", ART) if is_top else text(hass, "selector", f"art_category.options.{place}"),
        media_class=MediaClass.DIRECTORY,
        media_content_id=place,
        media_content_type=ART,
        can_play=False,
        can_expand=True,
        children_media_class=MediaClass.DIRECTORY if is_top else MediaClass.IMAGE,
    )


async def async_browse_art(
    hass: HomeAssistant, gallery: Gallery, name: str, place: str, thumbnail: Thumbnail
) -> BrowseMedia:
    """Return what is at a place of the pictures; raises BrowseError for one that is none, or that the TV does not tell."""
    if place != ART and place not in SHOWN:
        raise no_place(name)
    there = art_place(hass, place)
    if place == ART:
        there.children = [art_place(hass, each) for each in SHOWN]
        return there
    try:
        with art_errors(name):
            works = await gallery.async_artworks(CATEGORIES[place])
    except HomeAssistantError as error:
        raise BrowseError(
            translation_domain=DOMAIN,
            translation_key=error.translation_key,
            translation_placeholders=error.translation_placeholders,
        ) from error
    there.children = [_picture(work, thumbnail) for work in works[:MOST_PICTURES]]
    there.not_shown = max(len(works) - MOST_PICTURES, 0)
    return there


def no_place(name: str) -> BrowseError:
    """Return the error for a place that is none."""
    return BrowseError(
        translation_domain=DOMAIN, translation_key="tv_place_unknown", translation_placeholders={"name": name}
    )


def _picture(work: Mapping[str, Any], thumbnail: Thumbnail) -> BrowseMedia:
    """Return one picture; what it was called where it came from is known of our own."""
    content_id: str = work["content_id"]
    return BrowseMedia(
        title=work["file"] or content_id,
        media_class=MediaClass.IMAGE,
        media_content_id=content_id,
        media_content_type=ART,
        can_play=True,
        can_expand=False,
        thumbnail=thumbnail(content_id),
    )
