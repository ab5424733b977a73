"""Triggers for what happens at a moment: a viewing that starts, pauses, goes on or ends, an app, an input."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, override

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.event import async_call_later

from .trigger_screen import ALL, FIRST, Firing, Run, ScreenTrigger, trigger_schema
from .viewing.household import KnownScreen
from .viewing.viewing import Event, Happened, Viewing
from .viewing.watch import Change
from .viewing_filters import APP_FILTER, FILTERS, FOR, SOURCE_FILTER, Filters, passes
from .viewing_told import app_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is waited for, and what stays so afterwards, which is what several screens are compared by and `for` is about."""

    happened: Happened
    holds: Callable[[KnownScreen, Filters], bool]
    description: str


def _runs(screen: KnownScreen, filters: Filters) -> bool:
    viewing = screen.watch.viewing
    return viewing is not None and not viewing.is_paused and filters.fits(viewing)


def _is_paused(screen: KnownScreen, filters: Filters) -> bool:
    viewing = screen.watch.viewing
    return viewing is not None and viewing.is_paused and filters.fits(viewing)


def _is_over(screen: KnownScreen, filters: Filters) -> bool:
    return screen.watch.viewing is None


def _shows_app(screen: KnownScreen, filters: Filters) -> bool:
    app = screen.watch.seen.app
    return app is not None and passes(filters.apps, app_name(app))


def _shows_input(screen: KnownScreen, filters: Filters) -> bool:
    shown = screen.watch.seen.input
    return shown is not None and passes(filters.sources, shown)


MOMENTS: Final[Mapping[str, Moment]] = {
    "viewing_started": Moment(happened=Happened.STARTED, holds=_runs, description="viewing started"),
    "viewing_paused": Moment(happened=Happened.PAUSED, holds=_is_paused, description="viewing paused"),
    "viewing_resumed": Moment(happened=Happened.RESUMED, holds=_runs, description="viewing resumed"),
    "viewing_finished": Moment(happened=Happened.FINISHED, holds=_is_over, description="viewing finished"),
    "viewing_abandoned": Moment(happened=Happened.ABANDONED, holds=_is_over, description="viewing abandoned"),
    "title_changed": Moment(happened=Happened.TITLE_CHANGED, holds=_runs, description="title changed"),
    "next_episode": Moment(happened=Happened.NEXT_EPISODE, holds=_runs, description="next episode started"),
    "app_opened": Moment(happened=Happened.APP_OPENED, holds=_shows_app, description="app opened"),
    "input_changed": Moment(happened=Happened.INPUT_CHANGED, holds=_shows_input, description="input changed"),
}
_OF_THE_SCREEN: Final = {Happened.APP_OPENED: APP_FILTER, Happened.INPUT_CHANGED: SOURCE_FILTER}


class MomentTrigger(ScreenTrigger):
    """Fires when something happens."""

    moment: Moment

    @override
    def run(self, firing: Firing) -> Run:
        """Begin to wait for it."""
        return MomentRun(self, firing)

    @callback
    def why_not(self, event: Event) -> str | None:
        """Return which filter something does not pass, None where it passes all."""
        if event.happened not in _OF_THE_SCREEN:
            return self.filters.why_not(event.viewing) if event.viewing else "nothing_watched"
        if event.app is not None and not passes(self.filters.apps, app_name(event.app)):
            return "app"
        if event.input is not None and not passes(self.filters.sources, event.input):
            return "source"
        return None

    @callback
    def is_all_or_first(self, screen: KnownScreen) -> bool:
        """Say whether this screen is the one that was waited for: the first of all that are meant, or the last."""
        others = [each for each in self.screens() if each.id != screen.id]
        held = [self.moment.holds(each, self.filters) for each in others]
        if self.behavior == FIRST:
            return not any(held)
        return all(held) if self.behavior == ALL else True


class MomentRun(Run):
    """Waits for it to happen, and then, where that is asked for, for it to stay so."""

    def __init__(self, trigger: MomentTrigger, firing: Firing) -> None:
        """Begin to wait."""
        self._trigger = trigger
        self._firing = firing
        self._pending: dict[str, CALLBACK_TYPE] = {}
        super().__init__(firing.hass)

    @callback
    @override
    def heard(self, screen: KnownScreen, change: Change) -> None:
        """Look whether it is what is waited for, and whether what was so still is."""
        trigger = self._trigger
        for event in change.events:
            if event.happened is not trigger.moment.happened or not self._is_meant(screen):
                continue
            if (reason := trigger.why_not(event)) is not None:
                self._firing.refuse("filter_not_passed", filter=reason)
            elif trigger.is_all_or_first(screen):
                self._happened(screen, event)
        if not self._still_holds(screen):
            self._forget(screen)

    @callback
    def _is_meant(self, screen: KnownScreen) -> bool:
        return any(each.id == screen.id for each in self._trigger.screens())

    @callback
    def _still_holds(self, screen: KnownScreen) -> bool:
        trigger = self._trigger
        asked = trigger.screens() if trigger.behavior == ALL else (screen,)
        return all(trigger.moment.holds(each, trigger.filters) for each in asked)

    @callback
    def _forget(self, screen: KnownScreen) -> None:
        """Wait no longer for it to stay so on a screen; where all are meant, on any."""
        for name in tuple(self._pending) if self._trigger.behavior == ALL else (screen.id,):
            self.gone(name)

    @callback
    def _happened(self, screen: KnownScreen, event: Event) -> None:
        """Fire now, or when it has stayed so."""
        if (duration := self._trigger.duration) is None:
            self._fire(screen, event, event.viewing)
            return
        self._forget(screen)

        @callback
        def stayed(_: datetime) -> None:
            del self._pending[screen.id]
            if self._still_holds(screen):
                self._fire(screen, event, screen.watch.viewing or event.viewing)

        self._pending[screen.id] = async_call_later(self._firing.hass, duration, stayed)

    @callback
    def _fire(self, screen: KnownScreen, event: Event, viewing: Viewing | None) -> None:
        before = event.previous.title.name if event.previous and event.previous.title else None
        more = {"app": app_name(event.app), "source": event.input, "previous_title": before}
        self._firing.fire(screen, viewing, self._trigger.moment.description, **more)

    @callback
    @override
    def gone(self, screen_id: str) -> None:
        """Wait no longer for a screen that has gone."""
        if (waiting := self._pending.pop(screen_id, None)) is not None:
            waiting()

    @callback
    @override
    def end(self) -> None:
        """Wait for nothing any more."""
        super().end()
        for waiting in self._pending.values():
            waiting()
        self._pending.clear()


def moment_trigger(moment: Moment) -> type[MomentTrigger]:
    """Return the trigger for a moment."""
    schema = trigger_schema(FOR, _OF_THE_SCREEN.get(moment.happened, FILTERS))
    return type(f"{moment.happened.title()}Trigger", (MomentTrigger,), {"moment": moment, "schema": schema})
