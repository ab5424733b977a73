"""SmartThings' appliances from the cloud to Parlor's entities, through core's own integration: their jobs, orders to them, and what they tell besides."""

from collections.abc import AsyncIterator
from functools import partial
import time
from types import SimpleNamespace

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.appliance_borrowed import BorrowedVoice
from custom_components.parlor.appliance_watchdog import issue_id
from custom_components.parlor.appliances.command import Command, Order, Outcome, Why
from custom_components.parlor.appliances.job import Happened, JobState
from custom_components.parlor.appliances.known import KnownAppliance
from custom_components.parlor.appliances.smartthings.extras import EXTRAS
from custom_components.parlor.appliances.smartthings.status import value
from custom_components.parlor.appliances_known import async_appliances
from custom_components.parlor.const import CONF_KIND, DOMAIN, Kind
from custom_components.parlor.smartthings_link import Link, async_link
from homeassistant.const import MAJOR_VERSION, MINOR_VERSION
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.helpers.translation import async_get_translations
from homeassistant.setup import async_setup_component
from sim.smartthings import DISHWASHER, DRYER, OVEN, SOUNDBAR, TV, WASHER, Freeze, Health, Reported, SmartThingsCloud
from sim.smartthings.redirect import redirected
from tests.doors.borrowing import smart_control
from tests.sim.smartthings.core import core_on
from tests.sim.smartthings.waiting import until

METER = ("powerConsumptionReport", "powerConsumption")
CORE_HAS_MODES = (MAJOR_VERSION, MINOR_VERSION) >= (2026, 11)


@pytest.fixture
async def cloud(loopback: None) -> AsyncIterator[SmartThingsCloud]:
    """Run a cloud with the household, whose machines may be commanded, and point this process at it."""
    async with SmartThingsCloud() as cloud:
        with redirected(cloud.url):
            for machine in (WASHER, DRYER, DISHWASHER):
                smart_control(cloud, machine)
            yield cloud


@pytest.fixture
async def core(hass: HomeAssistant, cloud: SmartThingsCloud) -> AsyncIterator[MockConfigEntry]:
    """Return the loaded entry of core's own integration."""
    assert await async_setup_component(hass, "homeassistant", {})
    async with core_on(hass, cloud) as entry:
        cloud.log.clear()
        yield entry


