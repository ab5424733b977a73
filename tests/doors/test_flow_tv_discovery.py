"""TVs that are found, moved, and run by others already."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import DOMAIN
from homeassistant.config_entries import SOURCE_IGNORE, ConfigEntryState
from homeassistant.const import CONF_HOST, CONF_MAC
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Connected, Requested

from .tv_flows import begin, dhcp, discovered, progressed, ssdp, submit, zeroconf
from .tvs import TOKEN, entry_of, set_up, simulated, udn


@pytest.fixture(autouse=True)
async def core(hass: HomeAssistant) -> None:
    """Set up what Parlor depends on."""
    assert await async_setup_component(hass, "homeassistant", {})


def core_entry(tv: SimulatedTV, by: str) -> MockConfigEntry:
    """Return an entry of Home Assistant's own integration for the same TV."""
    data = {CONF_HOST: tv.host if by == "host" else "127.0.0.99"}
    if by == "mac":
        data[CONF_MAC] = tv.identity.mac.upper()
    return MockConfigEntry(domain="samsungtv", unique_id=udn(tv) if by == "udn" else None, data=data)


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


async def test_discovered_by_nonsense(hass: HomeAssistant, loopback_host: str) -> None:
    ignored = MockConfigEntry(domain=DOMAIN, unique_id="ignored", source=SOURCE_IGNORE, data={})
    ignored.add_to_hass(hass)
    assert (await discovered(hass, ssdp("[")))["reason"] == "tv_not_samsung"
    assert (await discovered(hass, dhcp(loopback_host, "aa:bb:cc:dd:ee:ff")))["reason"] == "tv_not_there"


async def test_a_second_address_is_not_followed(hass: HomeAssistant, loopback_host: str, second_host: str) -> None:
    async with SimulatedTV(second_host, control_port=0) as second, simulated(hass, loopback_host) as tv:
        second.set.identity = tv.identity
        entry = entry_of(tv)
        await set_up(hass, entry)
        for found in (ssdp(second.host), zeroconf(second.host, tv.identity.mac), dhcp(second.host, tv.identity.mac)):
            assert (await discovered(hass, found))["reason"] == "already_configured"
            assert entry.data[CONF_HOST] == tv.host


async def test_two_that_swapped_their_addresses(hass: HomeAssistant, loopback_host: str, second_host: str) -> None:
    async with SimulatedTV(second_host, control_port=0) as other, simulated(hass, loopback_host) as tv:
        other.pairing.tokens["Parlor"] = TOKEN
        one, two = entry_of(tv, **{CONF_HOST: other.host}), entry_of(other, **{CONF_HOST: tv.host})
        await set_up(hass, one, ConfigEntryState.SETUP_RETRY)
        await set_up(hass, two, ConfigEntryState.SETUP_RETRY)
        for at in (tv, other):
            assert (await discovered(hass, ssdp(at.host)))["reason"] == "already_configured"
        await hass.async_block_till_done()
        assert (one.data[CONF_HOST], two.data[CONF_HOST]) == (tv.host, other.host)
        assert one.state is two.state is ConfigEntryState.LOADED
        for entry in (one, two):
            await hass.config_entries.async_unload(entry.entry_id)
