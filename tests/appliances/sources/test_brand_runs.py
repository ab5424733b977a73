"""Whole runs as each brand's integration tells them, from its states to what is told of the job."""

from dataclasses import dataclass, field
from typing import Final

import pytest

from custom_components.parlor.appliances.facts import EntityFact
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Reading
from custom_components.parlor.appliances.sources import home_connect, lg_thinq, matter, miele, whirlpool
from custom_components.parlor.appliances.sources.brand import Brand
from tests.appliances.tape import Player

from .brand_cases import DEVICE, NOW, Told, iso, one
from .home_connect_cases import DISHES, WASHER, appliance
from .lg_thinq_cases import events, machine

type Tape = tuple[tuple[float, dict[str, str]], ...]


def _facts(*entities: tuple[str, str | None, str], model: str | None = None) -> list[EntityFact]:
    """Return entities by their ids, translation keys and unique ids."""
    return [
        EntityFact(
            entity_id=entity_id,
            domain=entity_id.partition(".")[0],
            platform="it",
            unique_id=unique_id,
            translation_key=key,
            device_id=DEVICE,
            model=model,
        )
        for entity_id, key, unique_id in entities
    ]


@dataclass(frozen=True, slots=True)
class _Evening:
    """What is told minute by minute, and what comes of it."""

    brand: Brand
    facts: list[EntityFact]
    tape: Tape
    happened: tuple[str, ...]
    state: str
    waits: bool = True
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)


def _at(minutes: float) -> str:
    """Return a time so many minutes after the beginning, as a state."""
    return iso(NOW + minutes * 60)


_MIELE: Final = _facts(
    ("sensor.status", "status", "1-state_status"),
    ("sensor.phase", "program_phase", "1-state_program_phase"),
    ("sensor.remaining", "remaining_time", "1-state_remaining_time"),
    model="Washing machine",
)
_OVEN: Final = _facts(
    ("sensor.status", "status", "1-state_status"),
    ("sensor.phase", "program_phase", "1-state_program_phase"),
    model="Oven",
)
_WHIRLPOOL: Final = _facts(("sensor.state", "dryer_state", "1-state"), ("sensor.end", "end_time", "1-timeremaining"))
_MATTER: Final = _facts(
    ("sensor.state", "operational_state", "n-1-OperationalState-96-4"),
    ("sensor.end", "estimated_end_time", "n-1-OperationalStateCountdownTime-96-2"),
    ("select.mode", "mode", "n-1-MatterDishwasherMode-89-1"),
)
_LG: Final = [*machine("DEVICE_WASHER"), *events("DEVICE_WASHER")]

