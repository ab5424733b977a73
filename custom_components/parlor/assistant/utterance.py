"""The turn that is going on: who is asked, in which conversation, and the user's own sentences in it.

A tool learns of a turn only what Home Assistant hands to every tool; what else it must know goes beside, in the context of the
turn's task.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from enum import StrEnum

from homeassistant.util.ulid import ulid_now


class Way(StrEnum):
    """How a plan came about."""

    LOCAL = "local"  # understood without a model
    MODEL = "model"
    TOOL = "tool"  # another agent, or a client of MCP, called a tool of ours
    LATER = "later"  # it was asked for before, to be done later


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What was said to an agent of Parlor, and in which turn."""

    agent_id: str
    conversation_id: str | None = None
    # What the user said, this sentence last: no tool's and no model's words.
    sentences: tuple[str, ...] = ()
    # What was asked and answered before in the conversation, the last of it last.
    answers: tuple[tuple[str, str], ...] = ()
    way: Way = Way.LOCAL
    turn: str = field(default_factory=ulid_now)

    def is_said_again(self, text: str) -> bool:
        """Say whether a text is what was answered to something else: small models say it again."""
        return any(text == answer and asked != self.sentence for asked, answer in self.answers)

    @property
    def sentence(self) -> str:
        """Return what the turn answers."""
        return self.sentences[-1] if self.sentences else ""


_NOW: ContextVar[Utterance | None] = ContextVar("parlor_utterance", default=None)


def utterance_now() -> Utterance | None:
    """Return the turn that is going on, None where a tool was called by somebody else."""
    return _NOW.get()


@contextmanager
def in_turn(utterance: Utterance) -> Iterator[None]:
    """Be in a turn for as long as it takes."""
    token = _NOW.set(utterance)
    try:
        yield
    finally:
        _NOW.reset(token)


@contextmanager
def by_way(way: Way) -> Iterator[None]:
    """Go another way in the turn that is going on."""
    utterance = _NOW.get()
    token = _NOW.set(replace(utterance, way=way) if utterance else None)
    try:
        yield
    finally:
        _NOW.reset(token)
