"""What public services tell, read piece by piece: nothing of it need be what it should be."""

import re
from typing import Any, Final

_TAG: Final = re.compile(r"<[^>]*>")


def text(value: object, most: int = 500) -> str | None:
    """Return a text that a service told, bounded, None where it is none."""
    return value.strip()[:most] or None if isinstance(value, str) else None


def plain(value: object) -> str | None:
    """Return a text without the tags in it."""
    return text(_TAG.sub("", value), 2000) if isinstance(value, str) else None


def rows(value: object) -> list[Any]:
    """Return a list that a service told, empty where it is none."""
    return value if isinstance(value, list) else []


def year(value: object) -> int | None:
    """Return the year of a date as YYYY-MM-DD."""
    return int(value[:4]) if isinstance(value, str) and value[:4].isdecimal() and len(value) >= 4 else None
