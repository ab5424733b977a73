"""What is counted, what it costs, and when no more may be spent."""

from datetime import date
import json
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.parlor.gpt.roles import known_price, shutdown_of
from custom_components.parlor.gpt.spending.budget import MARKS, Budget, Edge, Mark, Unit
from custom_components.parlor.gpt.spending.ledger import MOST_ACCOUNTS, Account, Ledger, Period
from custom_components.parlor.gpt.spending.prices import Price, parse_prices
from custom_components.parlor.gpt.spending.purse import EXPECTED_OUTPUT, Purse, Refusal, Reserved
from custom_components.parlor.gpt.spending.spent import Spent
from custom_components.parlor.gpt.stream import Usage

DAY = date(2026, 11, 28)
ANNA = Account("anna", "chat", "small")
BEN = Account("ben", "reasoning", "large")
PRICE = Price(input=2.0, output=10.0, cached=0.5, cache_write=2.5)


@pytest.mark.parametrize(
    ("usage", "cost"),
    [
        (Usage(1_000_000, 0), 2.0),
        (Usage(0, 1_000_000, reasoning_tokens=900_000), 10.0),
        (Usage(1_000_000, 0, cached_tokens=1_000_000), 0.5),
        (Usage(1_000_000, 0, cached_tokens=400_000, cache_write_tokens=600_000), 0.2 + 1.5),
        (Usage(100, 0, cached_tokens=500), 100 * 0.5 / 1e6),
        (Usage(0, 0), 0.0),
    ],
)
def test_what_it_costs(usage: Usage, cost: float) -> None:
    """What is cached or written is part of the input, and reasoning part of the output."""
    assert PRICE.cost(usage) == pytest.approx(cost)


def test_a_price_without_a_cache() -> None:
    """Then cached input is input."""
    assert Price(input=3, output=0).cost(Usage(1_000_000, 0, cached_tokens=500_000)) == 3


@pytest.mark.parametrize(
    "value",
    [None, 7, {}, {"input": 1}, {"input": "1", "output": 2}, {"input": -1, "output": 2}, {"input": True, "output": 1}],
)
def test_what_is_no_price(value: Any) -> None:
    """It is left out: a guess would be worse than nothing."""
    assert parse_prices({"m": value, "n": {"input": 0, "output": 0}}) == {"n": Price(input=0, output=0)}
    assert parse_prices(value) == {}


def test_what_is_known_of_prices() -> None:
    """Where only a part is known, that part is suggested, and no price made of it."""
    assert known_price("gpt-5.6-terra-2026-05-01") == {"input": 2.5, "cached": 0.25, "cache_write": 3.125}
    assert known_price("qwen2.5") == {}
    assert Price.parse(known_price("gpt-5.6-terra")) is None
    assert shutdown_of("o1-2024-12-17") == date(2026, 10, 23)
    assert shutdown_of("qwen2.5") is None


def test_unpriced_requests_leave_money_unknown() -> None:
    """A sum with a hole in it is no sum."""
    spent = Spent.sum([Spent.of(Usage(10, 5), 0.1), Spent.of(Usage(10, 5, estimated=True), None)])
    assert (spent.tokens, spent.requests, spent.estimated, spent.money) == (30, 2, 1, None)
    assert Spent.of(Usage(10, 5), 0.1).money == 0.1
    assert Spent().money == 0.0 and Spent().cached_share is None
    assert Spent.of(Usage(10, 0, cached_tokens=4), None).cached_share == 0.4


class TestLedger:
    """Days and months."""

    def test_by_agent_and_role(self) -> None:
        """Each has its own account, and all are one sum."""
        ledger = Ledger(DAY)
        ledger.add(ANNA, Usage(100, 10), 0.5)
        ledger.add(BEN, Usage(1000, 100), None)
        assert ledger.spent(Period.DAY).tokens == 1210
        assert ledger.spent(Period.MONTH, "anna").tokens == 110
        assert ledger.spent(Period.DAY, "nobody") == Spent()
        assert {role: spent.tokens for role, spent in ledger.by_role(Period.DAY).items()} == {
            "chat": 110,
            "reasoning": 1100,
        }

    @pytest.mark.parametrize(
        ("day", "today", "month"),
        [
            (date(2026, 11, 28), 110, 110),
            (date(2026, 11, 29), 0, 110),
            (date(2026, 11, 27), 0, 110),
            (date(2026, 12, 1), 0, 0),
            (date(2027, 11, 28), 0, 0),
        ],
    )
    def test_days_and_months_end(self, day: date, today: int, month: int) -> None:
        """Whether it runs at midnight or comes back days later; also where a clock went back."""
        ledger = Ledger(DAY)
        ledger.add(ANNA, Usage(100, 10), None)
        later = Ledger.parse(json.loads(json.dumps(ledger.stored)), day)
        ledger.turn(day)
        for each in (ledger, later):
            assert each.spent(Period.DAY).tokens == today
            assert each.spent(Period.MONTH).tokens == month
        assert ledger.turn(day) == frozenset()

    def test_it_comes_back_whole(self) -> None:
        """After a restart nothing is missing."""
        ledger = Ledger(DAY)
        ledger.add(ANNA, Usage(100, 10, 50, 20, 5), 0.5)
        ledger.add(BEN, Usage(7, 1, estimated=True), None)
        assert Ledger.parse(json.loads(json.dumps(ledger.stored)), DAY).stored == ledger.stored

    @pytest.mark.parametrize(
        "stored",
        [
            None,
            "x",
            {"day": 7},
            {"day": {"name": "2026-11-28", "rows": 7}},
            {"day": {"name": "2026-11-28", "rows": [7, {"agent": 1, "spent": "x"}]}},
            {"day": {"name": "2026-11-28", "rows": [{"spent": {"input": -5, "output": "x", "requests": True}}]}},
        ],
    )
    def test_a_broken_book(self, stored: Any) -> None:
        """What makes no sense counts as nothing, and counting goes on."""
        ledger = Ledger.parse(stored, DAY)
        assert ledger.spent(Period.DAY).tokens == 0
        ledger.add(ANNA, Usage(1, 1), None)
        assert ledger.spent(Period.DAY).tokens == 2

    def test_it_is_bounded(self) -> None:
        """What is too much for the book is still in the sum."""
        ledger = Ledger(DAY)
        for number in range(MOST_ACCOUNTS + 50):
            ledger.add(Account("a", "chat", f"m{number}"), Usage(1, 0), None)
        assert ledger.spent(Period.MONTH).tokens == MOST_ACCOUNTS + 50
        assert len(ledger.stored["day"]["rows"]) <= MOST_ACCOUNTS + 1


