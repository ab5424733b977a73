"""Home Assistant's own bridge believes it talks to a Samsung TV."""

from collections.abc import AsyncIterator

import pytest

from homeassistant.components.samsungtv.bridge import SamsungTVBridge, async_get_device_info
from homeassistant.components.samsungtv.const import (
    METHOD_WEBSOCKET,
    RESULT_AUTH_MISSING,
    RESULT_CANNOT_CONNECT,
    RESULT_SUCCESS,
)
from homeassistant.core import HomeAssistant
from sim.samsung_tv import Pairing, Power, SamsungTV, StaleToken

NETFLIX = "3201907018807"


@pytest.fixture
async def bridge(hass: HomeAssistant, tv: SamsungTV) -> AsyncIterator[SamsungTVBridge]:
    """Return core's bridge to the TV."""
    made = SamsungTVBridge.get_bridge(hass, METHOD_WEBSOCKET, tv.host, 8002)
    yield made
    await made.async_close_remote()


async def test_core_finds_the_tv(hass: HomeAssistant, tv: SamsungTV) -> None:
    result, port, method, info = await async_get_device_info(hass, tv.host)
    assert (result, port, method) == (RESULT_SUCCESS, 8002, METHOD_WEBSOCKET)
    assert info is not None
    assert info["device"]["wifiMac"] == tv.identity.mac
    assert info["isSupport"].endswith("}\n")
    assert info["device"]["TokenAuthSupport"] == "true"


async def test_core_pairs_and_presses_keys(tv: SamsungTV, bridge: SamsungTVBridge) -> None:
    assert await bridge.async_try_connect() == RESULT_SUCCESS
    assert bridge.token == tv.pairing.tokens["HomeAssistant"]
    await bridge.async_send_keys(["KEY_VOLUP", "KEY_MUTE"])
    assert tv.log.keys == ["KEY_VOLUP", "KEY_MUTE"]
    assert (tv.state.volume, tv.state.mute) == (13, True)


async def test_core_lists_and_launches_apps(tv: SamsungTV, bridge: SamsungTVBridge) -> None:
    listed: list[dict[str, str]] = []
    bridge.register_app_list_callback(listed.append)
    await bridge.async_request_app_list()
    await tv.until(lambda: bool(tv.pairing.tokens))
    assert listed[0]["Netflix"] == NETFLIX
    await bridge.async_launch_app(NETFLIX)  # type: ignore[attr-defined]  # only the WebSocket bridge can
    assert tv.state.app == NETFLIX


async def test_core_sees_on_and_standby(tv: SamsungTV, bridge: SamsungTVBridge) -> None:
    assert await bridge.async_device_info() is not None
    assert await bridge.async_is_on()
    await bridge.async_power_off()
    await tv.until(lambda: tv.state.power is Power.STANDBY)
    assert not await bridge.async_is_on()
    tv.change(power="on")
    assert await bridge.async_is_on()


async def test_core_is_given_a_new_token_after_the_old_was_lost(tv: SamsungTV, bridge: SamsungTVBridge) -> None:
    assert await bridge.async_try_connect() == RESULT_SUCCESS
    updates: list[object] = []
    bridge.register_update_config_entry_callback(updates.append)
    lost = bridge.token
    tv.pairing.revoke()
    await bridge.async_send_keys(["KEY_1"])
    assert updates == [{"token": tv.pairing.tokens["HomeAssistant"]}]
    assert bridge.token != lost


async def test_core_hears_a_no_while_running(tv: SamsungTV, bridge: SamsungTVBridge) -> None:
    asked: list[bool] = []
    bridge.register_reauth_callback(lambda: asked.append(True))
    tv.configure(pairing="deny")
    await bridge.async_send_keys(["KEY_2"])
    assert asked == [True]
    assert bridge.auth_failed
    assert tv.log.keys == []


@pytest.mark.parametrize("pairing", [Pairing.DENY, Pairing.TIMEOUT, Pairing.ASK])
async def test_core_cannot_pair_when_nobody_allows_it(tv: SamsungTV, bridge: SamsungTVBridge, pairing: Pairing) -> None:
    tv.configure(pairing=pairing, popup_seconds=0.1)
    assert await bridge.async_try_connect() == RESULT_AUTH_MISSING
    assert tv.pairing.tokens == {}


async def test_core_takes_a_stale_token_for_a_sleeping_tv(tv: SamsungTV, bridge: SamsungTVBridge) -> None:
    assert await bridge.async_try_connect() == RESULT_SUCCESS
    tv.pairing.revoke()
    tv.configure(stale_token=StaleToken.TIMEOUT)
    await bridge.async_send_keys(["KEY_3"])
    assert not bridge.auth_failed
    assert tv.log.keys == []


async def test_core_cannot_reach_a_dark_tv(tv: SamsungTV, bridge: SamsungTVBridge) -> None:
    tv.change(power="off")
    await tv.settle()
    assert await bridge.async_try_connect() == RESULT_CANNOT_CONNECT
