"""What takes time takes it, and entities fail as they are told to."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from sim.home import async_put, async_set_fault, async_start_home, load_home

from .conftest import Call

LAMP = {"entities": [{"id": "light.lamp", "name": "Lamp"}]}
WASHER = ("switch.washer", "sensor.washer_state", "sensor.washer_remaining_time", "sensor.washer_power")


def state_of(hass: HomeAssistant, entity_id: str) -> str:
    """Return a state that must be there."""
    state = hass.states.get(entity_id)
    assert state
    return state.state


async def pass_time(hass: HomeAssistant, freezer: FrozenDateTimeFactory, seconds: float) -> None:
    """Let time pass, a second at a time."""
    while seconds > 0:
        freezer.tick(min(1.0, seconds))
        seconds -= 1
        async_fire_time_changed(hass)
        await hass.async_block_till_done()


async def start_one(hass: HomeAssistant, entity_id: str, **plan: Any) -> None:
    """Start a home of one entity."""
    await async_start_home(hass, {"entities": [{"id": entity_id, "name": "Thing", **plan}]})


async def test_cover_travels(hass: HomeAssistant, freezer: FrozenDateTimeFactory, call: Call) -> None:
    await start_one(hass, "cover.thing", attributes={"current_position": 0}, behavior={"travel_seconds": 10})
    await call("cover.open_cover", "cover.thing")
    assert state_of(hass, "cover.thing") == "opening"
    await pass_time(hass, freezer, 4)
    await call("cover.stop_cover", "cover.thing")
    state = hass.states.get("cover.thing")
    assert state and (state.state, state.attributes["current_position"]) == ("open", 40)
    await call("cover.close_cover", "cover.thing")
    await pass_time(hass, freezer, 2)
    assert state_of(hass, "cover.thing") == "closing"
    await pass_time(hass, freezer, 4)
    assert state_of(hass, "cover.thing") == "closed"


@pytest.mark.parametrize(
    ("entity_id", "behavior", "service", "meanwhile", "then"),
    [
        ("lock.thing", {"travel_seconds": 3}, "lock.unlock", "unlocking", "unlocked"),
        ("vacuum.thing", {"return_seconds": 3}, "vacuum.return_to_base", "returning", "docked"),
        ("lawn_mower.thing", {"return_seconds": 3}, "lawn_mower.dock", "returning", "docked"),
        ("valve.thing", {"travel_seconds": 3}, "valve.open_valve", "opening", "open"),
    ],
)
async def test_takes_time(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    call: Call,
    entity_id: str,
    behavior: dict[str, Any],
    service: str,
    meanwhile: str,
    then: str,
) -> None:
    await start_one(hass, entity_id, behavior=behavior)
    await call(service, entity_id)
    assert state_of(hass, entity_id) == meanwhile
    await pass_time(hass, freezer, 4)
    assert state_of(hass, entity_id) == then


async def test_washer(hass: HomeAssistant, freezer: FrozenDateTimeFactory, call: Call) -> None:
    demo = Path(__file__).parents[3] / "sim/home/demo.yaml"
    entry = await async_start_home(hass, await hass.async_add_executor_job(load_home, demo))

    await async_put(hass, "binary_sensor.washer_door", True)
    await call("switch.turn_on", "switch.washer")
    await hass.async_block_till_done()
    assert [state_of(hass, part) for part in WASHER] == ["off", "idle", "0", "0"]

    await async_put(hass, "binary_sensor.washer_door", False)
    await call("switch.turn_on", "switch.washer")
    await hass.async_block_till_done()
    assert [state_of(hass, part) for part in WASHER] == ["on", "washing", "3", "1900"]
    await pass_time(hass, freezer, 100)
    assert [state_of(hass, part) for part in WASHER] == ["on", "rinsing", "2", "220"]
    await pass_time(hass, freezer, 82)
    assert [state_of(hass, part) for part in WASHER] == ["off", "finished", "0", "0"]
    await async_put(hass, "binary_sensor.washer_door", True)
    await hass.async_block_till_done()
    assert state_of(hass, "sensor.washer_state") == "idle"

    await async_put(hass, "binary_sensor.washer_door", False)
    await call("switch.turn_on", "switch.washer")
    await pass_time(hass, freezer, 5)
    await call("switch.turn_off", "switch.washer")
    await hass.async_block_till_done()
    assert [state_of(hass, part) for part in WASHER] == ["off", "idle", "0", "0"]
    await call("switch.turn_on", "switch.washer")
    await hass.async_block_till_done()
    assert await hass.config_entries.async_unload(entry.entry_id)
    await pass_time(hass, freezer, 3)
    assert state_of(hass, "sensor.washer_state") == "unavailable"


async def test_fails(hass: HomeAssistant, call: Call) -> None:
    await async_start_home(hass, LAMP)
    await async_set_fault(hass, "light.lamp", "fail", calls=1)
    with pytest.raises(HomeAssistantError, match=r"light\.lamp did not do it"):
        await call("light.turn_on", "light.lamp")
    assert state_of(hass, "light.lamp") == "off"
    await call("light.turn_on", "light.lamp")
    assert state_of(hass, "light.lamp") == "on"


async def test_ignores(hass: HomeAssistant, call: Call) -> None:
    await async_start_home(hass, LAMP)
    await async_set_fault(hass, "light.lamp", "ignore")
    await call("light.turn_on", "light.lamp")
    assert state_of(hass, "light.lamp") == "off"
    await async_set_fault(hass, "light.lamp", "none")
    await call("light.turn_on", "light.lamp")
    assert state_of(hass, "light.lamp") == "on"


async def test_is_late(hass: HomeAssistant, freezer: FrozenDateTimeFactory, call: Call) -> None:
    await async_start_home(hass, LAMP)
    await async_set_fault(hass, "light.lamp", "late", seconds=5)
    await call("light.turn_on", "light.lamp")
    await pass_time(hass, freezer, 3)
    assert state_of(hass, "light.lamp") == "off"
    await pass_time(hass, freezer, 3)
    assert state_of(hass, "light.lamp") == "on"


async def test_is_slow(hass: HomeAssistant, call: Call) -> None:
    await async_start_home(hass, LAMP)
    await async_set_fault(hass, "light.lamp", "slow", seconds=0.05)
    asked = hass.async_create_task(call("light.turn_on", "light.lamp"))
    await asyncio.sleep(0)
    assert state_of(hass, "light.lamp") == "off"
    await asked
    assert state_of(hass, "light.lamp") == "on"


async def test_is_unavailable(hass: HomeAssistant, call: Call) -> None:
    await async_start_home(hass, LAMP)
    await async_set_fault(hass, "light.lamp", "unavailable")
    await call("light.turn_on", "light.lamp")
    await async_put(hass, "light.lamp", "on")
    assert state_of(hass, "light.lamp") == "unavailable"
    await async_set_fault(hass, "light.lamp", "none")
    assert state_of(hass, "light.lamp") == "on"


async def test_late_is_dropped_at_the_end(hass: HomeAssistant, freezer: FrozenDateTimeFactory, call: Call) -> None:
    entry = await async_start_home(hass, LAMP)
    await async_set_fault(hass, "light.lamp", "late", seconds=2)
    await call("light.turn_on", "light.lamp")
    assert await hass.config_entries.async_unload(entry.entry_id)
    freezer.tick(timedelta(seconds=5))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert state_of(hass, "light.lamp") == "unavailable"


async def test_only_simulated_entities(hass: HomeAssistant) -> None:
    await async_start_home(hass, LAMP)
    with pytest.raises(ServiceValidationError, match=r"light\.other is not simulated"):
        await async_put(hass, "light.other", "on")
