"""What can be set of an assistant beside its service and its agents, and what it keeps: one menu."""

from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult

from .flow_assistant_audit import AssistantAuditSteps
from .flow_assistant_memory import AssistantMemorySteps
from .flow_assistant_planned import AssistantPlannedSteps
from .flow_assistant_spending import AssistantSpendingSteps

MENU: Final = (
    "assistant_roles",
    "assistant_spending",
    "assistant_prices",
    "assistant_planned",
    "assistant_audit",
    "assistant_memory",
)


class AssistantOptionsFlow(AssistantSpendingSteps, AssistantPlannedSteps, AssistantAuditSteps, AssistantMemorySteps):
    """The settings of an assistant, one subject at a time."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Begin."""
        return await self.async_step_assistant_menu()

    async def async_step_assistant_menu(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what is to be set, or looked at."""
        return self.async_show_menu(step_id="assistant_menu", menu_options=MENU)
