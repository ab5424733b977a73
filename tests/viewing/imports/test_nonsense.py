"""That servers which answer nonsense in the right places spoil neither an import nor the history."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import json
from pathlib import Path
import random
from typing import Any

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
import pytest

from custom_components.parlor.viewing.history import History, Wanted
from custom_components.parlor.viewing.imports.jellyfin import JellyfinImport
from custom_components.parlor.viewing.imports.page import Page
from custom_components.parlor.viewing.imports.plex import PlexImport
from custom_components.parlor.viewing.imports.requester import ImportFailed, Requester
from sim.media_server import JellyfinServer, PlexServer
from sim.media_server.server import MediaServer
from tests.sim.media_server.libraries import small_library

from .conftest import named

ROUNDS = 100
NONSENSE: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    1e300,
    2**70,
    "",
    "\ud800",
    "9" * 30,
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "x" * 5000,
    [],
    {},
    [[]],
    [None, 5],
    {"Name": []},
)


def spoilt(value: Any, chance: random.Random) -> Any:
    """Return an answer in which a few things are something else."""
    if chance.random() < 0.03:
        return chance.choice(NONSENSE)
    if isinstance(value, dict):
        return {key: spoilt(each, chance) for key, each in value.items() if chance.random() > 0.01}
    if isinstance(value, list):
        return [spoilt(each, chance) for each in value]
    return value


@asynccontextmanager
async def between(server: MediaServer, chance: random.Random) -> AsyncGenerator[str]:
    """Spoil what a server answers; yields the address at which that is had."""
    async with ClientSession(server.url) as session:

        async def forward(request: web.Request) -> web.Response:
            headers = {key: value for key, value in request.headers.items() if key.lower() != "host"}
            body = await request.read()
            async with session.request(request.method, request.path_qs, headers=headers, data=body) as answer:
                if answer.status != 200:
                    return web.Response(status=answer.status)
                text = json.dumps(spoilt(await answer.json(), chance))
            return web.Response(text=text, content_type="application/json")

        app = web.Application()
        app.router.add_route("*", "/{path:.*}", forward)
        async with TestServer(app) as proxy:
            yield str(proxy.make_url("/")).rstrip("/")


async def read(session: ClientSession, url: str, brand: str) -> AsyncGenerator[Page]:
    """Read all that a server has."""
    requester = Requester(session, url, {})
    if brand == "plex":
        pages = (await PlexImport.open(requester, "plex-token", named)).pages()
    else:
        pages = (await JellyfinImport.open(requester, "Anna", "jelly-word", named)).pages()
    async for page in pages:
        yield page


async def taken(pages: AsyncGenerator[Page], history: History) -> int:
    """Bring in what is read, as far as that goes, and return how much that was."""
    came = 0
    try:
        async for page in pages:
            assert 0 <= page.done <= page.total
            came += (await history.import_viewings(page.viewings)).added
    except ImportFailed:
        pass
    return came


@pytest.mark.parametrize("brand", ["plex", "jellyfin"])
async def test_nonsense(session: ClientSession, tmp_path: Path, brand: str) -> None:
    history = await History.open(tmp_path / "history.db")
    server = PlexServer(small_library()) if brand == "plex" else JellyfinServer(small_library())
    came = 0
    async with server, between(server, random.Random(4)) as url:
        for _ in range(ROUNDS):
            came += await taken(read(session, url, brand), history)
    assert came > 0 and len(await history.viewings(Wanted())) == came
    await history.close()
