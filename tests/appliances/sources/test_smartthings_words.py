"""SmartThings by core's entities: every word of core's enumerations, and no other."""

from collections.abc import Mapping

import pytest

from custom_components.parlor.appliances.reading import Doing, Phase
from custom_components.parlor.appliances.sources.smartthings import BRAND

from .entities import NOW, only, says
from .samsung import DISHWASHER, DRYER, OVEN, WASHER, reading

LAUNDRY_MACHINE = {"run": Doing.RUNNING, "pause": Doing.PAUSED, "stop": Doing.IDLE}
OVEN_MACHINE = {"running": Doing.RUNNING, "paused": Doing.PAUSED, "ready": Doing.IDLE}

# As `options` of core's sensor.py, 2026.10.4 and 2026.11.0.
WASHER_JOBS: Mapping[str, tuple[Doing, Phase | None]] = {
    "air_wash": (Doing.RUNNING, Phase.REFRESH),
    "ai_rinse": (Doing.RUNNING, Phase.RINSE),
    "ai_spin": (Doing.RUNNING, Phase.SPIN),
    "ai_wash": (Doing.RUNNING, Phase.WASH),
    "cooling": (Doing.RUNNING, Phase.COOL),
    "delay_wash": (Doing.SCHEDULED, None),
    "drying": (Doing.RUNNING, Phase.DRY),
    "finish": (Doing.FINISHED, Phase.FINISH),
    "none": (Doing.RUNNING, None),
    "pre_wash": (Doing.RUNNING, Phase.PRE_WASH),
    "rinse": (Doing.RUNNING, Phase.RINSE),
    "spin": (Doing.RUNNING, Phase.SPIN),
    "wash": (Doing.RUNNING, Phase.WASH),
    "weight_sensing": (Doing.RUNNING, Phase.SENSING),
    "wrinkle_prevent": (Doing.FINISHED, Phase.ANTI_CREASE),
    "freeze_protection": (Doing.RUNNING, None),
}
DRYER_JOBS: Mapping[str, tuple[Doing, Phase | None]] = {
    "cooling": (Doing.RUNNING, Phase.COOL),
    "delay_wash": (Doing.SCHEDULED, None),
    "drying": (Doing.RUNNING, Phase.DRY),
    "finished": (Doing.FINISHED, Phase.FINISH),
    "none": (Doing.RUNNING, None),
    "refreshing": (Doing.RUNNING, Phase.REFRESH),
    "weight_sensing": (Doing.RUNNING, Phase.SENSING),
    "wrinkle_prevent": (Doing.FINISHED, Phase.ANTI_CREASE),
    "dehumidifying": (Doing.RUNNING, Phase.DRY),
    "ai_drying": (Doing.RUNNING, Phase.DRY),
    "sanitizing": (Doing.RUNNING, Phase.SANITIZE),
    "internal_care": (Doing.RUNNING, Phase.SELF_CLEAN),
    "freeze_protection": (Doing.RUNNING, None),
    "continuous_dehumidifying": (Doing.RUNNING, Phase.DRY),
    "thawing_frozen_inside": (Doing.RUNNING, None),
}
DISHWASHER_JOBS: Mapping[str, tuple[Doing, Phase | None]] = {
    "air_wash": (Doing.RUNNING, Phase.REFRESH),
    "cooling": (Doing.RUNNING, Phase.COOL),
    "drying": (Doing.RUNNING, Phase.DRY),
    "finish": (Doing.FINISHED, Phase.FINISH),
    "pre_drain": (Doing.RUNNING, Phase.DRAIN),
    "pre_wash": (Doing.RUNNING, Phase.PRE_WASH),
    "rinse": (Doing.RUNNING, Phase.RINSE),
    "spin": (Doing.RUNNING, Phase.SPIN),
    "wash": (Doing.RUNNING, Phase.WASH),
    "wrinkle_prevent": (Doing.FINISHED, Phase.ANTI_CREASE),
}
OVEN_JOBS: Mapping[str, tuple[Doing, Phase | None]] = {
    "cleaning": (Doing.RUNNING, Phase.SELF_CLEAN),
    "cooking": (Doing.RUNNING, Phase.COOK),
    "cooling": (Doing.RUNNING, Phase.COOL),
    "draining": (Doing.RUNNING, Phase.DRAIN),
    "preheat": (Doing.RUNNING, Phase.PREHEAT),
    "ready": (Doing.RUNNING, None),
    "rinsing": (Doing.RUNNING, Phase.RINSE),
    "finished": (Doing.FINISHED, Phase.FINISH),
    "scheduled_start": (Doing.SCHEDULED, None),
    "warming": (Doing.RUNNING, Phase.KEEP_WARM),
    "defrosting": (Doing.RUNNING, None),
    "sensing": (Doing.RUNNING, Phase.SENSING),
    "searing": (Doing.RUNNING, Phase.COOK),
    "fast_preheat": (Doing.RUNNING, Phase.PREHEAT),
    "scheduled_end": (Doing.SCHEDULED, None),
    "stone_heating": (Doing.RUNNING, Phase.PREHEAT),
    "time_hold_preheat": (Doing.RUNNING, Phase.PREHEAT),
}
MACHINES = {
    "washer": (WASHER, LAUNDRY_MACHINE, WASHER_JOBS),
    "dryer": (DRYER, LAUNDRY_MACHINE, DRYER_JOBS),
    "dishwasher": (DISHWASHER, LAUNDRY_MACHINE, DISHWASHER_JOBS),
    "oven": (OVEN, OVEN_MACHINE, OVEN_JOBS),
}


