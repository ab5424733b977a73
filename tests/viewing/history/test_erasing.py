"""What was erased is nowhere any more: not in the file, not beside it, not in what is added up, and not in what goes on."""

import asyncio
from dataclasses import replace
from pathlib import Path
import signal
import sqlite3
import sys

import pytest

from custom_components.parlor.viewing.history import By, History, Wanted
from custom_components.parlor.viewing.observation import App

from .conftest import EVENING, FILM, ZONE, episode, watched

DAY = 86400.0
SECRETS = (b"ecretary", b"oltan", b"eheimsender", b"ahasvutv", b"ungle Tales")
OTHER = replace(FILM, key="film:secretary", name="Secretary", people=("Maggie Zoltanova",))
SERIES = episode(1, "Jungle Tales")
KILLED = """
import os, signal, sqlite3, sys
from sqlalchemy import event
import asyncio
from pathlib import Path
from custom_components.parlor.viewing.history import History
from custom_components.parlor.viewing.history.store import Store
Store.pack = lambda self: os.kill(os.getpid(), signal.SIGKILL)  # after all rows are deleted, before the file is written anew
async def main():
    history = await History.open(Path(sys.argv[1]))
    await history.erase(None)
asyncio.run(main())
"""


def found(path: Path) -> set[bytes]:
    """Return which secrets stand in any file in the folder."""
    told = b"".join(each.read_bytes() for each in path.parent.iterdir())
    return {secret for secret in SECRETS if secret in told}


async def fill(history: History) -> None:
    """Keep what is to be erased between what is to stay."""
    for number in range(120):
        began = EVENING - number * DAY
        secret = watched(f"s{number}", began, title=(OTHER, SERIES)[number % 2], person="Zoltan")
        secret = replace(secret, channel="Geheimsender", app=App(id="shahasvutv", name="Shahasvutv"))
        await history.keep(secret, watched(f"v{number}", began + 4000, person="Ada"))
    await history.settle()


@pytest.mark.parametrize(
    "wanted", [Wanted(persons=frozenset({"zoltan"})), Wanted(apps=frozenset({"SHAHASVUTV"})), None]
)
async def test_it_is_in_no_file(history: History, wanted: Wanted | None) -> None:
    await fill(history)
    assert found(history.path) == set(SECRETS)
    assert await history.erase(wanted) == (240 if wanted is None else 120)
    assert found(history.path) == set()
    await history.settle()
    totals = {total.key: total.viewings for total in await history.totals(Wanted(), By.PERSON)}
    assert totals == ({} if wanted is None else {"Ada": 120})
    assert await history.left_off("Jungle Tales") is None
    await history.close()
    assert found(history.path) == set()


async def test_a_span_takes_what_lies_in_it_with_any_part(history: History) -> None:
    await history.keep(*(watched(f"v{number}", EVENING + number * 2000) for number in range(6)))
    assert await history.erase(Wanted(since=EVENING + 3000, until=EVENING + 7000)) == 3
    assert [viewing.id for viewing in await history.viewings(Wanted())] == ["v5", "v4", "v0"]


async def test_what_a_reader_still_looks_at_goes_with_the_next_writing(history: History) -> None:
    await fill(history)
    reader = sqlite3.connect(history.path, isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM viewings").fetchone() == (240,)
    assert await history.erase(Wanted(persons=frozenset({"Zoltan"}))) == 120
    reader.close()
    await history.keep(watched("next", EVENING + DAY))
    assert found(history.path) == set()


async def test_erasing_that_was_killed_is_finished_when_it_is_opened(history: History) -> None:
    await fill(history)
    await history.close()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, str(history.path))
    async with asyncio.timeout(60):
        assert await process.wait() == -signal.SIGKILL
    again = await History.open(history.path, zone=ZONE)
    assert await again.viewings(Wanted()) == ()
    await again.close()
    assert found(history.path) == set()


async def test_what_goes_on_stays_gone_however_often_it_is_erased(history: History) -> None:
    await history.keep(watched("one", seconds=600, ended=None, person="Ada"))
    assert await history.erase(Wanted(persons=frozenset({"Ada"}))) == 1
    await history.keep(watched("one", seconds=700, ended=None, person="Ada"))
    assert await history.erase(Wanted(title="something else")) == 0
    assert await history.erase(Wanted(screens=frozenset({"kitchen"}))) == 0
    await history.keep(watched("one", seconds=800, ended=None, person="Ada"))
    (viewing,) = await history.viewings(Wanted())
    assert (viewing.started, viewing.watched) == (EVENING + 600, 200.0)
    assert await history.erase(None) == 1
    await history.keep(watched("one", seconds=1000, person="Ada"))
    (viewing,) = await history.viewings(Wanted())
    assert (viewing.started, viewing.watched) == (EVENING + 800, 200.0)


async def test_what_goes_on_is_erased_up_to_this_moment_written_or_not(history: History) -> None:
    going = replace(watched("g", seconds=90.0, title=OTHER, person="Zoltan"), ended=None)
    await history.keep(replace(going, as_of=EVENING + 60, watched=60.0))
    assert await history.erase(Wanted(title="Secretary"), [going]) == 1
    await history.keep(replace(going, as_of=EVENING + 120, watched=120.0))
    (kept,) = await history.viewings(Wanted())
    assert (kept.started, kept.watched) == (EVENING + 90, 30.0)


@pytest.mark.parametrize("wanted", [None, Wanted(title="Secretary")])
async def test_a_glance_that_was_not_written_yet_is_erased(history: History, wanted: Wanted | None) -> None:
    going = replace(watched("g", seconds=20.0, title=OTHER, person="Zoltan"), ended=None)
    assert await history.erase(wanted, [going]) == 1
    assert found(history.path) == set()
    await history.keep(replace(going, as_of=EVENING + 50, watched=50.0))
    (kept,) = await history.viewings(Wanted())
    assert (kept.started, kept.watched) == (EVENING + 20, 30.0)


async def test_what_goes_on_and_is_not_meant_is_not_written_by_erasing(history: History) -> None:
    await history.keep(watched("v", person="Ada"))
    going = replace(watched("g", seconds=20.0, title=OTHER, person="Zoltan"), ended=None)
    assert await history.erase(Wanted(persons=frozenset({"Ada"})), [going]) == 1
    assert await history.viewings(Wanted()) == ()
    assert await history.erase(Wanted(title="nothing like that"), [going]) == 0
    assert found(history.path) == set()
    await history.keep(replace(going, as_of=EVENING + 50, watched=50.0))
    (kept,) = await history.viewings(Wanted())
    assert (kept.started, kept.watched) == (EVENING, 50.0)
