"""SmartThings by core's entities: every word that core's enumerations have, and what can be ordered through its buttons and selects."""

from collections.abc import Mapping

import pytest

from custom_components.parlor.appliances.command import Command, Order, Program, ServiceCall, Why
from custom_components.parlor.appliances.facts import EntityFact
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing, Phase, Reading
from custom_components.parlor.appliances.sources.brand import Role, Wiring
from custom_components.parlor.appliances.sources.find import BRANDS, corrected
from custom_components.parlor.appliances.sources.smartthings import BRAND

from .entities import NOW, entity, kinds, only, says

ENERGY = entity(
    "sensor.energy", uid="_main_powerConsumptionReport_powerConsumption_energy_meter", device_class="energy"
)
POWER = entity("binary_sensor.power", uid="_main_switch_switch_switch", device_class="power")
REMOTE = entity("binary_sensor.remote", "remote_control")
OPERATION = entity("select.operation", "operating_state", options=("run", "pause", "stop"))
ENDS = entity("sensor.ends", "completion_time")


def machine(name: str) -> tuple[EntityFact, EntityFact]:
    return entity("sensor.state", f"{name}_machine_state"), entity("sensor.job", f"{name}_job_state")


WASHER = (*machine("washer"), ENDS, OPERATION, REMOTE, POWER, ENERGY, entity("sensor.progress", "washer_progress"))
DRYER = (*machine("dryer"), ENDS, OPERATION, REMOTE, POWER, ENERGY)
DISHWASHER = (
    *machine("dishwasher"),
    ENDS,
    OPERATION,
    REMOTE,
    POWER,
    ENERGY,
    entity("button.start", "start", uid="_main_samsungce.dishwasherOperation_start"),
    entity("button.pause", "pause", uid="_main_samsungce.dishwasherOperation_pause"),
    entity("button.resume", "resume", uid="_main_samsungce.dishwasherOperation_resume"),
    entity("button.cancel", "cancel", uid="_main_samsungce.dishwasherOperation_cancel_drain"),
    entity("button.cancel_and_drain", "cancel_and_drain", uid="_main_custom.supportedOptions_setCourse_89"),
    entity("select.course", "dishwasher_washing_course"),
)
DOOR = entity("binary_sensor.door", "door", device_class="opening")
OVEN = (
    *machine("oven"),
    ENDS,
    REMOTE,
    DOOR,
    ENERGY,
    entity("sensor.mode", "oven_mode"),
    entity("button.stop", "stop", uid="_main_ovenOperatingState_stop"),
)
LAUNDRY_MACHINE = {"run": Doing.RUNNING, "pause": Doing.PAUSED, "stop": Doing.IDLE}
OVEN_MACHINE = {"running": Doing.RUNNING, "paused": Doing.PAUSED, "ready": Doing.IDLE}

