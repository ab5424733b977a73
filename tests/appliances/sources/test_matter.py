"""What Matter's appliances tell, and how they are told something."""

from typing import Any, Final

from hypothesis import given
import pytest

from custom_components.parlor.appliances.command import Command, Program, Why
from custom_components.parlor.appliances.facts import EntityFact, StateFact
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing, Phase
from custom_components.parlor.appliances.reasons import EVERY_REASON
from custom_components.parlor.appliances.sources.matter import BRAND, ERRORS, ROBOT, ROWS, WORDS
from custom_components.parlor.appliances.sources.matter_phases import PHASES, phase_of

from .brand_cases import AT_LEISURE, DEVICE, NOW, Told, installed, iso, kinds, nonsense, one, survives, words

_NODE: Final = "00000000000004D2-0000000000000036-MatterNodeDevice"
_MODES: Final = ("Normal", "Heavy duty", "eco_wash")


def _entity(entity_id: str, key: str | None, unique: str, *, endpoint: int = 1, **more: Any) -> EntityFact:
    return EntityFact(
        entity_id=entity_id,
        domain=entity_id.partition(".")[0],
        platform="matter",
        unique_id=f"{_NODE}-{endpoint}-{unique}",
        translation_key=key,
        device_id=DEVICE,
        **more,
    )


def _runs(end: str = "", **more: Any) -> list[EntityFact]:
    """Return the entities of the cluster of operational states."""
    return [
        _entity(f"sensor.state{end}", "operational_state", "OperationalState-96-4", **more),
        _entity(f"sensor.end{end}", "estimated_end_time", "OperationalStateCountdownTime-96-2", **more),
        _entity(f"sensor.error{end}", "operational_error", "OperationalStateOperationalError-96-5", **more),
        *(
            _entity(f"button.{one}{end}", one, f"OperationalState{one.capitalize()}Button-96-65529", **more)
            for one in ("start", "stop", "pause", "resume")
        ),
    ]


def _phase(*options: str) -> EntityFact:
    return _entity("sensor.phase", "current_phase", "OperationalStateCurrentPhase-96-1", options=options)


def _mode(unique: str, *options: str) -> EntityFact:
    return _entity("select.mode", "mode", unique, options=options)


_DISHES: Final = (
    *_runs(),
    _phase("pre-soak", "rinse", "Main Wash", "Drying", "glow"),
    _mode("MatterDishwasherMode-89-1", *_MODES),
    _entity("binary_sensor.inflow", "dishwasher_alarm_inflow", "DishwasherAlarmInflowError-93-2"),
    _entity("binary_sensor.door", "alarm_door", "DishwasherAlarmDoorError-93-2"),
)
_ROBOT_FACTS: Final = (
    _entity("vacuum.robot", "vacuum", "MatterVacuumCleaner-84-1"),
    _entity("sensor.state", "operational_state", "RvcOperationalState-97-4"),
    _entity("sensor.error", "operational_error", "RvcOperationalStateOperationalError-97-5"),
    _entity("select.mode", "clean_mode", "MatterRvcCleanMode-85-1", options=("Vacuum", "Mop")),
)


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        (_DISHES, ApplianceKind.DISHWASHER),
        (_ROBOT_FACTS, ApplianceKind.ROBOT_VACUUM),
        (
            (*_runs(), _entity("select.spin", "laundry_washer_spin_speed", "LaundryWasherControlsSpinSpeed-83-1")),
            "washer",
        ),
        ((*_runs(), _mode("MatterLaundryWasherMode-81-1"), _phase("pre-soak", "rinse", "spin")), "washer"),
        ((*_runs(), _mode("MatterLaundryWasherMode-81-1"), _phase("Drying", "Cooling")), "dryer"),
        ((*_runs(), _entity("number.time", "cook_time", "MicrowaveOvenControlCookTime-95-0")), "microwave"),
        ((_mode("MatterOvenMode-73-1", "Bake"), _entity("sensor.state", "operational_state", "x-72-4")), "oven"),
        ((_entity("binary_sensor.door", "alarm_door", "RefrigeratorAlarmDoorOpen-87-2"),), "refrigerator"),
        (
            (
                _entity("climate.air", None, "MatterThermostat-513-0"),
                _entity("switch.it", "power", "MatterPowerToggle-6-0"),
            ),
            "air_conditioner",
        ),
    ],
)
def test_clusters_say_what_it_is(facts: tuple[EntityFact, ...], kind: str) -> None:
    """Keys that only one kind has, and for laundry the phases that there can be."""
    assert kinds(BRAND, facts) == {None: ApplianceKind(kind)}


