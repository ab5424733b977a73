"""That plexapi, which Home Assistant uses, takes the simulated server for a Plex server."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from aiohttp import ClientSession
from plexapi.exceptions import NotFound, Unauthorized
from plexapi.server import PlexServer as PlexClient
import pytest

from sim.media_server import Library, Play, PlexServer, Work

from .libraries import EVENING, NIGHT, small_library


@pytest.fixture
async def server(loopback: None) -> AsyncGenerator[PlexServer]:
    """Return a running server."""
    async with PlexServer(small_library()) as server:
        yield server


def client(server: PlexServer, token: str = "plex-token") -> Any:
    """Return what talks to it; to be called in a thread."""
    untyped: Any = PlexClient
    return untyped(server.url, token)


async def test_history(server: PlexServer) -> None:
    def read() -> list[tuple[object, ...]]:
        plex = client(server)
        names = {account.id: account.name for account in plex.systemAccounts()}
        devices = {device.id: device.name for device in plex.systemDevices()}
        return [
            (each.type, each.title, int(each.viewedAt.timestamp()), names[each.accountID], devices[each.deviceID])
            for each in plex.history()
        ]

    assert await asyncio.to_thread(read) == [
        ("movie", "Arrival", NIGHT, "Ben", "Tablet"),
        ("episode", "Good News About Hell", EVENING + 7200, "Anna", "Living Room TV"),
        ("movie", "Arrival", EVENING, "Anna", "Living Room TV"),
    ]


async def test_an_episode_and_its_source(server: PlexServer) -> None:
    def read() -> tuple[object, ...]:
        plex = client(server)
        episode = next(each for each in plex.history() if each.type == "episode")
        film = next(each for each in plex.history(accountID=1) if each.type == "movie").source()
        return (
            episode.grandparentTitle,
            episode.parentIndex,
            episode.index,
            film.year,
            film.duration,
            [guid.id for guid in film.guids],
            plex.friendlyName,
        )

    assert await asyncio.to_thread(read) == ("Severance", 1, 1, 2016, 116 * 60_000, ["imdb://tt2543164"], "Den")


async def test_pages(loopback: None) -> None:
    library = Library()
    plays = [Play(work=1, person="Anna", at=EVENING + number) for number in range(2500)]
    library.add(Work(id=1, name="Short", minutes=5), *plays)
    async with PlexServer(library) as server:
        found = await asyncio.to_thread(lambda: client(server).history())
        assert [int(each.viewedAt.timestamp()) for each in found] == [play.at for play in reversed(plays)]
        assert sum("history/all" in path for path in server.requests) > 2


async def test_refusals(server: PlexServer) -> None:
    with pytest.raises(Unauthorized):
        await asyncio.to_thread(client, server, "wrong")
    server.library.gone.add(101)

    def deleted() -> object:
        plex = client(server)
        assert all(each.source() is None for each in plex.history() if each.title == "Arrival")
        return plex.fetchItem("/library/metadata/101")

    with pytest.raises(NotFound):
        await asyncio.to_thread(deleted)


async def test_the_same_in_json(server: PlexServer) -> None:
    headers = {"Accept": "application/json", "X-Plex-Token": "plex-token", "X-Plex-Container-Size": "1"}
    async with ClientSession(server.url, headers=headers) as session:
        answer = await (await session.get("/status/sessions/history/all", params={"sort": "viewedAt:asc"})).json()
        container = answer["MediaContainer"]
        assert (container["size"], container["totalSize"], container["offset"]) == (1, 3, 0)
        assert container["Metadata"][0]["viewedAt"] == EVENING
        assert container["Metadata"][0]["ratingKey"] == "101"
        identity = await (await session.get("/identity", headers={"X-Plex-Token": ""})).json()
        assert identity["MediaContainer"]["claimed"] is True
