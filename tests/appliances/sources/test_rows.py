"""A brand as a table: who plays which role, and what is made of what they say."""

import pytest

from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing, Phase, Reading
from custom_components.parlor.appliances.sources.brand import Role, Wiring
from custom_components.parlor.appliances.sources.rows import Row, Says, Words, read, read_always_on, wire

from .entities import NOW, entity, says

STATE, PHASE, DOOR, FRONT = "sensor.state", "sensor.phase", "binary_sensor.door", "binary_sensor.front"
ENDS, LEFT, REMOTE, POWER, HEARD, SALT = (
    "sensor.ends",
    "sensor.left",
    "binary_sensor.remote",
    "switch.power",
    "binary_sensor.heard",
    "sensor.salt",
)
ROWS = (
    Row(role=Role.STATE, domain="sensor", keys=("state",)),
    Row(role=Role.PHASE, domain="sensor", suffixes=("_phase",)),
    Row(role=Role.DOOR, domain="binary_sensor", device_classes=("door",), without=("other_door",)),
    Row(role=Role.ENDS_AT, domain="sensor", keys=("ends",)),
    Row(role=Role.REMAINING, domain="sensor", keys=("left",)),
    Row(role=Role.REMOTE, domain="binary_sensor", keys=("remote",)),
    Row(role=Role.POWER, domain="switch"),
    Row(role=Role.CONNECTED, domain="binary_sensor", keys=("heard",)),
    Row(role=Role.PROGRAM, domain="select", keys=("program",)),
    Row(role=Role.NOTICE, domain="sensor", keys=("salt",), reason="salt_low", on=("empty", "nearly_empty")),
)
WORDS = Words(
    states={
        "run": Says(Doing.RUNNING),
        "rinsing": Says(Doing.RUNNING, Phase.RINSE),
        "pause": Says(Doing.PAUSED),
        "stop": Says(Doing.IDLE),
        "end": Says(Doing.FINISHED),
    },
    phases={
        "wash": Says(phase=Phase.WASH),
        "later": Says(Doing.SCHEDULED),
        "done": Says(Doing.FINISHED, Phase.FINISH),
        "care": Says(Doing.FINISHED, Phase.ANTI_CREASE),
    },
)
FACTS = (
    entity(STATE, "state"),
    entity(PHASE, uid="_main_phase"),
    entity(DOOR, "door", device_class="door"),
    entity(FRONT, "front", device_class="door"),
    entity("binary_sensor.other", "other_door", device_class="door"),
    entity(ENDS, "ends"),
    entity(LEFT, "left"),
    entity(REMOTE, "remote"),
    entity(POWER),
    entity(HEARD, "heard"),
    entity("select.program", "program"),
    entity(SALT, "salt"),
    entity("sensor.of_no_interest", "weather"),
)
WIRING = wire("brand", ApplianceKind.WASHER, FACTS, ROWS)


def reading(wiring: Wiring = WIRING, **states: str) -> Reading:
    named = {one.replace("__", "."): state for one, state in states.items()}
    return read(wiring, says(named), NOW, rows=ROWS, words=WORDS)


def test_entities_play_roles() -> None:
    assert WIRING.id == "device" and WIRING.device_id == "device"
    assert WIRING.roles[Role.STATE] == (STATE,) and WIRING.roles[Role.PHASE] == (PHASE,)
    assert WIRING.roles[Role.DOOR] == (DOOR, FRONT)
    assert WIRING.roles[Role.POWER] == (POWER,)
    assert "sensor.of_no_interest" not in WIRING.facts and "binary_sensor.other" not in WIRING.facts


def test_an_appliance_without_a_device_is_named_by_its_entity() -> None:
    facts = (entity(STATE, "state", device_id=None),)
    assert wire("brand", ApplianceKind.WASHER, facts, ROWS).id == f"registry_{STATE}"
    assert wire("brand", ApplianceKind.OVEN, facts, ROWS, part="upper").id == f"registry_{STATE}/upper"


