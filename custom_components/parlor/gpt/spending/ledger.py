"""The book of what was spent today and this month, by agent, role and model; days and months are those of the home."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, Self

from ..stream import Usage
from .spent import Spent

# Agents, roles and models that a household uses in a month; what comes on top is counted under no name.
MOST_ACCOUNTS: Final = 200


class Period(StrEnum):
    """For how long is counted."""

    DAY = "day"
    MONTH = "month"

    def of(self, day: date) -> str:
        """Return the name of the day or of the month that a day is in."""
        return day.isoformat() if self is Period.DAY else day.isoformat()[:7]


@dataclass(frozen=True, slots=True, order=True)
class Account:
    """Who spent it, and with what."""

    agent: str = ""
    role: str = ""
    model: str = ""


class Ledger:
    """What was spent in the day and in the month that go on; those before are over and are not kept."""

    def __init__(self, day: date) -> None:
        """Begin with nothing."""
        self._names = {period: period.of(day) for period in Period}
        self._books: dict[Period, dict[Account, Spent]] = {period: {} for period in Period}

    @classmethod
    def parse(cls, stored: object, day: date) -> Self:
        """Return what was stored, as far as its day and its month still go on."""
        ledger = cls(day)
        books: Mapping[Any, Any] = stored if isinstance(stored, Mapping) else {}
        for period in Period:
            book = books.get(period)
            if isinstance(book, Mapping) and book.get("name") == period.of(day):
                ledger._books[period] = dict(_rows(book.get("rows")))
        return ledger

    def turn(self, day: date) -> frozenset[Period]:
        """Go on to a day; return what ended. A clock that goes back ends a day as well."""
        ended = frozenset(period for period in Period if self._names[period] != period.of(day))
        for period in ended:
            self._names[period] = period.of(day)
            self._books[period] = {}
        return ended

    def add(self, account: Account, usage: Usage, cost: float | None) -> None:
        """Write one request down."""
        for book in self._books.values():
            at = account if account in book or len(book) < MOST_ACCOUNTS else Account()
            book[at] = Spent.sum([book.get(at, Spent()), Spent.of(usage, cost)])

    def spent(self, period: Period, agent: str | None = None) -> Spent:
        """Return what was spent, by one agent or by all."""
        book = self._books[period]
        return Spent.sum(spent for account, spent in book.items() if agent in (None, account.agent))

    def by_role(self, period: Period) -> dict[str, Spent]:
        """Return what was spent for each role."""
        book = self._books[period]
        roles = sorted({account.role for account in book})
        return {role: Spent.sum(spent for account, spent in book.items() if account.role == role) for role in roles}

    @property
    def stored(self) -> dict[str, Any]:
        """Return this as JSON."""
        return {
            period.value: {
                "name": self._names[period],
                "rows": [
                    {"agent": each.agent, "role": each.role, "model": each.model, "spent": spent.stored}
                    for each, spent in sorted(book.items())
                ],
            }
            for period, book in self._books.items()
        }


def _rows(rows: object) -> Iterator[tuple[Account, Spent]]:
    for row in rows[:MOST_ACCOUNTS] if isinstance(rows, list) else ():
        if isinstance(row, Mapping):
            names = (row.get(name) for name in ("agent", "role", "model"))
            yield Account(*(name if isinstance(name, str) else "" for name in names)), Spent.parse(row.get("spent"))
