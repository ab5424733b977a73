"""What the machines report while they run, and what they refuse."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sim.smartthings import DISHWASHER, DRYER, OVEN, WASHER, Freeze, SmartThingsCloud, load_folder
from sim.smartthings.errors import Refused
from sim.smartthings.machines import Machine, Oven, machine_of


@pytest.fixture
async def cloud(loopback: None) -> AsyncIterator[SmartThingsCloud]:
    """Run a cloud whose orders are done at once."""
    async with SmartThingsCloud() as cloud:
        cloud.home.effect_seconds = 0
        yield cloud


def ready(cloud: SmartThingsCloud, device: str) -> Machine:
    """Return a machine that somebody has pressed Smart Control on."""
    machine = cloud.home.machine(device)
    machine.press_smart_control(on=True, now=cloud.clock.now())
    cloud.home.tick()
    return machine


def said(cloud: SmartThingsCloud, device: str, capability: str, *attributes: str) -> list[object]:
    """Return what a device said last."""
    return [cloud.home.find(device).get(capability, attribute) for attribute in attributes]


async def order(cloud: SmartThingsCloud, device: str, capability: str, command: str, *arguments: object) -> None:
    """Give an order, and let it be done."""
    cloud.command(device, capability, command, *arguments)
    await cloud.advance(1)


async def test_washer(cloud: SmartThingsCloud) -> None:
    ready(cloud, WASHER)
    await order(cloud, WASHER, "samsungce.washerCycle", "setWasherCycle", "1B")
    assert said(cloud, WASHER, "samsungce.washerCycle", "washerCycle") == ["Table_02_Course_1B"]
    await order(cloud, WASHER, "samsungce.washerOperatingState", "start")
    state = "samsungce.washerOperatingState"
    shown = ("operatingState", "washerJobState", "washerJobPhase", "remainingTime", "remainingTimeStr", "progress")
    assert said(cloud, WASHER, state, *shown) == ["running", "wash", "wash", 114, "01:54", 1]
    assert said(cloud, WASHER, "washerOperatingState", "machineState", "washerJobState") == ["run", "wash"]
    await cloud.advance(60 * 60)
    assert said(cloud, WASHER, state, *shown) == ["running", "rinse", "rinse", 54, "00:54", 52]
    (before,) = said(cloud, WASHER, "washerOperatingState", "completionTime")
    await order(cloud, WASHER, state, "pause")
    await cloud.advance(600)
    assert said(cloud, WASHER, "washerOperatingState", "machineState", "completionTime") == ["pause", before]
    await order(cloud, WASHER, "washerOperatingState", "setMachineState", "run")
    (after,) = said(cloud, WASHER, "washerOperatingState", "completionTime")
    assert str(after) > str(before)
    await cloud.advance(54 * 60)
    assert said(cloud, WASHER, state, *shown) == ["ready", "finish", "finish", 0, "00:00", 100]
    cloud.home.machine(WASHER).open_door(cloud.clock.now())
    await cloud.advance(1)
    assert said(cloud, WASHER, state, *shown) == ["ready", "none", "none", 114, "01:54", 1]
    assert said(cloud, WASHER, "remoteControlStatus", "remoteControlEnabled") == ["false"]


async def test_idle_washer_moves_its_end_on(cloud: SmartThingsCloud) -> None:
    ready(cloud, WASHER)
    ends = set()
    for _ in range(3):
        await cloud.advance(601)
        ends.update(said(cloud, WASHER, "washerOperatingState", "completionTime"))
        assert str(ends) > cloud.clock.now().strftime("{'%Y")
    assert len(ends) == 3


async def test_delayed_end(cloud: SmartThingsCloud) -> None:
    ready(cloud, WASHER)
    with pytest.raises(Refused):
        cloud.command(WASHER, "samsungce.washerOperatingState", "setDelayEnd", 30)
    await order(cloud, WASHER, "samsungce.washerOperatingState", "setDelayEnd", 180)
    assert said(cloud, WASHER, "washerOperatingState", "machineState", "washerJobState") == ["run", "delayWash"]
    assert said(cloud, WASHER, "samsungce.washerDelayEnd", "remainingTime", "minimumReservableTime") == [180, 103]
    await cloud.advance(78 * 60)
    assert said(cloud, WASHER, "washerOperatingState", "washerJobState") == ["wash"]
    await cloud.advance(103 * 60)
    assert said(cloud, WASHER, "washerOperatingState", "washerJobState") == ["finish"]


async def test_delay_that_is_set_before_the_start(cloud: SmartThingsCloud) -> None:
    ready(cloud, WASHER)
    await order(cloud, WASHER, "samsungce.washerDelayEnd", "setDelayTime", 120)
    assert said(cloud, WASHER, "washerOperatingState", "machineState") == ["stop"]
    assert said(cloud, WASHER, "samsungce.washerDelayEnd", "remainingTime") == [120]
    await order(cloud, WASHER, "samsungce.washerOperatingState", "start")
    assert said(cloud, WASHER, "washerOperatingState", "washerJobState") == ["delayWash"]
    await order(cloud, WASHER, "samsungce.washerOperatingState", "cancel")
    assert said(cloud, WASHER, "washerOperatingState", "machineState", "washerJobState") == ["stop", "none"]


async def test_dryer_opened_while_it_runs(cloud: SmartThingsCloud) -> None:
    machine = ready(cloud, DRYER)
    await order(cloud, DRYER, "samsungce.dryerOperatingState", "start")
    await cloud.advance(600)
    machine.open_door(cloud.clock.now())
    await cloud.advance(1)
    state = "dryerOperatingState"
    assert said(cloud, DRYER, state, "machineState", "dryerJobState") == ["pause", "drying"]
    with pytest.raises(Refused):
        cloud.command(DRYER, "samsungce.dryerOperatingState", "resume")
    machine.close_door()
    machine.resume(cloud.clock.now())
    await cloud.advance(51 * 60)
    assert said(cloud, DRYER, state, "machineState", "dryerJobState") == ["stop", "finished"]
    await cloud.advance(400)
    assert said(cloud, DRYER, state, "machineState", "dryerJobState") == ["stop", "none"]


async def test_dishwasher(cloud: SmartThingsCloud) -> None:
    ready(cloud, DISHWASHER)
    await order(cloud, DISHWASHER, "samsungce.dishwasherWashingOptions", "setSanitize", True)
    await order(cloud, DISHWASHER, "samsungce.dishwasherWashingCourse", "startWashingCourse", "express")
    assert said(cloud, DISHWASHER, "samsungce.dishwasherWashingCourse", "washingCourse") == ["express"]
    (sanitize,) = said(cloud, DISHWASHER, "samsungce.dishwasherWashingOptions", "sanitize")
    assert sanitize == {"value": True, "settable": [False, True]}
    operation = "samsungce.dishwasherOperation"
    shown = ("operatingState", "remainingTime", "remainingTimeStr", "progressPercentage")
    assert said(cloud, DISHWASHER, operation, *shown) == ["running", 62.0, "01:02", 1]
    jobs = []
    for _ in range(64):
        await cloud.advance(60)
        job = said(cloud, DISHWASHER, "samsungce.dishwasherJobState", "dishwasherJobState")
        standard = said(cloud, DISHWASHER, "dishwasherOperatingState", "machineState", "dishwasherJobState")
        if (*job, *standard) not in jobs:
            jobs.append((*job, *standard))
    assert jobs == [
        ("washing", "run", "wash"),
        ("rinsing", "run", "rinse"),
        ("drying", "run", "drying"),
        ("finished", "stop", "finish"),
    ]


async def test_dishwasher_started_later(cloud: SmartThingsCloud) -> None:
    ready(cloud, DISHWASHER)
    await order(cloud, DISHWASHER, "samsungce.dishwasherOperation", "startLater", "02:00")
    assert said(cloud, DISHWASHER, "samsungce.dishwasherOperation", "timeLeftToStart") == [120.0]
    assert said(cloud, DISHWASHER, "custom.dishwasherDelayStartTime", "dishwasherDelayStartTime") == ["02:00:00"]
    await cloud.advance(2 * 3600 + 5)
    assert said(cloud, DISHWASHER, "samsungce.dishwasherOperation", "operatingState") == ["running"]
    await order(cloud, DISHWASHER, "samsungce.dishwasherOperation", "cancel", True)
    assert said(cloud, DISHWASHER, "samsungce.dishwasherOperation", "operatingState") == ["ready"]


async def test_oven(cloud: SmartThingsCloud) -> None:
    ready(cloud, OVEN)
    await order(cloud, OVEN, "samsungce.ovenMode", "setOvenMode", "Convection")
    await order(cloud, OVEN, "ovenSetpoint", "setOvenSetpoint", 200)
    await order(cloud, OVEN, "samsungce.ovenOperatingState", "setOperationTime", "00:40:00")
    with pytest.raises(Refused):
        cloud.command(OVEN, "ovenSetpoint", "setOvenSetpoint", 300)
    await order(cloud, OVEN, "samsungce.ovenOperatingState", "start")
    assert said(cloud, OVEN, "ovenOperatingState", "machineState", "ovenJobState", "operationTime") == [
        "running",
        "preheat",
        2400,
    ]
    assert said(cloud, OVEN, "samsungce.ovenOperatingState", "operatingState", "operationTime") == [
        "running",
        "00:40:00",
    ]
    await cloud.advance(600)
    assert said(cloud, OVEN, "ovenOperatingState", "ovenJobState", "progress") == ["cooking", 25]
    assert said(cloud, OVEN, "temperatureMeasurement", "temperature") == [200]
    cloud.home.machine(OVEN).open_door(cloud.clock.now())
    await cloud.advance(1)
    assert said(cloud, OVEN, "samsungce.doorState", "doorState") == ["open"]
    assert said(cloud, OVEN, "remoteControlStatus", "remoteControlEnabled") == ["false"]
    assert said(cloud, OVEN, "ovenOperatingState", "machineState") == ["running"]
    await cloud.advance(30 * 60)
    assert said(cloud, OVEN, "ovenOperatingState", "machineState", "ovenJobState") == ["ready", "finished"]


async def test_oven_without_a_time_goes_on_until_it_is_stopped(cloud: SmartThingsCloud) -> None:
    machine = ready(cloud, OVEN)
    await order(cloud, OVEN, "ovenOperatingState", "start", "Bake", 0, 180)
    await cloud.advance(6 * 3600)
    assert said(cloud, OVEN, "ovenOperatingState", "machineState", "ovenJobState", "progress") == [
        "running",
        "cooking",
        0,
    ]
    machine.press_smart_control(on=False, now=cloud.clock.now())
    await cloud.advance(1)
    await order(cloud, OVEN, "ovenOperatingState", "stop")  # off is always allowed
    assert said(cloud, OVEN, "samsungce.ovenMode", "ovenMode") == ["NoOperation"]


async def test_what_is_refused(cloud: SmartThingsCloud) -> None:
    commands: list[tuple[str, str, str, list[object]]] = [
        (WASHER, "samsungce.washerOperatingState", "start", []),
        (DRYER, "dryerOperatingState", "setMachineState", ["run"]),
        (DISHWASHER, "samsungce.dishwasherOperation", "start", []),
        (DISHWASHER, "samsungce.dishwasherOperation", "pause", []),
        (OVEN, "ovenOperatingState", "start", ["Bake", 600, 180]),
    ]
    for device, capability, command, arguments in commands:
        with pytest.raises(Refused) as refused:
            cloud.command(device, capability, command, *arguments)
        assert refused.value.status == 409
        assert refused.value.body is not None
        assert refused.value.body["error"]["details"][0]["message"] == "remote control disabled"
    machine = ready(cloud, WASHER)
    for command in ("pause", "resume", "cancel"):
        with pytest.raises(Refused):
            cloud.command(WASHER, "samsungce.washerOperatingState", command)
    with pytest.raises(Refused):
        cloud.command(WASHER, "samsungce.washerCycle", "setWasherCycle", "FF")
    machine.start(cloud.clock.now())
    with pytest.raises(ValueError, match="locked"):
        machine.open_door(cloud.clock.now())


async def test_frozen_machine_goes_on_unheard(cloud: SmartThingsCloud) -> None:
    ready(cloud, WASHER)
    await order(cloud, WASHER, "samsungce.washerOperatingState", "start")
    cloud.home.freeze(WASHER, Freeze.DEVICE)
    await cloud.advance(3 * 3600)
    await order(cloud, WASHER, "samsungce.washerOperatingState", "pause")  # accepted
    assert said(cloud, WASHER, "washerOperatingState", "machineState") == ["run"]
    cloud.home.freeze(WASHER, Freeze.NONE)
    assert said(cloud, WASHER, "washerOperatingState", "machineState") == ["stop"]


async def test_energy(cloud: SmartThingsCloud) -> None:
    machine = ready(cloud, WASHER)
    (before,) = said(cloud, WASHER, "powerConsumptionReport", "powerConsumption")
    machine.start(cloud.clock.now())
    await cloud.advance(60)
    (running,) = said(cloud, WASHER, "powerConsumptionReport", "powerConsumption")
    await cloud.advance(2 * 3600)
    (after,) = said(cloud, WASHER, "powerConsumptionReport", "powerConsumption")
    assert isinstance(before, dict) and isinstance(running, dict) and isinstance(after, dict)
    assert running["power"] == 1900
    assert after["power"] == 0
    assert 1300 < after["energy"] - before["energy"] < 1700


async def test_longer_than_was_said(cloud: SmartThingsCloud) -> None:
    machine = ready(cloud, WASHER)
    machine.start(cloud.clock.now())
    await cloud.advance(60)
    (before,) = said(cloud, WASHER, "samsungce.washerOperatingState", "remainingTime")
    machine.extend(15, cloud.clock.now())
    await cloud.advance(1)
    assert isinstance(before, int)
    assert said(cloud, WASHER, "samsungce.washerOperatingState", "remainingTime") == [before + 15]


async def test_speed(loopback: None) -> None:
    async with SmartThingsCloud(speed=60) as cloud:
        machine = cloud.home.machine(WASHER)
        machine.start(cloud.clock.now())
        cloud.home.tick()
        assert said(cloud, WASHER, "samsungce.washerOperatingState", "remainingTime", "remainingTimeStr") == [
            2,
            "00:02",
        ]
        await cloud.advance(103)
        assert said(cloud, WASHER, "washerOperatingState", "machineState") == ["stop"]


async def test_every_machine_of_the_payloads_runs(loopback: None, data_folder: Path) -> None:
    found = load_folder(data_folder / "smartthings")
    machines = {name: device for name, device in found.items() if machine_of(device, 1.0) is not None}
    assert len(machines) > 10
    async with SmartThingsCloud(machines.values()) as cloud:
        for name, device in machines.items():
            known = json_like(device.components)
            cloud.home.tick()
            assert json_like(device.components) == known, name  # as it was recorded, until somebody touches it
            machine = cloud.home.machine(device.id)
            if isinstance(machine, Oven):
                machine.mode, machine.setpoint, machine.operation_seconds = "Bake", 180.0, 1800.0
            machine.start(cloud.clock.now())
            cloud.home.tick()
            running = {"run", "running"}
            states = [
                device.get(capability, "machineState")
                for _, capability in device.capabilities
                if capability.endswith("OperatingState") and device.get(capability, "machineState")
            ]
            assert running & set(states), name
        await cloud.advance(8 * 3600)
        for name, device in machines.items():
            assert cloud.home.machine(device.id).stage == "idle", name


def json_like(components: object) -> str:
    """Return everything that is known, to compare."""
    return repr(components)
