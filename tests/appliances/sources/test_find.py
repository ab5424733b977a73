"""All appliances of a home, as they are found, corrected and added."""

from dataclasses import replace

import pytest

from custom_components.parlor.appliances.command import Command, Order, Why
from custom_components.parlor.appliances.facts import EntityFact
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing
from custom_components.parlor.appliances.sources.brand import POWER, RUNNING, Role
from custom_components.parlor.appliances.sources.find import BRANDS, find, wiring_of_added

from .entities import NOW, entity, says

WASHER = entity("sensor.washer", "washer_machine_state", device_id="washer")
ROBOT = entity("vacuum.robot", platform="roborock", device_id="robot")


def test_each_brand_looks_at_its_own_devices() -> None:
    dryer = entity("sensor.dryer", "dryer_machine_state", device_id="dryer")
    wash = entity("sensor.wash", "washer_state", platform="ha_washdata", device_id="plug")
    strange = entity("sensor.strange", "washer_machine_state", platform="elsewhere", device_id="strange")
    found = {one.id: (one.brand, one.kind) for one in find([strange, ROBOT, WASHER, dryer, wash])}
    assert found == {
        "washer": ("smartthings", ApplianceKind.WASHER),
        "dryer": ("smartthings", ApplianceKind.DRYER),
        "plug": ("ha_washdata", ApplianceKind.WASHER),
        "robot": ("vacuum", ApplianceKind.ROBOT_VACUUM),
    }
    assert all(BRANDS[brand] for brand, _ in found.values())


def test_what_two_integrations_made_is_one_appliance() -> None:
    local = [
        replace(entity(one, platform="localthings", device_id="washer"), unique_id=f"localthings_1_{key}")
        for one, key in (("sensor.local", "machine_state"), ("select.local", "spin_speed"))
    ]
    assert [one.brand for one in find([*local, WASHER])] == ["smartthings"]
    assert [one.brand for one in find(local)] == ["localthings"]


def test_a_robot_of_a_brand_is_found_once() -> None:
    robot = entity("vacuum.jet", "vacuum", device_id="jet")
    assert [one.brand for one in find([robot])] == ["smartthings"]


def test_what_has_no_device_is_itself() -> None:
    (wiring,) = find([replace(WASHER, device_id=None), entity("sensor.other", "humidity", device_id=None)])
    assert (wiring.id, wiring.device_id) == ("registry_sensor.washer", None)


def test_nothing_is_found_among_nothing() -> None:
    assert find([]) == ()
    assert find([replace(WASHER, is_disabled=True)]) == ()


@pytest.mark.parametrize(
    ("fact", "brand", "role"),
    [
        (entity("sensor.plug", device_class="power", platform="shelly"), POWER, Role.POWER),
        (entity("sensor.plug", unit="kW", platform="template"), POWER, Role.POWER),
        (entity("sensor.machine", platform="mqtt"), RUNNING, Role.STATE),
        (entity("binary_sensor.machine", device_class="power", platform="mqtt"), RUNNING, Role.STATE),
        (entity("switch.machine", platform="shelly"), RUNNING, Role.STATE),
    ],
)
def test_what_its_owner_added(fact: EntityFact, brand: str, role: Role) -> None:
    wiring = wiring_of_added(fact, ApplianceKind.DISHWASHER)
    assert (wiring.brand, wiring.kind, wiring.device_id) == (brand, ApplianceKind.DISHWASHER, "device")
    assert wiring.id == f"registry_{fact.entity_id}"
    assert wiring.roles == {role: (fact.entity_id,)}
    assert wiring_of_added(replace(fact, registry_id=""), ApplianceKind.DRYER).id == fact.entity_id


@pytest.mark.parametrize(
    ("state", "doing"),
    [
        ("on", Doing.RUNNING),
        ("running", Doing.RUNNING),
        ("off", Doing.IDLE),
        ("idle", Doing.IDLE),
        ("paused", Doing.PAUSED),
        ("finished", Doing.FINISHED),
        ("error", Doing.ERROR),
        ("unavailable", Doing.UNKNOWN),
        ("12.5", Doing.UNKNOWN),
    ],
)
def test_an_entity_that_says_whether_it_runs(state: str, doing: Doing) -> None:
    wiring = wiring_of_added(entity("switch.machine"), ApplianceKind.WASHER)
    states = says({"switch.machine": state})
    assert BRANDS[RUNNING].read(wiring, states, NOW).doing is doing
    assert BRANDS[RUNNING].calls(wiring, states, Order(command=Command.STOP), NOW) is Why.NOT_OFFERED
    assert BRANDS[RUNNING].programs(wiring, states) == ()
