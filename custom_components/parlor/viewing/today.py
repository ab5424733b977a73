"""How long something was watched on a screen today. Pure."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

from .viewing import Viewing


@dataclass(slots=True)
class Today:
    """Adds up, day by day of a time zone, what the viewings of one screen really ran; `seconds` is that of `day`."""

    zone: tzinfo
    day: date
    seconds: float = 0.0
    _told: dict[str, float] = field(default_factory=dict)

    @property
    def began(self) -> float:
        """Return when the day began, as Unix time."""
        return datetime.combine(self.day, time(), self.zone).timestamp()

    @property
    def ends(self) -> float:
        """Return when the next day begins, as Unix time."""
        return datetime.combine(self.day + timedelta(days=1), time(), self.zone).timestamp()

    def resume(self, seconds: float, *viewings: Viewing) -> None:
        """Go on from what was counted before, in which these viewings are as far as they are now."""
        self.seconds = max(self.seconds, seconds)
        for viewing in viewings:
            self._told[viewing.id] = viewing.watched

    def turn(self, now: float) -> bool:
        """Begin a new day if one began; say whether one did."""
        day = datetime.fromtimestamp(now, self.zone).date()
        if day == self.day:
            return False
        self.day, self.seconds = day, 0.0
        return True

    def add(self, viewing: Viewing, now: float) -> None:
        """Count how much longer a viewing has run: of what ran since the last time, no more than what can lie in this day."""
        self.turn(now)
        before = self._told.get(viewing.id, 0.0)
        self._told[viewing.id] = viewing.watched
        self.seconds += max(0.0, min(viewing.watched - before, viewing.as_of - self.began))

    def take_back(self, name: str) -> None:
        """Count a viewing no more that turned out to be part of another."""
        self.seconds = max(0.0, self.seconds - self._told.pop(name, 0.0))

    def end(self, name: str) -> None:
        """Forget a viewing that has ended; it stays counted."""
        self._told.pop(name, None)
