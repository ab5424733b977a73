"""Home Assistant's own integration, unmodified but for its address, against the simulated cloud."""

import json
from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from pysmartthings import SmartThingsAuthenticationFailedError, SmartThingsCommandError, SmartThingsForbiddenError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er
from sim.smartthings import DISHWASHER, OVEN, TV, WASHER, Freeze, Health, SmartThingsCloud, load_folder, multiplied
from sim.smartthings.redirect import redirected

from .core import core_on, entity_id, state
from .waiting import pass_time, until

MACHINE = "_washerOperatingState_machineState_machineState"
JOB = "_washerOperatingState_washerJobState_washerJobState"
END = "_washerOperatingState_completionTime_completionTime"
REMOTE = "_remoteControlStatus_remoteControlEnabled_remoteControlEnabled"
DISHWASHER_JOB = "_dishwasherOperatingState_dishwasherJobState_dishwasherJobState"


async def turn_tv_off(hass: HomeAssistant) -> None:
    """Turn the TV off as a user would."""
    target = {"entity_id": entity_id(hass, TV, "", "media_player")}
    await hass.services.async_call("media_player", "turn_off", target, blocking=True)


def said(cloud: SmartThingsCloud, device: str, capability: str, attribute: str) -> object:
    """Return what the cloud knows of a device."""
    value: object = cloud.home.find(device).get(capability, attribute)
    return value


async def test_set_up(hass: HomeAssistant, cloud: SmartThingsCloud, entry: MockConfigEntry) -> None:
    assert state(hass, WASHER, MACHINE) == "stop"
    assert state(hass, OVEN, "_ovenOperatingState_ovenJobState_ovenJobState") == "ready"
    television = hass.states.get(entity_id(hass, TV, "", "media_player"))
    assert television is not None and television.attributes["source_list"] == ["digital_tv", "hdmi1", "hdmi2"]
    # What core asks at a start: two requests for each device; rooms, devices, scenes, a subscription and its stream.
    assert len(cloud.log) == 2 * 6 + 5
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert not cloud.subscriptions.known


async def test_entities_of_the_payloads(hass: HomeAssistant, loopback: None, data_folder: Path) -> None:
    """Core makes of every payload what it was measured to make of it; 2026.11 makes more."""
    folder = data_folder / "smartthings"
    found = await hass.async_add_executor_job(load_folder, folder)
    text = await hass.async_add_executor_job((folder / "core_entity_inventory_2026.10.4.json").read_text)
    inventory: dict[str, list[dict[str, Any]]] = json.loads(text)
    async with SmartThingsCloud(found.values()) as cloud:
        with redirected(cloud.url):
            async with core_on(hass, cloud) as entry:
                entries = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    compared = 0
    for name, device in found.items():
        known = inventory.get(f"pyst_{name}") or inventory.get(name)
        if known is None:
            continue
        compared += 1
        made = {
            (each.domain, each.unique_id.removeprefix(device.id), each.translation_key)
            for each in entries
            if each.unique_id.startswith(device.id)
        }
        assert {(each["platform"], each["uid"], each["tk"]) for each in known} <= made, name
    assert compared > 40


async def test_a_big_home_asks_nothing_after_its_start(hass: HomeAssistant, loopback: None, data_folder: Path) -> None:
    found = await hass.async_add_executor_job(load_folder, data_folder / "smartthings")
    async with SmartThingsCloud(multiplied(found.values(), 112)) as cloud:
        with redirected(cloud.url):
            async with core_on(hass, cloud) as entry:
                assert entry.state is ConfigEntryState.LOADED
                assert 100 < cloud.log.count("GET", "/health") <= 112  # none of a tracker
                cloud.log.clear()
                await cloud.advance(24 * 3600)
                await hass.async_block_till_done()
                assert len(cloud.log) == 0


async def test_a_wash(hass: HomeAssistant, cloud: SmartThingsCloud, entry: MockConfigEntry) -> None:
    select = entity_id(hass, WASHER, MACHINE, "select")
    run = {"entity_id": select, "option": "run"}
    with pytest.raises(ServiceValidationError):
        await hass.services.async_call("select", "select_option", run, blocking=True)
    washer = cloud.home.machine(WASHER)
    washer.press_smart_control(on=True, now=cloud.clock.now())
    await until(lambda: state(hass, WASHER, REMOTE, "binary_sensor") == "on")
    await hass.services.async_call("select", "select_option", run, blocking=True)
    await until(lambda: state(hass, WASHER, JOB) == "wash")
    assert state(hass, WASHER, MACHINE) == "run"
    promised = state(hass, WASHER, END)
    jobs = ["wash"]
    for _ in range(30):
        await cloud.advance(240)
        await until(lambda: state(hass, WASHER, JOB) == said(cloud, WASHER, "washerOperatingState", "washerJobState"))
        if (job := state(hass, WASHER, JOB)) != jobs[-1]:
            jobs.append(job)
        if job not in {"finish", "none"}:
            assert state(hass, WASHER, END) == promised
    assert jobs == ["wash", "rinse", "spin", "finish", "none"]
    assert state(hass, WASHER, MACHINE) == "stop"


async def test_a_wash_by_a_clock_that_stands_still(
    freezer: FrozenDateTimeFactory, hass: HomeAssistant, cloud: SmartThingsCloud, entry: MockConfigEntry
) -> None:
    """What a test with a frozen clock does: it freezes it first, has orders done at once, and ticks for the machines too."""
    cloud.home.effect_seconds = 0
    cloud.home.machine(WASHER).start(cloud.clock.now())
    cloud.home.tick()
    await until(lambda: state(hass, WASHER, JOB) == "wash")
    await pass_time(freezer, cloud, 60 * 60)
    await until(lambda: state(hass, WASHER, JOB) == "rinse")
    await pass_time(freezer, cloud, 44 * 60)
    await until(lambda: state(hass, WASHER, MACHINE) == "stop")
    assert state(hass, WASHER, JOB) == "finish"
    assert cloud.log.count("POST", "/subscriptions") == 1


