"""How Home Connect's appliances are told something, and why not."""

from custom_components.parlor.appliances.command import Command, Program, Why
from custom_components.parlor.appliances.facts import StateFact
from custom_components.parlor.appliances.sources.home_connect import BRAND

from .brand_cases import DEVICE, NOW, Told, one
from .home_connect_cases import DISHES, WASHER, entity, told_by


def test_start() -> None:
    """The selected program by an action, another by its select; in time by the option that says when it shall be done."""
    told = told_by(WASHER, "number.finish_in")
    told.tell(0, {"sensor.state": "ready", "binary_sensor.remote": "on", "binary_sensor.start": "on"})
    assert told.order(Command.START) == [("home_connect.start_selected_program", None, {"device_id": DEVICE})]
    chosen = [("select.select_option", "select.active", {"option": WASHER[1]})]
    assert told.order(Command.START, program=WASHER[1]) == chosen
    assert told.order(Command.START, program="laundry_care_washer_program_lace") is Why.NO_PROGRAM
    assert told.order(Command.START, ready_at=NOW + 36000) is Why.NOT_OFFERED  # the selected program has no such option
    limits = {"min": 5400, "max": 86400, "step": 60}
    told.tell(0, {"number.finish_in": "5400"}, finish_in=limits)
    in_time = {"device_id": DEVICE, "b_s_h_common_option_finish_in_relative": 36000}
    ready_at = NOW + 36010
    assert told.order(Command.START, ready_at=ready_at) == [("home_connect.start_selected_program", None, in_time)]
    data = {**in_time, "affects_to": "active_program", "program": WASHER[0]}
    started = [("home_connect.set_program_and_options", None, data)]
    assert told.order(Command.START, program=WASHER[0], ready_at=ready_at) == started
    assert told.order(Command.START, ready_at=NOW + 3600) is Why.TOO_SOON
    assert told.order(Command.START, ready_at=NOW + 90000) is Why.TOO_LATE


def test_a_dishwasher_can_only_be_told_when_to_begin() -> None:
    """How long a program takes is not known before it runs, and so not when it would be done."""
    told = told_by(DISHES, "number.start_in")
    told.tell(0, {"sensor.state": "ready", "number.start_in": "0"})
    assert told.order(Command.START, ready_at=NOW + 36000) is Why.NOT_OFFERED


def test_why_not() -> None:
    """Each refusal has its own reason."""
    told = told_by(WASHER, "button.pause", "button.resume")
    told.tell(0, {"sensor.state": "ready", "binary_sensor.remote": "on", "binary_sensor.start": "off"})
    assert told.order(Command.START) is Why.REMOTE_OFF
    told.tell(1, {"binary_sensor.start": "on", "sensor.door": "open"})
    assert told.order(Command.START) is Why.DOOR_OPEN
    told.tell(2, {"sensor.door": "closed", "binary_sensor.local": "on"})
    assert told.order(Command.START) is Why.REMOTE_OFF
    assert told.order(Command.PAUSE) is Why.NOT_RUNNING
    told.tell(3, {"sensor.state": "run", "binary_sensor.local": "off"})
    assert told.order(Command.START) is Why.ALREADY
    assert told.order(Command.START, program=WASHER[0]) is Why.BUSY
    assert told.order(Command.PROGRAM, program=WASHER[0]) is Why.BUSY
    assert told.order(Command.PAUSE) == [("button.press", "button.pause", {})]
    assert told.order(Command.STOP) == [("button.press", "button.stop", {})]
    told.tell(4, {"sensor.state": "pause"})
    assert told.order(Command.RESUME) == [("button.press", "button.resume", {})]
    told.tell(5, {"sensor.state": "unavailable"})
    assert told.order(Command.STOP) is Why.OFFLINE


def test_what_is_not_offered() -> None:
    """A dishwasher cannot be paused; what has no programs cannot be started."""
    told = told_by(DISHES)
    told.tell(0, {"sensor.state": "run"})
    assert told.order(Command.PAUSE) is Why.NOT_OFFERED
    monitor = one(BRAND, [entity("sensor.state", "operation_state", "LaundryCare.Washer.Status.Any")])
    told = Told(BRAND, monitor)
    told.tell(0, {"sensor.state": "ready"})
    assert told.order(Command.START) is Why.NOT_OFFERED
    assert told.order(Command.PROGRAM, program=WASHER[0]) is Why.NOT_OFFERED


def test_programs() -> None:
    """They are named by the words of their keys."""
    told = told_by(DISHES)
    assert BRAND.programs(told.wiring, {}) == (
        Program(key=DISHES[0], name="Eco 50"),
        Program(key=DISHES[1], name="Auto 2"),
    )
    now = {"select.active": StateFact(state="unknown", at=NOW, attributes={"options": [DISHES[1]]})}
    assert {program.key for program in BRAND.programs(told.wiring, now)} == set(DISHES)
    told.tell(0, {"sensor.state": "ready"})
    selected = [("select.select_option", "select.selected", {"option": DISHES[0]})]
    assert told.order(Command.PROGRAM, program=DISHES[0]) == selected
