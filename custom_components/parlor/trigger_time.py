"""Triggers for how long something is watched: near its end, and longer than one likes."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import timedelta
import time
from typing import Final, override

import probatio

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util

from .trigger_following import Firing, Run, Timers
from .trigger_screen import ScreenTrigger, all_screens, fire_of_screen, trigger_schema
from .viewing.household import KnownScreen
from .viewing.viewing import Viewing
from .viewing.watch import Change

CONF_MINUTES: Final = "minutes"
CONF_DURATION: Final = "duration"
CONF_TODAY: Final = "today"
MINUTES: Final = probatio.All(probatio.Coerce(float), probatio.Range(min=0, max=600))
_EARLY: Final = 1.0  # seconds by which what was counted may be ahead of the clock
_SOON: Final = 0.05  # seconds after which it is looked again, where a clock was a little early


class TimeTrigger(ScreenTrigger):
    """Fires once when something has become so by time."""

    description: str

    @property
    def is_of_day(self) -> bool:
        """Say whether it is about a day, which has no beginning that could be seen, rather than about a viewing."""
        return False

    @override
    def run(self, firing: Firing) -> CALLBACK_TYPE:
        """Begin to wait for it."""
        return TimeRun(self, firing).end

    @abstractmethod
    def due_in(self, screen: KnownScreen, viewing: Viewing) -> float | None:
        """Return in how many seconds it is so if all goes on as now: 0 or less where it is, None where it never will be."""

    def occasion(self, screen: KnownScreen, viewing: Viewing) -> object:
        """Return what it fires for but once."""
        return viewing.id

    @callback
    def is_so(self, screen: KnownScreen) -> bool:
        """Say whether it is so now, of something that is meant."""
        viewing = screen.watch.current(time.time())
        if viewing is None or not self.filters.fits(viewing):
            return False
        due = self.due_in(screen, viewing)
        return due is not None and due <= 0


@dataclass(frozen=True, slots=True)
class Done:
    """What is no news any more: the occasion, and of which title it was."""

    occasion: object
    title: str | None


class TimeRun(Run[KnownScreen, Change]):
    """Waits for the time on each screen; what is already so when it begins, or when a screen is set up anew, is no news."""

    def __init__(self, trigger: TimeTrigger, firing: Firing) -> None:
        """Begin to wait."""
        self._trigger = trigger
        self._firing = firing
        self._timers = Timers(firing.hass)
        self._done: dict[str, Done] = {}
        self._awaited: dict[str, tuple[object, float]] = {}
        self._new: set[str] = set()
        super().__init__(all_screens(firing.hass))

    @callback
    @override
    def came(self, one: KnownScreen) -> None:
        """Take what a screen shows when it comes for what went on before."""
        if one.watch.seen.activity.is_active:
            self._new.add(one.id)
        self._look(one)

    @callback
    @override
    def heard(self, one: KnownScreen, change: Change) -> None:
        """Look anew when it will be so."""
        if not change.seen.activity.is_active:
            self._new.discard(one.id)
        self._look(one)

    @callback
    def _look(self, screen: KnownScreen) -> None:
        """Fire where it is so, else come back when it may be."""
        self._timers.stop(screen.id)
        trigger, now = self._trigger, time.time()
        if (viewing := screen.watch.current(now)) is None:
            return
        occasion, done = trigger.occasion(screen, viewing), self._done.get(screen.id)
        due = trigger.due_in(screen, viewing)
        if (done and done.occasion == occasion) or due is None:
            return
        if self._is_old(screen.id, viewing, due, now):
            self._done[screen.id] = Done(occasion, _key(viewing))
        elif due > 0:
            self._awaited[screen.id] = occasion, now + due
            self._timers.start(screen.id, due + _SOON, lambda: self._look(screen))
        elif trigger.filters.fits(viewing) and trigger.is_meant(screen):
            self._done[screen.id] = Done(occasion, _key(viewing))
            if trigger.is_all_or_first(screen, trigger.is_so):
                fire_of_screen(self._firing, screen, viewing, trigger.description)

    @callback
    def _is_old(self, screen_id: str, viewing: Viewing, due: float, now: float) -> bool:
        """Say whether it was so before anybody looked, or is of what it was already so for before the screen was set up anew."""
        if self._trigger.is_of_day:
            occasion, at = self._awaited.get(screen_id, (None, 0.0))
            # More than what has run since was counted elsewhere.
            return due <= 0 and (occasion != dt_util.now().date() or now < at - _EARLY)
        if screen_id not in self._new:
            return False
        self._new.discard(screen_id)
        done = self._done.get(screen_id)
        return due <= 0 or (done is not None and done.title == _key(viewing))

    @callback
    @override
    def gone(self, one_id: str) -> None:
        """Wait no longer for a screen that has gone; what it fired for it does not fire for again."""
        self._timers.stop(one_id)

    @callback
    @override
    def end(self) -> None:
        """Wait for nothing any more."""
        super().end()
        self._timers.stop_all()


def _key(viewing: Viewing) -> str | None:
    """Return what a title is known by from one viewing to another."""
    return viewing.title.key if viewing.title else None


class NearTheEnd(TimeTrigger):
    """Fires some minutes before what is watched ends, where the player tells how far it is."""

    schema = trigger_schema({probatio.Required(CONF_MINUTES, default=5): MINUTES})
    description = "near the end"

    @override
    def due_in(self, screen: KnownScreen, viewing: Viewing) -> float | None:
        """Return in how many seconds so much is left."""
        if viewing.position is None or viewing.duration is None:
            return None
        left = viewing.duration - viewing.position - self.options[CONF_MINUTES] * 60.0
        return None if viewing.is_paused and left > 0 else left


class WatchedLongerThan(TimeTrigger):
    """Fires when something, or all of today, was watched for so long, pauses left out."""

    schema = trigger_schema(
        {
            probatio.Required(CONF_DURATION): cv.positive_time_period,
            probatio.Required(CONF_TODAY, default=False): cv.boolean,
        }
    )
    description = "watched longer than"

    @property
    @override
    def is_of_day(self) -> bool:
        """Say whether all of today counts."""
        return bool(self.options[CONF_TODAY])

    @property
    def limit(self) -> float:
        """Return how long, in seconds."""
        duration: timedelta = self.options[CONF_DURATION]
        return duration.total_seconds()

    @override
    def due_in(self, screen: KnownScreen, viewing: Viewing) -> float | None:
        """Return in how many seconds it will have been watched for so long."""
        watched = screen.today() if self.is_of_day else viewing.watched
        left = self.limit - watched
        return None if viewing.is_paused and left > 0 else left

    @override
    def occasion(self, screen: KnownScreen, viewing: Viewing) -> object:
        """Return the viewing, or the day."""
        return dt_util.now().date() if self.is_of_day else viewing.id