def test_what_the_clusters_do_not_say() -> None:
    """A dryer has the mode of washers, a hood the filter of purifiers, a thermostat no switch."""
    mode = _mode("MatterLaundryWasherMode-81-1", "Normal", "Delicate")
    assert kinds(BRAND, [*_runs(), mode]) == {}
    assert kinds(BRAND, [*_runs(), mode, _phase("wash", "dry")]) == {}
    assert kinds(BRAND, _runs()) == {}
    assert kinds(BRAND, [_entity("climate.air", None, "MatterThermostat-513-0")]) == {}
    assert kinds(BRAND, [_entity("sensor.filter", "hepa_filter_condition", "HepaFilterMonitoring-113-0")]) == {}
    assert kinds(BRAND, [_entity("sensor.dishwasher", None, "")]) == {}


def test_endpoints_are_parts() -> None:
    """A tower of two is two, each by its own clusters; one whose clusters do not say is left to its owner."""
    washer = _entity("select.spin", "laundry_washer_spin_speed", "LaundryWasherControlsSpinSpeed-83-1", endpoint=2)
    tower = [*_runs("_2", endpoint=2), washer, *_runs("_3", endpoint=3)]
    assert kinds(BRAND, tower) == {"2": ApplianceKind.WASHER}
    ovens = [
        _entity(f"sensor.state_{one}", "operational_state", "OvenCavityOperationalState-72-4", endpoint=one)
        for one in (2, 3)
    ]
    upper, lower = BRAND.find(ovens)
    assert (upper.id, lower.id) == (f"{DEVICE}/2", f"{DEVICE}/3")
    assert (upper.kind, set(upper.entities)) == (ApplianceKind.OVEN, {"sensor.state_2"})


def test_a_run() -> None:
    """That it stopped is all that it says at the end: whether it was over is for the job to know."""
    told = Told(BRAND, one(BRAND, _DISHES))
    idle = {"sensor.state": "stopped", "sensor.end": "unknown", "select.mode": "Normal", "sensor.error": "no_error"}
    reading = told.tell(0, {**idle, "sensor.phase": "rinse"})
    assert (reading.doing, reading.phase, reading.program, reading.reasons) == (Doing.IDLE, None, "Normal", ())
    reading = told.tell(1, {"sensor.state": "running", "sensor.phase": "pre-soak", "sensor.end": iso(NOW + 7200)})
    assert (reading.doing, reading.phase, reading.ends_at) == (Doing.RUNNING, Phase.SOAK, NOW + 7200)
    assert told.tell(9, {"sensor.phase": "Main Wash"}).phase is Phase.WASH
    assert told.tell(10, {"sensor.phase": "glow"}).phase is None
    assert told.tell(11, {"sensor.state": "paused", "sensor.phase": "Drying"}).doing is Doing.PAUSED
    assert told.tell(12, {"sensor.state": "stopped"}).doing is Doing.IDLE
    reading = told.tell(13, {"sensor.state": "ultra_wash"})
    assert (reading.doing, reading.raw) == (Doing.UNKNOWN, "ultra_wash")


def test_what_it_wants() -> None:
    """Alarms and errors have reasons."""
    told = Told(BRAND, one(BRAND, _DISHES))
    told.tell(0, {"sensor.state": "error", "sensor.error": "unable_to_complete_operation"})
    assert (told.read().doing, told.read().reasons) == (Doing.ERROR, ("other",))
    reading = told.tell(1, {"sensor.error": "no_error", "binary_sensor.inflow": "on", "binary_sensor.door": "on"})
    assert reading.reasons == ("door_open", "water_supply")


def test_a_robot() -> None:
    """Its vacuum knows its mode of running besides; errors say what it is stuck on."""
    told = Told(BRAND, one(BRAND, _ROBOT_FACTS))
    reading = told.tell(0, {"vacuum.robot": "cleaning", "sensor.state": "running", "sensor.error": "no_error"})
    assert (reading.doing, reading.phase) == (Doing.RUNNING, Phase.CLEAN)
    assert told.tell(1, {"vacuum.robot": "returning", "sensor.state": "seeking_charger"}).phase is Phase.RETURN
    assert told.tell(2, {"vacuum.robot": "docked", "sensor.state": "charging"}).doing is Doing.IDLE
    reading = told.tell(3, {"vacuum.robot": "error", "sensor.state": "error", "sensor.error": "dust_bin_full"})
    assert (reading.doing, reading.reasons) == (Doing.ERROR, ("dust_bin_full",))
    told.tell(4, {"vacuum.robot": "cleaning"}, robot={"supported_features": 8192 | 4 | 16})
    assert told.order(Command.PAUSE) == [("vacuum.pause", "vacuum.robot", {})]
    assert [one.name for one in BRAND.programs(told.wiring, {})] == ["Vacuum", "Mop"]
    assert told.order(Command.PROGRAM, program="Mop") is Why.BUSY
    told.tell(5, {"vacuum.robot": "docked"}, robot={"supported_features": 8192 | 4 | 16})
    chosen = ("select.select_option", "select.mode", {"option": "Mop"})
    assert told.order(Command.PROGRAM, program="Mop") == [chosen]
    assert told.order(Command.START, program="Mop") == [chosen, ("vacuum.start", "vacuum.robot", {})]
    assert told.order(Command.START) == [("vacuum.start", "vacuum.robot", {})]
    assert told.order(Command.START, program="Polish") is Why.NO_PROGRAM


