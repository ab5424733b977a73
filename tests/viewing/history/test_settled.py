"""What is added up beforehand says the same as what it was added up from, whatever is written, learned, dropped and erased between."""

from collections.abc import Iterator
from dataclasses import replace
import math
from pathlib import Path
import random
import sqlite3

import pytest

from custom_components.parlor.viewing.history import By, History, Total, Wanted
from custom_components.parlor.viewing.history.writing import days
from custom_components.parlor.viewing.title import TitleKind
from custom_components.parlor.viewing.viewing import Viewing

from .conftest import EVENING, FILM, ZONE, episode, watched

DAY = 86400.0
TITLES = (FILM, episode(1), episode(2), episode(1, "Ohne Titel"), None, replace(FILM, key="film:secretary", name="S"))
PERSONS = (None, "Ada", "Ben")


def some(chance: random.Random, count: int) -> Iterator[Viewing]:
    """Yield viewings over two years, some of which never ran or went on past midnight."""
    for number in range(count):
        seconds = chance.choice((0.0, 60.0, 5400.0, 40_000.0))
        yield watched(
            f"v{number}",
            started=EVENING - chance.random() * 700 * DAY,
            seconds=seconds,
            watched=seconds * chance.random(),
            title=chance.choice(TITLES),
            person=chance.choice(PERSONS),
            screen=chance.choice(("bedroom", "kitchen")),
        )


def asked() -> Iterator[Wanted]:
    """Yield what is asked: all, spans of all lengths, and some of it."""
    for length in (3.3, 40.0, 100.5, 400.0):
        yield Wanted(since=EVENING - 600 * DAY, until=EVENING - (600 - length) * DAY)
    yield Wanted(since=EVENING - 365 * DAY)
    yield Wanted(until=EVENING - 100 * DAY)
    yield from (Wanted(), Wanted(persons=frozenset({"ada"})), Wanted(screens=frozenset({"kitchen"})))
    yield Wanted(persons=frozenset({"Ada", "Ben"}), kinds=frozenset({TitleKind.EPISODE}), until=EVENING - 9 * DAY)
    yield Wanted(series="The Harbour", since=EVENING - 500 * DAY)


async def told(history: History) -> dict[tuple[int, By], dict[str | None, tuple[float, int]]]:
    """Return all totals of all that is asked."""
    return {
        (number, by): {total.key: rounded(total) for total in await history.totals(wanted, by)}
        for number, wanted in enumerate(asked())
        for by in By
    }


def rounded(total: Total) -> tuple[float, int]:
    """Return a total as far as it is exact."""
    return round(total.seconds, 2), total.viewings


@pytest.mark.parametrize("seed", range(4))
async def test_sums_say_the_same(history: History, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    viewings = list(some(chance, 300))
    await history.keep(*viewings)
    await history.settle()
    again = [
        replace(each, title=chance.choice(TITLES), person="Ben", watched=each.watched / 2)
        for each in chance.sample(viewings, 20)
    ]
    await history.keep(*again)
    await history.keep(dropped=(gone := [each.id for each in chance.sample(viewings, 5)]))
    await history.settle()
    plain = await History.open(tmp_path / "plain.db", zone=ZONE)
    known = {each.id: each for each in (*viewings, *again) if each.id not in gone}
    await plain.import_viewings([known[each] for each in known])
    for each in (history, plain):
        await each.erase(Wanted(persons=frozenset({"Ben"}), screens=frozenset({"kitchen"}), until=EVENING - 300 * DAY))
    await history.settle()
    settled = await told(history)
    await plain.settle()
    with sqlite3.connect(plain.path) as connection:
        connection.executescript("DELETE FROM sums; DELETE FROM blocks")  # as it is before anything is added up
    unsettled = await told(plain)
    await plain.close()
    for (number, by), found in settled.items():
        assert close(found, unsettled[number, by]), (list(asked())[number], by)


def close(one: dict[str | None, tuple[float, int]], other: dict[str | None, tuple[float, int]]) -> bool:
    """Say whether two totals are the same, but for what never ran: only where it is counted one by one does that count."""
    ran = {key: each for key, each in one.items() if each[0]}
    others = {key: each for key, each in other.items() if each[0]}
    return ran.keys() == others.keys() and all(
        abs(ran[key][0] - others[key][0]) < 0.1 and ran[key][1] == others[key][1] for key in ran
    )


async def test_nothing_of_what_was_erased_is_in_the_sums(history: History) -> None:
    await history.keep(*(watched(f"v{number}", EVENING - number * 10 * DAY, person="Zoltan") for number in range(50)))
    await history.settle()
    assert await history.erase(Wanted(persons=frozenset({"Zoltan"}), until=EVENING - 199 * DAY)) == 30
    (total,) = await history.totals(Wanted(), By.PERSON)
    assert (total.seconds, total.viewings) == (20 * 1800.0, 20)
    await history.settle()
    assert await history.totals(Wanted(), By.PERSON) == (total,)


def by_day(viewings: list[Viewing], wanted: Wanted) -> dict[str, tuple[float, int]]:
    """Return how long was watched each day, worked out one viewing after the other."""
    found: dict[str, tuple[float, int]] = {}
    for viewing in viewings:
        if viewing.watched <= 0:
            continue
        share = viewing.watched / (viewing.as_of - viewing.started)
        for day, begin, end in days(viewing.started, viewing.as_of, ZONE):
            ran = min(end, wanted.until or math.inf) - max(begin, wanted.since or 0.0)
            if ran > 0:
                seconds, count = found.get(day.isoformat(), (0.0, 0))
                found[day.isoformat()] = seconds + ran * share, count + 1
    return found


async def test_each_day_is_told_whatever_the_span(history: History) -> None:
    chance = random.Random(5)
    viewings = list(some(chance, 300))
    await history.keep(*viewings)
    begins = [EVENING - chance.random() * 700 * DAY for _ in range(40)]
    spans = [(begin, begin + chance.choice((0.3, 1, 2, 3.5, 4, 5, 9, 60)) * DAY) for begin in begins]
    for since, until in [*spans, (None, EVENING - 50 * DAY), (EVENING - 50 * DAY, None), (None, None)]:
        wanted = Wanted(since=since, until=until)
        told = await history.totals(wanted, By.DAY)
        assert [total.key for total in told] == sorted((str(total.key) for total in told), reverse=True)
        expected = by_day(viewings, wanted)
        assert {total.key for total in told} == expected.keys()
        for total in told:
            seconds, count = expected[str(total.key)]
            assert abs(total.seconds - seconds) < 0.02 and total.viewings == count, wanted
