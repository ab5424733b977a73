"""That jellyfin-apiclient-python, which Home Assistant uses, takes the simulated server for a Jellyfin server."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from jellyfin_apiclient_python import JellyfinClient
from jellyfin_apiclient_python.connection_manager import CONNECTION_STATE
import pytest

from sim.media_server import JellyfinServer

from .libraries import small_library


@pytest.fixture
async def server(loopback: None) -> AsyncGenerator[JellyfinServer]:
    """Return a running server."""
    async with JellyfinServer(small_library()) as server:
        yield server


def sign_in(server: JellyfinServer, name: str, password: str = "jelly-word") -> tuple[JellyfinClient, dict[str, Any]]:
    """Return a client, and how its signing in went; to be called in a thread."""
    client = JellyfinClient()
    client.config.app("Parlor tests", "1", "Test", "device-1")
    client.config.http("Parlor-Tests/1")
    client.config.data["auth.ssl"] = False
    state = client.auth.connect_to_address(server.url)
    assert CONNECTION_STATE(state["State"]) == CONNECTION_STATE.ServerSignIn
    return client, client.auth.login(server.url, name, password)


PLAYED = {"Filters": "IsPlayed", "Recursive": True, "IncludeItemTypes": "Movie,Episode", "Fields": "ProviderIds"}


async def test_what_was_played(server: JellyfinServer) -> None:
    def read() -> dict[str, Any]:
        client, answer = sign_in(server, "anna")
        assert answer["User"]["Name"] == "Anna" and answer["User"]["Policy"]["IsAdministrator"]
        return dict(client.jellyfin.user_items(params=PLAYED))

    answer = await asyncio.to_thread(read)
    assert answer["TotalRecordCount"] == 2
    film, episode = answer["Items"]
    assert (film["Name"], film["ProductionYear"], film["ProviderIds"]) == ("Arrival", 2016, {"Imdb": "tt2543164"})
    assert film["RunTimeTicks"] == 116 * 60 * 10_000_000
    assert film["UserData"]["LastPlayedDate"] == "2026-09-21T14:13:20.0000000Z"
    assert (episode["SeriesName"], episode["ParentIndexNumber"], episode["IndexNumber"]) == ("Severance", 1, 1)


async def test_what_was_left_and_pages(server: JellyfinServer) -> None:
    def read() -> tuple[Any, Any]:
        client, _ = sign_in(server, "Anna")
        left = client.jellyfin.user_items(params={**PLAYED, "Filters": "IsResumable"})
        page = client.jellyfin.user_items(params={**PLAYED, "StartIndex": 1, "Limit": 1, "SortOrder": "Descending"})
        return left, page

    left, page = await asyncio.to_thread(read)
    assert [item["UserData"]["PlaybackPositionTicks"] for item in left["Items"]] == [1200 * 10_000_000]
    assert [item["Name"] for item in page["Items"]] == ["Arrival"] and page["TotalRecordCount"] == 2


async def test_who_may_see_whom(server: JellyfinServer) -> None:
    def read() -> tuple[list[str], str]:
        anna, _ = sign_in(server, "Anna")
        names = [user["Name"] for user in anna.jellyfin.get_users()]
        ben, _ = sign_in(server, "Ben")
        with pytest.raises(Exception, match="403"):
            ben.jellyfin.get_users()
        return names, ben.jellyfin.get_user()["Name"]

    assert await asyncio.to_thread(read) == (["Anna", "Ben"], "Ben")


async def test_refusals(server: JellyfinServer) -> None:
    _, answer = await asyncio.to_thread(sign_in, server, "Anna", "wrong")
    assert answer == {}
