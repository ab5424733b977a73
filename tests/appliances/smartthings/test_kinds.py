"""What each real device is, and what those are whose category says nothing."""

from pathlib import Path

import pytest

from custom_components.parlor.appliances.kind import ApplianceKind as K
from custom_components.parlor.appliances.smartthings.kinds import kind_of, parts_of
from tests.appliances.smartthings.payloads import categories_of, names, said, status_of

EXPECTED: dict[str, dict[str, K]] = {
    "aux_ac": {"main": K.AIR_CONDITIONER},
    "da_ac_air_000001": {"main": K.AIR_PURIFIER},
    "da_ac_air_01011": {"main": K.AIR_PURIFIER},
    "da_ac_cac_01001": {"main": K.AIR_CONDITIONER},
    "da_ac_rac_000001": {"main": K.AIR_CONDITIONER},
    "da_ac_rac_100001": {"main": K.AIR_CONDITIONER},
    "da_ac_therac_01011": {"main": K.AIR_CONDITIONER},
    "da_ks_cooktop_000001": {"main": K.COOKTOP},
    "da_ks_cooktop_31001": {"main": K.COOKTOP},
    "da_ks_hood_01001": {"main": K.HOOD},
    "da_ks_microwave_0101x": {"main": K.MICROWAVE},
    "da_ks_oven_01061": {"main": K.OVEN},
    "da_ks_oven_0107x": {"main": K.OVEN, "cavity-01": K.OVEN},
    "da_ks_range_0101x": {"main": K.OVEN, "cavity-01": K.OVEN},
    "da_ref_normal_01011": {"main": K.REFRIGERATOR},
    "da_ref_normal_01011_1": {"main": K.REFRIGERATOR},
    "da_ref_normal_01011_onedoor": {"main": K.REFRIGERATOR},
    "da_rvc_map_01011": {"main": K.ROBOT_VACUUM},
    "da_rvc_normal_000001": {"main": K.ROBOT_VACUUM},
    "da_sac_ehs_000001_sub": {"main": K.AIR_CONDITIONER},
    "da_sac_indoor_00001_sub": {"main": K.AIR_CONDITIONER},
    "da_wm_dw_000001": {"main": K.DISHWASHER},
    "da_wm_sc_000001": {"main": K.DRYER},
    "da_wm_wd_000001": {"main": K.DRYER},
    "da_wm_wd_00001": {"main": K.DRYER},
    "da_wm_wd_01011": {"main": K.DRYER},
    "da_wm_wm_000001": {"main": K.WASHER},
    "da_wm_wm_000001_1": {"main": K.WASHER_DRYER},
    "da_wm_wm_000001_2": {"main": K.WASHER},
    "da_wm_wm_100002": {"main": K.WASHER, "sub": K.WASHER},
    "sensibo_airconditioner_1": {"main": K.AIR_CONDITIONER},
}


def test_every_payload_is_what_it_is(data_folder: Path) -> None:
    found = {
        name: parts
        for name in names(data_folder)
        if (parts := dict(parts_of(categories_of(data_folder, name), status_of(data_folder, name))))
    }
    assert found == EXPECTED


@pytest.mark.parametrize(
    ("capability", "kind"),
    [
        ("washerOperatingState", K.WASHER),
        ("samsungce.dryerOperatingState", K.DRYER),
        ("dishwasherOperatingState", K.DISHWASHER),
        ("ovenOperatingState", K.OVEN),
        ("robotCleanerMovement", K.ROBOT_VACUUM),
        ("switch", None),
    ],
)
@pytest.mark.parametrize("categories", [{}, {"main": ["Other"]}, {"main": []}])
def test_without_a_category_the_capabilities_say_it(
    capability: str, kind: K | None, categories: dict[str, list[str]]
) -> None:
    assert kind_of(categories, said(capability)) is kind


def test_a_category_of_something_else_is_believed() -> None:
    assert kind_of({"main": ["Television"]}, said("washerOperatingState")) is None
    assert parts_of({"main": ["Television"]}, said("washerOperatingState", component="sub")) == {}


def test_an_appliance_without_any_state_is_one_by_its_category() -> None:
    assert kind_of({"main": ["Washer"]}, said("switch", switch="off")) is K.WASHER


@pytest.mark.parametrize("cycles", [None, "x", [], [1, None, {"cycle": "01"}], [{"cycleType": ["dryingOnly"]}]])
def test_nonsense_for_programs_makes_no_dryer(cycles: object) -> None:
    assert kind_of({"main": ["Washer"]}, said("samsungce.washerCycle", supportedCycles=cycles)) is K.WASHER
