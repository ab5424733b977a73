"""What an agent may ask and spend, gathered from its entry, the settings, and the entry that steps in."""

from dataclasses import replace
from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigEntryState, ConfigSubentry
from homeassistant.const import CONF_MODEL
from homeassistant.core import HomeAssistant, callback

from .assistant.consulting import Means
from .assistant.routing import OTHER, OWN, Route
from .assistant_troubles import ModelTrouble, async_take_back, async_tell_model
from .entry_assistant import AssistantData
from .gpt.errors import ErrorKind, ServiceError
from .gpt.service import Service

if TYPE_CHECKING:
    from . import ParlorConfigEntry


@callback
def means_of(hass: HomeAssistant, entry: ParlorConfigEntry, subentry: ConfigSubentry, data: AssistantData) -> Means:
    """Return the means of one agent."""

    @callback
    def on_outcome(route: Route, error: ServiceError | None) -> None:
        """Tell of a model that its service does not know, and take that back where it answers after all."""
        if data.memory is None or route.service != OWN:
            return
        is_missing = error is not None and error.kind is ErrorKind.UNKNOWN_MODEL
        if is_missing or error is None:
            data.memory.miss(route.model, is_missing=is_missing)
        if is_missing:
            async_tell_model(hass, entry, route.model, ModelTrouble.GONE)
        elif error is None:
            async_take_back(hass, entry, route.model)

    options = data.options
    return Means(
        services={OWN: lambda: data.service, OTHER: lambda: _other_service(hass, options.other_assistant)},
        roles=replace(options.roles, chat=subentry.data.get(CONF_MODEL)),
        limits=options.limits,
        purse=data.spending.purse if data.spending else None,
        account=subentry.subentry_id,
        on_outcome=on_outcome,
    )


@callback
def _other_service(hass: HomeAssistant, entry_id: str | None) -> Service | None:
    """Return the service of another assistant, if it is there now."""
    entry = hass.config_entries.async_get_entry(entry_id) if entry_id else None
    if entry is None or entry.state is not ConfigEntryState.LOADED or not isinstance(entry.runtime_data, AssistantData):
        return None
    return entry.runtime_data.service
