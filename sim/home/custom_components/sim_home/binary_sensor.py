"""Simulated binary sensors."""

from typing import Any, override

from homeassistant.components.binary_sensor import BinarySensorDeviceClass, BinarySensorEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import SimHomeConfigEntry
from .entity import SimEntity, entities_of

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's binary sensors."""
    async_add_entities(entities_of(entry, Platform.BINARY_SENSOR, SimBinarySensor))


class SimBinarySensor(SimEntity, BinarySensorEntity):
    """A binary sensor."""

    @override
    def take_attribute(self, name: str, value: Any) -> None:
        """Have an attribute."""
        super().take_attribute(name, BinarySensorDeviceClass(value) if name == "device_class" else value)

    @override
    def take_state(self, state: str | None) -> None:
        """Be on, off or unknown."""
        self._attr_is_on = None if state is None else state == "on"
