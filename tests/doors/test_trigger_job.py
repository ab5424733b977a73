"""Automations that start from jobs, as Home Assistant runs them."""

import time

from freezegun.api import FrozenDateTimeFactory
import probatio
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing, Phase
from custom_components.parlor.appliances_known import async_appliances
from custom_components.parlor.const import DOMAIN
from homeassistant.components.automation.config import async_validate_config_item
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)
from homeassistant.setup import async_setup_component

from .machines import Machine, add_device, add_machine
from .screens import pass_time
from .triggered_job import JOB, Options, automate_job


async def wash(hass: HomeAssistant, freezer: FrozenDateTimeFactory, machine: Machine) -> None:
    """Have a machine run for an hour, and be done."""
    machine.say(Doing.RUNNING)
    await pass_time(hass, freezer, 3600)
    machine.say(Doing.FINISHED)
    await hass.async_block_till_done()


async def test_what_is_told_of_a_job(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to("2026-11-20 10:00:00-08:00")
    machine = add_machine(hass)
    fired = await automate_job(hass, "job_started", {})
    machine.say(Doing.RUNNING, program="Course_1C", phase=Phase.WASH, ends_at=time.time() + 3600)
    await hass.async_block_till_done()
    (event,) = fired
    assert event.data == {
        "entity_id": JOB,
        "appliance": "Washer",
        "appliance_kind": "washer",
        "job": "running",
        "program": "Cotton",
        "phase": "wash",
        "started_at": "2026-11-20 10:00:00-08:00",
        "finished_at": None,
        "ends_at": "2026-11-20 11:00:00-08:00",
        "remaining": 60,
        "energy": None,
        "reason": None,
        "is_late": False,
    }


async def test_each_moment_once(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    machine = add_machine(hass)
    names = ("job_started", "job_finished", "job_needs_attention", "job_unloaded")
    automations = [
        {
            "alias": name,
            "triggers": {"trigger": f"parlor.{name}", "target": {"entity_id": JOB}},
            "actions": {"event": "fired", "event_data": {"by": name, "reason": "{{ trigger.reason }}"}},
        }
        for name in names
    ]
    fired = async_capture_events(hass, "fired")
    assert await async_setup_component(hass, "automation", {"automation": automations})
    await hass.async_block_till_done()
    machine.say(Doing.RUNNING)
    machine.say(Doing.RUNNING, progress=3.0)
    await pass_time(hass, freezer, 600)
    machine.say(Doing.PAUSED)
    machine.say(Doing.RUNNING)
    machine.say(Doing.ERROR, reasons=("no_water",))
    machine.say(Doing.RUNNING, reasons=())
    await pass_time(hass, freezer, 600)
    machine.say(Doing.FINISHED)
    machine.say(Doing.IDLE)
    await pass_time(hass, freezer, 600)
    machine.say(Doing.IDLE, door_open=True)
    await hass.async_block_till_done()
    assert [(event.data["by"], event.data["reason"]) for event in fired] == [
        ("job_started", None),
        ("job_needs_attention", "no_water"),
        ("job_finished", None),
        ("job_unloaded", None),
    ]


@pytest.mark.parametrize(
    ("options", "count"),
    [({}, 1), ({"kind": "washer"}, 1), ({"kind": ["dryer", "washer"]}, 1), ({"kind": ["oven"]}, 0)],
)
async def test_kinds(hass: HomeAssistant, freezer: FrozenDateTimeFactory, options: Options, count: int) -> None:
    machine = add_machine(hass)
    fired = await automate_job(hass, "job_finished", options)
    await wash(hass, freezer, machine)
    assert len(fired) == count


async def test_what_waits_for_long_is_told_only_then(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    machine = add_machine(hass)
    fired = await automate_job(hass, "job_finished", {"for": {"minutes": 30}})
    await wash(hass, freezer, machine)
    await pass_time(hass, freezer, 1700)
    machine.say(Doing.IDLE, door_open=True)  # taken out in time
    await pass_time(hass, freezer, 600)
    assert not fired
    machine.say(Doing.IDLE, door_open=False)
    await wash(hass, freezer, machine)
    await pass_time(hass, freezer, 1700)
    assert not fired
    await pass_time(hass, freezer, 101)
    assert len(fired) == 1


async def test_places_devices_and_the_entities_of_the_brand_are_targets(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    device_id, sensor = add_device(hass, "washer")
    machine = add_machine(hass, device_id=device_id)
    floor = fr.async_get(hass).async_create("Basement")
    area = ar.async_get(hass).async_create("Laundry", floor_id=floor.floor_id)
    label = lr.async_get(hass).async_create("Loud")
    other = ar.async_get(hass).async_create("Kitchen")
    dr.async_get(hass).async_update_device(device_id, area_id=area.id, labels={label.label_id})
    er.async_get(hass).async_get_or_create("binary_sensor", DOMAIN, f"{device_id}_waiting", suggested_object_id="full")
    counts = {
        "job": ({"entity_id": JOB}, 1),
        "waiting": ({"entity_id": "binary_sensor.full"}, 1),
        "brand": ({"entity_id": sensor}, 1),
        "device": ({"device_id": device_id}, 1),
        "area": ({"area_id": area.id}, 1),
        "floor": ({"floor_id": floor.floor_id}, 1),
        "label": ({"label_id": label.label_id}, 1),
        "other_area": ({"area_id": other.id}, 0),
        "nothing": ({"entity_id": "light.none"}, 0),
    }
    fired = {name: async_capture_events(hass, name) for name in counts}
    automations = [
        {
            "alias": name,
            "triggers": {"trigger": "parlor.job_finished", "target": target},
            "actions": {"event": name},
        }
        for name, (target, _) in counts.items()
    ]
    assert await async_setup_component(hass, "automation", {"automation": automations})
    await hass.async_block_till_done()
    await wash(hass, freezer, machine)
    assert {name: len(events) for name, events in fired.items()} == {name: count for name, (_, count) in counts.items()}


async def test_two_ovens_in_one_device(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    device_id, sensor = add_device(hass, "range")
    upper = add_machine(hass, "upper", ApplianceKind.OVEN, device_id=device_id, part="upper")
    lower = add_machine(hass, "lower", ApplianceKind.OVEN, device_id=device_id, part="lower")
    of_device = async_capture_events(hass, "of_device")
    of_upper = async_capture_events(hass, "of_upper")
    automations = [
        {
            "alias": name,
            "triggers": {"trigger": "parlor.job_finished", "target": target},
            "actions": {"event": name},
        }
        for name, target in {
            "of_device": {"entity_id": sensor},
            "of_upper": {"entity_id": "sensor.upper_job"},
        }.items()
    ]
    assert await async_setup_component(hass, "automation", {"automation": automations})
    await hass.async_block_till_done()
    await wash(hass, freezer, lower)
    assert (len(of_device), len(of_upper)) == (1, 0)
    await wash(hass, freezer, upper)
    assert (len(of_device), len(of_upper)) == (2, 1)


async def test_all_and_the_first(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    washer, dryer = add_machine(hass), add_machine(hass, "dryer", ApplianceKind.DRYER)
    target = {"entity_id": [JOB, "sensor.dryer_job"]}
    events = {each: async_capture_events(hass, each) for each in ("each", "first", "all")}
    automations = [
        {
            "alias": each,
            "triggers": {"trigger": "parlor.job_finished", "target": target, "options": {"behavior": each}},
            "actions": {"event": each},
        }
        for each in events
    ]
    assert await async_setup_component(hass, "automation", {"automation": automations})
    await hass.async_block_till_done()
    await wash(hass, freezer, washer)
    assert [len(events[each]) for each in ("each", "first", "all")] == [1, 1, 0]
    await wash(hass, freezer, dryer)
    assert [len(events[each]) for each in ("each", "first", "all")] == [2, 1, 1]


async def test_appliances_that_come_and_go_are_followed(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    fired = await automate_job(hass, "job_finished", {})
    machine = add_machine(hass)
    await wash(hass, freezer, machine)
    assert len(fired) == 1
    async_appliances(hass).remove("id_of_washer")
    machine.say(Doing.IDLE, door_open=True)
    await wash(hass, freezer, machine)
    assert len(fired) == 1


@pytest.mark.parametrize(
    ("trigger", "options"),
    [
        ("job_started", {"kind": "toaster"}),
        ("job_started", {"behavior": "some"}),
        ("job_finished", {"minutes": 5}),
        ("job_ends_within", {"minutes": -1}),
        ("job_ends_within", {"minutes": "soon"}),
        ("job_ends_within", {"for": "00:05:00"}),
    ],
)
async def test_options_that_cannot_be(hass: HomeAssistant, trigger: str, options: Options) -> None:
    automation = {
        "triggers": {"trigger": f"parlor.{trigger}", "target": {"entity_id": JOB}, "options": options},
        "actions": [],
    }
    assert await async_setup_component(hass, "automation", {})
    with pytest.raises(probatio.Invalid, match="options"):
        await async_validate_config_item(hass, "test", automation)
