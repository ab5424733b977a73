"""What automations can ask: of screens whether something is watched, what, and for how long today; of appliances how their jobs are."""

from datetime import timedelta
import time
from typing import Final, override

import probatio

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.condition import Condition, ConditionConfig
from homeassistant.util import dt as dt_util

from .condition_job import JOB_CONDITIONS
from .condition_targeted import TargetedCondition, condition_schema
from .screen_targets import targeted
from .targeted import FOR
from .viewing.household import KnownScreen
from .viewing.seen import Activity
from .viewing.titles import same_work
from .viewing.viewing import Viewing
from .viewing_filters import CONF_VIEWING_KIND, FILTERS, KIND_OF, KINDS, Filters

CONF_ACTIVITY: Final = "activity"
CONF_DURATION: Final = "duration"


def _activity(told: object) -> object:
    """Return an activity as it is called: YAML reads a bare off as no."""
    return Activity.OFF if told is False else told


def _shown(screen: KnownScreen) -> Viewing | None:
    """Return the viewing that the screen shows now, None where it is only held open: the screen is off, or something else is in front."""
    seen, viewing = screen.watch.seen, screen.watch.viewing
    if viewing is None or not seen.activity.is_active:
        return None
    if seen.is_interrupted:
        return viewing
    if viewing.id != screen.watch.open_ones(time.time())[0].id:
        return None  # what is in front has not been told yet
    if viewing.title is not None and seen.title is not None:
        return viewing if same_work(viewing.title, seen.title) else None
    places = ((viewing.app, seen.app), (viewing.source, seen.input))
    return viewing if all(was is None or now is None or was == now for was, now in places) else None


class ScreenCondition(TargetedCondition[KnownScreen]):
    """A condition of screens; one that means no screen is not met."""

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Know which screens are meant, and what is asked of what is watched there."""
        super().__init__(hass, config)
        self.filters = Filters.parse(self.options)

    @override
    def meant(self) -> tuple[KnownScreen, ...]:
        """Return the screens that are meant now."""
        return targeted(self._hass, self.target)

    @override
    def lasts(self, one: KnownScreen, duration: timedelta) -> bool:
        """Say whether the screen has been doing what it does for so long."""
        state = self._hass.states.get(one.activity() or "")
        return state is not None and dt_util.utcnow() - state.last_changed >= duration


class IsWatching(ScreenCondition):
    """Something is watched; where games or music are asked for, played or listened to."""

    schema = condition_schema({**FOR, **FILTERS})

    @override
    def is_so(self, one: KnownScreen) -> bool:
        """Say whether something that fits is watched, and not paused."""
        viewing = one.watch.viewing
        meant = {Activity.WATCHING, *(activity for activity, kind in KIND_OF.items() if kind in self.filters.kinds)}
        is_running = one.watch.seen.activity in meant
        return is_running and viewing is not None and not viewing.is_paused and self.filters.fits(viewing)


class IsPaused(ScreenCondition):
    """Something is paused."""

    schema = condition_schema({**FOR, **FILTERS})

    @override
    def is_so(self, one: KnownScreen) -> bool:
        """Say whether something that fits is paused."""
        return one.watch.seen.activity is Activity.PAUSED and self.filters.fits(_shown(one))


class ActivityIs(ScreenCondition):
    """A screen does one of some things."""

    schema = condition_schema(
        {
            probatio.Required(CONF_ACTIVITY): probatio.All(
                cv.ensure_list, [probatio.All(_activity, probatio.Coerce(Activity))], probatio.Length(min=1)
            ),
            **FOR,
        }
    )

    @override
    def is_so(self, one: KnownScreen) -> bool:
        """Say whether it does."""
        return one.watch.seen.activity in self.options[CONF_ACTIVITY]


class KindIs(ScreenCondition):
    """What is watched, or paused, is of some kind."""

    schema = condition_schema({probatio.Required(CONF_VIEWING_KIND): probatio.All(KINDS, probatio.Length(min=1))})

    @override
    def is_so(self, one: KnownScreen) -> bool:
        """Say whether it is."""
        return self.filters.fits(_shown(one))


class WatchedTodayMoreThan(ScreenCondition):
    """A screen was watched for longer than that today."""

    schema = condition_schema({probatio.Required(CONF_DURATION): cv.positive_time_period})

    @override
    def is_so(self, one: KnownScreen) -> bool:
        """Say whether it was."""
        duration: timedelta = self.options[CONF_DURATION]
        return one.today() > duration.total_seconds()


CONDITIONS: Final[dict[str, type[Condition]]] = {
    "is_watching": IsWatching,
    "is_paused": IsPaused,
    "activity_is": ActivityIs,
    "kind_is": KindIs,
    "watched_today_more_than": WatchedTodayMoreThan,
    **JOB_CONDITIONS,
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions of screens and appliances."""
    return CONDITIONS
