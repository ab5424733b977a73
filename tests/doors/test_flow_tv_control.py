"""Switching IP Control on and off for a TV."""

import asyncio
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import CONF_CONTROL_TOKEN
from custom_components.parlor.diagnostics import async_get_config_entry_diagnostics
from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from sim.samsung_tv.log import ControlAsked

from .tvs import NAME, entry_of, set_up, simulated


async def begun(hass: HomeAssistant, entry: MockConfigEntry) -> ConfigFlowResult:
    """Choose IP Control from the settings of a TV."""
    flow = await hass.config_entries.options.async_init(entry.entry_id)
    return await hass.config_entries.options.async_configure(flow["flow_id"], {"next_step_id": "tv_control"})


async def submit(hass: HomeAssistant, flow: ConfigFlowResult, data: dict[str, Any] | None = None) -> ConfigFlowResult:
    """Go on in a flow, through the pairing where there is one."""
    flow = await hass.config_entries.options.async_configure(flow["flow_id"], data or {})
    while flow["type"] is FlowResultType.SHOW_PROGRESS:
        assert flow["progress_action"] == "tv_control_pair"
        await hass.async_block_till_done(wait_background_tasks=True)
        flow = await hass.config_entries.options.async_configure(flow["flow_id"])
    return flow


async def test_on_and_off(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        flow = await begun(hass, entry)
        assert flow["step_id"] == "tv_control_on" and flow["description_placeholders"] == {"name": NAME}
        flow = await submit(hass, flow)
        assert flow["type"] is FlowResultType.CREATE_ENTRY and not entry.options
        await hass.async_block_till_done()
        assert entry.state is ConfigEntryState.LOADED
        assert entry.data[CONF_CONTROL_TOKEN] in tv.ip_control.tokens
        await tv.until(lambda: any(asked.method == "powerControl" for asked in tv.log.of(ControlAsked)))
        assert entry.data[CONF_CONTROL_TOKEN] not in str(await async_get_config_entry_diagnostics(hass, entry))

        flow = await begun(hass, entry)
        assert flow["menu_options"] == ["tv_control_on", "tv_control_off"]
        flow = await hass.config_entries.options.async_configure(flow["flow_id"], {"next_step_id": "tv_control_off"})
        assert flow["step_id"] == "tv_control_off" and CONF_CONTROL_TOKEN in entry.data
        await submit(hass, flow)
        await hass.async_block_till_done()
        assert CONF_CONTROL_TOKEN not in entry.data and entry.state is ConfigEntryState.LOADED


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({"pairing": "deny"}, "control_denied"),
        ({"pairing": "timeout", "popup_seconds": 0.7}, "control_unanswered"),
        ({"ip_control": {"enabled": False}}, "control_closed"),
        ({"ip_control": {"most_tokens": 0}}, "control_no_token"),
        ({"ip_control": {"fault": "error"}}, "control_failed"),
        ({"ip_control": {"fault": "drop"}}, "control_unreachable"),
    ],
)
async def test_what_fails_is_tried_again(
    hass: HomeAssistant, loopback_host: str, settings: dict[str, Any], error: str
) -> None:
    async with simulated(hass, loopback_host, **settings) as tv:
        await tv.settle()
        entry = entry_of(tv)
        await set_up(hass, entry)
        flow = await submit(hass, await begun(hass, entry))
        assert flow["step_id"] == "tv_control_on" and flow["errors"] == {"base": error}
        assert CONF_CONTROL_TOKEN not in entry.data
        tv.configure(pairing="allow", ip_control={"enabled": True, "most_tokens": 8, "fault": "none"})
        await tv.settle()
        flow = await submit(hass, flow)
        assert flow["type"] is FlowResultType.CREATE_ENTRY
        await hass.async_block_till_done()
        assert entry.data[CONF_CONTROL_TOKEN] in tv.ip_control.tokens


@pytest.mark.parametrize("power", ["standby", "off"])
async def test_a_dark_tv_is_not_asked(hass: HomeAssistant, loopback_host: str, power: str) -> None:
    async with simulated(hass, loopback_host, power=power) as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        flow = await submit(hass, await begun(hass, entry))
        assert flow["errors"] == {"base": "control_dark"} and not tv.log.of(ControlAsked)


async def test_while_the_entry_is_not_loaded(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        await hass.config_entries.async_unload(entry.entry_id)
        flow = await submit(hass, await begun(hass, entry))
        assert flow["type"] is FlowResultType.CREATE_ENTRY
        await hass.async_block_till_done()


async def test_one_popup_for_two_flows(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, pairing="ask") as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        flow = await begun(hass, entry)
        pairing = await hass.config_entries.options.async_configure(flow["flow_id"], {})
        assert pairing["type"] is FlowResultType.SHOW_PROGRESS
        await tv.until(lambda: bool(tv.pairing.popup))
        assert (await submit(hass, await begun(hass, entry)))["reason"] == "already_in_progress"
        tv.pairing.answer(True)
        await hass.async_block_till_done(wait_background_tasks=True)
        flow = await hass.config_entries.options.async_configure(flow["flow_id"])
        assert flow["type"] is FlowResultType.CREATE_ENTRY
        await hass.async_block_till_done()


async def test_a_flow_given_up_leaves_nothing_open(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, pairing="ask") as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        flow = await begun(hass, entry)
        await hass.config_entries.options.async_configure(flow["flow_id"], {})
        await tv.until(lambda: bool(tv.pairing.popup))
        hass.config_entries.options.async_abort(flow["flow_id"])
        await hass.async_block_till_done()
        assert CONF_CONTROL_TOKEN not in entry.data
        assert not [task for task in asyncio.all_tasks() if "IP Control pairing" in task.get_name()]
