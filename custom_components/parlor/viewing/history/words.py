"""Finds titles by the words that people use for them: without accents and articles, and with small mistakes."""

from dataclasses import dataclass, field
import re
import threading
from typing import Final
import unicodedata

from rapidfuzz import fuzz, process
from sqlalchemy import Connection, func, select

from .schema import TITLES

LEAST_ALIKE: Final = 84.0  # of 100; below that it is another name
_ARTICLES: Final = frozenset({"the", "a", "an", "der", "die", "das", "ein", "eine"})
_ALL: Final = select(TITLES.c.id, TITLES.c.key, TITLES.c.name, TITLES.c.series)
_NO_WORD: Final = re.compile(r"[^\w]+")


def spelt(name: str) -> str:
    """Return a name as it is compared: no accents but those that make another letter, no articles, no punctuation."""
    decomposed = unicodedata.normalize("NFKD", name.casefold()[:256])
    plain = unicodedata.normalize("NFC", "".join(each for each in decomposed if not unicodedata.combining(each)))
    words = [word for word in _NO_WORD.split(plain) if word]
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


@dataclass(slots=True)
class Names:
    """The names of all titles at hand; read anew where there are others. Several threads may ask."""

    _as_of: tuple[int, int] = (0, 0)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _titles: dict[str, list[int]] = field(default_factory=dict)
    _series: dict[str, list[int]] = field(default_factory=dict)
    _keys: dict[str, list[int]] = field(default_factory=dict)

    def titles(self, connection: Connection, words: str) -> list[int]:
        """Return the rows of the titles that words name: of a film or an episode, or of all that is of a series."""
        self._refresh(connection)
        exact = self._keys.get(words) or self._find(self._titles, words, is_exact=True)
        if exact:
            return exact
        return self.series(connection, words) or self._find(self._titles, words)

    def series(self, connection: Connection, words: str) -> list[int]:
        """Return the rows of all episodes of the series that words name."""
        self._refresh(connection)
        return self._find(self._series, words)

    def _find(self, names: dict[str, list[int]], words: str, *, is_exact: bool = False) -> list[int]:
        wanted = spelt(words)
        if not wanted:
            return []
        if (found := names.get(wanted)) is not None:
            return found
        if is_exact:
            return []
        best = process.extract(wanted, names.keys(), scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE, limit=1)
        if not best and len(wanted) >= 4:
            inside = [name for name in names if f" {wanted} " in f" {name} "]
            best = [(min(inside, key=len), 100.0, 0)] if inside else []
        return names[best[0][0]] if best else []

    def _refresh(self, connection: Connection) -> None:
        """Read the names where titles came or went since; what is learned of one later changes no name."""
        count, newest = connection.execute(select(func.count(), func.coalesce(func.max(TITLES.c.id), 0))).one()
        with self._lock:
            if (count, newest) == self._as_of:
                return
            titles: dict[str, list[int]] = {}
            all_series: dict[str, list[int]] = {}
            keys: dict[str, list[int]] = {}
            for row, key, name, series in connection.execute(_ALL):
                keys.setdefault(key, []).append(row)
                _add(titles, name, row)
                _add(all_series, series, row)
            self._titles, self._series, self._keys = titles, all_series, keys
            self._as_of = (count, newest)

    def forget(self) -> None:
        """Keep no name of what was erased."""
        with self._lock:
            self._titles, self._series, self._keys = {}, {}, {}
            self._as_of = (0, 0)


def _add(names: dict[str, list[int]], name: str | None, row: int) -> None:
    if name and (wanted := spelt(name)):
        names.setdefault(wanted, []).append(row)
