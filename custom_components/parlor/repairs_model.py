"""Another model in place of one that its service does not have any more, or soon will not."""

from typing import Any

import probatio

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_MODEL
from homeassistant.helpers import issue_registry as ir

from .assistant_troubles import async_replace_model
from .const import DOMAIN
from .flow_assistant import model_selector
from .gpt.roles import Role, suggest_models


class ModelRepair(RepairsFlow):
    """Asks for a model out of those that the service lists, and writes it wherever the old one was."""

    def __init__(self, entry_id: str, model: str) -> None:
        """Know which model of which assistant it is about."""
        self._entry_id = entry_id
        self._model = model

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Begin."""
        return await self.async_step_model()

    async def async_step_model(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Ask for the model."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        issue = ir.async_get(self.hass).async_get_issue(DOMAIN, self.issue_id)
        if entry is None or issue is None:
            return self.async_create_entry(data={})
        errors: dict[str, str] = {}
        if user_input is not None:
            if model := user_input[CONF_MODEL].strip():
                async_replace_model(self.hass, entry, self._model, model)
                return self.async_create_entry(data={})
            errors[CONF_MODEL] = "model_missing"
        listed = await entry.runtime_data.async_models() if entry.state is ConfigEntryState.LOADED else ()
        others = [model for model in listed if model != self._model]
        schema = probatio.Schema({probatio.Required(CONF_MODEL): model_selector(others)})
        return self.async_show_form(
            step_id="model",
            data_schema=self.add_suggested_values_to_schema(
                schema, {CONF_MODEL: suggest_models(others).get(Role.CHAT)}
            ),
            errors=errors,
            description_placeholders=issue.translation_placeholders,
        )
