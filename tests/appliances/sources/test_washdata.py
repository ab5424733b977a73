"""WashData: every state of its detector, and that its buttons are no way to tell a machine something."""

import pytest

from custom_components.parlor.appliances.command import Command, Order, Why
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing, Phase
from custom_components.parlor.appliances.sources.washdata import BRAND

from .entities import NOW, entity, only, says

KEYS = ("washer_state", "washer_program", "time_remaining", "total_duration", "cycle_progress", "energy_total")
MACHINE = (
    *(entity(f"sensor.{key}", key, platform="ha_washdata", uid=f"_{key}") for key in KEYS),
    entity("binary_sensor.running", "running", platform="ha_washdata", uid="_running"),
    entity("button.force_end", "force_end_cycle", platform="ha_washdata", uid="_force_end"),
    entity("button.pause", "pause_cycle", platform="ha_washdata", uid="_pause_cycle"),
)


@pytest.mark.parametrize(
    ("state", "doing", "phase"),
    [
        ("off", Doing.OFF, None),
        ("idle", Doing.IDLE, None),
        ("starting", Doing.IDLE, None),
        ("running", Doing.RUNNING, None),
        ("paused", Doing.RUNNING, None),
        ("user_paused", Doing.PAUSED, None),
        ("ending", Doing.RUNNING, None),
        ("finished", Doing.FINISHED, None),
        ("anti_wrinkle", Doing.FINISHED, Phase.ANTI_CREASE),
        ("delay_wait", Doing.SCHEDULED, None),
        ("interrupted", Doing.CANCELLED, None),
        ("force_stopped", Doing.IDLE, None),
        ("rinse", Doing.RUNNING, Phase.RINSE),
        ("unknown", Doing.UNKNOWN, None),
        ("clean", Doing.FINISHED, None),
        ("meditating", Doing.UNKNOWN, None),
    ],
)
def test_every_state(state: str, doing: Doing, phase: Phase | None) -> None:
    heard = BRAND.read(only(BRAND, *MACHINE), says({"sensor.washer_state": state}), NOW)
    assert (heard.doing, heard.phase) == (doing, phase)


def test_what_else_it_says() -> None:
    states = {
        "sensor.washer_state": "running",
        "sensor.washer_program": "Cotton 60",
        "sensor.time_remaining": "42",
        "sensor.cycle_progress": "61.5",
        "sensor.energy_total": "101.2",
    }
    units = {
        "sensor.energy_total": {"unit_of_measurement": "kWh"},
        "sensor.time_remaining": {"unit_of_measurement": "min"},
    }
    heard = BRAND.read(only(BRAND, *MACHINE), says(states, units), NOW)
    assert (heard.program, heard.remaining, heard.progress, heard.energy) == ("Cotton 60", 42.0, 61.5, 101.2)
    for said in ("off", "detecting...", "starting", "unknown", "none"):
        states["sensor.washer_program"] = said
        assert BRAND.read(only(BRAND, *MACHINE), says(states), NOW).program is None


def test_what_it_is() -> None:
    assert only(BRAND, *MACHINE).kind is ApplianceKind.WASHER
    assert BRAND.find((*MACHINE, entity("sensor.pump", "pump_runs_today", platform="ha_washdata"))) == ()
    assert BRAND.find(MACHINE[1:]) == ()


@pytest.mark.parametrize("command", Command)
def test_it_tells_the_machine_nothing(command: Command) -> None:
    wiring, states = only(BRAND, *MACHINE), says({"sensor.washer_state": "running"})
    assert BRAND.calls(wiring, states, Order(command=command), NOW) is Why.NOT_OFFERED
    assert BRAND.programs(wiring, states) == ()
