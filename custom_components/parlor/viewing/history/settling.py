"""Adds up what was watched in blocks of time that are over: written once, read instead of thousands of rows."""

from collections.abc import Iterable
from enum import IntEnum
import math
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Connection, Select, case, delete, func, insert, literal, select, union_all
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from .schema import BLOCKS, SPANS, SUMS, TITLES, VIEWINGS

BLOCK: Final = 32 * 86400.0  # seconds
EACH: Final = 4  # groups of one level that make one of the next
LEVELS: Final = 4  # single blocks, and three that are made of them: the last is longer than most histories
# No viewing is longer: so what began longer before a span cannot lie in it, and the index need not be read from its beginning.
LONGEST: Final = 2 * 86400.0


class Facet(IntEnum):
    """By what sums are told apart; of two that answer a question the first has fewer rows."""

    KIND = 0
    PERSON = 1
    SCREEN = 2
    WHO = 3
    APP = 4
    SERIES = 5


FACETS: Final[dict[Facet, dict[str, Column[Any]]]] = {
    Facet.KIND: {"kind": VIEWINGS.c.kind},
    Facet.PERSON: {"person": VIEWINGS.c.person, "kind": VIEWINGS.c.kind},
    Facet.SCREEN: {"screen": VIEWINGS.c.screen, "kind": VIEWINGS.c.kind},
    Facet.WHO: {"person": VIEWINGS.c.person, "screen": VIEWINGS.c.screen, "kind": VIEWINGS.c.kind},
    Facet.APP: {"app": VIEWINGS.c.app},
    Facet.SERIES: {"series": TITLES.c.series},
}
_SETTLED: Final = select(BLOCKS.c.level, BLOCKS.c.block).order_by(BLOCKS.c.level, BLOCKS.c.block)
_VIEWINGS: Final = VIEWINGS.outerjoin(TITLES, VIEWINGS.c.title == TITLES.c.id)


def unsettle(connection: Connection, since: float | None = None, until: float | None = None) -> None:
    """Forget what blocks come to in which something changes, all where no time is given."""
    if since is None or until is None:
        connection.execute(delete(SUMS))
        connection.execute(delete(BLOCKS))
        return
    facets = SUMS.c.facet.in_([facet.value for facet in Facet])
    for level in range(LEVELS):
        first, last = _block(since) // EACH**level, _block(until) // EACH**level
        at_level = BLOCKS.c.level == level, BLOCKS.c.block.between(first, last)
        if connection.execute(delete(BLOCKS).where(*at_level)).rowcount:
            connection.execute(delete(SUMS).where(facets, SUMS.c.level == level, SUMS.c.block.between(first, last)))


def settle(connection: Connection, now: float) -> bool:
    """Add up the newest block that is over and is not added up yet, or a group of which all parts are; say whether there was one."""
    started = VIEWINGS.c.started
    first, last = connection.execute(select(select(func.min(started)).scalar_subquery(), func.max(started))).one()
    if first is None:
        return False
    single, *groups = settled(connection)
    over = range(_block(max(0.0, first)), _block(min(last, now) - LONGEST))
    block = next((each for each in reversed(over) if each not in single), None)
    if block is None:
        return _settle_group(connection, single, groups)
    for facet, columns in FACETS.items():
        _write(connection, columns, _added_up(facet, columns, block))
    connection.execute(insert(BLOCKS), {"level": 0, "block": block})
    return True


