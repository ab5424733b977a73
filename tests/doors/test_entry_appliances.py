"""The appliances of a home: found among the entities of other integrations, followed, remembered, let go."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.parlor.appliances_known import async_appliances
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.util import dt as dt_util

from .appliance_homes import WASHER, add_foreign, appliances_on, keys_of, told

STATE, JOB, ENDS, REMOTE = "washer_machine_state", "washer_job_state", "completion_time", "remote_control"


async def go(hass: HomeAssistant, freezer: FrozenDateTimeFactory, seconds: float) -> None:
    """Let time go by."""
    freezer.tick(timedelta(seconds=seconds))
    async_fire_time_changed(hass)
    await hass.async_block_till_done(wait_background_tasks=True)


def in_minutes(minutes: float) -> str:
    """Return a time from now as a sensor tells it."""
    return (dt_util.utcnow() + timedelta(minutes=minutes)).isoformat()


async def say(hass: HomeAssistant, entities: dict[str, str], **states: str) -> None:
    """Have entities say something."""
    for key, state in states.items():
        hass.states.async_set(entities[key], state)
    await hass.async_block_till_done()


async def test_a_wash(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """From the idle machine that claims an end to the laundry that waits and is taken out."""
    washer = add_foreign(hass, "smartthings", "Washer", WASHER)
    one = washer["device"]
    async with appliances_on(hass):
        assert told(hass, one, "job").state == "idle"
        assert told(hass, one, "ends_at").state == "unknown"
        await say(hass, washer, **{STATE: "run", JOB: "wash", ENDS: in_minutes(60)})
        job = told(hass, one, "job")
        assert (job.state, job.attributes["appliance_kind"]) == ("running", "washer")
        assert told(hass, one, "remaining").state == "60"
        assert told(hass, one, "phase").state == "wash"
        await go(hass, freezer, 1800)
        assert told(hass, one, "remaining").state == "30"
        await say(hass, washer, **{STATE: "unavailable", JOB: "unavailable", ENDS: "unavailable"})
        assert told(hass, one, "job").state == "running"
        await say(hass, washer, **{STATE: "run", JOB: "spin", ENDS: in_minutes(29)})
        await go(hass, freezer, 29 * 60)
        await say(hass, washer, **{STATE: "stop", JOB: "none"})
        await go(hass, freezer, 61)  # nobody said that it is done: a stop must last before it is believed
        assert told(hass, one, "job").state == "finished"
        assert told(hass, one, "waiting", "binary_sensor").state == "on"
        assert told(hass, one, "job_event", "event").attributes["event_type"] == "finished"
        button = told(hass, one, "unloaded", "button").entity_id
        await hass.services.async_call("button", "press", {"entity_id": button}, blocking=True)
        assert told(hass, one, "job").state == "idle"
        assert told(hass, one, "waiting", "binary_sensor").state == "off"


async def test_entities_belong_to_the_brands_device(hass: HomeAssistant) -> None:
    """Whoever looks at the machine's own page sees its job there."""
    washer = add_foreign(hass, "smartthings", "Washer", WASHER)
    async with appliances_on(hass) as entry:
        registered = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
        assert {each.device_id for each in registered} == {washer["device"]}
        assert keys_of(hass, washer["device"]) == {
            "sensor.job",
            "sensor.ends_at",
            "sensor.remaining",
            "sensor.phase",
            "binary_sensor.waiting",
            "binary_sensor.attention",
            "event.job_event",
            "button.unloaded",
        }


