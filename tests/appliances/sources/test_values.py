"""What states say, and what nonsense does not."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from custom_components.parlor.appliances.facts import StateFact
from custom_components.parlor.appliances.sources.values import (
    flag,
    instant,
    kilowatt_hours,
    minutes,
    number,
    percent,
    watts,
    word,
)

NINE = datetime(2026, 11, 28, 9, 0, tzinfo=UTC).timestamp()


def fact(state: str, unit: object = None) -> StateFact:
    return StateFact(state=state, at=0.0, attributes={} if unit is None else {"unit_of_measurement": unit})


@pytest.mark.parametrize(
    ("read", "state", "unit", "expected"),
    [
        (number, "12.5", None, 12.5),
        (number, "nan", None, None),
        (number, "inf", None, None),
        (number, "a lot", None, None),
        (percent, "0", "%", 0.0),
        (percent, "100", "%", 100.0),
        (percent, "101", "%", None),
        (percent, "-1", "%", None),
        (instant, "2026-11-28T09:00:00+00:00", None, NINE),
        (instant, "2026-11-28T10:00:00+01:00", None, NINE),
        (instant, "2026-11-28T09:00:00Z", None, NINE),
        (instant, "2026-11-28T09:00:00", None, None),  # of which zone, nobody says
        (instant, "2026-11-28", None, None),
        (instant, "90", None, None),
        (instant, "0001-01-01T00:00:00+14:00", None, None),
        (minutes, "90", None, 90.0),
        (minutes, "90", "min", 90.0),
        (minutes, "1.5", "h", 90.0),
        (minutes, "90", "s", 1.5),
        (minutes, "01:30", None, 90.0),
        (minutes, "1:30:30", None, 90.5),
        (minutes, "01:75", None, None),
        (minutes, "90", "°C", None),
        (minutes, "-5", "min", None),
        (minutes, "1790000000", None, None),  # counted since an epoch: no span
        (kilowatt_hours, "1500", "Wh", 1.5),
        (kilowatt_hours, "1.5", "kWh", 1.5),
        (kilowatt_hours, "0.0015", "MWh", 1.5),
        (kilowatt_hours, "1500", "mWh", 0.0015),
        (kilowatt_hours, "1.5", None, None),
        (kilowatt_hours, "-1", "kWh", None),
        (kilowatt_hours, "1.5", ["kWh"], None),
        (watts, "12", "W", 12.0),
        (watts, "1.2", "kW", 1200.0),
        (watts, "12", None, 12.0),
        (watts, "12", "A", None),
    ],
)
def test_what_a_state_measures(
    read: Callable[[StateFact | None], float | None], state: str, unit: object, expected: float | None
) -> None:
    value = read(fact(state, unit))
    assert value == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize("state", ["unavailable", "unknown", "", "  "])
def test_what_is_not_known_says_nothing(state: str) -> None:
    for read in (word, number, percent, instant, minutes, kilowatt_hours, watts, flag):
        assert read(fact(state)) is None
        assert read(None) is None


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("on", True),
        ("open", True),
        ("Open", True),
        ("enabled", True),
        ("present", True),
        ("off", False),
        ("closed", False),
        ("false", False),
        ("locked", False),
        ("ajar", None),
        ("1", None),
    ],
)
def test_whether_something_is_so(state: str, expected: bool | None) -> None:
    assert flag(fact(state)) is expected
