"""Where somebody stopped in a film or a series, and what there is to go on with."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from ..title import Title, TitleKind
from ..viewing import Outcome, Viewing
from .reading import viewings
from .wanted import LeftOff, Wanted
from .words import Names

RECENT: Final = (
    80,
    400,
)  # viewings that are looked through for what can be gone on with: so many, or where that is too little so many
_TOLD = (TitleKind.FILM, TitleKind.EPISODE)


def left_off(
    connection: Connection, names: Names, words: str, person: str | None, screens: frozenset[str] = frozenset()
) -> LeftOff | None:
    """Return where somebody, or anybody, stopped in the film or the series that words name."""
    every = Wanted(persons=frozenset({person} if person else ()), screens=screens, limit=20)
    for wanted in (replace(every, series=words), replace(every, title=words)):
        for viewing in viewings(connection, names, wanted):
            if viewing.title is not None:
                return _stopped(viewing)
    return None


def going_on(connection: Connection, names: Names, wanted: Wanted, limit: int) -> tuple[LeftOff, ...]:
    """Return the films that were not seen to their end and the series of which more may come, newest first, each once."""
    found: tuple[LeftOff, ...] = ()
    for most in RECENT:
        recent = viewings(connection, names, _recent(wanted, most))
        found = tuple(_first(limit, (_stopped(viewing) for viewing in _each_once(recent))))
        if len(found) == limit or len(recent) < most:
            break
    return found


def _recent(wanted: Wanted, most: int) -> Wanted:
    return replace(wanted, kinds=wanted.kinds or frozenset(_TOLD), outcomes=frozenset(), limit=most)


def _each_once(recent: Iterable[Viewing]) -> Iterator[Viewing]:
    """Yield the newest viewing of each film and each series."""
    seen: set[str] = set()
    for viewing in recent:
        title = viewing.title
        if title is None or title.kind not in _TOLD:
            continue
        name = (title.series or title.key).casefold()
        if name not in seen:
            seen.add(name)
            yield viewing


def _first(limit: int, found: Iterable[LeftOff]) -> Iterator[LeftOff]:
    """Yield the first of what can be gone on with: a film that was finished cannot."""
    count = 0
    for stop in found:
        if stop.is_finished and stop.after is None:
            continue
        if (count := count + 1) > limit:
            return
        yield stop


def _stopped(viewing: Viewing) -> LeftOff:
    is_finished = viewing.outcome is Outcome.FINISHED
    return LeftOff(viewing=viewing, is_finished=is_finished, after=_after(viewing.title) if is_finished else None)


def _after(title: Title | None) -> tuple[int, int] | None:
    """Return the number of the episode that follows; whether there is one nobody here can know."""
    if title is None or title.season is None or title.episode is None:
        return None
    return title.season, title.episode + 1