@pytest.fixture
async def entry(
    hass: HomeAssistant, core: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[MockConfigEntry]:
    """Return the loaded entry of Parlor's appliances, which waits a second for an echo: on loopback that is long."""
    monkeypatch.setattr(BorrowedVoice, "patience", 1.0)
    entry = MockConfigEntry(domain=DOMAIN, title="Appliances", data={CONF_KIND: Kind.APPLIANCES})
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    yield entry
    await hass.config_entries.async_unload(entry.entry_id)


def appliance(hass: HomeAssistant, device_id: str, core: MockConfigEntry) -> KnownAppliance:
    """Return an appliance by SmartThings' id."""
    device = dr.async_get(hass).async_get_device_by_identifier(("smartthings", device_id), core.entry_id)
    assert device is not None
    return async_appliances(hass).all[device.id]


def ours(hass: HomeAssistant, platform: str, device_id: str, key: str) -> str | None:
    """Return our entity for what a device tells besides."""
    return er.async_get(hass).async_get_entity_id(platform, DOMAIN, f"smartthings_{device_id}_{key}")


async def test_a_wash_from_its_start_to_its_end(
    hass: HomeAssistant,
    cloud: SmartThingsCloud,
    core: MockConfigEntry,
    entry: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Time passes in the cloud, and for Parlor with it."""
    monkeypatch.setattr(time, "time", cloud.clock.timestamp)
    washer = appliance(hass, WASHER, core)
    happened: list[Happened] = []
    washer.subscribe(lambda change: happened.extend(event.happened for event in change.events))
    assert (washer.job().state, washer.job().ends_at) == (JobState.IDLE, None)
    assert await washer.order(Order(command=Command.START)) == Outcome()
    begun = washer.job()
    assert begun.state is JobState.RUNNING and begun.remaining == 103 and begun.ends_at is not None
    for _ in range(60):
        await cloud.advance(120)
        await until(lambda: _is_level(cloud, washer))
    assert happened == [Happened.STARTED, Happened.FINISHED]
    assert washer.job().is_waiting
    assert [one["command"] for _, one in cloud.log.commands] == ["start"]
    assert len(cloud.log) == 1


def _is_level(cloud: SmartThingsCloud, washer: KnownAppliance) -> bool:
    """Say whether a job is where the machine is: what the machine says last is heard."""
    said = cloud.home.find(WASHER).get("washerOperatingState", "machineState")
    return (said == "run") is (washer.job().state is JobState.RUNNING)


async def test_the_cloud_s_no_is_told(
    hass: HomeAssistant, cloud: SmartThingsCloud, core: MockConfigEntry, entry: MockConfigEntry
) -> None:
    washer = appliance(hass, WASHER, core)
    cloud.faults.fail(429, part="/commands")
    assert (await washer.order(Order(command=Command.START))).why is Why.QUOTA
    assert washer.job().state is JobState.IDLE
    cloud.home.set_health(WASHER, Health.OFFLINE)
    await until(lambda: not async_link(hass).devices[WASHER].is_online)
    assert (await washer.order(Order(command=Command.START))).why is Why.OFFLINE


async def test_ready_by(
    hass: HomeAssistant, cloud: SmartThingsCloud, core: MockConfigEntry, entry: MockConfigEntry
) -> None:
    for device_id in (WASHER, DRYER, DISHWASHER):
        known = appliance(hass, device_id, core)
        ready_at = cloud.clock.timestamp() + 8 * 3600
        assert await known.order(Order(command=Command.START, ready_at=ready_at)) == Outcome()
        assert known.job().state is JobState.SCHEDULED


async def test_what_waits_for_its_time_is_started_now(
    hass: HomeAssistant, cloud: SmartThingsCloud, core: MockConfigEntry, entry: MockConfigEntry
) -> None:
    washer = appliance(hass, WASHER, core)
    later = Order(command=Command.START, ready_at=cloud.clock.timestamp() + 8 * 3600)
    assert await washer.order(later) == Outcome()
    assert await washer.order(Order(command=Command.START)) == Outcome()
    assert washer.job().state is JobState.RUNNING
    assert cloud.home.find(WASHER).get("washerOperatingState", "washerJobState") == "wash"


async def test_a_job_goes_on_while_core_is_loaded_anew(
    hass: HomeAssistant, cloud: SmartThingsCloud, core: MockConfigEntry, entry: MockConfigEntry
) -> None:
    washer = appliance(hass, WASHER, core)
    happened: list[Happened] = []
    assert await washer.order(Order(command=Command.START)) == Outcome()
    washer.subscribe(lambda change: happened.extend(event.happened for event in change.events))
    await hass.config_entries.async_reload(core.entry_id)
    await until(lambda: appliance(hass, WASHER, core).job().state is JobState.RUNNING)
    cloud.home.machine(WASHER).pause(cloud.clock.now())
    cloud.home.tick()
    await until(lambda: appliance(hass, WASHER, core).job().state is JobState.PAUSED)
    assert happened == [Happened.PAUSED]


async def test_what_is_told_besides_is_made_where_core_has_it_not(
    hass: HomeAssistant, core: MockConfigEntry, entry: MockConfigEntry
) -> None:
    has = {
        (platform, key): ours(hass, platform, device_id, key) is not None
        for platform, device_id, key in (
            ("select", TV, "picture_mode"),
            ("select", TV, "sound_mode"),
            ("sensor", SOUNDBAR, "input_source"),
            ("sensor", WASHER, "delay_end"),
            ("sensor", OVEN, "operation_time"),
        )
    }
    assert has == {
        ("select", "picture_mode"): not CORE_HAS_MODES,
        ("select", "sound_mode"): not CORE_HAS_MODES,
        ("sensor", "input_source"): True,
        ("sensor", "delay_end"): True,
        ("sensor", "operation_time"): True,
    }
    delay = hass.states.get(ours(hass, "sensor", WASHER, "delay_end") or "")
    assert delay is not None and delay.state in ("0", "0.0") and delay.attributes["unit_of_measurement"] == "min"


@pytest.mark.parametrize("language", ["en", "de", "ko"])
async def test_what_is_told_besides_has_a_name(hass: HomeAssistant, language: str) -> None:
    texts = await async_get_translations(hass, language, "entity", [DOMAIN])
    assert all(texts[f"component.{DOMAIN}.entity.{extra.platform}.{extra.key}.name"] for extra in EXTRAS)


@pytest.mark.skipif(CORE_HAS_MODES, reason="core has these selects itself")
async def test_a_tv_s_picture_is_chosen_and_a_no_is_told(
    hass: HomeAssistant, cloud: SmartThingsCloud, core: MockConfigEntry, entry: MockConfigEntry
) -> None:
    select = ours(hass, "select", TV, "picture_mode") or ""
    movie = {"entity_id": select, "option": "Movie"}
    await hass.services.async_call("select", "select_option", movie, blocking=True)
    state = hass.states.get(select)
    assert state is not None and state.state == "Movie"
    cloud.faults.fail(402, part="/commands")
    with pytest.raises(HomeAssistantError):
        await hass.services.async_call("select", "select_option", {**movie, "option": "Dynamic"}, blocking=True)
    assert hass.states.get(select) == state


async def test_where_core_has_changed_its_entities_are_read(
    hass: HomeAssistant, cloud: SmartThingsCloud, core: MockConfigEntry
) -> None:
    core.runtime_data = SimpleNamespace(client=None, devices=core.runtime_data.devices)
    entry = MockConfigEntry(domain=DOMAIN, title="Appliances", data={CONF_KIND: Kind.APPLIANCES})
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    washer = appliance(hass, WASHER, core)
    assert washer.job().state is JobState.IDLE
    cloud.home.machine(WASHER).start(cloud.clock.now())
    cloud.home.tick()
    await until(lambda: washer.job().state is JobState.RUNNING)
    await hass.config_entries.async_unload(entry.entry_id)
    core.runtime_data.client = SimpleNamespace(delete_subscription=_nothing)


async def _nothing(_: str) -> None:
    """Stand where core's client was, for its unloading."""


async def test_a_frozen_machine_is_asked_once(
    hass: HomeAssistant, cloud: SmartThingsCloud, core: MockConfigEntry, entry: MockConfigEntry
) -> None:
    washer = appliance(hass, WASHER, core)
    cloud.home.freeze(WASHER, Freeze.EVENTS)
    assert await washer.order(Order(command=Command.START)) == Outcome()
    assert washer.job().state is JobState.RUNNING
    assert cloud.log.count("GET") == 1


async def test_the_meter_of_a_frozen_machine_is_no_word_of_its_run(
    hass: HomeAssistant,
    cloud: SmartThingsCloud,
    core: MockConfigEntry,
    entry: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is left counts from when it was said, and the watchdog comes, though its meter goes on."""
    monkeypatch.setattr(time, "time", cloud.clock.timestamp)
    washer = appliance(hass, WASHER, core)
    assert await washer.order(Order(command=Command.START)) == Outcome()
    ends_at = washer.job().ends_at
    assert ends_at is not None
    del cloud.home.machines[WASHER]  # it says nothing more
    link = async_link(hass)
    for hour in range(1, 5):
        await cloud.advance(3600)
        energy = cloud.home.find(WASHER).get(*METER) | {"energy": 400_000 + hour}
        cloud.home.set_attribute(WASHER, Reported(capability=METER[0], attribute=METER[1], value=energy))
        await until(partial(_says, link, energy))
        await hass.async_block_till_done()
        job = washer.job()
        assert job.ends_at is None or abs(job.ends_at - ends_at) < 120
    assert (job.state, job.remaining) == (JobState.UNKNOWN, None)
    assert ir.async_get(hass).async_get_issue(DOMAIN, issue_id(washer.id))


def _says(link: Link, energy: object) -> bool:
    return value(link.devices[WASHER].status, *METER) == energy