# As `options` of core's sensor.py, 2026.10.4 and 2026.11.0.
WASHER_JOBS: Mapping[str, tuple[Doing, Phase | None]] = {
    "air_wash": (Doing.RUNNING, Phase.REFRESH),
    "ai_rinse": (Doing.RUNNING, Phase.RINSE),
    "ai_spin": (Doing.RUNNING, Phase.SPIN),
    "ai_wash": (Doing.RUNNING, Phase.WASH),
    "cooling": (Doing.RUNNING, Phase.COOL),
    "delay_wash": (Doing.SCHEDULED, None),
    "drying": (Doing.RUNNING, Phase.DRY),
    "finish": (Doing.FINISHED, Phase.FINISH),
    "none": (Doing.RUNNING, None),
    "pre_wash": (Doing.RUNNING, Phase.PRE_WASH),
    "rinse": (Doing.RUNNING, Phase.RINSE),
    "spin": (Doing.RUNNING, Phase.SPIN),
    "wash": (Doing.RUNNING, Phase.WASH),
    "weight_sensing": (Doing.RUNNING, Phase.SENSING),
    "wrinkle_prevent": (Doing.FINISHED, Phase.ANTI_CREASE),
    "freeze_protection": (Doing.RUNNING, None),
}
DRYER_JOBS: Mapping[str, tuple[Doing, Phase | None]] = {
    "cooling": (Doing.RUNNING, Phase.COOL),
    "delay_wash": (Doing.SCHEDULED, None),
    "drying": (Doing.RUNNING, Phase.DRY),
    "finished": (Doing.FINISHED, Phase.FINISH),
    "none": (Doing.RUNNING, None),
    "refreshing": (Doing.RUNNING, Phase.REFRESH),
    "weight_sensing": (Doing.RUNNING, Phase.SENSING),
    "wrinkle_prevent": (Doing.FINISHED, Phase.ANTI_CREASE),
    "dehumidifying": (Doing.RUNNING, Phase.DRY),
    "ai_drying": (Doing.RUNNING, Phase.DRY),
    "sanitizing": (Doing.RUNNING, Phase.SANITIZE),
    "internal_care": (Doing.RUNNING, Phase.SELF_CLEAN),
    "freeze_protection": (Doing.RUNNING, None),
    "continuous_dehumidifying": (Doing.RUNNING, Phase.DRY),
    "thawing_frozen_inside": (Doing.RUNNING, None),
}
DISHWASHER_JOBS: Mapping[str, tuple[Doing, Phase | None]] = {
    "air_wash": (Doing.RUNNING, Phase.REFRESH),
    "cooling": (Doing.RUNNING, Phase.COOL),
    "drying": (Doing.RUNNING, Phase.DRY),
    "finish": (Doing.FINISHED, Phase.FINISH),
    "pre_drain": (Doing.RUNNING, Phase.DRAIN),
    "pre_wash": (Doing.RUNNING, Phase.PRE_WASH),
    "rinse": (Doing.RUNNING, Phase.RINSE),
    "spin": (Doing.RUNNING, Phase.SPIN),
    "wash": (Doing.RUNNING, Phase.WASH),
    "wrinkle_prevent": (Doing.FINISHED, Phase.ANTI_CREASE),
}
OVEN_JOBS: Mapping[str, tuple[Doing, Phase | None]] = {
    "cleaning": (Doing.RUNNING, Phase.SELF_CLEAN),
    "cooking": (Doing.RUNNING, Phase.COOK),
    "cooling": (Doing.RUNNING, Phase.COOL),
    "draining": (Doing.RUNNING, Phase.DRAIN),
    "preheat": (Doing.RUNNING, Phase.PREHEAT),
    "ready": (Doing.RUNNING, None),
    "rinsing": (Doing.RUNNING, Phase.RINSE),
    "finished": (Doing.FINISHED, Phase.FINISH),
    "scheduled_start": (Doing.SCHEDULED, None),
    "warming": (Doing.RUNNING, Phase.KEEP_WARM),
    "defrosting": (Doing.RUNNING, None),
    "sensing": (Doing.RUNNING, Phase.SENSING),
    "searing": (Doing.RUNNING, Phase.COOK),
    "fast_preheat": (Doing.RUNNING, Phase.PREHEAT),
    "scheduled_end": (Doing.SCHEDULED, None),
    "stone_heating": (Doing.RUNNING, Phase.PREHEAT),
    "time_hold_preheat": (Doing.RUNNING, Phase.PREHEAT),
}
MACHINES = {
    "washer": (WASHER, LAUNDRY_MACHINE, WASHER_JOBS),
    "dryer": (DRYER, LAUNDRY_MACHINE, DRYER_JOBS),
    "dishwasher": (DISHWASHER, LAUNDRY_MACHINE, DISHWASHER_JOBS),
    "oven": (OVEN, OVEN_MACHINE, OVEN_JOBS),
}


def reading(wiring: Wiring, **states: str) -> Reading:
    return BRAND.read(wiring, says({one.replace("__", "."): state for one, state in states.items()}), NOW)


