"""The client and the push of core's SmartThings integration, borrowed from the real one, which is signed in to a simulated cloud."""

from collections.abc import AsyncIterator, Iterator
import logging
from pathlib import Path
import time
from types import SimpleNamespace

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.appliances.kind import ApplianceKind as K
from custom_components.parlor.appliances.reading import Doing
from custom_components.parlor.appliances.smartthings.kinds import kind_of
from custom_components.parlor.appliances.smartthings.reading import read_status
from custom_components.parlor.smartthings_link import Link, async_link
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from sim.smartthings import DRYER, TV, WASHER, Health, SmartThingsCloud, load_folder, multiplied
from sim.smartthings.redirect import redirected
from tests.doors.borrowing import STATE, feed, listening, said
from tests.sim.smartthings.core import core_on, state
from tests.sim.smartthings.waiting import until

MACHINE = "_washerOperatingState_machineState_machineState"
LEFT = ("samsungce.washerOperatingState", "remainingTime")


@pytest.fixture
async def cloud(loopback: None) -> AsyncIterator[SmartThingsCloud]:
    """Run a cloud with the household, and point this process at it."""
    async with SmartThingsCloud() as cloud:
        with redirected(cloud.url):
            yield cloud


@pytest.fixture
async def entry(hass: HomeAssistant, cloud: SmartThingsCloud) -> AsyncIterator[MockConfigEntry]:
    """Return the loaded entry of core's own integration."""
    async with core_on(hass, cloud) as entry:
        assert entry.state is ConfigEntryState.LOADED
        yield entry


@pytest.fixture
def link(hass: HomeAssistant, entry: MockConfigEntry) -> Iterator[Link]:
    """Return a link that follows core's entry."""
    link = async_link(hass)
    end = link.start()
    yield link
    end()


def run_washer(cloud: SmartThingsCloud) -> None:
    """Start the washer at the machine itself."""
    cloud.home.machine(WASHER).start(cloud.clock.now())


async def test_what_core_holds_is_there_at_once_and_costs_nothing(
    hass: HomeAssistant, cloud: SmartThingsCloud, link: Link, entry: MockConfigEntry
) -> None:
    assert set(link.devices) == set(cloud.home.devices)
    washer = link.devices[WASHER]
    assert (washer.id, washer.entry_id, washer.is_online, washer.said_at) == (WASHER, entry.entry_id, True, {})
    registered = dr.async_get(hass).async_get_device_by_identifier(("smartthings", WASHER), entry.entry_id)
    assert registered is not None and washer.device_id == registered.id
    assert "samsungce.washerOperatingState" in washer.capabilities["main"]
    assert kind_of(washer.categories, washer.status) is K.WASHER
    assert len(cloud.log) == 2 * 6 + 5  # core's own start, and nothing of ours


async def test_all_that_is_pushed_is_heard_also_what_core_has_no_entity_for(
    cloud: SmartThingsCloud, link: Link
) -> None:
    heard: list[str] = []
    end = link.subscribe(heard.append)
    asked = len(cloud.log)
    run_washer(cloud)
    await until(lambda: said(link, WASHER, *STATE) == "run")
    await cloud.advance(600)
    await until(lambda: said(link, WASHER, *LEFT) == cloud.home.find(WASHER).get(*LEFT))
    reading = read_status(K.WASHER, link.devices[WASHER].status, is_online=True, now=cloud.clock.timestamp())
    assert (reading.doing, reading.remaining) == (Doing.RUNNING, cloud.home.find(WASHER).get(*LEFT))
    assert set(heard) == {WASHER}
    washer = link.devices[WASHER]
    assert washer.since <= washer.said_at["main", *LEFT] <= time.time()
    assert len(cloud.log) == asked
    end()
    heard.clear()
    await cloud.advance(600)
    assert heard == []


async def test_an_hour_of_112_devices_with_every_machine_at_work_cost_no_request(
    hass: HomeAssistant, loopback: None, data_folder: Path
) -> None:
    found = await hass.async_add_executor_job(load_folder, data_folder / "smartthings")
    async with SmartThingsCloud(multiplied(found.values(), 112)) as cloud:
        with redirected(cloud.url):
            async with core_on(hass, cloud):
                link = async_link(hass)
                end = link.start()
                heard: list[str] = []
                link.subscribe(heard.append)
                assert len(link.devices) > 100
                cloud.log.clear()
                for machine in cloud.home.machines.values():
                    machine.press_smart_control(on=True, now=cloud.clock.now())
                    machine.start(cloud.clock.now())
                await cloud.advance(3600)
                await until(lambda: set(heard) == set(cloud.home.machines))
                assert len(cloud.log) == 0
                end()


