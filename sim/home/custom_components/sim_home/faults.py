"""Faults that an entity can be told to have, as real devices do."""

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """How a device fails to do what it was told."""

    FAIL = "fail"
    """The call raises HomeAssistantError."""
    IGNORE = "ignore"
    """The call returns at once, and nothing changes."""
    LATE = "late"
    """The call returns at once, and the state follows after `seconds`."""
    SLOW = "slow"
    """The call itself takes `seconds`."""
    UNAVAILABLE = "unavailable"
    """The entity is unavailable."""


@dataclass(slots=True)
class Fault:
    """One fault: it hits `calls` calls, or all of them where that is None."""

    kind: FaultKind
    seconds: float = 0
    calls: int | None = None

    def strikes(self) -> bool:
        """Return whether the call now made is hit, and count it."""
        if self.calls is None:
            return True
        self.calls -= 1
        return self.calls >= 0
