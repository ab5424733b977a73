"""Appliances whose entities, kinds, names and settings change while they are followed."""

import asyncio
from datetime import timedelta
import time
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.parlor.appliances.command import Command, Order, Why
from custom_components.parlor.appliances_known import async_appliances
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .appliance_homes import WASHER, add_foreign, appliances_on, told
from .test_entry_appliances import ENDS, JOB, STATE, go, in_minutes, say

DRYER = (
    ("sensor", "main_dryerOperatingState_machineState_machineState", "dryer_machine_state", ("run", "stop"), "stop"),
    ("sensor", "main_dryerOperatingState_dryerJobState_dryerJobState", "dryer_job_state", ("drying", "none"), "none"),
)
SELECT = (("select", "main_samsungce_operating_state", "operating_state", ("run", "pause", "stop"), "stop"),)
WATT = {"unit_of_measurement": "W", "device_class": "power"}
PLUG = {"entity": "sensor.plug", "appliance_kind": "washer", "name": "Old washer", "watts": 8}


def entities(hass: HomeAssistant, entry_id: str) -> dict[str, str | None]:
    """Return Parlor's entities and their states."""
    registered = er.async_entries_for_config_entry(er.async_get(hass), entry_id)
    states = {one.entity_id: hass.states.get(one.entity_id) for one in registered}
    return {entity_id: state.state if state else None for entity_id, state in states.items()}


