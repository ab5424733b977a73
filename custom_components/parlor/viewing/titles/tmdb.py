"""TMDB, which knows films and series with a key, through the library `themoviedb`."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import json
from typing import Any, Final, cast

from aiohttp import ClientResponse, ClientSession, ClientTimeout
from themoviedb.aiotmdb import aioTMDb
from themoviedb.exceptions import TMDbError

from ..title import Title
from .asking import TIMEOUT, Asker, Unanswered, read
from .details import MOST_PEOPLE, Credit, Details
from .told import text, year
from .words import norm

URL: Final = "https://api.themoviedb.org"
POSTERS: Final = "https://image.tmdb.org/t/p/w500"
ATTRIBUTION: Final = "This product uses the TMDB API but is not endorsed or certified by TMDB."
MOST: Final = 4  # questions a second; some 40 are allowed
PER: Final = 1.0


class TMDB:
    """Asks TMDB for films and series."""

    def __init__(self, session: ClientSession, key: str, url: str = URL, *, language: str = "en") -> None:
        """Know the key; it is in no log and in no error."""
        self._asker = Asker(session, "TMDB", most=MOST, per=PER)
        bounded = cast(ClientSession, _Bounded(self._asker))
        self._client = aioTMDb(api_key=key, language=language, region="US", session=bounded)
        self._client._config.host = url  # noqa: SLF001  the library has no other way to another host

    async def look_up(self, title: Title) -> Details | None:
        """Return what is known of a film or a series; None where it is not known. Raises Unanswered."""
        try:
            return await (self._series(title) if title.series else self._film(title))
        except (TMDbError, TypeError, ValueError, KeyError, AttributeError) as error:
            raise Unanswered(type(error).__name__) from error

    async def _film(self, title: Title) -> Details | None:
        found = await self._client.search().movies(title.name, year=title.year)
        best = next((each for each in found or () if _is_it(title, title.name, each.title, each.release_date)), None)
        if best is None or best.id is None:
            return None
        movie = await self._client.movie(best.id).details(append_to_response="credits,external_ids")
        return _details(movie, movie.title, movie.release_date, (movie.runtime or 0) * 60.0)

    async def _series(self, title: Title) -> Details | None:
        series = title.series or ""
        found = await self._client.search().tv(series)
        best = next((each for each in found or () if norm(text(each.name) or "") == norm(series)), None)
        if best is None or best.id is None:
            return None
        show = await self._client.tv(best.id).details(append_to_response="credits,external_ids")
        return _details(show, show.name, show.first_air_date, 0.0)


class _Bounded:
    """Stands for a session where the library asks, so that no answer is without bounds."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    @asynccontextmanager
    async def request(self, method: str, url: str, *, params: Any = None, **_: Any) -> AsyncGenerator[_Answer]:
        given = {key: value for key, value in (params or {}).items() if value is not None}
        timeout: ClientTimeout = TIMEOUT
        async with self._asker.answer(method, url, params=given, timeout=timeout) as response:
            yield _Answer(response)


class _Answer:
    """An answer as the library reads it."""

    def __init__(self, response: ClientResponse) -> None:
        self._response = response
        self.status = response.status
        self.headers = response.headers

    def raise_for_status(self) -> None:
        self._response.raise_for_status()

    async def json(self) -> Any:
        return json.loads(await read(self._response))


def _is_it(title: Title, name: str, found: str | None, released: object) -> bool:
    """Say whether what was found is what was meant: of that name, and of that year where one is known."""
    if norm(found or "") != norm(name):
        return False
    of = year(str(released)) if released else None
    return title.year is None or of is None or abs(of - title.year) <= 1


def _details(found: Any, name: str | None, date: object, runtime: float) -> Details:
    ids = {"tmdb": found.id, "imdb": getattr(found.external_ids, "imdb_id", None)}
    path = text(found.poster_path)
    return Details(
        name=text(name),
        year=year(str(date)) if date else None,
        runtime=runtime or None,
        genres=tuple(genre.name for genre in found.genres or () if genre.name),
        overview=text(found.overview, 2000),
        people=_people(found.credits),
        poster=f"{POSTERS}{path}" if path and path.startswith("/") else None,
        ids={key: str(value) for key, value in ids.items() if value},
        by=("tmdb",),
        attribution=(ATTRIBUTION,),
    )


def _people(credits: Any) -> tuple[Credit, ...]:
    cast_of = getattr(credits, "cast", None) or ()
    crew = getattr(credits, "crew", None) or ()
    directors = [Credit(name=each.name, role="director") for each in crew if each.job == "Director" and each.name]
    actors = [Credit(name=each.name, character=text(each.character)) for each in cast_of if each.name]
    return (*directors, *actors[:MOST_PEOPLE])