async def test_nonsense_reaches_neither_core_nor_us(
    hass: HomeAssistant, cloud: SmartThingsCloud, link: Link, entry: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever is wrong with our side of it, core's listeners hear the event."""

    def broken(device_id: str) -> None:
        raise RuntimeError("ours")

    link.subscribe(broken)
    heard: list[str] = []
    link.subscribe(heard.append)
    run_washer(cloud)
    await until(lambda: state(hass, WASHER, MACHINE) == "run")
    await until(lambda: heard)
    for nonsense in (None, 3, SimpleNamespace(), SimpleNamespace(component_id=1, capability=None, attribute=[])):
        feed(entry.runtime_data.client, WASHER, nonsense)
    assert said(link, WASHER, *STATE) == "run"
    cloud.home.machine(WASHER).pause(cloud.clock.now())
    await until(lambda: state(hass, WASHER, MACHINE) == "pause")
    await until(lambda: said(link, WASHER, *STATE) == "pause")
    assert "Error occurred while processing device event" not in caplog.text


class _Hostile:
    """An event that raises when it is looked at."""

    @property
    def component_id(self) -> str:
        raise RuntimeError("hostile")


async def test_an_event_that_raises_is_told_once(
    link: Link, entry: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    feed(entry.runtime_data.client, WASHER, _Hostile())
    feed(entry.runtime_data.client, WASHER, _Hostile())
    errors = [one for one in caplog.records if one.levelno >= logging.ERROR and "could not be taken in" in one.message]
    assert len(errors) == 1


async def test_an_event_for_an_attribute_that_was_not_known(
    cloud: SmartThingsCloud, link: Link, entry: MockConfigEntry
) -> None:
    event = SimpleNamespace(
        component_id="main", capability="samsungce.washerOperatingState", attribute="new", value={"a": 1}
    )
    feed(entry.runtime_data.client, WASHER, event)
    assert said(link, WASHER, "samsungce.washerOperatingState", "new") == {"a": 1}
    feed(
        entry.runtime_data.client,
        WASHER,
        SimpleNamespace(component_id="main", capability="new.one", attribute="a", value=1),
    )
    assert "new.one" not in link.devices[WASHER].capabilities["main"]


async def test_what_is_said_for_a_moment_is_told(hass: HomeAssistant, link: Link, entry: MockConfigEntry) -> None:
    """A machine may say that it is done and, in the same breath, that it has no job."""
    told: list[object] = []
    link.subscribe(lambda device_id: told.append(said(link, device_id, "washerOperatingState", "washerJobState")))
    for job in ("spin", "finish", "none"):
        event = SimpleNamespace(
            component_id="main", capability="washerOperatingState", attribute="washerJobState", value=job
        )
        feed(entry.runtime_data.client, WASHER, event)
    await hass.async_block_till_done()
    assert told == ["spin", "finish", "none"]


async def test_changes_that_come_together_are_told_together(
    hass: HomeAssistant, link: Link, entry: MockConfigEntry
) -> None:
    told: list[str] = []
    link.subscribe(told.append)
    for attribute, new in (("machineState", "run"), ("washerJobState", "delayWash")):
        event = SimpleNamespace(component_id="main", capability="washerOperatingState", attribute=attribute, value=new)
        feed(entry.runtime_data.client, WASHER, event)
    assert told == []
    await hass.async_block_till_done()
    assert told == [WASHER]


async def test_a_device_out_of_reach(cloud: SmartThingsCloud, link: Link) -> None:
    heard: list[str] = []
    link.subscribe(heard.append)
    cloud.home.set_health(WASHER, Health.OFFLINE)
    await until(lambda: not link.devices[WASHER].is_online)
    await until(lambda: heard == [WASHER])
    cloud.home.set_health(WASHER, Health.ONLINE)
    await until(lambda: link.devices[WASHER].is_online)


async def test_what_was_out_of_reach_before_is_known_to_be(
    hass: HomeAssistant, cloud: SmartThingsCloud, entry: MockConfigEntry
) -> None:
    """Core's own note of it is of its start: its entities know better."""
    cloud.home.set_health(DRYER, Health.OFFLINE)
    await until(lambda: state(hass, DRYER, "_dryerOperatingState_machineState_machineState") == "unavailable")
    assert entry.runtime_data.devices[DRYER].online
    link = async_link(hass)
    end = link.start()
    assert not link.devices[DRYER].is_online
    assert link.devices[WASHER].is_online
    end()


async def test_core_s_entry_is_loaded_anew(
    hass: HomeAssistant, cloud: SmartThingsCloud, link: Link, entry: MockConfigEntry
) -> None:
    heard: list[str] = []
    link.subscribe(heard.append)
    before = entry.runtime_data.client
    assert await hass.config_entries.async_reload(entry.entry_id)
    assert entry.runtime_data.client is not before
    assert set(heard) == set(cloud.home.devices)  # gone, and come
    heard.clear()
    run_washer(cloud)
    await until(lambda: said(link, WASHER, *STATE) == "run")
    await until(lambda: state(hass, WASHER, MACHINE) == "run")
    assert listening(before, WASHER) == []


async def test_core_s_entry_goes_and_comes(
    hass: HomeAssistant, cloud: SmartThingsCloud, link: Link, entry: MockConfigEntry
) -> None:
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert not link.devices
    assert (await link.async_command(WASHER, ())).why is not None
    assert not await link.async_refresh(WASHER)
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert WASHER in link.devices
    await hass.config_entries.async_remove(entry.entry_id)
    assert not link.devices


async def test_core_s_integration_is_not_there(hass: HomeAssistant) -> None:
    link = async_link(hass)
    end = link.start()
    assert not link.devices
    assert async_link(hass) is link
    end()


async def test_nobody_listens_once_it_has_ended(
    cloud: SmartThingsCloud, hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    link = async_link(hass)
    link.start()()
    assert listening(entry.runtime_data.client, WASHER) == []
    assert not link.devices


async def test_what_was_heard_outlives_that_parlor_is_loaded_anew(cloud: SmartThingsCloud, link: Link) -> None:
    """Core keeps up to date only what it has entities for."""
    run_washer(cloud)
    await cloud.advance(900)
    await until(lambda: said(link, WASHER, *LEFT) == cloud.home.find(WASHER).get(*LEFT))
    before = link.devices[WASHER].status
    link.stop()
    link.start()
    assert link.devices[WASHER].status == before


async def test_a_device_that_is_removed_goes(hass: HomeAssistant, cloud: SmartThingsCloud, link: Link) -> None:
    heard: list[str] = []
    link.subscribe(heard.append)
    cloud.home.remove(WASHER)
    await until(lambda: WASHER not in link.devices)
    assert heard == [WASHER]
    assert TV in link.devices
