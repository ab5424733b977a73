"""Robot vacuums of any integration."""

import pytest

from custom_components.parlor.appliances.command import Command, Order, ServiceCall, Why
from custom_components.parlor.appliances.reading import Doing, Phase
from custom_components.parlor.appliances.sources.vacuum import BRAND

from .entities import NOW, entity, only, says

ROBOT = entity("vacuum.robot", platform="roborock")
ALL = 4 | 8 | 16 | 8192


@pytest.mark.parametrize(
    ("state", "doing", "phase"),
    [
        ("cleaning", Doing.RUNNING, Phase.CLEAN),
        ("docked", Doing.IDLE, None),
        ("idle", Doing.IDLE, None),
        ("paused", Doing.PAUSED, None),
        ("returning", Doing.RUNNING, Phase.RETURN),
        ("error", Doing.ERROR, None),
        ("unavailable", Doing.UNKNOWN, None),
        ("dancing", Doing.UNKNOWN, None),
    ],
)
def test_every_activity(state: str, doing: Doing, phase: Phase | None) -> None:
    heard = BRAND.read(only(BRAND, ROBOT), says({"vacuum.robot": state}), NOW)
    assert (heard.doing, heard.phase) == (doing, phase)


@pytest.mark.parametrize(
    ("command", "state", "features", "expected"),
    [
        (Command.START, "docked", ALL, "vacuum.start"),
        (Command.START, "cleaning", ALL, Why.ALREADY),
        (Command.START, "docked", 4, Why.NOT_OFFERED),
        (Command.PAUSE, "cleaning", ALL, "vacuum.pause"),
        (Command.PAUSE, "docked", ALL, Why.NOT_RUNNING),
        (Command.PAUSE, "cleaning", 8192, Why.NOT_OFFERED),
        (Command.RESUME, "paused", ALL, "vacuum.start"),
        (Command.STOP, "cleaning", ALL, "vacuum.return_to_base"),
        (Command.STOP, "cleaning", 8, "vacuum.stop"),
        (Command.STOP, "returning", ALL, Why.ALREADY),
        (Command.STOP, "docked", ALL, Why.NOT_RUNNING),
        (Command.STOP, "error", ALL, "vacuum.return_to_base"),
        (Command.START, "unavailable", "lots", Why.OFFLINE),
        (Command.PROGRAM, "docked", ALL, Why.NOT_OFFERED),
    ],
)
def test_orders(command: Command, state: str, features: object, expected: str | Why) -> None:
    states = says({"vacuum.robot": state}, {"vacuum.robot": {"supported_features": features}})
    answer = BRAND.calls(only(BRAND, ROBOT), states, Order(command=command), NOW)
    if isinstance(expected, Why):
        assert answer is expected
    else:
        assert answer == (ServiceCall(action=expected, entity_id="vacuum.robot"),)


def test_rooms_and_times_are_not_offered() -> None:
    states = says({"vacuum.robot": "docked"})
    wiring = only(BRAND, ROBOT)
    assert BRAND.calls(wiring, states, Order(command=Command.START, program="kitchen"), NOW) is Why.NOT_OFFERED
    assert BRAND.calls(wiring, states, Order(command=Command.START, ready_at=NOW + 60), NOW) is Why.NOT_OFFERED
    assert BRAND.programs(wiring, states) == ()


def test_two_robots_of_one_device_are_two() -> None:
    one, other = BRAND.find((ROBOT, entity("vacuum.other", platform="roborock")))
    assert one.id == "device/registry_vacuum.robot" != other.id
