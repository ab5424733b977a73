"""Which commands carry out an order, what is refused before one is sent, and what shows that it was done."""

from pathlib import Path
from typing import Any

import pytest

from custom_components.parlor.appliances.command import CloudCall, Command as C, Order, Why
from custom_components.parlor.appliances.kind import ApplianceKind as K
from custom_components.parlor.appliances.smartthings.orders import calls, commands, echo, seen
from custom_components.parlor.appliances.smartthings.status import Status, with_event
from tests.appliances.smartthings.payloads import said, status_of, together

NOW = 1_770_000_000.0


def _washer(state: str = "stop", job: str = "none", *, own: bool = True, remote: str = "true", **more: Any) -> Status:
    standard = said("washerOperatingState", machineState=state, washerJobState=job)
    remotes = said("remoteControlStatus", remoteControlEnabled=remote)
    operating = {"stop": "ready", "run": "running", "pause": "paused"}[state]
    samsung = said("samsungce.washerOperatingState", operatingState=operating, remainingTime=57, **more)
    cycles = said(
        "samsungce.washerCycle", washerCycle="Table_02_Course_1C", supportedCycles=[{"cycle": "1C"}, {"cycle": "1B"}]
    )
    return together(standard, remotes, cycles, *((samsung,) if own else ()))


def _own(command: str, *arguments: object) -> CloudCall:
    return CloudCall(capability="samsungce.washerOperatingState", command=command, arguments=arguments)


def _set(state: str) -> CloudCall:
    return CloudCall(capability="washerOperatingState", command="setMachineState", arguments=(state,))


PUT_OFF = CloudCall(capability="samsungce.washerDelayEnd", command="setDelayTime", arguments=(480,))
CHOOSE = CloudCall(capability="samsungce.washerCycle", command="setWasherCycle", arguments=("Table_02_Course_1B",))


@pytest.mark.parametrize(
    ("state", "command", "own", "standard"),
    [
        ("stop", C.START, "start", "run"),
        ("run", C.PAUSE, "pause", "pause"),
        ("pause", C.RESUME, "resume", "run"),
        ("run", C.STOP, "cancel", "stop"),
    ],
)
def test_samsungs_own_command_and_else_the_state(state: str, command: C, own: str, standard: str) -> None:
    assert calls(K.WASHER, _washer(state), Order(command=command), NOW) == (_own(own),)
    assert calls(K.WASHER, _washer(state, own=False), Order(command=command), NOW) == (_set(standard),)


@pytest.mark.parametrize(
    ("status", "order", "why"),
    [
        (_washer(remote="false"), Order(command=C.START), Why.REMOTE_OFF),
        (_washer("run", remote="false"), Order(command=C.PAUSE), Why.REMOTE_OFF),
        (_washer(remote="false"), Order(command=C.PROGRAM, program="Table_02_Course_1B"), Why.REMOTE_OFF),
        (together(_washer(), said("samsungce.doorState", doorState="open")), Order(command=C.START), Why.DOOR_OPEN),
        (
            together(_washer("pause"), said("samsungce.doorState", doorState="open")),
            Order(command=C.RESUME),
            Why.DOOR_OPEN,
        ),
        (_washer("run", "wash"), Order(command=C.START), Why.ALREADY),
        (_washer("run", "wash"), Order(command=C.START, program="Table_02_Course_1B"), Why.BUSY),
        (_washer("run", "wash"), Order(command=C.START, ready_at=NOW + 9999), Why.BUSY),
        (_washer("pause", "wash"), Order(command=C.START, program="Table_02_Course_1B"), Why.BUSY),
        (_washer("run", "wash"), Order(command=C.PROGRAM, program="Table_02_Course_1B"), Why.BUSY),
        (_washer("run", "wash"), Order(command=C.RESUME), Why.ALREADY),
        (_washer("pause"), Order(command=C.PAUSE), Why.ALREADY),
        (_washer(), Order(command=C.PAUSE), Why.NOT_RUNNING),
        (_washer(), Order(command=C.RESUME), Why.NOT_RUNNING),
        (_washer(), Order(command=C.STOP), Why.NOT_RUNNING),
        (_washer("run", "finish"), Order(command=C.STOP), Why.NOT_RUNNING),
        (_washer(), Order(command=C.PROGRAM), Why.NO_PROGRAM),
        (_washer(), Order(command=C.PROGRAM, program="Cotton"), Why.NO_PROGRAM),
        (_washer(), Order(command=C.START, program="1B"), Why.NO_PROGRAM),
        (_washer(), Order(command=C.PROGRAM, program="Table_02_Course_1C"), Why.ALREADY),
        (_washer(), Order(command=C.START, ready_at=NOW + 3600), Why.NOT_OFFERED),
        ({}, Order(command=C.START), Why.NOT_OFFERED),
        (said("switch", switch="off"), Order(command=C.START), Why.NOT_OFFERED),
        (said("washerOperatingState", machineState="stop"), Order(command=C.START, program="x"), Why.NOT_OFFERED),
    ],
)
def test_what_is_known_before(status: Status, order: Order, why: Why) -> None:
    assert calls(K.WASHER, status, order, NOW) is why