@pytest.mark.parametrize(
    ("name", "state", "doing"),
    [(name, state, doing) for name, (_, words, _) in MACHINES.items() for state, doing in words.items()],
)
def test_every_machine_state(name: str, state: str, doing: Doing) -> None:
    wiring = only(BRAND, *MACHINES[name][0])
    assert reading(wiring, sensor__state=state).doing is doing
    assert reading(wiring, sensor__state=state).raw == state


@pytest.mark.parametrize(
    ("name", "job", "expected"),
    [(name, job, expected) for name, (_, _, jobs) in MACHINES.items() for job, expected in jobs.items()],
)
def test_every_job_state_while_the_machine_runs(name: str, job: str, expected: tuple[Doing, Phase | None]) -> None:
    facts, states, _ = MACHINES[name]
    run, idle = (next(one for one, doing in states.items() if doing is what) for what in (Doing.RUNNING, Doing.IDLE))
    wiring = only(BRAND, *facts)
    heard = reading(wiring, sensor__state=run, sensor__job=job)
    assert (heard.doing, heard.phase) == expected
    stopped = reading(wiring, sensor__state=idle, sensor__job=job)
    assert (stopped.doing, stopped.phase) == (Doing.IDLE, None)


@pytest.mark.parametrize("name", MACHINES)
def test_words_that_nobody_knows_are_not_guessed(name: str) -> None:
    wiring = only(BRAND, *MACHINES[name][0])
    heard = reading(wiring, sensor__state="levitating", sensor__job="wash")
    assert (heard.doing, heard.phase, heard.raw) == (Doing.UNKNOWN, None, "levitating")
    run = next(one for one, doing in MACHINES[name][1].items() if doing is Doing.RUNNING)
    assert reading(wiring, sensor__state=run, sensor__job="humming").phase is None
    assert reading(wiring, sensor__state="unavailable").doing is Doing.UNKNOWN


def test_what_else_a_washer_says() -> None:
    heard = BRAND.read(
        only(BRAND, *WASHER),
        says(
            {
                "sensor.state": "run",
                "sensor.job": "wash",
                "sensor.ends": "2026-11-28T09:00:00+00:00",
                "sensor.progress": "42",
                "sensor.energy": "352800",
                "binary_sensor.remote": "on",
            },
            {"sensor.energy": {"unit_of_measurement": "Wh"}},
        ),
        NOW,
    )
    assert (heard.ends_at, heard.progress, heard.energy, heard.remote) == (1_795_856_400.0, 42.0, 352.8, True)
    assert heard.at == NOW - 60
    assert reading(only(BRAND, *WASHER), sensor__state="stop", binary_sensor__power="off").doing is Doing.OFF


KIND = ApplianceKind
CAVITY = tuple(
    entity(f"sensor.cavity_{one}", key)
    for one, key in {
        "state": "oven_machine_state_cavity_01",
        "job": "oven_job_state_cavity_01",
        "ends": "oven_completion_time_cavity_01",
        "mode": "oven_mode_cavity_01",
    }.items()
) + (entity("binary_sensor.divided", "oven_cavity_status"),)
COOKTOP = (
    entity("sensor.burners", "cooktop_operating_state"),
    entity("binary_sensor.burners", "cooktop_operating_state"),
)
PURIFIER = (entity("fan.air", uid="_main"), entity("sensor.air", "air_quality"))


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
    states = {"sensor__cavity_state": "ready", "binary_sensor__divided": "off"}
    assert reading(second, **states).doing is Doing.OFF
    assert reading(second, sensor__cavity_state="running", sensor__cavity_job="preheat").phase is Phase.PREHEAT


@pytest.mark.parametrize(
    ("states", "doing"),
    [
        ({"sensor__burners": "ready"}, Doing.IDLE),
        ({"sensor__burners": "run"}, Doing.RUNNING),
        ({"sensor__burners": "paused"}, Doing.PAUSED),
        ({"sensor__burners": "finished"}, Doing.FINISHED),
        ({"sensor__burners": "ready", "binary_sensor__power": "off"}, Doing.OFF),
        ({"sensor__burners": "unknown", "binary_sensor__burners": "on"}, Doing.RUNNING),
        ({"sensor__burners": "unknown", "binary_sensor__burners": "off"}, Doing.IDLE),
    ],
)
def test_a_cooktop(states: dict[str, str], doing: Doing) -> None:
    assert reading(only(BRAND, *COOKTOP, POWER), **states).doing is doing


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
    heard = reading(only(BRAND, entity("sensor.robot", "robot_cleaner_movement")), sensor__robot=movement)
    assert (heard.doing, heard.phase) == (doing, phase)


