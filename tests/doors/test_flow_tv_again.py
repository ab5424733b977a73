"""Pairing a TV again, and following it to another address."""

import pytest

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_HOST, CONF_TOKEN
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Connected

from .tv_flows import progressed, submit
from .tvs import TOKEN, entry_of, set_up, simulated


@pytest.fixture(autouse=True)
async def core(hass: HomeAssistant) -> None:
    """Set up what Parlor depends on."""
    assert await async_setup_component(hass, "homeassistant", {})


async def test_reauth(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        tv.pairing.revoke()
        entry = entry_of(tv)
        entry.add_to_hass(hass)
        flow = await entry.start_reauth_flow(hass)
        assert flow["step_id"] == "reauth_tv" and flow["description_placeholders"] == {"name": entry.title}
        tv.change(power="standby")
        flow = await submit(hass, flow)
        assert flow["errors"] == {"base": "tv_asleep"}
        tv.change(power="on")
        tv.configure(pairing="deny")
        flow = await progressed(hass, await submit(hass, flow))
        assert flow["step_id"] == "tv_retry"
        tv.configure(pairing="allow")
        flow = await progressed(hass, await submit(hass, flow))
        assert flow["reason"] == "reauth_successful"
        assert entry.data[CONF_TOKEN] == tv.pairing.tokens["Parlor"] != TOKEN
        await hass.async_block_till_done()


async def test_reauth_of_another_tv(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry = entry_of(tv)
        entry.add_to_hass(hass)
        hass.config_entries.async_update_entry(entry, unique_id="another")
        flow = await submit(hass, await entry.start_reauth_flow(hass))
        assert flow["reason"] == "tv_other" and not tv.log.of(Connected)


async def test_reconfigure(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry = entry_of(tv, **{CONF_HOST: "127.0.0.99"})
        entry.add_to_hass(hass)
        flow = await entry.start_reconfigure_flow(hass)
        assert flow["step_id"] == "reconfigure_tv"
        flow = await submit(hass, flow, {CONF_HOST: "127.0.0.98"})
        assert flow["errors"] == {"base": "tv_not_there"}
        tv.change(power="standby")  # no popup is needed, so it may sleep
        flow = await submit(hass, flow, {CONF_HOST: tv.host})
        assert flow["reason"] == "reconfigure_successful"
        assert (entry.data[CONF_HOST], entry.data[CONF_TOKEN]) == (tv.host, TOKEN)
        await hass.async_block_till_done()
        assert entry.state is ConfigEntryState.LOADED


async def test_reconfigure_to_another_tv(hass: HomeAssistant, loopback_host: str, second_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        async with SimulatedTV(second_host, control_port=0) as other:
            flow = await submit(hass, await entry.start_reconfigure_flow(hass), {CONF_HOST: other.host})
            assert flow["reason"] == "tv_other" and entry.data[CONF_HOST] == tv.host
