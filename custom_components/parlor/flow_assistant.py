"""How an assistant is added: a model service that was tried out first, or none."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import probatio

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryData,
)
from homeassistant.const import CONF_API_KEY, CONF_MODEL
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.helpers.selector import (
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from .assistant_settings import CONF_BASE_URL, other_base_url, parse_base_url, service_name
from .const import CONF_KIND, Kind
from .gpt.roles import Role, chat_models, suggest_models

if TYPE_CHECKING:
    from .gpt.service import ServiceFacts

AGENT_NAME: Final = "Parlor"
KEY_SELECTOR: Final = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="off"))
SERVICE_SCHEMA: Final = probatio.Schema(
    {
        probatio.Optional(CONF_BASE_URL): TextSelector(TextSelectorConfig(type=TextSelectorType.URL)),
        probatio.Optional(CONF_API_KEY): KEY_SELECTOR,
    }
)
KEY_SCHEMA: Final = probatio.Schema({probatio.Optional(CONF_API_KEY): KEY_SELECTOR})
# Stands for the present key in a form: the key itself does not go back to the browser.
KEY_UNCHANGED: Final = "__**api_key_unchanged**__"

ERROR_KEYS: Final[Mapping[str, str]] = {
    "unauthorized": "service_key_refused",
    "forbidden": "service_forbidden",
    "rate_limited": "service_rate_limited",
    "quota": "service_quota",
    "timeout": "service_timeout",
    "unreachable": "service_unreachable",
    "not_openai": "service_not_openai",
    "wrong_path": "service_wrong_path",
}
FAILED: Final = "service_failed"
ELSEWHERE: Final = frozenset({"wrong_path", "not_openai"})


class AssistantFlow(ConfigFlow):
    """The steps of an assistant."""

    _service_data: dict[str, str]
    _service_facts: ServiceFacts | None = None

    async def async_step_assistant(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the service, and try it out; without address and key there is none."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_try(user_input)
            if not errors:
                self._abort_if_set_up()
                return await self._async_continue()
        return self.async_show_form(
            step_id="assistant",
            data_schema=self.add_suggested_values_to_schema(SERVICE_SCHEMA, user_input),
            errors=errors,
        )

    async def async_step_assistant_local(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say what works without a model service, and what does not."""
        if user_input is None:
            return self.async_show_form(step_id="assistant_local", data_schema=probatio.Schema({}))
        return self._finish(None)

    async def async_step_assistant_models(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask which model answers, with what the service lists to choose from."""
        errors: dict[str, str] = {}
        if user_input is not None:
            if model := user_input[CONF_MODEL].strip():
                return self._finish(model)
            errors = {CONF_MODEL: "model_missing"}
        listed = (self._service_facts and self._service_facts.models) or ()
        return self.async_show_form(
            step_id="assistant_models",
            data_schema=self.add_suggested_values_to_schema(
                probatio.Schema({probatio.Required(CONF_MODEL): model_selector(listed)}),
                {CONF_MODEL: self._present_model(listed) or suggest_models(listed).get(Role.CHAT)},
            ),
            errors=errors,
        )

    async def async_step_reauth_assistant(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for a key that the service accepts."""
        entry = self._get_reauth_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_try({**user_input, CONF_BASE_URL: entry.data.get(CONF_BASE_URL, "")})
            if not errors and self._service_data:
                return self._update(entry)
            errors = errors or {"base": "service_key_refused"}
        return self.async_show_form(
            step_id="reauth_assistant",
            data_schema=KEY_SCHEMA,
            errors=errors,
            description_placeholders={"name": entry.title},
        )

    async def async_step_reconfigure_assistant(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Change address, key and model, or do without a service from now on."""
        entry = self._get_reconfigure_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            key = user_input.get(CONF_API_KEY)
            present = entry.data.get(CONF_API_KEY, "")
            errors = await self._async_try({**user_input, CONF_API_KEY: present if key == KEY_UNCHANGED else key or ""})
            if not errors:
                self._abort_if_set_up(entry)
                return await self._async_continue()
        shown = {**entry.data, **({CONF_API_KEY: KEY_UNCHANGED} if entry.data.get(CONF_API_KEY) else {})}
        return self.async_show_form(
            step_id="reconfigure_assistant",
            data_schema=self.add_suggested_values_to_schema(SERVICE_SCHEMA, user_input or shown),
            errors=errors,
            description_placeholders={"name": entry.title},
        )

    async def _async_try(self, user_input: Mapping[str, Any]) -> dict[str, str]:
        """Try a service out, and remember it; return the form's errors otherwise."""
        text, key = (user_input.get(CONF_BASE_URL) or "").strip(), (user_input.get(CONF_API_KEY) or "").strip()
        base_url = parse_base_url(text) if text else None
        if text and base_url is None:
            return {CONF_BASE_URL: "invalid_url"}
        error = await self._async_check(base_url, key)
        if error in ELSEWHERE and base_url and (other := other_base_url(base_url)):
            error = await self._async_check(other, key) and error
        return {"base": ERROR_KEYS.get(error, FAILED)} if error else {}

    async def _async_check(self, base_url: str | None, key: str) -> str | None:
        """Check a service and remember it; return the kind of its error."""
        self._service_data = {name: value for name, value in ((CONF_BASE_URL, base_url), (CONF_API_KEY, key)) if value}
        self._service_facts = None
        if not self._service_data:
            return None
        # The SDK is large: who has no assistant does not load it, and nobody on the event loop.
        await self.hass.async_add_import_executor_job(import_module, ".entry_assistant", __package__)
        from .entry_assistant import async_try_service

        self._service_facts, error = await async_try_service(self.hass, self._service_data)
        return error

    async def _async_continue(self) -> ConfigFlowResult:
        """Go on with a service that answers, or with none."""
        if self._service_data:
            return await self.async_step_assistant_models()
        return await self.async_step_assistant_local()

    def _abort_if_set_up(self, own: ConfigEntry | None = None) -> None:
        """End where another assistant has the same service, or has none as well."""
        for entry in self._async_current_entries():
            if entry is not own and entry.data[CONF_KIND] == Kind.ASSISTANT and _service(entry) == self._service_data:
                raise AbortFlow("assistant_already_configured")

    def _present_model(self, listed: Sequence[str]) -> str | None:
        """Return the model that is in use, unless the service has others."""
        if self.source != SOURCE_RECONFIGURE:
            return None
        models = (subentry.data.get(CONF_MODEL) for subentry in self._get_reconfigure_entry().subentries.values())
        return next((model for model in models if model and (not listed or model in listed)), None)

    def _finish(self, model: str | None) -> ConfigFlowResult:
        """Create the entry with its first agent, or change the one there is; a model is every agent's then."""
        if self.source == SOURCE_RECONFIGURE:
            entry = self._get_reconfigure_entry()
            for subentry in tuple(entry.subentries.values()) if model else ():
                data = {**subentry.data, CONF_MODEL: model}
                self.hass.config_entries.async_update_subentry(entry, subentry, data=data)
            return self._update(entry)
        base_url = self._service_data.get(CONF_BASE_URL)
        return self.async_create_entry(
            title=service_name(base_url) if self._service_data else AGENT_NAME,
            data={CONF_KIND: Kind.ASSISTANT, **self._service_data},
            subentries=[
                ConfigSubentryData(
                    subentry_type="conversation",
                    title=AGENT_NAME,
                    data={CONF_MODEL: model} if model else {},
                    unique_id=None,
                )
            ],
        )

    def _update(self, entry: ConfigEntry) -> ConfigFlowResult:
        """Keep the service that was tried out."""
        return self.async_update_reload_and_abort(entry, data={CONF_KIND: Kind.ASSISTANT, **self._service_data})


def _service(entry: ConfigEntry) -> dict[str, str]:
    """Return what of an entry's data says which service it is."""
    return {name: entry.data[name] for name in (CONF_BASE_URL, CONF_API_KEY) if entry.data.get(name)}


def model_selector(models: Sequence[str]) -> SelectSelector:
    """Return a choice of the models that can be talked to; any other name can be typed in."""
    return SelectSelector(
        SelectSelectorConfig(
            options=chat_models(models), custom_value=True, mode=SelectSelectorMode.DROPDOWN, sort=True
        )
    )
