"""What is known of works, over the wires of those who know."""

import asyncio
from collections.abc import AsyncGenerator
import json
import logging
from pathlib import Path
import time

from aiohttp import ClientSession, ClientTimeout
import pytest

from custom_components.parlor.viewing.observation import Medium
from custom_components.parlor.viewing.title import Title
from custom_components.parlor.viewing.titles import asking, title_of
from custom_components.parlor.viewing.titles.asking import AGENT, Asker, Unanswered
from custom_components.parlor.viewing.titles.cache import MISSING, MOST, Cache
from custom_components.parlor.viewing.titles.details import Credit, Details
from custom_components.parlor.viewing.titles.metadata import Metadata, Provider
from custom_components.parlor.viewing.titles.tmdb import TMDB
from custom_components.parlor.viewing.titles.tvmaze import TVmaze
from custom_components.parlor.viewing.titles.wikidata import Wikidata
from sim.metadata import Fault, MetadataServer
from sim.metadata.server import KEY


def made(**told: object) -> Title:
    title = title_of(Medium(**told))  # type: ignore[arg-type]  # told as players do
    assert title is not None
    return title


HEAT = made(title="Heat (1995)", content_type="movie")
EPISODE = made(title="Woe's Hollow", series="Severance", season=2, episode=4)


@pytest.fixture
async def server(loopback: None) -> AsyncGenerator[MetadataServer]:
    async with MetadataServer() as server:
        yield server


@pytest.fixture
async def session(loopback: None) -> AsyncGenerator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
async def cache(tmp_path: Path) -> AsyncGenerator[Cache]:
    cache = Cache(tmp_path / "parlor/titles.db")
    yield cache
    await cache.close()


async def test_tvmaze_knows_an_episode_and_its_series(server: MetadataServer, session: ClientSession) -> None:
    tvmaze = TVmaze(session, server.url)
    details = await tvmaze.look_up(EPISODE)
    assert details is not None
    assert (details.name, details.year, details.runtime) == ("Woe's Hollow", 2025, 3000.0)
    assert details.overview == "The team goes on an outing."
    assert details.people[0] == Credit(name="Adam Scott", character="Mark Scout")
    assert details.ids["imdb"] == "tt11280740" and details.ids["tvdb"] == "371980"
    assert details.poster and details.poster.startswith("https://static.tvmaze.com/")
    assert details.attribution == ("Data from TVmaze (tvmaze.com), CC BY-SA 4.0",)
    assert server.agents == {AGENT}
    assert await tvmaze.look_up(made(title="Pilot", series="Nobody Knows This")) is None
    assert await tvmaze.look_up(HEAT) is None


async def test_tmdb_knows_the_film_of_that_year(server: MetadataServer, session: ClientSession) -> None:
    details = await TMDB(session, KEY, server.url).look_up(HEAT)
    assert details is not None
    assert (details.name, details.year, details.runtime) == ("Heat", 1995, 10200.0)
    assert details.people[0] == Credit(name="Michael Mann", role="director")
    assert details.people[1] == Credit(name="Al Pacino", character="Lt. Vincent Hanna")
    assert details.ids == {"tmdb": "949", "imdb": "tt0113277"}
    assert details.poster and details.poster.startswith("https://image.tmdb.org/t/p/w500/")
    series = await TMDB(session, KEY, server.url).look_up(EPISODE)
    assert series is not None and series.people[0].character == "Mark Scout"
    with pytest.raises(Unanswered):
        await TMDB(session, "wrong", server.url).look_up(HEAT)


async def test_wikidata_knows_the_film_and_not_the_physics(server: MetadataServer, session: ClientSession) -> None:
    details = await Wikidata(session, f"{server.url}/w/api.php").look_up(HEAT)
    assert details is not None
    assert (details.year, details.runtime, details.ids["wikidata"]) == (1995, 10200.0, "Q42198")
    assert [(credit.name, credit.role) for credit in details.people] == [
        ("Michael Mann", "director"),
        ("Al Pacino", "actor"),
        ("Robert De Niro", "actor"),
    ]


