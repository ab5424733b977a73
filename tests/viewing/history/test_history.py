"""What is kept is found again, counted once, and gone when it is erased."""

from dataclasses import replace
from pathlib import Path

import pytest

from custom_components.parlor.viewing.history import By, History, HistoryClosed, Imported, Wanted
from custom_components.parlor.viewing.title import TitleKind
from custom_components.parlor.viewing.viewing import Outcome

from .conftest import EVENING, FILM, ZONE, episode, watched

DAY = 86400.0


async def test_what_is_kept_is_found_as_it_was(history: History) -> None:
    viewing = watched("one", outcome=Outcome.FINISHED, person="Ada", source="HDMI 1", channel="ZDF")
    await history.keep(viewing)
    assert await history.viewings(Wanted()) == (viewing,)


async def test_a_viewing_kept_again_is_one_viewing(history: History) -> None:
    for seconds in (30.0, 60.0, 60.0, 90.0):
        await history.keep(watched("one", seconds=seconds, ended=None))
    (total,) = await history.totals(Wanted(), By.TITLE)
    assert (total.key, total.seconds, total.viewings) == ("Metropolis", 90.0, 1)
    (left,) = await history.left_open("bedroom")
    assert left.watched == 90.0
    assert await history.left_open("kitchen") == ()


async def test_pauses_are_in_no_total(history: History) -> None:
    await history.keep(watched("one", seconds=600, ended=None))
    late = watched("one", seconds=7800, watched=900.0)
    await history.keep(late)
    for wanted in (Wanted(), Wanted(since=EVENING - DAY, until=EVENING + DAY)):
        (total,) = await history.totals(wanted, By.SCREEN)
        assert (total.key, round(total.seconds)) == ("bedroom", 900)
    (pause,) = await history.totals(Wanted(since=EVENING + 3600, until=EVENING + DAY), By.SCREEN)
    assert round(pause.seconds) == 300


async def test_a_viewing_across_midnight_counts_to_each_day(history: History) -> None:
    await history.keep(watched("one", started=EVENING + 3.5 * 3600, seconds=3600))
    days = await history.totals(Wanted(), By.DAY)
    assert [(day.key, round(day.seconds)) for day in days] == [("2026-11-19", 1800), ("2026-11-18", 1800)]


async def test_totals_of_each_kind(history: History) -> None:
    await history.keep(
        watched("one", person="Ada"),
        watched("two", started=EVENING + 4000, seconds=600, title=episode(1), person="Ben", app=None),
        watched("three", started=EVENING + 5000, seconds=1200, title=episode(2), person="Ben"),
        watched("four", started=EVENING + 7000, seconds=60, title=None),
    )
    expected = {
        By.PERSON: [("Ada", 1800), ("Ben", 1800), (None, 60)],
        By.SERIES: [("The Harbour", 1800), (None, 1860)],
        By.KIND: [("film", 1800), ("episode", 1800), (None, 60)],
        By.APP: [("Jellyfin", 3060), (None, 600)],
        By.TITLE: [("Metropolis", 1800), ("The Harbour: Part 2", 1200), ("The Harbour: Part 1", 600), (None, 60)],
    }
    for by, totals in expected.items():
        for wanted in (Wanted(), Wanted(since=EVENING - 1, until=EVENING + DAY)):
            found = {(total.key, round(total.seconds)) for total in await history.totals(wanted, by)}
            assert found == set(totals), (by, wanted)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(), ["three", "two", "one"]),
        (Wanted(limit=1), ["three"]),
        (Wanted(persons=frozenset({"ädä"})), ["one"]),
        (Wanted(title="metropolis"), ["one"]),
        (Wanted(title="film:metropolis"), ["one"]),
        (Wanted(title="Metropolys"), ["one"]),
        (Wanted(series="harbour"), ["three", "two"]),
        (Wanted(title="The harbour"), ["three", "two"]),
        (Wanted(title="Solaris"), []),
        (Wanted(kinds=frozenset({TitleKind.EPISODE})), ["three", "two"]),
        (Wanted(apps=frozenset({"jellyfin"}), screens=frozenset({"kitchen"})), ["two"]),
        (Wanted(outcomes=frozenset({Outcome.ABANDONED})), ["three"]),
        (Wanted(since=EVENING + 100, until=EVENING + 200), ["one"]),
        (Wanted(until=EVENING), []),
    ],
)
async def test_wanted(history: History, wanted: Wanted, names: list[str]) -> None:
    await history.keep(
        watched("one", person="Ädä"),
        watched("two", started=EVENING + 4000, title=episode(1), screen="kitchen"),
        watched("three", started=EVENING + 8000, title=episode(2), outcome=Outcome.ABANDONED),
    )
    assert [viewing.id for viewing in await history.viewings(wanted)] == names


