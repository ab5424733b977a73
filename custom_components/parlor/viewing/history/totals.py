"""How long what is meant was watched, by one thing or another: from sums where they tell it, else from what ran."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
import math
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Connection, FromClause, Row, Select, and_, func, select, tuple_

from .meant import Meant
from .schema import SPANS, SUMS, TITLES, VIEWINGS
from .settling import BLOCK, FACETS, LONGEST, Facet, parts_of, settled, touching, unindexed, within
from .wanted import By, Total, Wanted

MOST_KEYS: Final = 500
MOST_GAPS: Final = 4  # pieces of time that are not added up; of more it is quicker to read everything at once
DAY: Final = 86400.0
_EPOCH: Final = date(1970, 1, 1).toordinal()

type Piece = tuple[float | None, float | None]
type Rows = Iterable[Row[Any]]

_COLUMNS: Final[dict[By, Column[Any]]] = {
    By.TITLE: VIEWINGS.c.title,
    By.SERIES: VIEWINGS.c.title,
    By.KIND: VIEWINGS.c.kind,
    By.PERSON: VIEWINGS.c.person,
    By.SCREEN: VIEWINGS.c.screen,
    By.APP: VIEWINGS.c.app,
}
_NAMES: Final[Mapping[By, ColumnElement[Any]]] = {
    By.TITLE: func.iif(  # what has no name of its own is called after its series
        func.instr(TITLES.c.name, TITLES.c.series) == 1,
        TITLES.c.name,
        func.coalesce(TITLES.c.series + ": ", "") + TITLES.c.name,
    ),
    By.SERIES: TITLES.c.series,
}

_FIRST: Final = select(func.min(VIEWINGS.c.started))


def totals(connection: Connection, found: Meant, wanted: Wanted, by: By) -> tuple[Total, ...]:
    """Return the totals of what is meant, the most first; days the newest first."""
    most = wanted.limit or MOST_KEYS
    span: Piece = (wanted.since, wanted.until)
    if by is By.DAY:
        days = (row for asked in _days(found, span) for row in connection.execute(asked.limit(most)).all())
        return tuple(
            Total(key=_date(key), seconds=seconds, viewings=count) for key, seconds, count in islice(days, most)
        )
    pieces = _from_sums(connection, found, span, by)
    if pieces is None:
        asked = _whole(found, by) if span == (None, None) else _ran(found, span, _COLUMNS[by])
        pieces = [connection.execute(_named(asked, by, most)).all()]
    return _merged(pieces, most)


def _merged(pieces: Iterable[Rows], most: int) -> tuple[Total, ...]:
    """Return the totals of pieces of time as one."""
    found: dict[str | None, tuple[float, int]] = {}
    for rows in pieces:
        for key, seconds, viewings in rows:
            before = found.get(key, (0.0, 0))
            found[key] = before[0] + seconds, before[1] + viewings
    ordered = sorted(found.items(), key=lambda item: -item[1][0])[:most]
    return tuple(Total(key=key, seconds=seconds, viewings=viewings) for key, (seconds, viewings) in ordered)


def _from_sums(connection: Connection, found: Meant, span: Piece, by: By) -> list[Rows] | None:
    """Return the totals from what is added up, and from what ran when nothing is; None where no sums tell it."""
    facet = next(
        (each for each, names in FACETS.items() if by.value in names and found.values.keys() <= {*names}), None
    )
    if facet is None:
        return None
    single, *levels = settled(connection)
    blocks = _within(single, span)
    first = connection.execute(_FIRST).scalar() or 0.0
    gaps = [gap for gap in _gaps(blocks, span) if gap[1] is None or gap[1] > first]
    if not blocks or len(gaps) > MOST_GAPS:
        return None
    is_ever = span == (None, None)
    key, groups = FACETS[facet][by.value], list(_groups(blocks, levels))
    pieces: list[Rows] = [connection.execute(_summed(facet, found, groups, by, is_ever=is_ever)).all()]
    for gap in gaps:
        began = None if gap[0] == span[0] else gap[0]
        asked = _ran_or_began(found, gap, key) if is_ever else _ran(found, gap, key, began)
        pieces.append(connection.execute(asked).all())
    return pieces


def _within(blocks: list[int], span: Piece) -> list[int]:
    """Return the blocks that lie whole in a span."""
    since, until = span
    first = -math.inf if since is None else math.ceil(since / BLOCK)
    last = math.inf if until is None else math.floor(until / BLOCK)
    return [block for block in blocks if first <= block < last]


def _groups(blocks: list[int], levels: list[list[int]]) -> Iterator[tuple[int, int]]:
    """Yield the groups, each with its level before it, that together are the blocks: as few as there can be."""
    below = {*blocks}
    for level, above in enumerate([*levels, []]):
        groups = {group for group in above if below.issuperset(parts_of(group))}
        yield from ((level, single) for single in below.difference(*map(parts_of, groups)))
        below = groups


def _gaps(blocks: list[int], span: Piece) -> list[Piece]:
    """Return the pieces of a span between blocks, before them and after them."""
    found: list[Piece] = []
    begin, until = span
    for block in blocks:
        if begin is None or begin < block * BLOCK:
            found.append((begin, block * BLOCK))
        begin = (block + 1) * BLOCK
    if until is None or begin is None or begin < until:
        found.append((begin, until))
    return found


def _summed(facet: Facet, found: Meant, groups: list[tuple[int, int]], by: By, *, is_ever: bool) -> Select[Any]:
    """Return the question for what groups come to; of all times what never ran counts as a viewing, too."""
    count = SUMS.c.viewings + SUMS.c.still if is_ever else SUMS.c.viewings
    key = SUMS.c[by.value]
    asked = select(key.label("key"), func.sum(SUMS.c.seconds).label("seconds"), func.sum(count).label("viewings"))
    filters = [SUMS.c[name].in_(values) for name, values in found.values.items()]
    is_of_them = tuple_(SUMS.c.level, SUMS.c.block).in_(groups)
    return asked.where(SUMS.c.facet == facet.value, is_of_them, *filters).group_by(key)


def _whole(found: Meant, by: By) -> Select[Any]:
    """Return the question for totals of whole viewings by a column of theirs."""
    key = _COLUMNS[by]
    asked = select(key.label("key"), func.sum(VIEWINGS.c.watched).label("seconds"), func.count().label("viewings"))
    return asked.where(*found.conditions()).group_by(key)


def _ran(found: Meant, piece: Piece, key: Column[Any], began: float | None = None) -> Select[Any]:
    """Return the question for what ran in a piece of time; those that began before `began` are counted elsewhere."""
    number: Any = SPANS.c.viewing
    if began is not None:
        number = func.iif(VIEWINGS.c.started >= began, SPANS.c.viewing, None)
    seconds, count = func.sum(within(*piece)).label("seconds"), func.count(number.distinct()).label("viewings")
    times = touching(*piece, is_first="title" not in found.values)
    joined = _joined(SPANS.join(VIEWINGS, SPANS.c.viewing == VIEWINGS.c.number), key)
    asked = select(key.label("key"), seconds, count).select_from(joined)
    return asked.where(*times, *found.of_spans()).group_by(unindexed(key))


def _ran_or_began(found: Meant, piece: Piece, key: Column[Any]) -> Select[Any]:
    """Return the question for what ran in a piece of time, counting what began in it: what never ran, too."""
    started = VIEWINGS.c.started
    ran = [SPANS.c.viewing == VIEWINGS.c.number]
    times, counted = [], []
    if piece[0] is not None:
        ran.append(SPANS.c.until > piece[0])
        times.append(started > piece[0] - LONGEST)
        counted.append(started >= piece[0])
    if piece[1] is not None:
        ran.append(SPANS.c.since < piece[1])
        times.append(started < piece[1])
    seconds = func.coalesce(func.sum(within(*piece)), 0.0).label("seconds")
    number = func.iif(and_(*counted), VIEWINGS.c.number, None) if counted else VIEWINGS.c.number
    count = func.count(number.distinct()).label("viewings")
    joined = _joined(VIEWINGS.outerjoin(SPANS, and_(*ran)), key)
    asked = select(key.label("key"), seconds, count).select_from(joined)
    return asked.where(*times, *found.conditions(has_span=False)).group_by(unindexed(key))


def _joined(tables: FromClause, key: Column[Any]) -> FromClause:
    """Return tables with that of the titles where a key is of it."""
    return tables.outerjoin(TITLES, VIEWINGS.c.title == TITLES.c.id) if key.table is TITLES else tables


def _days(found: Meant, span: Piece) -> Iterator[Select[Any]]:
    """Yield the questions for what ran each day, the newest first: of days that lie whole in the span wherever the home is, and of others."""
    since, until = span
    first = None if since is None else _ordinal(since) + 2
    last = None if until is None else _ordinal(until) - 2
    if first is not None and last is not None and first > last:
        yield _each_day(found, span)
        return
    if last is not None:
        yield _each_day(found, (_midnight(last), until), SPANS.c.day > last)
    whole = ([SPANS.c.day >= first] if first is not None else []) + ([SPANS.c.day <= last] if last is not None else [])
    yield _each_day(found, (None, None), *whole)
    if first is not None:
        yield _each_day(found, (since, _midnight(first + 1)), SPANS.c.day < first)


def _each_day(found: Meant, span: Piece, *days: ColumnElement[bool]) -> Select[Any]:
    """Return the question for what ran each of some days, the newest first."""
    day = SPANS.c.day
    count = func.count(SPANS.c.viewing.distinct()).label("viewings")
    asked = select(day.label("key"), func.sum(within(*span)).label("seconds"), count)
    conditions = found.of_spans()
    if conditions:
        asked = asked.select_from(SPANS.join(VIEWINGS, SPANS.c.viewing == VIEWINGS.c.number))
    times = touching(*span, is_first="title" not in found.values)
    return asked.where(*times, *days, *conditions).group_by(day).order_by(day.desc())


def _named(asked: Select[Any], by: By, most: int | None) -> Select[Any]:
    """Return the question for totals with names instead of rows of titles, the most first."""
    parts = asked.subquery()
    if by not in _NAMES:
        return select(parts).order_by(parts.c.seconds.desc()).limit(most)
    name = _NAMES[by]
    seconds = func.sum(parts.c.seconds).label("seconds")
    named = select(name.label("key"), seconds, func.sum(parts.c.viewings).label("viewings"))
    joined = named.select_from(parts.outerjoin(TITLES, parts.c.key == TITLES.c.id))
    return joined.group_by(name).order_by(seconds.desc()).limit(most)


def _ordinal(at: float) -> int:
    """Return the number of the day of Unix time, as `date.toordinal` has it."""
    return _EPOCH + math.floor(at / DAY)


def _midnight(ordinal: int) -> float:
    """Return the Unix time at which a day begins at Greenwich."""
    return (ordinal - _EPOCH) * DAY


def _date(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
