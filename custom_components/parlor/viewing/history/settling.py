"""Adds up what was watched in blocks of time that are over: written once, read instead of thousands of rows."""

from enum import IntEnum
import math
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, case, delete, func, insert, literal, select, union_all
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from .schema import BLOCKS, SPANS, SUMS, TITLES, VIEWINGS

BLOCK: Final = 32 * 86400.0  # seconds
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


FACETS: Final[dict[Facet, dict[str, ColumnElement[Any]]]] = {
    Facet.KIND: {"kind": VIEWINGS.c.kind},
    Facet.PERSON: {"person": VIEWINGS.c.person, "kind": VIEWINGS.c.kind},
    Facet.SCREEN: {"screen": VIEWINGS.c.screen, "kind": VIEWINGS.c.kind},
    Facet.WHO: {"person": VIEWINGS.c.person, "screen": VIEWINGS.c.screen, "kind": VIEWINGS.c.kind},
    Facet.APP: {"app": VIEWINGS.c.app},
    Facet.SERIES: {"series": TITLES.c.series},
}
_VIEWINGS: Final = VIEWINGS.outerjoin(TITLES, VIEWINGS.c.title == TITLES.c.id)


def unsettle(connection: Connection, since: float | None = None, until: float | None = None) -> None:
    """Forget what blocks come to in which something changes, all where no time is given."""
    for table in (SUMS, BLOCKS):
        changed = delete(table)
        if since is not None and until is not None:
            changed = changed.where(table.c.block.between(_block(since), _block(until)))
            if table is SUMS:
                changed = changed.where(SUMS.c.facet.in_([facet.value for facet in Facet]))
        connection.execute(changed)


def settle(connection: Connection, now: float) -> bool:
    """Add up the newest block that is over and is not added up yet; say whether there was one."""
    started = VIEWINGS.c.started
    first, last = connection.execute(select(select(func.min(started)).scalar_subquery(), func.max(started))).one()
    if first is None:
        return False
    known = set(connection.execute(select(BLOCKS.c.block)).scalars())
    over = range(_block(max(0.0, first)), _block(min(last, now) - LONGEST))
    block = next((each for each in reversed(over) if each not in known), None)
    if block is None:
        return False
    for facet, columns in FACETS.items():
        names = ["facet", "block", "number", *columns, "seconds", "viewings", "still"]
        connection.execute(insert(SUMS).from_select(names, _added_up(facet, columns, block)))
    connection.execute(insert(BLOCKS), {"block": block})
    return True


def _added_up(facet: Facet, columns: dict[str, ColumnElement[Any]], block: int) -> Select[Any]:
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
    return select(literal(facet.value), literal(block), number, *keys, *sums).group_by(*keys)


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
