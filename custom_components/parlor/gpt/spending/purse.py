"""What is asked before each request, and told after it: whether there is anything left to spend."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from ..stream import Usage
from .budget import Budget, Edge, Mark
from .ledger import Account, Ledger, Period
from .prices import Price
from .spent import Spent

# What an answer is taken to be before it has come: a plan with its sentence.
EXPECTED_OUTPUT: Final = 200


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing may be asked: a limit is reached, or there is one in money and the model has no price."""

    mark: Mark | None = None
    limit: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Reserved:
    """A request that is under way, with what it is expected to cost."""

    account: Account
    expected: Usage
    cost: float | None = field(default=None)


class Purse:
    """The spending of one service: what was spent, what is under way, and the limits of both."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        today: Callable[[], date],
        budget: Budget = Budget({}),  # noqa: B008  frozen
        prices: Mapping[str, Price] | None = None,
        warned: Mapping[str, str] | None = None,
        on_change: Callable[[], None] | None = None,
        on_warning: Callable[[Mark, float], None] | None = None,
    ) -> None:
        """Begin with what was spent before; `today` is the day at home, `warned` when which mark was told.

        `on_change` is told after each request and at the end of a day, `on_warning` once in a period of each mark that is passed.
        """
        self.ledger = ledger
        self.budget = budget
        self.prices = dict(prices or {})
        self.warned = dict(warned or {})
        self._today = today
        self._on_change = on_change
        self._on_warning = on_warning
        self._open: list[Reserved] = []

    def reserve(self, account: Account, input_tokens: int) -> Reserved | Refusal:
        """Ask for a request of about so many tokens; what is reserved is to be settled or released.

        It and whatever else is under way count as spent: a limit is passed only by what answers are longer than expected.
        """
        self.turn()
        price = self.prices.get(account.model)
        if price is None and self.budget.counts_money:
            return Refusal()
        expected = Usage(input_tokens=input_tokens, output_tokens=EXPECTED_OUTPUT, estimated=True)
        reserved = Reserved(account, expected, _cost(price, expected))
        self._open.append(reserved)
        mark = next(self.budget.reached(Edge.LIMIT, self._committed), None)
        if mark is not None:
            self.release(reserved)
            return Refusal(mark, self.budget.limits[mark])
        return reserved

    def settle(self, reserved: Reserved, usage: Usage) -> None:
        """Write down what a request used."""
        self.release(reserved)
        self.turn()
        price = self.prices.get(reserved.account.model)
        self.ledger.add(reserved.account, usage, _cost(price, usage))
        for mark in self.budget.reached(Edge.WARN, self.ledger.spent):
            self._warn(mark)
        if self._on_change:
            self._on_change()

    def release(self, reserved: Reserved) -> None:
        """Give back what was reserved for a request that cost nothing, or is settled."""
        if reserved in self._open:
            self._open.remove(reserved)

    def turn(self) -> None:
        """Go on to the present day."""
        if self.ledger.turn(self._today()) and self._on_change:
            self._on_change()

    @property
    def stored(self) -> dict[str, Any]:
        """Return what is to be kept, as JSON."""
        return {"ledger": self.ledger.stored, "warned": self.warned}

    def _committed(self, period: Period) -> Spent:
        under_way = (Spent.of(each.expected, each.cost) for each in self._open)
        return Spent.sum([self.ledger.spent(period), *under_way])

    def _warn(self, mark: Mark) -> None:
        name = mark.period.of(self._today())
        if self.warned.get(mark.key) != name:
            self.warned[mark.key] = name
            if self._on_warning:
                self._on_warning(mark, self.budget.limits[mark])


def _cost(price: Price | None, usage: Usage) -> float | None:
    return None if price is None else price.cost(usage)
