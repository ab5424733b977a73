"""Simulated humidifiers."""

from typing import Any, override

from homeassistant.components.humidifier import HumidifierDeviceClass, HumidifierEntity, HumidifierEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import SimHomeConfigEntry
from .entity import SimEntity, command, entities_of

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's humidifiers."""
    async_add_entities(entities_of(entry, Platform.HUMIDIFIER, SimHumidifier))


class SimHumidifier(SimEntity, HumidifierEntity):
    """A humidifier."""

    features = HumidifierEntityFeature
    renamed = {"humidity": "target_humidity"}
    start_state = "off"

    @override
    def take_attribute(self, name: str, value: Any) -> None:
        """Have an attribute."""
        super().take_attribute(name, HumidifierDeviceClass(value) if name == "device_class" else value)

    @override
    def features_by_default(self) -> HumidifierEntityFeature:
        """Have modes where the file lists some."""
        has_modes = "available_modes" in self.plan.attributes
        return HumidifierEntityFeature.MODES if has_modes else HumidifierEntityFeature(0)

    @override
    def take_state(self, state: str | None) -> None:
        """Be on, off or unknown."""
        self._attr_is_on = None if state is None else state == "on"

    @override
    @command
    def async_turn_on(self, **kwargs: Any) -> None:
        """Be on."""
        self._attr_is_on = True

    @override
    @command
    def async_turn_off(self, **kwargs: Any) -> None:
        """Be off."""
        self._attr_is_on = False

    @override
    @command
    def async_set_humidity(self, humidity: int) -> None:
        """Aim at a humidity."""
        self._attr_target_humidity = humidity

    @override
    @command
    def async_set_mode(self, mode: str) -> None:
        """Work in a mode."""
        self._attr_mode = mode