async def test_comes_and_goes(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """A machine that is added appears by itself, one that is removed goes with its entities."""
    async with appliances_on(hass) as entry:
        washer = add_foreign(hass, "smartthings", "Washer", WASHER)
        await go(hass, freezer, 3)
        assert told(hass, washer["device"], "job").state == "idle"
        assert set(async_appliances(hass).all) == {washer["device"]}
        dr.async_get(hass).async_remove_device(washer["device"])
        await go(hass, freezer, 3)
        assert not er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
        assert not async_appliances(hass).all


async def test_comes_again(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """One whose sensor was disabled for a while is there again afterwards."""
    washer = add_foreign(hass, "smartthings", "Washer", WASHER)
    registry = er.async_get(hass)
    async with appliances_on(hass):
        registry.async_update_entity(washer[STATE], disabled_by=er.RegistryEntryDisabler.USER)
        await go(hass, freezer, 3)
        assert not async_appliances(hass).all
        registry.async_update_entity(washer[STATE], disabled_by=None)
        await go(hass, freezer, 3)
        assert told(hass, washer["device"], "job").state == "idle"


async def test_restart_in_a_run(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, hass_storage: dict[str, Any]
) -> None:
    """What ended while nobody listened is told once, and what was told is not told again."""
    washer = add_foreign(hass, "smartthings", "Washer", WASHER)
    one = washer["device"]
    events: list[str] = []
    hass.bus.async_listen(
        "state_changed",
        lambda event: (
            events.append(event.data["new_state"].attributes.get("event_type"))
            if event.data["entity_id"].startswith("event.") and event.data["new_state"]
            else None
        ),
    )
    async with appliances_on(hass) as entry:
        await say(hass, washer, **{STATE: "run", JOB: "wash", ENDS: in_minutes(60)})
        assert await hass.config_entries.async_unload(entry.entry_id)
        assert hass_storage["parlor.appliances"]["data"]["appliances"][one]["memory"]["job"]["state"] == "running"
        freezer.tick(timedelta(hours=3))
        await say(hass, washer, **{STATE: "stop", JOB: "none"})
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        assert told(hass, one, "job").state == "finished"
        assert await hass.config_entries.async_reload(entry.entry_id)
        await hass.async_block_till_done()
        assert told(hass, one, "job").state == "finished"
        assert dict.fromkeys(each for each in events if each) == {"started": None, "finished": None}
        assert told(hass, one, "job_event", "event").attributes["is_late"] is True


async def test_corrections(hass: HomeAssistant) -> None:
    """What its owner says counts: that it is another kind, that it is none, where its door is."""
    washer = add_foreign(hass, "smartthings", "Washer", WASHER)
    other = add_foreign(hass, "smartthings", "Other", WASHER)
    hass.states.async_set("binary_sensor.door", "off", {"device_class": "door"})
    corrections = [
        {"appliance": washer["device"], "appliance_kind": "dryer", "door": "binary_sensor.door"},
        {"appliance": other["device"], "hidden": True},
    ]
    async with appliances_on(hass, {"corrections": corrections}):
        one = washer["device"]
        assert set(async_appliances(hass).all) == {one}
        assert told(hass, one, "job").attributes["appliance_kind"] == "dryer"
        await say(hass, washer, **{STATE: "run", JOB: "wash", ENDS: in_minutes(1)})
        await say(hass, washer, **{JOB: "finish"})
        assert told(hass, one, "job").state == "finished"
        hass.states.async_set("binary_sensor.door", "on", {"device_class": "door"})
        await hass.async_block_till_done()
        assert told(hass, one, "job").state == "idle"


async def test_plug(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """A machine of which only the power is known has a job, and a device of its own."""
    hass.states.async_set("sensor.plug", "0.4", {"unit_of_measurement": "W", "device_class": "power"})
    added = [{"entity": "sensor.plug", "appliance_kind": "washer", "name": "Old washer", "watts": 8}]
    async with appliances_on(hass, {"added": added}) as entry:
        (one,) = async_appliances(hass).all
        assert told(hass, one, "job").state == "idle"
        for _ in range(40):
            hass.states.async_set("sensor.plug", "1900", {"unit_of_measurement": "W", "device_class": "power"})
            await go(hass, freezer, 60)
            hass.states.async_set("sensor.plug", "120", {"unit_of_measurement": "W", "device_class": "power"})
            await go(hass, freezer, 30)
        assert told(hass, one, "job").state == "running"
        hass.states.async_set("sensor.plug", "0.4", {"unit_of_measurement": "W", "device_class": "power"})
        await go(hass, freezer, 241)
        await go(hass, freezer, 61)
        assert told(hass, one, "job").state == "finished"
        (device,) = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
        assert device.name == "Old washer"


async def test_frozen(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """What is past its end and says nothing is asked once; then its owner is told, until it is heard again."""
    washer = add_foreign(hass, "smartthings", "Washer", WASHER)
    asked: list[Any] = []

    async def update(call: Any) -> None:
        asked.append(call.data["entity_id"])

    async with appliances_on(hass):
        hass.services.async_register("homeassistant", "update_entity", update)
        await say(hass, washer, **{STATE: "run", JOB: "wash", ENDS: in_minutes(30)})
        issues = ir.async_get(hass)
        for _ in range(6):
            await go(hass, freezer, 600)
        assert asked == [washer[STATE]]
        assert not issues.issues
        for _ in range(3):
            await go(hass, freezer, 600)
        assert told(hass, washer["device"], "job").state == "unknown"
        assert [issue for _, issue in issues.issues] == [f"appliance_frozen_{washer['device']}"]
        await say(hass, washer, **{STATE: "stop", JOB: "none"})
        assert told(hass, washer["device"], "job").state == "finished"
        assert not issues.issues


@pytest.mark.parametrize("kept", [{}, {"appliances": 5}, {"appliances": {"x": None, "y": {"memory": 3}}}])
async def test_damaged_memory(hass: HomeAssistant, hass_storage: dict[str, Any], kept: dict[str, Any]) -> None:
    """What was kept and cannot be read is forgotten."""
    hass_storage["parlor.appliances"] = {"version": 1, "minor_version": 1, "key": "parlor.appliances", "data": kept}
    washer = add_foreign(hass, "smartthings", "Washer", WASHER)
    async with appliances_on(hass):
        assert told(hass, washer["device"], "job").state == "idle"


async def test_removed_entry_keeps_nothing(hass: HomeAssistant, hass_storage: dict[str, Any]) -> None:
    """Once the entry is removed nothing is kept of any appliance."""
    add_foreign(hass, "smartthings", "Washer", WASHER)
    async with appliances_on(hass) as entry:
        await hass.config_entries.async_remove(entry.entry_id)
        await hass.async_block_till_done()
        assert "parlor.appliances" not in hass_storage
