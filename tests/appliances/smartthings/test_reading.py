"""What machines say of themselves: real ones, whatever runs they may go through, and nonsense."""

from pathlib import Path
from typing import Any

import pytest

from custom_components.parlor.appliances.kind import ApplianceKind as K
from custom_components.parlor.appliances.reading import Doing as D, Phase as P, Reading
from custom_components.parlor.appliances.smartthings.kinds import parts_of
from custom_components.parlor.appliances.smartthings.reading import read_status
from custom_components.parlor.appliances.smartthings.status import Status
from tests.appliances.smartthings.payloads import categories_of, names, said, status_of, together

NOW = 1_770_000_000.0
ENDS = "2026-02-02T03:40:00Z"  # NOW + 1 h 40
ENDS_AT = 1_770_003_600.0

DOING: dict[tuple[str, str], D] = {
    ("aux_ac", "main"): D.OFF,
    ("da_ac_air_000001", "main"): D.RUNNING,
    ("da_ac_air_01011", "main"): D.RUNNING,
    ("da_ac_cac_01001", "main"): D.OFF,
    ("da_ac_rac_000001", "main"): D.OFF,
    ("da_ac_rac_100001", "main"): D.OFF,
    ("da_ac_therac_01011", "main"): D.RUNNING,
    ("da_ks_cooktop_000001", "main"): D.IDLE,
    ("da_ks_cooktop_31001", "main"): D.IDLE,
    ("da_ks_hood_01001", "main"): D.RUNNING,
    ("da_ks_microwave_0101x", "main"): D.IDLE,
    ("da_ks_oven_01061", "main"): D.RUNNING,
    ("da_ks_oven_0107x", "main"): D.IDLE,
    ("da_ks_oven_0107x", "cavity-01"): D.IDLE,
    ("da_ks_range_0101x", "main"): D.RUNNING,
    ("da_ks_range_0101x", "cavity-01"): D.OFF,
    ("da_rvc_map_01011", "main"): D.IDLE,
    ("da_rvc_normal_000001", "main"): D.IDLE,
    ("da_wm_dw_000001", "main"): D.IDLE,
    ("da_wm_sc_000001", "main"): D.IDLE,
    ("da_wm_wd_000001", "main"): D.IDLE,
    ("da_wm_wd_00001", "main"): D.IDLE,
    ("da_wm_wd_01011", "main"): D.IDLE,
    ("da_wm_wm_000001", "main"): D.IDLE,
    ("da_wm_wm_000001_1", "main"): D.RUNNING,
    ("da_wm_wm_000001_2", "main"): D.RUNNING,
    ("da_wm_wm_100002", "main"): D.RUNNING,
    ("da_wm_wm_100002", "sub"): D.IDLE,
}


def _all(folder: Path) -> dict[tuple[str, str], Reading]:
    return {
        (name, component): read_status(kind, status, is_online=True, now=NOW, component=component)
        for name in names(folder)
        for status in (status_of(folder, name),)
        for component, kind in parts_of(categories_of(folder, name), status).items()
    }


def test_every_payload_does_what_it_says(data_folder: Path) -> None:
    found = {at: reading.doing for at, reading in _all(data_folder).items()}
    assert {at: found[at] for at in DOING} == DOING


def test_what_does_nothing_has_no_end_no_rest_and_no_progress(data_folder: Path) -> None:
    still = [reading for reading in _all(data_folder).values() if reading.doing in (D.IDLE, D.OFF, D.FINISHED)]
    assert len(still) > 15
    assert {(one.ends_at, one.remaining, one.progress, one.phase) for one in still} == {(None, None, None, None)}


def test_a_washer_in_the_middle_of_a_run_says_all_of_it(data_folder: Path) -> None:
    reading = _all(data_folder)["da_wm_wm_000001_1", "main"]
    assert reading == Reading(
        doing=D.RUNNING,
        at=NOW,
        raw="wash",
        phase=P.WASH,
        program="Table_00_Course_E3",
        progress=36,
        ends_at=1741330872.0,
        remaining=31,
        remote=True,
        energy=reading.energy,
    )
    assert reading.energy is not None and reading.energy > 0


def test_an_oven_without_a_time_has_no_end_and_one_with_it_has(data_folder: Path) -> None:
    found = _all(data_folder)
    preheating, cooking = found["da_ks_oven_01061", "main"], found["da_ks_range_0101x", "main"]
    assert (preheating.phase, preheating.ends_at, preheating.program) == (P.PREHEAT, None, "Convection")
    assert (cooking.phase, cooking.progress, cooking.program) == (P.COOK, 13, "Bake")
    assert cooking.ends_at == 1741922608.048
    assert preheating.door_open is False


@pytest.mark.parametrize("kind", list(K))
def test_nobody_who_cannot_be_heard_is_believed(kind: K) -> None:
    run = said("washerOperatingState", machineState="run", washerJobState="wash", completionTime=ENDS)
    assert read_status(kind, run, is_online=False, now=NOW) == Reading(doing=D.UNKNOWN, at=NOW)


