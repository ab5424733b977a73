"""Simulated sensors."""

from typing import Any, override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorStateClass
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from . import SimHomeConfigEntry
from .entity import SimEntity, entities_of
from .values import number_or_text

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's sensors."""
    async_add_entities(entities_of(entry, Platform.SENSOR, SimSensor))


class SimSensor(SimEntity, SensorEntity):
    """A sensor."""

    renamed = {"unit_of_measurement": "native_unit_of_measurement"}

    @override
    def take_attribute(self, name: str, value: Any) -> None:
        """Have an attribute."""
        if name == "device_class":
            value = SensorDeviceClass(value)
        elif name == "state_class":
            value = SensorStateClass(value)
        super().take_attribute(name, value)

    @override
    def take_state(self, state: str | None) -> None:
        """Have a value, of the kind that the device class asks for."""
        match self.device_class:
            case _ if state is None:
                self._attr_native_value = None
            case SensorDeviceClass.TIMESTAMP:
                self._attr_native_value = dt_util.parse_datetime(state)
            case SensorDeviceClass.DATE:
                self._attr_native_value = dt_util.parse_date(state)
            case SensorDeviceClass.ENUM:
                self._attr_native_value = state
            case _:
                self._attr_native_value = number_or_text(state)
