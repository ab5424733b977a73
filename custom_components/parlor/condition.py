"""What automations can ask of screens: whether something is watched, what, and for how long today."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import timedelta
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
from .viewing_filters import CONF_BEHAVIOR, FILTERS, KIND_FILTER, Filters, screen_schema

CONF_ACTIVITY: Final = "activity"
CONF_DURATION: Final = "duration"
ANY, ALL = "any", "all"
FOR: Final[Mapping[Any, Any]] = {probatio.Optional(CONF_FOR): cv.positive_time_period}


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
    """Something is watched."""

    schema = _schema({**FOR, **FILTERS})

    @override
    def is_so(self, screen: KnownScreen) -> bool:
        """Say whether something that fits is watched, and not paused."""
        viewing = screen.watch.viewing
        is_running = screen.watch.seen.activity is Activity.WATCHING
        return is_running and viewing is not None and not viewing.is_paused and self.filters.fits(viewing)


class IsPaused(ScreenCondition):
    """Something is paused."""

    schema = _schema({**FOR, **FILTERS})

    @override
    def is_so(self, screen: KnownScreen) -> bool:
        """Say whether something that fits is paused."""
        viewing = screen.watch.viewing
        return viewing is not None and viewing.is_paused and self.filters.fits(viewing)


class ActivityIs(ScreenCondition):
    """A screen does one of some things."""

    schema = _schema(
        {
            probatio.Required(CONF_ACTIVITY): probatio.All(
                cv.ensure_list, [probatio.Coerce(Activity)], probatio.Length(min=1)
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

    schema = _schema(KIND_FILTER)

    @override
    def is_so(self, screen: KnownScreen) -> bool:
        """Say whether it is."""
        return self.filters.fits_now(screen)


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
