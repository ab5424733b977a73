"""Fields of what servers answer, each read as what it should be; what is something else is not there."""

from collections.abc import Mapping
import time
from typing import Any, Final

from .requester import ImportFailed, ImportProblem, Row

MOST_TEXT: Final = 500  # characters of a title or a name
MOST_NUMBER: Final = 1e15  # ticks of 100 ns of three years
MOST_WHOLE: Final = 10**9
LONGEST: Final = 2 * 86400.0  # seconds of a work
CLOCKS: Final = 86400.0  # seconds by which a server's clock may be ahead


def text(row: Row, key: str) -> str | None:
    """Return a text that is not empty."""
    value = row.get(key)
    if not isinstance(value, str):
        return None
    # JSON can have halves of characters, which are none.
    return value.encode("utf-8", "ignore").decode("utf-8").strip()[:MOST_TEXT] or None


def number(row: Row, key: str) -> float | None:
    """Return a number that is finite and not negative, also one that is written as text."""
    value = row.get(key)
    if isinstance(value, str) and value.isdecimal() and len(value) < 20:
        value = int(value)
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= MOST_NUMBER:
        return None
    return float(value)


def whole(row: Row, key: str) -> int | None:
    """Return a whole number that is not negative, and can be a count or a year."""
    value = number(row, key)
    return None if value is None or value > MOST_WHOLE else int(value)


def moment(at: float | None) -> float | None:
    """Return the Unix time at which something was watched, None for what is no time in the past."""
    return at if at and at <= time.time() + CLOCKS else None


def length(seconds: float) -> float:
    """Return how long a work is, 0 where that is no length of any."""
    return seconds if seconds <= LONGEST else 0.0


def inner(row: Row, key: str) -> Row:
    """Return the object in an object; an empty one where there is none."""
    value = row.get(key)
    return value if isinstance(value, Mapping) else {}


def rows(row: Row, key: str) -> list[Row]:
    """Return the objects of a list; an empty one where there is none."""
    value: Any = row.get(key)
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def required[T](value: T | None) -> T:
    """Return a value without which an answer is not that of the server; raises ImportFailed."""
    if value is None:
        raise ImportFailed(ImportProblem.NOT_SERVER)
    return value
