"""What was watched today, by the days of the home."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from custom_components.parlor.viewing.today import Today
from custom_components.parlor.viewing.viewing import Viewing

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = 3600.0


def at(text: str, zone: ZoneInfo = BERLIN) -> float:
    """Return a local time as Unix time."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()


def viewing(started: float, as_of: float, watched: float | None = None, name: str = "v1") -> Viewing:
    """Return a viewing as it is at a time."""
    return Viewing(
        id=name, screen="den", started=started, as_of=as_of, watched=as_of - started if watched is None else watched
    )


def test_only_what_lies_in_a_day_counts_in_it() -> None:
    today = Today(BERLIN, date(2026, 11, 27))
    began = at("2026-11-27 23:30")
    today.add(viewing(began, at("2026-11-27 23:50")), at("2026-11-27 23:50"))
    assert today.seconds == 1200
    # Nothing was told at midnight: what ran before the last word and after it is not known apart.
    today.add(viewing(began, at("2026-11-28 00:10")), at("2026-11-28 00:10"))
    assert (today.day, today.seconds) == (date(2026, 11, 28), 600)


def test_pauses_do_not_count() -> None:
    today = Today(BERLIN, date(2026, 11, 27))
    began = at("2026-11-27 20:00")
    today.add(viewing(began, at("2026-11-27 20:30")), at("2026-11-27 20:30"))
    today.add(viewing(began, at("2026-11-27 21:30"), watched=1800), at("2026-11-27 21:30"))
    assert today.seconds == 1800


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-11-27", 24)])
def test_days_on_which_the_clocks_are_changed(day: str, hours: int) -> None:
    today = Today(BERLIN, date.fromisoformat(day))
    assert today.ends - today.began == hours * HOUR
    assert today.turn(today.ends - 1) is False
    began = today.began
    for hour in range(1, hours + 1):
        now = began + hour * HOUR - 0.001
        today.add(viewing(began, now), now)
    assert today.seconds == pytest.approx(hours * HOUR, abs=0.01)
    assert today.turn(today.ends) is True
    assert today.day == date.fromisoformat(day) + timedelta(days=1) and today.seconds == 0


def test_a_zone_that_skips_midnight() -> None:
    """In Cairo the clocks go from 23:59:59 to 1:00 on the last Friday of April."""
    today = Today(ZoneInfo("Africa/Cairo"), date(2026, 4, 24))
    assert today.ends - today.began == 23 * HOUR


def test_what_was_counted_before_counts_once() -> None:
    today = Today(BERLIN, date(2026, 11, 27))
    began = at("2026-11-27 20:00")
    left = viewing(began, at("2026-11-27 20:30"))
    today.resume(5400, left)
    today.resume(1200, left)  # what tells less knows less
    today.add(viewing(began, at("2026-11-27 20:40")), at("2026-11-27 20:40"))
    assert today.seconds == 6000


def test_what_was_no_viewing_is_taken_back() -> None:
    today = Today(BERLIN, date(2026, 11, 27))
    began = at("2026-11-27 20:00")
    today.add(viewing(began, began + 60, name="glance"), began + 60)
    today.take_back("glance")
    today.take_back("never heard of")
    assert today.seconds == 0
