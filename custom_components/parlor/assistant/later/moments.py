"""Times as people say them: "in 20 minutes", "tomorrow at 7", "22:30", to a time of the home. Pure."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
import re
from typing import Final

from .words import UNIT_SECONDS, Clock, Day, Words

FARTHEST: Final = timedelta(days=366)
SOONEST: Final = timedelta(seconds=1)
_NIGHT_ENDS: Final = 5  # o'clock: "tonight at one" is after midnight


class OutOfReach(ValueError):
    """A time that has passed, or is too far away."""


def read_span(text: str, words: Words) -> float | None:
    """Return how many seconds "an hour and 10 minutes" are; None where it is no length of time."""
    text = text.strip()
    for pattern, seconds in words.spans:
        if pattern.fullmatch(text):
            return float(seconds)
    if not words.span.fullmatch(text):
        return None
    total = 0.0
    for found in words.one.finditer(text):
        number = words.number(found["n"])
        unit = next((name for name, pattern in words.units.items() if pattern.fullmatch(found["unit"])), None)
        if number is None or unit is None:
            return None
        total += number * UNIT_SECONDS[unit]
    return total


def read_moment(text: str, words: Words, now: datetime) -> datetime | None:
    """Return the time that a text says, in UTC; None where it says none.

    `now` is in the home's time zone. A time of day without a day is the next of its kind, and without a half of the day
    the next of the two. Raises OutOfReach.
    """
    text = " ".join(text.split()).strip(" ,.")
    if (delay := _delay(text, words)) is not None:
        return within_reach(now.astimezone(UTC) + timedelta(seconds=delay), now)
    if (iso := read_iso(text, now)) is not None:
        return within_reach(iso, now)
    for rest, day in _without_day(text, words):
        if (at := _at_clock(rest, day, words, now)) is not None:
            return within_reach(at, now)
    return None


def within_reach(at: datetime, now: datetime) -> datetime:
    """Return a time in UTC; raises OutOfReach where nothing can be planned for it."""
    at = at.astimezone(UTC)
    if not SOONEST <= at - now.astimezone(UTC) <= FARTHEST:
        raise OutOfReach
    return at


def read_iso(text: str, now: datetime) -> datetime | None:
    """Return a date with a time as machines write it; without a zone it is the home's."""
    if not re.match(r"\d{4}-\d\d-\d\d[T ]\d", text):
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else local_time(at.date(), at.time(), now)


def local_time(day: date, at: time, now: datetime) -> datetime:
    """Return a time of a day in the home's zone: of one that comes twice, the first that has not passed."""
    first = datetime.combine(day, at, tzinfo=now.tzinfo)
    second = first.replace(fold=1)
    return second if first.astimezone(UTC) <= now.astimezone(UTC) < second.astimezone(UTC) else first


def read_time_of_day(text: str, words: Words) -> time | None:
    """Return a time of day as it is meant where it is to come again and again: 7 is in the morning."""
    found = _clock(" ".join(text.split()), words)
    if found is None:
        return None
    hour, minute, part = found
    return time(hour + 12 if part == "evening" and hour < 12 else hour % 24, minute)


def _delay(text: str, words: Words) -> float | None:
    """Return in how many seconds it is to be."""
    for pattern in words.delays:
        if found := pattern.fullmatch(text):
            return read_span(found["span"], words)
    return None


def _without_day(text: str, words: Words) -> Iterator[tuple[str, Day | None]]:
    """Yield what is left of a text without its day, which stands first or last, and the day."""
    pieces = text.split(" ")
    for day in words.days:
        for size in range(1, min(len(pieces), 5)):
            first, last = " ".join(pieces[:size]).rstrip(","), " ".join(pieces[-size:])
            if day.pattern.fullmatch(first):
                yield " ".join(pieces[size:]), day
            if day.pattern.fullmatch(last):
                yield " ".join(pieces[:-size]).rstrip(","), day
    yield text, None


def _at_clock(text: str, day: Day | None, words: Words, now: datetime) -> datetime | None:
    """Return the time of a clock's words on a day, or next."""
    found = _clock(text, words)
    if found is None:
        return None
    hour, minute, part = found
    part = part or (day.part if day else "")
    times = [time(each % 24, minute) for each in _hours(hour, part, is_open=day is None and not _is_sharp(text))]
    if day is None:
        return min(_next(at, now) for at in times)
    on = now.date() + timedelta(days=_days_ahead(day, times[0], now))
    if (part == "evening" and hour < _NIGHT_ENDS and day.part) or hour == 24:
        return local_time(on + timedelta(days=1), time(hour % 24, minute), now)
    return local_time(on, times[0], now)


def _is_sharp(text: str) -> bool:
    """Say whether a time is written as clocks with 24 hours show it: 07:30, 22:30."""
    return bool(re.search(r"(?<!\d)(0\d|1[3-9]|2[0-4])[:.]?\d?\d?", text))


def _hours(hour: int, part: str, *, is_open: bool) -> list[int]:
    """Return the hours that can be meant."""
    if part == "evening":
        return [hour + 12 if hour < 12 else hour]
    if part == "morning":
        return [0 if hour == 12 else hour]
    return [hour % 12, hour % 12 + 12] if is_open and 1 <= hour <= 12 else [hour]


def _next(at: time, now: datetime) -> datetime:
    """Return when a time of day comes next."""
    today = local_time(now.date(), at, now)
    if today.astimezone(UTC) > now.astimezone(UTC):
        return today
    return local_time(now.date() + timedelta(days=1), at, now)


def _days_ahead(day: Day, at: time, now: datetime) -> int:
    """Return how far away a day is; of a weekday the next one on which the time has not passed."""
    if day.offset is not None:
        return day.offset
    ahead = ((day.weekday or 0) - now.weekday()) % 7
    return 7 if ahead == 0 and local_time(now.date(), at, now) <= now else ahead


def _clock(text: str, words: Words) -> tuple[int, int, str] | None:
    """Return hour, minute and part of the day of a clock's words."""
    if words.noon.fullmatch(text):
        return 12, 0, "evening"
    if words.midnight.fullmatch(text):
        return 24, 0, ""
    for clock in words.clocks:
        if (found := clock.pattern.fullmatch(text)) and (read := _read_clock(found, clock, words)):
            return read
    return None


def _read_clock(found: re.Match[str], clock: Clock, words: Words) -> tuple[int, int, str] | None:
    """Return what a clock's pattern found, where it is a time."""
    given = found.groupdict()
    hour, minute = words.number(given["h"]), int(given.get("m") or 0)
    if hour is None or hour != int(hour) or not 0 <= hour <= 24 or minute > 59:
        return None
    whole = (int(hour) * 60 + minute + clock.minutes) % (24 * 60 + 1)
    part = next((name for name, pattern in words.parts.items() if pattern.fullmatch(given.get("part") or "")), "")
    return whole // 60, whole % 60, part
