"""LocalThings: its words in all versions, its kinds told by what can be set, its buttons."""

import pytest

from custom_components.parlor.appliances.command import Command, Order, ServiceCall, Why
from custom_components.parlor.appliances.facts import EntityFact
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing, Phase, Reading
from custom_components.parlor.appliances.sources.brand import Wiring
from custom_components.parlor.appliances.sources.localthings import BRAND

from .entities import NOW, entity, kinds, only, says

SERIAL = "0bb2-4c1f"


def local(entity_id: str, *, key: str | None = None, told: str | None = None, **more: str) -> EntityFact:
    """Return an entity as LocalThings makes it: its key ends its unique id, and only some have a translation key."""
    name = key or entity_id.partition(".")[2]
    fact = entity(entity_id, told, platform="localthings", **more)
    return EntityFact(
        entity_id=fact.entity_id,
        domain=fact.domain,
        platform=fact.platform,
        unique_id=f"localthings_{SERIAL}_{name}",
        registry_id=fact.registry_id,
        translation_key=told,
        device_class=fact.device_class,
        device_id=fact.device_id,
    )


MACHINE = (
    local("sensor.machine_state", told="machine_state", device_class="enum"),
    local("sensor.progress"),
    local("sensor.progress_percentage"),
    local("sensor.finish_time", device_class="timestamp"),
    local("sensor.completion_minutes", device_class="duration"),
    local("sensor.energy_kwh", device_class="energy"),
    local("binary_sensor.remote_control", device_class="connectivity"),
    local("binary_sensor.cycle_active", device_class="running"),
    local("switch.power_switch"),
    local("select.cycle", told="washer_cycle_table_02"),
    local("button.start"),
    local("button.pause"),
    local("button.stop"),
    # ends with the key of another, and is another
    local("button.selfcheck_start"),
    local("sensor.filter_progress"),
)
WASHER = (*MACHINE, local("select.wash_temperature"), local("select.spin_speed"))


def reading(wiring: Wiring, **states: str) -> Reading:
    return BRAND.read(wiring, says({one.replace("__", "."): state for one, state in states.items()}), NOW)


@pytest.mark.parametrize(
    ("state", "doing"),
    [
        ("idle", Doing.IDLE),
        ("active", Doing.RUNNING),
        ("pause", Doing.PAUSED),
        ("Sleepwalking", Doing.UNKNOWN),
        ("unavailable", Doing.UNKNOWN),
    ],
)
def test_every_machine_state(state: str, doing: Doing) -> None:
    assert reading(only(BRAND, *WASHER), sensor__machine_state=state).doing is doing


@pytest.mark.parametrize(
    ("words", "doing", "phase"),
    [
        (("Weightsensing", "weightsensing", "weight_sensing"), Doing.RUNNING, Phase.SENSING),
        (("Wash", "wash"), Doing.RUNNING, Phase.WASH),
        (("Rinse", "rinse"), Doing.RUNNING, Phase.RINSE),
        (("Spin", "spin"), Doing.RUNNING, Phase.SPIN),
        (("Steaming", "steaming"), Doing.RUNNING, Phase.STEAM),
        (("Airwashing", "airwashing", "air_washing", "Airwash"), Doing.RUNNING, Phase.REFRESH),
        (("Drying", "drying"), Doing.RUNNING, Phase.DRY),
        (("Cooling", "cooling"), Doing.RUNNING, Phase.COOL),
        (("Predrain", "predrain", "pre_drain"), Doing.RUNNING, Phase.DRAIN),
        (("Prewash", "prewash", "pre_wash"), Doing.RUNNING, Phase.PRE_WASH),
        (("Delaywash", "delaywash"), Doing.SCHEDULED, None),
        (("Finish", "finish"), Doing.FINISHED, Phase.FINISH),
        (("Idle", "idle"), Doing.RUNNING, None),
        (("Juggling",), Doing.RUNNING, None),
    ],
)
def test_every_progress_of_every_version(words: tuple[str, ...], doing: Doing, phase: Phase | None) -> None:
    for word in words:
        heard = reading(only(BRAND, *WASHER), sensor__machine_state="active", sensor__progress=word)
        assert (heard.doing, heard.phase) == (doing, phase), word


def test_it_says_finished_for_a_while_after_it_has_stopped() -> None:
    wiring = only(BRAND, *WASHER)
    heard = reading(wiring, sensor__machine_state="idle", sensor__progress="finish", switch__power_switch="off")
    assert (heard.doing, heard.phase, heard.raw) == (Doing.FINISHED, Phase.FINISH, "idle")
    assert reading(wiring, sensor__machine_state="idle", sensor__progress="Drying").doing is Doing.IDLE
    assert reading(wiring, sensor__machine_state="pause", sensor__progress="finish").doing is Doing.PAUSED


def test_what_else_it_says() -> None:
    states = {
        "sensor.machine_state": "active",
        "sensor.progress_percentage": "35",
        "sensor.finish_time": "2026-11-28T09:00:00+00:00",
        "sensor.completion_minutes": "61",
        "sensor.energy_kwh": "12.5",
        "binary_sensor.remote_control": "on",
        "select.cycle": "1b",
    }
    units = {
        "sensor.energy_kwh": {"unit_of_measurement": "kWh"},
        "sensor.completion_minutes": {"unit_of_measurement": "min"},
    }
    heard = BRAND.read(only(BRAND, *WASHER), says(states, units), NOW)
    assert (heard.progress, heard.ends_at, heard.remaining) == (35.0, 1_795_856_400.0, 61.0)
    assert (heard.energy, heard.remote, heard.program) == (12.5, True, "1b")


