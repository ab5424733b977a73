"""What triggers share that follow what comes and goes, screens or appliances: which are meant, and how each is heard."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, cast, override

import probatio

from homeassistant.const import CONF_FOR
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.trigger import (
    NotTriggeredInfo,
    Trigger,
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)
from homeassistant.helpers.typing import ConfigType

from .targeted import ALL, CONF_BEHAVIOR, EACH, FIRST


class Followed(Protocol):
    """What is followed has an id."""

    @property
    def id(self) -> str:
        """Return what it is known by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followable[KnownT, ChangeT]:
    """Where those are that can be followed: who tells that one came or went, which there are by their ids, how one is heard."""

    subscribe: Callable[[Callable[[], None]], CALLBACK_TYPE]
    known: Callable[[], Mapping[str, KnownT]]
    hear: Callable[[KnownT, Callable[[ChangeT], None]], CALLBACK_TYPE]


class Following[KnownT, ChangeT]:
    """Follows each for as long as it is there."""

    def __init__(
        self,
        followable: Followable[KnownT, ChangeT],
        heard: Callable[[KnownT, ChangeT], None],
        *,
        came: Callable[[KnownT], None],
        gone: Callable[[str], None],
    ) -> None:
        """Follow all that there are."""
        self._followable = followable
        self._heard = heard
        self._came = came
        self._gone = gone
        self._following: dict[str, tuple[KnownT, CALLBACK_TYPE]] = {}
        self._end = followable.subscribe(self._look)
        self._look()

    @callback
    def _look(self) -> None:
        """Follow what has come, and let go of what has gone or was set up anew."""
        known = self._followable.known()
        for name, (one, end) in tuple(self._following.items()):
            if known.get(name) is not one:
                end()
                del self._following[name]
                self._gone(name)
        for name, one in tuple(known.items()):
            if name not in self._following:
                self._following[name] = (one, self._followable.hear(one, self._hearing(one)))
                self._came(one)

    def _hearing(self, one: KnownT) -> Callable[[ChangeT], None]:
        return lambda change: self._heard(one, change)

    @callback
    def end(self) -> None:
        """Follow none any more."""
        self._end()
        for _, end in self._following.values():
            end()
        self._following.clear()


class FollowingTrigger[KnownT: Followed](Trigger):
    """A trigger for all that its target means."""

    schema: probatio.Schema

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Return a configuration that was looked through; raises probatio.Invalid."""
        return cast(ConfigType, cls.schema(config))

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Know what is meant, and how."""
        super().__init__(hass, config)
        self.options: Mapping[str, Any] = config.options or {}
        self.target = config.target
        self.behavior: str = self.options.get(CONF_BEHAVIOR, EACH)
        self.duration: timedelta | None = self.options.get(CONF_FOR) or None

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        """Follow what is meant until the returned function is called."""
        return self.run(Firing(self._hass, run_action, did_not_trigger))

    @abstractmethod
    def run(self, firing: Firing) -> CALLBACK_TYPE:
        """Begin to follow, until the returned function is called."""

    @abstractmethod
    def meant(self) -> tuple[KnownT, ...]:
        """Return those that are meant now."""

    @callback
    def is_meant(self, one: KnownT) -> bool:
        """Say whether one is among those that are meant now."""
        return any(each.id == one.id for each in self.meant())

    @callback
    def is_all_or_first(self, one: KnownT, is_so: Callable[[KnownT], bool]) -> bool:
        """Say whether this is the one that was waited for: any of those that are meant, the first of them, or the last."""
        if self.behavior not in (FIRST, ALL):
            return True
        others = [is_so(each) for each in self.meant() if each.id != one.id]
        return not any(others) if self.behavior == FIRST else all(others)


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
    def fire(self, payload: dict[str, Any], description: str) -> None:
        """Run the actions."""
        self._run_action(payload, description)

    @callback
    def refuse(self, reason: str, **data: Any) -> None:
        """Say why something that happened was not meant."""
        if self._did_not_trigger is not None:
            self._did_not_trigger(NotTriggeredInfo(reason=reason, data=data))


class Run[KnownT, ChangeT]:
    """A trigger while it is attached."""

    def __init__(self, followable: Followable[KnownT, ChangeT]) -> None:
        """Follow all."""
        self._following = Following(followable, self.heard, came=self.came, gone=self.gone)

    @callback
    def came(self, one: KnownT) -> None:
        """Take in how one is that was there, came or was set up anew."""

    @callback
    def heard(self, one: KnownT, change: ChangeT) -> None:
        """Take in what changed, meant or not."""
        raise NotImplementedError

    @callback
    def gone(self, one_id: str) -> None:
        """Let go of what was kept of one."""

    @callback
    def end(self) -> None:
        """Follow none any more."""
        self._following.end()


class Timers:
    """One timer each, by the ids of those that are followed."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Wait for nothing."""
        self._hass = hass
        self._waiting: dict[str, CALLBACK_TYPE] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Return for whom something is waited."""
        return tuple(self._waiting)

    @callback
    def start(self, name: str, seconds: float, come: Callable[[], None]) -> None:
        """Call somebody after some seconds, in place of what was waited for before."""
        self.stop(name)

        @callback
        def over(_: datetime) -> None:
            del self._waiting[name]
            come()

        self._waiting[name] = async_call_later(self._hass, seconds, over)

    @callback
    def stop(self, name: str) -> None:
        """Wait no longer for one."""
        if (cancel := self._waiting.pop(name, None)) is not None:
            cancel()

    @callback
    def stop_all(self) -> None:
        """Wait for nothing any more."""
        for name in self.names:
            self.stop(name)
