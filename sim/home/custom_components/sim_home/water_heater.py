"""Simulated water heaters."""

from typing import Any, override

from homeassistant.components.water_heater import WaterHeaterEntity, WaterHeaterEntityFeature
from homeassistant.const import ATTR_TEMPERATURE, STATE_OFF, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import SimHomeConfigEntry
from .entity import SimEntity, command, entities_of
from .thermal import RENAMED, Thermal

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's water heaters."""
    async_add_entities(entities_of(entry, Platform.WATER_HEATER, SimWaterHeater))


class SimWaterHeater(Thermal, SimEntity, WaterHeaterEntity):
    """A water heater; its state is its operation mode."""

    features = WaterHeaterEntityFeature
    renamed = {**RENAMED, "operation_mode": "current_operation", "away_mode": "is_away_mode_on"}
    start_state = STATE_OFF

    @override
    def take_attribute(self, name: str, value: Any) -> None:
        """Have an attribute; away is told as `on` and `off`."""
        super().take_attribute(name, value in {True, "on"} if name == "away_mode" else value)

    @override
    def prepare(self) -> None:
        """Have the temperatures, and come on in the first mode that is not off."""
        self.prepare_temperatures()
        modes = self._attr_operation_list or []
        self._last_mode = next((mode for mode in modes if mode != STATE_OFF), STATE_OFF)

    @override
    def features_by_default(self) -> WaterHeaterEntityFeature:
        """Have what the attributes tell of."""
        features = WaterHeaterEntityFeature.ON_OFF
        if self.temperature_of("temperature") is not None:
            features |= WaterHeaterEntityFeature.TARGET_TEMPERATURE
        if self._attr_is_away_mode_on is not None:
            features |= WaterHeaterEntityFeature.AWAY_MODE
        return features | WaterHeaterEntityFeature.OPERATION_MODE if self._attr_operation_list else features

    @override
    def take_state(self, state: str | None) -> None:
        """Be in a mode."""
        self._attr_current_operation = state
        if state not in {None, STATE_OFF}:
            self._last_mode = str(state)

    @override
    @command
    def async_set_temperature(self, **kwargs: Any) -> None:
        """Aim at a temperature."""
        self.set_temperature_of("temperature", kwargs[ATTR_TEMPERATURE])

    @override
    @command
    def async_set_operation_mode(self, operation_mode: str) -> None:
        """Be in another mode."""
        self.take_state(operation_mode)

    @override
    @command
    def async_turn_on(self, **kwargs: Any) -> None:
        """Be in the mode of before."""
        self.take_state(self._last_mode)

    @override
    @command
    def async_turn_off(self, **kwargs: Any) -> None:
        """Be off."""
        self.take_state(STATE_OFF)

    @override
    @command
    def async_turn_away_mode_on(self) -> None:
        """Save while nobody is in."""
        self._attr_is_away_mode_on = True

    @override
    @command
    def async_turn_away_mode_off(self) -> None:
        """Heat as ever."""
        self._attr_is_away_mode_on = False
