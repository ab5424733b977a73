"""Every word that core's sensors know on the version that runs, so that a new one is missed."""

import pytest

from custom_components.parlor.appliances.kind import ApplianceKind as K
from custom_components.parlor.appliances.smartthings.reading import read_status

NOW = 1_770_000_000.0


def test_every_word_that_core_knows_is_known() -> None:
    sensor = pytest.importorskip("homeassistant.components.smartthings.sensor")
    told = sensor.CAPABILITY_TO_SENSORS
    kinds = {
        "washerJobState": (K.WASHER, "washerOperatingState", "run"),
        "dryerJobState": (K.DRYER, "dryerOperatingState", "run"),
        "dishwasherJobState": (K.DISHWASHER, "dishwasherOperatingState", "run"),
        "ovenJobState": (K.OVEN, "ovenOperatingState", "running"),
    }
    raw = {word: one for one, word in {**sensor.JOB_STATE_MAP, **sensor.OVEN_JOB_STATE_MAP}.items()}
    named = {
        "none",
        "ready",
        "delayWash",
        "scheduledStart",
        "scheduledEnd",
        "freezeProtection",
        "defrosting",
        "thawingFrozenInside",
    }
    unnamed = []
    for attribute, (kind, capability, state) in kinds.items():
        for word in told[capability][attribute][0].options:
            job = raw.get(word, word)
            status = {"main": {capability: {"machineState": state, attribute: job}}}
            if job not in named and read_status(kind, status, is_online=True, now=NOW).phase is None:
                unnamed.append(job)
    assert unnamed == []
