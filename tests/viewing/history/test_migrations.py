"""A file of every earlier version is brought up to date with all that is in it, whole or not at all."""

from pathlib import Path
import sqlite3

import pytest

from custom_components.parlor.viewing.history import By, History, HistoryError, Wanted
from custom_components.parlor.viewing.history.migrations import NEWEST
from custom_components.parlor.viewing.title import TitleKind

from .conftest import EVENING, ZONE, watched
from .older import COUNT, SCHEMAS, write_older

VERSIONS = list(SCHEMAS)


def schema_of(path: Path) -> dict[str, object]:
    """Return what a file has: of each table its columns, and of each index what it is made of."""
    with sqlite3.connect(path) as connection:
        found: dict[str, object] = {"version": connection.execute("PRAGMA user_version").fetchone()}
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
            found[table] = {name: (kind, not_null, key) for _, name, kind, not_null, _, key in columns}
            for _, index, is_unique, *_ in connection.execute(f"PRAGMA index_list({table})").fetchall():
                found[index] = is_unique, [row[2] for row in connection.execute(f"PRAGMA index_info({index})")]
    connection.close()
    return found


def test_there_is_a_file_of_each_version() -> None:
    assert list(range(1, NEWEST)) == VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
async def test_all_that_was_in_it_is_there(tmp_path: Path, version: int) -> None:
    write_older(tmp_path / "old.db", version)
    history = await History.open(tmp_path / "old.db", zone=ZONE)
    assert history.moved_aside is None
    viewings = await history.viewings(Wanted())
    assert [viewing.id for viewing in viewings] == [f"v{number}" for number in range(COUNT, 0, -1)]
    film = next(viewing.title for viewing in viewings if viewing.title)
    assert film.people == ("Brigitte Helm",) or film.series == "Severance"
    kinds = {total.key: (total.seconds, total.viewings) for total in await history.totals(Wanted(), By.KIND)}
    assert kinds == {"film": (13 * 1200.0, 13), "episode": (14 * 1200.0, 14), None: (13 * 1200.0, 13)}
    assert len(await history.viewings(Wanted(kinds=frozenset({TitleKind.FILM})))) == 13
    (left,) = await history.left_open("bedroom")
    await history.keep(watched(left.id, seconds=1800, started=left.started, title=left.title))
    assert sum(total.seconds for total in await history.totals(Wanted(since=EVENING), By.SCREEN)) == 1800
    await history.close()


@pytest.mark.parametrize("version", VERSIONS)
async def test_it_is_the_same_as_a_new_one(tmp_path: Path, version: int) -> None:
    write_older(tmp_path / "old.db", version)
    for name in ("old", "new"):
        await (await History.open(tmp_path / f"{name}.db")).close()
    assert schema_of(tmp_path / "old.db") == schema_of(tmp_path / "new.db")


async def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    write_older(path, 2)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE blocks (something TEXT)")  # so that the last statement of the step fails
    connection.close()
    before = schema_of(path)
    with pytest.raises(HistoryError):
        await History.open(path)
    assert schema_of(path) == before
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE blocks")
    connection.close()
    history = await History.open(path, zone=ZONE)
    assert len(await history.viewings(Wanted())) == COUNT
    await history.close()