async def test_token_is_refreshed(hass: HomeAssistant, cloud: SmartThingsCloud, entry: MockConfigEntry) -> None:
    old = entry.data["token"]
    cloud.oauth.expire()
    hass.config_entries.async_update_entry(entry, data={**entry.data, "token": {**old, "expires_at": 0}})
    await turn_tv_off(hass)
    assert cloud.log.count("POST", "/oauth/token") == 1
    assert entry.data["token"]["refresh_token"] != old["refresh_token"]
    assert old["refresh_token"] not in cloud.oauth.refresh
    await until(lambda: said(cloud, TV, "switch", "switch") == "off")


async def test_a_refresh_token_that_ended(hass: HomeAssistant, cloud: SmartThingsCloud, entry: MockConfigEntry) -> None:
    await hass.config_entries.async_unload(entry.entry_id)
    cloud.oauth.revoke()
    stale = {**entry.data["token"], "expires_at": 0}
    hass.config_entries.async_update_entry(entry, data={**entry.data, "token": stale})
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert cloud.log.answers[400] == 1


@pytest.mark.parametrize("status", [402, 429, 500, 503])
async def test_what_core_swallows(
    hass: HomeAssistant, cloud: SmartThingsCloud, entry: MockConfigEntry, status: int
) -> None:
    """A command that the cloud does not take counts as done: the reason for looking whether it was."""
    cloud.faults.fail(status, part="/commands")
    await turn_tv_off(hass)
    assert cloud.log.answers[status] == 1
    assert said(cloud, TV, "switch", "switch") == "on"


async def test_a_quota_that_is_gone(hass: HomeAssistant, cloud: SmartThingsCloud, entry: MockConfigEntry) -> None:
    cloud.quota.left = 0
    await turn_tv_off(hass)
    assert cloud.log.answers[402] == 1
    cloud.command(TV, "audioMute", "mute")  # what others do is still pushed
    muted = "is_volume_muted"
    television = entity_id(hass, TV, "", "media_player")
    await until(lambda: (shown := hass.states.get(television)) is not None and shown.attributes[muted])


@pytest.mark.parametrize(
    ("status", "error"),
    [(401, SmartThingsAuthenticationFailedError), (403, SmartThingsForbiddenError), (409, SmartThingsCommandError)],
)
async def test_what_core_raises(
    hass: HomeAssistant, cloud: SmartThingsCloud, entry: MockConfigEntry, status: int, error: type[Exception]
) -> None:
    cloud.faults.fail(status, part="/commands")
    with pytest.raises(error):
        await turn_tv_off(hass)


@pytest.mark.parametrize(
    ("status", "part", "then"),
    [
        (401, "/v1/devices", ConfigEntryState.SETUP_ERROR),
        (402, "/v1/devices", ConfigEntryState.SETUP_ERROR),
        (403, "/v1/devices", ConfigEntryState.SETUP_ERROR),
        (429, "/status", ConfigEntryState.SETUP_ERROR),
        (503, "/v1/devices", ConfigEntryState.SETUP_ERROR),
        (409, "/subscriptions", ConfigEntryState.SETUP_RETRY),
    ],
)
async def test_trouble_at_the_start(
    hass: HomeAssistant, cloud: SmartThingsCloud, status: int, part: str, then: ConfigEntryState
) -> None:
    cloud.faults.fail(status, part=part)
    async with core_on(hass, cloud) as entry:
        assert entry.state is then
        flows = hass.config_entries.flow.async_progress()
        assert any(flow["context"]["source"] == SOURCE_REAUTH for flow in flows) is (status == 401)


async def test_no_sink_is_left(hass: HomeAssistant, cloud: SmartThingsCloud) -> None:
    cloud.subscriptions.most = 0
    async with core_on(hass, cloud) as entry:
        assert entry.state is ConfigEntryState.SETUP_RETRY


async def test_a_device_that_is_out_of_reach(
    hass: HomeAssistant, cloud: SmartThingsCloud, entry: MockConfigEntry
) -> None:
    cloud.home.set_health(WASHER, Health.OFFLINE)
    await until(lambda: state(hass, WASHER, MACHINE) == "unavailable")
    cloud.home.set_health(WASHER, Health.ONLINE)
    await until(lambda: state(hass, WASHER, MACHINE) == "stop")


async def test_a_dishwasher_that_freezes(hass: HomeAssistant, cloud: SmartThingsCloud, entry: MockConfigEntry) -> None:
    cloud.home.machine(DISHWASHER).press_smart_control(on=True, now=cloud.clock.now())
    await until(lambda: state(hass, DISHWASHER, REMOTE, "binary_sensor") == "on")
    button = {"entity_id": entity_id(hass, DISHWASHER, "_samsungce.dishwasherOperation_start", "button")}
    await hass.services.async_call("button", "press", button, blocking=True)
    await until(lambda: state(hass, DISHWASHER, DISHWASHER_JOB) == "wash")
    cloud.home.freeze(DISHWASHER, Freeze.EVENTS)
    await cloud.advance(4 * 3600)
    await hass.async_block_till_done()
    assert state(hass, DISHWASHER, DISHWASHER_JOB) == "wash"  # as users see it, hours after it was over
    assert said(cloud, DISHWASHER, "dishwasherOperatingState", "machineState") == "stop"
