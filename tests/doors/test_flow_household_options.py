"""Setting what is remembered, and erasing it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.parlor.const import DOMAIN
from custom_components.parlor.viewing.history import Wanted
from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component

from .forms import suggested
from .households import ARRIVAL, EVENING, HELL, add_household, history_of, viewing
from .webpages import webpages

VIEWINGS = (viewing(0), viewing(1, person="Ben"), viewing(2, HELL), viewing(3, HELL, person="Ben"))


async def chosen(hass: HomeAssistant, entry: MockConfigEntry, *steps: str) -> ConfigFlowResult:
    """Go through menus."""
    flow = await hass.config_entries.options.async_init(entry.entry_id)
    for step in steps:
        assert flow["type"] is FlowResultType.MENU and step in flow["menu_options"]
        flow = await hass.config_entries.options.async_configure(flow["flow_id"], {"next_step_id": step})
    return flow


async def submit(hass: HomeAssistant, flow: ConfigFlowResult, **data: Any) -> ConfigFlowResult:
    """Fill a form in."""
    result = await hass.config_entries.options.async_configure(flow["flow_id"], data)
    await hass.async_block_till_done()
    return result


@pytest.mark.parametrize(
    ("remember", "has_file", "menu"),
    [
        (False, False, ["household_history", "household_titles"]),
        (False, True, ["household_history", "household_titles", "household_erase"]),
        (True, True, ["household_history", "household_titles", "household_erase", "household_import"]),
    ],
)
async def test_what_is_offered(
    hass: HomeAssistant, household_folder: Path, remember: bool, has_file: bool, menu: list[str]
) -> None:
    entry = await add_household(hass, remember=has_file)
    hass.config_entries.async_update_entry(entry, options={**entry.options, "remember": remember})
    await hass.config_entries.async_reload(entry.entry_id)
    assert (await chosen(hass, entry))["menu_options"] == menu


async def test_history(hass: HomeAssistant, household_folder: Path) -> None:
    entry = await add_household(hass, remember=False)
    flow = await chosen(hass, entry, "household_history")
    assert suggested(flow) == {"remember": False, "retention_days": 0, "assistants": False}
    result = await submit(hass, flow, remember=True, retention_days=90.0, assistants=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {"remember": True, "retention_days": 90, "assistants": True, "look_up_titles": False}
    assert history_of(entry)  # it was loaded anew


@pytest.mark.parametrize(("erase", "left"), [(False, 4), (True, 0)])
async def test_remembering_no_more(hass: HomeAssistant, household_folder: Path, erase: bool, left: int) -> None:
    entry = await add_household(hass, *VIEWINGS)
    flow = await chosen(hass, entry, "household_history")
    flow = await submit(hass, flow, remember=False, retention_days=0, assistants=False)
    assert (flow["step_id"], entry.options["remember"]) == ("household_stop", True)
    await submit(hass, flow, erase_kept=erase)
    assert entry.options["remember"] is False
    assert len(await history_of(entry).viewings(Wanted())) == left


async def test_titles(hass: HomeAssistant, household_folder: Path, loopback: None) -> None:
    entry = await add_household(hass)
    async with webpages(guide=(200, b"<tv/>"), page=(200, b"<html/>")) as served:
        flow = await chosen(hass, entry, "household_titles")
        flow = await submit(hass, flow, look_up_titles=True, guide_url=f"{served.url}/page")
        assert flow["errors"] == {"guide_url": "guide_not_xmltv"} and suggested(flow)["look_up_titles"] is True
        await submit(hass, flow, look_up_titles=True, guide_url=f"{served.url}/guide")
    assert entry.options["look_up_titles"] is True and entry.options["guide_url"] == f"{served.url}/guide"
    await submit(hass, await chosen(hass, entry, "household_titles"), look_up_titles=False)
    assert "guide_url" not in entry.options and entry.options["remember"] is True


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"everything": True}, set()),
        ({"person": "Anna"}, {"v1", "v3"}),
        ({"title": "Severance"}, {"v0", "v1"}),
        ({"person": "Ben", "title": "Arrival"}, {"v0", "v2", "v3"}),
    ],
)
async def test_erasing(hass: HomeAssistant, household_folder: Path, asked: dict[str, Any], left: set[str]) -> None:
    entry = await add_household(hass, *VIEWINGS)
    flow = await chosen(hass, entry, "household_erase")
    flow = await submit(hass, flow, **{"everything": False, **asked})
    assert (flow["description_placeholders"] or {})["count"] == str(4 - len(left))
    assert len(await history_of(entry).viewings(Wanted())) == 4  # nothing has gone yet
    result = await submit(hass, flow)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "household_erased")
    assert result["description_placeholders"] == {"count": str(4 - len(left))}
    assert {each.id for each in await history_of(entry).viewings(Wanted())} == left


async def test_erasing_a_time_span(hass: HomeAssistant, household_folder: Path) -> None:
    await hass.config.async_set_time_zone("Europe/Berlin")
    entry = await add_household(hass, *VIEWINGS)
    flow = await chosen(hass, entry, "household_erase")
    flow = await submit(hass, flow, everything=False, since="2026-09-24 00:00:00", until="2026-09-23 00:00:00")
    assert flow["errors"] == {"until": "erase_span_empty"}
    # the second ran on the 22nd from 16:13 to 17:13 in Berlin
    flow = await submit(hass, flow, everything=False, since="2026-09-22 17:00:00", until="2026-09-23 16:10:00")
    assert flow["description_placeholders"] == {"count": "1", "titles": "Arrival"}
    await submit(hass, flow)
    assert {each.id for each in await history_of(entry).viewings(Wanted())} == {"v0", "v2", "v3"}
    assert EVENING == 1_790_000_000


async def test_titles_are_shown_as_they_are(hass: HomeAssistant, household_folder: Path) -> None:
    name = "![x](https://example.com/x.png) <b>Arrival</b>"
    entry = await add_household(hass, viewing(0, replace(ARRIVAL, name=name)))
    flow = await submit(hass, await chosen(hass, entry, "household_erase"), everything=True)
    shown = "\\!\\[x\\]\\(https\\://example.com/x.png\\) \\<b\\>Arrival\\</b\\>"
    assert flow["description_placeholders"] == {"count": "1", "titles": shown}


async def test_what_cannot_be_erased(hass: HomeAssistant, household_folder: Path) -> None:
    entry = await add_household(hass, *VIEWINGS)
    flow = await submit(hass, await chosen(hass, entry, "household_erase"), everything=False, person=" ", title="")
    assert flow["errors"] == {"base": "erase_nothing_chosen"}
    flow = await submit(hass, flow, everything=True, person="Anna")
    assert flow["errors"] == {"base": "erase_too_much"}
    flow = await submit(hass, flow, everything=False, person="Nobody")
    assert flow["errors"] == {"base": "erase_nothing_found"}
    assert len(await history_of(entry).viewings(Wanted())) == 4
    hass.config_entries.async_update_entry(entry, options={**entry.options, "remember": False})
    (household_folder / "history.db").unlink(missing_ok=True)
    assert await hass.config_entries.async_unload(entry.entry_id)
    gone = await submit(hass, flow, everything=True)  # unloaded while somebody looked at the form
    assert gone["reason"] == "household_nothing_kept"


async def test_as_the_interface_asks(
    hass: HomeAssistant, household_folder: Path, hass_client: ClientSessionGenerator
) -> None:
    entry = await add_household(hass, *VIEWINGS)
    for component in ("config", DOMAIN):
        assert await async_setup_component(hass, component, {})
    client = await hass_client()
    flows = "/api/config/config_entries/options/flow"
    menu = await (await client.post(flows, json={"handler": entry.entry_id})).json()
    form = await (await client.post(f"{flows}/{menu['flow_id']}", json={"next_step_id": "household_erase"})).json()
    fields = {field["name"]: field for field in form["data_schema"]}
    assert list(fields) == ["everything", "person", "title", "since", "until"]
    assert fields["person"]["selector"]["select"]["options"] == ["Anna", "Ben"]


async def test_a_file_that_cannot_be_read(hass: HomeAssistant, household_folder: Path) -> None:
    entry = await add_household(hass, *VIEWINGS)
    confirm = await submit(hass, await chosen(hass, entry, "household_erase"), everything=True)
    stop = await chosen(hass, entry, "household_history")
    stop = await submit(hass, stop, remember=False, retention_days=0, assistants=False)
    flow = await chosen(hass, entry, "household_erase")
    await history_of(entry).close()
    assert (await submit(hass, flow, everything=True))["errors"] == {"base": "history_failed"}
    for waiting, data in ((confirm, {}), (stop, {"erase_kept": True})):
        assert (await submit(hass, waiting, **data))["reason"] == "history_failed"
    assert entry.options["remember"] is True
