"""A big home over core's own SmartThings and a simulated cloud: what a day costs there, how soon an event is seen, and whose entities are whose."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
import logging
from pathlib import Path
import statistics
from tempfile import TemporaryDirectory
import time
from typing import Any, Final

import freezegun
from freezegun.api import FrozenDateTimeFactory, StepTickTimeFactory, TickingDateTimeFactory
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_test_home_assistant

from custom_components.parlor.appliances.job import Change, Happened
from custom_components.parlor.appliances_known import async_appliances
from homeassistant import loader
from homeassistant.components.application_credentials import ClientCredential, async_import_client_credential
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er, frame
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.setup import async_setup_component
from homeassistant.util.async_ import get_scheduled_timer_handles
from sim.smartthings import SmartThingsCloud, load_folder, multiplied
from sim.smartthings.device import Device, Reported
from sim.smartthings.machines import Oven
from sim.smartthings.redirect import redirected

DEVICES: Final = 112
DAY: Final = 24 * 3600
OVEN_SECONDS: Final = 1800.0
PATIENCE: Final = 10.0  # seconds
STATE: Final = "_main_washerOperatingState_machineState_machineState"
NOW: Final = "2026-11-28T06:00:00+00:00"
_REST: Final[Mapping[str, str]] = {"run": "stop", "pause": "stop", "running": "ready", "paused": "ready"}
_LONG_AGO: Final = datetime(2026, 1, 1, tzinfo=UTC)
# What each appliance is by its maker's word; the same in both worlds, whatever entities core makes of it.
KINDS: Final[Mapping[str, str]] = {
    "Washer": "washer",
    "Dryer": "dryer",
    "ClothingCareMachine": "dryer",
    "Dishwasher": "dishwasher",
    "Oven": "oven",
    "Range": "oven",
    "Cooktop": "cooktop",
    "KitchenHood": "hood",
    "Microwave": "microwave",
    "Refrigerator": "refrigerator",
    "RobotCleaner": "robot_vacuum",
    "AirConditioner": "air_conditioner",
    "AirPurifier": "air_purifier",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What a day of a big home cost: requests after the start, runs that were told to have ended, of those that machines began."""

    requests: int
    at_start: int
    runs: int
    told: int


@asynccontextmanager
async def big_home(
    folder: Path, *, with_parlor: bool
) -> AsyncGenerator[tuple[HomeAssistant, SmartThingsCloud, MockConfigEntry]]:
    """Run a home with core's SmartThings, and with Parlor's appliances on top or without."""
    logging.disable(logging.ERROR)
    devices = await asyncio.to_thread(load_folder, folder)
    for device in devices.values():
        _rest(device)
    async with SmartThingsCloud(multiplied(devices.values(), DEVICES)) as cloud:
        with redirected(cloud.url), TemporaryDirectory() as config:
            async with async_test_home_assistant(config_dir=config) as hass:
                hass.data.pop(loader.DATA_CUSTOM_COMPONENTS, None)
                frame.async_setup(hass)  # the home before took it away when it stopped
                try:
                    yield hass, cloud, await _started(hass, cloud, with_parlor=with_parlor)
                finally:
                    await hass.async_stop(force=True)


def _rest(device: Device) -> None:
    """Let a machine stand that ran when somebody gave away what it said: nothing here would ever end that run."""
    for component, capability in list(device.capabilities):
        for attribute in ("machineState", "operatingState"):
            rest = _REST.get(str(device.get(capability, attribute, component)))
            if rest is not None and "perat" in capability:
                device.put(
                    Reported(capability=capability, attribute=attribute, value=rest, component=component), _LONG_AGO
                )