@pytest.mark.parametrize("kind", [kind for kind in K if kind is not K.REFRIGERATOR])
@pytest.mark.parametrize(
    "status", [{}, {"main": {}}, said("washerOperatingState", machineState=None, washerJobState=None)]
)
def test_nothing_told_is_not_known(kind: K, status: Status) -> None:
    assert read_status(kind, status, is_online=True, now=NOW).doing is D.UNKNOWN


WASHER: list[tuple[str, str, D, P | None, str]] = [
    ("stop", "none", D.IDLE, None, "stop"),
    ("run", "none", D.RUNNING, None, "run"),
    ("pause", "none", D.PAUSED, None, "pause"),
    ("pause", "rinse", D.PAUSED, P.RINSE, "rinse"),
    ("run", "delayWash", D.SCHEDULED, None, "delayWash"),
    ("pause", "delayWash", D.SCHEDULED, None, "delayWash"),
    ("run", "weightSensing", D.RUNNING, P.SENSING, "weightSensing"),
    ("run", "preWash", D.RUNNING, P.PRE_WASH, "preWash"),
    ("run", "aIWash", D.RUNNING, P.WASH, "aIWash"),
    ("run", "aIRinse", D.RUNNING, P.RINSE, "aIRinse"),
    ("run", "aISpin", D.RUNNING, P.SPIN, "aISpin"),
    ("run", "airWash", D.RUNNING, P.REFRESH, "airWash"),
    ("run", "drying", D.RUNNING, P.DRY, "drying"),
    ("run", "cooling", D.RUNNING, P.COOL, "cooling"),
    ("run", "finish", D.FINISHED, P.FINISH, "finish"),
    ("stop", "finish", D.FINISHED, P.FINISH, "finish"),
    ("run", "wrinklePrevent", D.FINISHED, P.ANTI_CREASE, "wrinklePrevent"),
    ("stop", "wrinklePrevent", D.FINISHED, P.ANTI_CREASE, "wrinklePrevent"),
    ("run", "freezeProtection", D.IDLE, None, "freezeProtection"),
    ("run", "somethingNew", D.RUNNING, None, "somethingNew"),
    ("stop", "somethingNew", D.IDLE, None, "stop"),
    ("error", "wash", D.UNKNOWN, None, "error"),
    ("setup", "none", D.UNKNOWN, None, "setup"),
]


@pytest.mark.parametrize(("state", "job", "doing", "phase", "raw"), WASHER)
def test_what_a_washer_does(state: str, job: str, doing: D, phase: P | None, raw: str) -> None:
    status = said("washerOperatingState", machineState=state, washerJobState=job, completionTime=ENDS)
    reading = read_status(K.WASHER, status, is_online=True, now=NOW)
    assert (reading.doing, reading.phase, reading.raw) == (doing, phase, raw)
    assert (reading.ends_at is not None) is (doing in (D.RUNNING, D.PAUSED, D.SCHEDULED))


def test_samsungs_own_capability_is_enough() -> None:
    own = said(
        "samsungce.washerOperatingState", operatingState="running", washerJobState="spin", remainingTime=5, progress=90
    )
    reading = read_status(K.WASHER, own, is_online=True, now=NOW)
    assert (reading.doing, reading.phase, reading.remaining, reading.progress) == (D.RUNNING, P.SPIN, 5, 90)


@pytest.mark.parametrize(
    ("operating", "is_believed"), [("running", True), ("paused", True), ("ready", False), (None, True)]
)
def test_what_is_left_is_believed_only_of_a_run(operating: str | None, is_believed: bool) -> None:
    status = together(
        said("washerOperatingState", machineState="run", washerJobState="wash"),
        said("samsungce.washerOperatingState", operatingState=operating, remainingTime=57, progress=1),
    )
    reading = read_status(K.WASHER, status, is_online=True, now=NOW)
    assert (reading.remaining, reading.progress) == ((57, 1) if is_believed else (None, None))


@pytest.mark.parametrize(
    ("told", "remaining"), [({"remainingTimeStr": "01:05"}, 65), ({"remainingTime": -1}, None), ({}, None)]
)
def test_the_rest_in_the_forms_it_is_told(told: dict[str, Any], remaining: float | None) -> None:
    own = said("samsungce.washerOperatingState", operatingState="running", **told)
    assert read_status(K.WASHER, own, is_online=True, now=NOW).remaining == remaining


@pytest.mark.parametrize(
    ("state", "job", "doing"),
    [
        ("run", "delayWash", D.SCHEDULED),
        ("run", "none", D.SCHEDULED),
        ("run", "wash", D.RUNNING),
        ("stop", "none", D.IDLE),
    ],
)
def test_a_washer_that_waits_for_its_time_is_scheduled_once_it_was_started(state: str, job: str, doing: D) -> None:
    status = together(
        said("washerOperatingState", machineState=state, washerJobState=job, completionTime=ENDS),
        said("samsungce.washerDelayEnd", remainingTime=480, minimumReservableTime=45),
    )
    reading = read_status(K.WASHER, status, is_online=True, now=NOW)
    assert (reading.doing, reading.remaining) == (doing, 480 if doing is D.SCHEDULED else None)
    assert reading.ends_at == (None if doing is D.IDLE else ENDS_AT)


