"""The book of what really happened finds what a history has lost, and what it has twice."""

from typing import Any

import pytest

from bench.crash_ledger import Ledger


def told(ledger: Ledger, **changed: Any) -> list[dict[str, Any]]:
    """Return what a history tells that is right but for the last film of the first room."""
    films = [film for room in ledger.rooms for film in reversed(room.films)]
    rows = [
        {"id": film.title, "title": film.title, "person": None, "watched": film.seen, "ended": 1.0} for film in films
    ]
    return [{**rows[0], **changed}, *rows[1:]]


@pytest.fixture
def ledger() -> Ledger:
    """Return the book of an evening on which everything was seen."""
    evening = Ledger(1)
    for _ in range(400):
        evening.go_on(10.0, is_seen=True)
    return evening


def test_what_is_right_is_neither(ledger: Ledger) -> None:
    ledger.compare(told(ledger))
    assert (ledger.lost, ledger.doubled) == (set(), set())


@pytest.mark.parametrize(("less", "kills", "is_lost"), [(30.0, 0, True), (30.0, 1, False), (70.0, 1, True)])
def test_a_kill_may_cost_a_minute(ledger: Ledger, less: float, kills: int, is_lost: bool) -> None:
    for _ in range(kills):
        ledger.killed()
    (first, *_) = told(ledger)
    ledger.compare(told(ledger, watched=first["watched"] - less))
    assert bool(ledger.lost) is is_lost


def test_what_is_missing_is_lost_and_what_is_more_is_doubled(ledger: Ledger) -> None:
    first, *rest = told(ledger)
    ledger.compare(rest)
    assert ledger.lost == {first["title"]}
    ledger.compare([first, {**first, "id": "again"}, *rest])
    assert ledger.doubled == {first["title"]}


def test_the_past_stays_as_it_is(ledger: Ledger) -> None:
    ledger.compare(told(ledger))
    ledger.compare(told(ledger, id="another"))
    assert ledger.lost == {told(ledger)[0]["id"]}
