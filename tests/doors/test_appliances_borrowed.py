"""Appliances over core's own SmartThings integration, which is signed in to a simulated cloud."""

from collections.abc import AsyncIterator

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.appliances_known import async_appliances
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from sim.smartthings import OVEN, TV, WASHER, SmartThingsCloud
from sim.smartthings.redirect import redirected
from tests.sim.smartthings.core import core_on
from tests.sim.smartthings.waiting import until

from .appliance_homes import appliances_on, told


@pytest.fixture
async def cloud(loopback: None) -> AsyncIterator[SmartThingsCloud]:
    """Run a cloud with the household, and point this process at it."""
    async with SmartThingsCloud() as cloud:
        with redirected(cloud.url):
            yield cloud


@pytest.fixture
async def core(hass: HomeAssistant, cloud: SmartThingsCloud) -> AsyncIterator[MockConfigEntry]:
    """Return the loaded entry of core's own integration."""
    async with core_on(hass, cloud) as entry:
        assert entry.state is ConfigEntryState.LOADED
        yield entry


@pytest.fixture
async def parlor(hass: HomeAssistant, core: MockConfigEntry) -> AsyncIterator[MockConfigEntry]:
    """Return Parlor's entry of the appliances."""
    async with appliances_on(hass) as entry:
        yield entry


def id_of(hass: HomeAssistant, core: MockConfigEntry, device_id: str) -> str:
    """Return what an appliance is called by its device in the registry."""
    device = dr.async_get(hass).async_get_device_by_identifier(("smartthings", device_id), core.entry_id)
    assert device is not None
    return device.id


def state(hass: HomeAssistant, core: MockConfigEntry, device_id: str) -> str:
    """Return how far the job of a device is."""
    return told(hass, id_of(hass, core, device_id), "job").state


async def test_all_of_the_household(
    hass: HomeAssistant, cloud: SmartThingsCloud, core: MockConfigEntry, parlor: MockConfigEntry
) -> None:
    """Each machine has one job, idle, without an end, whatever the cloud claims; and none of it cost a request."""
    appliances = async_appliances(hass).all
    kinds = {one.kind.value for one in appliances.values()}
    assert kinds == {"washer", "dryer", "dishwasher", "oven"}
    for one in appliances.values():
        assert told(hass, one.id, "job").state == "idle"
        assert told(hass, one.id, "ends_at").state == "unknown"
    assert len(cloud.log) == 2 * len(cloud.home.devices) + 5


async def test_a_wash(
    hass: HomeAssistant, cloud: SmartThingsCloud, core: MockConfigEntry, parlor: MockConfigEntry
) -> None:
    """A wash from its start at the machine until the door is opened, told by what core has no entities for."""
    one = id_of(hass, core, WASHER)
    cloud.home.machine(WASHER).start(cloud.clock.now())
    await until(lambda: state(hass, core, WASHER) == "running")
    asked = len(cloud.log)
    await cloud.advance(600)
    await until(lambda: int(told(hass, one, "progress").state) > 1)
    assert told(hass, one, "phase").state in ("sensing", "wash")
    assert told(hass, one, "program").state not in ("unknown", "")
    await cloud.advance(3 * 3600)
    await until(lambda: state(hass, core, WASHER) == "finished")
    assert told(hass, one, "waiting", "binary_sensor").state == "on"
    assert len(cloud.log) == asked


async def test_orders(
    hass: HomeAssistant, cloud: SmartThingsCloud, core: MockConfigEntry, parlor: MockConfigEntry
) -> None:
    """What is ordered is done when the machine shows it; what cannot be is refused with its reason."""
    entity_id = told(hass, id_of(hass, core, WASHER), "job").entity_id

    async def order(action: str, **data: object) -> None:
        await hass.services.async_call("parlor", action, {"entity_id": entity_id, **data}, blocking=True)

    machine = cloud.home.machine(WASHER)
    machine.press_smart_control(on=False, now=cloud.clock.now())
    await until(lambda: async_appliances(hass).all[id_of(hass, core, WASHER)].job().remote is False)
    with pytest.raises(ServiceValidationError, match="control"):
        await order("start_appliance")
    machine.press_smart_control(on=True, now=cloud.clock.now())
    await until(lambda: async_appliances(hass).all[id_of(hass, core, WASHER)].job().remote is True)
    await order("start_appliance")
    assert state(hass, core, WASHER) == "running"
    await order("pause_appliance")
    assert state(hass, core, WASHER) == "paused"
    await order("resume_appliance")
    assert state(hass, core, WASHER) == "running"
    await order("stop_appliance")
    assert state(hass, core, WASHER) == "idle"


async def test_core_reloads(
    hass: HomeAssistant, cloud: SmartThingsCloud, core: MockConfigEntry, parlor: MockConfigEntry
) -> None:
    """A reload of core's entry in the middle of a run loses nothing."""
    cloud.home.machine(WASHER).start(cloud.clock.now())
    await until(lambda: state(hass, core, WASHER) == "running")
    assert await hass.config_entries.async_reload(core.entry_id)
    await hass.async_block_till_done()
    assert state(hass, core, WASHER) == "running"
    await cloud.advance(4 * 3600)
    await until(lambda: state(hass, core, WASHER) == "finished")


async def test_core_unloaded(
    hass: HomeAssistant, cloud: SmartThingsCloud, core: MockConfigEntry, parlor: MockConfigEntry
) -> None:
    """Without core nothing is heard, and nothing ends."""
    cloud.home.machine(WASHER).start(cloud.clock.now())
    await until(lambda: state(hass, core, WASHER) == "running")
    assert await hass.config_entries.async_unload(core.entry_id)
    await hass.async_block_till_done()
    assert state(hass, core, WASHER) == "running"
    one = async_appliances(hass).all[id_of(hass, core, WASHER)]
    with pytest.raises(HomeAssistantError):
        await hass.services.async_call("parlor", "pause_appliance", {"entity_id": one.entity_id()}, blocking=True)


async def test_extras(
    hass: HomeAssistant, cloud: SmartThingsCloud, core: MockConfigEntry, parlor: MockConfigEntry
) -> None:
    """What the TV and the soundbar tell besides is there once: ours where core has none."""
    registry = er.async_get(hass)
    own = registry.async_get_entity_id("select", "parlor", f"smartthings_{TV}_picture_mode")
    cores = [
        one
        for one in er.async_entries_for_device(registry, id_of(hass, core, TV))
        if one.platform == "smartthings" and one.translation_key == "picture_mode"
    ]
    assert (own is None) is bool(cores)
    assert registry.async_get_entity_id("sensor", "parlor", f"smartthings_{OVEN}_operation_time")
    if own is None:
        return
    select = hass.states.get(own)
    assert select is not None and len(select.attributes["options"]) > 1
    other = next(each for each in select.attributes["options"] if each != select.state)
    await hass.services.async_call("select", "select_option", {"entity_id": own, "option": other}, blocking=True)
    after = hass.states.get(own)
    assert after is not None and after.state == other
