"""Counts how long a screen was watched today; the sensor and the triggers ask it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
import time
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_change
from homeassistant.util import dt as dt_util

from .viewing.history import By, History, HistoryError, Wanted
from .viewing.today import Today
from .viewing.viewing import Viewing
from .viewing.watch import Change, ScreenWatch

if TYPE_CHECKING:
    from . import ParlorConfigEntry

JUST_BEFORE: float = 0.001


class DayCount:
    """The seconds of today on one screen; pauses are left out."""

    def __init__(self, hass: HomeAssistant, entry: ParlorConfigEntry, watch: ScreenWatch) -> None:
        """Begin with nothing, and anew each midnight."""
        zone = dt_util.get_default_time_zone()
        self.today = Today(zone, datetime.now(zone).date())
        self._watch = watch
        self._screen = entry.entry_id
        self._listeners: list[Callable[[], None]] = []
        entry.async_on_unload(async_track_time_change(hass, self._turned, hour=0, minute=0, second=0))

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Have a listener told when more is counted; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def now(self) -> float:
        """Return the seconds of today, up to this moment."""
        at = time.time()
        if (viewing := self._watch.current(at)) is not None:
            self.today.add(viewing, at)
        else:
            self.today.turn(at)
        return self.today.seconds

    @callback
    def take(self, change: Change) -> None:
        """Count what ran since the last time."""
        now = time.time()
        for name in change.dropped:
            self.today.take_back(name)
        for viewing in change.keep:
            self.today.add(viewing, now)
            if viewing.ended is not None:
                self.today.end(viewing.id)
        if change.viewing is not None:
            self.today.add(change.viewing, now)
        self._tell()

    def resume(self, seconds: float) -> None:
        """Go on from seconds that were counted before, in which the viewing that goes on now is as far as it is."""
        viewing: Viewing | None = self._watch.viewing
        self.today.resume(seconds, *([viewing] if viewing else []))
        self._tell()

    async def async_resume(self, history: History) -> None:
        """Take over what the history knows of today; it lost nothing when Home Assistant was ended."""
        wanted = Wanted(since=self.today.began, screens=frozenset({self._screen}))
        with suppress(HistoryError):
            self.resume(sum(total.seconds for total in await history.totals(wanted, By.SCREEN)))

    @callback
    def _turned(self, _: datetime) -> None:
        """Count the day to its end, and begin another."""
        end = self.today.ends - JUST_BEFORE
        if time.time() > end and (viewing := self._watch.current(end)) is not None:
            self.today.add(viewing, end)
        self._tell()
        if self.today.turn(time.time()):
            self._tell()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
