"""What is told when a TV refuses, was exchanged or cannot be woken, and that it is taken back."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.parlor.const import CONF_REFUSED, DOMAIN
from custom_components.parlor.diagnostics import async_get_config_entry_diagnostics
from custom_components.parlor.samsung.errors import Refusal
from custom_components.parlor.samsung.ip_control.state import ControlState
from custom_components.parlor.samsung.power.evidence import Evidence
from custom_components.parlor.samsung.state import Timing, TVState
from custom_components.parlor.tv_troubles import Seen, Trouble, issue_id, troubles
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_HOST, CONF_TOKEN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Connected

from .tv_flows import discovered, progressed, ssdp, submit
from .tv_trouble import reauths, refused, told
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


@pytest.mark.parametrize("settings", [{"stale_token": "timeout"}, {"pairing": "deny"}])
async def test_the_question_is_taken_back_when_the_tv_lets_us_in_by_itself(
    hass: HomeAssistant, loopback_host: str, settings: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(Timing.__init__.__kwdefaults__ or {}, "ask_again", 1.0)  # a minute otherwise
    async with simulated(hass, loopback_host, **settings) as tv:
        tv.pairing.revoke()
        entry = entry_of(tv)
        await refused(hass, tv, entry)
        before = entry.runtime_data
        assert reauths(hass) or told(hass, entry)
        tv.pairing.tokens["Parlor"] = TOKEN
        await tv.until(lambda: tv.log.of(Connected)[-1].outcome == "ms.channel.connect", 10)
        await asyncio.sleep(0.3)
        assert not reauths(hass) and not told(hass, entry) and entry.runtime_data is before


async def test_a_trouble_that_lasts_is_told_again(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, pairing="deny") as tv:
        tv.pairing.revoke()
        entry = entry_of(tv)
        await refused(hass, tv, entry)
        ir.async_delete_issue(hass, DOMAIN, issue_id(entry, Trouble.ACCESS_OFF))  # as a repair does
        async_fire_time_changed(hass, dt_util.utcnow() + timedelta(minutes=2))
        await hass.async_block_till_done()
        assert told(hass, entry) == {Trouble.ACCESS_OFF}


async def test_in_another_subnet(hass: HomeAssistant, loopback_host: str, home_network: dict[str, Any]) -> None:
    home_network.update(address="192.168.7.2", network_prefix=24)
    async with simulated(hass, loopback_host, pairing="timeout") as tv:
        tv.pairing.revoke()
        entry = entry_of(tv)
        await refused(hass, tv, entry)
        assert told(hass, entry) == {Trouble.OTHER_SUBNET} and not reauths(hass)
        await hass.config_entries.async_unload(entry.entry_id)
        assert not told(hass, entry)


async def test_diagnostics_while_it_cannot_be_set_up(hass: HomeAssistant, loopback_host: str, second_host: str) -> None:
    async with SimulatedTV(second_host, control_port=0) as other, simulated(hass, loopback_host) as tv:
        entry = entry_of(tv, **{CONF_HOST: other.host})
        await set_up(hass, entry, ConfigEntryState.SETUP_RETRY)
        told = await async_get_config_entry_diagnostics(hass, entry)
        assert told["entry"]["kind"] == "tv" and TOKEN not in str(told) and other.host not in str(told)


async def test_found_again_where_it_was(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry, identity = entry_of(tv), tv.identity
        tv.set.identity = replace(identity, udn="uuid:another", mac="00:11:22:33:44:55")
        await set_up(hass, entry, ConfigEntryState.SETUP_RETRY)
        tv.set.identity = identity
        assert (await discovered(hass, ssdp(tv.host)))["reason"] == "already_configured"
        await until_loaded(entry)


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


async def test_a_tv_that_is_removed_takes_its_troubles_along(
    hass: HomeAssistant, loopback_host: str, second_host: str
) -> None:
    async with SimulatedTV(second_host, control_port=0) as other, simulated(hass, loopback_host) as tv:
        entry = entry_of(tv, **{CONF_HOST: other.host})
        await set_up(hass, entry, ConfigEntryState.SETUP_RETRY)
        assert told(hass, entry) == {Trouble.MOVED}
        await hass.config_entries.async_remove(entry.entry_id)
        assert not told(hass, entry)


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
