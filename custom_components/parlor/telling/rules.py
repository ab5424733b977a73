"""What the user laid down for telling people something."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final

from .place import Watched, Way

DEFAULT_LIMIT: Final = timedelta(hours=1)
DEFAULT_HOLDS: Final = frozenset({Watched.FILM, Watched.SERIES, Watched.LIVE, Watched.OTHER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Which ways may be used, what is not to be disturbed and for how long at most, and when only phones are told.

    From `quiet_from` until `quiet_until`, by the clock of the home, nothing is said or shown in any room; both are None where it is never quiet.
    """

    ways: frozenset[Way] = frozenset(Way)
    holds: frozenset[Watched] = DEFAULT_HOLDS
    limit: timedelta = DEFAULT_LIMIT
    quiet_from: time | None = None
    quiet_until: time | None = None

    def quiet_end(self, now: datetime) -> datetime | None:
        """Return until when it is quiet, None where it is not; `now` is in the time zone of the home."""
        start, end = self.quiet_from, self.quiet_until
        if start is None or end is None or start == end:
            return None
        clock = now.time()
        is_quiet = start <= clock < end if start < end else clock >= start or clock < end
        if not is_quiet:
            return None
        day = now.date() if clock < end else now.date() + timedelta(days=1)
        return datetime.combine(day, end.replace(fold=now.fold), now.tzinfo).astimezone(UTC)
