"""Holds a model to what it did in a turn: what it says it did, and did not, is not said."""

from dataclasses import dataclass, field
from typing import Final

from ..gpt.request import Message
from .claims import Claims
from .deltas import Response
from .plan.told import is_echo

# What a model is told, once in a turn, that said it had done something and had called nothing.
NUDGE: Final = (
    "Nothing was done: you called no tool. Call one now if something is to be done; else call parlor__act without steps, and answer or "
    "ask in `say`, without saying that anything was done."
)


@dataclass(slots=True)
class Truthful:
    """What was asked for in a turn, and whether anything was done yet."""

    asked: str = ""
    claims: Claims = field(default_factory=Claims)
    has_acted: bool = False
    nudge: tuple[Message, ...] = ()

    def is_false(self, text: str) -> bool:
        """Say whether a text tells of something done, while nothing was."""
        return not self.has_acted and (self.claims.are_made(text, self.asked) or is_echo(text, self.asked))

    def may_put_right(self, response: Response) -> bool:
        """Say whether the model is asked again, and with what, after a claim of which nothing was spoken."""
        if self.nudge or response.spoken:
            return False
        self.nudge = (Message("assistant", response.claim), Message("developer", NUDGE))
        return True
