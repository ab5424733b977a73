"""Setting a TV up: asleep, refused, moved, and let go again."""

import asyncio
from dataclasses import replace
import json

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import CONF_CONTROL_TOKEN, DOMAIN
from custom_components.parlor.diagnostics import async_get_config_entry_diagnostics
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_TOKEN
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from sim.samsung_tv.log import Connected, Disconnected

from .tvs import PLAYER, REMOTE, TOKEN, entry_of, set_up, simulated, udn, until_state


async def test_set_up_and_unload(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        await tv.until(lambda: bool(tv.log.of(Connected)))
        assert await hass.config_entries.async_unload(entry.entry_id)
        await tv.until(lambda: len(tv.log.of(Disconnected)) == 1)
        assert not [task for task in asyncio.all_tasks() if task.get_name().startswith("samsung")]


async def test_a_sleeping_tv_is_set_up(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, power="off") as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: state.state == "off")


async def test_an_unplugged_tv_is_set_up(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, faults={"network": "unplugged"}) as tv:
        async with asyncio.timeout(5):
            await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: state.state == "off")


async def test_another_tv_at_the_address(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry = entry_of(tv)
        entry.add_to_hass(hass)
        hass.config_entries.async_update_entry(entry, unique_id="another")
        await set_up(hass, entry, ConfigEntryState.SETUP_RETRY)
        assert entry.error_reason_translation_key == "tv_other"


async def test_another_tv_takes_the_address_later(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, power="off") as tv:
        entry = entry_of(tv)
        entry.add_to_hass(hass)
        hass.config_entries.async_update_entry(entry, unique_id="another")
        await set_up(hass, entry)
        tv.change(power="on")
        await tv.settle()
        changed = asyncio.Event()
        end = entry.async_on_state_change(changed.set)
        async with asyncio.timeout(15):
            while entry.state is not ConfigEntryState.SETUP_RETRY:
                await changed.wait()
                changed.clear()
        end()
        assert entry.error_reason_translation_key == "tv_other"


async def test_a_new_token_is_kept_without_reload(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, reissue_token=True) as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        await tv.until(lambda: tv.pairing.tokens["Parlor"] != TOKEN)
        await until_state(hass, PLAYER, lambda state: "Gallery" in state.attributes["source_list"])
        await hass.async_block_till_done()
        assert entry.data[CONF_TOKEN] == tv.pairing.tokens["Parlor"]
        remotes = [one for one in tv.log.of(Connected) if "remote.control" in one.path]
        assert entry.state is ConfigEntryState.LOADED and len(remotes) == 1


async def test_diagnostics(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        await until_state(hass, PLAYER, lambda state: "volume_level" in state.attributes)
        told = await async_get_config_entry_diagnostics(hass, entry)
        assert told["state"]["power"] == "on" and told["state"]["decided_by"] == "rest"
        assert 0 <= told["evidence"]["rest_at"] < 5 and told["evidence"]["byebye_at"] is None
        for secret in (TOKEN, tv.host, tv.identity.mac, tv.identity.udn.removeprefix("uuid:"), "Living Room"):
            assert secret not in str(told)


async def test_home_assistant_stops(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        await tv.until(lambda: bool(tv.log.of(Connected)))
        await hass.async_stop()
        await tv.until(lambda: len(tv.log.of(Disconnected)) == 1)


async def test_asked_for_news(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: state.state == "on")
        tv.change(power="standby")
        await hass.services.async_call("homeassistant", "update_entity", {"entity_id": PLAYER}, blocking=True)
        await until_state(hass, PLAYER, lambda state: state.state == "off", 1)


async def test_diagnostics_of_secrets_everywhere(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, app="111299001912") as tv:
        secret = "S3CRET"
        identity = replace(
            tv.identity, name=secret, udn=f"uuid:{secret}", wifi_mac="00:5e:c8:e7:00:01", network="wireless"
        )
        tv.set.identity = identity
        entry = entry_of(tv, **{CONF_TOKEN: TOKEN})
        await set_up(hass, entry)
        await until_state(hass, PLAYER, lambda state: "app_name" in state.attributes)
        told = json.dumps(await async_get_config_entry_diagnostics(hass, entry))
        for each in (
            secret,
            TOKEN,
            tv.host,
            "00:5e:c8:e7:00:01",
            "a4:2b:b0:c1:00:01",
            tv.identity.mac,
            "111299001912",
        ):
            assert each not in told


async def test_side_by_side_with_core(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, reissue_token=True) as tv:
        ours = entry_of(tv)
        await set_up(hass, ours)
        data = {
            "host": tv.host, "mac": tv.identity.mac, "manufacturer": "Samsung", "method": "websocket",
            "model": tv.identity.model, "name": "Core TV", "port": 8002, "token": "1",
        }  # fmt: skip
        core = MockConfigEntry(domain="samsungtv", data=data, version=2, minor_version=2, unique_id=udn(tv))
        core.add_to_hass(hass)
        assert await hass.config_entries.async_setup(core.entry_id)
        await hass.async_block_till_done()
        for _ in range(3):
            for entity_id in ("remote.core_tv", REMOTE):
                await hass.services.async_call(
                    "remote", "send_command", {"entity_id": entity_id, "command": "KEY_HOME"}, blocking=True
                )
        connected = [entry for entry in tv.log.of(Connected) if "remote.control" in entry.path]
        clients = [entry.client for entry in connected if entry.outcome == "ms.channel.connect"]
        assert clients.count("Parlor") == 1 and clients.count("HomeAssistant") <= 2
        assert ours.data[CONF_TOKEN] == tv.pairing.tokens["Parlor"] != tv.pairing.tokens["HomeAssistant"]
        assert not hass.config_entries.flow.async_progress_by_handler(DOMAIN)
        await hass.config_entries.async_unload(core.entry_id)


@pytest.mark.parametrize(("firmware", "told"), [("Unknown", None), ("T-PTMDEUC-1651.7", "T-PTMDEUC-1651.7")])
async def test_the_device(hass: HomeAssistant, loopback_host: str, firmware: str, told: str | None) -> None:
    async with simulated(hass, loopback_host) as tv:
        tv.set.identity = replace(tv.identity, firmware=firmware)
        entry = entry_of(tv)
        entry.add_to_hass(hass)
        hass.config_entries.async_update_entry(entry, options={"wake_mac": "00:7c:2d:12:34:56"})
        await set_up(hass, entry)
        [device] = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
        assert (device.name, device.manufacturer, device.model) == ("Living Room TV", "Samsung", tv.identity.model)
        assert {card for _, card in device.connections} == {tv.identity.mac, "00:7c:2d:12:34:56"}
        assert device.sw_version == told and device.configuration_url is None


async def test_the_device_as_ip_control_tells_it(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        tv.ip_control.tokens.append("T1")
        entry = entry_of(tv, **{CONF_CONTROL_TOKEN: "T1"})
        await set_up(hass, entry)
        told = asyncio.Event()
        end = hass.bus.async_listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, callback(lambda _: told.set()))
        async with asyncio.timeout(10):
            [device] = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
            while device.serial_number is None:
                await told.wait()
                told.clear()
                [device] = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
        end()
        assert (device.sw_version, device.serial_number) == ("T-SIM-0000-1000.0", "0ABC123456789")
        assert "0ABC123456789" not in str(await async_get_config_entry_diagnostics(hass, entry))
