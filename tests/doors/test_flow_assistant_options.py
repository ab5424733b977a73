"""Models, budgets and prices are set in the settings of an assistant."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
from sim.openai_service import OpenAIService

from .forms import suggested
from .test_roles import assistant


@pytest.fixture(autouse=True)
async def core(hass: HomeAssistant, loopback: None) -> None:
    """Set up what conversation agents need."""
    assert await async_setup_component(hass, "homeassistant", {})


async def opened(hass: HomeAssistant, entry: MockConfigEntry, page: str) -> Any:
    """Go to a page of the settings."""
    result = await hass.config_entries.options.async_init(entry.entry_id)
    assert (result["type"], result["step_id"]) == (FlowResultType.MENU, "assistant_menu")
    return await hass.config_entries.options.async_configure(result["flow_id"], {"next_step_id": page})


async def sent(hass: HomeAssistant, result: Any, **user_input: Any) -> Any:
    """Send a form."""
    result = await hass.config_entries.options.async_configure(result["flow_id"], user_input)
    await hass.async_block_till_done(wait_background_tasks=True)
    return result


async def test_roles(hass: HomeAssistant, service: OpenAIService) -> None:
    """They are kept beside what else is set, and in use at once."""
    entry = await assistant(hass, service.url, spending={"limit_day_tokens": 5})
    spare = await assistant(hass, service.url, agents=False)
    form = await opened(hass, entry, "assistant_roles")
    options = form["data_schema"].schema["other_assistant"].config["options"]
    assert [option["value"] for option in options] == [spare.entry_id]
    form = await sent(hass, form, other_assistant=spare.entry_id)
    assert form["errors"] == {"base": "other_incomplete"}
    chosen = {
        "reasoning_model": "gpt-6-sol",
        "reasoning_effort": "high",
        "fallback_model": "gpt-5.4-mini",
        "other_assistant": spare.entry_id,
        "other_model": "elsewhere",
    }
    result = await sent(hass, form, **chosen)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {"spending": {"limit_day_tokens": 5}, "roles": chosen}
    assert entry.runtime_data.options.roles.reasoning == "gpt-6-sol"
    form = await opened(hass, entry, "assistant_roles")
    assert suggested(form) == chosen
    await sent(hass, form)
    assert entry.options["roles"] == {}


async def test_budgets(hass: HomeAssistant, service: OpenAIService) -> None:
    """A limit in money needs prices; limits of a question have usual values."""
    entry = await assistant(hass, service.url)
    form = await opened(hass, entry, "assistant_spending")
    turn = {"rounds": 3, "seconds": 60, "tokens": 0}
    form = await sent(hass, form, day={"limit_day_money": 1}, month={}, turn=turn)
    assert form["errors"] == {"base": "prices_missing"}
    result = await sent(hass, form, day={"limit_day_tokens": 5000}, month={"warn_month_money": 2.5}, turn=turn)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options["spending"] == {"limit_day_tokens": 5000, "warn_month_money": 2.5, **turn}
    assert entry.runtime_data.options.limits.rounds == 3

    form = await opened(hass, entry, "assistant_prices")
    form = await sent(hass, form, model=" ")
    assert form["errors"] == {"model": "model_missing"}
    form = await sent(hass, form, model="small")
    assert (form["step_id"], form["description_placeholders"]["model"]) == ("assistant_price", "small")
    form = await sent(hass, form, input=2)
    assert form["errors"] == {"base": "price_incomplete"}
    await sent(hass, form, input=2, output=0)
    assert entry.options["prices"] == {"small": {"input": 2, "output": 0}}
    assert entry.options["spending"]["limit_day_tokens"] == 5000

    form = await opened(hass, entry, "assistant_spending")
    result = await sent(hass, form, day={"limit_day_money": 1}, month={}, turn=turn)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.runtime_data.spending.purse.budget.counts_money

    form = await sent(hass, await opened(hass, entry, "assistant_prices"), model="small")
    assert suggested(form)["input"] == 2
    await sent(hass, form)
    assert entry.options["prices"] == {}


@pytest.mark.parametrize(("currency", "filled"), [("USD", 2.5), ("EUR", None)])
async def test_what_is_known_of_a_price(
    hass: HomeAssistant, service: OpenAIService, currency: str, filled: float | None
) -> None:
    """It is suggested in the currency it is in, and no output price is made up."""
    hass.config.currency = currency
    entry = await assistant(hass, service.url)
    form = await sent(hass, await opened(hass, entry, "assistant_prices"), model="gpt-5.6-terra")
    shown = suggested(form)
    assert (shown.get("input"), shown.get("output")) == (filled, None)


async def test_without_a_service(hass: HomeAssistant) -> None:
    """The settings open all the same."""
    entry = MockConfigEntry(domain="parlor", data={"kind": "assistant"}, title="Parlor")
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    form = await opened(hass, entry, "assistant_roles")
    assert (await sent(hass, form))["type"] is FlowResultType.CREATE_ENTRY
