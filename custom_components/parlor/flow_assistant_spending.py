"""What an assistant may spend, and what its models cost."""

from typing import Any, Final

import probatio

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_MODEL
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import NumberSelector, NumberSelectorConfig, NumberSelectorMode

from .assistant_memory import models_in_use
from .assistant_options import (
    CONF_OTHER_MODEL,
    CONF_PRICES,
    CONF_ROLES,
    CONF_ROUNDS,
    CONF_SECONDS,
    CONF_SPENDING,
    CONF_TOKENS,
    AssistantOptions,
)
from .flow_assistant import model_selector
from .flow_assistant_roles import AssistantRolesSteps
from .gpt.roles import known_price

_TOKENS: Final = NumberSelector(NumberSelectorConfig(min=0, max=1e12, step=1, mode=NumberSelectorMode.BOX))
_MONEY: Final = NumberSelector(NumberSelectorConfig(min=0, max=1e9, step="any", mode=NumberSelectorMode.BOX))


def _number(least: int, most: int) -> NumberSelector:
    return NumberSelector(NumberSelectorConfig(min=least, max=most, step=1, mode=NumberSelectorMode.BOX))


SPENDING_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required("day"): section(
            probatio.Schema(
                {
                    probatio.Optional("warn_day_tokens"): _TOKENS,
                    probatio.Optional("limit_day_tokens"): _TOKENS,
                    probatio.Optional("warn_day_money"): _MONEY,
                    probatio.Optional("limit_day_money"): _MONEY,
                }
            )
        ),
        probatio.Required("month"): section(
            probatio.Schema(
                {
                    probatio.Optional("warn_month_tokens"): _TOKENS,
                    probatio.Optional("limit_month_tokens"): _TOKENS,
                    probatio.Optional("warn_month_money"): _MONEY,
                    probatio.Optional("limit_month_money"): _MONEY,
                }
            )
        ),
        probatio.Required("turn"): section(
            probatio.Schema(
                {
                    probatio.Required(CONF_ROUNDS): _number(1, 10),
                    probatio.Required(CONF_SECONDS): _number(5, 600),
                    probatio.Required(CONF_TOKENS): _number(0, 10_000_000),
                }
            )
        ),
    }
)
PRICE_SCHEMA: Final = probatio.Schema(
    {
        probatio.Optional("input"): _MONEY,
        probatio.Optional("output"): _MONEY,
        probatio.Optional("cached"): _MONEY,
        probatio.Optional("cache_write"): _MONEY,
    }
)
_SECTIONS: Final = ("day", "month", "turn")


class AssistantSpendingSteps(AssistantRolesSteps):
    """The steps of budgets and prices."""

    _priced: str

    async def async_step_assistant_spending(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the budgets of a day and of a month, and for what one question may take."""
        errors: dict[str, str] = {}
        if user_input is not None:
            amounts = {key: amount for name in _SECTIONS for key, amount in user_input.get(name, {}).items()}
            if self._lacks_prices(amounts):
                errors["base"] = "prices_missing"
            else:
                return self._keep(CONF_SPENDING, amounts)
        return self.async_show_form(
            step_id="assistant_spending",
            data_schema=self.add_suggested_values_to_schema(SPENDING_SCHEMA, user_input or self._present_spending()),
            errors=errors,
            description_placeholders={"currency": self.hass.config.currency},
        )

    async def async_step_assistant_prices(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for which model a price is to be set."""
        errors: dict[str, str] = {}
        if user_input is not None:
            if model := user_input[CONF_MODEL].strip():
                self._priced = model
                return await self.async_step_assistant_price()
            errors[CONF_MODEL] = "model_missing"
        models = sorted({*self._used(), *self.config_entry.options.get(CONF_PRICES, {}), *await self._async_listed()})
        schema = probatio.Schema({probatio.Required(CONF_MODEL): model_selector(models)})
        return self.async_show_form(step_id="assistant_prices", data_schema=schema, errors=errors)

    async def async_step_assistant_price(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what a million tokens of a model cost; an empty form takes the price back."""
        errors: dict[str, str] = {}
        present: dict[str, Any] = dict(self.config_entry.options.get(CONF_PRICES, {}))
        if user_input is not None:
            if user_input and not {"input", "output"} <= user_input.keys():
                errors["base"] = "price_incomplete"
            else:
                others = {model: price for model, price in present.items() if model != self._priced}
                return self._keep(CONF_PRICES, {**others, **({self._priced: user_input} if user_input else {})})
        shown = present.get(self._priced) or (known_price(self._priced) if self.hass.config.currency == "USD" else {})
        return self.async_show_form(
            step_id="assistant_price",
            data_schema=self.add_suggested_values_to_schema(PRICE_SCHEMA, user_input or shown),
            errors=errors,
            description_placeholders={"model": self._priced, "currency": self.hass.config.currency},
        )

    def _lacks_prices(self, amounts: dict[str, Any]) -> bool:
        """Say whether a limit in money could not be kept: a model that may be asked has no price."""
        wanted = AssistantOptions.parse({**self.config_entry.options, CONF_SPENDING: amounts})
        return wanted.budget.counts_money and not self._used() <= wanted.prices.keys()

    def _used(self) -> set[str]:
        """Return the models that may be asked, those of the service that steps in included."""
        other = (self.config_entry.options.get(CONF_ROLES) or {}).get(CONF_OTHER_MODEL)
        return models_in_use(self.config_entry) | ({other} if other else set())

    def _present_spending(self) -> dict[str, Any]:
        """Return what is set now, by section."""
        kept = self.config_entry.options.get(CONF_SPENDING) or {}
        limits = AssistantOptions.parse(self.config_entry.options).limits
        turn = {CONF_ROUNDS: limits.rounds, CONF_SECONDS: limits.seconds, CONF_TOKENS: limits.tokens}
        return {"day": kept, "month": kept, "turn": turn}
