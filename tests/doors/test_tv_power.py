"""Power through the doors: every way on that is set, and what a person hears of a TV that is dead."""

import time

import pytest

from custom_components.parlor.const import CONF_TURN_ON_ACTION, CONF_WAKE_BROADCAST, CONF_WAKE_MAC
from homeassistant.const import CONF_MAC
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er

from .tvs import PLAYER, entry_of, set_up, simulated, until_state

EVIDENCE = "sensor.living_room_tv_power_evidence"
RADIO = "7c:0a:3f:00:00:99"


async def turn(hass: HomeAssistant, how: str) -> None:
    """Turn the TV on or off, as an automation does."""
    await hass.services.async_call("media_player", f"turn_{how}", {"entity_id": PLAYER}, blocking=True)


async def test_the_users_own_action_turns_it_on(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, power="off") as tv:
        hass.bus.async_listen("plug", callback(lambda _: tv.change(power="on")))
        entry = entry_of(tv, **{CONF_MAC: None})
        await set_up(hass, entry)
        state = hass.states.get(PLAYER)
        assert state is not None and state.state == "unavailable"
        hass.config_entries.async_update_entry(entry, options={CONF_TURN_ON_ACTION: [{"event": "plug"}]})
        await hass.config_entries.async_reload(entry.entry_id)
        await until_state(hass, PLAYER, lambda state: state.state == "off")
        await turn(hass, "on")
        await until_state(hass, PLAYER, lambda state: state.state == "on")


async def test_packets_go_where_the_user_said(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, power="off") as tv:
        options = {CONF_WAKE_MAC: tv.identity.mac, CONF_WAKE_BROADCAST: "127.255.255.255"}
        await set_up(hass, entry_of(tv, options=options, **{CONF_MAC: RADIO}))
        await turn(hass, "on")
        assert tv.state.power == "on"


@pytest.mark.parametrize("network", ["unplugged", "frozen"])
async def test_a_dead_tv_is_told_within_three_seconds(hass: HomeAssistant, loopback_host: str, network: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: state.state == "on")
        tv.configure(faults={"network": network})
        await tv.settle()
        started = time.monotonic()
        with pytest.raises(HomeAssistantError) as error:
            await turn(hass, "off")
        assert error.value.translation_key == "tv_unreachable" and time.monotonic() - started < 4


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_what_the_state_rests_on(hass: HomeAssistant, loopback_host: str) -> None:
    told: list[str] = []

    @callback
    def note(event: Event) -> None:
        if event.data["entity_id"] == EVIDENCE and event.data["new_state"]:
            told.append(event.data["new_state"].state)

    async with simulated(hass, loopback_host, off_lag=30) as tv:
        hass.bus.async_listen("state_changed", note)
        await set_up(hass, entry_of(tv))
        await until_state(hass, EVIDENCE, lambda state: state.state == "rest")
        await turn(hass, "off")
        await until_state(hass, EVIDENCE, lambda state: state.state == "off_command")
        state = hass.states.get(PLAYER)
        assert state is not None and state.state == "off" and state.attributes["assumed_state"]
        options = er.async_get(hass).async_get(EVIDENCE)
        assert options is not None and options.capabilities is not None
        assert set(told) <= set(options.capabilities["options"])
