"""Where a history can be brought in from, and how that is done: a page at a time, each of which stays."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from homeassistant.core import HomeAssistant

from .household import async_household
from .import_recorder import RecorderImport
from .import_servers import ServerAccess
from .viewing.history import History, Wanted
from .viewing.imports.jellyfin import JellyfinImport
from .viewing.imports.overlap import SLACK, unknown
from .viewing.imports.page import Page
from .viewing.imports.plex import PlexImport
from .viewing.imports.requester import Requester
from .viewing.titles import same_work, title_of

if TYPE_CHECKING:
    from .viewing.viewing import Viewing


class Readable(Protocol):
    """What can be read a page at a time."""

    def pages(self) -> AsyncGenerator[Page]:
        """Read; raises ImportFailed."""


class Origin(Protocol):
    """Where a history comes from."""

    def opened(self, hass: HomeAssistant) -> AbstractAsyncContextManager[Readable]:
        """Open it; raises ImportFailed where it does not let us in."""


@dataclass(frozen=True, slots=True)
class PlexOrigin:
    """A Plex server."""

    access: ServerAccess

    @asynccontextmanager
    async def opened(self, hass: HomeAssistant) -> AsyncGenerator[Readable]:
        """Open the server with the token."""
        requester = Requester(self.access.session(hass), self.access.url, {})
        yield await PlexImport.open(requester, self.access.token, title_of)


@dataclass(frozen=True, slots=True)
class JellyfinOrigin:
    """A Jellyfin server."""

    access: ServerAccess

    @asynccontextmanager
    async def opened(self, hass: HomeAssistant) -> AsyncGenerator[Readable]:
        """Sign in, and out again at the end."""
        requester = Requester(self.access.session(hass), self.access.url, {})
        jellyfin = await JellyfinImport.open(requester, self.access.username, self.access.password, title_of)
        try:
            yield jellyfin
        finally:
            await jellyfin.close()


@dataclass(frozen=True, slots=True)
class RecorderOrigin:
    """Media players, as Home Assistant's recorder kept their states."""

    players: tuple[str, ...]
    days: int

    @asynccontextmanager
    async def opened(self, hass: HomeAssistant) -> AsyncGenerator[Readable]:
        """Find out on which screen each player is."""
        screens = async_household(hass).screens.values()
        of = {screen.entity_of(source.id): screen.id for screen in screens for source in screen.watch.setup.sources}
        where = {player: of.get(player, player) for player in self.players}
        yield RecorderImport(hass, where, self.days, titles=title_of, same_work=same_work)


@dataclass(slots=True)
class HistoryImport:
    """An import: what came in by now, and what was there already."""

    origin: Origin
    added: int = 0
    known: int = 0

    async def async_run(self, hass: HomeAssistant, history: History, on_progress: Callable[[float], None]) -> None:
        """Read to the end; raises ImportFailed, and can be run again then, or broken off at any time."""
        self.known = -self.added  # what came in by an earlier attempt is met again, and is not what was known before
        async with self.origin.opened(hass) as readable, aclosing(readable.pages()) as pages:
            async for page in pages:
                await self._async_take(history, page)
                on_progress(page.done / page.total if page.total else 1.0)

    async def _async_take(self, history: History, page: Page) -> None:
        """Keep what is new of a page."""
        if not page.viewings:
            return
        present = await history.viewings(_around(page.viewings))
        imported = await history.import_viewings(unknown(page.viewings, present, same_work))
        self.added += imported.added
        self.known += len(page.viewings) - imported.added


def _around(viewings: tuple[Viewing, ...]) -> Wanted:
    """Return what may be the same as some viewings, by its time."""
    since = min(viewing.started for viewing in viewings)
    until = max(viewing.as_of for viewing in viewings)
    return Wanted(since=since - SLACK, until=until + SLACK, limit=None)