def test_nobody_is_kept_from_stopping() -> None:
    assert calls(K.WASHER, _washer("run", "wash", remote="false"), Order(command=C.STOP), NOW) == (_own("cancel"),)
    assert calls(K.WASHER, _washer("run", "wrinklePrevent"), Order(command=C.STOP), NOW) == (_own("cancel"),)


def test_what_cannot_be_reached_is_told_nothing() -> None:
    assert calls(K.WASHER, _washer(), Order(command=C.START), NOW, is_online=False) is Why.OFFLINE


@pytest.mark.parametrize("kind", [K.REFRIGERATOR, K.COOKTOP, K.HOOD, K.AIR_CONDITIONER, K.ROBOT_VACUUM])
def test_what_has_no_commands_here(kind: K) -> None:
    assert calls(kind, _washer(), Order(command=C.START), NOW) is Why.NOT_OFFERED
    assert commands(kind, _washer()) == frozenset()


def test_a_program_is_chosen_before_the_start_and_only_if_it_is_not() -> None:
    assert calls(K.WASHER, _washer(), Order(command=C.START, program="Table_02_Course_1B"), NOW) == (
        CHOOSE,
        _own("start"),
    )
    assert calls(K.WASHER, _washer(), Order(command=C.START, program="Table_02_Course_1C"), NOW) == (_own("start"),)
    assert calls(K.WASHER, _washer(), Order(command=C.PROGRAM, program="Table_02_Course_1B"), NOW) == (CHOOSE,)


def test_the_start_of_what_is_paused_is_that_it_goes_on() -> None:
    assert calls(K.WASHER, _washer("pause", "rinse"), Order(command=C.START), NOW) == (_own("resume"),)


DELAY = said("samsungce.washerDelayEnd", remainingTime=0, minimumReservableTime=104)


@pytest.mark.parametrize(
    ("minutes", "program", "told"),
    [
        (103, None, Why.TOO_SOON),
        (104, None, 104),
        (480.9, None, 480),
        (1440, None, 1440),
        (1441, None, Why.TOO_LATE),
        (0, None, Why.TOO_SOON),
        (-30, None, Why.TOO_SOON),
        (60, "Table_02_Course_1B", 60),  # how long that one takes is not known
        (0, "Table_02_Course_1B", Why.TOO_SOON),
    ],
)
def test_ready_by(minutes: float, program: str | None, told: int | Why) -> None:
    order = Order(command=C.START, ready_at=NOW + minutes * 60, program=program)
    found = calls(K.WASHER, together(_washer(), DELAY), order, NOW)
    if isinstance(told, Why):
        assert found is told
        return
    put_off = CloudCall(capability="samsungce.washerDelayEnd", command="setDelayTime", arguments=(told,))
    assert found == (*((CHOOSE,) if program else ()), put_off, _own("start"))


def test_without_a_least_time_the_length_of_the_program_is_it() -> None:
    status = together(_washer(), said("samsungce.washerDelayEnd", remainingTime=0))
    assert calls(K.WASHER, status, Order(command=C.START, ready_at=NOW + 56 * 60), NOW) is Why.TOO_SOON
    assert isinstance(calls(K.WASHER, status, Order(command=C.START, ready_at=NOW + 57 * 60), NOW), tuple)


def _dishwasher(state: str = "stop", *, reservable: bool = True) -> Status:
    operating = {"stop": "ready", "run": "running"}[state]
    return together(
        said("dishwasherOperatingState", machineState=state, dishwasherJobState="unknown"),
        said(
            "samsungce.dishwasherOperation",
            operatingState=operating,
            remainingTime=148.0,
            reservable=reservable,
            timeLeftToStart=0.0,
        ),
        said(
            "samsungce.dishwasherWashingCourse", washingCourse="normal", supportedCourses=["normal", "express", "auto"]
        ),
        said(
            "samsungce.dishwasherWashingCourseDetails",
            predefinedCourses=[{"courseName": "express", "expectedTime": {"time": 60, "unit": "min"}}],
        ),
    )


@pytest.mark.parametrize(
    ("program", "minutes", "told"),
    [
        (None, 300, 152),
        (None, 148, Why.TOO_SOON),
        (None, 148 + 1441, Why.TOO_LATE),
        ("express", 300, 240),
        ("auto", 300, Why.NOT_OFFERED),  # nobody says how long that takes
    ],
)
def test_a_dishwasher_is_told_when_to_begin(program: str | None, minutes: int, told: int | Why) -> None:
    found = calls(
        K.DISHWASHER, _dishwasher(), Order(command=C.START, program=program, ready_at=NOW + minutes * 60), NOW
    )
    if isinstance(told, Why):
        assert found is told
        return
    assert isinstance(found, tuple)
    assert found[-1] == CloudCall(capability="samsungce.dishwasherOperation", command="startLater", arguments=(told,))
    assert len(found) == (2 if program else 1)


