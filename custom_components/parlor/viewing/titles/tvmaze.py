"""TVmaze, which knows series without a key (https://www.tvmaze.com/api)."""

from collections.abc import Mapping
from typing import Any, Final

from aiohttp import ClientSession

from ..title import Title
from .asking import Asker
from .details import MOST_PEOPLE, Credit, Details
from .told import plain, rows, text, year
from .words import norm

URL: Final = "https://api.tvmaze.com"
ATTRIBUTION: Final = "Data from TVmaze (tvmaze.com), CC BY-SA 4.0"
# At least 20 calls every 10 seconds are allowed: https://www.tvmaze.com/api#rate-limiting
MOST: Final = 15
PER: Final = 10.0


class TVmaze:
    """Asks TVmaze for series and their episodes."""

    def __init__(self, session: ClientSession, url: str = URL) -> None:
        """Know where it is."""
        self._asker = Asker(session, "TVmaze", most=MOST, per=PER)
        self._url = url

    async def look_up(self, title: Title) -> Details | None:
        """Return what is known of an episode, or of a series; None where it is not known. Raises Unanswered."""
        if not title.series:
            return None
        query = {"q": title.series, "embed[]": "cast"}
        show = await self._asker.get(f"{self._url}/singlesearch/shows", query)
        if not isinstance(show, dict) or norm(text(show.get("name")) or "") != norm(title.series):
            return None
        details = _of_show(show)
        if title.episode is None or not isinstance(show.get("id"), int):
            return details
        numbers = {"season": 1 if title.season is None else title.season, "number": title.episode}
        episode = await self._asker.get(f"{self._url}/shows/{show['id']}/episodebynumber", numbers)
        return _of_episode(episode).and_also(details) if isinstance(episode, dict) else details


def _of_show(show: Mapping[str, Any]) -> Details:
    external = show.get("externals")
    found = {"tvmaze": show.get("id"), **(external if isinstance(external, dict) else {})}
    names = {"thetvdb": "tvdb"}
    embedded = show.get("_embedded")
    cast = embedded.get("cast") if isinstance(embedded, dict) else None
    return Details(
        name=text(show.get("name")),
        year=year(show.get("premiered")),
        runtime=_runtime(show.get("runtime") or show.get("averageRuntime")),
        genres=tuple(filter(None, map(text, rows(show.get("genres"))))),
        overview=plain(show.get("summary")),
        people=tuple(filter(None, map(_credit, rows(cast)[:MOST_PEOPLE]))),
        poster=_image(show),
        ids={
            names.get(key, key): str(value) for key, value in found.items() if isinstance(value, (int, str)) and value
        },
        by=("tvmaze",),
        attribution=(ATTRIBUTION,),
    )


def _of_episode(episode: Mapping[str, Any]) -> Details:
    return Details(
        name=text(episode.get("name")),
        year=year(episode.get("airdate")),
        runtime=_runtime(episode.get("runtime")),
        overview=plain(episode.get("summary")),
        poster=_image(episode),
    )


def _credit(row: object) -> Credit | None:
    if not isinstance(row, dict):
        return None
    person, character = row.get("person"), row.get("character")
    name = text(person.get("name")) if isinstance(person, dict) else None
    plays = text(character.get("name")) if isinstance(character, dict) else None
    return Credit(name=name, character=plays) if name else None


def _image(row: Mapping[str, Any]) -> str | None:
    image = row.get("image")
    found = text(image.get("medium")) if isinstance(image, dict) else None
    return found if found and found.startswith("https://") else None


def _runtime(minutes: object) -> float | None:
    return minutes * 60.0 if isinstance(minutes, (int, float)) and 0 < minutes < 6000 else None
