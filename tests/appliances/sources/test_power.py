"""A run in power alone: what begins it, what ends it, and what is neither."""

import json
import random

from hypothesis import given, strategies as st
import pytest

from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing
from custom_components.parlor.appliances.sources.power import PowerMemory, PowerSettings, follow, next_at, read_power

from .entities import NOW

SETTINGS = PowerSettings(watts=5.0, starts_after=30.0, ends_after=240.0)


class Plug:
    """A plug that measures, and somebody who follows it and comes back when that was asked for."""

    def __init__(self, memory: PowerMemory | None = None) -> None:
        """Follow it from now on."""
        self.memory = memory or PowerMemory()
        self.now = NOW
        self.watts: float | None = None
        self.changes: list[tuple[float, Doing]] = []

    def say(self, watts: float | None) -> None:
        """Measure some power, or nothing."""
        self.watts = watts
        self._follow()

    def wait(self, seconds: float) -> None:
        """Let time go by."""
        until = self.now + seconds
        while (due := next_at(self.memory, SETTINGS)) is not None and due <= until:
            self.now = max(self.now, due)
            self._follow()
        self.now = until

    def _follow(self) -> None:
        self.memory = follow(self.memory, self.watts, self.now, SETTINGS)
        doing = self.doing()
        if not self.changes or self.changes[-1][1] is not doing:
            self.changes.append((self.now - NOW, doing))

    def doing(self) -> Doing:
        """Return what the machine does by its power."""
        return read_power(self.memory, self.now).doing


@pytest.fixture
def plug() -> Plug:
    """Return a plug whose machine rests."""
    plug = Plug()
    plug.say(1.0)
    plug.wait(100)
    return plug


def test_a_run(plug: Plug) -> None:
    plug.say(900.0)
    plug.wait(29)
    assert plug.doing() is Doing.IDLE
    plug.wait(3600)
    plug.say(1.2)
    plug.wait(239)
    assert plug.doing() is Doing.RUNNING
    plug.wait(2)
    assert plug.changes == [(0.0, Doing.IDLE), (130.0, Doing.RUNNING), (3969.0, Doing.IDLE)]


def test_a_light_that_goes_on_is_no_run(plug: Plug) -> None:
    for _ in range(5):
        plug.say(12.0)
        plug.wait(20)
        plug.say(0.5)
        plug.wait(20)
    assert plug.changes == [(0.0, Doing.IDLE)]


def test_soaking_is_no_end(plug: Plug) -> None:
    plug.say(900.0)
    plug.wait(60)
    for _ in range(10):
        plug.say(2.0)
        plug.wait(200)
        plug.say(300.0)
        plug.wait(60)
    assert plug.doing() is Doing.RUNNING


def test_what_is_not_heard_neither_begins_nor_ends(plug: Plug) -> None:
    plug.say(900.0)
    plug.wait(60)
    plug.say(None)
    assert plug.doing() is Doing.UNKNOWN and next_at(plug.memory, SETTINGS) is None
    plug.wait(36_000)
    plug.say(900.0)
    assert plug.doing() is Doing.RUNNING
    plug.say(float("nan"))
    assert plug.doing() is Doing.UNKNOWN
    plug.say(900.0)
    assert plug.doing() is Doing.RUNNING


def test_a_gap_in_the_end_does_not_count_and_does_not_begin_it_anew(plug: Plug) -> None:
    plug.say(900.0)
    plug.wait(60)
    plug.say(1.0)
    plug.wait(200)
    for _ in range(3):  # a plug that comes and goes
        plug.say(None)
        plug.wait(5)
        plug.say(1.0)
        assert plug.doing() is Doing.RUNNING
        plug.wait(10)
    plug.wait(9)
    assert plug.doing() is Doing.RUNNING
    plug.wait(2)
    assert plug.doing() is Doing.IDLE


def test_what_runs_when_it_is_heard_for_the_first_time_runs() -> None:
    plug = Plug()
    assert plug.doing() is Doing.UNKNOWN
    plug.say(900.0)
    assert plug.doing() is Doing.RUNNING


def test_a_restart_in_the_middle_of_a_run(plug: Plug) -> None:
    plug.say(900.0)
    plug.wait(60)
    plug.say(1.0)
    plug.wait(100)
    kept = json.loads(json.dumps(plug.memory.as_dict()))
    again = Plug(PowerMemory.from_dict(kept))
    again.now = plug.now + 3600
    assert again.doing() is Doing.UNKNOWN
    again.say(1.0)
    assert again.doing() is Doing.RUNNING
    again.wait(241)
    assert again.doing() is Doing.IDLE


@pytest.mark.parametrize(
    "kept",
    [
        {},
        {"version": 0},
        {"version": 1},
        {**PowerMemory().as_dict(), "is_running": "yes"},
        {**PowerMemory().as_dict(), "heard_at": "now"},
        {**PowerMemory().as_dict(), "watts": True},
        {**PowerMemory().as_dict(), "below_since": float("inf")},
    ],
)
def test_what_cannot_be_read_is_not_remembered(kept: dict[str, object]) -> None:
    assert PowerMemory.from_dict(kept) == PowerMemory()


def test_kinds_last_as_long_as_they_do() -> None:
    assert (
        PowerSettings.of(ApplianceKind.DISHWASHER, 3.0).ends_after
        > PowerSettings.of(ApplianceKind.WASHER, 3.0).ends_after
    )
    assert PowerSettings.of(ApplianceKind.MICROWAVE, 3.0).starts_after < 5.0
    assert PowerSettings.of(ApplianceKind.WASHER, 7.5).watts == 7.5


def test_reading_is_of_when_it_was_heard(plug: Plug) -> None:
    heard = read_power(plug.memory, plug.now)
    assert heard.at == NOW


@pytest.mark.parametrize("seed", range(20))
def test_each_of_many_runs_is_one(seed: int) -> None:
    chance = random.Random(seed)
    plug = Plug()
    plug.say(0.0)
    for _ in range(20):
        plug.wait(chance.uniform(300, 5000))
        for _ in range(chance.randint(3, 30)):
            plug.say(chance.uniform(6, 2400))
            plug.wait(chance.uniform(31, 600))
            plug.say(None if chance.random() < 0.2 else chance.uniform(0, 4))
            plug.wait(chance.uniform(1, 200))
        plug.say(0.4)
        plug.wait(241)
    ran = [doing for _, doing in plug.changes if doing is not Doing.UNKNOWN]
    steps = [doing for before, doing in zip([None, *ran], ran, strict=False) if doing is not before]
    assert steps == [Doing.IDLE, *([Doing.RUNNING, Doing.IDLE] * 20)]


@given(st.lists(st.tuples(st.one_of(st.none(), st.floats()), st.floats(allow_nan=False, min_value=0, max_value=1e6))))
def test_whatever_is_measured_nothing_breaks(heard: list[tuple[float | None, float]]) -> None:
    memory, at = PowerMemory(), NOW
    for watts, later in heard:
        at += later
        memory = follow(memory, watts, at, SETTINGS)
        due = next_at(memory, SETTINGS)
        assert due is None or due > at
        assert PowerMemory.from_dict(memory.as_dict()).is_running is memory.is_running
        assert read_power(memory, at).at <= at