@pytest.mark.parametrize(
    ("name", "state", "doing"),
    [(name, state, doing) for name, (_, words, _) in MACHINES.items() for state, doing in words.items()],
)
def test_every_machine_state(name: str, state: str, doing: Doing) -> None:
    wiring = only(BRAND, *MACHINES[name][0])
    assert reading(wiring, {"sensor.state": state}).doing is doing
    assert reading(wiring, {"sensor.state": state}).raw == state


@pytest.mark.parametrize(
    ("name", "job", "expected"),
    [(name, job, expected) for name, (_, _, jobs) in MACHINES.items() for job, expected in jobs.items()],
)
def test_every_job_state_while_the_machine_runs(name: str, job: str, expected: tuple[Doing, Phase | None]) -> None:
    facts, states, _ = MACHINES[name]
    run, idle = (next(one for one, doing in states.items() if doing is what) for what in (Doing.RUNNING, Doing.IDLE))
    wiring = only(BRAND, *facts)
    heard = reading(wiring, {"sensor.state": run, "sensor.job": job})
    assert (heard.doing, heard.phase) == expected
    stopped = reading(wiring, {"sensor.state": idle, "sensor.job": job})
    assert (stopped.doing, stopped.phase) == (Doing.IDLE, None)


@pytest.mark.parametrize("name", MACHINES)
def test_words_that_nobody_knows_are_not_guessed(name: str) -> None:
    wiring = only(BRAND, *MACHINES[name][0])
    heard = reading(wiring, {"sensor.state": "levitating", "sensor.job": "wash"})
    assert (heard.doing, heard.phase, heard.raw) == (Doing.UNKNOWN, None, "levitating")
    run = next(one for one, doing in MACHINES[name][1].items() if doing is Doing.RUNNING)
    assert reading(wiring, {"sensor.state": run, "sensor.job": "humming"}).phase is None
    assert reading(wiring, {"sensor.state": "unavailable"}).doing is Doing.UNKNOWN


def test_what_else_a_washer_says() -> None:
    heard = BRAND.read(
        only(BRAND, *WASHER),
        says(
            {
                "sensor.state": "run",
                "sensor.job": "wash",
                "sensor.ends": "2026-11-28T09:00:00+00:00",
                "sensor.progress": "42",
                "sensor.energy": "352800",
                "binary_sensor.remote": "on",
            },
            {"sensor.energy": {"unit_of_measurement": "Wh"}},
        ),
        NOW,
    )
    assert (heard.ends_at, heard.progress, heard.energy, heard.remote) == (1_795_856_400.0, 42.0, 352.8, True)
    assert heard.at == NOW - 60
    assert reading(only(BRAND, *WASHER), {"sensor.state": "stop", "binary_sensor.power": "off"}).doing is Doing.OFF


def test_core_says_no_other_words() -> None:
    pytest.importorskip("pysmartthings")
    from homeassistant.components.smartthings.sensor import CAPABILITY_TO_SENSORS

    told = {
        description.translation_key: set(description.options or ())
        for attributes in CAPABILITY_TO_SENSORS.values()
        for descriptions in attributes.values()
        for description in descriptions
    }
    for name, (_, states, jobs) in MACHINES.items():
        assert told[f"{name}_machine_state"] == set(states)
        assert told[f"{name}_job_state"] == set(jobs)
