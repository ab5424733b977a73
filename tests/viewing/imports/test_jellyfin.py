"""What a Jellyfin server remembers, over its wire."""

from aiohttp import ClientSession
import pytest

from custom_components.parlor.viewing.imports.jellyfin import JellyfinImport, parse_time
from custom_components.parlor.viewing.imports.page import Page
from custom_components.parlor.viewing.imports.requester import ImportFailed, ImportProblem, Requester
from custom_components.parlor.viewing.viewing import Outcome, Viewing
from sim.media_server import JellyfinServer, Library, Play, Work
from tests.sim.media_server.libraries import EVENING, NIGHT, small_library

from .conftest import named


async def read(
    session: ClientSession, server: JellyfinServer, name: str = "Anna", word: str = "jelly-word"
) -> list[Page]:
    """Return all that an import reads."""
    jellyfin = await JellyfinImport.open(Requester(session, server.url, {}), name, word, named)
    try:
        return [page async for page in jellyfin.pages()]
    finally:
        await jellyfin.close()


def viewings(pages: list[Page]) -> list[Viewing]:
    """Return the viewings of all pages."""
    return [viewing for page in pages for viewing in page.viewings]


async def test_what_is_read(session: ClientSession) -> None:
    async with JellyfinServer(small_library()) as server:
        pages = await read(session, server)
        assert server.tokens == {}  # signed out
    film, episode, left, of_ben = viewings(pages)
    assert film.title is not None and left.title is not None
    assert (film.title.name, film.title.year, film.title.ids) == ("Arrival", 2016, {"imdb": "tt2543164"})
    assert (film.person, film.ended, film.watched) == ("Anna", EVENING, 116 * 60)
    assert (film.outcome, episode.outcome) == (Outcome.FINISHED, Outcome.FINISHED)
    assert (left.title.series, left.title.season, left.title.episode) == ("Severance", 1, 2)
    assert (left.outcome, left.position, left.duration) == (Outcome.ABANDONED, 1200, 53 * 60)
    assert (of_ben.person, of_ben.ended) == ("Ben", NIGHT)
    assert (pages[-1].done, pages[-1].total) == (4, 4)


async def test_who_is_no_administrator_reads_but_their_own(session: ClientSession) -> None:
    async with JellyfinServer(small_library()) as server:
        assert {viewing.person for viewing in viewings(await read(session, server, "Ben"))} == {"Ben"}


async def test_pages(session: ClientSession) -> None:
    library = Library()
    for number in range(230):
        library.add(
            Work(id=number, name=f"Film {number}", minutes=90), Play(work=number, person="Anna", at=EVENING + number)
        )
    async with JellyfinServer(library) as server:
        pages = await read(session, server)
    assert [page.done for page in pages] == [100, 200, 230, 230]
    assert len({viewing.id for viewing in viewings(pages)}) == 230


async def test_a_wrong_password(session: ClientSession) -> None:
    async with JellyfinServer(small_library()) as server:
        with pytest.raises(ImportFailed) as raised:
            await read(session, server, word="wrong")
    assert raised.value.problem is ImportProblem.REFUSED


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-09-21T14:13:20.0000000Z", EVENING),
        ("2026-09-21T14:13:20Z", EVENING),
        ("0001-01-01T00:00:00.0000000Z", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_times(written: str | None, at: float | None) -> None:
    assert parse_time(written) == at
