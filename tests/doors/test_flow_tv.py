"""Adding a TV: found or named, paired in every way it can end, moved, and paired again."""

from homeassistant.config_entries import SOURCE_USER
from homeassistant.const import CONF_HOST
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
import pytest

from custom_components.parlor.const import DOMAIN

from .tvs import NAME, simulated, udn


async def test_by_host(hass: HomeAssistant, loopback_host: str) -> None:
    assert await async_setup_component(hass, "homeassistant", {})
    async with simulated(loopback_host) as tv:
        tv.pairing.revoke()
        flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
        flow = await hass.config_entries.flow.async_configure(flow["flow_id"], {"next_step_id": "tv"})
        assert flow["type"] is FlowResultType.FORM
        flow = await hass.config_entries.flow.async_configure(flow["flow_id"], {CONF_HOST: tv.host})
        assert flow["type"] is FlowResultType.SHOW_PROGRESS
        await hass.async_block_till_done()
        flow = await hass.config_entries.flow.async_configure(flow["flow_id"])
        assert flow["type"] is FlowResultType.CREATE_ENTRY, flow
        await hass.async_block_till_done()
        print(hass.states.async_all())
        assert hass.states.get("media_player.living_room_tv").state == "on"
        await hass.config_entries.async_unload(flow["result"].entry_id)
