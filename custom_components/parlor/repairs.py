"""What can be done about a trouble: of a TV, each repair says what to change and goes on in the flow that proves it; of a model, another is chosen."""

from typing import Any, Final

import probatio

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.components.repairs.const import FlowType
from homeassistant.config_entries import SOURCE_REAUTH, SOURCE_RECONFIGURE, ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .repairs_model import ModelRepair
from .tv_troubles import Trouble

# Where a repair ends: in a flow of the TV's entry, or at a page of its settings.
FLOWS: Final = {
    Trouble.ACCESS_OFF: SOURCE_REAUTH,
    Trouble.OTHER_SUBNET: SOURCE_REAUTH,
    Trouble.MOVED: SOURCE_RECONFIGURE,
}
SETTINGS: Final = {
    Trouble.WAKE_FAILS: "tv_turn_on",
    Trouble.CONTROL_CLOSED: "tv_control",
    Trouble.CONTROL_REFUSED: "tv_control",
}


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return the flow that repairs an issue."""
    known = data or {}
    if "model" in known:
        return ModelRepair(str(known["entry_id"]), str(known["model"]))
    return TVRepair(str(known["entry_id"]))


class TVRepair(RepairsFlow):
    """Says what to change at the TV, and then goes on to try it."""

    def __init__(self, entry_id: str) -> None:
        """Know which TV it is about."""
        self._entry_id = entry_id

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Begin."""
        return await self.async_step_confirm()

    async def async_step_confirm(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Say what to change, and go on."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        issue = ir.async_get(self.hass).async_get_issue(DOMAIN, self.issue_id)
        if entry is None or issue is None or issue.translation_key is None:
            return self.async_create_entry(data={})
        if user_input is not None:
            return self.async_create_entry(
                data={}, next_flow=await self._async_continue(entry, Trouble(issue.translation_key))
            )
        return self.async_show_form(
            step_id="confirm",
            data_schema=probatio.Schema({}),
            description_placeholders=issue.translation_placeholders,
        )

    async def _async_continue(self, entry: ConfigEntry, trouble: Trouble) -> tuple[FlowType, str]:
        """Begin the flow in which the change is made or tried; one that waits already is taken up."""
        if page := SETTINGS.get(trouble):
            settings = await self.hass.config_entries.options.async_init(entry.entry_id)
            await self.hass.config_entries.options.async_configure(settings["flow_id"], {"next_step_id": page})
            return FlowType.OPTIONS_FLOW, settings["flow_id"]
        source = FLOWS[trouble]
        for waiting in entry.async_get_active_flows(self.hass, {source}):
            return FlowType.CONFIG_FLOW, waiting["flow_id"]
        flow = await self.hass.config_entries.flow.async_init(
            DOMAIN,
            context={
                "source": source,
                "entry_id": entry.entry_id,
                "unique_id": entry.unique_id,
                "title_placeholders": {"name": entry.title},
            },
            data=dict(entry.data) if source == SOURCE_REAUTH else None,
        )
        return FlowType.CONFIG_FLOW, flow["flow_id"]
