"""What is told when a TV refuses, was exchanged or cannot be woken, and that it is taken back."""

import asyncio
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.parlor.const import CONF_REFUSED, DOMAIN
from custom_components.parlor.samsung.errors import Refusal
from custom_components.parlor.samsung.evidence import Evidence
from custom_components.parlor.samsung.ip_control.state import ControlState
from custom_components.parlor.samsung.state import TVState
from custom_components.parlor.tv_troubles import Seen, Trouble, async_tell, issue_id, troubles
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.const import CONF_HOST, CONF_TOKEN
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Connected, Disconnected

from .tv_flows import progressed, submit
from .tvs import PLAYER, TOKEN, entry_of, set_up, simulated, until_state


@pytest.mark.parametrize(
    ("refusal", "other_subnet", "told"),
    [
        (None, True, set()),
        (Refusal.DENIED, True, set()),
        (Refusal.UNANSWERED, True, set()),
        (Refusal.BLOCKED, False, {Trouble.ACCESS_OFF}),
        (Refusal.AT_ONCE, False, set()),
        (Refusal.AT_ONCE, True, {Trouble.OTHER_SUBNET}),
    ],
)
def test_what_a_refusal_tells(refusal: Refusal | None, other_subnet: bool, told: set[Trouble]) -> None:
    assert troubles(TVState(refusal=refusal), Seen(), 0, other_subnet=other_subnet) == told


@pytest.mark.parametrize(
    ("control", "trouble"),
    [(ControlState(is_closed=True), Trouble.CONTROL_CLOSED), (ControlState(is_refused=True), Trouble.CONTROL_REFUSED)],
)
def test_what_ip_control_tells(control: ControlState, trouble: Trouble) -> None:
    assert troubles(TVState(control=control), Seen(), 0, other_subnet=True) == {trouble}
    assert not troubles(TVState(control=ControlState()), Seen(), 0, other_subnet=True)


def test_waking_has_to_fail_several_times() -> None:
    asleep = Evidence(rest_at=0, heard_at=0, failing_since=10)
    seen = Seen()
    for number, at in enumerate((1000.0, 2000.0, 3000.0), 1):
        commanded = replace(asleep, on_command_at=at)
        assert seen.after(commanded, at + 30) == seen  # it may still come
        seen = seen.after(commanded, at + 61)
        assert seen.failed_wakes == number
        assert seen.after(commanded, at + 500) == seen  # counted once
        told = troubles(TVState(), seen, at + 500, other_subnet=False)
        assert told == ({Trouble.WAKE_FAILS} if number == 3 else set())
    woken = replace(asleep, on_command_at=4000, failing_since=None, dark_until=4007, heard_at=4010, rest_at=4010)
    assert seen.after(woken, 4010).failed_wakes == 0


def test_what_answered_all_along_proves_nothing_of_waking() -> None:
    awake = Evidence(rest_at=1000, heard_at=1000, on_command_at=900)
    assert Seen(failed_wakes=2).after(awake, 1000).failed_wakes == 2
    went_dark_later = replace(awake, failing_since=950)
    assert Seen(failed_wakes=2).after(went_dark_later, 1000).failed_wakes == 2


def test_nonsense_has_to_last() -> None:
    nonsense = Evidence(heard_at=100)
    seen = Seen().after(nonsense, 100)
    for at in (300.0, 699.0, 700.0):
        seen = seen.after(replace(nonsense, heard_at=at), at)
        told = troubles(TVState(), seen, at, other_subnet=False)
        assert told == ({Trouble.MOVED} if at == 700 else set())
    assert Seen().after(replace(nonsense, heard_at=710, rest_at=705), 710).strange_since is None  # its renderer answers
    assert seen.after(replace(nonsense, heard_at=710, rest_at=710), 710).strange_since is None
    assert seen.after(replace(nonsense, failing_since=710), 710).strange_since is None


def told(hass: HomeAssistant, entry: MockConfigEntry) -> set[Trouble]:
    """Return what Repairs tell of a TV."""
    issues = ir.async_get(hass)
    return {trouble for trouble in Trouble if issues.async_get_issue(DOMAIN, issue_id(entry, trouble))}


def reauths(hass: HomeAssistant) -> list[Any]:
    """Return the questions for a new pairing."""
    flows = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    return [flow for flow in flows if flow["context"]["source"] == SOURCE_REAUTH]


async def refused(hass: HomeAssistant, tv: SimulatedTV, entry: MockConfigEntry) -> None:
    """Set an entry up whose TV refuses, and wait until it has."""
    await set_up(hass, entry)
    await tv.until(lambda: bool(tv.log.of(Disconnected)))
    await hass.async_block_till_done()


