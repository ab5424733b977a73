"""The washer and the dryer of the household."""

from datetime import datetime, timedelta
from typing import Any

from ..device import Device, seconds_stamp
from .shapes import LAUNDRY, Attributes, common, energy, made

WASHER_COURSES = ("1C", "1B", "1E", "25", "33")
DRYER_COURSES = ("16", "19", "27", "9B")
_WASHER_MINUTES = (("wash", 42), ("rinse", 48), ("spin", 13))
_DRYER_MINUTES = (("drying", 57), ("cooling", 3))
_WASHER_OPTIONS: dict[str, Attributes] = {
    "custom.washerWaterTemperature": {
        "supportedWasherWaterTemperature": ["none", "cold", "20", "30", "40", "60", "90"],
        "washerWaterTemperature": "40",
    },
    "custom.washerSpinLevel": {
        "washerSpinLevel": "1400",
        "supportedWasherSpinLevel": ["rinseHold", "noSpin", "400", "800", "1000", "1200", "1400"],
    },
    "custom.washerRinseCycles": {
        "supportedWasherRinseCycles": ["0", "1", "2", "3", "4", "5"],
        "washerRinseCycles": "2",
    },
    "samsungce.washerBubbleSoak": {"status": "off"},
}


def washer(device_id: str, now: datetime) -> Device:
    """Return a washer that has a delayed end and a row of courses."""
    length = sum(minutes for _, minutes in _WASHER_MINUTES)
    about = {
        "label": "Washing Machine",
        "kind": "washer",
        "category": "Washer",
        "room": LAUNDRY,
        "ocf": "oic.d.washer",
        "model": "DA_WM_TP2_20_COMMON|20268141|20010102001911000100000000000000",
        "vendor": "DA-WM-WM-01011",
    }
    capabilities: dict[str, Attributes] = {
        **common("DA_WM_TP2_20_COMMON", remote="false"),
        "samsungce.washerCycle": {
            "supportedCycles": [_washer_cycle(code) for code in WASHER_COURSES],
            "washerCycle": f"Table_02_Course_{WASHER_COURSES[0]}",
            "referenceTable": {"id": "Table_02"},
            "specializedFunctionClassification": 4,
        },
        **_operating("washer", length, _WASHER_MINUTES, now),
        "samsungce.washerDelayEnd": {"remainingTime": 0, "minimumReservableTime": length},
        **_WASHER_OPTIONS,
        "custom.supportedOptions": {
            "course": None,
            "referenceTable": {"id": "Table_02"},
            "supportedCourses": list(WASHER_COURSES),
        },
        "powerConsumptionReport": energy(352_800, now),
    }
    mode = {"hca.washerMode": {"mode": "normal", "supportedModes": ["normal", "quickWash", "eco"]}}
    return made(device_id, now, about, capabilities, {"hca.main": mode})


def dryer(device_id: str, now: datetime) -> Device:
    """Return a dryer with a heat pump."""
    length = sum(minutes for _, minutes in _DRYER_MINUTES)
    about = {
        "label": "Dryer",
        "kind": "dryer",
        "category": "Dryer",
        "room": LAUNDRY,
        "ocf": "oic.d.dryer",
        "model": "DA_WM_TP1_21_COMMON|80010141|30010102001911004AA3039F00820000",
        "vendor": "DA-WM-WD-01011",
    }
    capabilities: dict[str, Attributes] = {
        **common("DA_WM_TP1_21_COMMON", remote="false"),
        "samsungce.dryerCycle": {
            "dryerCycle": f"Table_03_Course_{DRYER_COURSES[0]}",
            "supportedCycles": [_dryer_cycle(code) for code in DRYER_COURSES],
            "referenceTable": {"id": "Table_03"},
            "specializedFunctionClassification": 20,
        },
        **_operating("dryer", length, _DRYER_MINUTES, now),
        "samsungce.dryerDelayEnd": {"remainingTime": 0},
        "custom.dryerDryLevel": {
            "dryerDryLevel": "normal",
            "supportedDryerDryLevel": ["none", "damp", "less", "normal", "more"],
        },
        "custom.dryerWrinklePrevent": {"operatingState": "ready", "dryerWrinklePrevent": "off"},
        "samsungce.dryerDryingTime": {
            "supportedDryingTime": ["0", "30", "60", "90", "120"],
            "dryingTime": "0",
        },
        "powerConsumptionReport": energy(118_400, now),
    }
    return made(device_id, now, about, capabilities)


def _operating(kind: str, length: int, phases: tuple[tuple[str, int], ...], now: datetime) -> dict[str, Any]:
    """Return the operating states of a machine at rest, with the end that it makes up."""
    jobs = [{"jobName": name, "timeInMin": minutes} for name, minutes in phases]
    detailed = {
        f"{kind}JobState": "none",
        "operatingState": "ready",
        "supportedOperatingStates": ["ready", "running", "paused"],
        "scheduledJobs": jobs,
        "progress": 1,
        "remainingTimeStr": f"{length // 60:02}:{length % 60:02}",
        "remainingTime": length,
    }
    if kind == "washer":
        detailed |= {
            "scheduledPhases": [{"phaseName": name, "timeInMin": minutes} for name, minutes in phases],
            "washerJobPhase": "none",
            "operationTime": length,
        }
    return {
        f"{kind}OperatingState": {
            "completionTime": seconds_stamp(now + timedelta(minutes=length)),
            "machineState": "stop",
            f"{kind}JobState": "none",
            "supportedMachineStates": ["stop", "run", "pause"],
        },
        f"samsungce.{kind}OperatingState": detailed,
    }


def _washer_cycle(code: str) -> dict[str, Any]:
    """Return a course with its options."""
    return {
        "cycle": code,
        "cycleType": "washingOnly",
        "supportedOptions": {
            "bubbleSoak": {"raw": "3500", "default": "off", "options": []},
            "spinLevel": {"raw": "A67F", "default": "1400", "options": ["noSpin", "400", "800", "1200", "1400"]},
            "rinseCycle": {"raw": "923F", "default": "2", "options": ["0", "1", "2", "3", "4", "5"]},
            "waterTemperature": {"raw": "843E", "default": "40", "options": ["cold", "20", "30", "40", "60", "90"]},
        },
    }


def _dryer_cycle(code: str) -> dict[str, Any]:
    """Return a course with its options."""
    return {
        "cycle": code,
        "supportedOptions": {
            "dryingTime": {"raw": "00000000", "default": "0", "options": []},
            "dryingLevel": {"raw": "D31E", "default": "normal", "options": ["damp", "less", "normal", "more"]},
        },
    }
