"""The questions to the history, as SQL."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, select, union_all

from ..viewing import Viewing
from .meant import Meant, each_value, meant
from .rows import viewing_of, viewings_with_titles
from .schema import VIEWINGS
from .totals import totals as totals_of
from .wanted import By, Known, Total, Wanted
from .words import Names

MOST_VALUES: Final = 20  # for each of which the newest are looked up by themselves


def known(connection: Connection) -> Known:
    """Return the screens and persons that there are viewings of."""
    screens, persons = (connection.execute(each_value(VIEWINGS.c[name])).scalars() for name in ("screen", "person"))
    return Known(screens=frozenset(screens), persons=frozenset(persons))


def viewings(connection: Connection, names: Names, wanted: Wanted) -> tuple[Viewing, ...]:
    """Return the viewings that are meant, newest first."""
    found = meant(connection, names, wanted)
    if found is None:
        return ()
    newest = _newest(found, wanted.limit).subquery()
    asked = viewings_with_titles().where(VIEWINGS.c.number.in_(select(newest.c.number)))
    return tuple(viewing_of(row) for row in connection.execute(asked.order_by(VIEWINGS.c.started.desc())))


def _newest(found: Meant, limit: int | None) -> Select[Any]:
    """Return the question for which viewings are the newest that are meant."""
    started = VIEWINGS.c.started
    asked = select(VIEWINGS.c.number, started)
    values = found.values[found.leading] if found.leading else ()
    if limit is None or not 1 < len(values) <= MOST_VALUES:
        return asked.where(*found.conditions()).order_by(started.desc()).limit(limit)
    each = [
        select(asked.where(*found.conditions(leading=value)).order_by(started.desc()).limit(limit).subquery())
        for value in values
    ]
    together = union_all(*each).subquery()
    return select(together).order_by(together.c.started.desc()).limit(limit)


def totals(connection: Connection, names: Names, wanted: Wanted, by: By) -> tuple[Total, ...]:
    """Return how long what is meant was watched, the most first; days the newest first."""
    found = meant(connection, names, wanted)
    return () if found is None else totals_of(connection, found, wanted, by)


def left_open(connection: Connection, screen: str | None) -> tuple[Viewing, ...]:
    """Return the viewings that have not ended."""
    asked = viewings_with_titles().where(VIEWINGS.c.ended.is_(None))
    if screen is not None:
        asked = asked.where(VIEWINGS.c.screen == screen)
    return tuple(viewing_of(row) for row in connection.execute(asked))


def ended_before(at: float) -> ColumnElement[bool]:
    """Return the condition for what ended before a time."""
    return VIEWINGS.c.ended < at


def page(connection: Connection, after: int, size: int, found: Meant) -> tuple[int, tuple[Viewing, ...]]:
    """Return the viewings behind a row, in the order in which they were written, and the last row."""
    asked = viewings_with_titles().where(VIEWINGS.c.number > after, *found.conditions())
    rows: Sequence[Any] = connection.execute(asked.order_by(VIEWINGS.c.number).limit(size)).all()
    return (rows[-1].number if rows else after), tuple(viewing_of(row) for row in rows)
