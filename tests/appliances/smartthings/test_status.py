"""What is told may be of any type, and is never believed to be what it is not."""

from typing import Any

import pytest

from custom_components.parlor.appliances.smartthings import status as says
from tests.appliances.smartthings.payloads import said


@pytest.mark.parametrize("told", [None, "", "unknown", "NULL", 3, 1.5, True, [], {}, ["run"]])
def test_no_word(told: Any) -> None:
    assert says.text(said("switch", switch=told), "switch", "switch") is None


@pytest.mark.parametrize(
    ("told", "number"),
    [
        (3, 3.0),
        (1.5, 1.5),
        ("45", 45.0),
        ("x", None),
        (True, None),
        (None, None),
        (float("nan"), None),
        ("inf", None),
        ([], None),
    ],
)
def test_numbers(told: Any, number: float | None) -> None:
    assert says.number(said("a", b=told), "a", "b") == number


@pytest.mark.parametrize(
    ("told", "flag"),
    [("true", True), ("false", False), (True, True), (False, False), ("on", None), (1, None), (None, None)],
)
def test_flags(told: Any, flag: bool | None) -> None:
    assert says.flag(said("a", b=told), "a", "b") is flag


@pytest.mark.parametrize(
    ("told", "texts"), [(["a", 1, None, "b", "a"], ("a", "b")), ("ab", ()), (None, ()), ({"a": 1}, ())]
)
def test_lists(told: Any, texts: tuple[str, ...]) -> None:
    assert says.texts(said("a", b=told), "a", "b") == texts


def test_an_event_changes_only_its_own_attribute() -> None:
    before = said("washerOperatingState", machineState="stop", washerJobState="none")
    after = says.with_event(before, "main", "washerOperatingState", "machineState", "run")
    assert after == said("washerOperatingState", machineState="run", washerJobState="none")
    assert before == said("washerOperatingState", machineState="stop", washerJobState="none")


def test_an_event_for_an_attribute_that_was_not_known_is_kept() -> None:
    after = says.with_event(said("a", b=1), "main", "a", "new", {"x": 1})
    assert after == said("a", b=1, new={"x": 1})


@pytest.mark.parametrize(("component", "capability"), [("main", "disabled"), ("sub", "a")])
def test_an_event_for_what_core_took_away_changes_nothing(component: str, capability: str) -> None:
    assert says.with_event(said("a", b=1), component, capability, "b", 2) == said("a", b=1)


def test_what_core_took_away_does_not_come_back_with_a_refresh() -> None:
    known = said("a", b=1, c=2)
    assert says.with_fresh(known, {"main": {"a": {"b": 5}, "disabled": {"x": 1}}, "other": {"a": {}}}) == said(
        "a", b=5, c=2
    )
