"""Adding a TV: found or named, paired in every way it can end, moved, and paired again."""

import asyncio
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

from aiohttp.resolver import AsyncResolver
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import DOMAIN
from homeassistant.config_entries import (
    SOURCE_DHCP,
    SOURCE_IGNORE,
    SOURCE_SSDP,
    SOURCE_USER,
    SOURCE_ZEROCONF,
    ConfigEntryState,
    ConfigFlowResult,
)
from homeassistant.const import CONF_HOST, CONF_MAC, CONF_TOKEN
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.service_info.dhcp import DhcpServiceInfo
from homeassistant.helpers.service_info.ssdp import SsdpServiceInfo
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo
from homeassistant.setup import async_setup_component
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Connected, Disconnected, Requested

from .tvs import TOKEN, entry_of, set_up, simulated, udn


@pytest.fixture(autouse=True)
async def core(hass: HomeAssistant) -> None:
    """Set up what Parlor depends on."""
    assert await async_setup_component(hass, "homeassistant", {})


async def begin(hass: HomeAssistant) -> ConfigFlowResult:
    """Choose a TV from the menu."""
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert flow["type"] is FlowResultType.MENU
    flow = await hass.config_entries.flow.async_configure(flow["flow_id"], {"next_step_id": "tv"})
    assert flow["step_id"] == "tv"
    return flow


async def submit(
    hass: HomeAssistant, flow: ConfigFlowResult, data: Mapping[str, Any] | None = None
) -> ConfigFlowResult:
    """Fill a form in."""
    return await hass.config_entries.flow.async_configure(flow["flow_id"], {} if data is None else dict(data))


async def progressed(hass: HomeAssistant, flow: ConfigFlowResult) -> ConfigFlowResult:
    """Wait until a step that shows progress has ended, and return the next one."""
    assert flow["type"] is FlowResultType.SHOW_PROGRESS and flow["progress_action"] == "tv_pair"
    await hass.async_block_till_done(wait_background_tasks=True)
    return await hass.config_entries.flow.async_configure(flow["flow_id"])


async def test_by_host(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        tv.pairing.revoke()
        flow = await submit(hass, await begin(hass), {CONF_HOST: f" http://{tv.host}:8001/ "})
        assert flow["description_placeholders"] == {"name": "Living Room TV"}
        flow = await progressed(hass, flow)
        assert flow["type"] is FlowResultType.CREATE_ENTRY and flow["title"] == "Living Room TV"
        assert flow["data"] == {
            "kind": "tv",
            "host": tv.host,
            "mac": tv.identity.mac,
            "model": tv.identity.model,
            "token": tv.pairing.tokens["Parlor"],
        }
        entry = flow["result"]
        assert entry.unique_id == udn(tv)
        await hass.async_block_till_done()
        assert entry.state is ConfigEntryState.LOADED


async def test_a_set_without_tokens(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, token_auth=False) as tv:
        flow = await progressed(hass, await submit(hass, await begin(hass), {CONF_HOST: tv.host}))
        assert flow["type"] is FlowResultType.CREATE_ENTRY and flow["data"][CONF_TOKEN] is None
        await hass.async_block_till_done()


@pytest.mark.parametrize(
    ("settings", "answer", "error"),
    [
        ({"pairing": "ask"}, False, "tv_pairing_denied"),
        ({"pairing": "ask", "popup_seconds": 0.7}, None, "tv_pairing_unanswered"),
        ({"pairing": "deny"}, None, "tv_pairing_refused"),
        ({"pairing": "timeout"}, None, "tv_pairing_refused"),
        ({"faults": {"remote": "drop"}}, None, "tv_unreachable"),
    ],
)
async def test_pairing_that_fails_and_is_tried_again(
    hass: HomeAssistant, loopback_host: str, settings: dict[str, Any], answer: bool | None, error: str
) -> None:
    async with simulated(hass, loopback_host, **settings) as tv:
        tv.pairing.revoke()
        flow = await submit(hass, await begin(hass), {CONF_HOST: tv.host})
        if answer is not None:
            await tv.until(lambda: bool(tv.pairing.popup))
            await asyncio.sleep(0.6)
            tv.pairing.answer(answer)
        flow = await progressed(hass, flow)
        assert flow["step_id"] == "tv_retry" and flow["errors"] == {"base": error}
        assert not hass.config_entries.async_entries(DOMAIN)
        await tv.until(lambda: len(tv.log.of(Disconnected)) >= len(tv.log.of(Connected)))
        tv.configure(pairing="allow", faults={"remote": "none"})
        flow = await progressed(hass, await submit(hass, flow))
        assert flow["type"] is FlowResultType.CREATE_ENTRY
        await hass.async_block_till_done()


async def test_asleep_when_the_popup_is_due(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        tv.pairing.revoke()
        tv.configure(pairing="deny")
        flow = await progressed(hass, await submit(hass, await begin(hass), {CONF_HOST: tv.host}))
        tv.change(power="standby")
        flow = await progressed(hass, await submit(hass, flow))
        assert flow["errors"] == {"base": "tv_asleep"}


async def test_a_flow_given_up_leaves_nothing_open(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, pairing="ask") as tv:
        tv.pairing.revoke()
        flow = await submit(hass, await begin(hass), {CONF_HOST: tv.host})
        await tv.until(lambda: bool(tv.pairing.popup))
        hass.config_entries.flow.async_abort(flow["flow_id"])
        await hass.async_block_till_done()
        tv.pairing.answer(True)
        await tv.until(lambda: bool(tv.log.of(Disconnected)))
        assert not hass.config_entries.async_entries(DOMAIN)


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({"power": "standby"}, "tv_asleep"),
        ({"power": "off"}, "tv_not_there"),
        ({"faults": {"network": "unplugged"}}, "tv_unreachable"),
        ({"faults": {"rest": "not_found"}}, "tv_not_samsung"),
        ({"faults": {"rest": "garbage"}}, "tv_not_samsung"),
        ({"model": "UE55JU6400", "token_auth": False}, "tv_too_old"),
    ],
)
async def test_what_cannot_be_added(
    hass: HomeAssistant, loopback_host: str, settings: dict[str, Any], error: str
) -> None:
    async with simulated(hass, loopback_host, **settings) as tv:
        flow = await submit(hass, await begin(hass), {CONF_HOST: tv.host})
        assert flow["step_id"] == "tv" and flow["errors"] == {"base": error}
        if "model" in settings:
            return
        tv.change(power="on")
        tv.configure(faults={"network": "none", "rest": "none"})
        await tv.settle()
        flow = await progressed(hass, await submit(hass, flow, {CONF_HOST: tv.host}))
        assert flow["type"] is FlowResultType.CREATE_ENTRY
        await hass.async_block_till_done()


