"""What is remembered survives being written down, and what cannot be read is not believed."""

from collections.abc import Iterator
import json
import math
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.parlor.appliances.memory import Memory
from custom_components.parlor.appliances.reading import Doing, Phase

from .tape import Player


def memory_of_runs() -> Memory:
    """Return what is remembered in the middle of a second run."""
    player = Player()
    player.say(0, Doing.IDLE, door_open=False)
    player.say(1, Doing.RUNNING, ends_in=60, phase=Phase.WASH, progress=3.5, reasons=("salt_low",), energy=2.0)
    player.say(61, Doing.FINISHED, energy=2.4)
    player.say(80, Doing.RUNNING, ends_in=60, phase=Phase.WASH, progress=3.5, reasons=("salt_low",), energy=2.4)
    player.say(82, Doing.PAUSED, phase=Phase.WASH, energy=2.5)
    return player.watch.memory


def test_round_trip() -> None:
    """All of it comes back as it was."""
    memory = memory_of_runs()
    assert Memory.from_dict(json.loads(json.dumps(memory.as_dict()))) == memory


@pytest.mark.parametrize(
    "change",
    [
        {"version": 99},
        {"doing": "dancing"},
        {"run": 5},
        {"over": {"at": 1}},
        {"job": None},
        {"heard": {"doing": "idle"}},
        {"something_else": 1},
    ],
)
def test_unreadable(change: dict[str, object]) -> None:
    """What is of another shape is forgotten, as a whole."""
    assert Memory.from_dict(Memory().as_dict() | change) is None


def places(kept: dict[str, Any], *above: str) -> Iterator[tuple[str, ...]]:
    """Yield where each thing is in what was kept."""
    for name, value in kept.items():
        yield (*above, name)
        if isinstance(value, dict):
            yield from places(value, *above, name)


@pytest.mark.parametrize("damage", [[], {}, [1], {"x": 1}, math.nan, math.inf, 10**400, object()])
def test_damaged(damage: object) -> None:
    """Whatever is damaged anywhere, nothing of it is believed."""
    for place in places(memory_of_runs().as_dict()):
        kept: dict[str, Any] = memory_of_runs().as_dict()
        within = kept
        for name in place[:-1]:
            within = within[name]
        if isinstance(within[place[-1]], list | tuple) and damage == []:
            continue
        within[place[-1]] = damage
        assert Memory.from_dict(kept) is None, place


@pytest.mark.parametrize(
    ("place", "damage"),
    [
        (("run", "claim"), "x"),
        (("run", "claim"), True),
        (("run", "heard_at"), None),
        (("run", "counted", "meter"), "2"),
        (("run", "is_sure"), 1),
        (("run", "program"), 5),
        (("over", "at"), "now"),
        (("over", "is_waiting"), None),
        (("heard", "reasons"), ["salt_low", 5]),
        (("heard", "remote"), "yes"),
        (("job", "progress"), 3.5),
        (("doing_at",), "1"),
    ],
)
def test_of_another_type(place: tuple[str, ...], damage: object) -> None:
    """A word is no number, a number no yes, and what must be there is there."""
    kept: dict[str, Any] = memory_of_runs().as_dict()
    within = kept
    for name in place[:-1]:
        within = within[name]
    within[place[-1]] = damage
    assert Memory.from_dict(kept) is None


@given(
    st.dictionaries(
        st.sampled_from(list(Memory().as_dict())), st.none() | st.integers() | st.text() | st.lists(st.none())
    )
)
def test_nonsense(kept: dict[str, object]) -> None:
    """Nonsense raises nothing."""
    Memory.from_dict(Memory().as_dict() | kept)
