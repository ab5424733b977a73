"""The history of a Plex server, over its wire."""

from aiohttp import ClientSession
import pytest

from custom_components.parlor.viewing.imports.page import Page
from custom_components.parlor.viewing.imports.plex import PlexImport
from custom_components.parlor.viewing.imports.requester import ImportFailed, ImportProblem, Requester
from custom_components.parlor.viewing.viewing import Outcome
from sim.media_server import Fault, Library, Play, PlexServer, Work
from tests.sim.media_server.libraries import EVENING, NIGHT, small_library

from .conftest import named


async def read(session: ClientSession, server: PlexServer, token: str = "plex-token") -> list[Page]:
    """Return all that an import reads."""
    plex = await PlexImport.open(Requester(session, f"{server.url}/", {}), token, named)
    return [page async for page in plex.pages()]


async def test_what_is_read(session: ClientSession) -> None:
    async with PlexServer(small_library()) as server:
        (page,) = await read(session, server)
    assert (page.done, page.total) == (3, 3)
    film, episode, again = page.viewings
    assert film.title is not None and episode.title is not None
    assert (film.title.name, film.title.year, film.title.ids) == ("Arrival", 2016, {"imdb": "tt2543164"})
    assert (film.person, film.screen, film.ended) == ("Anna", "Living Room TV", EVENING)
    assert (film.started, film.watched, film.outcome) == (EVENING - 116 * 60, 116 * 60, Outcome.FINISHED)
    assert (episode.title.series, episode.title.season, episode.title.episode) == ("Severance", 1, 1)
    assert (again.person, again.screen, again.ended) == ("Ben", "Tablet", NIGHT)
    assert len({film.id, episode.id, again.id}) == 3


async def test_the_same_ids_each_time(session: ClientSession) -> None:
    async with PlexServer(small_library()) as server:
        first, second = await read(session, server), await read(session, server)
    assert first == second


async def test_a_work_that_was_deleted(session: ClientSession) -> None:
    async with PlexServer(small_library()) as server:
        server.library.gone = {101, 201}
        (page,) = await read(session, server)
    film = page.viewings[0]
    assert film.title is not None and film.title.year == 2016  # the history itself says when it came out
    assert (film.started, film.watched, film.position) == (EVENING, 0, None)


async def test_pages(session: ClientSession) -> None:
    library = Library()
    library.add(Work(id=1, name="Short", minutes=5), *(Play(work=1, person="Anna", at=EVENING + n) for n in range(250)))
    async with PlexServer(library) as server:
        pages = await read(session, server)
        assert not any("plex-token" in request for request in server.requests)
    assert [(page.done, page.total) for page in pages] == [(100, 250), (200, 250), (250, 250)]
    ends = [viewing.ended for page in pages for viewing in page.viewings]
    assert ends == [EVENING + number for number in range(250)]


async def test_an_empty_history(session: ClientSession) -> None:
    async with PlexServer() as server:
        assert await read(session, server) == [Page(viewings=(), done=0, total=0)]


async def test_a_wrong_token(session: ClientSession) -> None:
    async with PlexServer(small_library()) as server:
        with pytest.raises(ImportFailed) as raised:
            await read(session, server, "wrong")
    assert raised.value.problem is ImportProblem.REFUSED


@pytest.mark.parametrize("path", ["/status/sessions/history/all", "/library/metadata"])
@pytest.mark.parametrize("fault", [Fault.BROKEN, Fault.SHAPE, Fault.CUT])
async def test_a_fault_in_the_middle(session: ClientSession, path: str, fault: Fault) -> None:
    library = Library()
    library.add(Work(id=1, name="Short", minutes=5), *(Play(work=1, person="Anna", at=EVENING + n) for n in range(150)))
    read_before: list[Page] = []
    async with PlexServer(library) as server:
        plex = await PlexImport.open(Requester(session, server.url, {}), "plex-token", named)
        pages = plex.pages()
        read_before.append(await anext(pages))
        server.faults.add(fault, path)
        if fault is Fault.SHAPE:  # an answer without what it should have is one without rows
            assert (await anext(pages)).done in (100, 150)
            return
        with pytest.raises(ImportFailed):
            await anext(pages)
    assert len(read_before[0].viewings) == 100
