"""The questions to the history, as SQL."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, select

from ..viewing import Viewing
from .rows import viewing_of, viewings_with_titles
from .schema import SPANS, TITLES, VIEWINGS
from .wanted import By, Known, Total, Wanted
from .words import Names

# No viewing is longer: so what began longer before a span cannot lie in it, and the index need not be read from its beginning.
LONGEST: Final = 2 * 86400.0
MOST_KEYS: Final = 500

type Meant = list[ColumnElement[bool]]


def meant(connection: Connection, names: Names, wanted: Wanted) -> Meant | None:
    """Return the conditions for the viewings that are meant, None where words name nothing that is there."""
    found = _in_span(wanted)
    for column, values in ((VIEWINGS.c.screen, wanted.screens), (VIEWINGS.c.outcome, wanted.outcomes)):
        if values:
            found.append(column.in_(sorted(values)))
    for column, values in ((VIEWINGS.c.person, wanted.persons), (VIEWINGS.c.app, wanted.apps)):
        if values:
            found.append(_named(connection, column, values))
    if wanted.kinds:
        found.append(VIEWINGS.c.title.in_(select(TITLES.c.id).where(TITLES.c.kind.in_(sorted(wanted.kinds)))))
    for words, look in ((wanted.title, names.titles), (wanted.series, names.series)):
        rows = look(connection, words) if words is not None else None
        if rows == []:
            return None
        if rows is not None:
            found.append(VIEWINGS.c.title.in_(rows))
    return found


def _in_span(wanted: Wanted) -> Meant:
    """Return the conditions for what lies in a span with any part."""
    found: Meant = []
    if wanted.since is not None:
        found += [
            VIEWINGS.c.started > wanted.since - LONGEST,
            func.coalesce(VIEWINGS.c.ended, VIEWINGS.c.as_of) > wanted.since,
        ]
    if wanted.until is not None:
        found.append(VIEWINGS.c.started < wanted.until)
    return found


def _named(connection: Connection, column: ColumnElement[Any], values: frozenset[str]) -> ColumnElement[bool]:
    """Return the condition for names, however they are capitalised; SQLite itself knows that of ASCII alone."""
    wanted = {value.casefold() for value in values}
    there = connection.execute(_distinct(column)).scalars()
    return column.in_([value for value in there if value is not None and value.casefold() in wanted])


def _distinct(column: ColumnElement[Any]) -> Select[Any]:
    """Return the question for the values of an indexed column, jumping from each to the next instead of reading all rows."""
    first = select(func.min(column).label("value")).cte("each_value", recursive=True)
    step = select(select(func.min(column)).where(column > first.c.value).scalar_subquery()).where(
        first.c.value.is_not(None)
    )
    values = first.union_all(step)
    return select(values.c.value).where(values.c.value.is_not(None))


def known(connection: Connection) -> Known:
    """Return the screens and persons that there are viewings of."""
    screens, persons = (
        connection.execute(_distinct(column)).scalars() for column in (VIEWINGS.c.screen, VIEWINGS.c.person)
    )
    return Known(screens=frozenset(screens), persons=frozenset(persons))


def viewings(connection: Connection, names: Names, wanted: Wanted) -> tuple[Viewing, ...]:
    """Return the viewings that are meant, newest first."""
    conditions = meant(connection, names, wanted)
    if conditions is None:
        return ()
    asked = viewings_with_titles().where(*conditions).order_by(VIEWINGS.c.started.desc()).limit(wanted.limit)
    return tuple(viewing_of(row) for row in connection.execute(asked))


def totals(connection: Connection, names: Names, wanted: Wanted, by: By) -> tuple[Total, ...]:
    """Return how long what is meant was watched, the most first; days in their order."""
    conditions = meant(connection, names, wanted)
    if conditions is None:
        return ()
    has_span = wanted.since is not None or wanted.until is not None
    parts = _parts_of_spans(wanted, by, conditions) if has_span or by is By.DAY else _parts(by, conditions)
    grouped = _OF_TITLES[by](parts) if by in _OF_TITLES else parts
    asked = select(grouped).order_by(grouped.c.key.desc() if by is By.DAY else grouped.c.seconds.desc())
    rows = connection.execute(asked.limit(wanted.limit or MOST_KEYS)).all()
    name: Callable[[Any], str | None] = _date if by is By.DAY else lambda key: key
    return tuple(Total(key=name(row.key), seconds=row.seconds, viewings=row.viewings) for row in rows)


def _parts(by: By, conditions: Meant) -> Any:
    """Return totals of whole viewings by a column of theirs."""
    column = _COLUMNS[by]
    asked = select(column.label("key"), func.sum(VIEWINGS.c.watched).label("seconds"), func.count().label("viewings"))
    return asked.where(*conditions).group_by(column).subquery()


def _parts_of_spans(wanted: Wanted, by: By, conditions: Meant) -> Any:
    """Return totals of what lies in a span, by a column of the viewings or by day."""
    column = SPANS.c.day if by is By.DAY else _COLUMNS[by]
    seconds: ColumnElement[Any] = SPANS.c.seconds
    within: Meant = []
    begin: ColumnElement[Any] = SPANS.c.since
    end: ColumnElement[Any] = SPANS.c.until
    if wanted.since is not None:
        within += [SPANS.c.since > wanted.since - LONGEST, SPANS.c.until > wanted.since]
        begin = case((SPANS.c.since < wanted.since, wanted.since), else_=SPANS.c.since)
    if wanted.until is not None:
        within.append(SPANS.c.since < wanted.until)
        end = case((SPANS.c.until > wanted.until, wanted.until), else_=SPANS.c.until)
    if within:
        seconds = SPANS.c.seconds * (end - begin) / (SPANS.c.until - SPANS.c.since)
    asked = select(
        column.label("key"),
        func.sum(seconds).label("seconds"),
        func.count(SPANS.c.viewing.distinct()).label("viewings"),
    )
    joined = asked.select_from(SPANS)
    if conditions or by is not By.DAY:
        joined = asked.select_from(SPANS.join(VIEWINGS, SPANS.c.viewing == VIEWINGS.c.number))
    return joined.where(*within, *conditions).group_by(column).subquery()


def _of_titles(column: ColumnElement[Any]) -> Callable[[Any], Any]:
    """Return what adds totals of titles up by something that is said of a title."""

    def add_up(parts: Any) -> Any:
        asked = select(
            column.label("key"),
            func.sum(parts.c.seconds).label("seconds"),
            func.sum(parts.c.viewings).label("viewings"),
        )
        joined = asked.select_from(parts.outerjoin(TITLES, parts.c.key == TITLES.c.id))
        return joined.group_by(column).subquery()

    return add_up


def left_open(connection: Connection, screen: str | None) -> tuple[Viewing, ...]:
    """Return the viewings that have not ended."""
    conditions: Meant = [VIEWINGS.c.ended.is_(None)]
    if screen is not None:
        conditions.append(VIEWINGS.c.screen == screen)
    return tuple(viewing_of(row) for row in connection.execute(viewings_with_titles().where(and_(*conditions))))


def ended_before(at: float) -> ColumnElement[bool]:
    """Return the condition for what ended before a time."""
    return VIEWINGS.c.ended < at


def page(connection: Connection, after: int, size: int, conditions: Meant) -> tuple[int, tuple[Viewing, ...]]:
    """Return the viewings behind a row, in the order in which they were written, and the last row."""
    asked = viewings_with_titles().where(VIEWINGS.c.number > after, *conditions).order_by(VIEWINGS.c.number).limit(size)
    rows: Sequence[Any] = connection.execute(asked).all()
    return (rows[-1].number if rows else after), tuple(viewing_of(row) for row in rows)


def _date(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


_COLUMNS: Final[dict[By, ColumnElement[Any]]] = {
    By.TITLE: VIEWINGS.c.title,
    By.SERIES: VIEWINGS.c.title,
    By.KIND: VIEWINGS.c.title,
    By.PERSON: VIEWINGS.c.person,
    By.SCREEN: VIEWINGS.c.screen,
    By.APP: VIEWINGS.c.app,
}
_OF_TITLES: Final[dict[By, Callable[[Any], Any]]] = {
    By.TITLE: _of_titles(func.coalesce(TITLES.c.series + ": ", "") + TITLES.c.name),
    By.SERIES: _of_titles(TITLES.c.series),
    By.KIND: _of_titles(TITLES.c.kind),
}
