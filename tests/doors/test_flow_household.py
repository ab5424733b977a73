"""How it is agreed what may be remembered."""

from pathlib import Path
from typing import Any

import pytest

from custom_components.parlor import household_checks
from custom_components.parlor.const import DOMAIN
from homeassistant.config_entries import SOURCE_RECONFIGURE, SOURCE_USER, ConfigFlowContext, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .forms import suggested
from .households import household_entry
from .webpages import webpages

KEY = "0123456789abcdef0123456789abcdef"
NOTHING = {"remember": False, "retention_days": 365, "assistants": False, "look_up_titles": False}


pytestmark = pytest.mark.usefixtures("household_folder")


async def form(hass: HomeAssistant) -> ConfigFlowResult:
    """Choose the household from the menu."""
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    return await hass.config_entries.flow.async_configure(flow["flow_id"], {"next_step_id": "household"})


async def submit(hass: HomeAssistant, flow: ConfigFlowResult, **data: Any) -> ConfigFlowResult:
    """Fill the form in."""
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], data)
    await hass.async_block_till_done()
    return result


async def test_nothing_is_kept_unless_it_is_ticked(hass: HomeAssistant, household_folder: Path) -> None:
    result = await submit(hass, await form(hass))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "What the household watches"
    assert result["data"] == {"kind": "household"}
    assert result["options"] == NOTHING
    assert not household_folder.exists()


async def test_it_is_called_in_the_language_of_the_home(hass: HomeAssistant) -> None:
    hass.config.language = "de"
    assert (await submit(hass, await form(hass)))["title"] == "Was der Haushalt sieht"


async def test_all_of_it(
    hass: HomeAssistant, household_folder: Path, loopback: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with webpages(authentication=(200, b"{}"), **{"guide.xml": (200, b"<tv></tv>")}) as served:
        monkeypatch.setattr(household_checks, "TMDB_CHECK", f"{served.url}/authentication")
        guide = f"{served.url}/guide.xml"
        ticked = {"remember": True, "retention_days": 30, "assistants": True, "look_up_titles": True}
        result = await submit(hass, await form(hass), **ticked, tmdb_key=f" {KEY} ", guide_url=f"{guide} ")
    assert result["data"] == {"kind": "household", "tmdb_key": KEY}
    assert result["options"] == {**ticked, "guide_url": guide}
    assert (household_folder / "history.db").exists()
    assert household_folder.stat().st_mode & 0o777 == 0o700


async def test_what_is_wrong_and_put_right(
    hass: HomeAssistant, loopback: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    flow = await form(hass)
    async with webpages(authentication=(401, b"{}"), page=(200, b"<html>")) as served:
        monkeypatch.setattr(household_checks, "TMDB_CHECK", f"{served.url}/authentication")
        flow = await submit(hass, flow, tmdb_key=KEY, guide_url=f"{served.url}/page", remember=True)
        assert flow["errors"] == {"tmdb_key": "tmdb_key_refused", "guide_url": "guide_not_xmltv"}
        assert suggested(flow)["remember"] is True
        served.pages["/authentication"] = (500, b"")
        flow = await submit(hass, flow, tmdb_key=KEY, guide_url=f"{served.url}/none")
        assert flow["errors"] == {"tmdb_key": "tmdb_unreachable", "guide_url": "guide_unreachable"}
        flow = await submit(hass, flow, guide_url="/etc/passwd")
        assert flow["errors"] == {"guide_url": "guide_path_forbidden"}
    assert (await submit(hass, flow))["type"] is FlowResultType.CREATE_ENTRY


async def test_a_home_has_one(hass: HomeAssistant) -> None:
    other = await form(hass)
    assert (await submit(hass, await form(hass)))["type"] is FlowResultType.CREATE_ENTRY
    again = await form(hass)
    assert (again["type"], again["reason"]) == (FlowResultType.ABORT, "household_already_configured")
    assert other["flow_id"] not in [flow["flow_id"] for flow in hass.config_entries.flow.async_progress()]


async def test_the_key_is_changed(hass: HomeAssistant, loopback: None, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = household_entry()
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    context: ConfigFlowContext = {"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id}

    async def changed(key: str | None) -> ConfigFlowResult:
        flow = await hass.config_entries.flow.async_init(DOMAIN, context=context)
        assert flow["step_id"] == "reconfigure_household" and KEY not in str(flow)
        return await submit(hass, flow, **({"tmdb_key": key} if key is not None else {}))

    async with webpages(authentication=(200, b"{}")) as served:
        monkeypatch.setattr(household_checks, "TMDB_CHECK", f"{served.url}/authentication")
        assert (await changed(KEY))["reason"] == "reconfigure_successful"
        assert entry.data == {"kind": "household", "tmdb_key": KEY}
        flow = await hass.config_entries.flow.async_init(DOMAIN, context=context)
        assert (await submit(hass, flow, **suggested(flow)))["reason"] == "reconfigure_successful"
        assert entry.data["tmdb_key"] == KEY
        served.pages["/authentication"] = (401, b"")
        refused = await changed("f" * 32)
        assert refused["errors"] == {"tmdb_key": "tmdb_key_refused"}
        assert (await submit(hass, refused))["reason"] == "reconfigure_successful"
    assert entry.data == {"kind": "household"}
