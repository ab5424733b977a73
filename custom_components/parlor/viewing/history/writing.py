"""How viewings are written: each whole, as often as one likes, and gone when they are erased."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, update

from ..title import Title
from ..viewing import Viewing
from .rows import title_row, viewing_row
from .schema import SPANS, TITLES, VIEWINGS
from .settling import unsettle
from .wanted import Origin

APART: Final = 600.0  # seconds: what ran again sooner is told as one span
LEAST: Final = 0.001


@dataclass(slots=True)
class Writer:
    """Writes viewings; `zone` is the home's, in which its days begin and end."""

    zone: tzinfo

    def put(self, connection: Connection, viewing: Viewing, origin: Origin = Origin.WATCHED) -> bool:
        """Write a viewing, or what became of it; say whether it is new."""
        title, kind = (None, None) if viewing.title is None else self._title(connection, viewing.title)
        row = viewing_row(viewing, title, kind, origin)
        before = connection.execute(_BEFORE, {"wanted": viewing.id}).one_or_none()
        if before is None:
            unsettle(connection, viewing.started, viewing.as_of)
            number = connection.execute(insert(VIEWINGS), row).inserted_primary_key[0]  # type: ignore[index]  # an insert has one
            self._run(connection, number, viewing.started, viewing.as_of, viewing.watched)
            return True
        if viewing.as_of < before.as_of and before.ended is not None:
            return False  # a checkpoint that comes late says nothing of what has ended
        row.pop("origin")
        unsettle(connection, min(before.started, viewing.started), max(before.as_of, viewing.as_of))
        connection.execute(update(VIEWINGS).where(VIEWINGS.c.number == before.number), row)
        if (more := viewing.watched - before.watched) > LEAST:
            self._run(connection, before.number, max(before.as_of, viewing.as_of - more), viewing.as_of, more)
        elif more < -LEAST:
            connection.execute(delete(SPANS).where(SPANS.c.viewing == before.number))
            self._run(connection, before.number, viewing.started, viewing.as_of, viewing.watched)
        return False

    def _run(self, connection: Connection, number: int, since: float, until: float, seconds: float) -> None:
        """Write when a viewing ran, day by day."""
        if seconds <= LEAST:
            return
        until = max(until, since + LEAST)
        share = seconds / (until - since)
        for day, begin, end in days(since, until, self.zone):
            told = (end - begin) * share
            last = connection.execute(
                _LAST_SPAN, {"wanted": number, "of": day.toordinal(), "near": begin - APART}
            ).first()
            if last is None:
                row = {"viewing": number, "day": day.toordinal(), "since": begin, "until": end, "seconds": told}
                connection.execute(insert(SPANS), row)
            else:
                changed = {"until": max(end, last.until), "seconds": last.seconds + told}
                connection.execute(update(SPANS).where(SPANS.c.id == last.id), changed)

    def _title(self, connection: Connection, title: Title) -> tuple[int, str]:
        """Return the row of a title, which learns what was not known of it, and its kind."""
        row = title_row(title)
        known = connection.execute(select(TITLES).where(TITLES.c.key == title.key).order_by(TITLES.c.id)).all()
        fitting = [
            each for each in known if each.year is None or title.year is None or abs(each.year - title.year) <= 1
        ]
        if not fitting:
            found: int = connection.execute(insert(TITLES), row).inserted_primary_key[0]  # type: ignore[index]  # an insert has one
            return found, title.kind.value
        exact = next((each for each in fitting if each.year == title.year), fitting[0])
        better = {key: value for key, value in row.items() if value is not None and getattr(exact, key) is None}
        if better:
            connection.execute(update(TITLES).where(TITLES.c.id == exact.id), better)
        if "series" in better:
            unsettle(connection)
        return int(exact.id), str(exact.kind)


def days(since: float, until: float, zone: tzinfo) -> Iterable[tuple[date, float, float]]:
    """Yield each local day of a span of Unix time, with what of the span lies in it."""
    day = datetime.fromtimestamp(since, zone).date()
    while since < until:
        following = day + timedelta(days=1)
        end = min(until, datetime.combine(following, time(), zone).timestamp())
        if end > since:
            yield day, since, end
            since = end
        day = following


def erase(connection: Connection, meant: Select[Any] | None) -> int:
    """Delete viewings, all where None, with all that is known of them alone; return how many there were."""
    unsettle(connection)
    if meant is None:
        connection.execute(delete(SPANS))
        count = connection.execute(delete(VIEWINGS)).rowcount
        connection.execute(delete(TITLES))
        return int(count)
    numbers = meant.with_only_columns(VIEWINGS.c.number).scalar_subquery()
    connection.execute(delete(SPANS).where(SPANS.c.viewing.in_(numbers)))
    count = connection.execute(delete(VIEWINGS).where(VIEWINGS.c.number.in_(numbers))).rowcount
    forget_titles(connection)
    return int(count)


def forget(connection: Connection, ids: Iterable[str]) -> None:
    """Delete viewings that turned out to be none."""
    for one in ids:
        before = connection.execute(_BEFORE, {"wanted": one}).one_or_none()
        if before is not None:
            unsettle(connection, before.started, before.as_of)
            connection.execute(delete(VIEWINGS).where(VIEWINGS.c.number == before.number))


def forget_titles(connection: Connection) -> None:
    """Delete titles of which no viewing is left."""
    left = select(VIEWINGS.c.number).where(VIEWINGS.c.title == TITLES.c.id).exists()
    connection.execute(delete(TITLES).where(~left))


_BEFORE: Final = select(
    VIEWINGS.c.number, VIEWINGS.c.started, VIEWINGS.c.as_of, VIEWINGS.c.watched, VIEWINGS.c.ended
).where(VIEWINGS.c.id == bindparam("wanted"))
_LAST_SPAN: Final = (
    select(SPANS)
    .where(SPANS.c.viewing == bindparam("wanted"), SPANS.c.day == bindparam("of"), SPANS.c.until >= bindparam("near"))
    .order_by(SPANS.c.until.desc())
    .limit(1)
)
