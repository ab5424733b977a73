"""Wikidata, which knows films and series without a key (https://www.wikidata.org/w/api.php)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from aiohttp import ClientSession

from ..title import Title
from .asking import Asker, Query
from .details import MOST_PEOPLE, Credit, Details
from .told import rows, text, year
from .words import norm

URL: Final = "https://www.wikidata.org/w/api.php"
ATTRIBUTION: Final = "Data from Wikidata, CC0"
MOST: Final = 2
PER: Final = 2.0  # seconds
_JSON: Final[Query] = {"format": "json", "formatversion": 2, "errorformat": "plaintext"}
# Kinds of works: film, feature film, television film, animated film, television series, miniseries, anime series.
_FILMS: Final = frozenset({"Q11424", "Q24869", "Q506240", "Q202866", "Q29168811"})
_SERIES: Final = frozenset({"Q5398426", "Q1259759", "Q581714", "Q63952888", "Q1366112"})
_IS_A, _DATE, _DIRECTOR, _CAST, _LENGTH, _IMDB, _TMDB = "P31", "P577", "P57", "P161", "P2047", "P345", "P4947"
_BEGAN: Final = "P580"
_MINUTES: Final = "Q7727"


class Wikidata:
    """Asks Wikidata for films and series."""

    def __init__(self, session: ClientSession, url: str = URL, *, language: str = "en") -> None:
        """Know where it is."""
        self._asker = Asker(session, "Wikidata", most=MOST, per=PER)
        self._url = url
        self._language = language

    async def look_up(self, title: Title) -> Details | None:
        """Return what is known of a film or a series; None where it is not known. Raises Unanswered."""
        name = title.series or title.name
        query: Query = {
            "action": "wbsearchentities",
            "search": name,
            "language": self._language,
            "type": "item",
            "limit": 10,
        }
        found = await self._asker.get(self._url, {**_JSON, **query, "uselang": self._language})
        ids = [each["id"] for each in rows(_in(found, "search")) if _is_called(each, name)][:10]
        if not ids:
            return None
        entities = await self._entities(ids, "claims|labels|descriptions")
        kinds = _SERIES if title.series else _FILMS
        best = next((each for each in entities if kinds & set(_items(each, _IS_A)) and _is_of(title, each)), None)
        return None if best is None else await self._details(best)

    async def _entities(self, ids: Iterable[str], props: str) -> list[Mapping[str, Any]]:
        query: Query = {"action": "wbgetentities", "ids": "|".join(ids), "props": props, "languages": self._language}
        found = await self._asker.get(self._url, {**_JSON, **query, "languagefallback": 1})
        entities = _in(found, "entities")
        return [each for each in entities.values() if isinstance(each, dict)] if isinstance(entities, dict) else []

    async def _details(self, entity: Mapping[str, Any]) -> Details:
        directors, actors = _items(entity, _DIRECTOR)[:3], _items(entity, _CAST)[:MOST_PEOPLE]
        people = [*directors, *actors][:MOST_PEOPLE]
        named = (
            {str(each.get("id")): self._label(each) for each in await self._entities(people, "labels")}
            if people
            else {}
        )
        roles = dict.fromkeys(directors, "director") | dict.fromkeys(actors, "actor")
        ids = {"wikidata": str(entity.get("id")), "imdb": _string(entity, _IMDB), "tmdb": _string(entity, _TMDB)}
        return Details(
            name=self._label(entity),
            year=_year(entity),
            runtime=_runtime(entity),
            overview=self._text(entity, "descriptions"),
            people=tuple(Credit(name=name, role=roles[each]) for each in people if (name := named.get(each))),
            ids={key: value for key, value in ids.items() if value},
            by=("wikidata",),
            attribution=(ATTRIBUTION,),
        )

    def _label(self, entity: Mapping[str, Any]) -> str | None:
        return self._text(entity, "labels")

    def _text(self, entity: Mapping[str, Any], key: str) -> str | None:
        told = _in(_in(entity, key), self._language)
        return text(_in(told, "value"))


def _in(value: object, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _is_called(found: object, name: str) -> bool:
    """Say whether something that was found has that name, or is also called so."""
    match = _in(_in(found, "match"), "text")
    names = (match, _in(found, "label"))
    return isinstance(_in(found, "id"), str) and any(
        isinstance(each, str) and norm(each) == norm(name) for each in names
    )


def _values(entity: Mapping[str, Any], claim: str) -> Iterator[Any]:
    for each in rows(_in(_in(entity, "claims"), claim)):
        yield _in(_in(_in(each, "mainsnak"), "datavalue"), "value")


def _items(entity: Mapping[str, Any], claim: str) -> list[str]:
    return [found for value in _values(entity, claim) if isinstance(found := _in(value, "id"), str)]


def _string(entity: Mapping[str, Any], claim: str) -> str | None:
    return next((value for value in _values(entity, claim) if isinstance(value, str)), None)


def _year(entity: Mapping[str, Any]) -> int | None:
    """Return the year of the first release; dates are as `+1995-12-15T00:00:00Z`."""
    times = [_in(value, "time") for claim in (_DATE, _BEGAN) for value in _values(entity, claim)]
    return min((of for each in times if isinstance(each, str) and (of := year(each.lstrip("+")))), default=None)


def _runtime(entity: Mapping[str, Any]) -> float | None:
    for value in _values(entity, _LENGTH):
        amount, unit = _in(value, "amount"), _in(value, "unit")
        if isinstance(amount, str) and amount.lstrip("+").isdecimal() and str(unit).endswith(_MINUTES):
            return int(amount.lstrip("+")) * 60.0
    return None


def _is_of(title: Title, entity: Mapping[str, Any]) -> bool:
    of = _year(entity)
    return title.series is not None or title.year is None or of is None or abs(of - title.year) <= 1
