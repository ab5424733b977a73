"""What automations ask of appliances, as Home Assistant asks it."""

from collections.abc import Mapping
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import probatio
import pytest

from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing
from homeassistant.core import HomeAssistant
from homeassistant.helpers import condition
from homeassistant.setup import async_setup_component

from .machines import add_machine
from .screens import pass_time

type Options = Mapping[str, Any]


async def met(hass: HomeAssistant, name: str, options: Options, target: Options | None = None) -> bool | None:
    """Return whether a condition is met now."""
    assert await async_setup_component(hass, "automation", {})
    target = target or {"entity_id": "sensor.washer_job"}
    asked = {"condition": f"parlor.{name}", "target": target, "options": options}
    checked = await condition.async_validate_condition_config(hass, asked)
    checker = await condition.async_from_config(hass, checked)
    try:
        return checker.async_check()
    finally:
        checker.async_unload()


@pytest.mark.parametrize(
    ("name", "options", "expected"),
    [
        ("job_is_running", {}, [False, True, False, True, False, False]),
        ("job_is_running", {"kind": "washer"}, [False, True, False, True, False, False]),
        ("job_is_running", {"kind": ["oven", "dryer"]}, [False] * 6),
        ("job_is_waiting", {}, [False, False, False, False, True, False]),
        ("job_is_waiting", {"behavior": "all"}, [False, False, False, False, True, False]),
    ],
)
async def test_condition(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, name: str, options: Options, expected: list[bool]
) -> None:
    machine = add_machine(hass)
    seen = [await met(hass, name, options)]
    for doing in (Doing.RUNNING, Doing.PAUSED, Doing.RUNNING, Doing.FINISHED):
        await pass_time(hass, freezer, 600)
        machine.say(doing)
        seen.append(await met(hass, name, options))
    await pass_time(hass, freezer, 600)
    machine.say(Doing.IDLE, door_open=True)
    seen.append(await met(hass, name, options))
    assert seen == expected


async def test_for(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    machine = add_machine(hass)
    machine.say(Doing.RUNNING)
    await pass_time(hass, freezer, 1200)
    assert await met(hass, "job_is_running", {"for": "00:20:00"})
    assert not await met(hass, "job_is_running", {"for": "00:20:01"})
    machine.say(Doing.FINISHED)
    await pass_time(hass, freezer, 600)
    assert await met(hass, "job_is_waiting", {"for": "00:10:00"})
    assert not await met(hass, "job_is_waiting", {"for": "00:30:00"})


async def test_a_run_that_nobody_saw_begin(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    machine = add_machine(hass)
    machine.say(Doing.UNKNOWN)
    other = add_machine(hass, "other")
    other.reading = machine.reading
    hass.states.async_set("sensor.washer_job", "running")
    machine.say(Doing.PAUSED)  # heard of in the middle
    machine.say(Doing.RUNNING)
    await pass_time(hass, freezer, 1200)
    assert await met(hass, "job_is_running", {"for": "00:20:00"})
    hass.states.async_remove("sensor.washer_job")
    assert not await met(hass, "job_is_running", {"for": "00:20:00"})


async def test_any_and_all_of_a_kind(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    washer, dryer = add_machine(hass), add_machine(hass, "dryer", ApplianceKind.DRYER)
    both = {"entity_id": ["sensor.washer_job", "sensor.dryer_job"]}
    washer.say(Doing.RUNNING)
    assert await met(hass, "job_is_running", {"behavior": "any"}, both)
    assert not await met(hass, "job_is_running", {"behavior": "all"}, both)
    assert await met(hass, "job_is_running", {"behavior": "all", "kind": "washer"}, both)
    dryer.say(Doing.RUNNING)
    assert await met(hass, "job_is_running", {"behavior": "all"}, both)
    assert not await met(hass, "job_is_running", {"behavior": "all"}, {"entity_id": "light.none"})


@pytest.mark.parametrize("options", [{"kind": "toaster"}, {"behavior": "first"}, {"minutes": 3}])
async def test_options_that_cannot_be(hass: HomeAssistant, options: Options) -> None:
    assert await async_setup_component(hass, "automation", {})
    asked = {"condition": "parlor.job_is_running", "target": {"entity_id": "sensor.washer_job"}, "options": options}
    with pytest.raises(probatio.Invalid, match="options"):
        await condition.async_validate_condition_config(hass, asked)
