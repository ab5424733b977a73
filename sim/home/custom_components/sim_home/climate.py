"""Simulated thermostats and air conditioners."""

from typing import Any, override

from homeassistant.components.climate import (
    ATTR_HVAC_MODE,
    ATTR_TARGET_TEMP_HIGH,
    ATTR_TARGET_TEMP_LOW,
    ClimateEntity,
    ClimateEntityFeature,
    HVACAction,
    HVACMode,
)
from homeassistant.const import ATTR_TEMPERATURE, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import SimHomeConfigEntry
from .entity import SimEntity, command, entities_of
from .thermal import RENAMED, Thermal

PARALLEL_UPDATES = 0

# An attribute that a file may give -> what the thermostat then can do.
_TOLD_BY = {
    "temperature": ClimateEntityFeature.TARGET_TEMPERATURE,
    "target_temp_high": ClimateEntityFeature.TARGET_TEMPERATURE_RANGE,
    "humidity": ClimateEntityFeature.TARGET_HUMIDITY,
    "fan_modes": ClimateEntityFeature.FAN_MODE,
    "preset_modes": ClimateEntityFeature.PRESET_MODE,
    "swing_modes": ClimateEntityFeature.SWING_MODE,
    "swing_horizontal_modes": ClimateEntityFeature.SWING_HORIZONTAL_MODE,
}
_CHOICES = ("fan_mode", "preset_mode", "swing_mode", "swing_horizontal_mode")
_ACTIONS = {
    HVACMode.OFF: HVACAction.OFF,
    HVACMode.DRY: HVACAction.DRYING,
    HVACMode.FAN_ONLY: HVACAction.FAN,
}


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's thermostats."""
    async_add_entities(entities_of(entry, Platform.CLIMATE, SimClimate))


class SimClimate(Thermal, SimEntity, ClimateEntity):
    """A thermostat; it comes on in the mode that it was last in."""

    features = ClimateEntityFeature
    renamed = {**RENAMED, "humidity": "target_humidity"}
    start_state = HVACMode.OFF

    @override
    def take_attribute(self, name: str, value: Any) -> None:
        """Have an attribute."""
        if name == "hvac_modes":
            value = [HVACMode(mode) for mode in value]
        elif name == "hvac_action":
            value = HVACAction(value)
        super().take_attribute(name, value)

    @override
    def prepare(self) -> None:
        """Have the modes and lists that Home Assistant asks every thermostat for."""
        self.prepare_temperatures()
        if "hvac_modes" not in self.plan.attributes:
            self._attr_hvac_modes = [HVACMode.OFF, HVACMode.HEAT]
        for choice in _CHOICES:
            options = self.plan.attributes.get(f"{choice}s")
            setattr(self, f"_attr_{choice}s", options)
            setattr(self, f"_attr_{choice}", self.plan.attributes.get(choice, options[0] if options else None))
        self._last_mode = next((mode for mode in self._attr_hvac_modes if mode != HVACMode.OFF), HVACMode.OFF)

    @override
    def features_by_default(self) -> ClimateEntityFeature:
        """Have what the attributes tell of."""
        features = ClimateEntityFeature(0)
        for name, feature in _TOLD_BY.items():
            if self.plan.attributes.get(name) is not None:
                features |= feature
        return features

    @override
    def features_always(self) -> ClimateEntityFeature:
        """Turn on and off, where there is an off."""
        if HVACMode.OFF in self._attr_hvac_modes:
            return ClimateEntityFeature.TURN_ON | ClimateEntityFeature.TURN_OFF
        return ClimateEntityFeature(0)

    @override
    def take_state(self, state: str | None) -> None:
        """Be in a mode."""
        self._attr_hvac_mode = mode = None if state is None else HVACMode(state)
        if mode is not None and mode is not HVACMode.OFF:
            self._last_mode = mode
        self._act()

    @override
    @command
    def async_set_hvac_mode(self, hvac_mode: HVACMode) -> None:
        """Be in another mode."""
        self.take_state(hvac_mode)

    @override
    @command
    def async_turn_on(self) -> None:
        """Be in the mode of before."""
        self.take_state(self._last_mode)

    @override
    @command
    def async_turn_off(self) -> None:
        """Be off."""
        self.take_state(HVACMode.OFF)

    @override
    @command
    def async_set_temperature(self, **kwargs: Any) -> None:
        """Aim at a temperature, or a range, and maybe change the mode."""
        for name in (ATTR_TEMPERATURE, ATTR_TARGET_TEMP_HIGH, ATTR_TARGET_TEMP_LOW):
            if name in kwargs:
                self.set_temperature_of(name, kwargs[name])
        self.take_state(kwargs.get(ATTR_HVAC_MODE, self._attr_hvac_mode))

    @override
    @command
    def async_set_humidity(self, humidity: int) -> None:
        """Aim at a humidity."""
        self._attr_target_humidity = humidity

    @override
    @command
    def async_set_fan_mode(self, fan_mode: str) -> None:
        """Blow harder or softer."""
        self._attr_fan_mode = fan_mode

    @override
    @command
    def async_set_preset_mode(self, preset_mode: str) -> None:
        """Work in a preset mode."""
        self._attr_preset_mode = preset_mode

    @override
    @command
    def async_set_swing_mode(self, swing_mode: str) -> None:
        """Swing up and down, or not."""
        self._attr_swing_mode = swing_mode

    @override
    @command
    def async_set_swing_horizontal_mode(self, swing_horizontal_mode: str) -> None:
        """Swing from side to side, or not."""
        self._attr_swing_horizontal_mode = swing_horizontal_mode

    def _act(self) -> None:
        """Heat or cool as the temperatures say, where the file does not say what it does."""
        if "hvac_action" in self.plan.attributes or self._attr_hvac_mode is None:
            return
        current, target = self.temperature_of("current_temperature"), self.temperature_of("temperature")
        mode, idle = self._attr_hvac_mode, HVACAction.IDLE
        action = _ACTIONS.get(mode, idle)
        if current is not None and target is not None and mode not in _ACTIONS:
            if current < target and mode != HVACMode.COOL:
                action = HVACAction.HEATING
            elif current > target and mode != HVACMode.HEAT:
                action = HVACAction.COOLING
        self._attr_hvac_action = action
