"""Going through a repair of a TV, to the flow it ends in."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.parlor.const import DOMAIN
from custom_components.parlor.tv_troubles import Trouble, async_tell, issue_id
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_HOST
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Connected

from .tv_flows import progressed, submit
from .tv_trouble import reauths, refused, told
from .tvs import entry_of, set_up, simulated


async def test_remote_access_switched_off(
    hass: HomeAssistant, loopback_host: str, hass_client: ClientSessionGenerator
) -> None:
    assert await async_setup_component(hass, "repairs", {})
    async with simulated(hass, loopback_host, pairing="deny") as tv:
        tv.pairing.revoke()
        entry = entry_of(tv)
        await refused(hass, tv, entry)
        assert told(hass, entry) == {Trouble.ACCESS_OFF} and not reauths(hass)
        tv.change(power="standby")
        tv.change(power="on")
        await hass.async_block_till_done()
        assert len(tv.log.of(Connected)) == 1
        tv.configure(pairing="allow")
        following = await repaired(hass, hass_client, entry, Trouble.ACCESS_OFF)
        [flow] = reauths(hass)
        assert following == ["config_flow", flow["flow_id"]]
        assert flow["context"]["title_placeholders"] == {"name": entry.title}
        flow = await progressed(hass, await submit(hass, flow))
        assert flow["reason"] == "reauth_successful"
        await tv.until(lambda: tv.log.of(Connected)[-1].outcome == "ms.channel.connect")
        await hass.async_block_till_done()
        assert not told(hass, entry) and not reauths(hass)


async def repaired(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, entry: MockConfigEntry, trouble: Trouble
) -> Any:
    """Go through a repair, and return the flow it ends in."""
    client = await hass_client()
    issue = {"handler": DOMAIN, "issue_id": issue_id(entry, trouble)}
    step = await (await client.post("/api/repairs/issues/fix", json=issue)).json()
    assert step["step_id"] == "confirm" and step["description_placeholders"]["name"] == entry.title
    step = await (await client.post(f"/api/repairs/issues/fix/{step['flow_id']}", json={})).json()
    assert step["type"] == FlowResultType.CREATE_ENTRY
    return step["next_flow"]


async def test_a_repair_takes_up_the_question_that_waits(
    hass: HomeAssistant, loopback_host: str, hass_client: ClientSessionGenerator
) -> None:
    assert await async_setup_component(hass, "repairs", {})
    async with simulated(hass, loopback_host, pairing="deny") as tv:
        tv.pairing.revoke()
        entry = entry_of(tv)
        await refused(hass, tv, entry)
        waiting = await entry.start_reauth_flow(hass)
        following = await repaired(hass, hass_client, entry, Trouble.ACCESS_OFF)
        assert following == ["config_flow", waiting["flow_id"]] and len(reauths(hass)) == 1


async def test_another_tv_at_the_address(
    hass: HomeAssistant, loopback_host: str, second_host: str, hass_client: ClientSessionGenerator
) -> None:
    assert await async_setup_component(hass, "repairs", {})
    async with SimulatedTV(second_host, control_port=0) as other, simulated(hass, loopback_host) as tv:
        entry = entry_of(tv, **{CONF_HOST: other.host})
        await set_up(hass, entry, ConfigEntryState.SETUP_RETRY)
        assert told(hass, entry) == {Trouble.MOVED}
        following = await repaired(hass, hass_client, entry, Trouble.MOVED)
        [flow] = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
        assert following == ["config_flow", flow["flow_id"]] and flow["step_id"] == "reconfigure_tv"
        flow = await submit(hass, flow, {CONF_HOST: tv.host})
        assert flow["reason"] == "reconfigure_successful"
        await hass.async_block_till_done()
        assert entry.state is ConfigEntryState.LOADED and not told(hass, entry)


@pytest.mark.parametrize(
    ("trouble", "page"),
    [
        (Trouble.WAKE_FAILS, "tv_turn_on"),
        (Trouble.CONTROL_CLOSED, "tv_control_on"),
        (Trouble.CONTROL_REFUSED, "tv_control_on"),
    ],
)
async def test_repairs_that_end_in_the_settings(
    hass: HomeAssistant, loopback_host: str, hass_client: ClientSessionGenerator, trouble: Trouble, page: str
) -> None:
    assert await async_setup_component(hass, "repairs", {})
    async with simulated(hass, loopback_host) as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        async_tell(hass, entry, trouble)
        following = await repaired(hass, hass_client, entry, trouble)
        [flow] = hass.config_entries.options.async_progress_by_handler(entry.entry_id)
        assert following == ["options_flow", flow["flow_id"]] and flow["step_id"] == page
        hass.config_entries.options.async_abort(flow["flow_id"])


async def test_a_repair_of_a_tv_that_has_gone(
    hass: HomeAssistant, loopback_host: str, hass_client: ClientSessionGenerator
) -> None:
    assert await async_setup_component(hass, "repairs", {})
    async with simulated(hass, loopback_host, pairing="deny") as tv:
        tv.pairing.revoke()
        entry = entry_of(tv)
        await refused(hass, tv, entry)
        client = await hass_client()
        issue = {"handler": DOMAIN, "issue_id": issue_id(entry, Trouble.ACCESS_OFF)}
        step = await (await client.post("/api/repairs/issues/fix", json=issue)).json()
        await hass.config_entries.async_remove(entry.entry_id)
        step = await (await client.post(f"/api/repairs/issues/fix/{step['flow_id']}", json={})).json()
        assert step["type"] == FlowResultType.CREATE_ENTRY and not step.get("next_flow")
