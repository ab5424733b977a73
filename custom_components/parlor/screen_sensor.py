"""What a screen tells in words and times."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
import time
from typing import Any, Final, override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription
from homeassistant.const import MAX_LENGTH_STATE_STATE
from homeassistant.helpers.typing import StateType

from .screen import Screen
from .screen_entity import ScreenEntity
from .viewing.progress import runs
from .viewing.seen import Activity
from .viewing.watch import Change
from .viewing_told import now_told, title_now

POSITION: Final = "position"
# Seconds for which a position that only moves on is not told anew: a little less than those of two checkpoints.
MOVES_BY_ITSELF: Final = 55.0
JUMP: Final = 5  # seconds by which a position is another one than it would have come to


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
    _unrecorded_attributes = frozenset({POSITION})

    _told: tuple[StateType, Mapping[str, Any]] | None = None
    _position: int | None = None
    _ran = False
    _told_at = 0.0

    @override
    def changed(self, change: Change) -> None:
        """Show what changed, if that is anything that is told here."""
        told = self.extra_state_attributes or {}
        position = told.get(POSITION)
        rest = self.native_value, {key: value for key, value in told.items() if key != POSITION}
        now, ran, self._ran = time.time(), self._ran, runs(change.seen)
        if rest != self._told or self._has_moved(position, now, is_turn=ran is not self._ran):
            self._told, self._position, self._told_at = rest, position, now
            super().changed(change)

    def _has_moved(self, position: int | None, now: float, *, is_turn: bool) -> bool:
        """Say whether a position is to be told: that it moves on while something is watched needs no telling for a while.

        `is_turn` says that it begins to run or stops: from then on it would be told wrongly for as long as that lasts.
        """
        if position is None or self._position is None or is_turn:
            return position != self._position
        passed = abs(now - self._told_at)
        is_jump = not -JUMP <= position - self._position <= passed + JUMP
        return is_jump or (passed >= MOVES_BY_ITSELF and position != self._position)

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
