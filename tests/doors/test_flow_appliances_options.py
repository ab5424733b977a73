"""Correcting what was found, adding by hand, and naming programs."""

from collections.abc import Mapping
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances_known import async_appliances
from custom_components.parlor.appliances_settings import AppliancesSettings
from custom_components.parlor.const import DOMAIN
from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component

from .branded import add_branded
from .forms import suggested
from .machines import Machine, add_machine


@pytest.fixture
async def entry(hass: HomeAssistant) -> MockConfigEntry:
    """Return the entry of the appliances, with a washer that was found."""
    assert await async_setup_component(hass, "homeassistant", {})
    add_branded(hass)
    entry = MockConfigEntry(domain=DOMAIN, data={"kind": "appliances"}, unique_id="appliances", title="Appliances")
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


def washer_id(hass: HomeAssistant) -> str:
    """Return the id of the washer."""
    entity = er.async_get(hass).async_get("sensor.laundry_machine_state")
    assert entity is not None and entity.device_id is not None
    return entity.device_id


async def page(hass: HomeAssistant, entry: MockConfigEntry, name: str) -> ConfigFlowResult:
    """Open a page of the settings."""
    flow = await hass.config_entries.options.async_init(entry.entry_id)
    assert flow["type"] is FlowResultType.MENU and name in flow["menu_options"]
    return await hass.config_entries.options.async_configure(flow["flow_id"], {"next_step_id": name})


async def submit(hass: HomeAssistant, flow: ConfigFlowResult, data: Mapping[str, Any]) -> ConfigFlowResult:
    """Fill a form in."""
    result = await hass.config_entries.options.async_configure(flow["flow_id"], dict(data))
    await hass.async_block_till_done()
    return result


async def correct(hass: HomeAssistant, entry: MockConfigEntry, data: Mapping[str, Any]) -> ConfigFlowResult:
    """Correct the washer."""
    flow = await submit(hass, await page(hass, entry, "appliances_found"), {"appliance": washer_id(hass)})
    assert flow["step_id"] == "appliances_correct"
    return await submit(hass, flow, data)


