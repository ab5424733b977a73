"""The actions for the pictures on a Frame; `art_actions.py` says what each does."""

from dataclasses import dataclass
from typing import Any, Final

import probatio

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, SupportsResponse, callback
from homeassistant.helpers import config_validation as cv, service

from .art.form import Fit, Show
from .const import DOMAIN

CATEGORIES: Final = ("my_photos", "favourites", "recent", "all")
MOST_MINUTES: Final = 7 * 24 * 60
MOST_IDS: Final = 500

WORD: Final = probatio.All(cv.string, probatio.Length(min=1, max=256))
PATH: Final = probatio.All(cv.string, probatio.Length(min=1, max=4096))
CHOSEN_MEDIA: Final = probatio.Schema({probatio.Required("media_content_id"): WORD}, extra=probatio.ALLOW_EXTRA)
SHAPED: Final = {
    probatio.Optional("fit", default=Fit.COVER): probatio.Coerce(Fit),
    probatio.Optional("background", default=(0, 0, 0)): probatio.All(
        probatio.ExactSequence((cv.byte, cv.byte, cv.byte)), probatio.Coerce(tuple)
    ),
    probatio.Optional("matte"): WORD,
    probatio.Optional("portrait_matte"): WORD,
}
WHICH: Final = {probatio.Optional("content_id"): WORD}
CATEGORY: Final = {probatio.Optional("category", default="my_photos"): probatio.In(CATEGORIES)}
SOURCE: Final = "source"  # one of several fields, never two


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtAction:
    """An action for the pictures on a Frame, `async_<name>` of its media player."""

    name: str
    fields: dict[Any, Any]
    response: SupportsResponse = SupportsResponse.NONE


ACTIONS: Final = (
    ArtAction(name="list_art", fields=CATEGORY, response=SupportsResponse.ONLY),
    ArtAction(
        name="select_art",
        fields={
            probatio.Required("content_id"): WORD,
            probatio.Optional("show", default=Show.IN_ART_MODE): probatio.Coerce(Show),
        },
        response=SupportsResponse.OPTIONAL,
    ),
    ArtAction(
        name="upload_art",
        fields={
            probatio.Exclusive("path", SOURCE): PATH,
            probatio.Exclusive("media", SOURCE): CHOSEN_MEDIA,
            probatio.Exclusive("source_entity", SOURCE): cv.entity_domain([Platform.CAMERA, Platform.IMAGE]),
            **SHAPED,
            probatio.Optional("show", default=Show.NEVER): probatio.Coerce(Show),
        },
        response=SupportsResponse.OPTIONAL,
    ),
    ArtAction(
        name="upload_art_folder",
        fields={probatio.Required("path"): PATH, **SHAPED},
        response=SupportsResponse.OPTIONAL,
    ),
    ArtAction(name="stop_art_upload", fields={}),
    ArtAction(
        name="delete_art",
        fields={
            probatio.Required("content_ids"): probatio.All(cv.ensure_list, [WORD], probatio.Length(min=1, max=MOST_IDS))
        },
    ),
    ArtAction(
        name="set_art_matte",
        fields={probatio.Required("matte"): WORD, probatio.Optional("portrait_matte"): WORD, **WHICH},
    ),
    ArtAction(name="set_photo_filter", fields={probatio.Required("photo_filter"): WORD, **WHICH}),
    ArtAction(name="favourite_art", fields={probatio.Optional("favourite", default=True): cv.boolean, **WHICH}),
    ArtAction(
        name="set_slideshow",
        fields={
            probatio.Required("minutes"): probatio.All(probatio.Coerce(int), probatio.Range(min=0, max=MOST_MINUTES)),
            probatio.Optional("shuffle", default=False): cv.boolean,
            **CATEGORY,
        },
    ),
)


@callback
def async_set_up_art_actions(hass: HomeAssistant) -> None:
    """Register every action for pictures; which TV it is for is said with each call."""
    for action in ACTIONS:
        service.async_register_platform_entity_service(
            hass,
            DOMAIN,
            action.name,
            entity_domain=Platform.MEDIA_PLAYER,
            schema=action.fields,
            func=f"async_{action.name}",
            supports_response=action.response,
        )
