"""What Miele's appliances tell, and how they are told something."""

from typing import Any, Final

from hypothesis import given
import pytest

from custom_components.parlor.appliances.command import Command, Why
from custom_components.parlor.appliances.facts import EntityFact, StateFact
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing, Phase
from custom_components.parlor.appliances.reasons import EVERY_REASON
from custom_components.parlor.appliances.sources.miele import BRAND, ROWS
from custom_components.parlor.appliances.sources.miele_words import NO_PHASE, SAYS_NOTHING, WORDS

from .brand_cases import AT_LEISURE, DEVICE, NOW, Told, installed, iso, kinds, nonsense, one, survives, words

_SENSORS: Final = {
    "sensor.status": ("status", "state_status"),
    "sensor.phase": ("program_phase", "state_program_phase"),
    "sensor.program": ("program_id", "state_program_id"),
    "sensor.finish": ("finish", "state_finish_timestamp"),
    "sensor.remaining": ("remaining_time", "state_remaining_time"),
    "sensor.energy": ("energy_consumption", "current_energy_consumption"),
    "sensor.salt": ("salt_level", "salt_level"),
    "sensor.rinse_aid": ("rinse_aid_level", "rinse_aid_level"),
    "binary_sensor.remote": ("remote_control", "state_full_remote_control"),
    "binary_sensor.mobile": ("mobile_start", "state_mobile_start"),
    "binary_sensor.info": ("notification_active", "state_signal_info"),
    "button.start": ("start", "start"),
    "button.stop": ("stop", "stop"),
    "button.pause": ("pause", "pause"),
}


def _entity(entity_id: str, key: str | None, unique: str, model: str, **more: Any) -> EntityFact:
    return EntityFact(
        entity_id=entity_id,
        domain=entity_id.partition(".")[0],
        platform="miele",
        unique_id=f"000123456789-{unique}",
        translation_key=key,
        device_id=DEVICE,
        manufacturer="Miele",
        model=model,
        model_id="WCR870",
        **more,
    )


def _appliance(model: str, *without: str) -> list[EntityFact]:
    """Return the entities of an appliance of a type."""
    return [
        *(_entity(entity_id, *keys, model) for entity_id, keys in _SENSORS.items() if entity_id not in without),
        _entity("binary_sensor.door", None, "state_signal_door", model, device_class="door"),
        _entity("binary_sensor.failure", None, "state_signal_failure", model, device_class="problem"),
    ]


def _told(model: str = "Washing machine", *without: str) -> Told:
    return Told(BRAND, one(BRAND, _appliance(model, *without)))


@pytest.mark.parametrize(
    ("model", "kind"),
    [
        ("Washing machine", ApplianceKind.WASHER),
        ("Tumble dryer", ApplianceKind.DRYER),
        ("Washer dryer", ApplianceKind.WASHER_DRYER),
        ("Dishwasher", ApplianceKind.DISHWASHER),
        ("Oven", ApplianceKind.OVEN),
        ("Oven microwave", ApplianceKind.OVEN),
        ("Steam oven combi", ApplianceKind.OVEN),
        ("Microwave", ApplianceKind.MICROWAVE),
        ("Hob", ApplianceKind.COOKTOP),
        ("Hob extraction", ApplianceKind.COOKTOP),
        ("Hood", ApplianceKind.HOOD),
        ("Freezer", ApplianceKind.REFRIGERATOR),
        ("Fridge freezer", ApplianceKind.REFRIGERATOR),
        ("Robot vacuum cleaner", ApplianceKind.ROBOT_VACUUM),
    ],
)
def test_the_model_says_what_it_is(model: str, kind: ApplianceKind) -> None:
    """The integration writes the type of a device as its model."""
    assert kinds(BRAND, _appliance(model)) == {None: kind}


def test_what_is_no_appliance_here() -> None:
    """Coffee systems, warming drawers and wine cabinets are of no kind here, nor is what says nothing."""
    for model in ("Coffee system", "Warming drawer", "Wine cabinet", "Wine unit", "WCR870", ""):
        assert kinds(BRAND, _appliance(model)) == {}


