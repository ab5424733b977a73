"""How a TV is added, paired again, and followed to another address."""

from typing import Any, Final

import probatio

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_HOST, CONF_MAC, CONF_MODEL

from .flow_tv_discovery import TVDiscovery

HOST_SCHEMA: Final = probatio.Schema({probatio.Required(CONF_HOST): str})


class TVFlow(TVDiscovery):
    """The steps of a TV."""

    async def async_step_tv(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask where the TV is, and see that it is one."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_find(user_input[CONF_HOST], awake=True)
            if not errors:
                await self.async_set_unique_id(self._tv_identity, raise_on_progress=False)
                self._abort_if_configured()
                return await self.async_step_tv_pair()
        return self.async_show_form(
            step_id="tv",
            data_schema=self.add_suggested_values_to_schema(HOST_SCHEMA, user_input),
            errors=errors,
        )

    async def async_step_reauth_tv(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask before the TV shows its popup again: somebody has to be there to answer it."""
        entry = self._get_reauth_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_find(entry.data[CONF_HOST], awake=True)
            if not errors:
                await self.async_set_unique_id(self._tv_identity)
                self._abort_if_unique_id_mismatch(reason="tv_other")
                return await self.async_step_tv_pair()
        return self.async_show_form(
            step_id="reauth_tv",
            data_schema=probatio.Schema({}),
            errors=errors,
            description_placeholders={"name": entry.title},
        )

    async def async_step_reconfigure_tv(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Follow a TV to another address."""
        entry = self._get_reconfigure_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_find(user_input[CONF_HOST])
            if not errors:
                await self.async_set_unique_id(self._tv_identity)
                self._abort_if_unique_id_mismatch(reason="tv_other")
                told = {CONF_MAC: self._tv_info.mac, CONF_MODEL: self._tv_info.model}
                changes = {CONF_HOST: self._tv_host} | {key: value for key, value in told.items() if value}
                return self.async_update_reload_and_abort(entry, data_updates=changes)
        return self.async_show_form(
            step_id="reconfigure_tv",
            data_schema=self.add_suggested_values_to_schema(HOST_SCHEMA, user_input or entry.data),
            errors=errors,
            description_placeholders={"name": entry.title},
        )
