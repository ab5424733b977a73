"""Titles from the names of files, where a player has nothing better to tell."""

from functools import lru_cache
import re
from typing import Any, Final
from urllib.parse import unquote

from ..observation import Medium
from ..title import Title, TitleKind
from .made import title_of
from .numbers import numbered
from .words import cleaned, norm

LONGEST: Final = 200  # characters of a name that are read: what takes guessit long is bounded
MOST_WORDS: Final = 40
_ENDING: Final = re.compile(
    r"\.(?:mkv|mp4|m4v|avi|mov|wmv|mpe?g|m?ts|m2ts|webm|flv|iso|vob|ogm|divx|strm|rmvb|3gp)$", re.IGNORECASE
)
_RELEASE: Final = re.compile(
    r"(?:^|[._\s\[(-])(?:2160p|1080[pi]|720p|480p|x26[45]|h\.?26[45]|hevc|xvid|web-?dl|web-?rip|blu-?ray|bdrip|brrip|"
    r"dvdrip|hdtv|hdrip|remux|10bit|hdr10?|dts|ac3|aac)(?:$|[._\s\])-])",
    re.IGNORECASE,
)
_DOTTED: Final = re.compile(r"^[^\s._]+(?:[._]+[^\s._]+){2,}$")
# Ids of apps and acronyms: `com.netflix.ninja`, `M.A.S.H`.
_NO_FILE: Final = re.compile(r"^(?:(?:com|org|net|tv|io|de|kr|www)\.\w|\w(?:[._]\w)+$)", re.IGNORECASE)
# guessit counts a span of episodes out, one by one: for E01-E9999 it never ends.
_SPAN: Final = re.compile(r"(?<=\d)[\s._]*(?:[-~]|to|a)[\s._]*(?=(?:\d{1,4}x|[a-z]{1,7}[\s._]?)\d{3})", re.IGNORECASE)
_SPAN_BARE: Final = re.compile(r"([a-z]\d{1,4})[\s._]*(?:[-~]|to|a)[\s._]*(?=\d{3})", re.IGNORECASE)


def is_file_name(medium: Medium) -> bool:
    """Say whether a title is the name of a file, by its ending or by the words that files are tagged with."""
    name = medium.title
    if not name or medium.series or medium.artist:
        return False
    name = name[-LONGEST:]
    if _ENDING.search(name) or _RELEASE.search(name):
        return True
    return _DOTTED.match(name) is not None and _NO_FILE.match(name) is None


@lru_cache(maxsize=512)
def title_of_file(name: str) -> Title | None:
    """Return the work of a file's name, None where it names none. Takes long: not for the event loop. Never raises."""
    words = cleaned(unquote(name.replace("\\", "/").rstrip("/").rpartition("/")[2])[-LONGEST:])
    words = _SPAN_BARE.sub(r"\1 ", _SPAN.sub(" ", words))
    if len(re.split(r"[\s._-]+", words)) > MOST_WORDS:
        return None
    try:
        from guessit import guessit

        told = dict(guessit(words))
        if _is_number_of_a_film(told, words):
            told = dict(guessit(words, {"type": "movie"}))
    except Exception:  # noqa: BLE001  whatever a name does to it, that name is no title
        return None
    return _title(told)


def _is_number_of_a_film(told: dict[str, Any], words: str) -> bool:
    """Say whether an episode was read out of a number in a film's name: `Blade Runner 2049 (2017)`."""
    season = _count(told.get("season"))
    is_year = season is not None and season == _count(told.get("year"))
    return told.get("type") == "episode" and is_year and numbered(words) is None


def _title(told: dict[str, Any]) -> Title | None:
    name = _text(told.get("title"))
    if name is None or not norm(name):
        return None
    if told.get("type") == "episode":
        date = told.get("date")
        medium = Medium(
            title=_text(told.get("episode_title")) or (date.isoformat() if date else None),
            series=name,
            season=_count(told.get("season")),
            episode=_count(told.get("episode")),
            year=_count(told.get("year")),
            content_type="episode",
        )
        return title_of(medium)
    if (part := _count(told.get("part"))) is not None:
        name = f"{name} Part {part}"
    return Title(key=f"{TitleKind.FILM}:{norm(name)}", kind=TitleKind.FILM, name=name, year=_count(told.get("year")))


def _text(value: object) -> str | None:
    if isinstance(value, list):
        value = " ".join(str(each) for each in value)
    return value.strip() or None if isinstance(value, str) else None


def _count(value: object) -> int | None:
    """Return a number; of several episodes in one file the first."""
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, int) and 0 <= value < 10000 else None