def _settle_group(connection: Connection, below: Iterable[int], levels: list[list[int]]) -> bool:
    """Add up a group of which all parts are added up; say whether there was one."""
    for level, groups in enumerate(levels, 1):
        parts = {*below}
        whole = (
            each for each in {part // EACH for part in parts}.difference(groups) if parts.issuperset(parts_of(each))
        )
        if (group := next(whole, None)) is not None:
            for facet, columns in FACETS.items():
                _write(connection, columns, _grouped(facet, columns, level, group))
            connection.execute(insert(BLOCKS), {"level": level, "block": group})
            return True
        below = groups
    return False


def settled(connection: Connection) -> list[list[int]]:
    """Return of each level the groups that are added up, the oldest first; those of the first are single blocks."""
    found: list[list[int]] = [[] for _ in range(LEVELS)]
    for level, block in connection.execute(_SETTLED).all():
        found[level].append(block)
    return found


def parts_of(group: int) -> range:
    """Return the groups of the level below, or the blocks, of which a group is made."""
    return range(group * EACH, (group + 1) * EACH)


def _write(connection: Connection, columns: Iterable[str], sums: Select[Any]) -> None:
    names = ["facet", "level", "block", "number", *columns, "seconds", "viewings", "still"]
    connection.execute(insert(SUMS).from_select(names, sums))


def _grouped(facet: Facet, columns: Iterable[str], level: int, group: int) -> Select[Any]:
    """Return what a group comes to by a facet's columns."""
    keys = [SUMS.c[name] for name in columns]
    sums = [func.sum(SUMS.c[name]) for name in ("seconds", "viewings", "still")]
    asked = select(literal(facet.value), literal(level), literal(group), func.row_number().over(), *keys, *sums)
    parts = SUMS.c.level == level - 1, SUMS.c.block.in_(list(parts_of(group)))
    return asked.where(SUMS.c.facet == facet.value, *parts).group_by(*keys)


def _added_up(facet: Facet, columns: dict[str, Column[Any]], block: int) -> Select[Any]:
    """Return what a block comes to by a facet's columns."""
    begin, end = block * BLOCK, (block + 1) * BLOCK
    named = [column.label(name) for name, column in columns.items()]
    ran = (
        select(*named, within(begin, end).label("seconds"), literal(0).label("viewings"), literal(0).label("still"))
        .select_from(SPANS.join(_VIEWINGS, SPANS.c.viewing == VIEWINGS.c.number))
        .where(*touching(begin, end))
    )
    has_run = select(SPANS.c.id).where(SPANS.c.viewing == VIEWINGS.c.number).exists()
    began = (
        select(*named, literal(0.0), case((has_run, 1), else_=0), case((has_run, 0), else_=1))
        .select_from(_VIEWINGS)
        .where(VIEWINGS.c.started >= begin, VIEWINGS.c.started < end)
    )
    parts = union_all(ran, began).subquery()
    keys = [parts.c[name] for name in columns]
    sums = [func.sum(parts.c[name]) for name in ("seconds", "viewings", "still")]
    number = func.row_number().over()
    return select(literal(facet.value), literal(0), literal(block), number, *keys, *sums).group_by(*keys)


def touching(since: float | None, until: float | None, *, is_first: bool = True) -> list[ColumnElement[bool]]:
    """Return the conditions for what ran within a time with any part; `is_first` says that it is found by that."""
    found: list[ColumnElement[bool]] = []
    begin = SPANS.c.since if is_first else unindexed(SPANS.c.since)
    if since is not None:
        found += [begin > since - LONGEST, SPANS.c.until > since]
    if until is not None:
        found.append(begin < until)
    return found


def within(since: float | None, until: float | None) -> ColumnElement[Any]:
    """Return the seconds of what ran, as far as they lie within a time."""
    if since is None and until is None:
        return SPANS.c.seconds
    begin: ColumnElement[Any] = SPANS.c.since
    end: ColumnElement[Any] = SPANS.c.until
    if since is not None:
        begin = case((SPANS.c.since < since, since), else_=SPANS.c.since)
    if until is not None:
        end = case((SPANS.c.until > until, until), else_=SPANS.c.until)
    return SPANS.c.seconds * (end - begin) / (SPANS.c.until - SPANS.c.since)


def unindexed(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column such that SQLite looks for no index of it: of all that fits, one index is the right one."""
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type)


def _block(at: float) -> int:
    return math.floor(at / BLOCK)