async def test_a_correction_is_kept_shown_and_taken_back(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    appliance_id = washer_id(hass)
    told = {"appliance_kind": "washer_dryer", "door": "binary_sensor.lid", "hidden": False}
    result = await correct(hass, entry, told)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options["corrections"] == [
        {"appliance": appliance_id, "appliance_kind": "washer_dryer", "door": "binary_sensor.lid"}
    ]
    assert async_appliances(hass).all[appliance_id].kind == "washer_dryer"
    form = await page(hass, entry, "appliances_found")
    assert (form["description_placeholders"] or {})["found"] == "- Washer-dryer: Laundry (SmartThings)"
    form = await submit(hass, form, {"appliance": appliance_id})
    assert suggested(form) == told
    await submit(hass, form, {"appliance_kind": "washer", "hidden": False})
    assert entry.options["corrections"] == []
    assert async_appliances(hass).all[appliance_id].kind == "washer"


async def test_what_is_no_appliance_is_none_and_can_be_one_again(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    assert hass.states.get("sensor.laundry_job")
    await correct(hass, entry, {"appliance_kind": "washer", "hidden": True})
    assert entry.options["corrections"] == [{"appliance": washer_id(hass), "hidden": True}]
    assert not async_appliances(hass).all and not hass.states.get("sensor.laundry_job")
    form = await page(hass, entry, "appliances_found")
    assert (form["description_placeholders"] or {})["found"] == "- Washing machine: Laundry (SmartThings) – left out"
    await correct(hass, entry, {"appliance_kind": "washer", "hidden": False})
    assert list(async_appliances(hass).all) == [washer_id(hass)]


async def test_an_appliance_that_has_gone_meanwhile(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    form = await page(hass, entry, "appliances_found")
    appliance_id = washer_id(hass)
    add_branded(hass, "Kitchen", "dishwasher")
    dr.async_get(hass).async_remove_device(appliance_id)
    flow = await submit(hass, form, {"appliance": appliance_id})
    assert (flow["type"], flow["reason"]) == (FlowResultType.ABORT, "appliances_gone")


async def test_nothing_found(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    dr.async_get(hass).async_remove_device(washer_id(hass))
    flow = await page(hass, entry, "appliances_found")
    assert (flow["type"], flow["reason"]) == (FlowResultType.ABORT, "appliances_none_found")


PLUG = {"name": "Old washer", "appliance_kind": "washer", "entity": "sensor.plug_power"}


async def test_added_by_hand(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    hass.states.async_set("sensor.plug_power", "2", {"device_class": "power", "unit_of_measurement": "W"})
    row = {**PLUG, "watts": 4.5, "door": "binary_sensor.lid"}
    result = await submit(
        hass, await page(hass, entry, "appliances_added"), {"added": [{**row, "name": " Old washer "}]}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY and entry.options["added"] == [row]
    (added,) = AppliancesSettings.parse(entry.options).added
    assert (added.name, added.entity, added.watts, added.door) == (
        "Old washer",
        PLUG["entity"],
        4.5,
        "binary_sensor.lid",
    )
    assert "Old washer" in {one.name() for one in async_appliances(hass).all.values()}
    form = await page(hass, entry, "appliances_added")
    assert suggested(form) == {"added": [row]}
    await submit(hass, form, {})
    assert entry.options["added"] == []


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ([{**PLUG, "name": "  "}], "appliance_name_invalid"),
        ([{**PLUG, "name": "x" * 101}], "appliance_name_invalid"),
        ([PLUG, {**PLUG, "name": "Other"}], "appliance_added_twice"),
        ([{**PLUG, "entity": "sensor.laundry_job"}], "appliance_is_own"),
        ([{**PLUG, "entity": "sensor.laundry_machine_state"}], "appliance_found_already"),
    ],
)
async def test_what_cannot_be_added(
    hass: HomeAssistant, entry: MockConfigEntry, rows: list[dict[str, Any]], error: str
) -> None:
    flow = await submit(hass, await page(hass, entry, "appliances_added"), {"added": rows})
    assert (flow["type"], flow["errors"]) == (FlowResultType.FORM, {"added": error})
    assert suggested(flow) == {"added": rows}


async def test_what_was_found_can_be_added_where_it_is_left_out(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await correct(hass, entry, {"appliance_kind": "washer", "hidden": True})
    row = {**PLUG, "entity": "sensor.laundry_machine_state"}
    result = await submit(hass, await page(hass, entry, "appliances_added"), {"added": [row]})
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def names(hass: HomeAssistant, entry: MockConfigEntry) -> ConfigFlowResult:
    """Open the names of the programs of a dryer whose voice is a machine."""
    form = await page(hass, entry, "appliances_programs")
    return await submit(hass, form, {"appliance": "id_of_dryer"})


async def test_names_of_programs(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    add_machine(hass, "dryer")
    form = await names(hass, entry)
    assert form["description_placeholders"] == {"name": "Dryer"}
    shown = [{"program": "Course_1C", "name": "Cotton"}, {"program": "Course_22", "name": "Wool"}]
    assert suggested(form) == {"names": shown}
    rows = [shown[0], {"program": "Course_22", "name": "Jumpers"}, {"program": " Course_7 ", "name": "Course_7"}]
    result = await submit(hass, form, {"names": rows})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options["program_names"] == {"id_of_dryer": {"Course_22": "Jumpers"}}
    form = await names(hass, entry)
    assert {"program": "Course_22", "name": "Jumpers"} in suggested(form)["names"]
    await submit(hass, form, {"names": [shown[0]]})
    assert entry.options["program_names"] == {}


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ([("Course_1C", "Mine"), ("Course_22", "mine ")], "appliance_program_twice"),
        ([("Course_1C", "x" * 101)], "appliance_name_invalid"),
    ],
)
async def test_names_that_cannot_be(
    hass: HomeAssistant, entry: MockConfigEntry, rows: list[tuple[str, str]], error: str
) -> None:
    add_machine(hass, "dryer")
    told = [{"program": program, "name": name} for program, name in rows]
    flow = await submit(hass, await names(hass, entry), {"names": told})
    assert (flow["type"], flow["errors"]) == (FlowResultType.FORM, {"names": error})


async def test_nothing_has_programs(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    add_machine(hass, "dryer", machine=Machine(programs=()))
    flow = await page(hass, entry, "appliances_programs")
    assert (flow["type"], flow["reason"]) == (FlowResultType.ABORT, "appliances_no_programs")


async def test_how_people_are_told_is_among_the_settings(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    flow = await page(hass, entry, "appliances_telling")
    assert (flow["type"], flow["step_id"]) == (FlowResultType.FORM, "appliances_telling")
    result = await submit(hass, flow, suggested(flow))
    assert result["type"] is FlowResultType.CREATE_ENTRY and "telling" in entry.options


async def test_kinds_are_offered_by_their_names(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    hass.config.language = "de"
    form = await page(hass, entry, "appliances_added")
    schema = form["data_schema"]
    assert schema is not None
    (selector,) = schema.schema.values()
    options = selector.config["fields"]["appliance_kind"]["selector"].config["options"]
    assert {"value": "dishwasher", "label": "Geschirrspüler"} in options and len(options) == len(ApplianceKind)
