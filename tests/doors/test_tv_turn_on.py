"""The user's own actions that turn a TV on."""

import asyncio
from types import MappingProxyType

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_mock_service

from custom_components.parlor.const import DOMAIN
from custom_components.parlor.tv_turn_on import async_waker
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component

from .tvs import PLAYER, entry_of, set_up, simulated, until_state


@pytest.fixture
async def entry(hass: HomeAssistant) -> MockConfigEntry:
    """Return an entry, with what actions need."""
    assert await async_setup_component(hass, "homeassistant", {})
    entry = MockConfigEntry(domain=DOMAIN, title="TV")
    entry.add_to_hass(hass)
    return entry


async def test_it_runs(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    calls = async_mock_service(hass, "switch", "turn_on")
    action = MappingProxyType({"action": "switch.turn_on", "target": MappingProxyType({"entity_id": ["switch.plug"]})})
    wake = await async_waker(hass, entry, (action,))
    assert wake is not None
    await wake()
    await wake()
    assert [call.data["entity_id"] for call in calls] == [["switch.plug"]] * 2


async def test_without_actions(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    assert await async_waker(hass, entry, ()) is None


async def test_what_cannot_be_run_any_more(
    hass: HomeAssistant, entry: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    gone = {"device_id": "gone", "domain": "nowhere", "type": "turn_on"}
    assert await async_waker(hass, entry, (gone,)) is None
    assert "The action that turns TV on cannot be run" in caplog.text


async def test_what_fails_is_told_and_no_error(
    hass: HomeAssistant, entry: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(call: ServiceCall) -> None:
        raise HomeAssistantError("no such plug")

    hass.services.async_register("switch", "turn_on", fail)
    wake = await async_waker(hass, entry, ({"action": "switch.turn_on"},))
    assert wake is not None
    await wake()
    assert "did not end well: no such plug" in caplog.text


async def test_what_takes_long_goes_on_and_ends_with_the_entry(hass: HomeAssistant, loopback_host: str) -> None:
    started, ended = asyncio.Event(), asyncio.Event()

    async def wait(call: ServiceCall) -> None:
        started.set()
        try:
            await asyncio.sleep(600)
        finally:
            ended.set()

    async with simulated(hass, loopback_host) as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        hass.services.async_register("switch", "turn_on", wait)
        wake = await async_waker(hass, entry, ({"action": "switch.turn_on"},))
        assert wake is not None
        waking = asyncio.create_task(wake())
        await asyncio.wait_for(started.wait(), 5)
        waking.cancel()  # whoever turned the TV on has given up
        await asyncio.sleep(0)
        assert not ended.is_set()
        await hass.config_entries.async_unload(entry.entry_id)
        await asyncio.wait_for(ended.wait(), 5)


async def test_a_tv_that_nothing_else_turns_on(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, power="off", wakes_on_lan=False) as tv:

        async def plug_in(call: ServiceCall) -> None:
            tv.change(power="on")
            await tv.settle()

        hass.services.async_register("test", "plug_in", plug_in)
        entry = entry_of(tv)
        entry.add_to_hass(hass)
        hass.config_entries.async_update_entry(entry, options={"turn_on_action": [{"action": "test.plug_in"}]})
        await set_up(hass, entry)
        await hass.services.async_call("media_player", "turn_on", {"entity_id": PLAYER}, blocking=True)
        await until_state(hass, PLAYER, lambda state: state.state == "on")
