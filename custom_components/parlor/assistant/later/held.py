"""A deed that waits for a person's yes: what whoever asks for one needs to know of it."""

from collections.abc import Callable
from typing import Protocol


class HeldDeed(Protocol):
    """Something that is done only after a yes; `description` says to a person what, in their language."""

    @property
    def description(self) -> str:
        """Return what would be done."""

    async def async_run(self) -> str:
        """Do it, and return what to say of it."""


type Hold = Callable[[HeldDeed], str]
"""Lets a deed wait for the next yes in the same conversation, and returns the question to ask."""
