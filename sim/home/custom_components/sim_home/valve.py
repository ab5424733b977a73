"""Simulated valves."""

from typing import override

from homeassistant.components.valve import ValveDeviceClass, ValveEntity, ValveEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import SimHomeConfigEntry
from .entity import command, entities_of
from .opening import SimOpening

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's valves."""
    async_add_entities(entities_of(entry, Platform.VALVE, SimValve))


class SimValve(SimOpening, ValveEntity):
    """A valve; `behavior.travel_seconds` is how long the whole way takes."""

    features = ValveEntityFeature

    @override
    def prepare(self) -> None:
        """Report positions where the file gives one and does not say otherwise."""
        self._attr_reports_position = bool(
            self.plan.attributes.get("reports_position", "current_position" in self.plan.attributes)
        )
        if device_class := self.plan.attributes.get("device_class"):
            self._attr_device_class = ValveDeviceClass(str(device_class).rpartition(".")[2].lower())

    @override
    def features_by_default(self) -> ValveEntityFeature:
        """Open and close, and go to positions where they are reported."""
        features = ValveEntityFeature.OPEN | ValveEntityFeature.CLOSE
        return features | ValveEntityFeature.SET_POSITION if self._attr_reports_position else features

    @override
    def show_position(self, position: int) -> None:
        """Say the position of a valve that reports it."""
        if self._attr_reports_position:
            self._attr_current_valve_position = position

    @override
    @command
    def async_open_valve(self) -> None:
        """Open."""
        self.go(100)

    @override
    @command
    def async_close_valve(self) -> None:
        """Close."""
        self.go(0)

    @override
    @command
    def async_set_valve_position(self, position: int) -> None:
        """Go to a position."""
        self.go(position)

    @override
    @command
    def async_stop_valve(self) -> None:
        """Stop."""
        self.halt()