_EVENINGS: Final = {
    "home_connect, delayed, paused": _Evening(
        home_connect.BRAND,
        appliance(WASHER),
        (
            (0, {"sensor.state": "ready"}),
            (1, {"sensor.state": "delayedstart", "sensor.finish": _at(200)}),
            (100, {"sensor.state": "run", "sensor.finish": _at(200), "sensor.progress": "0"}),
            (130, {"sensor.state": "pause"}),
            (140, {"sensor.state": "run", "sensor.finish": _at(210), "sensor.progress": "40"}),
            (210, {"sensor.state": "finished", "sensor.progress": "100"}),
            (215, {"sensor.state": "inactive", "sensor.finish": "unavailable", "sensor.progress": "unavailable"}),
        ),
        ("started", "paused", "resumed", "finished"),
        "finished",
    ),
    "home_connect, aborted": _Evening(
        home_connect.BRAND,
        appliance(DISHES),
        (
            (0, {"sensor.state": "ready"}),
            (1, {"sensor.state": "run", "sensor.finish": _at(181)}),
            (30, {"sensor.state": "aborting"}),
            (31, {"sensor.state": "ready", "sensor.finish": "unavailable"}),
        ),
        ("started", "cancelled"),
        "idle",
        waits=False,
    ),
    "home_connect, an event tells the end, then silence": _Evening(
        home_connect.BRAND,
        appliance(DISHES, "sensor.aborted", "sensor.finished"),
        (
            (0, {"sensor.state": "ready", "sensor.finished": "off", "sensor.aborted": "off"}),
            (1, {"sensor.state": "run", "sensor.finish": _at(181)}),
            (50, {"sensor.state": "unavailable"}),
            (60, {"sensor.state": "run"}),
            (181, {"sensor.finished": "present"}),
            (182, {"sensor.state": "unavailable", "sensor.finish": "unavailable", "sensor.finished": "unavailable"}),
        ),
        ("started", "finished"),
        "finished",
    ),
    "lg_thinq, with wrinkle care": _Evening(
        lg_thinq.BRAND,
        _LG,
        (
            (0, {"sensor.state": "power_off"}),
            (1, {"sensor.state": "initial", "sensor.remain": _at(90)}),  # a lie: it does not run
            (5, {"sensor.state": "detecting", "sensor.remain": _at(95)}),
            (9, {"sensor.state": "running"}),
            (60, {"sensor.state": "rinsing"}),
            (85, {"sensor.state": "spinning"}),
            (95, {"sensor.state": "end", "sensor.remain": "unknown"}),
            (96, {"sensor.state": "wrinkle_care"}),
            (120, {"sensor.state": "power_off"}),
        ),
        ("started", "finished"),
        "finished",
    ),
    "lg_thinq, an error": _Evening(
        lg_thinq.BRAND,
        _LG,
        (
            (0, {"sensor.state": "initial"}),
            (5, {"sensor.state": "running", "sensor.remain": _at(95)}),
            (50, {"event.error": _at(50)}),
            (50, {"sensor.state": "error"}),
            (55, {"sensor.state": "spinning"}),
            (95, {"sensor.state": "end"}),
        ),
        ("started", "error", "resumed", "finished"),
        "finished",
        attributes={"error": {"event_type": "out_of_balance_error"}},
    ),
    "miele, which keeps from creasing": _Evening(
        miele.BRAND,
        _MIELE,
        (
            (0, {"sensor.status": "on", "sensor.phase": "not_running"}),
            (1, {"sensor.status": "waiting_to_start"}),
            (60, {"sensor.status": "in_use", "sensor.phase": "main_wash", "sensor.remaining": "60"}),
            (100, {"sensor.phase": "rinse", "sensor.remaining": "20"}),
            (120, {"sensor.phase": "anti_crease", "sensor.remaining": "0"}),
            (150, {"sensor.status": "program_ended", "sensor.phase": "finished"}),
            (165, {"sensor.status": "off", "sensor.phase": "not_running"}),
        ),
        ("started", "finished"),
        "finished",
    ),
    "miele, an oven": _Evening(
        miele.BRAND,
        _OVEN,
        (
            (0, {"sensor.status": "on", "sensor.phase": "not_running"}),
            (1, {"sensor.status": "in_use", "sensor.phase": "heating_up"}),
            (12, {"sensor.phase": "process_running"}),
            (60, {"sensor.status": "program_ended", "sensor.phase": "process_finished"}),
        ),
        ("started", "preheated", "finished"),
        "finished",
    ),
    "whirlpool, which tumbles on": _Evening(
        whirlpool.BRAND,
        _WHIRLPOOL,
        (
            (0, {"sensor.state": "standby", "sensor.end": _at(-900)}),
            (1, {"sensor.state": "running_maincycle", "sensor.end": _at(46)}),
            (46, {"sensor.state": "running_postcycle"}),
            (60, {"sensor.state": "complete", "sensor.end": _at(60)}),
            (70, {"sensor.state": "standby"}),
        ),
        ("started", "finished"),
        "finished",
    ),
    "matter, to its end": _Evening(
        matter.BRAND,
        _MATTER,
        (
            (0, {"sensor.state": "stopped", "sensor.end": "unknown"}),
            (1, {"sensor.state": "running", "sensor.end": _at(121)}),
            (40, {"sensor.state": "paused"}),
            (45, {"sensor.state": "running", "sensor.end": _at(126)}),
            (126, {"sensor.state": "stopped", "sensor.end": "unknown"}),
        ),
        ("started", "paused", "resumed", "finished"),
        "finished",
    ),
    "matter, stopped by somebody": _Evening(
        matter.BRAND,
        _MATTER,
        (
            (0, {"sensor.state": "stopped", "sensor.end": "unknown"}),
            (1, {"sensor.state": "running", "sensor.end": _at(121)}),
            (20, {"sensor.state": "stopped", "sensor.end": "unknown"}),
        ),
        ("started", "cancelled"),
        "idle",
        waits=False,
    ),
}


def _hear(player: Player, reading: Reading) -> None:
    """Have the job hear what was read."""
    player.events += player.watch.hear(reading).events


@pytest.mark.parametrize("name", _EVENINGS)
def test_a_run_as_it_is_told(name: str) -> None:
    """Each thing that happens is told once, and what is done waits for somebody."""
    evening = _EVENINGS[name]
    wiring = one(evening.brand, evening.facts)
    told, player = Told(evening.brand, wiring), Player(kind=wiring.kind)
    for minutes, states in evening.tape:
        player.wait(minutes)
        told.tell(minutes, states, **evening.attributes)
        _hear(player, told.read())
    player.wait(evening.tape[-1][0] + 30)
    assert tuple(event.happened.value for event in player.events) == evening.happened
    assert (player.watch.job.state.value, player.watch.job.is_waiting) == (evening.state, evening.waits)
    assert player.watch.job.ends_at is None


def test_an_idle_machine_has_no_end() -> None:
    """What a machine claims of the program that is set is none of a run."""
    told, player = Told(lg_thinq.BRAND, one(lg_thinq.BRAND, _LG)), Player(kind=ApplianceKind.WASHER)
    _hear(player, told.tell(0, {"sensor.state": "initial", "sensor.remain": _at(90), "sensor.stops": _at(600)}))
    assert player.watch.job.ends_at is None
    _hear(player, told.tell(0, {"sensor.state": "reserved"}))
    assert player.watch.job.ends_at == NOW + 36000
