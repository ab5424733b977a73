"""Adds a simulated home: by hand from a file, or from code with the home itself."""

from pathlib import Path
from typing import Any

import probatio

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_PATH

from .const import CONF_HOME, DOMAIN
from .plan import HomeError, parse_home, read_home

_TITLE = "Simulated home"


class SimHomeConfigFlow(ConfigFlow, domain=DOMAIN):
    """Add a simulated home."""

    VERSION = 1

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for a file."""
        reason = ""
        if user_input is not None:
            self._async_abort_entries_match({CONF_PATH: user_input[CONF_PATH]})
            try:
                await self.hass.async_add_executor_job(read_home, Path(user_input[CONF_PATH]))
            except HomeError as error:
                reason = str(error)
            else:
                return self.async_create_entry(title=_TITLE, data=user_input)
        return self.async_show_form(
            step_id="user",
            data_schema=self.add_suggested_values_to_schema(
                probatio.Schema({probatio.Required(CONF_PATH): str}), user_input
            ),
            errors={"base": "invalid_home"} if reason else {},
            description_placeholders={"reason": reason},
        )

    async def async_step_import(self, import_data: dict[str, Any]) -> ConfigFlowResult:
        """Add the home that code describes: `{"home": …}` or `{"path": …}`."""
        try:
            if CONF_HOME in import_data:
                parse_home(import_data[CONF_HOME])
            else:
                await self.hass.async_add_executor_job(read_home, Path(import_data[CONF_PATH]))
        except HomeError as error:
            return self.async_abort(reason="invalid_home", description_placeholders={"reason": str(error)})
        return self.async_create_entry(title=_TITLE, data=import_data)
