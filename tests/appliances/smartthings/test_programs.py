"""Which programs can be chosen, and what they are called: never by a name that the device did not send."""

from pathlib import Path
from typing import Any

import pytest

from custom_components.parlor.appliances.command import Program
from custom_components.parlor.appliances.kind import ApplianceKind as K
from custom_components.parlor.appliances.smartthings.programs import length_of, programs
from custom_components.parlor.appliances.smartthings.status import Status
from tests.appliances.smartthings.payloads import said, status_of, together

CYCLES = [{"cycle": "1C"}, {"cycle": "1B"}, {"cycle": "1C"}]


def test_real_washers_and_dryers_list_their_codes(data_folder: Path) -> None:
    washer = programs(K.WASHER, status_of(data_folder, "da_wm_wm_000001_2"))
    assert len(washer) == 22 and washer[0] == Program(key="Table_02_Course_1C", name="Table_02_Course_1C")
    assert len(programs(K.DRYER, status_of(data_folder, "da_wm_wd_01011"))) == 19
    assert programs(K.DRYER, status_of(data_folder, "da_wm_sc_000001"))[0].key == "Table_00_Course_22"


def test_a_dishwasher_and_ovens_say_words(data_folder: Path) -> None:
    dishwasher = programs(K.DISHWASHER, status_of(data_folder, "da_wm_dw_000001"))
    assert [one.key for one in dishwasher] == [
        "auto",
        "normal",
        "heavy",
        "delicate",
        "express",
        "rinseOnly",
        "selfClean",
    ]
    assert [one.name for one in dishwasher][-2:] == ["Rinse only", "Self clean"]
    oven = {one.key: one.name for one in programs(K.OVEN, status_of(data_folder, "da_ks_oven_01061"))}
    assert "NoOperation" not in oven
    assert oven["FanConventional"] == "Fan conventional"
    assert len(programs(K.OVEN, status_of(data_folder, "da_ks_oven_0107x"), "cavity-01")) == 4


@pytest.mark.parametrize(
    ("attributes", "keys"),
    [
        ({"washerCycle": "Table_02_Course_1B"}, ["Table_02_Course_1C", "Table_02_Course_1B"]),
        ({"washerCycle": "Course_1B"}, ["Course_1C", "Course_1B"]),
        ({"washerCycle": "1B"}, ["1C", "1B"]),
        ({"washerCycle": None, "referenceTable": {"id": "Table_00"}}, ["Table_00_Course_1C", "Table_00_Course_1B"]),
        ({"washerCycle": None, "referenceTable": None}, []),
        ({"washerCycle": "what is this"}, []),
        ({"referenceTable": {"id": 3}}, []),
    ],
)
def test_a_code_is_chosen_in_the_form_that_the_machine_shows(attributes: dict[str, Any], keys: list[str]) -> None:
    status = said("samsungce.washerCycle", supportedCycles=CYCLES, **attributes)
    assert [one.key for one in programs(K.WASHER, status)] == keys


def test_what_its_owner_called_a_program_is_its_name() -> None:
    presets = {"1B": {"title": "Little extra", "cycle": "01"}, "1C": {}, "F3": {"title": "Not among them"}, "F4": 3}
    status = together(
        said("samsungce.washerCycle", supportedCycles=CYCLES, washerCycle="Table_02_Course_1C"),
        said("samsungce.washerCyclePreset", presets=presets),
    )
    assert programs(K.WASHER, status) == (
        Program(key="Table_02_Course_1C", name="Table_02_Course_1C"),
        Program(key="Table_02_Course_1B", name="Little extra"),
    )


@pytest.mark.parametrize(
    "status",
    [
        {},
        said("samsungce.washerCycle"),
        said("samsungce.washerCycle", supportedCycles="1B", washerCycle="1B"),
        said("samsungce.washerCycle", supportedCycles=[None, 3, {}, {"cycle": 3}, {"cycle": ["1B"]}], washerCycle="1B"),
    ],
)
def test_nonsense_lists_nothing(status: Status) -> None:
    assert programs(K.WASHER, status) == ()


@pytest.mark.parametrize("kind", [K.REFRIGERATOR, K.AIR_CONDITIONER, K.ROBOT_VACUUM, K.COOKTOP])
def test_what_has_no_programs_lists_none(kind: K) -> None:
    assert programs(kind, said("samsungce.washerCycle", supportedCycles=CYCLES, washerCycle="1B")) == ()


def test_a_dishwasher_says_how_long_a_program_takes(data_folder: Path) -> None:
    status = status_of(data_folder, "da_wm_dw_000001")
    assert length_of(status, "auto") == 136
    assert length_of(status, "nobody's") is None
    assert (
        length_of(
            said("samsungce.dishwasherWashingCourseDetails", predefinedCourses=[3, {"courseName": "auto"}]), "auto"
        )
        is None
    )
