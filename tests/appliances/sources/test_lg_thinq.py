"""What LG ThinQ's appliances tell, and how they are told something."""

from typing import Final

from hypothesis import given

from custom_components.parlor.appliances.command import Command, Program, Why
from custom_components.parlor.appliances.facts import StateFact
from custom_components.parlor.appliances.reading import Doing, Phase
from custom_components.parlor.appliances.reasons import EVERY_REASON
from custom_components.parlor.appliances.sources.lg_thinq import BRAND, ROWS
from custom_components.parlor.appliances.sources.lg_thinq_words import (
    ENDS,
    ERRORS,
    NOTICES,
    SAYS_NOTHING,
    STATES,
    WORDS,
)

from .brand_cases import AT_LEISURE, NOW, Told, event_words, installed, iso, nonsense, one, survives, words
from .lg_thinq_cases import entity, events, machine, washer


def test_a_run() -> None:
    """From a delay that is set to the drum that keeps from creasing; `remain` is an instant."""
    told = washer()
    waits = {"sensor.state": "reserved", "sensor.remain": iso(NOW + 7200), "sensor.stops": iso(NOW + 36000)}
    reading = told.tell(0, {**waits, "binary_sensor.remote": "on"})
    assert (reading.doing, reading.ends_at, reading.remaining) == (Doing.SCHEDULED, NOW + 36000, None)
    ends = NOW + 36000
    reading = told.tell(480, {"sensor.state": "detecting", "sensor.remain": iso(ends), "sensor.stops": iso(ends + 60)})
    assert (reading.doing, reading.phase, reading.ends_at) == (Doing.RUNNING, Phase.SENSING, ends)
    for word, phase in (("prewash", Phase.PRE_WASH), ("rinsing", Phase.RINSE), ("spinning", Phase.SPIN)):
        assert told.tell(500, {"sensor.state": word}).phase is phase
    assert told.tell(510, {"sensor.state": "pause"}).doing is Doing.PAUSED
    reading = told.tell(600, {"sensor.state": "end", "sensor.remain": "unknown"})
    assert (reading.doing, reading.ends_at, reading.remote) == (Doing.FINISHED, None, True)
    reading = told.tell(601, {"sensor.state": "wrinkle_care"})
    assert (reading.doing, reading.phase) == (Doing.FINISHED, Phase.ANTI_CREASE)
    assert told.tell(602, {"sensor.state": "power_off"}).doing is Doing.OFF


def test_what_remains_may_be_a_span_too() -> None:
    """As it is named, once the integration is mended."""
    told = washer()
    told.tell(0, {"sensor.state": "running"})
    reading = told.tell(1, {"sensor.remain": "42"}, remain={"unit_of_measurement": "min"})
    assert (reading.ends_at, reading.remaining) == (None, 42.0)


def test_an_event_tells_an_end_that_the_state_missed() -> None:
    """It counts when it comes after the state; one of the run before does not."""
    told = washer()
    told.tell(0, {"sensor.state": "spinning"})
    done = {"event_type": "washing_is_complete"}
    assert told.tell(9, {"event.notification": iso(NOW + 540)}, notification=done).doing is Doing.FINISHED
    assert told.tell(60, {"sensor.state": "running"}).doing is Doing.RUNNING


def test_errors_have_reasons() -> None:
    """An error is one for as long as the state says so."""
    told = washer()
    told.tell(0, {"sensor.state": "error"})
    reading = told.tell(1, {"event.error": iso(NOW + 60)}, error={"event_type": "out_of_balance_error"})
    assert (reading.doing, reading.reasons) == (Doing.ERROR, ("unbalanced",))
    assert told.tell(2, {"event.error": iso(NOW + 120)}, error={"event_type": "le_error"}).reasons == ("other",)
    assert told.tell(3, {"sensor.state": "running"}).reasons == ()
    assert told.tell(4, {"sensor.state": "cancel"}).doing is Doing.CANCELLED