async def test_another_kind(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """A washer that turns out to dry, too, goes on under its names, with its run."""
    washer = add_foreign(hass, "smartthings", "Washer", WASHER)
    async with appliances_on(hass) as entry:
        await say(hass, washer, **{STATE: "run", JOB: "wash", ENDS: in_minutes(60)})
        before = set(entities(hass, entry.entry_id))
        add_foreign(hass, "smartthings", "Washer", DRYER)
        await go(hass, freezer, 3)
        job = told(hass, washer["device"], "job")
        assert (job.state, job.attributes["appliance_kind"]) == ("running", "washer_dryer")
        assert set(entities(hass, entry.entry_id)) == before


@pytest.mark.parametrize("error", [HomeAssistantError("no"), ValueError("no")])
async def test_stop_that_was_refused(hass: HomeAssistant, freezer: FrozenDateTimeFactory, error: Exception) -> None:
    """A stop that the brand refused explains nothing of an end that comes later."""
    washer = add_foreign(hass, "smartthings", "Washer", (*WASHER, *SELECT))

    async def refuse(call: ServiceCall) -> None:
        raise error

    async with appliances_on(hass):
        hass.services.async_register("select", "select_option", refuse)
        await say(hass, washer, remote_control="on", operating_state="stop")
        await say(hass, washer, **{STATE: "run", JOB: "wash", ENDS: in_minutes(60)})
        await go(hass, freezer, 57 * 60)
        outcome = await async_appliances(hass).all[washer["device"]].order(Order(command=Command.STOP))
        assert outcome.why is Why.REFUSED
        await go(hass, freezer, 180)
        await say(hass, washer, **{STATE: "stop", JOB: "none"})
        await go(hass, freezer, 61)
        assert told(hass, washer["device"], "job").state == "finished"


async def test_stop_waits_for_nothing(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who wants it to stop does not wait for what was ordered before."""
    washer = add_foreign(hass, "smartthings", "Washer", (*WASHER, *SELECT))
    monkeypatch.setattr("custom_components.parlor.appliance_voice.Voice.patience", 0.5)
    started, came = time.monotonic(), []

    async def select(call: ServiceCall) -> None:
        came.append((call.data["option"], time.monotonic() - started))

    async with appliances_on(hass):
        hass.services.async_register("select", "select_option", select)
        await say(hass, washer, remote_control="on")
        await say(hass, washer, **{STATE: "run", JOB: "wash", ENDS: in_minutes(60)})
        one = async_appliances(hass).all[washer["device"]]
        await asyncio.gather(one.order(Order(command=Command.PAUSE)), one.order(Order(command=Command.STOP)))
    assert [option for option, _ in came] == ["pause", "stop"]
    assert came[1][1] - came[0][1] < 0.4


async def test_sensor_that_comes_late(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """A sensor that its owner named is read by its power from when it is there."""
    async with appliances_on(hass, {"added": [PLUG]}):
        (one,) = async_appliances(hass).all
        assert told(hass, one, "job").state == "unknown"
        hass.states.async_set("sensor.plug", "1900", WATT)
        await go(hass, freezer, 3)
        assert told(hass, one, "job").state == "running"
        assert async_appliances(hass).all[one].brand == "power"


async def test_sensor_with_nonsense(hass: HomeAssistant, caplog: pytest.LogCaptureFixture) -> None:
    """A sensor that says nonsense of its unit says nothing."""
    hass.states.async_set("sensor.plug", "0.4", WATT)
    async with appliances_on(hass, {"added": [PLUG]}):
        hass.states.async_set("sensor.plug", "5", {"unit_of_measurement": ["W"], "device_class": ["power"]})
        await hass.async_block_till_done()
        assert "Error" not in caplog.text


async def test_renamed_sensor(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """A sensor that its owner named may get another id in the middle of a run."""
    plug = add_foreign(hass, "shelly", "Plug", (("sensor", "power", "power", (), "0.4"),))
    er.async_get(hass).async_update_entity(plug["power"], device_class="power")
    hass.states.async_set(plug["power"], "1900", WATT)
    async with appliances_on(hass, {"added": [PLUG | {"entity": plug["power"]}]}) as entry:
        before = entities(hass, entry.entry_id)
        er.async_get(hass).async_update_entity(plug["power"], new_entity_id="sensor.laundry_power")
        hass.states.async_remove(plug["power"])
        hass.states.async_set("sensor.laundry_power", "1900", WATT)
        await go(hass, freezer, 3)
        assert entry.options["added"][0]["entity"] == "sensor.laundry_power"
        assert entities(hass, entry.entry_id) == before
        (one,) = async_appliances(hass).all
        assert told(hass, one, "job").state == "running"


async def test_added_no_more(hass: HomeAssistant, hass_storage: dict[str, Any]) -> None:
    """What its owner takes out of the settings leaves nothing behind."""
    hass.states.async_set("sensor.plug", "1900", WATT)
    async with appliances_on(hass, {"added": [PLUG]}) as entry:
        assert dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
        hass.config_entries.async_update_entry(entry, options={})
        await hass.config_entries.async_reload(entry.entry_id)
        await hass.async_block_till_done()
        assert not dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
        assert not entities(hass, entry.entry_id)
    assert hass_storage["parlor.appliances"]["data"]["appliances"] == {}


async def test_hidden_and_shown(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """What was hidden in the middle of a run tells nothing of it when it is shown again."""
    washer = add_foreign(hass, "smartthings", "Washer", WASHER)
    async with appliances_on(hass) as entry:
        await say(hass, washer, **{STATE: "run", JOB: "wash", ENDS: in_minutes(60)})
        hidden = {"corrections": [{"appliance": washer["device"], "hidden": True}]}
        for options in (hidden, {}):
            hass.config_entries.async_update_entry(entry, options=options)
            await hass.config_entries.async_reload(entry.entry_id)
            await hass.async_block_till_done()
            freezer.tick(timedelta(days=1))
            await say(hass, washer, **{STATE: "stop", JOB: "none"})
        await go(hass, freezer, 61)
        assert told(hass, washer["device"], "job").state == "idle"


async def test_idle_plug_wears_nothing(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, hass_storage: dict[str, Any]
) -> None:
    """A plug that reports and reports of a machine at rest has nothing written."""
    hass.states.async_set("sensor.plug", "0.4", WATT)
    async with appliances_on(hass, {"added": [PLUG]}):
        await go(hass, freezer, 61)
        hass_storage.pop("parlor.appliances", None)
        for count in range(40):
            hass.states.async_set("sensor.plug", f"0.{count % 7}", WATT)
            await go(hass, freezer, 31)
        assert "parlor.appliances" not in hass_storage


async def test_one_that_is_broken(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with one appliance keeps none of the others away."""
    washer = add_foreign(hass, "smartthings", "Washer", WASHER)
    hass.states.async_set("sensor.plug", "0.4", WATT)

    def broken(*_: object) -> None:
        raise TypeError("broken")

    monkeypatch.setattr("custom_components.parlor.appliance_power.PowerVoice.read", broken)
    async with appliances_on(hass, {"added": [PLUG]}) as entry:
        assert entry.state is ConfigEntryState.LOADED
        assert set(async_appliances(hass).all) == {washer["device"]}