def test_limits_in_settings() -> None:
    """Only what is a number above nothing is a limit."""
    options = {"limit_day_tokens": 1000, "warn_month_money": 0, "limit_month_money": "x", "warn_day_tokens": True}
    budget = Budget.parse(options)
    assert budget.limits == {Mark(Edge.LIMIT, Period.DAY, Unit.TOKENS): 1000.0}
    assert not budget.counts_money
    assert Budget.parse({"limit_day_money": 1}).counts_money
    assert not Budget.parse({"warn_day_money": 1}).counts_money
    assert len({mark.key for mark in MARKS}) == 8


class Home:
    """A purse and its calendar."""

    def __init__(self, prices: dict[str, Price] | None = None, **limits: float) -> None:
        """Begin on a day."""
        self.day = DAY
        self.told: list[str] = []
        self.purse = Purse(
            Ledger(DAY),
            today=lambda: self.day,
            budget=Budget.parse(limits),
            prices=prices,
            on_warning=lambda mark, _: self.told.append(mark.key),
        )

    def spend(self, tokens: int, account: Account = ANNA) -> bool:
        """Make a request; say whether it was allowed."""
        reserved = self.purse.reserve(account, tokens)
        if isinstance(reserved, Refusal):
            return False
        self.purse.settle(reserved, Usage(tokens, 0))
        return True


class TestPurse:
    """Before and after each request."""

    def test_without_a_budget_all_is_allowed(self) -> None:
        """And counted."""
        home = Home()
        assert all(home.spend(10_000_000) for _ in range(3))
        assert home.purse.ledger.spent(Period.DAY).tokens == 30_000_000

    def test_a_limit_holds_until_the_next_day(self) -> None:
        """And is told with what it was."""
        home = Home(limit_day_tokens=1000)
        assert home.spend(600)
        refusal = home.purse.reserve(ANNA, 600)
        assert isinstance(refusal, Refusal) and refusal.limit == 1000
        assert refusal.mark == Mark(Edge.LIMIT, Period.DAY, Unit.TOKENS)
        home.day = date(2026, 11, 29)
        assert home.spend(600)

    def test_a_limit_in_money(self) -> None:
        """Counts what the model costs, and refuses a model that has no price."""
        home = Home({"small": Price(input=1000, output=0)}, limit_month_money=1.0)
        assert home.spend(900)
        assert not home.spend(900)
        unpriced = home.purse.reserve(BEN, 1)
        assert isinstance(unpriced, Refusal) and unpriced.mark is None

    def test_a_warning_once_a_period(self) -> None:
        """Not again for every request, and again on the next day."""
        home = Home(warn_day_tokens=100, warn_month_tokens=250)
        for _ in range(3):
            home.spend(100)
        assert home.told == ["warn_day_tokens", "warn_month_tokens"]
        home.day = date(2026, 11, 29)
        home.spend(100)
        assert home.told == ["warn_day_tokens", "warn_month_tokens", "warn_day_tokens"]
        again = Purse(
            home.purse.ledger,
            today=lambda: home.day,
            budget=home.purse.budget,
            warned=home.purse.stored["warned"],
            on_warning=lambda mark, _: home.told.append(mark.key),
        )
        reserved = again.reserve(ANNA, 100)
        assert isinstance(reserved, Reserved)
        again.settle(reserved, Usage(100, 0))
        assert len(home.told) == 3

    def test_what_is_under_way_counts(self) -> None:
        """Many turns at the same moment do not pass a limit together."""
        home = Home(limit_day_tokens=5 * (100 + EXPECTED_OUTPUT) + 1)
        given = [home.purse.reserve(ANNA, 100) for _ in range(50)]
        allowed = [each for each in given if isinstance(each, Reserved)]
        assert len(allowed) == 5
        home.purse.release(allowed[0])
        assert isinstance(home.purse.reserve(ANNA, 100), Reserved)

    @given(st.lists(st.integers(1, 400), max_size=60), st.integers(1, 5000))
    def test_a_limit_is_passed_by_the_last_answer_at_most(self, sizes: list[int], limit: int) -> None:
        """Whatever is asked in whatever order."""
        home = Home(limit_day_tokens=limit)
        for size in sizes:
            home.spend(size)
        assert home.purse.ledger.spent(Period.DAY).tokens <= limit + max(sizes, default=0)
