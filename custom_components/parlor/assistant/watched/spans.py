"""Spans of time as people name them, in the time zone of the home. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
import re
from typing import Final

EVENING: Final = time(17)
NIGHT_ENDS: Final = time(5)
MOST_DAYS: Final = 3650
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SAME: Final[Mapping[str, str]] = {
    "evening": "tonight",
    "this_evening": "tonight",
    "this_night": "tonight",
    "night": "last_night",
    "last_evening": "last_night",
    "yesterday_evening": "last_night",
    "yesterday_night": "last_night",
    "week": "this_week",
    "month": "this_month",
    "year": "this_year",
    "now": "today",
}
_LAST_DAYS = re.compile(r"(?:the_)?(?:last|past)_(\d{1,4})_(day|week|month)s?")
_ANY: Final = frozenset({"", "all", "any", "ever", "always", "all_time", "anytime"})
_UNITS: Final = {"day": 1, "week": 7, "month": 30}


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time: `name` is its key in `replies/` behind `span_`, empty where it has no word of its own."""

    since: datetime
    until: datetime
    name: str = ""


def span_of(said: str, now: datetime) -> Span | None:
    """Return the span that `last_night`, `this week`, `friday`, `last 3 days` or `2026-11-20` is at a time of the home.

    Returns None for no words and for what means any time; raises ValueError for words that name no span.
    """
    words = said.strip() if _is_date(said.strip()) else re.sub(r"[\s-]+", "_", said.strip().casefold())
    if words in _ANY:
        return None
    words = _SAME.get(words, words)
    if words in _NAMED:
        since, until = _NAMED[words](now)
        return Span(since, min(until, now) if since < now else until, words)
    if _is_date(words):
        day = date.fromisoformat(words)
        return Span(_at(day, now), _at(day + timedelta(days=1), now))
    weekday = words.removeprefix("last_").removeprefix("on_")
    if weekday in _DAYS:
        day = now.date() - timedelta(days=(now.weekday() - _DAYS.index(weekday) - 1) % 7 + 1)
        return Span(_at(day, now), _at(day + timedelta(days=1), now))
    if found := _LAST_DAYS.fullmatch(words):
        days = min(MOST_DAYS, int(found[1]) * _UNITS[found[2]])
        return Span(now - timedelta(days=days), now)
    raise ValueError(said)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _at(day: date, now: datetime, hour: time = time(0)) -> datetime:
    """Return a time of a day in the home's time zone."""
    return datetime.combine(day, hour, tzinfo=now.tzinfo)


def _evening(days_ago: int) -> Callable[[datetime], tuple[datetime, datetime]]:
    """Return the evening of a day, with the night behind it; early in the morning tonight has begun the day before."""

    def span(now: datetime) -> tuple[datetime, datetime]:
        ago = days_ago + 1 if days_ago == 0 and now.time() < NIGHT_ENDS else days_ago
        day = now.date() - timedelta(days=ago)
        return _at(day, now, EVENING), _at(day + timedelta(days=1), now, NIGHT_ENDS)

    return span


def _day(days_ago: int) -> Callable[[datetime], tuple[datetime, datetime]]:
    def span(now: datetime) -> tuple[datetime, datetime]:
        day = now.date() - timedelta(days=days_ago)
        return _at(day, now), _at(day + timedelta(days=1), now)

    return span


def _week(weeks_ago: int) -> Callable[[datetime], tuple[datetime, datetime]]:
    def span(now: datetime) -> tuple[datetime, datetime]:
        monday = now.date() - timedelta(days=now.weekday() + 7 * weeks_ago)
        return _at(monday, now), _at(monday + timedelta(days=7), now)

    return span


def _last_week_end(now: datetime) -> tuple[datetime, datetime]:
    """Return the last Saturday and Sunday that have begun."""
    saturday = now.date() - timedelta(days=(now.weekday() - 5) % 7)
    return _at(saturday, now), _at(saturday + timedelta(days=2), now)


def _month(months_ago: int) -> Callable[[datetime], tuple[datetime, datetime]]:
    def span(now: datetime) -> tuple[datetime, datetime]:
        first = now.date().replace(day=1)
        for _ in range(months_ago):
            first = (first - timedelta(days=1)).replace(day=1)
        return _at(first, now), _at((first + timedelta(days=32)).replace(day=1), now)

    return span


def _year(now: datetime) -> tuple[datetime, datetime]:
    return _at(date(now.year, 1, 1), now), _at(date(now.year + 1, 1, 1), now)


_NAMED: Final[Mapping[str, Callable[[datetime], tuple[datetime, datetime]]]] = {
    "today": _day(0),
    "yesterday": _day(1),
    "tonight": _evening(0),
    "last_night": _evening(1),
    "weekend": _last_week_end,
    "this_week": _week(0),
    "last_week": _week(1),
    "this_month": _month(0),
    "last_month": _month(1),
    "this_year": _year,
}
SPAN_NAMES: Final = tuple(_NAMED)
