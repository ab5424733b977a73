"""What automations can ask of screens: whether something is watched, what, and for how long today."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import timedelta
import time
from typing import Any, Final, Unpack, cast, override

import probatio

from homeassistant.const import CONF_FOR
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.condition import Condition, ConditionCheckParams, ConditionConfig
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util

from .screen_targets import targeted
from .viewing.household import KnownScreen
from .viewing.seen import Activity
from .viewing.titles import same_work
from .viewing.viewing import Viewing
from .viewing_filters import CONF_BEHAVIOR, CONF_VIEWING_KIND, FILTERS, FOR, KIND_OF, KINDS, Filters, screen_schema

CONF_ACTIVITY: Final = "activity"
CONF_DURATION: Final = "duration"
ANY, ALL = "any", "all"


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


def _schema(options: Mapping[Any, Any]) -> probatio.Schema:
    return screen_schema((ANY, ALL), options)


class ScreenCondition(Condition):
    """A condition of screens; one that means no screen is not met."""

    schema: probatio.Schema

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Return a configuration that was looked through; raises probatio.Invalid."""
        return cast(ConfigType, cls.schema(config))

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Know which screens are meant, and what is asked of what is watched there."""
        super().__init__(hass, config)
        self.options = config.options or {}
        self.filters = Filters.parse(self.options)
        self._target = config.target

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        """Say whether it is so on any, or on all, of the screens."""
        found = [self.is_so(screen) and self._lasts(screen) for screen in targeted(self._hass, self._target)]
        return all(found) and bool(found) if self.options[CONF_BEHAVIOR] == ALL else any(found)

    def _lasts(self, screen: KnownScreen) -> bool:
        """Say whether the screen has been doing what it does for as long as is asked."""
        duration: timedelta | None = self.options.get(CONF_FOR)
        if not duration:
            return True
        state = self._hass.states.get(screen.activity() or "")
        return state is not None and dt_util.utcnow() - state.last_changed >= duration

    @abstractmethod
    def is_so(self, screen: KnownScreen) -> bool:
        """Say whether it is so on a screen now."""


class IsWatching(ScreenCondition):
    """Something is watched; where games or music are asked for, played or listened to."""

    schema = _schema({**FOR, **FILTERS})

    @override
    def is_so(self, screen: KnownScreen) -> bool:
        """Say whether something that fits is watched, and not paused."""
        viewing = screen.watch.viewing
        meant = {Activity.WATCHING, *(activity for activity, kind in KIND_OF.items() if kind in self.filters.kinds)}
        is_running = screen.watch.seen.activity in meant
        return is_running and viewing is not None and not viewing.is_paused and self.filters.fits(viewing)


class IsPaused(ScreenCondition):
    """Something is paused."""

    schema = _schema({**FOR, **FILTERS})

    @override
    def is_so(self, screen: KnownScreen) -> bool:
        """Say whether something that fits is paused."""
        return screen.watch.seen.activity is Activity.PAUSED and self.filters.fits(_shown(screen))


class ActivityIs(ScreenCondition):
    """A screen does one of some things."""

    schema = _schema(
        {
            probatio.Required(CONF_ACTIVITY): probatio.All(
                cv.ensure_list, [probatio.All(_activity, probatio.Coerce(Activity))], probatio.Length(min=1)
            ),
            **FOR,
        }
    )

    @override
    def is_so(self, screen: KnownScreen) -> bool:
        """Say whether it does."""
        return screen.watch.seen.activity in self.options[CONF_ACTIVITY]


class KindIs(ScreenCondition):
    """What is watched, or paused, is of some kind."""

    schema = _schema({probatio.Required(CONF_VIEWING_KIND): probatio.All(KINDS, probatio.Length(min=1))})

    @override
    def is_so(self, screen: KnownScreen) -> bool:
        """Say whether it is."""
        return self.filters.fits(_shown(screen))


class WatchedTodayMoreThan(ScreenCondition):
    """A screen was watched for longer than that today."""

    schema = _schema({probatio.Required(CONF_DURATION): cv.positive_time_period})

    @override
    def is_so(self, screen: KnownScreen) -> bool:
        """Say whether it was."""
        duration: timedelta = self.options[CONF_DURATION]
        return screen.today() > duration.total_seconds()


CONDITIONS: Final[dict[str, type[Condition]]] = {
    "is_watching": IsWatching,
    "is_paused": IsPaused,
    "activity_is": ActivityIs,
    "kind_is": KindIs,
    "watched_today_more_than": WatchedTodayMoreThan,
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions of screens."""
    return CONDITIONS
