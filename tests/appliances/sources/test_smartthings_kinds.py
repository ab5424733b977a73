"""SmartThings by core's entities: what a device is, and what each sort of appliance says."""

import pytest

from custom_components.parlor.appliances.command import Command, Order, ServiceCall
from custom_components.parlor.appliances.facts import EntityFact
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing, Phase
from custom_components.parlor.appliances.sources.brand import Role
from custom_components.parlor.appliances.sources.smartthings import BRAND

from .entities import NOW, entity, kinds, only, says
from .samsung import CAVITY, COOKTOP, DISHWASHER, DRYER, OVEN, POWER, PURIFIER, WASHER, reading

KIND = ApplianceKind


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (WASHER, [(KIND.WASHER, None)]),
        (DRYER, [(KIND.DRYER, None)]),
        (DISHWASHER, [(KIND.DISHWASHER, None)]),
        (OVEN, [(KIND.OVEN, None)]),
        ((*OVEN, POWER), [(KIND.MICROWAVE, None)]),
        ((*OVEN, entity("number.fan", "hood_fan_speed")), [(KIND.MICROWAVE, None)]),
        ((entity("sensor.state", "oven_machine_state", model="TP2X_DA-KS-MICROWAVE-0101X"),), [(KIND.MICROWAVE, None)]),
        ((*OVEN, *CAVITY), [(KIND.OVEN, None), (KIND.OVEN, "cavity-01")]),
        ((*OVEN, *CAVITY, *COOKTOP), [(KIND.OVEN, None), (KIND.COOKTOP, "cooktop"), (KIND.OVEN, "cavity-01")]),
        ((*COOKTOP, POWER), [(KIND.COOKTOP, None)]),
        ((*WASHER, entity("sensor.sub", "washer_sub_machine_state")), [(KIND.WASHER, None), (KIND.WASHER, "sub")]),
        ((entity("vacuum.robot", "vacuum"),), [(KIND.ROBOT_VACUUM, None)]),
        ((entity("sensor.robot", "robot_cleaner_movement"),), [(KIND.ROBOT_VACUUM, None)]),
        ((entity("binary_sensor.cooler", "cooler_door", device_class="door"),), [(KIND.REFRIGERATOR, None)]),
        ((entity("switch.cool", "power_cool"),), [(KIND.REFRIGERATOR, None)]),
        ((entity("fan.hood", "hood", uid="_main"),), [(KIND.HOOD, None)]),
        ((entity("climate.room", "air_conditioner", uid="_main"),), [(KIND.AIR_CONDITIONER, None)]),
        (
            (entity("sensor.mode", "air_conditioner_mode"), entity("switch.room", uid="_main_switch_switch_switch")),
            [(KIND.AIR_CONDITIONER, None)],
        ),
        (PURIFIER, [(KIND.AIR_PURIFIER, None)]),
        # none of these is an appliance
        (PURIFIER[:1], []),
        (PURIFIER[1:], []),
        ((POWER,), []),
        ((entity("climate.heating", uid="_INDOOR1"),), []),
        ((entity("binary_sensor.window", uid="_main_contactSensor_contact_contact", device_class="window"),), []),
        ((entity("sensor.stick", "stick_cleaner_operating_state"),), []),
        ((entity("sensor.filter", "microfiber_filter_operating_state"),), []),
    ],
)
def test_what_a_device_is(facts: tuple[EntityFact, ...], expected: list[tuple[ApplianceKind, str | None]]) -> None:
    assert kinds(BRAND.find(facts)) == expected


def test_parts_are_named_after_their_device() -> None:
    whole, top, second = BRAND.find((*OVEN, *CAVITY, *COOKTOP))
    assert (whole.id, top.id, second.id) == ("device", "device/cooktop", "device/cavity-01")
    assert second.one(Role.STATE) == "sensor.cavity_state" and second.one(Role.STOP) is None
    states = {"sensor.cavity_state": "ready", "binary_sensor.divided": "off"}
    assert reading(second, states).doing is Doing.OFF
    assert reading(second, {"sensor.cavity_state": "running", "sensor.cavity_job": "preheat"}).phase is Phase.PREHEAT


@pytest.mark.parametrize(
    ("states", "doing"),
    [
        ({"sensor.burners": "ready"}, Doing.IDLE),
        ({"sensor.burners": "run"}, Doing.RUNNING),
        ({"sensor.burners": "paused"}, Doing.PAUSED),
        ({"sensor.burners": "finished"}, Doing.FINISHED),
        ({"sensor.burners": "ready", "binary_sensor.power": "off"}, Doing.OFF),
        ({"sensor.burners": "unknown", "binary_sensor.burners": "on"}, Doing.RUNNING),
        ({"sensor.burners": "unknown", "binary_sensor.burners": "off"}, Doing.IDLE),
    ],
)
def test_a_cooktop(states: dict[str, str], doing: Doing) -> None:
    assert reading(only(BRAND, *COOKTOP, POWER), states).doing is doing


