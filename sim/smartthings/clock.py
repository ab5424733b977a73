"""What time it is for the cloud: the time on the wall, and what was skipped."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


@dataclass(slots=True)
class Clock:
    """The time on the wall plus what `skip` added; it stops with a clock that a test has frozen."""

    _skipped: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        """Return the time."""
        return datetime.now(UTC) + self._skipped

    def timestamp(self) -> float:
        """Return the time as Unix time."""
        return self.now().timestamp()

    def skip(self, seconds: float) -> None:
        """Let time pass at once."""
        self._skipped += timedelta(seconds=seconds)
