"""The plans that wait for a yes, and the tries at a PIN: in memory only, gone when Home Assistant stops."""

from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from ..local import Understood
from ..plan.reading import Plan
from ..speaker import Speaker
from .deed import HeldDeed

# How long a yes is taken for one.
SECONDS: Final = 60.0
# What expired is kept a while, so that a late yes is told to be late.
_REMEMBERED: Final = 600.0
_MOST_HELD: Final = 100
MOST_TRIES: Final = 3
_FIRST_LOCK: Final = 60.0
_LONGEST_LOCK: Final = 3600.0

type Place = tuple[str, str]
"""The agent and the conversation that a plan waits in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A plan that waits: exactly what was asked about, who asked for it and where, and which deeds the yes is for."""

    what: Plan | Understood | HeldDeed
    keys: frozenset[tuple[str, str]]
    speaker: Speaker
    device_id: str | None
    since: float

    @property
    def is_late(self) -> bool:
        """Say whether it is too late for a yes."""
        return monotonic() - self.since > SECONDS

    def is_of(self, speaker: Speaker, device_id: str | None) -> bool:
        """Say whether it is this speaker's, at this device."""
        return (self.speaker.user_id, self.device_id) == (speaker.user_id, device_id)


@dataclass(slots=True)
class Tries:
    """The wrong PINs of one agent since the last right one; every few of them close it for longer."""

    wrong: int = 0
    locked_until: float = 0.0

    @property
    def seconds_locked(self) -> float:
        """Return for how long no PIN is taken."""
        return max(0.0, self.locked_until - monotonic())

    def note_wrong(self) -> None:
        """Count a wrong PIN."""
        self.wrong += 1
        if self.wrong % MOST_TRIES == 0:
            length = _FIRST_LOCK * 2 ** (self.wrong // MOST_TRIES - 1)
            self.locked_until = monotonic() + min(length, _LONGEST_LOCK)

    def note_right(self) -> None:
        """Begin anew."""
        self.wrong, self.locked_until = 0, 0.0


@dataclass(slots=True)
class Waiting:
    """All plans that wait, one in a conversation, and the tries of each agent."""

    held: dict[Place, Held] = field(default_factory=dict)
    tries: dict[str, Tries] = field(default_factory=dict)

    def put(self, place: Place, held: Held) -> None:
        """Let a plan wait in place of any other there."""
        now = monotonic()
        for other in [each for each, old in self.held.items() if now - old.since > _REMEMBERED]:
            del self.held[other]
        while len(self.held) >= _MOST_HELD:
            del self.held[next(iter(self.held))]
        self.held.pop(place, None)
        self.held[place] = held

    def tries_of(self, agent_id: str) -> Tries:
        """Return the tries of an agent."""
        return self.tries.setdefault(agent_id, Tries())


DATA_WAITING: HassKey[Waiting] = HassKey("parlor_waiting")


def waiting_in(hass: HomeAssistant) -> Waiting:
    """Return the plans that wait."""
    return hass.data.setdefault(DATA_WAITING, Waiting())