@pytest.mark.parametrize(
    ("state", "phase", "doing", "step"),
    [
        ("run", "wash", Doing.RUNNING, Phase.WASH),
        ("run", "gargle", Doing.RUNNING, None),
        ("run", None, Doing.RUNNING, None),
        ("rinsing", None, Doing.RUNNING, Phase.RINSE),
        ("rinsing", "wash", Doing.RUNNING, Phase.WASH),
        ("run", "later", Doing.SCHEDULED, None),
        ("run", "done", Doing.FINISHED, Phase.FINISH),
        ("run", "care", Doing.FINISHED, Phase.ANTI_CREASE),
        ("pause", "wash", Doing.PAUSED, Phase.WASH),
        ("pause", "later", Doing.PAUSED, None),
        ("stop", "done", Doing.IDLE, None),
        ("stop", "wash", Doing.IDLE, None),
        ("end", "care", Doing.FINISHED, Phase.ANTI_CREASE),
        ("end", "wash", Doing.FINISHED, None),
        ("hover", "wash", Doing.UNKNOWN, None),
        ("unavailable", "wash", Doing.UNKNOWN, None),
    ],
)
def test_state_and_phase_say_one_thing(state: str, phase: str | None, doing: Doing, step: Phase | None) -> None:
    heard = reading(sensor__state=state, sensor__phase=phase or "unknown")
    assert (heard.doing, heard.phase) == (doing, step)
    assert heard.raw == (None if state == "unavailable" else state)


def test_a_phase_alone_is_the_state() -> None:
    wiring = wire("brand", ApplianceKind.WASHER, (entity(PHASE, uid="_phase"),), ROWS)
    assert reading(wiring, sensor__phase="done").doing is Doing.FINISHED
    assert reading(wiring, sensor__phase="wash").doing is Doing.UNKNOWN
    assert reading(wiring, sensor__phase="wash").raw == "wash"


def test_what_is_switched_off_or_not_connected() -> None:
    assert reading(sensor__state="stop", switch__power="off").doing is Doing.OFF
    assert reading(sensor__state="run", switch__power="off").doing is Doing.RUNNING
    assert reading(sensor__state="run", binary_sensor__heard="off").doing is Doing.UNKNOWN


@pytest.mark.parametrize(
    ("door", "front", "expected"),
    [
        ("on", "off", True),
        ("off", "on", True),
        ("off", "off", False),
        ("off", "unavailable", False),
        ("unavailable", "unknown", None),
    ],
)
def test_any_open_door_is_open(door: str, front: str, expected: bool | None) -> None:
    assert reading(binary_sensor__door=door, binary_sensor__front=front).door_open is expected


def test_an_instant_may_be_called_remaining() -> None:
    at = "2026-11-28T09:00:00+00:00"
    assert reading(sensor__left=at).ends_at == reading(sensor__ends=at).ends_at == 1_795_856_400.0
    assert reading(sensor__left=at).remaining is None
    assert reading(sensor__left="01:10").remaining == 70.0


def test_programs_and_notices() -> None:
    assert reading(select__program="cotton").program == "cotton"
    assert reading(select__program="none").program is None
    assert reading(sensor__salt="empty").reasons == ("salt_low",)
    assert reading(sensor__salt="full").reasons == () == reading(sensor__salt="unavailable").reasons


def test_when_it_was_said() -> None:
    assert reading(sensor__state="run").at == NOW - 60
    assert reading(select__program="cotton").at == NOW


def test_what_is_always_on_runs_while_it_is_heard() -> None:
    wiring = wire("brand", ApplianceKind.REFRIGERATOR, (FACTS[2],), ROWS)
    assert read_always_on(wiring, says({DOOR: "on"}), NOW, rows=ROWS).doing is Doing.RUNNING
    assert read_always_on(wiring, says({DOOR: "on"}), NOW, rows=ROWS).door_open is True
    assert read_always_on(wiring, says({DOOR: "unavailable"}), NOW, rows=ROWS).doing is Doing.UNKNOWN
    assert read_always_on(wiring, {}, NOW, rows=ROWS).doing is Doing.UNKNOWN