DRYER: list[tuple[str, str, D, P | None]] = [
    ("run", "dehumidifying", D.RUNNING, P.DRY),
    ("run", "aIDrying", D.RUNNING, P.DRY),
    ("run", "continuousDehumidifying", D.RUNNING, P.DRY),
    ("run", "refreshing", D.RUNNING, P.REFRESH),
    ("run", "sanitizing", D.RUNNING, P.SANITIZE),
    ("run", "internalCare", D.RUNNING, P.SELF_CLEAN),
    ("run", "thawingFrozenInside", D.RUNNING, None),
    ("run", "delayWash", D.SCHEDULED, None),
    ("stop", "finished", D.FINISHED, P.FINISH),
    ("run", "wrinklePrevent", D.FINISHED, P.ANTI_CREASE),
]


@pytest.mark.parametrize(("state", "job", "doing", "phase"), DRYER)
def test_what_a_dryer_does(state: str, job: str, doing: D, phase: P | None) -> None:
    reading = read_status(
        K.DRYER, said("dryerOperatingState", machineState=state, dryerJobState=job), is_online=True, now=NOW
    )
    assert (reading.doing, reading.phase) == (doing, phase)


@pytest.mark.parametrize(("state", "doing"), [("stop", D.FINISHED), ("run", D.RUNNING)])
def test_a_dryer_turns_its_load_only_once_it_is_done(state: str, doing: D) -> None:
    status = together(
        said("dryerOperatingState", machineState=state, dryerJobState="none"),
        said("custom.dryerWrinklePrevent", operatingState="running", dryerWrinklePrevent="on"),
    )
    reading = read_status(K.DRYER, status, is_online=True, now=NOW)
    assert (reading.doing, reading.phase) == (doing, P.ANTI_CREASE if doing is D.FINISHED else None)


@pytest.mark.parametrize(("job", "phase"), [("steaming", P.STEAM), ("airwashing", P.REFRESH), ("drying", P.DRY)])
def test_a_steam_closet_says_more_in_its_own_words(job: str, phase: P) -> None:
    status = together(
        said("dryerOperatingState", machineState="run", dryerJobState="none"),
        said("custom.steamClosetOperatingState", steamClosetMachineState="run", steamClosetJobState=job),
    )
    assert read_status(K.DRYER, status, is_online=True, now=NOW).phase is phase


def test_a_dishwasher_that_counts_down_is_scheduled_and_one_that_washes_is_not() -> None:
    waits = said("samsungce.dishwasherOperation", operatingState="running", timeLeftToStart=90.0)
    washes = together(waits, said("dishwasherOperatingState", machineState="run", dishwasherJobState="prewash"))
    assert read_status(K.DISHWASHER, waits, is_online=True, now=NOW).doing is D.SCHEDULED
    assert read_status(K.DISHWASHER, washes, is_online=True, now=NOW).phase is P.PRE_WASH


@pytest.mark.parametrize(
    ("job", "doing", "phase"),
    [
        ("preheat", D.RUNNING, P.PREHEAT),
        ("fastPreheat", D.RUNNING, P.PREHEAT),
        ("timeHoldPreheat", D.RUNNING, P.PREHEAT),
        ("stone_heating", D.RUNNING, P.PREHEAT),
        ("cooking", D.RUNNING, P.COOK),
        ("searing", D.RUNNING, P.COOK),
        ("warming", D.RUNNING, P.KEEP_WARM),
        ("cleaning", D.RUNNING, P.SELF_CLEAN),
        ("draining", D.RUNNING, P.DRAIN),
        ("rinsing", D.RUNNING, P.RINSE),
        ("sensing", D.RUNNING, P.SENSING),
        ("defrosting", D.RUNNING, None),
        ("scheduledStart", D.SCHEDULED, None),
        ("scheduledEnd", D.SCHEDULED, None),
        ("finished", D.FINISHED, P.FINISH),
        ("ready", D.RUNNING, None),
    ],
)
def test_what_an_oven_does(job: str, doing: D, phase: P | None) -> None:
    reading = read_status(
        K.OVEN, said("ovenOperatingState", machineState="running", ovenJobState=job), is_online=True, now=NOW
    )
    assert (reading.doing, reading.phase) == (doing, phase)


@pytest.mark.parametrize(
    ("state", "doing", "phase"),
    [
        ("cleaning", D.RUNNING, P.CLEAN),
        ("homing", D.RUNNING, P.RETURN),
        ("chargingForRemainingJob", D.RUNNING, P.CHARGE),
        ("emitDust", D.RUNNING, P.EMPTY),
        ("charging", D.IDLE, None),
        ("dryingMop", D.IDLE, None),
        ("paused", D.PAUSED, None),
        ("error", D.ERROR, None),
        ("findingPet", D.UNKNOWN, None),
    ],
)
def test_what_a_robot_does(state: str, doing: D, phase: P | None) -> None:
    status = said("samsungce.robotCleanerOperatingState", operatingState=state)
    reading = read_status(K.ROBOT_VACUUM, status, is_online=True, now=NOW)
    assert (reading.doing, reading.phase, reading.raw) == (doing, phase, state)
