"""A tape of what an appliance says, played to a watch whose clock stands still in between."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from custom_components.parlor.appliances.job import Change, JobEvent
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.memory import Memory
from custom_components.parlor.appliances.reading import Doing, Reading
from custom_components.parlor.appliances.watch import ApplianceWatch

BEGIN: Final = 1_790_000_000.0  # Unix time
MINUTE: Final = 60.0


@dataclass(slots=True)
class Player:
    """Plays a tape; times are minutes since its beginning."""

    kind: ApplianceKind = ApplianceKind.WASHER
    now: float = BEGIN
    events: list[JobEvent] = field(default_factory=list)
    watch: ApplianceWatch = field(init=False)

    def __post_init__(self) -> None:
        """Begin to watch."""
        self.watch = ApplianceWatch(self.kind, clock=lambda: self.now)

    def say(self, minutes: float, doing: Doing, *, ends_in: float | None = None, **told: Any) -> Change:
        """Have the appliance say something at a time, after all that time alone does until then; `ends_in` is in minutes."""
        self.wait(minutes)
        ends_at = None if ends_in is None else self.now + ends_in * MINUTE
        return self._took(self.watch.hear(Reading(doing=doing, at=self.now, ends_at=ends_at, **told)))

    def wait(self, minutes: float) -> None:
        """Let time go by until then."""
        until = BEGIN + minutes * MINUTE
        while (due := self.watch.next_at) is not None and due <= until:
            self.now = due
            self._took(self.watch.tick())
        self.now = until

    def set_back(self, minutes: float) -> None:
        """Have the clock set back by as much."""
        self.now -= minutes * MINUTE

    def tick(self) -> None:
        """Let happen what happens by time alone."""
        self._took(self.watch.tick())

    def unload(self, minutes: float) -> Change:
        """Have somebody say that it is unloaded."""
        self.wait(minutes)
        return self._took(self.watch.unload())

    def restart(self, minutes: float) -> None:
        """Forget all but what is written down, and come back later without having listened."""
        kept = self.watch.memory.as_dict()
        self.now = BEGIN + minutes * MINUTE
        memory = Memory.from_dict(kept)
        assert memory is not None
        self.watch = ApplianceWatch(self.kind, memory=memory, clock=lambda: self.now)

    @property
    def state(self) -> str:
        """Return how far the job is."""
        return self.watch.job.state.value

    @property
    def told(self) -> list[str]:
        """Return what happened, in order."""
        return [event.happened.value for event in self.events]

    def at(self, index: int) -> float:
        """Return at which minute something happened."""
        return (self.events[index].at - BEGIN) / MINUTE

    def _took(self, change: Change) -> Change:
        self.events += change.events
        return change


def played(kind: ApplianceKind, tape: Iterable[tuple[float, Doing, dict[str, Any]]]) -> Player:
    """Return a player that has played a tape."""
    player = Player(kind)
    for minutes, doing, told in tape:
        player.say(minutes, doing, **told)
    return player
