"""What can be on or off on a TV beside the TV itself."""

from typing import Any, Final, override

from homeassistant.components.switch import SwitchEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import ParlorConfigEntry
from .described import DescribedEntity, async_add_described
from .entity import tv_command
from .settable import TVSwitchDescription
from .settable_art import ART_SWITCHES
from .settable_control import CONTROL_SWITCHES

PARALLEL_UPDATES = 0

SWITCHES: Final = (*ART_SWITCHES, *CONTROL_SWITCHES)


async def async_setup_entry(
    hass: HomeAssistant, entry: ParlorConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add what this TV lets be on or off."""
    async_add_described(hass, entry, async_add_entities, TVSwitch, SWITCHES)


class TVSwitch(DescribedEntity, SwitchEntity):
    """Is on or off."""

    entity_description: TVSwitchDescription

    @property
    @override
    def is_on(self) -> bool | None:
        """Return what the TV told last."""
        return self.entity_description.is_on_fn(self.tv_state)

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Turn it on, and see it happen."""
        await self._async_set(True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn it off, and see it happen."""
        await self._async_set(False)

    @tv_command
    async def _async_set(self, on: bool) -> None:
        """Have the TV do it."""
        await self.entity_description.set_fn(self.coordinator.tv, on)