async def test_a_popup_that_nobody_answered(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, pairing="ask", popup_seconds=0.7) as tv:
        tv.pairing.revoke()
        entry = entry_of(tv)
        await refused(hass, tv, entry)
        [flow] = reauths(hass)
        assert flow["step_id"] == "reauth_tv" and not told(hass, entry)
        assert entry.data[CONF_REFUSED] == "unanswered" and entry.data[CONF_TOKEN] == TOKEN
        await hass.config_entries.async_reload(entry.entry_id)
        await until_state(hass, PLAYER, lambda state: state.state == "on")
        await hass.async_block_till_done()
        [flow] = reauths(hass)
        assert len(tv.log.of(Connected)) == 1 and not tv.pairing.popup
        tv.configure(pairing="allow")
        flow = await progressed(hass, await submit(hass, flow))
        assert flow["reason"] == "reauth_successful"
        await hass.async_block_till_done()
        assert CONF_REFUSED not in entry.data and not reauths(hass)
        await tv.until(lambda: tv.log.of(Connected)[-1].outcome == "ms.channel.connect")


async def test_a_token_that_the_tv_takes_again(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, stale_token="timeout") as tv:
        tv.pairing.revoke()
        entry = entry_of(tv)
        await refused(hass, tv, entry)
        assert len(reauths(hass)) == 1 and CONF_REFUSED not in entry.data
        tv.pairing.tokens["Parlor"] = TOKEN
        await hass.config_entries.async_reload(entry.entry_id)
        await tv.until(lambda: tv.log.of(Connected)[-1].outcome == "ms.channel.connect")
        await hass.async_block_till_done()
        assert not reauths(hass)


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


async def test_in_another_subnet(hass: HomeAssistant, loopback_host: str, home_network: dict[str, Any]) -> None:
    home_network.update(address="192.168.7.2", network_prefix=24)
    async with simulated(hass, loopback_host, pairing="timeout") as tv:
        tv.pairing.revoke()
        entry = entry_of(tv)
        await refused(hass, tv, entry)
        assert told(hass, entry) == {Trouble.OTHER_SUBNET} and not reauths(hass)
        await hass.config_entries.async_unload(entry.entry_id)
        assert not told(hass, entry)


async def test_another_tv_at_the_address(
    hass: HomeAssistant, loopback_host: str, hass_client: ClientSessionGenerator
) -> None:
    assert await async_setup_component(hass, "repairs", {})
    async with SimulatedTV("127.78.8.11", control_port=0) as other, simulated(hass, loopback_host) as tv:
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


async def test_it_heals_by_itself_when_the_tv_is_back(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry, identity = entry_of(tv), tv.identity
        tv.set.identity = replace(identity, udn="uuid:another", mac="00:11:22:33:44:55")
        await set_up(hass, entry, ConfigEntryState.SETUP_RETRY)
        assert told(hass, entry) == {Trouble.MOVED}
        tv.set.identity = identity
        async_fire_time_changed(hass, dt_util.utcnow().replace(year=2099))
        await until_loaded(entry)
        assert not told(hass, entry)


async def until_loaded(entry: MockConfigEntry) -> None:
    """Wait until an entry that is tried again is set up."""
    changed = asyncio.Event()
    end = entry.async_on_state_change(changed.set)
    async with asyncio.timeout(15):
        while entry.state is not ConfigEntryState.LOADED:
            await changed.wait()
            changed.clear()
    end()


async def test_a_tv_that_is_removed_takes_its_troubles_along(hass: HomeAssistant, loopback_host: str) -> None:
    async with SimulatedTV("127.78.8.12", control_port=0) as other, simulated(hass, loopback_host) as tv:
        entry = entry_of(tv, **{CONF_HOST: other.host})
        await set_up(hass, entry, ConfigEntryState.SETUP_RETRY)
        assert told(hass, entry) == {Trouble.MOVED}
        await hass.config_entries.async_remove(entry.entry_id)
        assert not told(hass, entry)


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


def has_connected(tv: SimulatedTV, times: int) -> bool:
    """Say whether we have connected so often."""
    return len(tv.log.of(Connected)) >= times


async def test_two_that_fight_over_one_name(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, reissue_token=True) as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        before = entry.runtime_data
        for count in range(1, 4):
            await tv.until(partial(has_connected, tv, count), seconds=20)
            await asyncio.sleep(0.3)
            assert entry.data[CONF_TOKEN] == tv.pairing.tokens["Parlor"]
            tv.pairing.tokens["Parlor"] = f"9999999{count}"  # another Home Assistant has paired under our name
            tv.change(power="off")
            await tv.settle()
            tv.change(power="on")
        await hass.async_block_till_done()
        assert entry.runtime_data is before and not reauths(hass) and not told(hass, entry)
