"""The history of a Plex server: who watched what to its end, and when.

`/status/sessions/history/all` has no lengths and, of films, no years: those are asked of the library, where it still has the work.
"""

from collections.abc import AsyncGenerator, Callable
from typing import Final, Self

from ..observation import App, Medium, Use
from ..title import Title
from ..viewing import Outcome, Viewing
from .fields import inner, length, moment, number, required, rows, text, whole
from .page import Page
from .requester import Requester, Row

PAGE: Final = 100  # rows of one question
MOST_PAGES: Final = 2000
APP: Final = App(name="Plex", use=Use.VIDEO)
KINDS: Final = {"movie": "movie", "episode": "tvshow"}  # in the words of Home Assistant's media types
# In front of each id that a work has elsewhere, as in imdb://tt2543164.
OTHERS: Final = ("imdb", "tmdb", "tvdb")


class PlexImport:
    """One Plex server, whose token has been accepted."""

    def __init__(self, requester: Requester, titles: Callable[[Medium], Title | None], machine: str, name: str) -> None:
        """Know the server; `open` makes one."""
        self._requester = requester
        self._titles = titles
        self._machine = machine
        self.name = name
        self._persons: dict[int, str] = {}
        self._devices: dict[int, str] = {}

    @classmethod
    async def open(cls, requester: Requester, token: str, titles: Callable[[Medium], Title | None]) -> Self:
        """Return the server at an address, once it let us in; raises ImportFailed."""
        requester.headers |= {"X-Plex-Token": token, "X-Plex-Product": "Parlor", "X-Plex-Client-Identifier": "parlor"}
        about = inner(required(await requester.get("")), "MediaContainer")
        machine = required(text(about, "machineIdentifier"))
        plex = cls(requester, titles, machine, text(about, "friendlyName") or "Plex")
        plex._persons = await plex._named("accounts", "Account")
        plex._devices = await plex._named("devices", "Device")
        return plex

    async def pages(self) -> AsyncGenerator[Page]:
        """Read the history, its beginning first; raises ImportFailed."""
        done = 0
        for _ in range(MOST_PAGES):
            asked: dict[str, str | int] = {
                "sort": "viewedAt:asc",
                "X-Plex-Container-Start": done,
                "X-Plex-Container-Size": PAGE,
            }
            answer = required(await self._requester.get("status/sessions/history/all", asked))
            container = inner(answer, "MediaContainer")
            read = rows(container, "Metadata")
            total = whole(container, "totalSize") or whole(container, "size") or 0
            known = await self._works(read)
            viewings = tuple(viewing for row in read if (viewing := self._viewing(row, known)))
            done += len(read)
            yield Page(viewings=viewings, done=done, total=max(total, done))
            if not read or done >= total:
                return

    async def _named(self, path: str, name: str) -> dict[int, str]:
        """Return the names of accounts or devices by their numbers; who may not see them gets none."""
        container = inner(await self._requester.get(path) or {}, "MediaContainer")
        named = {whole(row, "id"): text(row, "name") for row in rows(container, name)}
        return {key: value for key, value in named.items() if key is not None and value}

    async def _works(self, read: list[Row]) -> dict[str, Row]:
        """Return what the library knows of the works in a part of the history, by their keys."""
        keys = sorted({key for row in read if (key := text(row, "ratingKey")) and key.isdecimal()})
        if not keys:
            return {}
        answer = await self._requester.get(f"library/metadata/{','.join(keys)}", {"includeGuids": 1})
        works = rows(inner(answer or {}, "MediaContainer"), "Metadata")
        return {key: work for work in works if (key := text(work, "ratingKey"))}

    def _viewing(self, row: Row, known: dict[str, Row]) -> Viewing | None:
        """Return a row of the history as a viewing; None for music and pictures, and for what says not when it was."""
        kind, at = KINDS.get(str(row.get("type"))), moment(number(row, "viewedAt"))
        number_of_row = (text(row, "historyKey") or "").rpartition("/")[2]
        if kind is None or at is None or not number_of_row:
            return None
        work = known.get(text(row, "ratingKey") or "", {})
        lasted = length((number(work, "duration") or 0.0) / 1000)
        return Viewing(
            id=f"plex:{self._machine}:{number_of_row}",
            screen=self._devices.get(whole(row, "deviceID") or 0, self.name),
            started=at - lasted,
            as_of=at,
            watched=lasted,
            title=self._titles(_medium(row, work, kind)),
            app=APP,
            source="plex",
            person=self._persons.get(whole(row, "accountID") or 0),
            position=lasted or None,
            duration=lasted or None,
            ended=at,
            outcome=Outcome.FINISHED,
        )


def _medium(row: Row, work: Row, kind: str) -> Medium:
    is_film = kind == "movie"
    released = text(row, "originallyAvailableAt") or ""
    year = whole(work, "year") or (int(released[:4]) if is_film and released[:4].isdecimal() else None)
    guids = [text(guid, "id") or "" for guid in rows(work, "Guid")]
    return Medium(
        title=text(row, "title"),
        series=None if is_film else text(row, "grandparentTitle"),
        season=None if is_film else whole(row, "parentIndex"),
        episode=None if is_film else whole(row, "index"),
        year=year,
        content_type=kind,
        content_id=text(row, "ratingKey"),
        ids={scheme: rest for guid in guids for scheme, _, rest in [guid.partition("://")] if scheme in OTHERS},
    )
