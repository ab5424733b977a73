"""What machines say besides their runs: doors, filters, meters; and nonsense, which raises nothing."""

from pathlib import Path
import re
from typing import Any

import pytest

from custom_components.parlor.appliances.kind import ApplianceKind as K
from custom_components.parlor.appliances.reading import Doing as D
from custom_components.parlor.appliances.smartthings.kinds import parts_of
from custom_components.parlor.appliances.smartthings.reading import as_minutes, read_status
from tests.appliances.smartthings.payloads import categories_of, names, said, status_of, together

NOW = 1_770_000_000.0


@pytest.mark.parametrize(
    ("capability", "attribute", "word", "reason"),
    [
        ("custom.waterFilter", "waterFilterStatus", "replace", "water_filter"),
        ("custom.dustFilter", "dustFilterStatus", "wash", "filter_clean"),
        ("samsungce.autoDispenseDetergent", "remainingAmount", "low", "detergent_low"),
        ("samsungce.autoDispenseSoftener", "remainingAmount", "empty", "softener_low"),
        ("custom.waterFilter", "waterFilterStatus", "normal", None),
        ("samsungce.autoDispenseDetergent", "remainingAmount", "unknown", None),
        ("samsungce.autoDispenseDetergent", "remainingAmount", 0, None),
    ],
)
def test_what_it_wants_somebody_for(capability: str, attribute: str, word: object, reason: str | None) -> None:
    reading = read_status(K.WASHER, {"main": {capability: {attribute: word}}}, is_online=True, now=NOW)
    assert reading.reasons == ((reason,) if reason else ())


def test_the_bag_is_in_the_station_of_a_robot() -> None:
    status = said("samsungce.robotCleanerDustBag", component="station", status="full")
    assert read_status(K.ROBOT_VACUUM, status, is_online=True, now=NOW).reasons == ("dust_bag_full",)


def test_a_part_has_its_own_door_and_else_that_of_the_whole() -> None:
    whole = said("samsungce.doorState", doorState="open")
    part = said("samsungce.doorState", component="cavity-01", doorState="closed")
    assert read_status(K.OVEN, whole, is_online=True, now=NOW, component="cavity-01").door_open is True
    assert read_status(K.OVEN, together(whole, part), is_online=True, now=NOW, component="cavity-01").door_open is False


@pytest.mark.parametrize(
    ("told", "energy"), [({"energy": 352800}, 352.8), ({"energy": -1}, None), ({}, None), (None, None), ([], None)]
)
def test_the_meter(told: object, energy: float | None) -> None:
    status = said("powerConsumptionReport", powerConsumption=told)
    assert read_status(K.WASHER, status, is_online=True, now=NOW).energy == energy


@pytest.mark.parametrize(
    ("told", "minutes"), [("01:30", 90), ("00:45:30", 45.5), ("x", None), ("", None), (None, None), ("1:2", None)]
)
def test_times(told: str | None, minutes: float | None) -> None:
    assert as_minutes(told) == minutes


NONSENSE: list[Any] = [
    None,
    "",
    "x",
    "9" * 400,
    0,
    -1,
    1.5,
    float("nan"),
    float("inf"),
    True,
    [],
    [None],
    {},
    {"id": []},
    "99:99",
    "2026-13-99",
]


@pytest.mark.parametrize("nonsense", NONSENSE, ids=lambda one: re.sub(r"\W", "_", str(one))[:12])
def test_nonsense_of_any_type_raises_nothing(data_folder: Path, nonsense: Any) -> None:
    """Each attribute of each payload in turn says something that no machine would say."""
    for name in names(data_folder):
        status, categories = status_of(data_folder, name), categories_of(data_folder, name)
        told = {
            component: {
                capability: dict.fromkeys(attributes, nonsense) for capability, attributes in capabilities.items()
            }
            for component, capabilities in status.items()
        }
        for component, kind in parts_of(categories, told).items():
            assert read_status(kind, told, is_online=True, now=NOW, component=component).doing in D
