"""What can be set of an assistant beside its service and its agents, one subject at a time."""

from typing import Any

from homeassistant.config_entries import ConfigFlowResult

from .flow_assistant_spending import AssistantSpendingSteps


class AssistantOptionsFlow(AssistantSpendingSteps):
    """The settings of an assistant."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Begin."""
        return await self.async_step_assistant_menu()

    async def async_step_assistant_menu(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what is to be set."""
        menu = ["assistant_roles", "assistant_spending", "assistant_prices"]
        return self.async_show_menu(step_id="assistant_menu", menu_options=menu)
