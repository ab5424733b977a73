"""What is found and needs care: other addresses, other devices, TVs that somebody decided about before."""

import asyncio
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import DOMAIN
from homeassistant.config_entries import SOURCE_IGNORE, ConfigEntryDisabler, ConfigEntryState
from homeassistant.const import CONF_HOST, CONF_MAC
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Requested

from .tv_flows import begin, dhcp, discovered, progressed, ssdp, submit, zeroconf
from .tvs import entry_of, set_up, simulated, udn

ELSEWHERE = "127.0.0.99"  # nobody is there


@pytest.fixture(autouse=True)
async def core(hass: HomeAssistant) -> None:
    """Set up what Parlor depends on."""
    assert await async_setup_component(hass, "homeassistant", {})


@pytest.mark.parametrize("host", ["[fe80::1]", "[fe80::1%25eth0]", "169.254.7.7"])
async def test_an_address_of_one_link_is_not_taken(hass: HomeAssistant, loopback: None, host: str) -> None:
    assert (await discovered(hass, ssdp(host)))["reason"] == "tv_link_local"


async def test_the_address_that_lasts_is_taken(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        flow = await discovered(hass, zeroconf(tv.host, None, first="2001:db8::7"))
        flow = await progressed(hass, await submit(hass, flow))
        assert flow["data"][CONF_HOST] == tv.host
        await hass.async_block_till_done()


async def test_only_link_local_by_zeroconf(hass: HomeAssistant, loopback: None) -> None:
    assert (await discovered(hass, zeroconf("fe80::1", None)))["reason"] == "tv_link_local"


@pytest.mark.parametrize("by", ["udn", "mac", "card of the cable"])
async def test_followed_while_asleep(hass: HomeAssistant, loopback_host: str, by: str) -> None:
    async with simulated(hass, loopback_host, power="off") as tv:
        entry = entry_of(tv, **{CONF_HOST: ELSEWHERE})
        await set_up(hass, entry)
        hass.config_entries.async_update_entry(entry, options={"wake_mac": "00:7c:2d:12:34:56"})
        found = {
            "udn": ssdp(tv.host, udn(tv)),
            "mac": dhcp(tv.host, tv.identity.mac),
            "card of the cable": dhcp(tv.host, "00:7c:2d:12:34:56"),
        }[by]
        assert (await discovered(hass, found))["reason"] == "already_configured"
        assert entry.data[CONF_HOST] == tv.host
        await hass.async_block_till_done()
        assert entry.state is ConfigEntryState.LOADED


async def test_found_in_every_way_at_once(hass: HomeAssistant, loopback_host: str, second_host: str) -> None:
    async with SimulatedTV(second_host, control_port=0) as second, simulated(hass, loopback_host) as tv:
        second.set.identity = tv.identity  # its other address
        found = [ssdp(tv.host), zeroconf(tv.host, None), dhcp(tv.host, tv.identity.mac), ssdp(second.host)]
        flows = await asyncio.gather(*(discovered(hass, each) for each in found))
        assert sorted(str(flow.get("reason")) for flow in flows) == ["None"] + ["already_in_progress"] * 3
        assert len(hass.config_entries.flow.async_progress()) == 1


@pytest.mark.parametrize("document", [{"device": {"type": "Samsung SoundBar", "udn": "uuid:1"}}, {"device": {}}, []])
async def test_what_is_no_tv_is_not_offered(
    hass: HomeAssistant, loopback_host: str, monkeypatch: pytest.MonkeyPatch, document: Any
) -> None:
    async with simulated(hass, loopback_host) as tv:
        monkeypatch.setattr("sim.samsung_tv.rest.rest_document", lambda *_, **__: document)
        assert (await discovered(hass, zeroconf(tv.host, None)))["reason"] == "tv_not_samsung"


async def test_ignored(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await discovered(hass, ssdp(tv.host))
        await hass.config_entries.flow.async_init(
            DOMAIN, context={"source": SOURCE_IGNORE}, data={"unique_id": udn(tv), "title": "TV"}
        )
        assert not hass.config_entries.flow.async_progress()
        for again in (ssdp(tv.host), zeroconf(tv.host, tv.identity.mac), dhcp(tv.host, tv.identity.mac)):
            assert (await discovered(hass, again))["reason"] == "already_configured"
        flow = await progressed(hass, await submit(hass, await begin(hass), {CONF_HOST: tv.host}))
        assert flow["type"] is FlowResultType.CREATE_ENTRY  # who changes their mind adds it by hand
        await hass.async_block_till_done()
        [entry] = hass.config_entries.async_entries(DOMAIN)
        assert entry.source != SOURCE_IGNORE


async def test_disabled(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry = MockConfigEntry(
            domain=DOMAIN, unique_id=udn(tv), data=entry_of(tv).data, disabled_by=ConfigEntryDisabler.USER
        )
        entry.add_to_hass(hass)
        assert (await discovered(hass, ssdp(tv.host)))["reason"] == "already_configured"


@pytest.mark.parametrize("is_this_tv", [True, False])
async def test_the_offer_is_taken_back_when_core_runs_the_tv(
    hass: HomeAssistant, loopback_host: str, is_this_tv: bool
) -> None:
    async with simulated(hass, loopback_host) as tv:
        await discovered(hass, ssdp(tv.host))
        host = tv.host if is_this_tv else ELSEWHERE
        await hass.config_entries.async_add(MockConfigEntry(domain="samsungtv", data={CONF_HOST: host}))
        await hass.async_block_till_done()
        assert len(hass.config_entries.flow.async_progress_by_handler(DOMAIN)) == (0 if is_this_tv else 1)


async def test_a_set_that_told_less_at_first(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry = MockConfigEntry(domain=DOMAIN, unique_id=tv.identity.mac, data=entry_of(tv).data)
        await set_up(hass, entry)
        hass.config_entries.async_update_entry(entry, data={**entry.data, CONF_HOST: ELSEWHERE, CONF_MAC: None})
        await hass.config_entries.async_reload(entry.entry_id)
        assert (await discovered(hass, ssdp(tv.host)))["reason"] == "already_configured"
        assert entry.data[CONF_HOST] == tv.host
        await hass.async_block_till_done()


async def test_an_address_that_core_runs_is_not_asked(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        MockConfigEntry(domain="samsungtv", data={CONF_HOST: tv.host}).add_to_hass(hass)
        for found in (ssdp(tv.host), zeroconf(tv.host, None), dhcp(tv.host, tv.identity.mac)):
            assert (await discovered(hass, found))["reason"] == "tv_run_by_core"
        assert not tv.log.of(Requested)