def test_notices_speak_for_a_while() -> None:
    """Nobody says when what they tell of is over."""
    sort = "DEVICE_DISH_WASHER"
    refill = entity("binary_sensor.refill", "rinse_refill", "rinse_refill", f"D ({sort})")
    told = Told(BRAND, one(BRAND, [*machine(sort, operation="dish_washer"), *events(sort), refill]))
    told.tell(0, {"sensor.state": "running", "binary_sensor.refill": "on"})
    salt = {"event_type": "salt_refill_is_needed"}
    assert told.tell(1, {"event.notification": iso(NOW + 60)}, notification=salt).reasons == (
        "rinse_aid_low",
        "salt_low",
    )
    assert told.tell(90, {"sensor.state": "drying"}).reasons == ("rinse_aid_low",)


def test_a_refrigerator() -> None:
    """It is on, and says when its door is open; once that is closed the event of it is over."""
    model = "R ({})".format("DEVICE_REFRIGERATOR")
    door = entity("binary_sensor.door", None, "main_door_state", model, device_class="door")
    told = Told(BRAND, one(BRAND, [door, entity("event.notification", "notification", "notification", model)]))
    opened = {"binary_sensor.door": "on", "event.notification": iso(NOW)}
    reading = told.tell(0, opened, notification={"event_type": "door_is_open"})
    assert (reading.doing, reading.door_open, reading.reasons) == (Doing.RUNNING, True, ("door_open",))
    assert told.tell(1, {"binary_sensor.door": "off"}).reasons == ()


def test_a_cooktop_is_on_while_a_burner_is() -> None:
    """Each burner has a state of its own."""
    model = "C ({})".format("DEVICE_COOKTOP")
    burners = [
        entity(f"sensor.{place}", "current_state_for_location", f"{place}_current_state", model)
        for place in ("left_front", "left_rear", "right_rear")
    ]
    told = Told(BRAND, one(BRAND, burners))
    reading = told.tell(0, {"sensor.left_front": "power_off", "sensor.left_rear": "cooking_in_progress"})
    assert (reading.doing, reading.phase, reading.raw) == (Doing.RUNNING, Phase.COOK, "cooking_in_progress")
    assert told.tell(1, {"sensor.left_rear": "power_off", "sensor.right_rear": "odd"}).doing is Doing.OFF


def test_air_is_as_it_is_switched() -> None:
    """Climate, switch or a binary sensor says it."""
    for sort, domain, key, on in (
        ("DEVICE_AIR_CONDITIONER", "climate", "climate_air_conditioner", "cool"),
        ("DEVICE_AIR_PURIFIER", "switch", "operation_power", "on"),
        ("DEVICE_HOOD", "binary_sensor", "operation_mode", "on"),
    ):
        told = Told(BRAND, one(BRAND, [entity(f"{domain}.it", key, "x", f"A ({sort})")]))
        assert told.tell(0, {f"{domain}.it": on}).doing is Doing.RUNNING
        assert told.tell(1, {f"{domain}.it": "off"}).doing is Doing.OFF
        assert told.order(Command.START) is Why.NOT_OFFERED


def test_a_robot() -> None:
    """Its sensor says more than its vacuum, through which it is told something."""
    model = "R9 ({})".format("DEVICE_ROBOT_CLEANER")
    state = entity("sensor.state", "current_state", "current_state", model)
    told = Told(BRAND, one(BRAND, [state, entity("vacuum.r9", None, "vacuum", model), *events("DEVICE_ROBOT_CLEANER")]))
    told.tell(0, {"vacuum.r9": "cleaning"}, r9={"supported_features": 8192 | 16 | 4})
    assert told.read().phase is Phase.CLEAN
    assert told.tell(1, {"sensor.state": "homing"}).phase is Phase.RETURN
    assert told.tell(2, {"sensor.state": "charging"}).doing is Doing.IDLE
    assert told.order(Command.START) == [("vacuum.start", "vacuum.r9", {})]
    told.tell(3, {"sensor.state": "error"})
    stuck = {"event_type": "left_wheel_error"}
    assert told.tell(4, {"event.error": iso(NOW + 240)}, error=stuck).reasons == ("stuck",)


