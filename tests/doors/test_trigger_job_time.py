"""Automations that start when a job ends soon, as Home Assistant runs them."""

import time

from freezegun.api import FrozenDateTimeFactory

from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing
from homeassistant.core import HomeAssistant

from .machines import Machine, add_machine
from .screens import pass_time
from .triggered_job import automate_job


async def run_until(hass: HomeAssistant, machine: Machine, minutes: float) -> None:
    """Have a machine run, with so much left."""
    machine.say(Doing.RUNNING, ends_at=time.time() + minutes * 60)
    await hass.async_block_till_done()


async def test_ends_within_fires_once_a_job(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    machine = add_machine(hass)
    fired = await automate_job(hass, "job_ends_within", {"minutes": 10})
    await run_until(hass, machine, 60)
    await pass_time(hass, freezer, 49 * 60)
    assert not fired
    await pass_time(hass, freezer, 61)
    assert len(fired) == 1 and fired[0].data["remaining"] == 10
    await run_until(hass, machine, 13)  # weighed anew: the same end
    await pass_time(hass, freezer, 6 * 60)
    assert len(fired) == 1
    await run_until(hass, machine, 40)  # rinsed once more: another end
    await pass_time(hass, freezer, 31 * 60)
    assert len(fired) == 2
    machine.say(Doing.FINISHED)
    machine.say(Doing.IDLE, door_open=True)
    await pass_time(hass, freezer, 3600)
    await run_until(hass, machine, 30)
    await pass_time(hass, freezer, 21 * 60)
    assert len(fired) == 3


async def test_ends_within_waits_while_it_is_paused(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    machine = add_machine(hass)
    fired = await automate_job(hass, "job_ends_within", {"minutes": 10})
    await run_until(hass, machine, 15)
    machine.say(Doing.PAUSED)
    await pass_time(hass, freezer, 600)
    assert not fired
    await run_until(hass, machine, 14)
    await pass_time(hass, freezer, 241)
    assert len(fired) == 1


async def test_an_end_that_is_near_already_is_no_news(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    machine = add_machine(hass)
    await run_until(hass, machine, 30)
    await pass_time(hass, freezer, 25 * 60)
    fired = await automate_job(hass, "job_ends_within", {"minutes": 10})
    await run_until(hass, machine, 4)
    await pass_time(hass, freezer, 60)
    assert not fired


async def test_a_short_job_is_near_its_end_from_its_beginning(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    machine = add_machine(hass, "microwave", ApplianceKind.MICROWAVE)
    fired = await automate_job(hass, "job_ends_within", {"minutes": 10}, {"entity_id": "sensor.microwave_job"})
    await pass_time(hass, freezer, 60)
    await run_until(hass, machine, 3)
    assert len(fired) == 1


async def test_nothing_is_waited_for_when_an_automation_is_off(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    machine = add_machine(hass)
    fired = await automate_job(hass, "job_ends_within", {"minutes": 10})
    await run_until(hass, machine, 30)
    await hass.services.async_call("automation", "turn_off", {"entity_id": "automation.test"}, blocking=True)
    await pass_time(hass, freezer, 25 * 60)
    assert not fired
