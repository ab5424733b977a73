"""What a TV does at the press of a button, and what is pressed when an appliance was emptied."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, override

from homeassistant.components.button import ButtonDeviceClass, ButtonEntity, ButtonEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import ParlorConfigEntry
from .appliance_entity import async_add_of_appliances
from .appliance_event import buttons_of
from .const import CONF_KIND, Kind
from .described import DescribedEntity, Supported, async_add_described
from .entity import tv_command
from .samsung.tv import SamsungTV
from .tv_control import KEY, through

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class TVButtonDescription(ButtonEntityDescription, Supported):
    """A button, and what it does."""

    press_fn: Callable[[SamsungTV], Awaitable[None]]


BUTTONS: Final = (
    TVButtonDescription(
        key=f"{KEY}reboot",
        device_class=ButtonDeviceClass.RESTART,
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda state: state.control is not None and bool(state.control.has),
        press_fn=lambda tv: through(tv).reboot(),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant, entry: ParlorConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the buttons of this TV, and of the appliances."""
    if entry.data[CONF_KIND] == Kind.APPLIANCES:
        async_add_of_appliances(hass, entry, async_add_entities, buttons_of)
        return
    async_add_described(hass, entry, async_add_entities, TVButton, BUTTONS)


class TVButton(DescribedEntity, ButtonEntity):
    """One button."""

    entity_description: TVButtonDescription

    @override
    @tv_command
    async def async_press(self) -> None:
        """Do it."""
        await self.entity_description.press_fn(self.coordinator.tv)