def test_commands() -> None:
    """The select of operation starts, goes on and stops; pausing and delays are not offered."""
    told = washer()
    told.tell(0, {"sensor.state": "initial", "binary_sensor.remote": "on", "number.delay": "0"})
    start = [("select.select_option", "select.operation", {"option": "start"})]
    assert told.order(Command.START) == start
    assert told.order(Command.START, ready_at=NOW + 8 * 3600) is Why.NOT_OFFERED
    assert told.order(Command.PAUSE) is Why.NOT_OFFERED
    assert told.order(Command.PROGRAM, program="cotton") is Why.NOT_OFFERED
    told.tell(1, {"binary_sensor.remote": "off"})
    assert told.order(Command.START) is Why.REMOTE_OFF
    told.tell(2, {"binary_sensor.remote": "on", "sensor.state": "rinsing"})
    assert told.order(Command.START) is Why.ALREADY
    assert told.order(Command.STOP) == [("select.select_option", "select.operation", {"option": "stop"})]
    told.tell(3, {"sensor.state": "pause"})
    assert told.order(Command.RESUME) == start
    told.tell(4, {"sensor.state": "unavailable", "binary_sensor.remote": "unavailable"})
    assert told.order(Command.START) is Why.OFFLINE


def test_an_oven_has_modes() -> None:
    """They are chosen by a select of their own."""
    sort = "DEVICE_OVEN"
    mode = entity("select.mode", "cook_mode", "oven_cook_mode", f"O ({sort})", options=("bake", "convection_bake"))
    told = Told(BRAND, one(BRAND, [*machine(sort, "oven", "oven"), mode]))
    names = Program(key="bake", name="Bake"), Program(key="convection_bake", name="Convection bake")
    assert BRAND.programs(told.wiring, {}) == names
    told.tell(0, {"sensor.state": "initial"})
    chosen = ("select.select_option", "select.mode", {"option": "bake"})
    assert told.order(Command.PROGRAM, program="bake") == [chosen]
    started = ("select.select_option", "select.operation", {"option": "start"})
    assert told.order(Command.START, program="bake") == [chosen, started]
    assert told.order(Command.START, program="fry") is Why.NO_PROGRAM


def test_every_word_is_known() -> None:
    """A new word of the integration shows up here."""
    assert not set(STATES) & SAYS_NOTHING
    assert words("lg_thinq", "sensor", "current_state") <= set(STATES) | SAYS_NOTHING
    assert set(STATES) | SAYS_NOTHING >= words("lg_thinq", "sensor", "current_state_for_location")


def test_every_event_is_known() -> None:
    """What an event means is said, or that it wants nobody; errors that are no more than that are `other`."""
    wants_nobody = {
        "charging_is_complete",
        "filter_reset_complete",
        "frozen_is_complete",
        "homeguard_is_stopped",
        "motion_is_detected",
        "pollution_is_high",
        "preheating_is_complete",
        "scheduled_cleaning_starts",
        "time_to_clean",
        "timer_is_complete",
        "water_filter_reset_complete",
    }
    assert event_words("lg_thinq", "notification") == set(NOTICES) | ENDS | wants_nobody
    assert set(ERRORS) <= event_words("lg_thinq", "error")
    assert set(NOTICES.values()) | set(ERRORS.values()) <= EVERY_REASON


def test_every_row_names_an_entity_that_there_is() -> None:
    """The keys of the table are those of the integration."""
    for row in ROWS:
        for key in row.keys:
            named = installed("lg_thinq", "entity", row.domain)
            assert key in named, key


_TOWER: Final = BRAND.find(
    [
        *machine("DEVICE_WASHTOWER", "washer"),
        *machine("DEVICE_WASHTOWER", "dryer", end="_2"),
        *events("DEVICE_WASHTOWER"),
    ]
)
_WASHER: Final = washer().wiring


@AT_LEISURE
@given(states=nonsense(_WASHER, *WORDS.states))
def test_nonsense_is_survived(states: dict[str, StateFact]) -> None:
    """Whatever the states say, they are read and every order is answered."""
    survives(BRAND, _WASHER, states)


@AT_LEISURE
@given(states=nonsense(_TOWER[1], *WORDS.states))
def test_nonsense_of_a_part_is_survived(states: dict[str, StateFact]) -> None:
    """A part shares events with the other."""
    survives(BRAND, _TOWER[1], states)
