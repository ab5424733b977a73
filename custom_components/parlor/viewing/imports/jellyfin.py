"""What a Jellyfin server remembers: what each user played to its end, the last time, and what is left in its middle.

Who signs in as an administrator brings in every user's. https://api.jellyfin.org
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final, Self

from ..observation import App, Medium, Use
from ..title import Title
from ..viewing import Outcome, Viewing
from .fields import inner, length, moment, number, required, rows, text, whole
from .page import Page
from .requester import ImportFailed, Requester, Row

PAGE: Final = 100
MOST_PAGES: Final = 2000
TICKS: Final = 10_000_000  # of a second
APP: Final = App(name="Jellyfin", use=Use.VIDEO)
KINDS: Final = {"Movie": "movie", "Episode": "tvshow"}  # in the words of Home Assistant's media types
# What a client has to say of itself; signing in again as the same device makes the token of the last time invalid.
WHO: Final = 'MediaBrowser Client="Parlor", Device="Home Assistant", DeviceId="parlor", Version="1"'
FILTERS: Final = ("IsPlayed", "IsResumable")


class JellyfinImport:
    """One Jellyfin server, signed in at; `close` signs out."""

    def __init__(self, requester: Requester, titles: Callable[[Medium], Title | None], server: str) -> None:
        """Know the server; `open` makes one."""
        self._requester = requester
        self._titles = titles
        self._server = server
        self._users: dict[str, str] = {}

    @classmethod
    async def open(
        cls, requester: Requester, username: str, password: str, titles: Callable[[Medium], Title | None]
    ) -> Self:
        """Sign in at the server at an address; raises ImportFailed."""
        requester.headers["Authorization"] = WHO
        answer = required(await requester.post("Users/AuthenticateByName", {"Username": username, "Pw": password}))
        token, user = required(text(answer, "AccessToken")), inner(answer, "User")
        requester.headers["Authorization"] = f'{WHO}, Token="{token}"'
        jellyfin = cls(requester, titles, text(answer, "ServerId") or "")
        is_admin = inner(user, "Policy").get("IsAdministrator") is True
        users = rows(await requester.get("Users") or {}, "items") if is_admin else [user]
        jellyfin._users = {key: text(each, "Name") or key for each in users if (key := text(each, "Id"))}
        required(jellyfin._users or None)
        return jellyfin

    async def close(self) -> None:
        """Sign out, so that no token is left behind; a server that has gone by then has forgotten us or will."""
        with suppress(ImportFailed):
            await self._requester.post("Sessions/Logout")

    async def pages(self) -> AsyncGenerator[Page]:
        """Read what every user played, and then what is left; raises ImportFailed."""
        before = 0
        for user in self._users:
            for which in FILTERS:
                page = None
                async for page in self._items(user, which, before):
                    yield page
                before = page.done if page else before

    async def _items(self, user: str, which: str, before: int) -> AsyncGenerator[Page]:
        """Read one list of a user, after so many items of others."""
        start = 0
        for _ in range(MOST_PAGES):
            answer = required(await self._requester.get(f"Users/{user}/Items", _asked(which, start)))
            read, total = rows(answer, "Items"), whole(answer, "TotalRecordCount") or 0
            start += len(read)
            viewings = tuple(viewing for row in read if (viewing := self._viewing(row, user)))
            yield Page(viewings=viewings, done=before + start, total=before + max(total, start))
            if not read or start >= total:
                return

    def _viewing(self, row: Row, user: str) -> Viewing | None:
        """Return an item as the viewing that was its last; None where nobody says when that was."""
        kind, data = KINDS.get(str(row.get("Type"))), inner(row, "UserData")
        item, at = text(row, "Id"), moment(parse_time(text(data, "LastPlayedDate")))
        if kind is None or item is None or at is None:
            return None
        lasted = length((number(row, "RunTimeTicks") or 0.0) / TICKS)
        left = length((number(data, "PlaybackPositionTicks") or 0.0) / TICKS)
        watched = left or lasted
        return Viewing(
            id=f"jellyfin:{self._server}:{user}:{item}:{int(at)}",
            screen="Jellyfin",
            started=at - watched,
            as_of=at,
            watched=watched,
            title=self._titles(_medium(row, kind)),
            app=APP,
            source="jellyfin",
            person=self._users[user],
            position=watched or None,
            duration=lasted or None,
            ended=at,
            outcome=Outcome.ABANDONED if left else Outcome.FINISHED,
        )


def parse_time(written: str | None) -> float | None:
    """Return Unix time for what is written as 2026-09-21T14:13:20.0000000Z; seven digits of a second are more than Python reads."""
    if written is None:
        return None
    try:
        at = datetime.fromisoformat(written[:19]).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None
    return at if at > 0 else None


def _asked(which: str, start: int) -> dict[str, str | int]:
    return {
        "Filters": which,
        "Recursive": "true",
        "IncludeItemTypes": "Movie,Episode",
        "Fields": "ProviderIds",
        "EnableUserData": "true",
        "EnableImages": "false",
        "SortBy": "DatePlayed,SortName",
        "SortOrder": "Ascending",
        "StartIndex": start,
        "Limit": PAGE,
    }


def _medium(row: Row, kind: str) -> Medium:
    is_film = kind == "movie"
    ids = inner(row, "ProviderIds")
    return Medium(
        title=text(row, "Name"),
        series=None if is_film else text(row, "SeriesName"),
        season=None if is_film else whole(row, "ParentIndexNumber"),
        episode=None if is_film else whole(row, "IndexNumber"),
        year=whole(row, "ProductionYear") if is_film else None,
        content_type=kind,
        content_id=text(row, "Id"),
        ids={key.lower(): value for key in ("Imdb", "Tmdb", "Tvdb") if (value := text(ids, key))},
    )
