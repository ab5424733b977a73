"""What Whirlpool's appliances tell, and how ovens are told something."""

from typing import Any, Final

from hypothesis import given

from custom_components.parlor.appliances.command import Command, Why
from custom_components.parlor.appliances.facts import EntityFact, StateFact
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing, Phase
from custom_components.parlor.appliances.sources.whirlpool import BRAND, LAUNDRY, OVEN, SAYS_NOTHING

from .brand_cases import AT_LEISURE, DEVICE, NOW, Told, installed, iso, kinds, nonsense, one, survives, words

_MODES: Final = ("standby", "bake", "convection_bake", "keep_warm")


def _entity(entity_id: str, key: str | None, unique: str, **more: Any) -> EntityFact:
    return EntityFact(
        entity_id=entity_id,
        domain=entity_id.partition(".")[0],
        platform="whirlpool",
        unique_id=f"WPR123{unique}",
        translation_key=key,
        device_id=DEVICE,
        manufacturer="Whirlpool",
        **more,
    )


def _laundry(sort: str) -> list[EntityFact]:
    """Return the entities of a washer or a dryer."""
    return [
        _entity("sensor.state", f"{sort}_state", "-state"),
        _entity("sensor.end", "end_time", "-timeremaining"),
        _entity("sensor.tank", "whirlpool_tank", "-DispenseLevel"),
        _entity("binary_sensor.door", None, "-door", device_class="door"),
    ]


def _oven(suffix: str = "") -> list[EntityFact]:
    """Return the entities of an oven, or of one of two."""
    return [
        _entity(f"sensor.oven{suffix}", f"oven_state{suffix}", f"-oven_state{suffix}"),
        _entity(f"select.mode{suffix}", f"oven_cook_mode{suffix}", f"-cook_mode{suffix}", options=_MODES),
        _entity(f"button.stop{suffix}", f"oven_stop{suffix}", f"-stop{suffix}"),
    ]


def test_kinds_and_parts() -> None:
    """By the one entity that only one kind has; two ovens are parts."""
    assert kinds(BRAND, _laundry("washer")) == {None: ApplianceKind.WASHER}
    assert kinds(BRAND, _laundry("dryer")) == {None: ApplianceKind.DRYER}
    assert kinds(BRAND, _oven()) == {None: ApplianceKind.OVEN}
    both = [*_oven("_upper"), *_oven("_lower")]
    assert kinds(BRAND, both) == {"upper": ApplianceKind.OVEN, "lower": ApplianceKind.OVEN}
    assert [wiring.id for wiring in BRAND.find(both)] == [f"{DEVICE}/upper", f"{DEVICE}/lower"]
    level = _entity("select.level", "refrigerator_temperature_level", "-refrigerator_temperature_level")
    assert kinds(BRAND, [level]) == {None: ApplianceKind.REFRIGERATOR}
    assert kinds(BRAND, [_entity("climate.air", None, "")]) == {None: ApplianceKind.AIR_CONDITIONER}
    assert kinds(BRAND, [_entity("sensor.washer_state", "dishwasher_state", "-state")]) == {}


def test_a_run() -> None:
    """From a countdown to what comes behind the cycle; the end that it keeps from the run before is the job's to doubt."""
    told = Told(BRAND, one(BRAND, _laundry("washer")))
    assert told.tell(0, {"sensor.state": "delay_countdown"}).doing is Doing.SCHEDULED
    reading = told.tell(
        60, {"sensor.state": "cycle_sensing", "sensor.end": iso(NOW + 7200), "binary_sensor.door": "off"}
    )
    assert (reading.doing, reading.phase, reading.ends_at) == (Doing.RUNNING, Phase.SENSING, NOW + 7200)
    assert reading.door_open is False
    for word, phase in (("cycle_soaking", Phase.SOAK), ("cycle_washing", Phase.WASH), ("cycle_spinning", Phase.SPIN)):
        assert told.tell(70, {"sensor.state": word}).phase is phase
    assert told.tell(80, {"sensor.state": "pause"}).doing is Doing.PAUSED
    assert told.tell(85, {"sensor.state": "running_maincycle"}).doing is Doing.RUNNING
    reading = told.tell(120, {"sensor.state": "running_postcycle"})
    assert (reading.doing, reading.phase) == (Doing.FINISHED, Phase.ANTI_CREASE)
    assert told.tell(130, {"sensor.state": "complete"}).doing is Doing.FINISHED
    assert told.tell(140, {"sensor.state": "standby"}).doing is Doing.IDLE
    assert told.tell(150, {"sensor.state": "exception"}).doing is Doing.ERROR
    assert told.tell(160, {"sensor.state": "cancelled"}).doing is Doing.CANCELLED
    reading = told.tell(170, {"sensor.state": "demo_mode"})
    assert (reading.doing, reading.raw) == (Doing.UNKNOWN, "demo_mode")


