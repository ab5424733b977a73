"""What is planned through an assistant: shown in its settings, and cancelled there."""

from typing import TYPE_CHECKING, Any, Final

import probatio

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult, OptionsFlow
from homeassistant.helpers.selector import SelectOptionDict, SelectSelector, SelectSelectorConfig, SelectSelectorMode

if TYPE_CHECKING:
    from .assistant.later.keeping import Later

CONF_CANCEL: Final = "cancel"


class AssistantPlannedSteps(OptionsFlow):
    """The step of what is planned."""

    async def async_step_assistant_planned(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show what is planned, and cancel what is chosen of it."""
        from .assistant.later.telling import told_job
        from .assistant.replies import async_get_replies

        if self.config_entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="assistant_not_running")
        later: Later = self.config_entry.runtime_data.later
        if user_input is not None:
            gone = await later.async_cancel(user_input.get(CONF_CANCEL, []))
            return self.async_abort(reason="planned_cancelled" if gone else "planned_kept")
        if not later.jobs:
            return self.async_abort(reason="planned_nothing")
        replies = await async_get_replies(self.hass, self.hass.config.language)
        options = [SelectOptionDict(value=job.id, label=told_job(self.hass, replies, job)) for job in later.jobs]
        chooser = SelectSelector(SelectSelectorConfig(options=options, multiple=True, mode=SelectSelectorMode.LIST))
        return self.async_show_form(
            step_id="assistant_planned", data_schema=probatio.Schema({probatio.Optional(CONF_CANCEL): chooser})
        )
