"""Triggers for what happens at a moment: a viewing that starts, pauses, goes on or ends, an app, an input."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, override

from homeassistant.core import callback

from .targeted import FOR
from .trigger_following import Firing, Followable
from .trigger_happened import HappenedTrigger
from .trigger_screen import ScreenTrigger, all_screens, fire_of_screen, trigger_schema
from .viewing.household import KnownScreen
from .viewing.viewing import Event, Happened
from .viewing.watch import Change
from .viewing_filters import APP_FILTER, FILTERS, SOURCE_FILTER, Filters, passes
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


class MomentTrigger(ScreenTrigger, HappenedTrigger[KnownScreen, Change, Event]):
    """Fires when something happens on a screen."""

    moment: Moment

    @callback
    @override
    def followable(self) -> Followable[KnownScreen, Change]:
        """Return where the screens are."""
        return all_screens(self._hass)

    @callback
    @override
    def awaited(self, change: Change) -> Iterator[Event]:
        """Yield what is the moment."""
        return (event for event in change.events if event.happened is self.moment.happened)

    @callback
    @override
    def why_not(self, one: KnownScreen, event: Event) -> str | None:
        """Return which filter something does not pass, None where it passes all."""
        if event.happened not in _OF_THE_SCREEN:
            return self.filters.why_not(event.viewing) if event.viewing else "nothing_watched"
        if event.app is not None and not passes(self.filters.apps, app_name(event.app)):
            return "app"
        if event.input is not None and not passes(self.filters.sources, event.input):
            return "source"
        return None

    @callback
    @override
    def holds(self, one: KnownScreen) -> bool:
        """Say whether it is still so on a screen."""
        return self.moment.holds(one, self.filters)

    @callback
    @override
    def fire(self, firing: Firing, one: KnownScreen, event: Event, *, stayed: bool) -> None:
        """Run the actions; what has stayed so is told as it is by then."""
        viewing = (one.watch.viewing if stayed else None) or event.viewing
        before = event.previous.title.name if event.previous and event.previous.title else None
        more = {"app": app_name(event.app), "source": event.input, "previous_title": before}
        fire_of_screen(firing, one, viewing, self.moment.description, **more)


def moment_trigger(moment: Moment) -> type[MomentTrigger]:
    """Return the trigger for a moment."""
    schema = trigger_schema(FOR, _OF_THE_SCREEN.get(moment.happened, FILTERS))
    return type(f"{moment.happened.title()}Trigger", (MomentTrigger,), {"moment": moment, "schema": schema})
