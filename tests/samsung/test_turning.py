"""Turning a TV on and off by every way that there is, with sets that take some of them and not others."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import nullcontext
from dataclasses import replace
import time

import aiohttp
import pytest

from custom_components.parlor.samsung.errors import NotConfirmed, PairingNeeded, PowerUnknown, TVUnreachable
from custom_components.parlor.samsung.power.verdict import Decider, Power
from custom_components.parlor.samsung.power.wol import Waking
from sim.samsung_tv import Power as Lit, Reports, SamsungTV as SimulatedTV
from sim.samsung_tv.log import KeyReceived, Woken

from .conftest import TOKEN
from .ip_control import CONTROL_TOKEN
from .watching import FAST, power, until, watched

RADIO = "7c:0a:3f:00:00:99"


@pytest.fixture
async def frame(loopback_host: str) -> AsyncIterator[SimulatedTV]:
    """Run a Frame that knows us."""
    async with SimulatedTV(loopback_host, model="QE55LS03BAUXXN", control_port=0) as tv:
        tv.pairing.tokens["Parlor"] = TOKEN
        tv.ip_control.tokens.append(CONTROL_TOKEN)
        tv.configure(hold_seconds=0.05)
        yield tv


def powers(tv: SimulatedTV) -> list[Lit]:
    """Note every power that a set goes through from now on."""
    gone_through: list[Lit] = []
    tv.set.observe(lambda before, after: gone_through.append(after.power) if before.power != after.power else None)
    return gone_through


async def test_ip_control_comes_first(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.ip_control.tokens.append(CONTROL_TOKEN)
    tv.change(power="standby")
    async with watched(session, tv.host, control_token=CONTROL_TOKEN) as seen:
        await seen.turn_on()
        assert tv.state.power == "on" and power(seen) is Power.ON
        await seen.turn_off()
        assert tv.state.power == "standby" and power(seen) is Power.OFF
        assert not tv.log.of(KeyReceived)


async def test_ip_control_that_forgot_us_leaves_the_key(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host, control_token="forgotten") as seen:
        await seen.turn_off()
        assert tv.state.power == "standby"
        await seen.turn_on()
        assert tv.state.power == "on" and tv.log.keys == ["KEY_POWER"] * 2


@pytest.mark.parametrize("control_token", [CONTROL_TOKEN, None])
async def test_a_frame_goes_off_from_art_and_never_to_what_is_watched(
    session: aiohttp.ClientSession, frame: SimulatedTV, control_token: str | None
) -> None:
    frame.change(power="art")
    async with watched(session, frame.host, control_token=control_token) as seen:
        await until(seen, lambda state: state.power is Power.ART)
        gone_through = powers(frame)
        await seen.turn_off()
        assert gone_through == ["standby"] and power(seen) is Power.OFF


@pytest.mark.parametrize("api", ["0.97", "5.0.1.0"])
async def test_a_frame_of_2025_in_art_goes_off(session: aiohttp.ClientSession, frame: SimulatedTV, api: str) -> None:
    frame.configure(art={"api": api}, art_reports="standby")
    async with watched(session, frame.host) as seen:
        await until(seen, lambda state: state.art is not None and state.art.mode is False)
        frame.change(power="art")
        await until(seen, lambda state: state.power is Power.ART and state.evidence.rest_power == "standby")
        await seen.turn_off()
        assert frame.state.power == "standby"
        await until(seen, lambda state: state.power is Power.OFF and not state.is_assumed)


async def test_a_frame_that_takes_a_hold_for_a_click(session: aiohttp.ClientSession, frame: SimulatedTV) -> None:
    frame.configure(hold_seconds=60)
    async with watched(session, frame.host) as seen:
        await until(seen, lambda state: state.art is not None and state.art.mode is False)
        with pytest.raises(NotConfirmed):
            await seen.turn_off()
        assert frame.state.power == "art" and power(seen) is Power.ART


@pytest.mark.parametrize("control_token", [CONTROL_TOKEN, None])
async def test_a_frame_that_comes_on_with_art_is_taken_out_of_it(
    session: aiohttp.ClientSession, frame: SimulatedTV, control_token: str | None
) -> None:
    frame.configure(wakes_to_art=True)
    frame.change(power="standby")
    async with watched(session, frame.host, control_token=control_token) as seen:
        await until(seen, lambda state: state.power is Power.OFF)
        await seen.turn_on()
        assert frame.state.power == "on" and power(seen) is Power.ON


async def test_a_frame_in_art_is_turned_on(session: aiohttp.ClientSession, frame: SimulatedTV) -> None:
    frame.change(power="art")
    async with watched(session, frame.host) as seen:
        await until(seen, lambda state: state.power is Power.ART)
        await seen.turn_on()
        assert frame.state.power == "on" and not frame.log.of(KeyReceived)


async def test_the_card_that_the_user_named_wakes_a_set_that_told_its_radio(
    session: aiohttp.ClientSession, tv: SimulatedTV
) -> None:
    tv.set.identity = replace(tv.identity, wifi_mac=RADIO)
    tv.change(power="off")
    await tv.settle()
    async with watched(session, tv.host, waking=Waking(mac=RADIO, wake_mac=tv.identity.mac)) as seen:
        await seen.turn_on()
        assert tv.state.power == "on"


async def test_packets_go_to_the_network_that_the_user_named(tv: SimulatedTV) -> None:
    tv.change(power="off")
    await Waking(broadcast="127.255.255.255").send("127.0.0.2", [RADIO, tv.identity.mac])
    await tv.until(lambda: tv.state.power == "on")


async def test_the_users_own_action_where_there_is_nothing_else(
    session: aiohttp.ClientSession, tv: SimulatedTV
) -> None:
    tv.change(power="off")
    await tv.settle()

    async def plug() -> None:
        tv.change(power="on")

    async with watched(session, tv.host, waking=Waking(on_wake=plug)) as seen:
        assert seen.is_wakeable
        await seen.turn_on()
        assert tv.state.power == "on"


async def test_the_users_own_action_where_packets_do_not_help(
    session: aiohttp.ClientSession, tv: SimulatedTV, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.parlor.samsung.power.turning_on.OWN_ACTION_AFTER", 0.3)
    tv.configure(wakes_on_lan=False)
    tv.change(power="off")
    await tv.settle()
    called = []

    async def plug() -> None:
        called.append(1)
        tv.change(power="on")

    async with watched(session, tv.host, waking=Waking(mac=tv.identity.mac, on_wake=plug)) as seen:
        await seen.turn_on()
        assert tv.state.power == "on" and called == [1]


async def test_the_users_own_action_is_left_alone_where_packets_help(
    session: aiohttp.ClientSession, tv: SimulatedTV
) -> None:
    tv.change(power="off")
    await tv.settle()
    called = []

    async def plug() -> None:
        called.append(1)

    async with watched(session, tv.host, waking=Waking(mac=tv.identity.mac, on_wake=plug)) as seen:
        await seen.turn_on()
        assert not called


async def test_a_broken_action_of_the_user(
    session: aiohttp.ClientSession, tv: SimulatedTV, caplog: pytest.LogCaptureFixture
) -> None:
    tv.change(power="off")
    await tv.settle()

    async def plug() -> None:
        raise RuntimeError("no such plug")

    timing = replace(FAST, on_wait=1)
    async with watched(session, tv.host, waking=Waking(on_wake=plug), timing=timing) as seen:
        with pytest.raises(NotConfirmed):
            await seen.turn_on()
    assert "no such plug" in caplog.text


async def test_woken_by_packet_although_it_refuses_us(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(pairing="deny")
    tv.pairing.revoke()
    tv.change(power="standby")
    async with watched(session, tv.host, waking=Waking(mac=tv.identity.mac)) as seen:
        await seen.turn_on()
        assert tv.state.power == "on" and {entry.by for entry in tv.log.of(Woken)} == {"wake_on_lan"}


async def test_a_set_that_refuses_us_and_cannot_be_woken_is_not_on(
    session: aiohttp.ClientSession, tv: SimulatedTV
) -> None:
    tv.set.identity = replace(tv.identity, wifi_mac="none")
    tv.configure(reports="absent", pairing="deny")
    tv.pairing.revoke()
    tv.change(power="standby")
    async with watched(session, tv.host) as seen:
        with pytest.raises(PairingNeeded):
            await seen.turn_on()
        assert power(seen) is Power.UNKNOWN


@pytest.mark.parametrize("takes_off_key", [True, False])
async def test_the_discrete_key_where_it_is_not_known_whether_it_is_on(
    session: aiohttp.ClientSession, tv: SimulatedTV, monkeypatch: pytest.MonkeyPatch, takes_off_key: bool
) -> None:
    monkeypatch.setattr("custom_components.parlor.samsung.power.verdict.RECENT", 0.2)
    tv.configure(reports="absent", ping_seconds=60, takes_off_key=takes_off_key)
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.connected)
        tv.configure(faults={"upnp": "error"})
        await until(seen, lambda state: state.power is Power.UNKNOWN)
        with nullcontext() if takes_off_key else pytest.raises(PowerUnknown):
            await seen.turn_off()
        assert tv.log.keys == ["KEY_POWEROFF"] and power(seen) is (Power.OFF if takes_off_key else Power.UNKNOWN)


@pytest.mark.parametrize("dead", ["dark refused", "dark silent", "unplugged", "frozen"])
async def test_a_dead_tv_is_told_within_three_seconds(
    session: aiohttp.ClientSession, tv: SimulatedTV, dead: str
) -> None:
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.connected)
        if dead.startswith("dark"):
            tv.configure(dark=dead.split()[1])
            tv.change(power="off")
        else:
            tv.configure(faults={"network": dead})
        await tv.settle()
        started = time.monotonic()
        with pytest.raises(TVUnreachable):
            await seen.turn_off()
        assert time.monotonic() - started < 3.5


async def test_nothing_that_wakes_it_is_told_within_three_seconds(
    session: aiohttp.ClientSession, tv: SimulatedTV
) -> None:
    tv.set.identity = replace(tv.identity, wifi_mac="none")
    tv.configure(dark="silent")
    tv.change(power="off")
    await tv.settle()
    async with watched(session, tv.host, timing=replace(FAST, on_wait=14)) as seen:
        started = time.monotonic()
        with pytest.raises(TVUnreachable):
            await seen.turn_on()
        assert time.monotonic() - started < 3.5


async def test_off_while_it_may_be_coming_on(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(reports="absent", websocket_wakes=True)
    tv.change(power="standby")
    async with watched(session, tv.host) as seen:
        with pytest.raises(PowerUnknown):
            await seen.turn_off()
        await asyncio.gather(seen.turn_on(), seen.turn_on())
        assert tv.state.power == "on"


async def test_a_maintenance_wake_is_not_taken_for_on(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.change(power="off")
    await tv.settle()
    async with watched(session, tv.host) as seen:
        told: list[Power] = []
        seen.subscribe(lambda state: told.append(state.power))
        for reports in (Reports.ON, Reports.STANDBY, Reports.EMPTY):
            tv.set.wake_network(0.5, reports)
            seen.announced(alive=True)
            await until(seen, lambda state: state.decided_by in (Decider.WAKE_UP, Decider.REST))
            await tv.until(lambda: tv.state.maintenance is None)
            await tv.settle()
        assert set(told) <= {Power.OFF}
