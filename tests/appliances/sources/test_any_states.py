"""Whatever entities say, of whatever type: nothing raises, and what cannot be so is not told."""

import math
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.parlor.appliances.command import Command, Order, Why
from custom_components.parlor.appliances.facts import EntityFact, StateFact
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Reading
from custom_components.parlor.appliances.sources.brand import POWER, Wiring
from custom_components.parlor.appliances.sources.find import BRANDS, find, wiring_of_added

from .entities import NOW, entity
from .samsung import CAVITY, COOKTOP, DISHWASHER, DRYER, OVEN, PURIFIER, WASHER
from .test_localthings import WASHER as LOCAL
from .test_washdata import MACHINE

FRIDGE = (entity("binary_sensor.cooler", "cooler_door"), entity("binary_sensor.filter", "filter_status"))
DEVICES = (
    WASHER,
    DRYER,
    (*WASHER, entity("sensor.dryer", "dryer_machine_state")),
    DISHWASHER,
    (*OVEN, *CAVITY, *COOKTOP),
    PURIFIER,
    FRIDGE,
    LOCAL,
    MACHINE,
    (entity("vacuum.robot", "vacuum"), entity("sensor.movement", "robot_cleaner_movement")),
    (entity("vacuum.robot", platform="roborock"),),
)
WIRINGS = (
    *(wiring for facts in DEVICES for wiring in find(facts)),
    wiring_of_added(entity("switch.machine"), ApplianceKind.WASHER),
)
WORDS = st.sampled_from(
    (
        "run",
        "stop",
        "pause",
        "running",
        "ready",
        "finish",
        "none",
        "on",
        "off",
        "unknown",
        "unavailable",
        "idle",
        "active",
    )
)
ANYTHING = st.one_of(
    WORDS,
    st.text(max_size=30),
    st.floats().map(str),
    st.datetimes().map(lambda at: f"{at.isoformat()}+00:00"),
    st.none(),
    st.integers(),
    st.floats(),
    st.lists(st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)
ATTRIBUTES = st.fixed_dictionaries(
    {}, optional={"unit_of_measurement": ANYTHING, "options": ANYTHING, "supported_features": ANYTHING}
)
STATE = st.builds(StateFact, state=ANYTHING, at=st.floats(), attributes=ATTRIBUTES)
ORDERS = st.builds(
    Order,
    command=st.sampled_from(Command),
    program=st.one_of(st.none(), st.text(max_size=5)),
    ready_at=st.one_of(st.none(), st.floats()),
)


@pytest.mark.parametrize("wiring", WIRINGS, ids=lambda wiring: f"{wiring.brand}-{wiring.kind}-{wiring.part}")
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_nothing_that_is_said_raises(wiring: Wiring, data: st.DataObject) -> None:
    brand = BRANDS[wiring.brand]
    states = data.draw(st.dictionaries(st.sampled_from(sorted(wiring.entities)), STATE))
    reading = brand.read(wiring, states, NOW)
    _is_possible(reading)
    assert all(program.key and program.name for program in brand.programs(wiring, states))
    answer = brand.calls(wiring, states, data.draw(ORDERS), NOW)
    assert isinstance(answer, Why) or (isinstance(answer, tuple) and answer)


def _is_possible(reading: Reading) -> None:
    assert reading.progress is None or 0.0 <= reading.progress <= 100.0
    assert reading.remaining is None or reading.remaining >= 0.0
    assert reading.energy is None or (reading.energy >= 0.0 and math.isfinite(reading.energy))
    assert reading.ends_at is None or math.isfinite(reading.ends_at)
    assert reading.raw is None or isinstance(reading.raw, str)
    assert reading.program is None or isinstance(reading.program, str)


TEXT = st.one_of(
    st.text(max_size=20), st.sampled_from(("washer_machine_state", "hood", "vacuum", "localthings_1_cycle"))
)


@given(
    st.lists(
        st.builds(
            EntityFact,
            entity_id=TEXT,
            domain=st.sampled_from(("sensor", "vacuum", "fan", "climate", "select", "button", "binary_sensor", "")),
            platform=st.sampled_from((*BRANDS, "elsewhere")),
            unique_id=TEXT,
            registry_id=TEXT,
            translation_key=st.one_of(st.none(), TEXT),
            device_class=st.one_of(st.none(), TEXT),
            device_id=st.one_of(st.none(), TEXT),
            model=st.one_of(st.none(), TEXT),
            is_disabled=st.booleans(),
        ),
        max_size=8,
    )
)
@settings(deadline=None)
def test_nothing_that_is_registered_raises(facts: list[EntityFact]) -> None:
    found = find(facts)
    assert len({wiring.id for wiring in found}) == len(found)
    for wiring in found:
        assert BRANDS[wiring.brand].read(wiring, {}, NOW).ends_at is None
    for fact in facts:
        added: Any = wiring_of_added(fact, ApplianceKind.DRYER).brand
        assert added == POWER or added in BRANDS