KIND = ApplianceKind


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (WASHER, [(KIND.WASHER, None)]),
        (MACHINE, [(KIND.WASHER, None)]),  # the list of its programs says it
        ((*WASHER, local("select.dry_level")), [(KIND.WASHER_DRYER, None)]),
        ((MACHINE[0], local("select.dry_level"), local("switch.wrinkle_prevent")), [(KIND.DRYER, None)]),
        ((MACHINE[0], local("select.cycle", told="dryer_cycle")), [(KIND.DRYER, None)]),
        ((MACHINE[0], local("switch.storm_wash")), [(KIND.DISHWASHER, None)]),
        (
            (MACHINE[0], local("select.oven_mode"), local("binary_sensor.door_open", device_class="door")),
            [(KIND.OVEN, None)],
        ),
        (
            (MACHINE[0], local("select.oven_mode"), local("binary_sensor.cooktop_power")),
            [(KIND.OVEN, None), (KIND.COOKTOP, "cooktop")],
        ),
        ((MACHINE[0], local("select.cooking_mode"), local("sensor.power_level")), [(KIND.MICROWAVE, None)]),
        ((local("binary_sensor.any_burner_active"), local("sensor.burner_1_state")), [(KIND.COOKTOP, None)]),
        (
            (local("switch.rapid_fridge"), local("binary_sensor.door_cooler_open", device_class="door")),
            [(KIND.REFRIGERATOR, None)],
        ),
        ((local("fan.fan"), local("sensor.hood_filter_usage"), local("sensor.dust")), [(KIND.HOOD, None)]),
        ((local("fan.fan"), local("sensor.dust")), [(KIND.AIR_PURIFIER, None)]),
        ((local("climate.climate", told="airconditioner"),), [(KIND.AIR_CONDITIONER, None)]),
        ((MACHINE[0],), []),  # a machine of which nobody can tell what it is
        ((local("sensor.dust"),), []),
        ((local("climate.zone_1", told="ehs_zone"),), []),
    ],
)
def test_what_a_device_is(facts: tuple[EntityFact, ...], expected: list[tuple[ApplianceKind, str | None]]) -> None:
    assert kinds(BRAND.find(facts)) == expected


def test_what_is_always_on_burns_or_blows() -> None:
    fridge = only(BRAND, local("switch.rapid_fridge"), local("binary_sensor.door_cooler_open", device_class="door"))
    heard = reading(fridge, binary_sensor__door_cooler_open="on")
    assert (heard.doing, heard.door_open) == (Doing.RUNNING, True)
    cooktop = only(BRAND, local("binary_sensor.any_burner_active"))
    assert reading(cooktop, binary_sensor__any_burner_active="on").doing is Doing.RUNNING
    assert reading(cooktop, binary_sensor__any_burner_active="off").doing is Doing.IDLE
    air = only(BRAND, local("climate.climate", told="airconditioner"))
    assert reading(air, climate__climate="dry").doing is Doing.RUNNING
    assert reading(air, climate__climate="off").doing is Doing.OFF


@pytest.mark.parametrize(
    ("command", "state", "expected"),
    [
        (Command.START, "idle", "button.start"),
        (Command.START, "active", Why.ALREADY),
        (Command.PAUSE, "active", "button.pause"),
        (Command.PAUSE, "idle", Why.NOT_RUNNING),
        (Command.RESUME, "pause", "button.start"),
        (Command.STOP, "active", "button.stop"),
        (Command.STOP, "unavailable", Why.OFFLINE),
    ],
)
def test_orders(command: Command, state: str, expected: str | Why) -> None:
    states = says({"sensor.machine_state": state, "binary_sensor.remote_control": "on"})
    answer = BRAND.calls(only(BRAND, *WASHER), states, Order(command=command), NOW)
    if isinstance(expected, Why):
        assert answer is expected
    else:
        assert answer == (ServiceCall(action="button.press", entity_id=expected),)


def test_without_remote_control_nothing_is_told() -> None:
    states = says({"sensor.machine_state": "idle", "binary_sensor.remote_control": "off"})
    assert BRAND.calls(only(BRAND, *WASHER), states, Order(command=Command.START), NOW) is Why.REMOTE_OFF


def test_programs_are_those_that_it_lists() -> None:
    wiring = only(BRAND, *WASHER)
    states = says(
        {"select.cycle": "1b", "sensor.machine_state": "idle"}, {"select.cycle": {"options": ["1b", "AI Wash"]}}
    )
    assert [one.name for one in BRAND.programs(wiring, states)] == ["1b", "AI Wash"]
    answer = BRAND.calls(wiring, states, Order(command=Command.PROGRAM, program="AI Wash"), NOW)
    assert answer == (ServiceCall(action="select.select_option", entity_id="select.cycle", data={"option": "AI Wash"}),)
