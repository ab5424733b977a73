"""One menu, one flow a kind: the steps of each kind live in `flow_<kind>.py`."""

from collections.abc import Mapping
from typing import Any, Final, override

from homeassistant.config_entries import ConfigEntry, ConfigFlow, ConfigFlowResult, ConfigSubentryFlow, OptionsFlow
from homeassistant.core import callback

from .const import CONF_KIND, DOMAIN, Kind
from .flow_appliances import AppliancesFlow
from .flow_appliances_options import AppliancesOptionsFlow
from .flow_assistant import AssistantFlow
from .flow_assistant_options import AssistantOptionsFlow
from .flow_conversation import ConversationSubentryFlow
from .flow_household import HouseholdFlow
from .flow_household_options import HouseholdOptionsFlow
from .flow_screen import ScreenFlow, ScreenOptionsFlow
from .flow_tv import TVFlow
from .flow_tv_options import TVOptionsFlow

# The settings of the kinds that have any; agents are set below their assistant.
OPTIONS_FLOWS: Final[Mapping[str, type[OptionsFlow]]] = {
    Kind.TV: TVOptionsFlow,
    Kind.SCREEN: ScreenOptionsFlow,
    Kind.ASSISTANT: AssistantOptionsFlow,
    Kind.HOUSEHOLD: HouseholdOptionsFlow,
    Kind.APPLIANCES: AppliancesOptionsFlow,
}


class ParlorConfigFlow(TVFlow, ScreenFlow, AssistantFlow, HouseholdFlow, AppliancesFlow, ConfigFlow, domain=DOMAIN):
    """Add a TV, a screen, an assistant, the household, or the appliances."""

    VERSION = 1
    MINOR_VERSION = 1

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(cls, config_entry: ConfigEntry) -> dict[str, type[ConfigSubentryFlow]]:
        """Return what can be added below an entry: conversation agents below an assistant."""
        # An entry that the user ignored has no kind.
        if config_entry.data.get(CONF_KIND) == Kind.ASSISTANT:
            return {"conversation": ConversationSubentryFlow}
        return {}

    @classmethod
    @callback
    @override
    def async_supports_options_flow(cls, config_entry: ConfigEntry) -> bool:
        """Say whether there is anything to set."""
        return config_entry.data.get(CONF_KIND) in OPTIONS_FLOWS

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> OptionsFlow:
        """Return the flow that sets an entry."""
        return OPTIONS_FLOWS[config_entry.data[CONF_KIND]]()

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what to add."""
        return self.async_show_menu(
            step_id="user", menu_options=[Kind.TV, Kind.SCREEN, Kind.ASSISTANT, Kind.HOUSEHOLD, Kind.APPLIANCES]
        )

    async def async_step_reauth(self, entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Renew what lets us in: a TV's token, or a service's key."""
        return await self._async_step_of_kind("reauth")

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Change where a TV or a service is found."""
        return await self._async_step_of_kind("reconfigure")

    async def _async_step_of_kind(self, step: str) -> ConfigFlowResult:
        """Go to the step of the kind whose entry started this flow: as in `reauth_tv`."""
        entry = self.hass.config_entries.async_get_known_entry(self.context["entry_id"])
        result: ConfigFlowResult = await getattr(self, f"async_step_{step}_{entry.data[CONF_KIND]}")()
        return result
