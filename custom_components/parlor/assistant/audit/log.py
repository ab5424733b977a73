"""The audit log: the newest records, no more and no longer than anybody looks back. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from .record import Done, Record

MOST: Final = 2000
DAYS: Final = 90
_RECORDS: Final = "records"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which records are wanted; what is not said does not matter."""

    outcome: Done | None = None
    entity_id: str | None = None
    since: float | None = None
    until: float | None = None

    def fits(self, record: Record) -> bool:
        """Say whether a record is wanted."""
        return (
            self.outcome in (None, record.outcome)
            and (self.entity_id is None or self.entity_id in record.entities)
            and (self.since is None or record.at >= self.since)
            and (self.until is None or record.at < self.until)
        )


@dataclass(slots=True)
class AuditLog:
    """The records, the oldest first."""

    records: list[Record] = field(default_factory=list)

    def add(self, records: Iterable[Record], now: float) -> None:
        """Keep records, and no longer those that are too old or too many."""
        kept = [record for record in (*self.records, *records) if record.at >= now - DAYS * 86400]
        self.records = kept[-MOST:]

    def newest(self, wanted: Filter) -> Iterator[Record]:
        """Yield what is wanted, the newest first."""
        return (record for record in reversed(self.records) if wanted.fits(record))

    def erase(self) -> int:
        """Forget everything, and say how much it was."""
        count = len(self.records)
        self.records = []
        return count

    @property
    def as_dict(self) -> dict[str, Any]:
        """Return it as it is written."""
        return {_RECORDS: [record.as_dict for record in self.records]}

    def read(self, data: Any, now: float) -> int:
        """Take what was written before what is here already; returns how much was too old, too much or unreadable."""
        written = data.get(_RECORDS) if isinstance(data, Mapping) else None
        found = [record for each in written if (record := _parsed(each))] if isinstance(written, list) else []
        here, self.records = self.records, []
        self.add((*found, *here), now)
        return (len(written) if isinstance(written, list) else 0) + len(here) - len(self.records)


def _parsed(data: Any) -> Record | None:
    """Return a record as it was written, None for what is none."""
    try:
        return Record.parse(data)
    except AttributeError, KeyError, TypeError, ValueError:
        return None