def test_a_robot_with_a_vacuum_entity() -> None:
    robot = only(
        BRAND,
        entity("sensor.movement", "robot_cleaner_movement"),
        entity("vacuum.robot", "vacuum"),
        entity("binary_sensor.bag", "robot_cleaner_dust_bag"),
    )
    assert reading(robot, vacuum__robot="docked", sensor__movement="charging").doing is Doing.IDLE
    washes = reading(robot, vacuum__robot="cleaning", sensor__movement="washing_mop", binary_sensor__bag="on")
    assert (washes.doing, washes.phase, washes.reasons) == (Doing.RUNNING, Phase.EMPTY, ("dust_bag_full",))
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
    heard = reading(fridge, binary_sensor__cooler="off", binary_sensor__freezer="on", binary_sensor__filter="on")
    assert (heard.doing, heard.door_open, heard.reasons) == (Doing.RUNNING, True, ("water_filter",))
    air = only(BRAND, entity("climate.room", "air_conditioner"))
    assert [reading(air, climate__room=mode).doing for mode in ("off", "cool", "unavailable", "party")] == [
        Doing.OFF,
        Doing.RUNNING,
        Doing.UNKNOWN,
        Doing.UNKNOWN,
    ]
    assert reading(only(BRAND, *PURIFIER), fan__air="on").doing is Doing.RUNNING


# What can be ordered


def chosen(option: str, entity_id: str = "select.operation") -> tuple[ServiceCall, ...]:
    return (ServiceCall(action="select.select_option", entity_id=entity_id, data={"option": option}),)


def pressed(entity_id: str) -> tuple[ServiceCall, ...]:
    return (ServiceCall(action="button.press", entity_id=entity_id),)


IDLE, RUNS, RESTS = "stop", "run", "pause"


@pytest.mark.parametrize(
    ("command", "state", "remote", "expected"),
    [
        (Command.START, IDLE, "on", chosen("run")),
        (Command.START, IDLE, "off", Why.REMOTE_OFF),
        (Command.START, RUNS, "on", Why.ALREADY),
        (Command.START, RESTS, "on", Why.BUSY),
        (Command.START, "unavailable", "on", Why.OFFLINE),
        (Command.PAUSE, RUNS, "on", chosen("pause")),
        (Command.PAUSE, RUNS, "off", Why.REMOTE_OFF),
        (Command.PAUSE, RESTS, "on", Why.ALREADY),
        (Command.PAUSE, IDLE, "on", Why.NOT_RUNNING),
        (Command.RESUME, RESTS, "on", chosen("run")),
        (Command.RESUME, RUNS, "on", Why.ALREADY),
        (Command.RESUME, IDLE, "on", Why.NOT_RUNNING),
        (Command.STOP, RUNS, "on", chosen("stop")),
        (Command.STOP, RESTS, "on", chosen("stop")),
        (Command.STOP, IDLE, "on", Why.NOT_RUNNING),
        (Command.PROGRAM, IDLE, "on", Why.NOT_OFFERED),
    ],
)
@pytest.mark.parametrize("facts", [WASHER, DRYER])
def test_orders_to_a_washer_or_dryer(
    facts: tuple[EntityFact, ...], command: Command, state: str, remote: str, expected: object
) -> None:
    states = says({"sensor.state": state, "binary_sensor.remote": remote, "select.operation": state})
    assert BRAND.calls(only(BRAND, *facts), states, Order(command=command), NOW) == expected


COURSES = {"select.course": {"options": ["auto", "eco_50", "Course_9F"]}}


