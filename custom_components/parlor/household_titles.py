"""Whom titles are looked up with, as the user wants it: nobody, unless that was chosen."""

from pathlib import Path
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .const import CONF_TMDB_KEY
from .household_settings import HouseholdSettings
from .viewing.titles import tmdb, tvmaze, wikidata
from .viewing.titles.cache import Cache
from .viewing.titles.guide import Guide
from .viewing.titles.metadata import Metadata, Provider
from .viewing.titles.tmdb import TMDB
from .viewing.titles.tvmaze import TVmaze
from .viewing.titles.wikidata import Wikidata

if TYPE_CHECKING:
    from . import ParlorConfigEntry

CACHE: str = "titles.db"


def metadata_of(
    hass: HomeAssistant, entry: ParlorConfigEntry, settings: HouseholdSettings, folder: Path
) -> Metadata | None:
    """Return who knows titles, None where they may not be looked up."""
    if not settings.look_up_titles:
        return None
    session = async_get_clientsession(hass)
    language = hass.config.language.partition("-")[0] or "en"
    providers: list[Provider] = [TVmaze(session, tvmaze.URL)]
    if key := entry.data.get(CONF_TMDB_KEY):
        providers.append(TMDB(session, key, tmdb.URL, language=language))
    return Metadata([*providers, Wikidata(session, wikidata.URL, language=language)], Cache(folder / CACHE))


def guide_of(hass: HomeAssistant, settings: HouseholdSettings, folder: Path) -> Guide | None:
    """Return who knows programmes, None where there is no guide and none may be asked for."""
    if not settings.guide_url and not settings.look_up_titles:
        return None
    country = hass.config.country if settings.look_up_titles else None
    return Guide(
        async_get_clientsession(hass), folder, where=settings.guide_url, country=country, schedule_url=tvmaze.URL
    )
