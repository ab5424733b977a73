"""Simulated fans."""

from typing import Any, override

from homeassistant.components.fan import FanEntity, FanEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import SimHomeConfigEntry
from .entity import SimEntity, command, entities_of

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's fans."""
    async_add_entities(entities_of(entry, Platform.FAN, SimFan))


class SimFan(SimEntity, FanEntity):
    """A fan that comes on at the speed it last had."""

    features = FanEntityFeature
    renamed = {"direction": "current_direction"}
    start_state = "off"

    @override
    def prepare(self) -> None:
        """Remember the speed that the file gives, full where it gives none."""
        self._last_percentage = self._attr_percentage or 100
        if step := self.plan.attributes.get("percentage_step"):
            self._attr_speed_count = round(100 / step)

    @override
    def take_attribute(self, name: str, value: Any) -> None:
        """Have an attribute; a step of speed is told by how many speeds there are."""
        if name != "percentage_step":
            super().take_attribute(name, value)

    @override
    def features_by_default(self) -> FanEntityFeature:
        """Have what the attributes tell of."""
        features = FanEntityFeature.SET_SPEED
        if self._attr_oscillating is not None:
            features |= FanEntityFeature.OSCILLATE
        if self._attr_current_direction is not None:
            features |= FanEntityFeature.DIRECTION
        return features | FanEntityFeature.PRESET_MODE if self._attr_preset_modes else features

    @override
    def features_always(self) -> FanEntityFeature:
        """Turn on and off: files from before these features existed do not list them."""
        return FanEntityFeature.TURN_ON | FanEntityFeature.TURN_OFF

    @override
    def take_state(self, state: str | None) -> None:
        """Be on, at the speed given or remembered, off, or unknown."""
        if state == "on":
            self._run(self._attr_percentage or self._last_percentage)
        else:
            self._attr_percentage = None if state is None else 0
            self._attr_preset_mode = None

    @override
    @command
    def async_turn_on(self, percentage: int | None = None, preset_mode: str | None = None, **kwargs: Any) -> None:
        """Be on."""
        self._run(percentage or self._attr_percentage or self._last_percentage, preset_mode)

    @override
    @command
    def async_turn_off(self, **kwargs: Any) -> None:
        """Be off."""
        self.take_state("off")

    @override
    @command
    def async_set_percentage(self, percentage: int) -> None:
        """Run at a speed; 0 is off."""
        if percentage:
            self._run(percentage)
        else:
            self.take_state("off")

    @override
    @command
    def async_set_preset_mode(self, preset_mode: str) -> None:
        """Run in a preset mode."""
        self._run(self._attr_percentage or self._last_percentage, preset_mode)

    @override
    @command
    def async_set_direction(self, direction: str) -> None:
        """Turn the other way."""
        self._attr_current_direction = direction

    @override
    @command
    def async_oscillate(self, oscillating: bool) -> None:
        """Swing, or not."""
        self._attr_oscillating = oscillating

    def _run(self, percentage: int, preset_mode: str | None = None) -> None:
        """Run at a speed, in a preset mode or in none."""
        self._attr_percentage = self._last_percentage = percentage
        self._attr_preset_mode = preset_mode
