"""Simulated covers."""

from typing import Any, override

from homeassistant.components.cover import (
    ATTR_POSITION,
    ATTR_TILT_POSITION,
    CoverDeviceClass,
    CoverEntity,
    CoverEntityFeature,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import SimHomeConfigEntry
from .entity import command, entities_of
from .opening import SimOpening

PARALLEL_UPDATES = 0

_TILT = (
    CoverEntityFeature.OPEN_TILT
    | CoverEntityFeature.CLOSE_TILT
    | CoverEntityFeature.STOP_TILT
    | CoverEntityFeature.SET_TILT_POSITION
)


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's covers."""
    async_add_entities(entities_of(entry, Platform.COVER, SimCover))


class SimCover(SimOpening, CoverEntity):
    """A cover; `behavior.travel_seconds` is how long the whole way takes."""

    features = CoverEntityFeature
    renamed = {"current_tilt_position": "current_cover_tilt_position"}

    @override
    def take_attribute(self, name: str, value: Any) -> None:
        """Have an attribute."""
        super().take_attribute(name, CoverDeviceClass(value) if name == "device_class" else value)

    @override
    def features_by_default(self) -> CoverEntityFeature:
        """Open, close and stop, and go to positions where the file gives one."""
        features = CoverEntityFeature.OPEN | CoverEntityFeature.CLOSE | CoverEntityFeature.STOP
        if "current_position" in self.plan.attributes:
            features |= CoverEntityFeature.SET_POSITION
        return features | _TILT if self._attr_current_cover_tilt_position is not None else features

    @override
    def show_position(self, position: int) -> None:
        """Say the position of a cover that can be sent to one."""
        if CoverEntityFeature.SET_POSITION in self.supported_features:
            self._attr_current_cover_position = position

    @override
    @command
    def async_open_cover(self, **kwargs: Any) -> None:
        """Open."""
        self.go(100)

    @override
    @command
    def async_close_cover(self, **kwargs: Any) -> None:
        """Close."""
        self.go(0)

    @override
    @command
    def async_set_cover_position(self, **kwargs: Any) -> None:
        """Go to a position."""
        self.go(kwargs[ATTR_POSITION])

    @override
    @command
    def async_stop_cover(self, **kwargs: Any) -> None:
        """Stop."""
        self.halt()

    @override
    @command
    def async_open_cover_tilt(self, **kwargs: Any) -> None:
        """Open the slats."""
        self._attr_current_cover_tilt_position = 100

    @override
    @command
    def async_close_cover_tilt(self, **kwargs: Any) -> None:
        """Close the slats."""
        self._attr_current_cover_tilt_position = 0

    @override
    @command
    def async_set_cover_tilt_position(self, **kwargs: Any) -> None:
        """Turn the slats."""
        self._attr_current_cover_tilt_position = kwargs[ATTR_TILT_POSITION]

    @override
    @command
    def async_stop_cover_tilt(self, **kwargs: Any) -> None:
        """Leave the slats as they are: they turn at once."""