async def test_where_somebody_stopped(history: History) -> None:
    await history.keep(
        watched("one", title=episode(3), outcome=Outcome.FINISHED),
        watched("two", started=EVENING + 9000, title=episode(4), outcome=Outcome.ABANDONED, position=432.0),
        watched("film", started=EVENING + DAY, outcome=Outcome.ABANDONED),
    )
    stopped = await history.left_off("the harbor")
    assert stopped and stopped.title == episode(4) and not stopped.is_finished
    assert stopped.viewing.position == 432.0
    assert [stop.viewing.id for stop in await history.continue_watching()] == ["film", "two"]
    await history.keep(watched("three", started=EVENING + 2 * DAY, title=episode(4), outcome=Outcome.FINISHED))
    stopped = await history.left_off("Harbour")
    assert stopped and stopped.is_finished and stopped.after == (1, 5)
    assert await history.left_off("Severance") is None


async def test_the_same_name_of_another_year_is_another_title(history: History) -> None:
    await history.keep(watched("old"), watched("new", started=EVENING + DAY, title=replace(FILM, year=2001)))
    await history.keep(watched("unsure", started=EVENING + 2 * DAY, title=replace(FILM, year=None)))
    years = {viewing.id: viewing.title.year for viewing in await history.viewings(Wanted()) if viewing.title}
    assert years == {"old": 1927, "new": 2001, "unsure": 1927}


async def test_erased_is_gone_from_the_file(history: History) -> None:
    other = replace(FILM, key="film:secretary", name="Secretary")
    await history.keep(*(watched(f"s{number}", title=other, person="Zoltan") for number in range(50)), watched("one"))
    assert b"Secretary" in _bytes(history.path)
    assert await history.erase(Wanted(title="secretary")) == 50
    assert b"ecretary" not in _bytes(history.path) and b"Zoltan" not in _bytes(history.path)
    assert await history.viewings(Wanted(title="secretary")) == ()
    assert len(await history.viewings(Wanted())) == 1
    assert await history.erase(None) == 1
    assert b"Metropolis" not in _bytes(history.path)


async def test_what_goes_on_is_kept_anew_after_it_was_erased(history: History) -> None:
    await history.keep(watched("one", seconds=600, ended=None))
    assert await history.erase(None) == 1
    await history.keep(watched("one", seconds=600, ended=None))
    assert await history.viewings(Wanted()) == ()
    await history.keep(watched("one", seconds=660))
    (viewing,) = await history.viewings(Wanted())
    assert (viewing.started, viewing.watched) == (EVENING + 600, 60.0)


async def test_an_import_twice_adds_nothing(history: History) -> None:
    read = [watched(f"plex-{number}", started=EVENING + number * 4000) for number in range(1200)]
    assert await history.import_viewings(read) == Imported(added=1200, known=0)
    assert await history.import_viewings(read) == Imported(added=0, known=1200)
    pages = [page async for page in history.pages()]
    assert [viewing for page in pages for viewing in page] == read


async def test_retention(history: History) -> None:
    await history.keep(watched("old"), watched("open", ended=None), watched("new", started=EVENING + 10 * DAY))
    assert await history.retain(5, now=EVENING + 11 * DAY) == 1
    assert {viewing.id for viewing in await history.viewings(Wanted())} == {"open", "new"}


async def test_all_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    for number in range(3):
        history = await History.open(tmp_path / "history.db", zone=ZONE)
        await history.keep(watched(f"v{number}", started=EVENING + number * DAY))
        assert len(await history.viewings(Wanted())) == number + 1
        await history.close()
        with pytest.raises(HistoryClosed):
            await history.viewings(Wanted())
    assert (tmp_path / "history.db").stat().st_mode & 0o777 == 0o600


async def test_a_file_that_is_none_is_moved_aside(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    path.write_bytes(b"this was a history once, but no longer is " * 100)
    history = await History.open(path)
    assert history.moved_aside and history.moved_aside.read_bytes().startswith(b"this was")
    await history.keep(watched("one"))
    assert len(await history.viewings(Wanted())) == 1
    await history.close()


def _bytes(path: Path) -> bytes:
    return b"".join(Path(f"{path}{suffix}").read_bytes() for suffix in ("", "-wal") if Path(f"{path}{suffix}").exists())
