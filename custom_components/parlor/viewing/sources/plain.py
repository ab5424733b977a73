"""What integrations put into attributes, made plain: bounded texts, real numbers, Unix times. Nothing here raises. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime
from html import unescape
from math import isfinite
import re
from typing import Final

MOST_TEXT: Final = 300  # characters of a title; whatever is longer is no name
MOST_ADDRESS: Final = 1_000
LONGEST: Final = 1_000_000.0  # seconds: eleven days
MOST_COUNT: Final = 99_999  # an episode of a daily soap; a season can be a year
KEPT: Final = frozenset("\u200c\u200d")  # joiners, without which Persian and some emoji read wrongly
# What stands for nothing. As it is written: "Unknown" is a film.
NO_TEXT: Final = frozenset({"", "None", "none", "null", "unknown", "unavailable", "undefined", "N/A", "n/a", "-", "--"})
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_COUNT: Final = re.compile(r"\D{0,12}?(\d{1,5})\D{0,3}")


def text(given: object, most: int = MOST_TEXT) -> str | None:
    """Return a text that can be shown and stored, None where there is none; no tags, no control characters, not endless."""
    if given is None:
        return None
    if type(given) is str:
        if len(given) > most or "  " in given or not given.isprintable() or _is_marked(given):
            given = _cleaned(given[: most * 4])[:most]
        given = given.strip()
        return None if given in NO_TEXT else given
    if isinstance(given, str):
        return text(str.__str__(given), most)
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given) if abs(given) < 10**18 else None
    return None


def address(given: object) -> str | None:
    """Return an id or an address as it is, None where it is none or can be none."""
    if isinstance(given, str):
        return given if given and len(given) <= MOST_ADDRESS and given.isprintable() else None
    return text(given)


def number(given: object) -> float | None:
    """Return a finite number, None for everything else."""
    if given is None or isinstance(given, bool) or not isinstance(given, int | float | str):
        return None
    try:
        value = float(given)
    except ValueError, OverflowError:
        return None
    return value if isfinite(value) else None


def seconds(given: object) -> float | None:
    """Return a length or a position in seconds, None where it can be none."""
    value = number(given)
    return value if value is not None and 0 <= value <= LONGEST else None


def count(given: object) -> int | None:
    """Return the number of a season or an episode (`4`, `"4"`, `"S04"`, `"Folge 4"`), None for -1 and what is no number."""
    if isinstance(given, str):
        found = _COUNT.fullmatch(given.strip()[:40]) if "-" not in given else None
        return int(found[1]) if found else None
    value = number(given)
    return int(value) if value is not None and 0 <= value <= MOST_COUNT and value == int(value) else None


def moment(given: object) -> float | None:
    """Return a time as Unix time: of a datetime, an ISO string or a number; one without a zone is in UTC."""
    if isinstance(given, str):
        try:
            given = datetime.fromisoformat(given[:40])
        except ValueError:
            return number(given)
    if isinstance(given, datetime):
        try:
            return (given if given.tzinfo else given.replace(tzinfo=UTC)).timestamp()
        except ValueError, OverflowError:
            return None
    return number(given)


def ids(given: object) -> Mapping[str, str]:
    """Return what others call a work (`{"imdb": "tt0133093", "tmdb": "603"}`), as Kodi tells it in place of an id."""
    if not isinstance(given, Mapping):
        return {}
    pairs = ((text(key, 40), text(value, 80)) for key, value in list(given.items())[:10])
    return {key.casefold(): value for key, value in pairs if key and value and key.casefold() != "unknown"}


def _is_marked(given: str) -> bool:
    """Say whether a text may hold tags or entities of HTML."""
    return "<" in given or "&" in given


def _cleaned(given: str) -> str:
    """Return a text without tags, control characters and half characters, in one line."""
    if _is_marked(given):
        given = _TAG.sub(" ", unescape(given))
    if not given.isprintable():
        given = "".join(letter if letter.isprintable() or letter in KEPT else " " for letter in given)
    return " ".join(given.split())
