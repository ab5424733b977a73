"""What the triggers of screens share: which screens they are for, and how they follow those that come and go."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, cast, override

import probatio

from homeassistant.const import CONF_FOR
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.trigger import (
    NotTriggeredInfo,
    Trigger,
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)
from homeassistant.helpers.typing import ConfigType

from .household import async_household
from .screen_targets import targeted
from .viewing.household import KnownScreen
from .viewing.viewing import Viewing
from .viewing.watch import Change
from .viewing_filters import CONF_BEHAVIOR, FILTERS, Filters, screen_schema
from .viewing_told import viewing_told

FIRST, ALL, EACH = "first", "all", "each"


def trigger_schema(options: Mapping[Any, Any], filters: Mapping[Any, Any] = FILTERS) -> probatio.Schema:
    """Return the schema of a trigger of screens, with options of its own beside its filters."""
    return screen_schema((EACH, FIRST, ALL), {**filters, **options})


class Following:
    """Follows each screen of the household for as long as it is there."""

    def __init__(
        self,
        hass: HomeAssistant,
        heard: Callable[[KnownScreen, Change], None],
        *,
        came: Callable[[KnownScreen], None],
        gone: Callable[[str], None],
    ) -> None:
        """Follow all screens that there are."""
        self._household = async_household(hass)
        self._heard = heard
        self._came = came
        self._gone = gone
        self._following: dict[str, tuple[KnownScreen, CALLBACK_TYPE]] = {}
        self._end = self._household.subscribe(self._look)
        self._look()

    @callback
    def _look(self) -> None:
        """Follow what has come, and let go of what has gone or was set up anew."""
        screens = self._household.screens
        for name, (screen, end) in tuple(self._following.items()):
            if screens.get(name) is not screen:
                end()
                del self._following[name]
                self._gone(name)
        for name, screen in screens.items():
            if name not in self._following:
                self._following[name] = (screen, screen.subscribe(self._hearing(screen)))
                self._came(screen)

    def _hearing(self, screen: KnownScreen) -> Callable[[Change], None]:
        return lambda change: self._heard(screen, change)

    @callback
    def end(self) -> None:
        """Follow no screen any more."""
        self._end()
        for _, end in self._following.values():
            end()
        self._following.clear()


class ScreenTrigger(Trigger):
    """A trigger of screens."""

    schema: probatio.Schema

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Return a configuration that was looked through; raises probatio.Invalid."""
        return cast(ConfigType, cls.schema(config))

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Know which screens are meant, and what is asked of what is watched there."""
        super().__init__(hass, config)
        options = config.options or {}
        self.options = options
        self.target = config.target
        self.filters = Filters.parse(options)
        self.behavior: str = options.get(CONF_BEHAVIOR, EACH)
        self.duration: timedelta | None = options.get(CONF_FOR) or None

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        """Follow the screens until the returned function is called."""
        run = self.run(Firing(self._hass, run_action, did_not_trigger))
        return run.end

    @abstractmethod
    def run(self, firing: Firing) -> Run:
        """Begin to follow the screens."""

    @callback
    def screens(self) -> tuple[KnownScreen, ...]:
        """Return the screens that are meant now."""
        return targeted(self._hass, self.target)


class Firing:
    """Runs the actions of an automation, with what is known of what happened."""

    def __init__(
        self,
        hass: HomeAssistant,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None,
    ) -> None:
        """Know whom to tell."""
        self.hass = hass
        self._run_action = run_action
        self._did_not_trigger = did_not_trigger

    @callback
    def fire(self, screen: KnownScreen, viewing: Viewing | None, description: str, **more: Any) -> None:
        """Run the actions."""
        told = viewing_told(viewing) if viewing else {}
        payload = {
            "entity_id": screen.activity() or screen.entity_id,
            "player": screen.entity_id or None,
            "screen": screen.name,
            **told,
            "viewing_id": viewing.id if viewing else None,
            **{key: value for key, value in more.items() if value is not None},
        }
        self._run_action(payload, f"{description} on {screen.name}")

    @callback
    def refuse(self, reason: str, **data: Any) -> None:
        """Say why something that happened was not meant."""
        if self._did_not_trigger is not None:
            self._did_not_trigger(NotTriggeredInfo(reason=reason, data=data))


class Run:
    """A trigger while it is attached."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Follow the screens."""
        self._following = Following(hass, self.heard, came=self.came, gone=self.gone)

    @callback
    def came(self, screen: KnownScreen) -> None:
        """Take in how a screen is that was there, came or was set up anew."""

    @callback
    def heard(self, screen: KnownScreen, change: Change) -> None:
        """Take in what changed on a screen, meant or not."""
        raise NotImplementedError

    @callback
    def gone(self, screen_id: str) -> None:
        """Let go of what was kept of a screen."""

    @callback
    def end(self) -> None:
        """Follow no screen any more."""
        self._following.end()
