"""How a conversation agent is added below an assistant, and changed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, override

import probatio

from homeassistant.config_entries import ConfigEntryState, SubentryFlowResult
from homeassistant.const import CONF_LLM_HASS_API, CONF_MODEL, CONF_NAME, CONF_PROMPT
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import llm
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TemplateSelector,
    TextSelector,
)

from .assistant_settings import CONF_ALLOW_SENSITIVE
from .flow_assistant import AGENT_NAME, model_selector
from .flow_conversation_rules import ConversationRulesSteps
from .gpt.roles import Role, suggest_models

if TYPE_CHECKING:
    from .entry_assistant import AssistantData


class ConversationSubentryFlow(ConversationRulesSteps):
    """The steps of a conversation agent."""

    _is_created = False

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Add an agent."""
        if user_input is not None and (settings := _settings(user_input)) is not None:
            self._is_created = True
            return self.async_create_entry(title=user_input[CONF_NAME].strip(), data=settings)
        return await self._async_ask("user", user_input, {CONF_NAME: AGENT_NAME})

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask what of an agent is to be changed."""
        return self.async_show_menu(step_id="reconfigure", menu_options=["settings", "rules", "pin"])

    async def async_step_settings(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change how an agent is called and answers."""
        entry, subentry = self._get_entry(), self._get_reconfigure_subentry()
        if user_input is not None and (settings := _settings(user_input)) is not None:
            return self.async_update_reload_and_abort(
                entry,
                subentry,
                title=user_input[CONF_NAME].strip(),
                data={**_kept_beside(subentry.data), **settings},
                reason="reconfigure_successful",
            )
        return await self._async_ask("settings", user_input, {CONF_NAME: subentry.title, **subentry.data})

    @callback
    @override
    def async_remove(self) -> None:
        """Load the new agent: it is part of the entry only when the flow is over."""
        if self._is_created:
            self.hass.config_entries.async_schedule_reload(self.handler[0])

    async def _async_ask(
        self, step_id: str, user_input: dict[str, Any] | None, present: dict[str, Any]
    ) -> SubentryFlowResult:
        """Show the form, with what the service lists to choose from."""
        if self._get_entry().state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="entry_not_loaded")
        data: AssistantData = self._get_entry().runtime_data
        schema: dict[probatio.Marker, Any] = {probatio.Required(CONF_NAME): TextSelector()}
        if data.service is not None:
            listed = await data.async_models()
            schema[probatio.Required(CONF_MODEL)] = model_selector(listed)
            present = {CONF_MODEL: suggest_models(listed).get(Role.CHAT), **present}
        schema[probatio.Optional(CONF_PROMPT)] = TemplateSelector()
        if data.service is not None:
            schema[probatio.Optional(CONF_LLM_HASS_API)] = api_selector(self.hass)
            present = _with_known_apis(self.hass, present)
        schema[probatio.Required(CONF_ALLOW_SENSITIVE, default=False)] = BooleanSelector()
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(probatio.Schema(schema), user_input or present),
            errors=_errors(user_input),
        )


def _kept_beside(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what other steps keep."""
    own = (CONF_MODEL, CONF_PROMPT, CONF_LLM_HASS_API, CONF_ALLOW_SENSITIVE)
    return {name: value for name, value in data.items() if name not in own}


def _with_known_apis(hass: HomeAssistant, present: dict[str, Any]) -> dict[str, Any]:
    """Return settings without the APIs that are gone: a form could not show them."""
    known = {api.id for api in llm.async_get_apis(hass)}
    chosen = [each for each in present.get(CONF_LLM_HASS_API, ()) if each in known]
    rest = {name: value for name, value in present.items() if name != CONF_LLM_HASS_API}
    return {**rest, CONF_LLM_HASS_API: chosen} if chosen else rest


def api_selector(hass: HomeAssistant) -> SelectSelector:
    """Return a choice of the LLM APIs whose tools an agent may use beside Parlor's own."""
    options = [SelectOptionDict(label=api.name, value=api.id) for api in llm.async_get_apis(hass)]
    return SelectSelector(SelectSelectorConfig(options=options, multiple=True, mode=SelectSelectorMode.DROPDOWN))


def _errors(user_input: dict[str, Any] | None) -> dict[str, str]:
    """Return what is missing in a form that was sent."""
    if user_input is None:
        return {}
    keys = {CONF_NAME: "name_missing", CONF_MODEL: "model_missing"}
    return {name: key for name, key in keys.items() if name in user_input and not user_input[name].strip()}


def _settings(user_input: dict[str, Any]) -> dict[str, Any] | None:
    """Return the settings in a form; None where something is missing. What is empty is not kept."""
    if _errors(user_input):
        return None
    texts = {name: user_input[name].strip() for name in (CONF_MODEL, CONF_PROMPT) if user_input.get(name)}
    kept = {name: text for name, text in texts.items() if text}
    apis = {CONF_LLM_HASS_API: user_input[CONF_LLM_HASS_API]} if user_input.get(CONF_LLM_HASS_API) else {}
    return {**kept, **apis, CONF_ALLOW_SENSITIVE: user_input[CONF_ALLOW_SENSITIVE]}