@pytest.mark.parametrize("host", ["no-such-tv.invalid", "http://[", "a b"])
async def test_no_host(hass: HomeAssistant, loopback: None, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = AsyncResolver()  # the test package's own is shared, and closed with the first session
    monkeypatch.setattr(resolver, "real_close", resolver.close, raising=False)
    monkeypatch.setattr("homeassistant.helpers.aiohttp_client._async_make_resolver", lambda _: resolver)
    flow = await submit(hass, await begin(hass), {CONF_HOST: host})
    assert flow["errors"] == {"base": "tv_host_not_found"}


async def test_a_tv_without_an_identity(
    hass: HomeAssistant, loopback_host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with simulated(hass, loopback_host) as tv:
        monkeypatch.setattr(
            "sim.samsung_tv.rest.rest_document", lambda *_, **__: {"device": {"type": "Samsung SmartTV"}}
        )
        flow = await submit(hass, await begin(hass), {CONF_HOST: tv.host})
        assert flow["errors"] == {"base": "tv_not_samsung"}


async def test_added_twice(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry = entry_of(tv, **{CONF_HOST: "127.0.0.99"})
        entry.add_to_hass(hass)
        flow = await submit(hass, await begin(hass), {CONF_HOST: tv.host})
        assert flow["reason"] == "already_configured"
        assert entry.data[CONF_HOST] == tv.host
        await hass.async_block_till_done()


def ssdp(host: str | None) -> tuple[str, SsdpServiceInfo]:
    location = f"http://{host}:9197/dmr" if host else None
    return SOURCE_SSDP, SsdpServiceInfo(ssdp_usn="usn", ssdp_st="st", ssdp_location=location, upnp={})


def zeroconf(host: str, mac: str | None) -> tuple[str, ZeroconfServiceInfo]:
    return SOURCE_ZEROCONF, ZeroconfServiceInfo(
        ip_address=ip_address(host),
        ip_addresses=[ip_address(host)],
        hostname="tv.local.",
        name="TV._airplay._tcp.local.",
        port=7000,
        properties={"deviceid": mac, "manufacturer": "Samsung"},
        type="_airplay._tcp.local.",
    )


def dhcp(host: str, mac: str) -> tuple[str, DhcpServiceInfo]:
    return SOURCE_DHCP, DhcpServiceInfo(ip=host, hostname="tizen-tv", macaddress=mac.replace(":", ""))


async def discovered(hass: HomeAssistant, found: tuple[str, Any]) -> ConfigFlowResult:
    """Let something be discovered."""
    source, info = found
    return await hass.config_entries.flow.async_init(DOMAIN, context={"source": source}, data=info)


@pytest.mark.parametrize("source", ["ssdp", "zeroconf", "zeroconf without mac", "dhcp"])
async def test_discovered(hass: HomeAssistant, loopback_host: str, source: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        found = {
            "ssdp": ssdp(tv.host),
            "zeroconf": zeroconf(tv.host, tv.identity.mac),
            "zeroconf without mac": zeroconf(tv.host, None),
            "dhcp": dhcp(tv.host, tv.identity.mac),
        }[source]
        flow = await discovered(hass, found)
        assert flow["step_id"] == "tv_discovered"
        assert not tv.log.of(Connected)  # no popup until somebody wants the TV
        [progress] = hass.config_entries.flow.async_progress()
        assert progress["context"]["title_placeholders"] == {"name": "Living Room TV"}
        again = await discovered(hass, ssdp(tv.host))
        assert again["reason"] == "already_in_progress"
        flow = await progressed(hass, await submit(hass, flow))
        assert flow["type"] is FlowResultType.CREATE_ENTRY
        await hass.async_block_till_done()
        again = await discovered(hass, found)
        assert again["reason"] == "already_configured"


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"power": "off"}, "tv_not_there"),
        ({"faults": {"rest": "not_found"}}, "tv_not_samsung"),
        ({"model": "UE55JU6400", "token_auth": False}, "tv_too_old"),
    ],
)
async def test_discovered_and_no_use(
    hass: HomeAssistant, loopback_host: str, settings: dict[str, Any], reason: str
) -> None:
    async with simulated(hass, loopback_host, **settings) as tv:
        assert (await discovered(hass, ssdp(tv.host)))["reason"] == reason
        assert (await discovered(hass, ssdp(None)))["reason"] == "tv_not_samsung"


