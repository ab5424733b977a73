"""Simulated numbers."""

from typing import override

from homeassistant.components.number import NumberEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import SimHomeConfigEntry
from .entity import SimEntity, command, entities_of

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's numbers."""
    async_add_entities(entities_of(entry, Platform.NUMBER, SimNumber))


class SimNumber(SimEntity, NumberEntity):
    """A number that can be set."""

    renamed = {
        "min": "native_min_value",
        "max": "native_max_value",
        "step": "native_step",
        "unit_of_measurement": "native_unit_of_measurement",
    }

    @override
    def take_state(self, state: str | None) -> None:
        """Have a value."""
        self._attr_native_value = None if state is None else float(state)

    @override
    @command
    def async_set_native_value(self, value: float) -> None:
        """Have another value."""
        self._attr_native_value = value
