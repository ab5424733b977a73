"""Adding the appliances: what was found is shown."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import DOMAIN
from homeassistant.config_entries import SOURCE_USER, ConfigEntryState, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component

from .branded import add_branded


@pytest.fixture(autouse=True)
async def core(hass: HomeAssistant) -> None:
    """Have Home Assistant's own actions there."""
    assert await async_setup_component(hass, "homeassistant", {})


async def chosen(hass: HomeAssistant) -> ConfigFlowResult:
    """Choose the appliances from the menu."""
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert "appliances" in flow["menu_options"]
    return await hass.config_entries.flow.async_configure(flow["flow_id"], {"next_step_id": "appliances"})


async def test_what_was_found_is_shown_and_added(hass: HomeAssistant) -> None:
    device_id = add_branded(hass)
    add_branded(hass, "Kitchen", "dishwasher")
    dr.async_get(hass).async_update_device(device_id, name_by_user="Washing machine of Ada")
    form = await chosen(hass)
    assert form["type"] is FlowResultType.FORM and form["step_id"] == "appliances"
    assert (form["description_placeholders"] or {})["found"] == (
        "- Washing machine: Washing machine of Ada (SmartThings)\n- Dishwasher: Kitchen (SmartThings)"
    )
    result = await hass.config_entries.flow.async_configure(form["flow_id"], {})
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert (result["title"], result["data"], result["options"]) == ("Appliances", {"kind": "appliances"}, {})
    assert result["result"].state is ConfigEntryState.LOADED


async def test_a_robot_of_an_integration_that_is_gone(hass: HomeAssistant) -> None:
    er.async_get(hass).async_get_or_create("vacuum", "sucker", "1", original_name="Robert")
    form = await chosen(hass)
    assert (form["description_placeholders"] or {})["found"] == "- Robot vacuum: Robert (sucker)"


async def test_in_the_language_of_the_home(hass: HomeAssistant) -> None:
    hass.config.language = "de"
    add_branded(hass, "Keller")
    form = await chosen(hass)
    assert (form["description_placeholders"] or {})["found"] == "- Waschmaschine: Keller (SmartThings)"
    result = await hass.config_entries.flow.async_configure(form["flow_id"], {})
    assert result["title"] == "Haushaltsgeräte"


async def test_nothing_is_found_yet(hass: HomeAssistant) -> None:
    form = await chosen(hass)
    assert (form["description_placeholders"] or {})["found"] == "Nothing yet."
    result = await hass.config_entries.flow.async_configure(form["flow_id"], {})
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_there_is_one_entry(hass: HomeAssistant) -> None:
    MockConfigEntry(domain=DOMAIN, data={"kind": "appliances"}, unique_id="appliances").add_to_hass(hass)
    flow = await chosen(hass)
    assert (flow["type"], flow["reason"]) == (FlowResultType.ABORT, "appliances_already_configured")
