"""Automations that start from jobs, from the states of a brand's own sensors on."""

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from custom_components.parlor.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .branded import add_branded
from .screens import pass_time


@pytest.fixture
async def device_id(hass: HomeAssistant) -> str:
    """Return the device of a washer in the basement, which the appliances' entry has found."""
    assert await async_setup_component(hass, "homeassistant", {})
    device_id = add_branded(hass)
    area = ar.async_get(hass).async_create("Basement")
    dr.async_get(hass).async_update_device(device_id, area_id=area.id)
    await say(hass, "stop", "none", 0)
    entry = MockConfigEntry(domain=DOMAIN, data={"kind": "appliances"}, unique_id="appliances")
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return device_id


async def say(hass: HomeAssistant, machine: str, job: str, minutes: float) -> None:
    """Have the washer say what it does, and when it claims to be done."""
    end = dt_util.utcnow().timestamp() + minutes * 60
    hass.states.async_set("sensor.laundry_completion_time", dt_util.utc_from_timestamp(end).isoformat())
    hass.states.async_set("sensor.laundry_job_state", job)
    hass.states.async_set("sensor.laundry_machine_state", machine)
    await hass.async_block_till_done()


async def test_a_washing_day(hass: HomeAssistant, device_id: str, freezer: FrozenDateTimeFactory) -> None:
    targets = {
        "device": {"device_id": device_id},
        "room": {"area_id": "basement"},
        "brand": {"entity_id": "sensor.laundry_job_state"},
        "job": {"entity_id": "sensor.basement_laundry_job"},
    }
    names = ("job_started", "job_ends_within", "job_finished", "job_unloaded")
    automations = [
        {
            "alias": f"{name} {key}",
            "triggers": {"trigger": f"parlor.{name}", "target": target},
            "actions": {"event": "fired", "event_data": {"by": name, "target": key}},
        }
        for name in names
        for key, target in targets.items()
    ]
    fired = async_capture_events(hass, "fired")
    assert await async_setup_component(hass, "automation", {"automation": automations})
    await hass.async_block_till_done()
    await say(hass, "run", "wash", 60)
    await pass_time(hass, freezer, 3000)
    await say(hass, "run", "spin", 10)
    await pass_time(hass, freezer, 600)
    await say(hass, "stop", "finish", 0)
    await pass_time(hass, freezer, 90)
    await hass.services.async_call(
        DOMAIN, "mark_unloaded", {"entity_id": "sensor.laundry_machine_state"}, blocking=True
    )
    await hass.async_block_till_done()
    told = [(event.data["by"], event.data["target"]) for event in fired]
    assert sorted(told) == sorted((name, key) for name in names for key in targets)
    assert [name for name, _ in told[:: len(targets)]] == list(names)


async def test_what_ended_meanwhile_is_told_once_and_as_late(
    hass: HomeAssistant, device_id: str, freezer: FrozenDateTimeFactory
) -> None:
    fired = async_capture_events(hass, "fired")
    automation = {
        "alias": "Told",
        "triggers": {"trigger": "parlor.job_finished", "target": {"device_id": device_id}},
        "actions": {"event": "fired", "event_data": {"is_late": "{{ trigger.is_late }}"}},
    }
    assert await async_setup_component(hass, "automation", {"automation": automation})
    await hass.async_block_till_done()
    await say(hass, "run", "wash", 60)
    await pass_time(hass, freezer, 3000)
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    assert await hass.config_entries.async_unload(entry.entry_id)
    await pass_time(hass, freezer, 2400)
    await say(hass, "stop", "none", 0)
    for _ in range(2):
        assert await hass.config_entries.async_reload(entry.entry_id)
        await hass.async_block_till_done()
        await pass_time(hass, freezer, 90)
    assert [event.data["is_late"] for event in fired] == [True]
