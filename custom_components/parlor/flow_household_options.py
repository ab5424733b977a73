"""What can be set of what the household watches: what is kept, what is looked up, what is erased, what is brought in."""

from typing import Any, Final

import probatio

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.helpers.selector import BooleanSelector, TextSelector

from .const import CONF_ASSISTANTS, CONF_GUIDE_URL, CONF_LOOK_UP_TITLES, CONF_REMEMBER, CONF_RETENTION_DAYS
from .flow_household import DAYS_SELECTOR
from .flow_household_import import HouseholdImportSteps
from .household import async_household
from .household_checks import async_guide_error
from .household_settings import HouseholdSettings
from .viewing.history import HistoryError

CONF_ERASE_KEPT: Final = "erase_kept"
HISTORY_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(CONF_REMEMBER): BooleanSelector(),
        probatio.Required(CONF_RETENTION_DAYS): DAYS_SELECTOR,
        probatio.Required(CONF_ASSISTANTS): BooleanSelector(),
    }
)
STOP_SCHEMA: Final = probatio.Schema({probatio.Required(CONF_ERASE_KEPT, default=False): BooleanSelector()})
TITLES_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(CONF_LOOK_UP_TITLES): BooleanSelector(),
        probatio.Optional(CONF_GUIDE_URL): TextSelector(),
    }
)


class HouseholdOptionsFlow(HouseholdImportSteps):
    """The settings of the household, one subject at a time."""

    _chosen: dict[str, Any]

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Begin."""
        return await self.async_step_household_menu()

    async def async_step_household_menu(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what is to be set, or done."""
        menu = ["household_history", "household_titles"]
        if self._history is not None:
            menu = [*menu, "household_erase"]
            menu = [*menu, "household_import"] if self._settings.remember else menu
        return self.async_show_menu(step_id="household_menu", menu_options=menu)

    async def async_step_household_history(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what is kept, for how long, and who may ask for it."""
        if user_input is not None:
            self._chosen = user_input
            stops = self._settings.remember and not user_input[CONF_REMEMBER]
            if stops and self._history is not None:
                return await self.async_step_household_stop()
            return self._save(user_input)
        return self.async_show_form(
            step_id="household_history",
            data_schema=self.add_suggested_values_to_schema(HISTORY_SCHEMA, self._settings.options),
        )

    async def async_step_household_stop(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what becomes of what was kept so far, where nothing more is to be."""
        if user_input is not None:
            if user_input[CONF_ERASE_KEPT] and self._history is not None:
                try:
                    await async_household(self.hass).erase(None)
                except HistoryError:
                    return self.async_abort(reason="history_failed")
            return self._save(self._chosen)
        return self.async_show_form(step_id="household_stop", data_schema=STOP_SCHEMA)

    async def async_step_household_titles(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask whether titles may be looked up, and where the TV guide is."""
        errors: dict[str, str] = {}
        if user_input is not None:
            guide = user_input.get(CONF_GUIDE_URL, "").strip()
            if guide and (wrong := await async_guide_error(self.hass, guide)):
                errors[CONF_GUIDE_URL] = wrong
            if not errors:
                return self._save({**user_input, CONF_GUIDE_URL: guide})
        return self.async_show_form(
            step_id="household_titles",
            data_schema=self.add_suggested_values_to_schema(TITLES_SCHEMA, user_input or self._settings.options),
            errors=errors,
        )

    @property
    def _settings(self) -> HouseholdSettings:
        """Return what is set now."""
        return HouseholdSettings.parse(self.config_entry.options)

    def _save(self, changes: dict[str, Any]) -> ConfigFlowResult:
        """Keep what was set beside what was set before."""
        return self.async_create_entry(data=HouseholdSettings.parse({**self.config_entry.options, **changes}).options)