def test_a_washer_that_dries_is_what_is_at_work() -> None:
    facts = (
        *(entity(f"sensor.wash_{end}", f"washer_{key}", uid=f"_main_washerOperatingState_{end}") for end, key in _KEYS),
        *(entity(f"sensor.dry_{end}", f"dryer_{key}", uid=f"_main_dryerOperatingState_{end}") for end, key in _KEYS),
        entity("sensor.wash_ends", "completion_time", uid="_main_washerOperatingState_completionTime_completionTime"),
        entity("sensor.dry_ends", "completion_time", uid="_main_dryerOperatingState_completionTime_completionTime"),
        entity(
            "select.wash", "operating_state", uid="_main_washerOperatingState_machineState", options=("run", "stop")
        ),
        entity("select.dry", "operating_state", uid="_main_dryerOperatingState_machineState", options=("run", "stop")),
    )
    wiring = only(BRAND, *facts)
    assert wiring.kind is ApplianceKind.WASHER_DRYER
    drying = {
        "sensor.wash_state": "stop",
        "sensor.dry_state": "run",
        "sensor.dry_job": "drying",
        "sensor.wash_ends": "2026-11-28T08:00:00+00:00",
        "sensor.dry_ends": "2026-11-28T09:00:00+00:00",
    }
    heard = BRAND.read(wiring, says(drying), NOW)
    assert (heard.doing, heard.phase, heard.ends_at) == (Doing.RUNNING, Phase.DRY, 1_795_856_400.0)
    stop = BRAND.calls(wiring, says(drying), Order(command=Command.STOP), NOW)
    assert stop == (ServiceCall(action="select.select_option", entity_id="select.dry", data={"option": "stop"}),)
    idle = says({"sensor.wash_state": "stop", "sensor.dry_state": "stop"})
    start = BRAND.calls(wiring, idle, Order(command=Command.START), NOW)
    assert start == (ServiceCall(action="select.select_option", entity_id="select.wash", data={"option": "run"}),)


_KEYS = (("state", "machine_state"), ("job", "job_state"))


@pytest.mark.parametrize(
    ("movement", "doing", "phase"),
    [
        ("homing", Doing.RUNNING, Phase.RETURN),
        ("idle", Doing.IDLE, None),
        ("charging", Doing.IDLE, None),
        ("alarm", Doing.ERROR, None),
        ("off", Doing.OFF, None),
        ("reserve", Doing.SCHEDULED, None),
        ("point", Doing.RUNNING, Phase.CLEAN),
        ("after", Doing.UNKNOWN, None),
        ("cleaning", Doing.RUNNING, Phase.CLEAN),
        ("pause", Doing.PAUSED, None),
        ("washing_mop", Doing.RUNNING, Phase.EMPTY),
    ],
)
def test_every_movement_of_a_robot(movement: str, doing: Doing, phase: Phase | None) -> None:
    heard = reading(only(BRAND, entity("sensor.robot", "robot_cleaner_movement")), {"sensor.robot": movement})
    assert (heard.doing, heard.phase) == (doing, phase)


def test_a_robot_with_a_vacuum_entity() -> None:
    robot = only(
        BRAND,
        entity("sensor.movement", "robot_cleaner_movement"),
        entity("vacuum.robot", "vacuum"),
        entity("binary_sensor.bag", "robot_cleaner_dust_bag"),
    )
    assert reading(robot, {"vacuum.robot": "docked", "sensor.movement": "charging"}).doing is Doing.IDLE
    washes = reading(robot, {"vacuum.robot": "cleaning", "sensor.movement": "washing_mop", "binary_sensor.bag": "on"})
    assert (washes.doing, washes.phase, washes.reasons) == (Doing.RUNNING, Phase.EMPTY, ("dust_bin_full",))
    states = says({"vacuum.robot": "cleaning"}, {"vacuum.robot": {"supported_features": 4 | 16 | 8192}})
    home = BRAND.calls(robot, states, Order(command=Command.STOP), NOW)
    assert home == (ServiceCall(action="vacuum.return_to_base", entity_id="vacuum.robot"),)


def test_what_is_always_on_and_what_blows() -> None:
    fridge = only(
        BRAND,
        entity("binary_sensor.cooler", "cooler_door", device_class="door"),
        entity("binary_sensor.freezer", "freezer_door", device_class="door"),
        entity("binary_sensor.filter", "filter_status", device_class="problem"),
    )
    heard = reading(
        fridge, {"binary_sensor.cooler": "off", "binary_sensor.freezer": "on", "binary_sensor.filter": "on"}
    )
    assert (heard.doing, heard.door_open, heard.reasons) == (Doing.RUNNING, True, ("filter",))
    air = only(BRAND, entity("climate.room", "air_conditioner"))
    assert [reading(air, {"climate.room": mode}).doing for mode in ("off", "cool", "unavailable", "party")] == [
        Doing.OFF,
        Doing.RUNNING,
        Doing.UNKNOWN,
        Doing.UNKNOWN,
    ]
    assert reading(only(BRAND, *PURIFIER), {"fan.air": "on"}).doing is Doing.RUNNING
