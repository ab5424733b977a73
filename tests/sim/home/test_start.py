"""A home starts in Home Assistant, small or large, and goes away again."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)
from sim.home import async_start_home, generate_home, load_home

DEMO = Path(__file__).parents[3] / "sim/home/demo.yaml"

SMALL: dict[str, Any] = {
    "floors": [{"id": "up", "name": "Upstairs", "level": 1, "aliases": ["first floor"]}],
    "areas": [
        {"id": "den", "name": "The Den", "floor": "up", "aliases": ["cave"], "icon": "mdi:cave"},
        {"id": "yard", "name": "Yard"},
    ],
    "devices": [{"id": "lamp", "name": "Lamp", "area": "den", "info": {"manufacturer": "Sim", "sw_version": 1.5}}],
    "entities": [
        {"id": "light.lamp", "name": "Lamp", "device": "lamp", "aliases": ["torch"], "labels": ["cosy"]},
        {"id": "sensor.lamp_power", "name": "Lamp Power", "device": "lamp", "area": "yard", "category": "diagnostic"},
        {"id": "switch.pump", "name": "Pump", "area": "yard"},
    ],
}


async def test_registries(hass: HomeAssistant) -> None:
    entry = await async_start_home(hass, SMALL)

    floor = fr.async_get(hass).async_get_floor_by_name("Upstairs")
    den, yard = (ar.async_get(hass).async_get_area_by_name(name) for name in ("The Den", "Yard"))
    assert floor and den and yard
    assert (floor.level, floor.aliases) == (1, {"first floor"})
    assert (den.floor_id, den.aliases, den.icon) == (floor.floor_id, {"cave"}, "mdi:cave")
    assert yard.floor_id is None
    (device,) = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    assert (device.name, device.manufacturer, device.sw_version, device.area_id) == ("Lamp", "Sim", "1.5", den.id)
    registry = er.async_get(hass)
    lamp, power, pump = (registry.async_get(item["id"]) for item in SMALL["entities"])
    assert lamp and power and pump
    assert (lamp.device_id, lamp.area_id, lamp.unique_id) == (device.id, None, "light.lamp")
    assert "torch" in er.async_get_entity_aliases(hass, lamp)
    label = lr.async_get(hass).async_get_label_by_name("cosy")
    assert label and lamp.labels == {label.label_id}
    assert (power.area_id, power.entity_category) == (yard.id, "diagnostic")
    assert (pump.device_id, pump.area_id) == (None, yard.id)
    names = [state.attributes["friendly_name"] for state in hass.states.async_all()]
    assert sorted(names) == ["Lamp", "Lamp Power", "Pump"]


async def test_area_that_was_there(hass: HomeAssistant) -> None:
    area = ar.async_get(hass).async_create("The den")
    await async_start_home(hass, SMALL)
    known = ar.async_get(hass).async_get_area(area.id)
    floor = fr.async_get(hass).async_get_floor_by_name("Upstairs")
    assert known and floor and (known.floor_id, known.aliases) == (floor.floor_id, {"cave"})


async def test_exposure(hass: HomeAssistant) -> None:
    await async_start_home(hass, SMALL, expose=["switch.pump"])
    exposed = {item["id"]: async_should_expose(hass, "conversation", item["id"]) for item in SMALL["entities"]}
    assert exposed == {"light.lamp": False, "sensor.lamp_power": False, "switch.pump": True}


async def test_reload_keeps_what_the_user_moved(hass: HomeAssistant) -> None:
    entry = await async_start_home(hass, SMALL)
    er.async_get(hass).async_update_entity("switch.pump", area_id=None, new_entity_id="switch.well")
    await hass.config_entries.async_reload(entry.entry_id)
    moved = er.async_get(hass).async_get("switch.well")
    assert moved and moved.area_id is None
    await hass.services.async_call("sim_home", "set_state", {"entity_id": "switch.well", "state": "on"}, blocking=True)
    assert hass.states.get("switch.well").state == "on"  # type: ignore[union-attr]  # a missing state is a failed test as well


async def test_unload_and_remove(hass: HomeAssistant) -> None:
    entry = await async_start_home(hass, SMALL)
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert {state.state for state in hass.states.async_all()} == {"unavailable"}
    await hass.config_entries.async_remove(entry.entry_id)
    assert not hass.states.async_all()
    again = await async_start_home(hass, SMALL)
    assert again.state is ConfigEntryState.LOADED


@pytest.mark.parametrize("entities", [10, 50, 200])
async def test_generated_home(hass: HomeAssistant, entities: int) -> None:
    home = generate_home(entities, seed=3)
    assert home == generate_home(entities, seed=3) != generate_home(entities, seed=4)
    await async_start_home(hass, home)
    assert len(hass.states.async_all()) == entities
    assert abs(len(hass.states.async_all("sensor")) / entities - 0.34) < 0.07
    assert abs(len(hass.states.async_all("light")) / entities - 0.22) < 0.07


async def test_large_home(hass: HomeAssistant) -> None:
    home = generate_home(5000, seed=1)
    entry = await async_start_home(hass, home)
    assert entry.state is ConfigEntryState.LOADED
    states = {state.entity_id: state for state in hass.states.async_all()}
    assert len(states) == 5000
    for plan in home["entities"]:
        assert states[plan["id"]].attributes["friendly_name"] == plan["name"]
        assert states[plan["id"]].state != "unavailable"


async def test_demo_home(hass: HomeAssistant) -> None:
    await async_start_home(hass, await hass.async_add_executor_job(load_home, DEMO))
    states = hass.states.async_all()
    assert len(ar.async_get(hass).areas) == 6
    assert len(fr.async_get(hass).floors) == 2
    assert {state.domain for state in states} >= {
        "light",
        "cover",
        "climate",
        "lock",
        "vacuum",
        "fan",
        "sensor",
        "media_player",
    }
    # Only what was never used aside, and the lists' counts, everything has a state that means something.
    unused = {"scene.movie_night", "notify.phone", "tts.voice"}
    assert {state.entity_id for state in states if state.state in {"unknown", "unavailable"}} == unused


async def test_flow_by_hand(hass: HomeAssistant, tmp_path: Path) -> None:
    file = tmp_path / "home.yaml"
    flow = await hass.config_entries.flow.async_init("sim_home", context={"source": SOURCE_USER})
    assert flow["type"] is FlowResultType.FORM
    flow = await hass.config_entries.flow.async_configure(flow["flow_id"], {"path": str(file)})
    assert flow["errors"] == {"base": "invalid_home"}
    assert str(file) in (flow["description_placeholders"] or {})["reason"]
    file.write_text(yaml.safe_dump(SMALL))
    flow = await hass.config_entries.flow.async_configure(flow["flow_id"], {"path": str(file)})
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert hass.states.get("light.lamp")
    flow = await hass.config_entries.flow.async_init(
        "sim_home", context={"source": SOURCE_USER}, data={"path": str(file)}
    )
    assert (flow["type"], flow["reason"]) == (FlowResultType.ABORT, "already_configured")


@pytest.mark.parametrize(
    ("home", "reason"),
    [
        ({"entities": [{"id": "light.a"}]}, "name is missing"),
        ({"entities": [{"id": "rocket.a", "name": "A"}]}, "domain 'rocket'"),
        ({"entities": [{"id": "light.a", "name": "A", "area": "moon"}]}, "area 'moon'"),
        ({"entities": [{"id": "light.a", "name": "A", "device": "d"}]}, "device 'd'"),
        ({"entities": [{"id": "light.a", "name": "A"}] * 2}, "there twice"),
        ({"areas": [{"id": "a", "name": "A", "floor": "sky"}]}, "floor 'sky'"),
        ({"areas": "many"}, "must be a list"),
        ({"appliances": [{"switch": "switch.w", "state": "sensor.s"}]}, "entity 'switch.w'"),
    ],
)
async def test_what_is_no_home(hass: HomeAssistant, home: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        await async_start_home(hass, home)
    assert not hass.config_entries.async_entries("sim_home")
