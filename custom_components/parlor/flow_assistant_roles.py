"""Who thinks, and who steps in: the roles of an assistant's models."""

from collections.abc import Mapping
from typing import Any, Final

import probatio

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult, OptionsFlowWithReload
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)

from .assistant_options import (
    CONF_FALLBACK_MODEL,
    CONF_OTHER_ASSISTANT,
    CONF_OTHER_MODEL,
    CONF_REASONING_EFFORT,
    CONF_REASONING_MODEL,
    CONF_ROLES,
)
from .const import CONF_KIND, DOMAIN, Kind
from .flow_assistant import model_selector

EFFORTS: Final = ("low", "medium", "high")


class AssistantRolesSteps(OptionsFlowWithReload):
    """The step of the roles."""

    async def async_step_assistant_roles(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask which model thinks, and which ones answer where another fails."""
        errors: dict[str, str] = {}
        if user_input is not None:
            kept = {name: text.strip() for name, text in user_input.items() if text.strip()}
            if (CONF_OTHER_ASSISTANT in kept) != (CONF_OTHER_MODEL in kept):
                errors["base"] = "other_incomplete"
            else:
                return self._keep(CONF_ROLES, kept)
        models = model_selector(await self._async_listed())
        efforts = SelectSelectorConfig(
            options=list(EFFORTS), translation_key="reasoning_effort", mode=SelectSelectorMode.DROPDOWN
        )
        schema = probatio.Schema(
            {
                probatio.Optional(CONF_REASONING_MODEL): models,
                probatio.Optional(CONF_REASONING_EFFORT): SelectSelector(efforts),
                probatio.Optional(CONF_FALLBACK_MODEL): models,
                probatio.Optional(CONF_OTHER_ASSISTANT): SelectSelector(self._others()),
                probatio.Optional(CONF_OTHER_MODEL): TextSelector(),
            }
        )
        present = user_input or self.config_entry.options.get(CONF_ROLES) or {}
        return self.async_show_form(
            step_id="assistant_roles",
            data_schema=self.add_suggested_values_to_schema(schema, present),
            errors=errors,
        )

    async def _async_listed(self) -> tuple[str, ...]:
        """Return what the service lists, if it is there."""
        if self.config_entry.state is not ConfigEntryState.LOADED:
            return ()
        models: tuple[str, ...] = await self.config_entry.runtime_data.async_models()
        return models

    def _others(self) -> SelectSelectorConfig:
        """Return the choice of assistants with another service; one that is gone can be left out by choosing anew."""
        entries = self.hass.config_entries.async_entries(DOMAIN, include_ignore=False)
        others = [
            SelectOptionDict(value=entry.entry_id, label=entry.title)
            for entry in entries
            if entry.data.get(CONF_KIND) == Kind.ASSISTANT and entry.entry_id != self.config_entry.entry_id
        ]
        return SelectSelectorConfig(options=others, mode=SelectSelectorMode.DROPDOWN)

    def _keep(self, subject: str, settings: Mapping[str, Any]) -> ConfigFlowResult:
        """Keep the settings of one subject beside those of the others."""
        return self.async_create_entry(data={**self.config_entry.options, subject: dict(settings)})