@pytest.mark.parametrize("power", ["on", "off"])
async def test_discovered_where_it_moved(hass: HomeAssistant, loopback_host: str, power: str) -> None:
    async with simulated(hass, loopback_host, power=power) as tv:
        entry = entry_of(tv, **{CONF_HOST: "127.0.0.99"})
        entry.add_to_hass(hass)
        if power == "on":
            flow = await discovered(hass, ssdp(tv.host))
        else:  # its address card is enough
            flow = await discovered(hass, dhcp(tv.host, tv.identity.mac))
        assert flow["reason"] == "already_configured"
        assert entry.data[CONF_HOST] == tv.host
        await hass.async_block_till_done()


def core_entry(tv: SimulatedTV, by: str) -> MockConfigEntry:
    """Return an entry of Home Assistant's own integration for the same TV."""
    data = {CONF_HOST: tv.host if by == "host" else "127.0.0.99"}
    if by == "mac":
        data[CONF_MAC] = tv.identity.mac.upper()
    return MockConfigEntry(domain="samsungtv", unique_id=udn(tv) if by == "udn" else None, data=data)


@pytest.mark.parametrize("by", ["host", "mac", "udn"])
async def test_a_tv_that_core_runs_is_not_offered(hass: HomeAssistant, loopback_host: str, by: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        core_entry(tv, by).add_to_hass(hass)
        assert (await discovered(hass, ssdp(tv.host)))["reason"] == "tv_run_by_core"
        if by != "udn":
            asked = len(tv.log.of(Requested))
            assert (await discovered(hass, dhcp(tv.host, tv.identity.mac)))["reason"] == "tv_run_by_core"
            assert len(tv.log.of(Requested)) == asked
        flow = await progressed(hass, await submit(hass, await begin(hass), {CONF_HOST: tv.host}))
        assert flow["type"] is FlowResultType.CREATE_ENTRY
        await hass.async_block_till_done()


async def test_a_tv_that_core_was_told_to_ignore_is_offered(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        ignored = MockConfigEntry(domain="samsungtv", unique_id=udn(tv), source=SOURCE_IGNORE, data={})
        ignored.add_to_hass(hass)
        assert (await discovered(hass, ssdp(tv.host)))["step_id"] == "tv_discovered"


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


async def test_reconfigure_to_another_tv(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        async with SimulatedTV("127.78.8.8", control_port=0) as other:
            flow = await submit(hass, await entry.start_reconfigure_flow(hass), {CONF_HOST: other.host})
            assert flow["reason"] == "tv_other" and entry.data[CONF_HOST] == tv.host
