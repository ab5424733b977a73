"""The TV's remote control."""

import asyncio
import time
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import snapshot_platform
from syrupy.assertion import SnapshotAssertion

from homeassistant.components.remote import DOMAIN as REMOTE_DOMAIN
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er
from sim.samsung_tv.log import KeyReceived

from .tvs import REMOTE, entry_of, of_both_versions, set_up, simulated, until_state

LISTED = "Spotify - Music and Podcasts"  # as the TV lists it, and no table of ours


async def call(hass: HomeAssistant, service: str, **data: Any) -> None:
    """Call a service of the remote, and wait for it."""
    await hass.services.async_call(REMOTE_DOMAIN, service, {ATTR_ENTITY_ID: REMOTE, **data}, blocking=True)


async def test_entities(
    hass: HomeAssistant, loopback_host: str, entity_registry: er.EntityRegistry, snapshot: SnapshotAssertion
) -> None:
    async with simulated(hass, loopback_host, born_at="127.77.7.3") as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        await until_state(hass, REMOTE, lambda state: LISTED in state.attributes["activity_list"])
        for entity in er.async_entries_for_config_entry(entity_registry, entry.entry_id):
            if entity.domain != REMOTE_DOMAIN:
                entity_registry.async_remove(entity.entity_id)
        await snapshot_platform(hass, entity_registry, of_both_versions(snapshot), entry.entry_id)


async def test_power(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        await call(hass, "turn_off")
        await until_state(hass, REMOTE, lambda state: state.state == "off")
        await call(hass, "turn_on")
        await until_state(hass, REMOTE, lambda state: state.state == "on")
        assert tv.state.power == "on"


async def test_activities(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, power="standby") as tv:
        await set_up(hass, entry_of(tv, options={"inputs": {"HDMI1": "PlayStation"}}))
        state = await until_state(hass, REMOTE, lambda state: state.state == "off")
        assert state.attributes["activity_list"] == ["TV", "PlayStation", "HDMI 2", "HDMI 3", "HDMI 4"]
        await call(hass, "turn_on", activity="PlayStation")
        await tv.until(lambda: tv.state.power == "on" and tv.state.input == "HDMI1")
        await until_state(hass, REMOTE, lambda state: "Netflix" in state.attributes["activity_list"])
        await call(hass, "turn_on", activity="Netflix")
        await until_state(hass, REMOTE, lambda state: state.attributes["current_activity"] == "Netflix")
        with pytest.raises(ServiceValidationError) as error:
            await call(hass, "turn_on", activity="Betamax")
        assert error.value.translation_key == "tv_source_unknown"


async def test_unknown(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, reports="absent", power="standby") as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, REMOTE, lambda state: state.state == "unknown")


async def test_keys_in_order_and_repeated(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        await call(hass, "send_command", command=["home", "KEY_DOWN", "Key_Enter"], num_repeats=2)
        await tv.until(lambda: tv.log.keys == ["KEY_HOME", "KEY_DOWN", "KEY_ENTER"] * 2)


async def test_held(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        await call(hass, "send_command", command="KEY_UP", hold_secs=0.05)
        await tv.until(lambda: [entry.command for entry in tv.log.of(KeyReceived)] == ["Press", "Release"])


async def test_with_a_pause_where_one_is_asked_for(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        began = time.monotonic()
        await call(hass, "send_command", command=["1", "2"], delay_secs=0.2)
        await tv.until(lambda: len(tv.log.keys) == 2)
        assert tv.log.of(KeyReceived)[1].monotonic - began >= 0.2  # from the call on: what comes late is not told early


async def test_chain(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        began = time.monotonic()
        await call(hass, "send_command", command=["home 200ms right*2", "ok:50ms"])
        await tv.until(lambda: len(tv.log.of(KeyReceived)) == 5)
        keys = tv.log.of(KeyReceived)
        assert [(each.key, each.command) for each in keys] == [
            ("KEY_HOME", "Click"),
            ("KEY_RIGHT", "Click"),
            ("KEY_RIGHT", "Click"),
            ("KEY_ENTER", "Press"),
            ("KEY_ENTER", "Release"),
        ]
        assert keys[1].monotonic - began >= 0.2


async def test_one_call_is_one_chain(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        await asyncio.gather(
            call(hass, "send_command", command=["1", "2", "3"], delay_secs=0.1),
            call(hass, "send_command", command=["7", "8", "9"], delay_secs=0.1),
        )
        await tv.until(lambda: len(tv.log.keys) == 6)
        assert "".join(key[-1] for key in tv.log.keys) in ("123789", "789123")


async def test_a_held_key_is_let_go_when_the_call_is_given_up(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        calling = hass.async_create_task(call(hass, "send_command", command="up:5s down"))
        await tv.until(lambda: tv.log.keys == ["KEY_UP"])
        calling.cancel()
        await tv.until(lambda: [each.command for each in tv.log.of(KeyReceived)] == ["Press", "Release"])
        await call(hass, "send_command", command="left")
        await tv.until(lambda: tv.log.keys == ["KEY_UP", "KEY_LEFT"])


async def test_the_set_goes_away_within_a_chain(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        calling = hass.async_create_task(call(hass, "send_command", command="1 500ms 2"))
        await tv.until(lambda: tv.log.keys == ["KEY_1"])
        tv.change(power="off")
        await tv.settle()
        with pytest.raises(HomeAssistantError) as error:
            await calling
        assert error.value.translation_key == "tv_unreachable"


async def test_no_key(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        with pytest.raises(ServiceValidationError) as error:
            await call(hass, "send_command", command=["home", "hoem"])
        assert error.value.translation_key == "tv_key_unknown"
        assert tv.log.keys == []


async def test_a_tv_that_is_gone(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, power="off") as tv:
        await set_up(hass, entry_of(tv))
        with pytest.raises(HomeAssistantError) as error:
            await call(hass, "send_command", command="home")
        assert error.value.translation_key == "tv_unreachable"


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ({"num_repeats": 201}, "tv_keys_too_many"),
        ({"num_repeats": 100, "delay_secs": 0.1}, "tv_keys_too_long"),
        ({"hold_secs": 8.1}, "tv_keys_too_long"),
        ({"hold_secs": -1}, "tv_keys_too_long"),
        ({"delay_secs": -1, "num_repeats": 2}, "tv_keys_too_long"),
        ({"hold_secs": float("nan")}, "tv_keys_too_long"),
        ({"delay_secs": float("inf"), "num_repeats": 2}, "tv_keys_too_long"),
    ],
)
async def test_what_would_take_too_long(
    hass: HomeAssistant, loopback_host: str, asked: dict[str, float], key: str
) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        with pytest.raises(ServiceValidationError) as error:
            await call(hass, "send_command", command="home", **asked)
        assert error.value.translation_key == key and not tv.log.keys
        await call(hass, "send_command", command="home", num_repeats=100)
        await tv.until(lambda: len(tv.log.keys) == 100)
