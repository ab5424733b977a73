"""What a TV announces by SSDP, over Home Assistant's own listener and the simulated TV's own packets."""

import asyncio
from collections.abc import AsyncIterator
from ipaddress import IPv4Address
from unittest.mock import patch

import pytest

from custom_components.parlor.const import DOMAIN
from homeassistant.components import ssdp
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.setup import async_setup_component
from sim.samsung_tv import Reports

from .tvs import PLAYER, entry_of, set_up, simulated, until_state

GROUP = "239.255.255.250:1900"
EVIDENCE = "sensor.living_room_tv_power_evidence"


@pytest.fixture
async def listener(hass: HomeAssistant, loopback: None) -> AsyncIterator[None]:
    """Let Home Assistant listen on loopback, and believe what comes from there, which outside of tests it does not."""
    sources = {IPv4Address("127.0.0.1")}
    with (
        patch("homeassistant.components.ssdp.scanner.async_build_source_set", return_value=sources),
        patch("homeassistant.components.ssdp.server.async_build_source_set", return_value=set()),
        patch("async_upnp_client.ssdp_listener.is_valid_location", return_value=True),
    ):
        assert await async_setup_component(hass, ssdp.DOMAIN, {})
        yield
        hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
        await hass.async_block_till_done()


@pytest.mark.usefixtures("listener")
async def test_goodbye_turns_it_off_at_once_although_it_says_on(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, announce_to=(GROUP,), off_lag=60) as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: "volume_level" in state.attributes)
        tv.change(power="standby")
        tv.change(power="on")
        await until_state(hass, PLAYER, lambda state: state.state == "on")
        tv.set.turn_off()
        await until_state(hass, PLAYER, lambda state: state.state == "off", 2)
        assert tv.state.lagging


@pytest.mark.usefixtures("listener")
async def test_hello_brings_news_of_a_tv_that_was_asked_rarely(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, announce_to=(GROUP,), power="off") as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: state.state == "off")
        tv.change(power="on")
        await until_state(hass, PLAYER, lambda state: state.state == "on")
        assert not hass.config_entries.flow.async_progress_by_handler(DOMAIN)


@pytest.mark.usefixtures("listener")
async def test_another_tv_says_goodbye(hass: HomeAssistant, loopback_host: str) -> None:
    other_host = f"{loopback_host.rpartition('.')[0]}.251"
    async with (
        simulated(hass, other_host, announce_to=(GROUP,)) as other,
        simulated(hass, loopback_host, announce_to=(GROUP,)) as tv,
    ):
        await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: state.state == "on")
        gone = asyncio.Event()
        match = {"_host": other.host, "NTS": "ssdp:byebye"}
        end = await ssdp.async_register_callback(hass, callback(lambda *_: gone.set()), match)
        other.set.turn_off()
        async with asyncio.timeout(2):
            await gone.wait()
        end()
        state = hass.states.get(PLAYER)
        assert state is not None and state.state == "on"


async def test_without_ssdp_it_is_set_up_all_the_same(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        assert ssdp.DOMAIN not in hass.config.components
        await until_state(hass, PLAYER, lambda state: state.state == "on")


@pytest.mark.usefixtures("entity_registry_enabled_by_default", "listener")
async def test_hello_of_a_set_whose_network_alone_woke(hass: HomeAssistant, loopback_host: str) -> None:
    told: list[str] = []

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        if event.data["new_state"]:
            told.append(event.data["new_state"].state)

    async with simulated(hass, loopback_host, announce_to=(GROUP,), announces_wakes=True, power="off") as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: state.state == "off")
        end = async_track_state_change_event(hass, PLAYER, note)
        tv.set.wake_network(1.5, Reports.ON)
        await until_state(hass, EVIDENCE, lambda state: state.state == "wake_up")
        await tv.until(lambda: tv.state.maintenance is None)
        end()
        assert set(told) <= {"off"}
