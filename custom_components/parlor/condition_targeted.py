"""What conditions share that ask something of all that their target means."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Unpack, cast, override

import probatio

from homeassistant.const import CONF_FOR
from homeassistant.core import HomeAssistant
from homeassistant.helpers.condition import Condition, ConditionCheckParams, ConditionConfig
from homeassistant.helpers.typing import ConfigType

from .targeted import ALL, ANY, CONF_BEHAVIOR, targeted_schema


def condition_schema(options: Mapping[Any, Any]) -> probatio.Schema:
    """Return the schema of a condition, with options of its own."""
    return targeted_schema((ANY, ALL), options)


class TargetedCondition[KnownT](Condition):
    """A condition of all that its target means; one that means nothing is not met."""

    schema: probatio.Schema

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Return a configuration that was looked through; raises probatio.Invalid."""
        return cast(ConfigType, cls.schema(config))

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Know what is meant, and what is asked of it."""
        super().__init__(hass, config)
        self.options: Mapping[str, Any] = config.options or {}
        self.target = config.target

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        """Say whether it is so with any, or with all, of those that are meant."""
        duration: timedelta | None = self.options.get(CONF_FOR)
        found = [self.is_so(one) and (not duration or self.lasts(one, duration)) for one in self.meant()]
        return all(found) and bool(found) if self.options[CONF_BEHAVIOR] == ALL else any(found)

    @abstractmethod
    def meant(self) -> tuple[KnownT, ...]:
        """Return those that are meant now."""

    @abstractmethod
    def is_so(self, one: KnownT) -> bool:
        """Say whether it is so with one now."""

    @abstractmethod
    def lasts(self, one: KnownT, duration: timedelta) -> bool:
        """Say whether it has been so with one for so long."""