@pytest.mark.parametrize(
    ("order", "state", "remote", "expected"),
    [
        (Order(command=Command.START), IDLE, "on", pressed("button.start")),
        (Order(command=Command.START), IDLE, "off", Why.REMOTE_OFF),
        (
            Order(command=Command.START, program="eco_50"),
            IDLE,
            "on",
            (*chosen("eco_50", "select.course"), *pressed("button.start")),
        ),
        (Order(command=Command.START, program="eco_50"), RUNS, "on", Why.BUSY),
        (Order(command=Command.START, program="flambé"), IDLE, "on", Why.NO_PROGRAM),
        (Order(command=Command.START, ready_at=NOW + 3600), IDLE, "on", Why.NOT_OFFERED),
        (Order(command=Command.PROGRAM, program="auto"), IDLE, "on", chosen("auto", "select.course")),
        (Order(command=Command.PROGRAM, program="auto"), IDLE, "off", Why.REMOTE_OFF),
        (Order(command=Command.PROGRAM, program="auto"), RUNS, "on", Why.BUSY),
        (Order(command=Command.PROGRAM), IDLE, "on", Why.NO_PROGRAM),
        (Order(command=Command.PAUSE), RUNS, "on", pressed("button.pause")),
        (Order(command=Command.RESUME), RESTS, "on", pressed("button.resume")),
        (Order(command=Command.STOP), RUNS, "on", pressed("button.cancel")),
    ],
)
def test_orders_to_a_dishwasher(order: Order, state: str, remote: str, expected: object) -> None:
    states = says({"sensor.state": state, "binary_sensor.remote": remote, "select.course": "auto"}, COURSES)
    assert BRAND.calls(only(BRAND, *DISHWASHER), states, order, NOW) == expected


def test_the_programs_of_a_dishwasher() -> None:
    wiring = only(BRAND, *DISHWASHER)
    states = says({"sensor.state": "stop", "select.course": "eco_50"}, COURSES)
    assert BRAND.programs(wiring, states) == (
        Program(key="auto", name="Auto"),
        Program(key="eco_50", name="Eco 50"),
        Program(key="Course_9F", name="Course_9F"),
    )
    assert BRAND.read(wiring, states, NOW).program == "eco_50"
    assert BRAND.programs(only(BRAND, *WASHER), states) == ()


@pytest.mark.parametrize(
    ("command", "state", "expected"),
    [
        (Command.STOP, "running", pressed("button.stop")),
        (Command.STOP, "ready", Why.NOT_RUNNING),
        (Command.START, "ready", Why.NOT_OFFERED),
        (Command.PAUSE, "running", Why.NOT_OFFERED),
        (Command.PROGRAM, "ready", Why.NOT_OFFERED),
    ],
)
def test_an_oven_can_only_be_stopped(command: Command, state: str, expected: object) -> None:
    states = says({"sensor.state": state, "binary_sensor.remote": "off"})
    assert BRAND.calls(only(BRAND, *OVEN), states, Order(command=command), NOW) == expected


def test_an_open_door_keeps_it_from_starting() -> None:
    wiring = corrected(only(BRAND, *WASHER), door="binary_sensor.contact")
    assert wiring is not None
    states = says({"sensor.state": "stop", "binary_sensor.remote": "on", "binary_sensor.contact": "on"})
    assert BRAND.calls(wiring, states, Order(command=Command.START), NOW) is Why.DOOR_OPEN
    assert BRAND.read(wiring, states, NOW).door_open is True


def test_what_cannot_be_told_anything_says_so() -> None:
    for facts in ((entity("fan.hood", "hood"),), (entity("switch.cool", "power_cool"),), COOKTOP):
        for command in Command:
            assert BRAND.calls(only(BRAND, *facts), {}, Order(command=command), NOW) is Why.NOT_OFFERED


def test_what_its_owner_calls_it_changes_no_words() -> None:
    wiring = corrected(only(BRAND, *DRYER), kind=ApplianceKind.WASHER_DRYER)
    assert wiring is not None
    assert BRANDS[wiring.brand].read(wiring, says({"sensor.state": "run"}), NOW).doing is Doing.RUNNING
