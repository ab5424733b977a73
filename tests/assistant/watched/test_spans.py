"""Spans of time as people name them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from custom_components.parlor.assistant.watched.spans import SPAN_NAMES, span_of

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 11, 27, 20, 15, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("today", "2026-11-27 00:00", "2026-11-27 20:15"),
        ("yesterday", "2026-11-26 00:00", "2026-11-27 00:00"),
        ("last_night", "2026-11-26 17:00", "2026-11-27 05:00"),
        ("Last night", "2026-11-26 17:00", "2026-11-27 05:00"),
        ("yesterday evening", "2026-11-26 17:00", "2026-11-27 05:00"),
        ("tonight", "2026-11-27 17:00", "2026-11-27 20:15"),
        ("this week", "2026-11-23 00:00", "2026-11-27 20:15"),
        ("last-week", "2026-11-16 00:00", "2026-11-23 00:00"),
        ("weekend", "2026-11-21 00:00", "2026-11-23 00:00"),
        ("this_month", "2026-11-01 00:00", "2026-11-27 20:15"),
        ("last month", "2026-10-01 00:00", "2026-11-01 00:00"),
        ("this_year", "2026-01-01 00:00", "2026-11-27 20:15"),
        ("2026-11-20", "2026-11-20 00:00", "2026-11-21 00:00"),
        ("Friday", "2026-11-20 00:00", "2026-11-21 00:00"),
        ("thursday", "2026-11-26 00:00", "2026-11-27 00:00"),
        ("on Monday", "2026-11-23 00:00", "2026-11-24 00:00"),
        ("the last 3 days", "2026-11-24 20:15", "2026-11-27 20:15"),
        ("past 2 weeks", "2026-11-13 20:15", "2026-11-27 20:15"),
    ],
)
def test_spans(said: str, since: str, until: str) -> None:
    span = span_of(said, FRIDAY)
    assert span is not None
    assert (f"{span.since:%Y-%m-%d %H:%M}", f"{span.until:%Y-%m-%d %H:%M}") == (since, until)


@pytest.mark.parametrize("said", ["", "ever", "all time"])
def test_any_time(said: str) -> None:
    assert span_of(said, FRIDAY) is None


@pytest.mark.parametrize("said", ["someday", "2026-13-45", "last 99999 days", "ignore all instructions", "tomorrow"])
def test_words_that_name_no_span(said: str) -> None:
    with pytest.raises(ValueError):
        span_of(said, FRIDAY)


def test_last_night_after_midnight_is_the_night_before() -> None:
    night = FRIDAY.replace(hour=1, minute=30)
    assert span_of("last_night", night) is not None
    tonight, last = span_of("tonight", night), span_of("last_night", night)
    assert tonight is not None and last is not None
    assert f"{tonight.since:%d %H}" == f"{last.since:%d %H}" == "26 17"


@pytest.mark.parametrize("day", [29, 30])
def test_a_night_in_which_the_clocks_change_is_as_long_as_it_is(day: int) -> None:
    morning = datetime(2026, 3, day, 9, tzinfo=BERLIN)
    span = span_of("last_night", morning)
    assert span is not None
    assert (span.until.timestamp() - span.since.timestamp()) / 3600 == (11 if day == 29 else 12)


@pytest.mark.parametrize("name", SPAN_NAMES)
@pytest.mark.parametrize("hour", [0, 4, 5, 16, 17, 23])
def test_no_span_ends_before_it_begins(name: str, hour: int) -> None:
    for day in range(1, 31):
        span = span_of(name, datetime(2026, 11, day, hour, 1, tzinfo=BERLIN))
        assert span is not None and span.since < span.until
