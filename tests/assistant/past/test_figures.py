"""From what was recorded to figures."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from custom_components.parlor.assistant.past.ahead import span_ahead
from custom_components.parlor.assistant.past.figures import (
    Sample,
    is_measured,
    numbers_of,
    states_of,
    tell_numbers,
    tell_states,
)
from custom_components.parlor.assistant.watched.spans import Span

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 27, 20, 0, tzinfo=BERLIN)  # a Friday
SPAN = Span(NOW - timedelta(hours=8), NOW)
BEGIN = SPAN.since.timestamp()


def samples(*told: tuple[float, str]) -> list[Sample]:
    """Return what was recorded, by hours from the beginning of the span on."""
    return [Sample(BEGIN + hours * 3600, value) for hours, value in told]


def test_a_measurement_is_weighted_by_time() -> None:
    numbers = numbers_of(samples((0, "20"), (4, "10"), (6, "unavailable"), (7, "30")), NOW.timestamp())
    assert numbers is not None
    assert (numbers.least, numbers.most, numbers.last) == (10, 30, 30)
    assert numbers.mean == pytest.approx((20 * 4 + 10 * 2 + 30 * 1) / 7)
    assert tell_numbers(numbers, "°C", SPAN, is_meter=False) == (
        "min 10 °C at Fri 16:00, max 30 °C at Fri 19:00, mean 18.57 °C, last 30 °C"
    )


def test_a_meter_goes_on_over_its_resets() -> None:
    numbers = numbers_of(samples((0, "100"), (1, "103.5"), (2, "0"), (3, "1.5")), NOW.timestamp())
    assert numbers is not None
    assert tell_numbers(numbers, "kWh", SPAN, is_meter=True) == "total 5 kWh"


@pytest.mark.parametrize("told", [(), ((0, "on"),), ((0, "nan"), (1, "inf"))])
def test_what_is_no_measurement(told: tuple[tuple[float, str], ...]) -> None:
    assert numbers_of(samples(*told), NOW.timestamp()) is None
    assert not is_measured(samples(*told))


def test_states() -> None:
    told = states_of(
        samples((0, "off"), (1, "on"), (1.5, "off"), (3, "unavailable"), (4, "off"), (7, "on")), BEGIN, NOW.timestamp()
    )
    assert tell_states(told, SPAN) == (
        "off 5 h 30 min, 1 times, last from Fri 13:30 to Fri 19:00; "
        "on 1 h 30 min, 2 times, last from Fri 19:00 to now; last change Fri 19:00 to on"
    )


def test_what_never_changed() -> None:
    told = states_of(samples((0, "closed")), BEGIN, NOW.timestamp())
    assert tell_states(told, SPAN) == "closed 8 h 0 min; no change in that time"
    assert tell_states(states_of([], BEGIN, NOW.timestamp()), SPAN) == "nothing recorded"


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("", "27 20:00", "04 20:00"),
        ("today", "27 20:00", "28 00:00"),
        ("tomorrow", "28 00:00", "29 00:00"),
        ("weekend", "28 00:00", "30 00:00"),
        ("this_week", "27 20:00", "30 00:00"),
        ("monday", "30 00:00", "01 00:00"),
        ("friday", "27 20:00", "28 00:00"),
        ("next 3 days", "27 20:00", "30 20:00"),
        ("2026-12-24", "24 00:00", "25 00:00"),
    ],
)
def test_spans_to_come(said: str, since: str, until: str) -> None:
    span = span_ahead(said, NOW)
    assert (f"{span.since:%d %H:%M}", f"{span.until:%d %H:%M}") == (since, until)


def test_what_is_no_span() -> None:
    with pytest.raises(ValueError, match="someday"):
        span_ahead("someday", NOW)
