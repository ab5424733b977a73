"""Fields of what servers answer, each read as what it should be; what is something else is not there."""

from collections.abc import Mapping
import math
from typing import Any

from .requester import ImportFailed, ImportProblem, Row

MOST_TEXT = 500  # characters of a title or a name


def text(row: Row, key: str) -> str | None:
    """Return a text that is not empty."""
    value = row.get(key)
    return value.strip()[:MOST_TEXT] or None if isinstance(value, str) else None


def number(row: Row, key: str) -> float | None:
    """Return a number that is finite and not negative, also one that is written as text."""
    value = row.get(key)
    if isinstance(value, str) and value.isdecimal() and len(value) < 20:
        return float(value)
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value) or value < 0:
        return None
    return float(value)


def whole(row: Row, key: str) -> int | None:
    """Return a whole number that is not negative."""
    value = number(row, key)
    return None if value is None else int(value)


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
