"""Times as people say them, in three languages, and over the changes of the clock."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from custom_components.parlor.assistant.later.moments import OutOfReach, read_moment, read_span
from custom_components.parlor.assistant.later.words import load_words

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 27, 20, 15, tzinfo=BERLIN)  # a Friday


def local(text: str, code: str, now: datetime = NOW) -> str | None:
    """Return a time as the home's clocks show it."""
    at = read_moment(text, load_words(code), now)
    return f"{at.astimezone(BERLIN):%d %H:%M}" if at else None


@pytest.mark.parametrize(
    ("said", "code", "at"),
    [
        ("in 20 minutes", "en", "27 20:35"),
        ("in an hour and a half", "en", "27 21:45"),
        ("half an hour from now", "en", "27 20:45"),
        ("in 2 hours and 5 minutes", "en", "27 22:20"),
        ("at 10", "en", "27 22:00"),
        ("at 7", "en", "28 07:00"),
        ("at 07:30", "en", "28 07:30"),
        ("22:30", "en", "27 22:30"),
        ("tomorrow 7:00", "en", "28 07:00"),
        ("tomorrow morning at 7", "en", "28 07:00"),
        ("at 7 tomorrow evening", "en", "28 19:00"),
        ("tonight at 1", "en", "28 01:00"),
        ("tonight at 10:30", "en", "27 22:30"),
        ("at half past ten", "en", "27 22:30"),
        ("at quarter to 9", "en", "27 20:45"),
        ("at 7 pm", "en", "28 19:00"),
        ("at 12 am tomorrow", "en", "28 00:00"),
        ("monday at 8", "en", "30 08:00"),
        ("on friday at 9 pm", "en", "27 21:00"),
        ("on friday at 9 am", "en", "04 09:00"),
        ("at midnight", "en", "28 00:00"),
        ("at noon", "en", "28 12:00"),
        ("2026-11-28T06:00", "en", "28 06:00"),
        ("2026-11-28T06:00:00+00:00", "en", "28 07:00"),
        ("in 10 Minuten", "de", "27 20:25"),
        ("in einer Stunde", "de", "27 21:15"),
        ("in einer halben Stunde", "de", "27 20:45"),
        ("in anderthalb Stunden", "de", "27 21:45"),
        ("um 22:30 Uhr", "de", "27 22:30"),
        ("um halb zehn", "de", "27 21:30"),
        ("morgen früh um 7", "de", "28 07:00"),
        ("heute Abend um 10", "de", "27 22:00"),
        ("um 7 Uhr 30", "de", "28 07:30"),
        ("um Mitternacht", "de", "28 00:00"),
        ("10분 뒤에", "ko", "27 20:25"),
        ("1시간 30분 뒤에", "ko", "27 21:45"),
        ("한 시간 반 뒤에", "ko", "27 21:45"),
        ("밤 10시에", "ko", "27 22:00"),
        ("내일 아침 7시에", "ko", "28 07:00"),
        ("오늘 저녁 9시 30분에", "ko", "27 21:30"),
        ("자정에", "ko", "28 00:00"),
    ],
)
def test_times(said: str, code: str, at: str) -> None:
    assert local(said, code) == at


@pytest.mark.parametrize(
    "said", ["soon", "tomorrow", "when I come home", "at 25", "at 7:75", "in minutes", "at the kitchen", ""]
)
def test_what_is_no_time(said: str) -> None:
    assert read_moment(said, load_words("en"), NOW) is None


@pytest.mark.parametrize(
    "said", ["today at 7 am", "2020-01-01T00:00", "in 0 minutes", "in 900 days", "2026-11-27 20:14"]
)
def test_what_has_passed_or_is_too_far_away(said: str) -> None:
    with pytest.raises(OutOfReach):
        read_moment(said, load_words("en"), NOW)


@pytest.mark.parametrize(
    ("now", "said", "at"),
    [
        # 2026-03-29: 2:00 becomes 3:00. What does not exist comes an hour later by the clock.
        (datetime(2026, 3, 28, 23, 0, tzinfo=BERLIN), "tomorrow at 2:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (datetime(2026, 3, 29, 1, 50, tzinfo=BERLIN), "in 20 minutes", datetime(2026, 3, 29, 1, 10, tzinfo=UTC)),
        # 2026-10-25: 3:00 becomes 2:00. What comes twice is the first that has not passed.
        (datetime(2026, 10, 24, 23, 0, tzinfo=BERLIN), "tomorrow at 02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 2, 40, tzinfo=BERLIN), "at 02:30", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 2, 40, tzinfo=BERLIN), "in an hour", datetime(2026, 10, 25, 1, 40, tzinfo=UTC)),
    ],
)
def test_over_the_change_of_the_clock(now: datetime, said: str, at: datetime) -> None:
    assert read_moment(said, load_words("en"), now) == at


@pytest.mark.parametrize(
    ("said", "code", "seconds"),
    [
        ("10 min", "en", 600),
        ("90s", "en", 90),
        ("1.5 hours", "en", 5400),
        ("an hour and 10 minutes", "en", 4200),
        ("2 Stunden", "de", 7200),
        ("1,5 Stunden", "de", 5400),
        ("30초", "ko", 30),
        ("ten", "en", None),
        ("and a", "en", None),
    ],
)
def test_lengths(said: str, code: str, seconds: float | None) -> None:
    assert read_span(said, load_words(code)) == seconds
