"""What is a number on a TV."""

from typing import Final, override

from homeassistant.components.number import NumberEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import ParlorConfigEntry
from .described import DescribedEntity, async_add_described
from .entity import tv_command
from .settable import TVNumberDescription
from .settable_art import ART_NUMBERS
from .settable_control import CONTROL_NUMBERS

PARALLEL_UPDATES = 0

NUMBERS: Final = (*ART_NUMBERS, *CONTROL_NUMBERS)


async def async_setup_entry(
    hass: HomeAssistant, entry: ParlorConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add what this TV lets be set to a number."""
    async_add_described(hass, entry, async_add_entities, TVNumber, NUMBERS)


class TVNumber(DescribedEntity, NumberEntity):
    """Is a number."""

    entity_description: TVNumberDescription
    _attr_native_step = 1

    @property
    @override
    def native_value(self) -> int | None:
        """Return what the TV told last."""
        return self.entity_description.value_fn(self.tv_state)

    @property
    @override
    def native_min_value(self) -> float:
        """Return the least that this TV takes."""
        told = self.entity_description.range_fn(self.tv_state)
        return told[0] if told else self.entity_description.native_min_value or 0

    @property
    @override
    def native_max_value(self) -> float:
        """Return the most that this TV takes."""
        told = self.entity_description.range_fn(self.tv_state)
        return told[1] if told else self.entity_description.native_max_value or 100

    @override
    @tv_command
    async def async_set_native_value(self, value: float) -> None:
        """Set it, and see it happen."""
        await self.entity_description.set_fn(self.coordinator.tv, round(value))