FAULTS = [fault for fault in Fault if fault not in (Fault.HANG, Fault.SLOW, Fault.DROP)]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("whom", ["tvmaze", "tmdb", "wikidata"])
async def test_a_service_that_misbehaves_is_done_without(
    server: MetadataServer,
    session: ClientSession,
    cache: Cache,
    fault: Fault,
    whom: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, asking.__name__)
    server.faults.always = ("", fault)
    providers: dict[str, Provider] = {
        "tvmaze": TVmaze(session, server.url),
        "tmdb": TMDB(session, KEY, server.url),
        "wikidata": Wikidata(session, f"{server.url}/w/api.php"),
    }
    metadata = Metadata([providers[whom]], cache)
    title = HEAT if whom == "wikidata" else EPISODE
    assert await metadata.look_up(title) is None
    assert KEY not in caplog.text and "Severance" not in caplog.text
    await metadata.close()


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.DROP])
async def test_a_service_that_hangs_is_waited_for_no_longer(
    server: MetadataServer, session: ClientSession, fault: Fault
) -> None:
    server.faults.always = ("", fault)
    asker = Asker(session, "Service", most=5, per=1, timeout=ClientTimeout(total=0.3))
    began = time.monotonic()
    with pytest.raises(Unanswered):
        await asker.get(server.url)
    assert time.monotonic() - began < 5


async def test_a_service_that_failed_is_left_alone_for_a_while(server: MetadataServer, session: ClientSession) -> None:
    now = [1000.0]
    asker = Asker(session, "Service", most=100, per=1, clock=lambda: now[0])
    server.retry_after = "120"
    with pytest.raises(Unanswered, match="429"):
        await asker.get(f"{server.url}/singlesearch/shows", {"q": "Severance"})
    server.retry_after = None
    now[0] += 119
    with pytest.raises(Unanswered, match="just now"):
        await asker.get(f"{server.url}/singlesearch/shows", {"q": "Severance"})
    now[0] += 2
    assert await asker.get(f"{server.url}/singlesearch/shows", {"q": "Severance"})
    assert len(server.requests) == 2


async def test_questions_keep_to_their_rate(server: MetadataServer, session: ClientSession) -> None:
    asker = Asker(session, "Service", most=3, per=0.5)
    began = time.monotonic()
    await asyncio.gather(*(asker.get(f"{server.url}/{number}") for number in range(7)))
    assert time.monotonic() - began >= 1.0


async def test_each_work_is_asked_for_once(server: MetadataServer, session: ClientSession, cache: Cache) -> None:
    metadata = Metadata([TVmaze(session, server.url)], cache)
    first, second = await asyncio.gather(metadata.look_up(EPISODE), metadata.look_up(EPISODE))
    assert first == second and len(server.requests) == 2
    again = Metadata([TVmaze(session, server.url)], Cache(cache._path))  # noqa: SLF001  as after a restart
    assert await again.look_up(EPISODE) == first
    unknown = made(title="Pilot", series="Nobody Knows This")
    assert await again.look_up(unknown) is None and await again.look_up(unknown) is None
    assert len(server.requests) == 3
    assert await again.look_up(made(title="Song", artist="Somebody", content_type="music")) is None
    assert len(server.requests) == 3
    await again.close()


async def test_what_one_does_not_know_another_may(server: MetadataServer, session: ClientSession, cache: Cache) -> None:
    providers: list[Provider] = [
        TVmaze(session, server.url),
        TMDB(session, "wrong", server.url),
        Wikidata(session, f"{server.url}/w/api.php"),
    ]
    details = await Metadata(providers, cache).look_up(HEAT)
    assert details is not None and details.by == ("wikidata",)


async def test_somebody_who_gives_up_stops_nobody_else(
    server: MetadataServer, session: ClientSession, cache: Cache
) -> None:
    metadata = Metadata([TVmaze(session, server.url)], cache)
    server.faults.add(Fault.SLOW, "singlesearch")
    impatient = asyncio.create_task(metadata.look_up(EPISODE))
    patient = asyncio.create_task(metadata.look_up(EPISODE))
    await asyncio.sleep(0.1)
    impatient.cancel()
    assert await patient is not None


async def test_cache(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache.db")
    assert await cache.get("a") is MISSING
    await cache.put("a", {"b": 1})
    await cache.put("none", None)
    assert await cache.get("a") == {"b": 1} and await cache.get("none") is None
    await cache.close()
    assert (tmp_path / "cache.db").stat().st_mode & 0o777 == 0o600
    (tmp_path / "cache.db").write_bytes(b"no database " * 1000)
    assert await cache.get("a") is MISSING
    await cache.put("a", 2)
    assert await cache.get("a") == 2
    await cache.close()


async def test_cache_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST == 5000
    monkeypatch.setattr("custom_components.parlor.viewing.titles.cache.MOST", 3)
    cache = Cache(tmp_path / "cache.db")
    for number in range(6):
        await cache.put(str(number), number)
    assert [await cache.get(str(number)) is MISSING for number in range(6)] == [True] * 3 + [False] * 3
    await cache.close()


def test_details_are_the_same_after_json() -> None:
    details = Details(
        name="Heat", year=1995, genres=("Crime",), people=(Credit(name="Al Pacino"),), ids={"tmdb": "949"}
    )
    assert Details.from_json(json.loads(json.dumps(details.to_json()))) == details
