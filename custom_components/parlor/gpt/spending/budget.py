"""What may be spent: limits that end the asking, and marks past which somebody is told."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
import math
from typing import Any, Final, Self

from .ledger import Period
from .spent import Spent


class Unit(StrEnum):
    """What a limit counts."""

    TOKENS = "tokens"
    MONEY = "money"


class Edge(StrEnum):
    """What happens there."""

    WARN = "warn"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One of the limits that can be set."""

    edge: Edge
    period: Period
    unit: Unit

    @property
    def key(self) -> str:
        """Return what it is called in settings, as `limit_day_money`."""
        return f"{self.edge}_{self.period}_{self.unit}"


MARKS: Final = tuple(Mark(edge, period, unit) for period in Period for edge in Edge for unit in Unit)


@dataclass(frozen=True, slots=True)
class Budget:
    """The limits that are set; none unless somebody wants one."""

    limits: Mapping[Mark, float]

    @classmethod
    def parse(cls, options: Mapping[str, Any]) -> Self:
        """Return the limits in settings; a limit of nothing is no limit."""
        amounts = {mark: _amount(options.get(mark.key)) for mark in MARKS}
        return cls({mark: amount for mark, amount in amounts.items() if amount})

    @property
    def counts_money(self) -> bool:
        """Say whether the limit that ends the asking is one in money, which needs prices."""
        return any(mark.edge is Edge.LIMIT and mark.unit is Unit.MONEY for mark in self.limits)

    def reached(self, edge: Edge, spent: Callable[[Period], Spent]) -> Iterator[Mark]:
        """Yield the marks of an edge that are reached; what was spent without a price is at least what had one."""
        for mark, limit in sorted(self.limits.items()):
            if mark.edge is edge and _amount_of(spent(mark.period), mark.unit) >= limit:
                yield mark


def _amount_of(spent: Spent, unit: Unit) -> float:
    return spent.tokens if unit is Unit.TOKENS else spent.priced_money


def _amount(amount: object) -> float | None:
    if isinstance(amount, bool) or not isinstance(amount, int | float):
        return None
    return float(amount) if math.isfinite(amount) and amount > 0 else None