def test_a_dishwasher_that_takes_no_reservation_is_told_none() -> None:
    order = Order(command=C.START, ready_at=NOW + 300 * 60)
    assert calls(K.DISHWASHER, _dishwasher(reservable=False), order, NOW) is Why.NOT_OFFERED


def test_a_dishwasher_drains_when_it_is_stopped() -> None:
    stop = CloudCall(capability="samsungce.dishwasherOperation", command="cancel", arguments=(True,))
    assert calls(K.DISHWASHER, _dishwasher("run"), Order(command=C.STOP), NOW) == (stop,)


def test_an_oven_is_started_by_its_own_capability_and_stopped_by_either() -> None:
    own = said("samsungce.ovenOperatingState", component="cavity-01", operatingState="ready")
    running = said("ovenOperatingState", machineState="running")
    assert calls(K.OVEN, own, Order(command=C.START), NOW, component="cavity-01") == (
        CloudCall(capability="samsungce.ovenOperatingState", command="start", component="cavity-01"),
    )
    assert calls(K.OVEN, running, Order(command=C.STOP), NOW) == (
        CloudCall(capability="ovenOperatingState", command="stop"),
    )
    assert (
        calls(K.OVEN, said("ovenOperatingState", machineState="ready"), Order(command=C.START), NOW) is Why.NOT_OFFERED
    )
    assert (
        calls(K.OVEN, own, Order(command=C.START, ready_at=NOW + 9999), NOW, component="cavity-01") is Why.NOT_OFFERED
    )
    assert commands(K.OVEN, running) == {C.STOP}


def test_what_real_machines_can_be_told(data_folder: Path) -> None:
    everything = frozenset(C)
    assert commands(K.WASHER, status_of(data_folder, "da_wm_wm_000001")) == everything
    assert commands(K.DRYER, status_of(data_folder, "da_wm_wd_01011")) == everything
    assert commands(K.DISHWASHER, status_of(data_folder, "da_wm_dw_000001")) == everything
    assert commands(K.MICROWAVE, status_of(data_folder, "da_ks_microwave_0101x")) == everything
    assert commands(K.WASHER, status_of(data_folder, "da_wm_wm_100002"), "sub") == everything - {C.PROGRAM}
    assert calls(K.WASHER, status_of(data_folder, "da_wm_wm_000001"), Order(command=C.START), NOW) is Why.REMOTE_OFF


@pytest.mark.parametrize(
    ("order", "before", "attribute", "after"),
    [
        (Order(command=C.START), "stop", "machineState", "run"),
        (Order(command=C.RESUME), "pause", "machineState", "run"),
        (Order(command=C.PAUSE), "run", "machineState", "pause"),
        (Order(command=C.STOP), "run", "machineState", "stop"),
    ],
)
def test_an_order_is_done_when_the_machine_shows_it(order: Order, before: str, attribute: str, after: str) -> None:
    status, is_seen = _washer(before), seen(K.WASHER, order, NOW)
    assert not is_seen(status)
    assert not is_seen(with_event(status, "main", "washerOperatingState", attribute, None)) or before == "stop"
    assert is_seen(with_event(status, "main", "washerOperatingState", attribute, after))


def test_a_program_is_chosen_when_the_machine_shows_it() -> None:
    status, is_seen = _washer(), seen(K.WASHER, Order(command=C.PROGRAM, program="Table_02_Course_1B"), NOW)
    assert not is_seen(status)
    assert is_seen(with_event(status, "main", "samsungce.washerCycle", "washerCycle", "Table_02_Course_1B"))


# 0 is said by a machine that does not tell how long it waits.
@pytest.mark.parametrize(("remaining", "is_it"), [(0, True), (480, True), (475, True), (300, False)])
def test_a_delay_is_set_when_the_machine_shows_that_time(remaining: int, is_it: bool) -> None:
    is_seen = seen(K.WASHER, Order(command=C.START, ready_at=NOW + 480 * 60), NOW)
    delay = said("samsungce.washerDelayEnd", remainingTime=remaining)
    assert is_seen(together(_washer("run", "delayWash"), delay)) is is_it
    assert not is_seen(together(_washer(), delay))  # set, and not started


@pytest.mark.parametrize(
    ("call", "status", "is_set"),
    [
        (CHOOSE, said("samsungce.washerCycle", washerCycle="Table_02_Course_1B"), True),
        (CHOOSE, said("samsungce.washerCycle", washerCycle="Table_02_Course_1C"), False),
        (CHOOSE, {}, False),
        (PUT_OFF, said("samsungce.washerDelayEnd", remainingTime=480), True),
        (PUT_OFF, said("samsungce.washerDelayEnd", remainingTime="475"), True),
        (PUT_OFF, said("samsungce.washerDelayEnd", remainingTime=0), False),
        (PUT_OFF, {}, False),
        (_own("start"), {}, None),
        (_set("run"), {}, None),
    ],
)
def test_what_is_set_before_a_start_is_seen(call: CloudCall, status: Status, is_set: bool | None) -> None:
    is_seen = echo(call)
    assert (is_seen(status) if is_seen else None) is is_set