def test_a_run() -> None:
    """From a delayed start to the drum that turns until somebody comes."""
    told = _told()
    ends = NOW + 3 * 3600
    waits = {"sensor.status": "waiting_to_start", "sensor.phase": "not_running", "sensor.finish": iso(ends)}
    reading = told.tell(0, {**waits, "sensor.program": "cottons"})
    assert (reading.doing, reading.phase, reading.ends_at, reading.program) == (Doing.SCHEDULED, None, ends, "cottons")
    runs = {"sensor.status": "in_use", "sensor.phase": "main_wash", "sensor.remaining": "1.5"}
    reading = told.tell(90, runs, remaining={"unit_of_measurement": "h"})
    assert (reading.doing, reading.phase, reading.remaining) == (Doing.RUNNING, Phase.WASH, 90.0)
    assert told.tell(150, {"sensor.phase": "rinse"}).phase is Phase.RINSE
    assert told.tell(151, {"sensor.status": "pause"}).doing is Doing.PAUSED
    reading = told.tell(160, {"sensor.status": "in_use", "sensor.phase": "spin", "binary_sensor.door": "off"})
    assert (reading.doing, reading.phase, reading.door_open) == (Doing.RUNNING, Phase.SPIN, False)
    reading = told.tell(180, {"sensor.phase": "anti_crease", "sensor.remaining": "0"})
    assert (reading.doing, reading.phase) == (Doing.FINISHED, Phase.ANTI_CREASE)
    reading = told.tell(210, {"sensor.status": "program_ended", "sensor.phase": "finished"})
    assert (reading.doing, reading.phase) == (Doing.FINISHED, Phase.FINISH)
    reading = told.tell(220, {"sensor.status": "off", "sensor.phase": "not_running", "binary_sensor.door": "on"})
    assert (reading.doing, reading.phase, reading.door_open) == (Doing.OFF, None, True)


def test_energy_is_what_the_run_took() -> None:
    """It is counted anew with each run."""
    told = _told()
    told.tell(0, {"sensor.status": "in_use"})
    assert told.tell(1, {"sensor.energy": "0.4"}, energy={"unit_of_measurement": "kWh"}).energy == 0.4
    assert told.tell(2, {"sensor.energy": "unknown"}).energy is None


def test_errors_and_aborts() -> None:
    """A failure is an error, an interrupted program is broken off."""
    told = _told()
    told.tell(0, {"sensor.status": "in_use", "sensor.phase": "main_wash"})
    reading = told.tell(1, {"sensor.status": "failure", "binary_sensor.failure": "on"})
    assert (reading.doing, reading.reasons) == (Doing.ERROR, ("other",))
    assert told.tell(2, {"sensor.status": "program_interrupted"}).doing is Doing.CANCELLED
    assert told.tell(3, {"sensor.status": "in_use", "sensor.phase": "cancelled"}).doing is Doing.CANCELLED
    assert told.tell(4, {"sensor.status": "rinse_hold"}).doing is Doing.ATTENTION


def test_not_connected_is_unknown() -> None:
    """The status is always available and says so."""
    told = _told()
    reading = told.tell(0, {"sensor.status": "not_connected", "sensor.phase": "unavailable"})
    assert (reading.doing, reading.raw) == (Doing.UNKNOWN, "not_connected")
    assert told.order(Command.STOP) is Why.OFFLINE


def test_only_an_empty_level_is_too_low() -> None:
    """Below which level it is low is not told; the notification that is told of anything is none of what."""
    told = _told("Dishwasher")
    levels = {"sensor.status": "on", "sensor.salt": "5", "sensor.rinse_aid": "60", "binary_sensor.info": "on"}
    assert told.tell(0, levels).reasons == ()
    assert told.tell(1, {"sensor.salt": "0", "sensor.rinse_aid": "0"}).reasons == ("salt_low", "rinse_aid_low")


def test_an_oven_preheats_and_cooks() -> None:
    """What a process is at is cooking once it is heated up."""
    told = _told("Oven")
    assert told.tell(0, {"sensor.status": "in_use", "sensor.phase": "heating_up"}).phase is Phase.PREHEAT
    assert told.tell(9, {"sensor.phase": "process_running"}).phase is Phase.COOK
    assert told.tell(60, {"sensor.phase": "process_finished"}).doing is Doing.FINISHED


def _robot() -> list[EntityFact]:
    return [
        *_appliance("Robot vacuum cleaner", "button.start", "button.stop", "button.pause"),
        _entity("vacuum.scout", "vacuum", "vacuum", "Robot vacuum cleaner"),
    ]


def test_a_robot() -> None:
    """It says more by its phase than by its status, and is told something through its vacuum."""
    told = Told(BRAND, one(BRAND, _robot()))
    can = {"supported_features": 8192 | 4 | 8}
    told.tell(0, {"vacuum.scout": "cleaning"}, scout=can)
    assert told.read().phase is Phase.CLEAN  # the sensors say nothing yet
    reading = told.tell(1, {"sensor.status": "in_use", "sensor.phase": "vacuum_cleaning"})
    assert (reading.doing, reading.phase, reading.raw) == (Doing.RUNNING, Phase.CLEAN, "in_use")
    reading = told.tell(2, {"sensor.phase": "wheel_lifted"})
    assert (reading.doing, reading.reasons) == (Doing.ATTENTION, ("stuck",))
    reading = told.tell(3, {"sensor.phase": "returning"})
    assert (reading.doing, reading.phase, reading.reasons) == (Doing.RUNNING, Phase.RETURN, ())
    assert told.order(Command.PAUSE) == [("vacuum.pause", "vacuum.scout", {})]
    assert told.order(Command.PROGRAM, program="1") is Why.NOT_OFFERED


