"""What can be set of the appliances, one subject at a time."""

from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult, OptionsFlowWithReload

from .flow_appliances_programs import AppliancesProgramsSteps
from .flow_telling import TellingSteps

APPLIANCES_MENU: Final = ("appliances_found", "appliances_added", "appliances_programs", "appliances_telling")


class AppliancesOptionsFlow(AppliancesProgramsSteps, TellingSteps, OptionsFlowWithReload):
    """The settings of the appliances."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Begin."""
        return await self.async_step_appliances_menu()

    async def async_step_appliances_menu(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what is to be set."""
        return self.async_show_menu(step_id="appliances_menu", menu_options=APPLIANCES_MENU)