async def _started(hass: HomeAssistant, cloud: SmartThingsCloud, *, with_parlor: bool) -> MockConfigEntry:
    """Sign core in, and set Parlor up; returns core's entry."""
    for component in ("homeassistant", "application_credentials"):
        assert await async_setup_component(hass, component, {})
    known = cloud.oauth.client
    await async_import_client_credential(hass, "smartthings", ClientCredential(known.id, known.secret), "smartthings")
    core = MockConfigEntry(
        domain="smartthings",
        version=3,
        minor_version=3,
        title="Home",
        unique_id=cloud.location_id,
        data=cloud.entry_data(),
    )
    core.add_to_hass(hass)
    assert await hass.config_entries.async_setup(core.entry_id)
    await hass.async_block_till_done()
    await _until(lambda: list(cloud.subscriptions.streams))
    if with_parlor:
        entry = MockConfigEntry(
            domain="parlor", title="Appliances", data={"kind": "appliances"}, unique_id="appliances"
        )
        entry.add_to_hass(hass)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
    return core


async def _until(seen: Callable[[], object]) -> None:
    """Wait until something is seen. Raises TimeoutError."""
    for _ in range(2000):
        if seen():
            return
        await asyncio.to_thread(time.sleep, 0.005)
    raise TimeoutError


async def day(folder: Path, *, with_parlor: bool, step: float) -> Day:
    """Let a day pass in which every machine that can run does so three times.

    The library must have read a payload and an event before: what it makes for that while the clock is frozen knows no real time.
    """
    with freezegun.freeze_time(NOW, real_asyncio=True) as frozen:
        async with big_home(folder, with_parlor=with_parlor) as (hass, cloud, _):
            at_start = len(cloud.log)
            cloud.home.effect_seconds = 0
            ended = _ends(hass) if with_parlor else []
            runs = await _pass(frozen, hass, cloud, step)
            return Day(requests=len(cloud.log) - at_start, at_start=at_start, runs=runs, told=len(ended))


class Timers:
    """The timers of Home Assistant and of Parlor, on a clock that is moved; those of the connections go on by themselves, or all would be cut."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Know those that there are."""
        self._loop = hass.loop
        self._due: dict[asyncio.TimerHandle, float] = {}
        self._passed = 0.0

    def pass_until(self, passed: float) -> None:
        """Let happen what is due by so many seconds after the beginning."""
        for timer in list(get_scheduled_timer_handles(self._loop)):
            if not timer.cancelled() and _module(timer).startswith(("homeassistant.", "custom_components.")):
                due = self._due.setdefault(timer, self._passed + max(0.0, timer.when() - self._loop.time()))
                if due <= passed:
                    del self._due[timer]
                    timer._run()  # noqa: SLF001  # as Home Assistant's own tests do
                    timer.cancel()
        self._passed = passed


def _module(timer: asyncio.TimerHandle) -> str:
    """Return whose a timer is."""
    do = getattr(timer, "_callback", None)
    return str(getattr(do, "__module__", None) or type(do).__module__)


def _ends(hass: HomeAssistant) -> list[str]:
    """Return where each end that is told from now on is noted, by its time."""
    ended: list[str] = []

    def note(change: Change) -> None:
        ended.extend(str(each.at) for each in change.events if each.happened is Happened.FINISHED)

    for one in async_appliances(hass).all.values():
        one.subscribe(note)
    return ended


async def _pass(
    frozen: FrozenDateTimeFactory | StepTickTimeFactory | TickingDateTimeFactory,
    hass: HomeAssistant,
    cloud: SmartThingsCloud,
    step: float,
) -> int:
    """Let a day pass; returns how many runs machines began."""
    machines, runs, passed = list(cloud.home.machines.values()), 0, 0.0
    timers = Timers(hass)
    starts = sorted(
        ((number + index / len(machines)) * DAY / 3.2, index) for number in range(3) for index in range(len(machines))
    )
    while passed < DAY:
        while starts and starts[0][0] <= passed:
            machine = machines[starts.pop(0)[1]]
            if isinstance(machine, Oven):
                machine.operation_seconds = OVEN_SECONDS  # without a time it would go on until somebody turns it off
            with suppress(ValueError):  # its door is open
                machine.start(cloud.clock.now())
                runs += 1
        frozen.tick(step)
        passed += step
        cloud.home.tick()
        timers.pass_until(passed)
        await asyncio.to_thread(time.sleep, 0.002)
    await asyncio.to_thread(time.sleep, 0.1)
    await hass.async_block_till_done()
    return runs