def test_commands() -> None:
    """Buttons, which can be pressed only while that is allowed; what is paused goes on by the button that starts."""
    told = _told()
    ready = {"sensor.status": "programmed", "binary_sensor.remote": "on", "binary_sensor.mobile": "on"}
    told.tell(0, {**ready, "button.start": "unknown", "button.pause": "unavailable"})
    assert told.order(Command.START) == [("button.press", "button.start", {})]
    assert told.order(Command.START, ready_at=NOW + 7200) is Why.NOT_OFFERED
    assert told.order(Command.PROGRAM) is Why.NOT_OFFERED
    told.tell(1, {"binary_sensor.mobile": "off"})
    assert told.order(Command.START) is Why.REMOTE_OFF
    told.tell(2, {"binary_sensor.mobile": "unknown", "button.start": "unavailable"})
    assert told.order(Command.START) is Why.REMOTE_OFF
    told.tell(3, {"sensor.status": "in_use"})
    assert told.order(Command.PAUSE) is Why.NOT_OFFERED
    assert told.order(Command.STOP) == [("button.press", "button.stop", {})]
    told.tell(4, {"sensor.status": "pause", "button.start": "unknown"})
    assert told.order(Command.RESUME) == [("button.press", "button.start", {})]
    told.tell(5, {"binary_sensor.remote": "off"})
    assert told.order(Command.RESUME) is Why.REMOTE_OFF


def test_a_program_is_a_number() -> None:
    """Only an action with a response tells programs, so that none can be listed; one that is known is started by its number."""
    told = _told()
    assert BRAND.programs(told.wiring, {}) == ()
    told.tell(0, {"sensor.status": "on"})
    started = [("miele.set_program", None, {"device_id": DEVICE, "program_id": 24})]
    assert told.order(Command.START, program="24") == started
    assert told.order(Command.START, program="cottons") is Why.NOT_OFFERED
    oven = _told("Oven")
    oven.tell(0, {"sensor.status": "on"})
    assert oven.order(Command.START, program="24")[0][0] == "miele.set_program_oven"


def test_buttons_that_are_disabled_are_not_offered() -> None:
    """They are so until somebody enables them."""
    told = _told("Dishwasher", "button.start", "button.stop", "button.pause")
    told.tell(0, {"sensor.status": "in_use"})
    assert told.order(Command.STOP) is Why.NOT_OFFERED
    assert told.order(Command.START) is Why.NOT_OFFERED


def test_every_word_is_known() -> None:
    """A new state or phase of the integration shows up here."""
    known = set(WORDS.states) | SAYS_NOTHING
    assert words("miele", "sensor", "status") <= known
    phases = set(WORDS.phases) | NO_PHASE
    assert words("miele", "sensor", "program_phase") <= phases
    assert not set(WORDS.phases) & NO_PHASE


def test_every_type_of_device_is_known() -> None:
    """A new type of the integration shows up here: it is an appliance, or is known to be none."""
    none = {
        "coffee_system",
        "warming_drawer",
        "wine_cabinet",
        "wine_cabinet_freezer",
        "wine_conditioning_unit",
        "wine_unit",
    }
    named_otherwise = {"hob_highlight", "induction_hob"}  # by their model they are hobs
    for tag in installed("miele", "device"):
        found = kinds(BRAND, _appliance(tag.capitalize().replace("_", " ")))
        assert bool(found) is (tag not in none | named_otherwise), tag


def test_every_row_names_an_entity_that_there_is() -> None:
    """The keys of the table are those of the integration."""
    for row in ROWS:
        assert row.reason is None or row.reason in EVERY_REASON
        if row.domain != "vacuum":
            assert set(row.keys) <= set(installed("miele", "entity", row.domain)), row


_WASHER: Final = one(BRAND, _appliance("Washing machine"))
_ROBOT: Final = one(BRAND, _robot())


@AT_LEISURE
@given(states=nonsense(_WASHER, *WORDS.states, *WORDS.phases))
def test_nonsense_is_survived(states: dict[str, StateFact]) -> None:
    """Whatever the states say, they are read and every order is answered."""
    survives(BRAND, _WASHER, states)


@AT_LEISURE
@given(states=nonsense(_ROBOT, *WORDS.states, *WORDS.phases))
def test_nonsense_of_a_robot_is_survived(states: dict[str, StateFact]) -> None:
    """A robot has its vacuum besides."""
    survives(BRAND, _ROBOT, states)
