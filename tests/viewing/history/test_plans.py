"""No question reads all viewings; no write waits until somebody has read."""

import asyncio
from dataclasses import replace
import sqlite3

import pytest
from sqlalchemy import Connection, event

from custom_components.parlor.viewing.history import By, History, Wanted, reading, stops
from custom_components.parlor.viewing.history.store import Store
from custom_components.parlor.viewing.history.words import Names
from custom_components.parlor.viewing.title import TitleKind

from .conftest import EVENING, episode, watched

DAY = 86400.0
MONTH = Wanted(since=EVENING - 30 * DAY, until=EVENING + DAY)
ADA = frozenset({"Ada"})
ASKED = {
    "the newest": Wanted(limit=20),
    "a month": replace(MONTH, limit=50),
    "a person": Wanted(persons=ADA, limit=20),
    "a person in a month": replace(MONTH, persons=ADA, limit=20),
    "persons": Wanted(persons=frozenset({"Ada", "Ben"}), limit=20),
    "a screen and a kind": Wanted(screens=frozenset({"bedroom"}), kinds=frozenset({TitleKind.FILM}), limit=20),
    "kinds": Wanted(kinds=frozenset({TitleKind.FILM, TitleKind.EPISODE}), limit=20),
    "an app": Wanted(apps=frozenset({"Jellyfin"}), limit=20),
    "a series": Wanted(series="The Harbour", limit=20),
}


@pytest.fixture
async def store(history: History) -> Store:
    """Return a file with some viewings."""
    kept = [
        watched(f"v{number}", EVENING - number * DAY, title=episode(number % 9), person=("Ada", "Ben")[number % 2])
        for number in range(200)
    ]
    await history.keep(*kept)
    await history.settle()
    return Store(history.path)


def plans(store: Store, connection: Connection) -> list[str]:
    """Return how each question is answered that this connection asks from now on."""
    found: list[str] = []

    @event.listens_for(connection, "before_cursor_execute")
    def look(_: object, __: object, statement: str, parameters: tuple[object, ...], *___: object) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            with sqlite3.connect(store.path) as raw:
                found.extend(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))
            raw.close()

    return found


@pytest.mark.parametrize("asked", ASKED)
def test_viewings_are_found_by_an_index(store: Store, asked: str) -> None:
    with store.read() as connection:
        found = plans(store, connection)
        reading.viewings(connection, Names(), ASKED[asked])
        stops.going_on(connection, Names(), ASKED[asked], 5)
    assert found
    assert not [plan for plan in found if plan.startswith("SCAN viewings") and "INDEX" not in plan]


@pytest.mark.parametrize("by", By)
def test_totals_read_what_ran_in_their_time(store: Store, by: By) -> None:
    with store.read() as connection:
        found = plans(store, connection)
        for wanted in (MONTH, replace(MONTH, persons=ADA), replace(MONTH, screens=frozenset({"bedroom"}))):
            reading.totals(connection, Names(), wanted, by)
    read = [plan for plan in found if " spans " in f"{plan} "]
    assert read
    assert all(plan.startswith("SEARCH") for plan in read), read
    assert not [plan for plan in found if plan.startswith("SCAN viewings")]


async def test_no_write_waits_for_who_reads(history: History) -> None:
    await history.keep(*(watched(f"v{number}", EVENING + number * 4000) for number in range(500)))
    store = Store(history.path)
    with store.read() as connection, connection.begin():
        assert len(reading.viewings(connection, Names(), Wanted())) == 500
        for number in range(20):
            await history.keep(watched(f"w{number}", EVENING - number * 4000))
        assert len(reading.viewings(connection, Names(), Wanted())) == 500  # as it was when it was looked at
    store.close()
    assert len(await history.viewings(Wanted())) == 520


async def test_many_ask_and_write_at_once(history: History) -> None:
    async def write(number: int) -> None:
        await history.keep(watched(f"v{number}", EVENING + number * 4000))

    async def ask() -> int:
        return len(await history.viewings(Wanted(limit=10)))

    asking = [ask() if number % 2 else write(number) for number in range(200)]
    answers: list[int | None] = list(await asyncio.gather(*asking))
    assert all(answer is None or 0 <= answer <= 10 for answer in answers)
    assert len(await history.viewings(Wanted())) == 100