def test_an_empty_tank() -> None:
    """Only an empty one is too low."""
    told = Told(BRAND, one(BRAND, _laundry("washer")))
    assert told.tell(0, {"sensor.state": "standby", "sensor.tank": "25"}).reasons == ()
    assert told.tell(1, {"sensor.tank": "empty"}).reasons == ("detergent_low",)


def test_laundry_takes_no_orders() -> None:
    """There is nothing by which it could be told something."""
    told = Told(BRAND, one(BRAND, _laundry("dryer")))
    told.tell(0, {"sensor.state": "standby"})
    for command in Command:
        assert told.order(command) is Why.NOT_OFFERED
    assert BRAND.programs(told.wiring, told.states) == ()


def test_an_oven() -> None:
    """It preheats, cooks and stands by; of two, each says what it does itself."""
    upper, lower = (Told(BRAND, wiring) for wiring in BRAND.find([*_oven("_upper"), *_oven("_lower")]))
    for told in (upper, lower):
        told.tell(0, {"sensor.oven_upper": "preheating", "select.mode_upper": "bake", "sensor.oven_lower": "standby"})
    assert (upper.read().doing, upper.read().phase, upper.read().program) == (Doing.RUNNING, Phase.PREHEAT, "bake")
    assert (lower.read().doing, lower.read().program) == (Doing.IDLE, None)
    assert upper.tell(10, {"sensor.oven_upper": "cooking"}).phase is Phase.COOK
    assert upper.order(Command.STOP) == [("button.press", "button.stop_upper", {})]
    assert lower.order(Command.STOP) is Why.NOT_RUNNING


def test_choosing_a_mode_starts_to_cook() -> None:
    """So it is no way to choose without starting, and nothing starts without a mode."""
    told = Told(BRAND, one(BRAND, _oven()))
    told.tell(0, {"sensor.oven": "standby", "select.mode": "standby"})
    assert [(one.key, one.name) for one in BRAND.programs(told.wiring, {})] == [
        ("bake", "Bake"),
        ("convection_bake", "Convection bake"),
        ("keep_warm", "Keep warm"),
    ]
    assert told.order(Command.START, program="bake") == [("select.select_option", "select.mode", {"option": "bake"})]
    assert told.order(Command.START, program="standby") is Why.NO_PROGRAM
    assert told.order(Command.START) is Why.NOT_OFFERED
    assert told.order(Command.PROGRAM, program="bake") is Why.NOT_OFFERED
    assert told.order(Command.START, program="bake", ready_at=NOW + 3600) is Why.NOT_OFFERED
    told.tell(1, {"sensor.oven": "cooking"})
    assert told.order(Command.START, program="bake") is Why.BUSY


def test_what_is_on() -> None:
    """A refrigerator while it is heard, an air conditioner as its modes say."""
    fridge = Told(BRAND, one(BRAND, [_entity("select.level", "refrigerator_temperature_level", "-x")]))
    assert fridge.tell(0, {"select.level": "3"}).doing is Doing.RUNNING
    assert fridge.tell(1, {"select.level": "unavailable"}).doing is Doing.UNKNOWN
    air = Told(BRAND, one(BRAND, [_entity("climate.air", None, "")]))
    assert air.tell(0, {"climate.air": "cool"}).doing is Doing.RUNNING
    assert air.tell(1, {"climate.air": "off"}).doing is Doing.OFF


def test_every_word_is_known() -> None:
    """A new word of the integration shows up here."""
    known = set(LAUNDRY.states) | SAYS_NOTHING
    assert words("whirlpool", "sensor", "washer_state") <= known
    assert words("whirlpool", "sensor", "dryer_state") <= known
    assert words("whirlpool", "sensor", "oven_state_upper") == set(OVEN.states)
    assert "empty" in words("whirlpool", "sensor", "whirlpool_tank")
    assert {"oven_stop", "oven_stop_upper", "oven_stop_lower"} <= set(installed("whirlpool", "entity", "button"))


_WASHER: Final = one(BRAND, _laundry("washer"))
_OVEN: Final = BRAND.find([*_oven("_upper"), *_oven("_lower")])[1]


@AT_LEISURE
@given(states=nonsense(_WASHER, *LAUNDRY.states))
def test_nonsense_is_survived(states: dict[str, StateFact]) -> None:
    """Whatever the states say, they are read and every order is answered."""
    survives(BRAND, _WASHER, states)


@AT_LEISURE
@given(states=nonsense(_OVEN, *OVEN.states, *_MODES))
def test_nonsense_of_an_oven_is_survived(states: dict[str, StateFact]) -> None:
    """An oven can be told something besides."""
    survives(BRAND, _OVEN, states)
