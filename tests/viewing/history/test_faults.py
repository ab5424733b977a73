"""Disks that are full, files that others hold, that nobody may write or that are torn: the past stays, and nobody waits for ever."""

import asyncio
from contextlib import suppress
from pathlib import Path
import resource
import sqlite3
import subprocess
import sys
import time

import pytest

from custom_components.parlor.viewing.history import By, History, HistoryError, HistoryTooNew, HistoryUnwritable, Wanted

from .conftest import EVENING, FILM, ZONE, watched

HOLD = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
connection.execute("COMMIT")
"""


async def seconds(history: History) -> float:
    """Return how long everything in a history was watched."""
    return sum(total.seconds for total in await history.totals(Wanted(), By.SCREEN))


async def hold(path: Path, length: float) -> subprocess.Popen[str]:
    """Have another process hold a file for itself."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(path), str(length)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert await asyncio.to_thread(process.stdout.readline) == "held\n"
    return process


async def test_a_full_disk_loses_nothing(history: History) -> None:
    await history.keep(watched("one"))
    full = max(each.stat().st_size for each in history.path.parent.iterdir())
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    large = [watched(f"v{number}", EVENING + number * 4000, channel="x" * 2000) for number in range(100)]
    resource.setrlimit(resource.RLIMIT_FSIZE, (full, before[1]))
    try:
        with pytest.raises(HistoryUnwritable):
            await history.keep(*large)
        assert len(await history.viewings(Wanted())) == 1
        with pytest.raises(HistoryUnwritable):
            await history.keep(watched("v0", EVENING, seconds=3600))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    await history.keep()
    assert len(await history.viewings(Wanted())) == 101
    assert await seconds(history) == pytest.approx(3600 + 100 * 1800)


async def test_another_process_that_holds_the_file_is_waited_for(history: History) -> None:
    await history.keep(watched("one"))
    process = await hold(history.path, 2)
    writing = asyncio.create_task(history.keep(watched("two", EVENING + 4000)))
    assert len(await history.viewings(Wanted())) == 1  # who reads does not wait
    assert not writing.done()
    await writing
    assert len(await history.viewings(Wanted())) == 2
    assert process.wait(5) == 0


async def test_a_file_that_is_held_for_long_is_given_up_and_tried_again(history: History) -> None:
    await history.keep(watched("one"))
    process = await hold(history.path, 60)
    began = time.monotonic()
    with pytest.raises(HistoryUnwritable):
        await history.keep(watched("two", EVENING + 4000))
    assert time.monotonic() - began < 10
    process.kill()
    process.wait(5)
    await history.keep(watched("three", EVENING + 8000))
    assert len(await history.viewings(Wanted())) == 3


async def test_a_writer_that_is_given_up_still_writes(history: History) -> None:
    process = await hold(history.path, 1)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await history.keep(watched("one"))
    assert process.wait(5) == 0
    await history.keep(watched("two", EVENING + 4000))
    assert len(await history.viewings(Wanted())) == 2


async def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "parlor").write_text("not a folder")
    with pytest.raises(HistoryUnwritable):
        await History.open(tmp_path / "parlor/history.db")


async def test_a_file_of_a_later_version_is_left_as_it_is(history: History) -> None:
    await history.keep(watched("one"))
    await history.close()
    with sqlite3.connect(history.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = history.path.read_bytes()
    with pytest.raises(HistoryTooNew):
        await History.open(history.path)
    assert history.path.read_bytes() == before


@pytest.mark.parametrize("page", [1, 5, 9])
async def test_a_torn_page_is_found_when_it_is_opened(history: History, page: int) -> None:
    await history.keep(*(watched(f"v{number}", EVENING + number * 4000) for number in range(300)))
    await history.close()
    with history.path.open("r+b") as file:
        file.seek(4096 * (page - 1))
        file.write(b"\xa5" * 2048)
    again = await History.open(history.path, zone=ZONE)
    assert again.moved_aside and again.moved_aside.stat().st_size > 4096 * 9
    await again.keep(watched("new"))
    assert len(await again.viewings(Wanted())) == 1
    await again.close()


async def test_a_file_that_is_damaged_while_it_is_open_is_begun_anew(history: History) -> None:
    await history.keep(*(watched(f"v{number}", EVENING + number * 4000) for number in range(300)))
    await history.erase(Wanted(title="nothing of the kind"))
    with sqlite3.connect(history.path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    pages = history.path.stat().st_size // 4096
    with history.path.open("r+b") as file:
        for page in range(1, pages):
            file.seek(4096 * page)
            file.write(b"\xa5" * 4096)
    told: list[Path] = []
    history.damaged = told.append
    for number in range(5):  # its own memory of the file may still be right for a while
        with suppress(HistoryError):
            await history.keep(watched(f"new{number}", EVENING - 400_000 + number * 4000, title=FILM))
    await history.keep(watched("last", EVENING + 10**7))
    assert told == [history.moved_aside]
    assert "last" in [viewing.id for viewing in await history.viewings(Wanted())]
