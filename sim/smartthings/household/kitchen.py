"""The dishwasher and the oven of the household."""

from datetime import datetime, timedelta
from typing import Any

from ..device import Device, seconds_stamp, stamp
from .shapes import KITCHEN, Attributes, Unit, common, energy, made

COURSES = {"auto": 136, "normal": 148, "heavy": 155, "delicate": 112, "express": 62, "rinseOnly": 12}
_MODES = {
    "Convection": (40, 250, 160),
    "FanConventional": (40, 250, 180),
    "LargeGrill": (150, 250, 220),
    "FanGrill": (40, 250, 180),
    "KeepWarm": (60, 100, 80),
}


def dishwasher(device_id: str, now: datetime) -> Device:
    """Return a dishwasher with a row of courses and options."""
    length = COURSES["normal"]
    about = {
        "label": "Dishwasher",
        "kind": "dishwasher",
        "category": "Dishwasher",
        "room": KITCHEN,
        "ocf": "oic.d.dishwasher",
        "model": "DA_DW_TP1_21_COMMON|30007242|40010201001311000101000000000000",
        "vendor": "DA-WM-DW-01011",
    }
    capabilities: dict[str, Attributes] = {
        **common("DA_DW_TP1_21_COMMON", remote="false"),
        **_courses(),
        **_operating(length, now),
        "custom.supportedOptions": {
            "course": None,
            "referenceTable": None,
            "supportedCourses": ["82", "83", "84", "85", "86", "87"],
        },
        "powerConsumptionReport": energy(101_600, now),
    }
    return made(device_id, now, about, capabilities)


def oven(device_id: str, now: datetime) -> Device:
    """Return an oven with one cavity, off and cold."""
    about = {
        "label": "Oven",
        "kind": "oven",
        "category": "Oven",
        "room": KITCHEN,
        "ocf": "oic.d.oven",
        "model": "TP1X_DA-KS-OVEN-0107X|40456741|50030018001611400A00000000000000",
        "vendor": "DA-KS-OVEN-0107X",
    }
    capabilities: dict[str, Attributes] = {
        # Ovens have no switch.
        **{name: each for name, each in common("TP1X_DA-KS-OVEN-0107X", remote="false").items() if name != "switch"},
        "ovenSetpoint": {"ovenSetpointRange": None, "ovenSetpoint": Unit((0, None))},
        "samsungce.doorState": {"doorState": "closed"},
        "samsungce.kitchenDeviceDefaults": {"defaultOperationTime": None, "defaultOvenMode": "Convection"},
        "samsungce.kitchenDeviceIdentification": {"regionCode": "EU", "modelCode": "SIM7000/EU", "type": "oven"},
        "samsungce.kitchenModeSpecification": {"specification": {"single": _modes()}},
        "temperatureMeasurement": {"temperatureRange": None, "temperature": 25},
        **_cooking(now),
        "ovenMode": {
            "supportedOvenModes": ["Bake", "ConvectionBake", "Broil", "warming", "Others"],
            "ovenMode": "Others",
        },
        "samsungce.ovenMode": {"supportedOvenModes": list(_MODES), "ovenMode": "NoOperation"},
        "samsungce.lamp": {"brightnessLevel": "off", "supportedBrightnessLevel": ["off", "high"]},
    }
    return made(device_id, now, about, capabilities)


def _courses() -> dict[str, Attributes]:
    """Return the courses, what each takes, and the options."""
    return {
        "samsungce.dishwasherWashingCourse": {
            "customCourseCandidates": None,
            "washingCourse": "normal",
            "supportedCourses": list(COURSES),
        },
        "samsungce.dishwasherWashingCourseDetails": {
            "predefinedCourses": [_course(name, minutes) for name, minutes in COURSES.items()],
            "waterUsageMax": 5,
            "energyUsageMax": 5,
        },
        "samsungce.dishwasherWashingOptions": {
            "speedBooster": {"value": False, "settable": [False, True]},
            "sanitize": {"value": False, "settable": [False, True]},
            "selectedZone": {"value": "all", "settable": ["none", "upper", "lower", "all"]},
            "supportedList": ["selectedZone", "speedBooster", "sanitize"],
        },
    }


def _operating(length: int, now: datetime) -> dict[str, Attributes]:
    """Return the operating states of a machine at rest, with the end that it makes up."""
    return {
        "dishwasherOperatingState": {
            "completionTime": seconds_stamp(now + timedelta(minutes=length)),
            "machineState": "stop",
            "progress": None,
            "supportedMachineStates": ["stop", "run", "pause"],
            "dishwasherJobState": "unknown",
        },
        "samsungce.dishwasherOperation": {
            "supportedOperatingState": ["ready", "running", "paused"],
            "operatingState": "ready",
            "reservable": True,
            "progressPercentage": 1,
            "remainingTimeStr": f"{length // 60:02}:{length % 60:02}",
            "operationTime": None,
            "remainingTime": float(length),
            "timeLeftToStart": 0.0,
        },
        "samsungce.dishwasherJobState": {
            "scheduledJobs": [
                {"jobName": "washing", "timeInSec": 5506},
                {"jobName": "rinsing", "timeInSec": 1598},
                {"jobName": "drying", "timeInSec": 1776},
            ],
            "dishwasherJobState": "none",
        },
        "custom.dishwasherOperatingProgress": {"dishwasherOperatingProgress": "none"},
        "custom.dishwasherOperatingPercentage": {"dishwasherOperatingPercentage": 1},
        "custom.dishwasherDelayStartTime": {"dishwasherDelayStartTime": "00:00:00"},
    }


def _cooking(now: datetime) -> dict[str, Attributes]:
    """Return the operating states of a cold oven, which say that it was over when it was said."""
    over = stamp(now)
    return {
        "ovenOperatingState": {
            "completionTime": over,
            "machineState": "ready",
            "progress": 0,
            "supportedMachineStates": None,
            "ovenJobState": "ready",
            "operationTime": Unit((0, None)),
        },
        "samsungce.ovenOperatingState": {
            "completionTime": over,
            "operatingState": "ready",
            "progress": Unit((0, None)),
            "ovenJobState": "ready",
            "operationTime": Unit(("00:00:00", None)),
        },
    }


def _course(name: str, minutes: int) -> dict[str, Any]:
    """Return what a course takes."""
    return {
        "courseName": name,
        "energyUsage": 3,
        "waterUsage": 3,
        "temperature": {"min": 45, "max": 65, "unit": "C"},
        "expectedTime": {"time": minutes, "unit": "min"},
        "options": {
            "sanitize": {"default": False, "settable": [False, True]},
            "speedBooster": {"default": False, "settable": [False, True]},
            "selectedZone": {"default": "all", "settable": ["none", "upper", "lower", "all"]},
        },
    }


def _modes() -> list[dict[str, Any]]:
    """Return what each mode allows."""
    time = {"min": "00:01:00", "max": "10:00:00", "default": "01:00:00", "resolution": "00:01:00"}
    return [
        {
            "mode": name,
            "supportedOperations": ["start", "set"],
            "supportedOptions": {
                "temperature": {"C": {"min": least, "max": most, "default": default, "resolution": 5}},
                "operationTime": time,
            },
        }
        for name, (least, most, default) in _MODES.items()
    ]
