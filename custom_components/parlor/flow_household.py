"""How it is agreed what Parlor may remember of what the household watches."""

from typing import Any, Final

import probatio

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from .const import (
    CONF_ASSISTANTS,
    CONF_GUIDE_URL,
    CONF_KIND,
    CONF_LOOK_UP_TITLES,
    CONF_REMEMBER,
    CONF_RETENTION_DAYS,
    CONF_TMDB_KEY,
    Kind,
)
from .household_checks import async_guide_error, async_tmdb_error
from .household_settings import DEFAULT_DAYS, MOST_DAYS, HouseholdSettings
from .translated import async_texts

DAYS_SELECTOR: Final = NumberSelector(
    NumberSelectorConfig(min=0, max=MOST_DAYS, step=1, mode=NumberSelectorMode.BOX, unit_of_measurement="d")
)
KEY_SELECTOR: Final = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="off"))
HOUSEHOLD_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(CONF_REMEMBER, default=False): BooleanSelector(),
        probatio.Required(CONF_RETENTION_DAYS, default=DEFAULT_DAYS): DAYS_SELECTOR,
        probatio.Required(CONF_ASSISTANTS, default=False): BooleanSelector(),
        probatio.Required(CONF_LOOK_UP_TITLES, default=False): BooleanSelector(),
        probatio.Optional(CONF_TMDB_KEY): KEY_SELECTOR,
        probatio.Optional(CONF_GUIDE_URL): TextSelector(),
    }
)
TMDB_SCHEMA: Final = probatio.Schema({probatio.Optional(CONF_TMDB_KEY): KEY_SELECTOR})
# Stands for the present key in a form: the key itself does not go back to the browser.
KEY_UNCHANGED: Final = "__**tmdb_key_unchanged**__"
TITLE: Final = "household"


class HouseholdFlow(ConfigFlow):
    """The steps of the household, of which a home has one."""

    async def async_step_household(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say what would be kept and where, and ask what is wanted."""
        await self.async_set_unique_id(Kind.HOUSEHOLD, raise_on_progress=False)
        if self.hass.config_entries.async_entry_for_domain_unique_id(self.handler, Kind.HOUSEHOLD):
            return self.async_abort(reason="household_already_configured")
        errors: dict[str, str] = {}
        if user_input is not None:
            key, guide = (user_input.get(field, "").strip() for field in (CONF_TMDB_KEY, CONF_GUIDE_URL))
            if key and (wrong := await async_tmdb_error(self.hass, key)):
                errors[CONF_TMDB_KEY] = wrong
            if guide and (wrong := await async_guide_error(self.hass, guide)):
                errors[CONF_GUIDE_URL] = wrong
            if not errors:
                return self.async_create_entry(
                    title=await self._async_title(),
                    data={CONF_KIND: Kind.HOUSEHOLD, **({CONF_TMDB_KEY: key} if key else {})},
                    options=HouseholdSettings.parse({**user_input, CONF_GUIDE_URL: guide}).options,
                )
        return self.async_show_form(
            step_id="household",
            data_schema=self.add_suggested_values_to_schema(HOUSEHOLD_SCHEMA, user_input),
            errors=errors,
        )

    async def async_step_reconfigure_household(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Change the key of TMDB, or do without it from now on."""
        entry = self._get_reconfigure_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            key = user_input.get(CONF_TMDB_KEY, "").strip()
            key = entry.data.get(CONF_TMDB_KEY, "") if key == KEY_UNCHANGED else key
            if key and (wrong := await async_tmdb_error(self.hass, key)):
                errors[CONF_TMDB_KEY] = wrong
            if not errors:
                kept = {CONF_KIND: Kind.HOUSEHOLD} | ({CONF_TMDB_KEY: key} if key else {})
                return self.async_update_reload_and_abort(entry, data=kept)
        present = {CONF_TMDB_KEY: KEY_UNCHANGED} if entry.data.get(CONF_TMDB_KEY) else {}
        return self.async_show_form(
            step_id="reconfigure_household",
            data_schema=self.add_suggested_values_to_schema(TMDB_SCHEMA, user_input or present),
            errors=errors,
        )

    async def _async_title(self) -> str:
        """Return what the entry is called, in the language of the home."""
        return (await async_texts(self.hass, "common"))[TITLE]
