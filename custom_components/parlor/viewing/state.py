"""What is kept of a screen between one observation and the next."""

from dataclasses import dataclass, replace
from typing import Final

from .observation import App
from .progress import Going, brought
from .seen import Seen
from .viewing import Viewing

CHECKPOINT: Final = 30.0  # seconds of running after which a viewing is written down again
PAUSE_MOST: Final = 4 * 3600.0  # seconds after which something paused has ended
JITTER: Final = 5.0  # seconds that a clock may go back without having been set


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A viewing that is not seen since a time, and until when it may come back."""

    going: Going
    since: float
    until: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What goes on at one screen; `seed` begins the id of each of its viewings.

    `last` is the viewing with a title that ended last; `keep` are the viewings to be written down after the last step, `dropped` the ids of those that turned out not to be any.
    """

    screen: str
    seed: str
    count: int = 0
    at: float = 0.0
    seen: Seen | None = None
    going: Going | None = None
    held: Held | None = None
    app: App | None = None
    app_gone_at: float | None = None
    input: str | None = None
    last: Viewing | None = None
    keep: tuple[Viewing, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def next_at(self) -> float | None:
        """Return when something changes without any news, None if nothing will."""
        times = [self.held.until] if self.held else []
        if (due := due_at(self.going)) is not None:
            times.append(due)
        return min(times, default=None)

    def open_ones(self, now: float) -> tuple[Viewing, ...]:
        """Return the viewings that have not ended, as they are at a time: what goes on, told or not yet, and what is held."""
        held = (self.held.going.viewing,) if self.held else ()
        return (brought(self.going, now).viewing, *held) if self.going is not None else held

    def current(self, now: float) -> Viewing | None:
        """Return the viewing that goes on, or is held, as it is at a time."""
        if self.going is not None and self.going.is_announced:
            return brought(self.going, now).viewing
        return self.held.going.viewing if self.held else None


def due_at(going: Going | None) -> float | None:
    """Return when a viewing wants to be told, written down or given up."""
    if going is None:
        return None
    if going.announce_at is not None:
        return going.announce_at
    if going.runs:
        return going.checked_at + CHECKPOINT
    return None if going.paused_at is None else going.paused_at + PAUSE_MOST


def at_time(session: Session, now: float) -> Session:
    """Return a session for a step at a time: if the clock was set back, all its times go back with it."""
    by = now - session.at
    if by >= -JITTER:
        return replace(session, at=max(now, session.at), keep=(), dropped=())
    held = session.held
    gone_at = session.app_gone_at
    return replace(
        session,
        at=now,
        going=session.going and _moved(session.going, by),
        held=held and replace(held, going=_moved(held.going, by), since=held.since + by, until=held.until + by),
        app_gone_at=None if gone_at is None else gone_at + by,
        keep=(),
        dropped=(),
    )


def _moved(going: Going, by: float) -> Going:
    """Return a viewing with all its times moved."""
    viewing = going.viewing
    return replace(
        going,
        viewing=replace(viewing, started=viewing.started + by, as_of=viewing.as_of + by),
        announce_at=None if going.announce_at is None else going.announce_at + by,
        checked_at=going.checked_at + by,
        paused_at=None if going.paused_at is None else going.paused_at + by,
    )
