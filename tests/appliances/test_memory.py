"""What is remembered survives being written down, and what cannot be read is not believed."""

import json

from hypothesis import given, strategies as st
import pytest

from custom_components.parlor.appliances.memory import Memory
from custom_components.parlor.appliances.reading import Doing, Phase

from .tape import Player


def test_round_trip() -> None:
    """All of it comes back as it was."""
    player = Player()
    player.say(0, Doing.IDLE, door_open=False)
    player.say(1, Doing.RUNNING, ends_in=60, phase=Phase.WASH, progress=3.5, reasons=("salt_low",), energy=2.0)
    player.say(2, Doing.PAUSED, phase=Phase.WASH)
    kept = json.loads(json.dumps(player.watch.memory.as_dict()))
    assert Memory.from_dict(kept) == player.watch.memory


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


@given(
    st.dictionaries(
        st.sampled_from(list(Memory().as_dict())), st.none() | st.integers() | st.text() | st.lists(st.none())
    )
)
def test_nonsense(kept: dict[str, object]) -> None:
    """Nonsense raises nothing."""
    Memory.from_dict(Memory().as_dict() | kept)
