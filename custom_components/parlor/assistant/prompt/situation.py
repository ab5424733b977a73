"""When, where, by whom and how something was said: the first line of what is new in a request."""

from dataclasses import dataclass
from datetime import datetime

from .describe import plain

# A voice has to be listened to, a screen can be skimmed.
SPOKEN = "Your answer is spoken: one or two short sentences."
SHOWN = "Your answer is read on a screen: as long as it has to be."


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What surrounds a sentence; `room` and `speaker` are None where they are not known."""

    now: datetime
    room: str | None = None
    speaker: str | None = None
    is_spoken: bool = False

    @property
    def line(self) -> str:
        """Return it as a model reads it."""
        who = plain(self.speaker, 40) if self.speaker else "The user"
        there = f" {who} is in: {plain(self.room, 40)}." if self.room else f" {who} speaks." if self.speaker else ""
        return f"Now: {self.now:%A %Y-%m-%d %H:%M}.{there} {SPOKEN if self.is_spoken else SHOWN}"
