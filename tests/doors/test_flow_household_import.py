"""Bringing in what media servers and the recorder remember, in the settings of the household."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.viewing.history import Wanted
from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from sim.media_server import Fault, JellyfinServer, Library, Play, PlexServer, Work
from tests.sim.media_server.libraries import EVENING, small_library

from .forms import suggested
from .households import add_household, history_of
from .test_flow_household_options import chosen, submit

JELLYFIN = {"username": "Anna", "password": "jelly-word"}


@pytest.fixture
async def entry(hass: HomeAssistant, household_folder: Path, loopback: None) -> MockConfigEntry:
    """Return the household, which remembers."""
    return await add_household(hass)


@pytest.fixture
async def plex(loopback: None) -> AsyncGenerator[PlexServer]:
    """Return a Plex server."""
    async with PlexServer(small_library()) as server:
        yield server


async def brought_in(hass: HomeAssistant, flow: ConfigFlowResult) -> ConfigFlowResult:
    """Look on until an import ends."""
    while flow["type"] is FlowResultType.SHOW_PROGRESS:
        await hass.async_block_till_done(wait_background_tasks=True)
        flow = await hass.config_entries.options.async_configure(flow["flow_id"])
    return flow


async def test_plex(hass: HomeAssistant, entry: MockConfigEntry, plex: PlexServer) -> None:
    for added, known in ((3, 0), (0, 3)):
        flow = await chosen(hass, entry, "household_import", "household_plex")
        flow = await submit(hass, flow, url=plex.url, token="plex-token")
        result = await brought_in(hass, flow)
        assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "household_imported")
        assert result["description_placeholders"] == {"added": str(added), "known": str(known)}
    viewings = await history_of(entry).viewings(Wanted())
    assert [each.title and each.title.name for each in viewings] == ["Arrival", "Good News About Hell", "Arrival"]
    assert "plex-token" not in str(entry.as_dict())


async def test_plex_that_home_assistant_knows(hass: HomeAssistant, entry: MockConfigEntry, plex: PlexServer) -> None:
    config = {"url": plex.url, "token": "plex-token", "verify_ssl": False}
    known = MockConfigEntry(domain="plex", title="Den", data={"server": "Den", "server_config": config})
    known.add_to_hass(hass)
    flow = await chosen(hass, entry, "household_import", "household_plex")
    assert suggested(flow)["server"] == known.entry_id and "plex-token" not in str(flow)
    result = await brought_in(hass, await submit(hass, flow, server=known.entry_id))
    assert result["description_placeholders"] == {"added": "3", "known": "0"}


async def test_jellyfin(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    async with JellyfinServer(small_library()) as server:
        flow = await chosen(hass, entry, "household_import", "household_jellyfin")
        result = await brought_in(hass, await submit(hass, flow, url=server.url, **JELLYFIN))
        assert result["description_placeholders"] == {"added": "4", "known": "0"}
        assert server.tokens == {}
        data = {"url": server.url, **JELLYFIN, "client_device_id": "x"}
        known = MockConfigEntry(domain="jellyfin", title="Cellar", data=data)
        known.add_to_hass(hass)
        flow = await chosen(hass, entry, "household_import", "household_jellyfin")
        result = await brought_in(hass, await submit(hass, flow, server=known.entry_id))
        assert result["description_placeholders"] == {"added": "0", "known": "4"}


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault.REFUSED, "import_refused"),
        (Fault.BUSY, "import_failed"),
        (Fault.HTML, "import_not_server"),
        (Fault.GARBAGE, "import_not_server"),
        (Fault.HUGE, "import_too_large"),
        (Fault.DROP, "import_unreachable"),
    ],
)
@pytest.mark.parametrize("brand", ["plex", "jellyfin"])
async def test_what_does_not_let_us_in(
    hass: HomeAssistant, entry: MockConfigEntry, brand: str, fault: Fault, error: str
) -> None:
    step, access = f"household_{brand}", {"token": "plex-token"} if brand == "plex" else JELLYFIN
    kind: type[PlexServer | JellyfinServer] = PlexServer if brand == "plex" else JellyfinServer
    async with kind(small_library()) as server:
        server.faults.always = ("", fault)
        flow = await submit(hass, await chosen(hass, entry, "household_import", step), url=server.url, **access)
        assert (flow["step_id"], flow["errors"]) == (step, {"base": error})
        server.faults.always = None
        result = await brought_in(hass, await submit(hass, flow, url=server.url, **access))
        assert result["reason"] == "household_imported"


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("household_plex", {}),
        ("household_plex", {"url": "http://den"}),
        ("household_plex", {"url": "http://den", "token": " "}),
        ("household_plex", {"token": "t"}),
        ("household_jellyfin", {"url": "http://den"}),
        ("household_jellyfin", {"username": "Anna"}),
    ],
)
async def test_what_is_missing(hass: HomeAssistant, entry: MockConfigEntry, step: str, typed: dict[str, Any]) -> None:
    flow = await submit(hass, await chosen(hass, entry, "household_import", step), **typed)
    assert flow["errors"] == {"base": "import_address_missing"}


@pytest.mark.parametrize("url", ["den", "ftp://den", "http://127.0.0.1:9"])
async def test_no_server_there(hass: HomeAssistant, entry: MockConfigEntry, url: str) -> None:
    flow = await submit(hass, await chosen(hass, entry, "household_import", "household_plex"), url=url, token="t")
    assert flow["errors"] == {"base": "import_unreachable"}


def long_library() -> Library:
    """Return what takes several pages."""
    library = Library()
    plays = [Play(work=1, person="Anna", at=EVENING + number * 7200) for number in range(250)]
    library.add(Work(id=1, name="Short", minutes=5), *plays)
    return library


async def test_a_server_that_fails_in_the_middle(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    async with PlexServer(long_library()) as server:
        flow = await chosen(hass, entry, "household_import", "household_plex")
        for fault in (Fault.SLOW, Fault.BROKEN):  # the first page comes, the second does not
            server.faults.add(fault, "metadata")
        flow = await submit(hass, flow, url=server.url, token="plex-token")
        flow = await brought_in(hass, flow)
        assert (flow["step_id"], flow["errors"]) == ("household_stopped", {"base": "import_failed"})
        assert flow["description_placeholders"] == {"added": "100"}
        result = await brought_in(hass, await submit(hass, flow))
        assert result["description_placeholders"] == {"added": "250", "known": "0"}


async def test_whoever_closes_the_dialog_breaks_it_off(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    async with PlexServer(long_library()) as server:
        flow = await chosen(hass, entry, "household_import", "household_plex")
        server.faults.always = ("metadata", Fault.HANG)
        flow = await hass.config_entries.options.async_configure(
            flow["flow_id"], {"url": server.url, "token": "plex-token"}
        )
        assert flow["type"] is FlowResultType.SHOW_PROGRESS
        hass.config_entries.options.async_abort(flow["flow_id"])
        await hass.async_block_till_done(wait_background_tasks=True)
    assert await history_of(entry).viewings(Wanted()) == ()


async def test_an_entry_that_is_reloaded_meanwhile(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    async with PlexServer(long_library()) as server:
        flow = await chosen(hass, entry, "household_import", "household_plex")
        server.faults.add(Fault.SLOW, "metadata")
        options = hass.config_entries.options
        flow = await options.async_configure(flow["flow_id"], {"url": server.url, "token": "plex-token"})
        assert await hass.config_entries.async_reload(entry.entry_id)
        flow = await brought_in(hass, flow)
        assert (flow["step_id"], flow["errors"]) == ("household_stopped", {"base": "history_failed"})
        result = await brought_in(hass, await submit(hass, flow))
        assert result["description_placeholders"] == {"added": "250", "known": "0"}
