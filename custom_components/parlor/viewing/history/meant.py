"""Which viewings are meant, as conditions that SQLite can answer from the right index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, func, select

from .schema import VIEWINGS
from .settling import LONGEST, unindexed
from .wanted import Wanted
from .words import Names

# The columns whose index is used, the first of those that are asked for.
_LEADING: Final = ("title", "person", "screen", "app", "kind")


@dataclass(frozen=True, slots=True)
class Meant:
    """What is meant: `span` is when, `values` which values each column may have."""

    span: tuple[ColumnElement[bool], ...]
    values: Mapping[str, Sequence[Any]]

    @property
    def leading(self) -> str | None:
        """Return the column whose index is used, None where it is that of the time."""
        return next((name for name in _LEADING if name in self.values), None)

    def of_spans(self) -> list[ColumnElement[bool]]:
        """Return what must hold of viewings that are found by when they ran; of titles it is quicker to find those first."""
        first = "title" if "title" in self.values else None
        return [
            (VIEWINGS.c[name] if name == first else unindexed(VIEWINGS.c[name])).in_(values)
            for name, values in self.values.items()
        ]

    def conditions(self, *, has_span: bool = True, leading: Any = None) -> list[ColumnElement[bool]]:
        """Return what must hold; `leading` is the one value that the leading column is to have, else any of them."""
        found = list(self.span) if has_span else []
        for name, values in self.values.items():
            column = VIEWINGS.c[name]
            if name != self.leading:
                found.append(unindexed(column).in_(values))
            else:
                found.append(column.in_(values) if leading is None else column == leading)
        return found


def meant(connection: Connection, names: Names, wanted: Wanted) -> Meant | None:
    """Return which viewings are meant, None where words name nothing that is there."""
    values: dict[str, Sequence[Any]] = {}
    for words, look in ((wanted.title, names.titles), (wanted.series, names.series)):
        rows = look(connection, words) if words is not None else None
        if rows is not None:
            values["title"] = sorted(set(rows) & set(values.get("title", rows)))
    for name, asked in (("screen", wanted.screens), ("outcome", wanted.outcomes), ("kind", wanted.kinds)):
        if asked:
            values[name] = sorted(asked)
    for name, asked in (("person", wanted.persons), ("app", wanted.apps)):
        if asked:
            values[name] = _as_there(connection, VIEWINGS.c[name], asked)
    return None if any(not each for each in values.values()) else Meant(_in_span(wanted), values)


def _in_span(wanted: Wanted) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for what lies in a span with any part."""
    found: list[ColumnElement[bool]] = []
    if wanted.since is not None:
        found += [
            VIEWINGS.c.started > wanted.since - LONGEST,
            func.coalesce(VIEWINGS.c.ended, VIEWINGS.c.as_of) > wanted.since,
        ]
    if wanted.until is not None:
        found.append(VIEWINGS.c.started < wanted.until)
    return tuple(found)


def _as_there(connection: Connection, column: ColumnElement[Any], asked: frozenset[str]) -> list[str]:
    """Return names as they are written down, however they are capitalised; SQLite itself knows that of ASCII alone."""
    wanted = {value.casefold() for value in asked}
    there = connection.execute(each_value(column)).scalars()
    return [value for value in there if value is not None and value.casefold() in wanted]


def each_value(column: ColumnElement[Any]) -> Select[Any]:
    """Return the question for the values of an indexed column, jumping from each to the next instead of reading all rows."""
    first = select(func.min(column).label("value")).cte("each_value", recursive=True)
    step = select(select(func.min(column)).where(column > first.c.value).scalar_subquery()).where(
        first.c.value.is_not(None)
    )
    values = first.union_all(step)
    return select(values.c.value).where(values.c.value.is_not(None))
