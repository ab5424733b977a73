"""What is one of several words on a TV."""

from typing import Final, override

from homeassistant.components.select import SelectEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import ParlorConfigEntry
from .appliances.smartthings.extras import ExtraPlatform
from .const import CONF_KIND, Kind
from .described import DescribedEntity, async_add_described
from .entity import tv_command
from .settable import TVSelectDescription
from .settable_art import ART_SELECTS
from .settable_control import CONTROL_SELECTS
from .smartthings_extra import ExtraSelect, async_add_extras

PARALLEL_UPDATES = 0

SELECTS: Final = (*ART_SELECTS, *CONTROL_SELECTS)


async def async_setup_entry(
    hass: HomeAssistant, entry: ParlorConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add what this TV lets be chosen, and what SmartThings lets be chosen and core leaves out."""
    if entry.data[CONF_KIND] == Kind.APPLIANCES:
        async_add_extras(hass, entry, async_add_entities, ExtraPlatform.SELECT, ExtraSelect)
        return
    async_add_described(hass, entry, async_add_entities, TVSelect, SELECTS)


class TVSelect(DescribedEntity, SelectEntity):
    """Is one of several words."""

    entity_description: TVSelectDescription

    @property
    @override
    def options(self) -> list[str]:
        """Return the words of this TV, and what it tells beside them."""
        current = self.entity_description.current_fn(self.tv_state)
        listed = list(self.entity_description.options_fn(self.tv_state))
        return listed if current is None or current in listed else [*listed, current]

    @property
    @override
    def current_option(self) -> str | None:
        """Return what the TV told last."""
        return self.entity_description.current_fn(self.tv_state)

    @override
    @tv_command
    async def async_select_option(self, option: str) -> None:
        """Set it, and see it happen."""
        await self.entity_description.set_fn(self.coordinator.tv, option)
