"""Parlor: TVs and a home that one can talk to."""

from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from .appliances_renamed import async_follow_renamed
from .art_view import ArtUploadView
from .const import CONF_KIND, DOMAIN, Kind
from .kinds import async_kind_module
from .screen_follow import async_follow_entities
from .services import async_set_up_actions
from .services_appliance import async_set_up_appliance_actions
from .services_art import async_set_up_art_actions
from .services_history import async_set_up_history_actions
from .services_kept import async_set_up_kept_actions
from .services_planned import async_set_up_planned_actions
from .services_tell import async_set_up_tell_action

if TYPE_CHECKING:
    from .entry_appliances import AppliancesData
    from .entry_assistant import AssistantData
    from .entry_household import HouseholdData
    from .entry_screen import ScreenData
    from .entry_tv import TVData

type ParlorConfigEntry = ConfigEntry[AppliancesData | AssistantData | HouseholdData | ScreenData | TVData]

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Offer the actions, which are there before any TV is, and follow entities that get other ids."""
    async_set_up_actions(hass)
    async_set_up_appliance_actions(hass)
    async_set_up_art_actions(hass)
    async_set_up_history_actions(hass)
    async_set_up_kept_actions(hass)
    async_set_up_planned_actions(hass)
    async_set_up_tell_action(hass)
    async_follow_entities(hass)
    async_follow_renamed(hass)
    hass.http.register_view(ArtUploadView())
    return True


async def async_setup_entry(hass: HomeAssistant, entry: ParlorConfigEntry) -> bool:
    """Set up an entry of any kind."""
    module = await async_kind_module(hass, entry)
    entry.runtime_data = await module.async_set_up(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, module.PLATFORMS)
    if entry.data[CONF_KIND] == Kind.APPLIANCES:
        module.async_ready(hass, entry)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: ParlorConfigEntry) -> bool:
    """Unload what `async_setup_entry` set up; what listens has been told through `entry.async_on_unload`."""
    return await hass.config_entries.async_unload_platforms(entry, entry.runtime_data.platforms)


async def async_remove_entry(hass: HomeAssistant, entry: ParlorConfigEntry) -> None:
    """Forget what was kept or told of an entry that is removed."""
    if entry.data[CONF_KIND] in (Kind.TV, Kind.HOUSEHOLD, Kind.ASSISTANT, Kind.APPLIANCES):
        module = await async_kind_module(hass, entry)
        await module.async_removed(hass, entry)
