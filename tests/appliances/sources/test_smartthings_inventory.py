"""Every entity that core's SmartThings makes of 111 real devices: which of them are appliances, and that none of those that rest runs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product
import json
from pathlib import Path
from typing import Any

import pytest

from bench.jobs_payloads import inventory_fact
from custom_components.parlor.appliances.command import Command, Order
from custom_components.parlor.appliances.facts import EntityFact, StateFact
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing, Phase, Reading
from custom_components.parlor.appliances.sources.brand import Role, Wiring
from custom_components.parlor.appliances.sources.find import BRANDS, find

NOW = datetime.fromisoformat("2026-11-28T09:00:00+00:00").timestamp()

WASHER, DRYER, DISHWASHER = ApplianceKind.WASHER, ApplianceKind.DRYER, ApplianceKind.DISHWASHER
OVEN, MICROWAVE, COOKTOP, HOOD = (
    ApplianceKind.OVEN,
    ApplianceKind.MICROWAVE,
    ApplianceKind.COOKTOP,
    ApplianceKind.HOOD,
)
FRIDGE, ROBOT = ApplianceKind.REFRIGERATOR, ApplianceKind.ROBOT_VACUUM
AIR, PURIFIER = ApplianceKind.AIR_CONDITIONER, ApplianceKind.AIR_PURIFIER

# By the payloads' names, after what each device is; all others are no appliances, with what they measure and switch.
EXPECTED: Mapping[str, tuple[ApplianceKind, ...]] = {
    **dict.fromkeys(
        (
            "da_ac_rac_000001",
            "da_ac_rac_01001",
            "da_ac_cac_01001",
            "aux_ac",
            "da_ac_rac_000003",
            "da_ac_rac_100001",
            "pyst_da_ac_therac_01011",
            "pyst_da_sac_indoor_00001_sub",
            "sensibo_airconditioner_1",
        ),
        (AIR,),
    ),
    **dict.fromkeys(("da_ac_air_000001", "da_ac_air_01011"), (PURIFIER,)),
    # a closet that refreshes clothes is a dryer to core
    **dict.fromkeys(
        (
            "da_wm_sc_000001",
            "da_wm_wd_000001",
            "da_wm_wd_000001_1",
            "da_wm_wd_01011",
            "pyst_da_wm_wd_00001",
        ),
        (DRYER,),
    ),
    **dict.fromkeys(
        (
            "da_wm_wm_000001",
            "da_wm_wm_000001_1",
            "da_wm_wm_01011",
            "da_wm_wm_100001",
            "pyst_da_wm_wm_000001_2",
        ),
        (WASHER,),
    ),
    "da_wm_wm_100002": (WASHER, WASHER),  # two drums
    **dict.fromkeys(("da_wm_dw_000001", "da_wm_dw_01011", "pyst_da_wm_dw_00001"), (DISHWASHER,)),
    **dict.fromkeys(("da_ks_walloven_0107x", "da_ks_oven_01061"), (OVEN,)),
    **dict.fromkeys(("da_ks_oven_0107x", "pyst_da_ks_walloven_000003"), (OVEN, OVEN)),
    "da_ks_range_0101x": (OVEN, COOKTOP, OVEN),
    "da_ks_microwave_0101x": (MICROWAVE,),
    **dict.fromkeys(("da_ks_cooktop_000001", "da_ks_cooktop_31001"), (COOKTOP,)),
    "da_ks_hood_01001": (HOOD,),
    **dict.fromkeys(
        (
            "da_ref_normal_000001",
            "da_ref_normal_01001",
            "da_ref_normal_01011",
            "da_ref_normal_01011_onedoor",
            "da_ref_normal_100001",
            "pyst_da_ref_normal_01011_1",
        ),
        (FRIDGE,),
    ),
    **dict.fromkeys(("da_rvc_map_01011", "da_rvc_normal_000001"), (ROBOT,)),
}
# What ran when somebody gave away what his machine said; its second part did not.
RUNNING: Mapping[str, Phase | None] = {
    "da_wm_wm_000001_1": Phase.WASH,
    "da_wm_wm_01011": Phase.WASH,
    "pyst_da_wm_wm_000001_2": Phase.WASH,
    "da_wm_wm_100002": Phase.SPIN,
    "da_ks_walloven_0107x": Phase.COOK,
    "da_ks_oven_01061": Phase.PREHEAT,
    "da_ks_range_0101x": Phase.COOK,
}


@dataclass(frozen=True, slots=True)
class Payload:
    """What core makes of a device, as the registry and the state machine have it."""

    facts: tuple[EntityFact, ...]
    states: Mapping[str, StateFact]


@pytest.fixture
def payloads(data_folder: Path) -> dict[str, Payload]:
    """Return the entities of every device; each of its own."""
    inventory = json.loads((data_folder / "smartthings/core_entity_inventory_2026.10.4.json").read_text())
    return {device: _payload(device, entities) for device, entities in inventory.items()}


def _payload(device: str, entities: list[dict[str, Any]]) -> Payload:
    facts = tuple(inventory_fact(device, one) for one in entities)
    states = {
        fact.entity_id: StateFact(
            state=one["state"],
            at=NOW - 60,
            attributes={**one["attrs"], **({"unit_of_measurement": one["unit"]} if one["unit"] else {})},
        )
        for fact, one in zip(facts, entities, strict=True)
        if isinstance(one["state"], str)
    }
    return Payload(facts, states)


def read(wiring: Wiring, payload: Payload) -> Reading:
    return BRANDS[wiring.brand].read(wiring, payload.states, NOW)


def test_exactly_the_appliances_are_found(payloads: dict[str, Payload]) -> None:
    assert len(payloads) == 111
    found: dict[str, list[ApplianceKind]] = {}
    wirings = find(fact for payload in payloads.values() for fact in payload.facts)
    for wiring in wirings:
        found.setdefault(wiring.id.partition("/")[0], []).append(wiring.kind)
    assert {device: tuple(kinds) for device, kinds in found.items()} == EXPECTED
    assert len({wiring.id for wiring in wirings}) == len(wirings)
    assert {wiring.brand for wiring in wirings} == {"smartthings"}


def test_only_what_ran_runs(payloads: dict[str, Payload]) -> None:
    running: dict[str, Phase | None] = {}
    for device, payload in payloads.items():
        for wiring in find(payload.facts):
            reading = read(wiring, payload)
            if wiring.kind.traits.has_runs and reading.doing is Doing.RUNNING:
                assert wiring.part is None
                running[device] = reading.phase
    assert running == RUNNING


def test_what_rests_says_that_it_rests(payloads: dict[str, Payload]) -> None:
    resting = [
        (device, wiring.kind, read(wiring, payload))
        for device, payload in payloads.items()
        for wiring in find(payload.facts)
        if wiring.kind.traits.has_runs and (device not in RUNNING or wiring.part is not None)
    ]
    assert len(resting) > 15
    assert {reading.doing for _, _, reading in resting} == {Doing.IDLE, Doing.OFF}
    assert not [device for device, _, reading in resting if reading.phase is not None or reading.raw is None]
    # the lie that the job finds out: idle, and with an end
    assert len([device for device, _, reading in resting if reading.ends_at is not None]) >= 8


def test_what_is_always_on_or_turned_off_is_told(payloads: dict[str, Payload]) -> None:
    told = {
        device: read(wiring, payload).doing
        for device, payload in payloads.items()
        for wiring in find(payload.facts)
        if wiring.kind in (FRIDGE, AIR, PURIFIER, HOOD)
    }
    assert {told[device] for device in EXPECTED if EXPECTED[device] == (FRIDGE,)} == {Doing.RUNNING}
    assert told["da_ac_rac_000003"] is told["da_ac_air_01011"] is told["da_ks_hood_01001"] is Doing.RUNNING
    assert told["da_ac_rac_000001"] is told["sensibo_airconditioner_1"] is Doing.OFF


def test_every_meter_is_read_in_its_unit(payloads: dict[str, Payload]) -> None:
    (washer,) = find(payloads["da_wm_wm_000001"].facts)
    reading = read(washer, payloads["da_wm_wm_000001"])
    assert (reading.energy, reading.remote, reading.doing) == (352.8, False, Doing.OFF)
    (oven,) = find(payloads["da_ks_oven_01061"].facts)
    assert read(oven, payloads["da_ks_oven_01061"]).door_open is False
    assert read(oven, payloads["da_ks_oven_01061"]).program == "bake"


def test_every_order_to_every_appliance_is_answered(payloads: dict[str, Payload]) -> None:
    brand = BRANDS["smartthings"]
    for payload in payloads.values():
        for wiring in find(payload.facts):
            programs = (None, *(one.key for one in brand.programs(wiring, payload.states)))
            orders = [Order(command=command, program=program) for command, program in product(Command, programs)]
            assert all(brand.calls(wiring, payload.states, order, NOW) for order in orders)


def test_dishwashers_and_robots_are_wired_to_be_told_something(payloads: dict[str, Payload]) -> None:
    (dishwasher,) = find(payloads["da_wm_dw_01011"].facts)
    assert {Role.START, Role.PAUSE, Role.RESUME, Role.STOP, Role.PROGRAM_SELECT} <= set(dishwasher.roles)
    programs = BRANDS["smartthings"].programs(dishwasher, payloads["da_wm_dw_01011"].states)
    assert [one.name for one in programs][:3] == ["Auto", "Eco", "Intensive"]
    (robot,) = find(payloads["da_rvc_map_01011"].facts)
    assert read(robot, payloads["da_rvc_map_01011"]).doing is Doing.IDLE
    assert (robot.one(Role.STATE) or "").startswith("vacuum.")


def test_disabled_entities_are_not_there(payloads: dict[str, Payload]) -> None:
    facts = payloads["da_wm_wm_000001"].facts
    assert find(replace(one, is_disabled=one.translation_key == "washer_machine_state") for one in facts) == ()
