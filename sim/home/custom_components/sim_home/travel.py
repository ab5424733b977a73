"""How covers and valves move: at once, or over a time that their plan gives for the whole way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

_STEP_SECONDS = 1.0


@dataclass(slots=True)
class Travel:
    """Where something that opens and closes is, 0 (closed) to 100 (open), and where it goes."""

    seconds: float
    """How long the whole way takes."""
    position: float = 0
    target: float = 0

    @property
    def direction(self) -> int:
        """1 while it opens, -1 while it closes, 0 while it stands."""
        return (self.target > self.position) - (self.target < self.position)

    def go(self, target: float, later: Callable[[float, Callable[[], None]], None]) -> None:
        """Start to move, by steps that `later` calls for."""
        self.target = target
        if self.seconds <= 0:
            self.position = target
        elif self.direction:
            self._plan_step(later)

    def stand(self, position: float | None = None) -> None:
        """Stand still, here or at a place."""
        if position is not None:
            self.position = position
        self.target = self.position

    def _plan_step(self, later: Callable[[float, Callable[[], None]], None]) -> None:
        """Move by one step after the time it takes."""
        seconds = min(_STEP_SECONDS, abs(self.target - self.position) / 100 * self.seconds)
        reached = self.position + self.direction * seconds / self.seconds * 100

        def step() -> None:
            self.position = reached if abs(self.target - reached) > 0.01 else self.target
            if self.direction:
                self._plan_step(later)

        later(seconds, step)


def travel_of(behavior: Mapping[str, Any]) -> Travel:
    """Return how a plan says that something moves (`travel_seconds`)."""
    return Travel(seconds=float(behavior.get("travel_seconds", 0)))