async def event_to_entity_ms(folder: Path, times: int) -> tuple[float, float]:
    """Let a washer start and pause; return the medians of how long that took to be seen at Parlor's job, and at core's state."""
    async with big_home(folder, with_parlor=True) as (hass, cloud, core):
        washer = next(
            one for one in cloud.home.devices.values() if one.get("washerOperatingState", "machineState") == "stop"
        )
        registered = dr.async_get(hass).async_get_device_by_identifier(("smartthings", washer.id), core.entry_id)
        assert registered is not None
        registry = er.async_get(hass)
        ours = registry.async_get_entity_id("sensor", "parlor", f"{registered.id}_job")
        theirs = registry.async_get_entity_id("sensor", "smartthings", f"{washer.id}{STATE}")
        assert ours is not None
        assert theirs is not None
        return await _medians(hass, cloud, washer, (ours, theirs), times)


async def _medians(
    hass: HomeAssistant, cloud: SmartThingsCloud, washer: Device, entities: tuple[str, str], times: int
) -> tuple[float, float]:
    """Return the medians of the milliseconds from an event at the cloud to each of two entities, of the same events."""
    seen: dict[str, float] = {}
    both = asyncio.Event()

    @callback
    def told(event: Event[EventStateChangedData]) -> None:
        seen.setdefault(event.data["entity_id"], time.perf_counter())
        if len(seen) == len(entities):
            both.set()

    async_track_state_change_event(hass, entities, told)
    took: dict[str, list[float]] = {one: [] for one in entities}
    for number in range(times):
        seen.clear()
        both.clear()
        began = time.perf_counter()
        word = "pause" if number % 2 else "run"
        cloud.home.report(washer, [Reported(capability="washerOperatingState", attribute="machineState", value=word)])
        async with asyncio.timeout(PATIENCE):
            await both.wait()
        for one in entities:
            took[one].append(seen[one] - began)
        await asyncio.sleep(0.01)
    ours, theirs = (statistics.median(took[one]) * 1000 for one in entities)
    return ours, theirs


async def entities_wrong(folder: Path) -> list[str]:
    """Return what is wrong with the entities: an appliance that is none by its maker's word, or is missing, and what core has, too."""
    async with big_home(folder, with_parlor=True) as (hass, cloud, core):
        wrong: list[str] = []
        known = {one.device_id: one.kind.value for one in async_appliances(hass).all.values() if "/" not in one.id}
        for device in cloud.home.devices.values():
            registered = dr.async_get(hass).async_get_device_by_identifier(("smartthings", device.id), core.entry_id)
            found = known.get(registered.id) if registered is not None else None
            if found != _kind(device) and {found, _kind(device)} != {"washer", "washer_dryer"}:
                wrong.append(f"{device.label}: {found} for {_kind(device)}")
        return wrong + _twice(hass)


def _kind(device: Device) -> str | None:
    """Return what a device is by its maker's word."""
    components: list[dict[str, Any]] = device.definition["components"]
    main = next(one for one in components if one["id"] == "main")
    names = [one["name"] for one in main["categories"] if one.get("categoryType") == "manufacturer"]
    return next((KINDS[name] for name in names if name in KINDS), None)


def _twice(hass: HomeAssistant) -> list[str]:
    """Return what both core and Parlor tell of a device under the same key."""
    entities = er.async_get(hass).entities.values()
    core = {
        (one.device_id, one.translation_key)
        for one in entities
        if one.platform == "smartthings" and one.translation_key
    }
    ours = [one for one in entities if one.platform == "parlor" and one.device_id is not None]
    return [f"{one.entity_id} is there twice" for one in ours if (one.device_id, one.translation_key) in core]
