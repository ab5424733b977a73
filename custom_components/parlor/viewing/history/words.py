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
LEAST_LETTERS: Final = 4
MOST_WITH_WORDS: Final = 50
_ARTICLES: Final = frozenset({"the", "a", "an", "der", "die", "das", "ein", "eine"})
_ALL: Final = select(TITLES.c.id, TITLES.c.key, TITLES.c.name, TITLES.c.series)
_NO_WORD: Final = re.compile(r"[^\w]+")


def spelt(name: str) -> str:
    """Return a name as it is compared: no accents but those that make another letter, no articles, no punctuation."""
    decomposed = unicodedata.normalize("NFKD", name.casefold()[:256])
    plain = unicodedata.normalize("NFC", "".join(each for each in decomposed if not unicodedata.combining(each)))
    words = [word for word in _NO_WORD.split(plain) if word]
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


class Spelt:
    """Names as they are compared, each with the rows of the titles that have it."""

    def __init__(self, rows: dict[str, list[int]]) -> None:
        """Have all names at hand in one piece, too, in which words are found at once."""
        self.rows = rows
        self.all = list(rows)
        self._text = "\n".join(f" {name} " for name in self.all)

    def with_words(self, wanted: str) -> str | None:
        """Return the shortest name in which words stand, of the first few; None for words that are too short to mean one."""
        if len(wanted) < LEAST_LETTERS:
            return None
        found: list[str] = []
        at = self._text.find(f" {wanted} ")
        while at >= 0 and len(found) < MOST_WITH_WORDS:
            end = self._text.find("\n", at)
            end = len(self._text) if end < 0 else end
            found.append(self._text[self._text.rfind("\n", 0, at + 1) + 1 : end].strip())
            at = self._text.find(f" {wanted} ", end)
        return min(found, key=len, default=None)


@dataclass(slots=True)
class Names:
    """The names of all titles at hand; read anew where there are others. Several threads may ask."""

    _newest: int = 0
    _generation: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _titles: Spelt = field(default_factory=lambda: Spelt({}))
    _series: Spelt = field(default_factory=lambda: Spelt({}))
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

    def _find(self, names: Spelt, words: str, *, is_exact: bool = False) -> list[int]:
        wanted = spelt(words)
        if not wanted:
            return []
        if (found := names.rows.get(wanted)) is not None or is_exact:
            return found or []
        best = process.extractOne(wanted, names.all, scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE)
        name = best[0] if best else names.with_words(wanted)
        return names.rows[name] if name else []

    def _refresh(self, connection: Connection) -> None:
        """Read the names where titles came or went since; what is learned of one later changes no name but that of a series."""
        newest = connection.execute(select(func.coalesce(func.max(TITLES.c.id), 0))).scalar_one()
        with self._lock:
            if newest == self._newest:
                return
            generation = self._generation
        titles: dict[str, list[int]] = {}
        series: dict[str, list[int]] = {}
        keys: dict[str, list[int]] = {}
        for row, key, name, of_series in connection.execute(_ALL):
            keys.setdefault(key, []).append(row)
            _add(titles, name, row)
            _add(series, of_series, row)
        with self._lock:
            self._titles, self._series, self._keys = Spelt(titles), Spelt(series), keys
            if generation == self._generation:  # else something was erased meanwhile: they are read again
                self._newest = newest

    def forget(self) -> None:
        """Keep no name of what was erased."""
        with self._lock:
            self._titles, self._series, self._keys = Spelt({}), Spelt({}), {}
            self._newest = 0
            self._generation += 1


def _add(names: dict[str, list[int]], name: str | None, row: int) -> None:
    if name and (wanted := spelt(name)):
        names.setdefault(wanted, []).append(row)
