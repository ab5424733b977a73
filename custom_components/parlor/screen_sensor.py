"""What a screen tells in words and times."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription
from homeassistant.const import MAX_LENGTH_STATE_STATE
from homeassistant.helpers.typing import StateType

from .screen import Screen
from .screen_entity import ScreenEntity
from .viewing.seen import Activity
from .viewing.watch import Change
from .viewing_told import now_told, title_now


@dataclass(frozen=True, kw_only=True)
class ScreenSensorDescription(SensorEntityDescription):
    """A sensor of a screen, and what it reads."""

    value_fn: Callable[[Screen], StateType]
    attributes_fn: Callable[[Screen], Mapping[str, Any] | None] = lambda _: None


def _title(screen: Screen) -> str | None:
    """Return the name of what is watched now, as far as a state can be long."""
    title = title_now(screen.watch.seen, screen.watch.viewing)
    return None if title is None else (title.name or title.series or "")[:MAX_LENGTH_STATE_STATE] or None


SCREEN_SENSORS: Final = (
    ScreenSensorDescription(
        key="activity",
        device_class=SensorDeviceClass.ENUM,
        options=list(Activity),
        value_fn=lambda screen: screen.watch.seen.activity,
    ),
    ScreenSensorDescription(
        key="now_watching",
        value_fn=_title,
        attributes_fn=lambda screen: now_told(screen.watch.seen, screen.watch.viewing),
    ),
)


class ScreenSensor(ScreenEntity, SensorEntity):
    """Tells one thing of a screen."""

    entity_description: ScreenSensorDescription
    # What moves by itself is told, but not written down each time.
    _unrecorded_attributes = frozenset({"position"})

    _told: tuple[StateType, Mapping[str, Any] | None] | None = None

    @override
    def changed(self, change: Change) -> None:
        """Show what changed, if that is anything that is told here."""
        told = (self.native_value, self.extra_state_attributes)
        if told != self._told:
            self._told = told
            super().changed(change)

    @property
    @override
    def native_value(self) -> StateType:
        """Return what is seen."""
        return self.entity_description.value_fn(self.screen)

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any] | None:
        """Return what belongs to it."""
        return self.entity_description.attributes_fn(self.screen)