def test_a_refrigerator() -> None:
    """It is on while it is heard."""
    told = Told(BRAND, one(BRAND, [_entity("binary_sensor.door", "alarm_door", "RefrigeratorAlarmDoorOpen-87-2")]))
    assert told.tell(0, {"binary_sensor.door": "off"}).reasons == ()
    reading = told.tell(1, {"binary_sensor.door": "on"})
    assert (reading.doing, reading.reasons) == (Doing.RUNNING, ("door_open",))


def test_commands() -> None:
    """A button for each command, and the mode chosen before it is started."""
    told = Told(BRAND, one(BRAND, _DISHES))
    told.tell(0, {"sensor.state": "stopped"})
    assert told.order(Command.START) == [("button.press", "button.start", {})]
    chosen = ("select.select_option", "select.mode", {"option": "eco_wash"})
    assert told.order(Command.START, program="eco_wash") == [chosen, ("button.press", "button.start", {})]
    assert told.order(Command.PROGRAM, program="eco_wash") == [chosen]
    assert told.order(Command.PROGRAM, program="lace") is Why.NO_PROGRAM
    assert told.order(Command.START, ready_at=NOW + 3600) is Why.NOT_OFFERED
    told.tell(1, {"sensor.state": "running"})
    assert told.order(Command.PAUSE) == [("button.press", "button.pause", {})]
    assert told.order(Command.STOP) == [("button.press", "button.stop", {})]
    told.tell(2, {"sensor.state": "paused"})
    assert told.order(Command.RESUME) == [("button.press", "button.resume", {})]
    told.tell(3, {"sensor.state": "unavailable"})
    assert told.order(Command.STOP) is Why.OFFLINE


def test_programs_are_as_the_maker_names_them() -> None:
    """A mode of the device is no program where it is another cluster's."""
    told = Told(BRAND, one(BRAND, _DISHES))
    names = (Program(key="Normal", name="Normal"), Program(key="Heavy duty", name="Heavy duty"))
    assert BRAND.programs(told.wiring, {}) == (*names, Program(key="eco_wash", name="Eco wash"))
    plain = one(BRAND, [*_DISHES[:-3], _mode("MatterModeSelect-80-3", "Blue"), *_DISHES[-2:]])
    assert BRAND.programs(plain, {}) == ()


def test_an_air_conditioner() -> None:
    """It is as its climate says."""
    facts = (
        _entity("climate.air", None, "MatterThermostat-513-0"),
        _entity("switch.it", "power", "MatterPowerToggle-6-0"),
    )
    told = Told(BRAND, one(BRAND, facts))
    assert told.tell(0, {"climate.air": "cool", "switch.it": "on"}).doing is Doing.RUNNING
    assert told.tell(1, {"climate.air": "off"}).doing is Doing.OFF


@pytest.mark.parametrize(
    ("label", "phase"), [("Pre-Wash", Phase.PRE_WASH), ("spin", Phase.SPIN), ("", None), ("x" * 99, None)]
)
def test_phases(label: str, phase: Phase | None) -> None:
    """Only plain words are understood."""
    assert phase_of(label) is phase
    assert all(name.isalnum() for name in PHASES)


def test_every_word_is_known() -> None:
    """A new state or error of the integration shows up here."""
    assert words("matter", "sensor", "operational_state") <= set(WORDS.states) | set(ROBOT.states)
    assert words("matter", "sensor", "operational_error") - {"no_error"} == set(ERRORS)
    assert set(ERRORS.values()) <= EVERY_REASON


def test_every_row_names_an_entity_that_there_is() -> None:
    """The keys of the table are those of the integration."""
    for row in ROWS:
        if row.domain != "vacuum":
            assert set(row.keys) <= set(installed("matter", "entity", row.domain)), row


_DISHWASHER: Final = one(BRAND, _DISHES)
_ROBOT: Final = one(BRAND, _ROBOT_FACTS)


@AT_LEISURE
@given(states=nonsense(_DISHWASHER, *WORDS.states, *ERRORS))
def test_nonsense_is_survived(states: dict[str, StateFact]) -> None:
    """Whatever the states say, they are read and every order is answered."""
    survives(BRAND, _DISHWASHER, states)


@AT_LEISURE
@given(states=nonsense(_ROBOT, *ROBOT.states, *ERRORS))
def test_nonsense_of_a_robot_is_survived(states: dict[str, StateFact]) -> None:
    """A robot has its vacuum besides."""
    survives(BRAND, _ROBOT, states)
