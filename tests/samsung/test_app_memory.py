"""What is remembered of a TV's apps."""

from typing import Any

import pytest

from custom_components.parlor.samsung.apps.memory import HALF_LIFE, MOST, AppMemory, Use, Way, ranked, used
from custom_components.parlor.samsung.frames import App

WEEK = HALF_LIFE
APPS = [App(str(number), f"App {number}") for number in range(4)]


@pytest.mark.parametrize(
    ("opened", "order"),
    [
        ([], "0123"),
        ([("2", 0)], "2013"),
        ([("2", 0), ("3", 1)], "3201"),
        ([("2", 0), ("2", 1), ("3", 2)], "2301"),
        ([("2", 0), ("2", 1), ("2", 2), ("3", 4 * WEEK), ("3", 4 * WEEK)], "3201"),
    ],
)
def test_order(opened: list[tuple[str, float]], order: str) -> None:
    uses: Any = {}
    for app_id, at in opened:
        uses = used(uses, app_id, at)
    assert "".join(app.id for app in ranked(APPS, uses, 4 * WEEK)) == order


def test_only_so_many_are_remembered() -> None:
    uses: Any = {}
    for number in range(MOST * 2):
        uses = used(uses, str(number), float(number))
    assert len(uses) == MOST and str(MOST * 2 - 1) in uses


def test_it_survives_being_kept() -> None:
    kept: list[Any] = []
    memory = AppMemory(on_change=kept.append)
    memory.used("1")
    memory.worked(Way.REMOTE)
    memory.worked(Way.REMOTE)
    assert len(kept) == 2
    again = AppMemory(kept[-1])
    assert again.uses == memory.uses and again.way is Way.REMOTE


@pytest.mark.parametrize(
    "kept",
    [
        None,
        [],
        "x",
        {"uses": []},
        {"uses": {"1": None, "2": [1], "3": ["a", "b"], "4": [float("nan"), 1], "5": [-1, 1], "": [1, 1]}},
        {"uses": {"1": [1, float("inf")]}, "way": "pigeon"},
        {"way": ["rest"]},
    ],
)
def test_what_was_kept_is_not_trusted(kept: Any) -> None:
    memory = AppMemory(kept)
    assert memory.uses == {} and memory.way is None


def test_a_clock_that_went_back() -> None:
    assert Use(1.0, 100.0).weight_at(50.0) == 1.0
