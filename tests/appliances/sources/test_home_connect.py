"""What Home Connect's appliances tell, and how they are told something."""

from typing import Any, Final

from hypothesis import given, strategies as st
import pytest

from custom_components.parlor.appliances.command import Command, Program, Why
from custom_components.parlor.appliances.facts import EntityFact, StateFact
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing, Phase
from custom_components.parlor.appliances.sources.home_connect import BRAND, ROWS, WORDS
from custom_components.parlor.appliances.sources.home_connect_kinds import program_name
from custom_components.parlor.appliances.sources.reasons import EVERY_REASON

from .brand_cases import DEVICE, NOW, Told, installed, iso, kinds, nonsense, one, survives, words

_ID: Final = "BOSCH-SMV68TX06E-70A1B2C3D4E5"
_WASHER: Final = ("laundry_care_washer_program_cotton", "laundry_care_washer_program_easy_care")
_DISHES: Final = ("dishcare_dishwasher_program_eco_50", "dishcare_dishwasher_program_auto_2")

# Entities as they are made: the end of the id in Home Assistant, translation key, and key of the unique id.
_ENTITIES: Final = {
    "sensor.state": ("operation_state", "BSH.Common.Status.OperationState"),
    "sensor.door": ("door", "BSH.Common.Status.DoorState"),
    "sensor.finish": ("program_finish_time", "BSH.Common.Option.RemainingProgramTime"),
    "sensor.progress": ("program_progress", "BSH.Common.Option.ProgramProgress"),
    "binary_sensor.remote": ("remote_control", "BSH.Common.Status.RemoteControlActive"),
    "binary_sensor.start": ("remote_start", "BSH.Common.Status.RemoteControlStartAllowed"),
    "binary_sensor.local": ("local_control", "BSH.Common.Status.LocalControlActive"),
    "switch.power": ("power", "BSH.Common.Setting.PowerState"),
    "button.stop": ("stop_program", "StopProgram"),
}
_EVENTS: Final = {
    "sensor.finished": ("program_finished", "BSH.Common.Event.ProgramFinished"),
    "sensor.dried": ("drying_process_finished", "LaundryCare.Dryer.Event.DryingProcessFinished"),
    "sensor.aborted": ("program_aborted", "BSH.Common.Event.ProgramAborted"),
    "sensor.salt": ("salt_lack", "Dishcare.Dishwasher.Event.SaltLack"),
    "sensor.blocked": ("program_blocked_salt_lack", "Dishcare.Dishwasher.Event.ProgramBlockedSaltLack"),
    "sensor.rinse": ("rinse_aid_nearly_empty", "Dishcare.Dishwasher.Event.RinseAidNearlyEmpty"),
}
_MORE: Final = {
    "button.pause": ("pause_program", "BSH.Common.Command.PauseProgram"),
    "button.resume": ("resume_program", "BSH.Common.Command.ResumeProgram"),
    "number.finish_in": ("finish_in_relative", "BSH.Common.Option.FinishInRelative"),
    "number.start_in": ("start_in_relative", "BSH.Common.Option.StartInRelative"),
}


def _entity(entity_id: str, key: str | None, unique: str, **more: Any) -> EntityFact:
    return EntityFact(
        entity_id=entity_id,
        domain=entity_id.partition(".")[0],
        platform="home_connect",
        unique_id=f"{_ID}-{unique}",
        translation_key=key,
        device_id=DEVICE,
        manufacturer="Bosch",
        model="SMV68TX06E",
        **more,
    )


def _selects(options: tuple[str, ...]) -> list[EntityFact]:
    """Return the two selects of programs."""
    return [
        _entity("select.active", "active_program", "BSH.Common.Root.ActiveProgram", options=options),
        _entity("select.selected", "selected_program", "BSH.Common.Root.SelectedProgram", options=options),
    ]


def _appliance(options: tuple[str, ...], *more: str) -> list[EntityFact]:
    """Return the entities of an appliance with programs, and more of those that not each has."""
    known = {**_EVENTS, **_MORE}
    tables = {**_ENTITIES, **{entity_id: known[entity_id] for entity_id in more}}
    connected = _entity("binary_sensor.connected", None, "BSH.Common.Appliance.Connected", device_class="connectivity")
    return [*(_entity(one, *keys) for one, keys in tables.items()), *_selects(options), connected]


def _told(options: tuple[str, ...] = _WASHER, *more: str) -> Told:
    return Told(BRAND, one(BRAND, _appliance(options, *more)))


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        (_WASHER, ApplianceKind.WASHER),
        (_DISHES, ApplianceKind.DISHWASHER),
        (("laundry_care_dryer_program_mix",), ApplianceKind.DRYER),
        (("laundry_care_washer_dryer_program_mix", "laundry_care_washer_program_wool"), ApplianceKind.WASHER_DRYER),
        ((*_WASHER, "laundry_care_washer_program_wash_and_dry_60"), ApplianceKind.WASHER_DRYER),
        (("cooking_oven_program_heating_mode_hot_air", "cooking_oven_program_microwave_max"), ApplianceKind.OVEN),
        (("cooking_oven_program_microwave_90_watt", "cooking_oven_program_microwave_max"), ApplianceKind.MICROWAVE),
        (("cooking_hob_program_power_level_mode",), ApplianceKind.COOKTOP),
        (("cooking_common_program_hood_venting",), ApplianceKind.HOOD),
        (("consumer_products_cleaning_robot_program_cleaning_clean_all",), ApplianceKind.ROBOT_VACUUM),
        (("heating_ventilation_air_conditioning_air_conditioner_program_cool",), ApplianceKind.AIR_CONDITIONER),
    ],
)
def test_programs_say_what_it_is(options: tuple[str, ...], kind: ApplianceKind) -> None:
    """The programs that can be chosen are those of one kind."""
    assert kinds(BRAND, _appliance(options)) == {None: kind}


@pytest.mark.parametrize(
    ("unique", "kind"),
    [
        ("LaundryCare.Washer.Option.SpinSpeed", ApplianceKind.WASHER),
        ("Dishcare.Dishwasher.Option.HalfLoad", ApplianceKind.DISHWASHER),
        ("Cooking.Oven.Status.CurrentCavityTemperature", ApplianceKind.OVEN),
        ("Cooking.Common.Option.Hood.VentingLevel", ApplianceKind.HOOD),
        ("Refrigeration.FridgeFreezer.Setting.SuperModeFreezer", ApplianceKind.REFRIGERATOR),
        ("Refrigeration.Common.Status.Door.Freezer", ApplianceKind.REFRIGERATOR),
        ("ConsumerProducts.CleaningRobot.Status.Lost", ApplianceKind.ROBOT_VACUUM),
    ],
)
def test_keys_say_what_it_is(unique: str, kind: ApplianceKind) -> None:
    """Where nothing can be chosen from afar, a key that only one kind has says it."""
    assert kinds(BRAND, [_entity("sensor.any", "any", unique)]) == {None: kind}


def test_what_is_no_appliance_or_says_nothing() -> None:
    """Coffee makers, warming drawers and wine coolers are of no kind here; of what only says that it runs nobody knows what it is."""
    assert kinds(BRAND, _appliance(("consumer_products_coffee_maker_program_beverage_coffee",))) == {}
    assert kinds(BRAND, _appliance(("cooking_oven_program_heating_mode_warming_drawer",))) == {}
    assert kinds(BRAND, [_entity("binary_sensor.wine", "wine", "Refrigeration.Common.Status.Door.WineCompartment")]) == {}
    assert kinds(BRAND, _appliance(())) == {}
    hob = [_entity("sensor.preheat", "preheat_finished", "Cooking.Oven.Event.PreheatFinished")]
    assert kinds(BRAND, hob) == {}  # it is made for hobs too
    assert kinds(BRAND, [_entity("sensor.dishwasher", None, "BSH.Common.Status.OperationState")]) == {}


def test_a_microwave_says_that_a_program_was_aborted() -> None:
    """An oven never does."""
    grills = ("cooking_oven_program_microwave_max", "cooking_oven_program_heating_mode_grill_small_area")
    assert kinds(BRAND, _appliance(grills)) == {None: ApplianceKind.OVEN}
    assert kinds(BRAND, _appliance(grills, "sensor.aborted")) == {None: ApplianceKind.MICROWAVE}


def test_a_run() -> None:
    """From switched off to finished, with the times that are told only while it runs."""
    told = _told()
    assert told.tell(0, {"sensor.state": "inactive", "switch.power": "off"}).doing is Doing.OFF
    ready = {"sensor.state": "ready", "switch.power": "on", "select.selected": _WASHER[0], "select.active": "unknown"}
    reading = told.tell(1, ready)
    assert (reading.doing, reading.program) == (Doing.IDLE, _WASHER[0])
    ends = NOW + 92 * 60
    runs = {"sensor.state": "run", "sensor.finish": iso(ends), "sensor.progress": "1", "select.active": _WASHER[1]}
    reading = told.tell(2, {**runs, "sensor.door": "locked", "binary_sensor.remote": "on"})
    assert (reading.doing, reading.raw, reading.ends_at, reading.progress) == (Doing.RUNNING, "run", ends, 1.0)
    assert (reading.program, reading.door_open, reading.remote) == (_WASHER[1], False, True)
    assert told.tell(30, {"sensor.state": "pause"}).doing is Doing.PAUSED
    assert told.tell(35, {"sensor.state": "run"}).doing is Doing.RUNNING
    reading = told.tell(92, {"sensor.state": "finished", "sensor.progress": "100"})
    assert (reading.doing, reading.at) == (Doing.FINISHED, NOW + 92 * 60)
    gone = {"sensor.state": "inactive", "sensor.finish": "unavailable", "sensor.progress": "unavailable"}
    reading = told.tell(95, {**gone, "sensor.door": "open"})
    assert (reading.doing, reading.ends_at, reading.progress, reading.door_open) == (Doing.IDLE, None, None, True)


def test_an_event_tells_an_end_that_the_state_missed() -> None:
    """It counts when it comes after the state; one of the run before stays until somebody confirms it."""
    told = _told(_WASHER, "sensor.finished")
    told.tell(0, {"sensor.state": "run", "sensor.finished": "off", "sensor.finish": iso(NOW + 3600)})
    assert told.tell(60, {"sensor.finished": "present"}).doing is Doing.FINISHED
    assert told.tell(90, {"sensor.state": "run", "sensor.finish": iso(NOW + 3 * 3600)}).doing is Doing.RUNNING
    assert told.tell(95, {"sensor.finished": "present"}).doing is Doing.RUNNING  # told anew, in the middle of a run
    assert told.tell(96, {"sensor.finished": "confirmed"}).doing is Doing.RUNNING


def test_dried_laundry_is_done_while_the_drum_still_turns() -> None:
    """The state of a dryer says that it runs until nothing is to be kept from creasing any more."""
    told = _told(("laundry_care_dryer_program_mix",), "sensor.dried")
    told.tell(0, {"sensor.state": "run", "sensor.dried": "off"})
    assert told.tell(80, {"sensor.dried": "present"}).doing is Doing.FINISHED


def test_an_abort() -> None:
    """Aborting is broken off, and so is what an event says after the state."""
    told = _told(_DISHES, "sensor.aborted")
    told.tell(0, {"sensor.state": "run", "sensor.aborted": "off"})
    assert told.tell(5, {"sensor.state": "aborting"}).doing is Doing.CANCELLED
    assert told.tell(6, {"sensor.state": "ready"}).doing is Doing.IDLE
    told.tell(10, {"sensor.state": "run"})
    assert told.tell(11, {"sensor.aborted": "present"}).doing is Doing.CANCELLED


def test_a_delayed_start() -> None:
    """It is scheduled, with the end that is told for it."""
    told = _told()
    reading = told.tell(0, {"sensor.state": "delayedstart", "sensor.finish": iso(NOW + 8 * 3600)})
    assert (reading.doing, reading.ends_at) == (Doing.SCHEDULED, NOW + 8 * 3600)


def test_what_it_wants() -> None:
    """Notices are reasons; what blocks a run has it wait for somebody."""
    told = _told(_DISHES, "sensor.salt", "sensor.blocked", "sensor.rinse")
    told.tell(0, {"sensor.state": "run", "sensor.salt": "off", "sensor.blocked": "off", "sensor.rinse": "present"})
    assert told.read().reasons == ("rinse_aid_low",)
    assert told.tell(1, {"sensor.salt": "present", "sensor.rinse": "confirmed"}).reasons == ("salt_low",)
    assert told.read().doing is Doing.RUNNING
    assert told.tell(2, {"sensor.blocked": "present"}).doing is Doing.ATTENTION
    assert told.tell(3, {"sensor.state": "actionrequired"}).doing is Doing.ATTENTION
    assert told.tell(4, {"sensor.state": "error"}).doing is Doing.ERROR


def test_an_oven_preheats() -> None:
    """By the program that does nothing else."""
    preheats = "cooking_oven_program_heating_mode_pre_heating"
    told = _told((preheats, "cooking_oven_program_heating_mode_hot_air"))
    assert told.tell(0, {"sensor.state": "run", "select.active": preheats}).phase is Phase.PREHEAT
    assert told.tell(9, {"select.active": "cooking_oven_program_heating_mode_hot_air"}).phase is None


def test_a_refrigerator_is_on_while_it_is_connected() -> None:
    """Its doors and alarms are all that it tells."""
    fridge = one(
        BRAND,
        [
            _entity("binary_sensor.door", "refrigerator_door", "Refrigeration.Common.Status.Door.Refrigerator"),
            _entity("sensor.alarm", "refrigerator_door_alarm", "Refrigeration.FridgeFreezer.Event.DoorAlarmRefrigerator"),
            _entity("binary_sensor.online", None, "BSH.Common.Appliance.Connected", device_class="connectivity"),
        ],
    )
    told = Told(BRAND, fridge)
    reading = told.tell(0, {"binary_sensor.door": "on", "sensor.alarm": "present", "binary_sensor.online": "on"})
    assert (reading.doing, reading.door_open, reading.reasons) == (Doing.RUNNING, True, ("door_open",))
    gone = told.tell(1, {"binary_sensor.door": "unavailable", "binary_sensor.online": "off"})
    assert (gone.doing, gone.door_open) == (Doing.UNKNOWN, None)


def test_silence_is_unknown() -> None:
    """An appliance that is off has left the cloud: nothing is said of it."""
    told = _told()
    told.tell(0, {"sensor.state": "run"})
    assert told.tell(1, {"sensor.state": "unavailable"}).doing is Doing.UNKNOWN
    assert told.tell(2, {"sensor.state": "ready", "binary_sensor.connected": "off"}).doing is Doing.UNKNOWN
    reading = told.tell(3, {"sensor.state": "levitating", "binary_sensor.connected": "on"})
    assert (reading.doing, reading.raw) == (Doing.UNKNOWN, "levitating")


def test_start() -> None:
    """The selected program by an action, another by its select; in time by the option that says when it shall be done."""
    told = _told(_WASHER, "number.finish_in")
    told.tell(0, {"sensor.state": "ready", "binary_sensor.remote": "on", "binary_sensor.start": "on"})
    assert told.order(Command.START) == [("home_connect.start_selected_program", None, {"device_id": DEVICE})]
    chosen = [("select.select_option", "select.active", {"option": _WASHER[1]})]
    assert told.order(Command.START, program=_WASHER[1]) == chosen
    assert told.order(Command.START, program="laundry_care_washer_program_lace") is Why.NO_PROGRAM
    assert told.order(Command.START, ready_at=NOW + 36000) is Why.NOT_OFFERED  # the selected program has no such option
    limits = {"min": 5400, "max": 86400, "step": 60}
    told.tell(0, {"number.finish_in": "5400"}, finish_in=limits)
    in_time = {"device_id": DEVICE, "b_s_h_common_option_finish_in_relative": 36000}
    ready_at = NOW + 36010
    assert told.order(Command.START, ready_at=ready_at) == [("home_connect.start_selected_program", None, in_time)]
    data = {**in_time, "affects_to": "active_program", "program": _WASHER[0]}
    started = [("home_connect.set_program_and_options", None, data)]
    assert told.order(Command.START, program=_WASHER[0], ready_at=ready_at) == started
    assert told.order(Command.START, ready_at=NOW + 3600) is Why.TOO_SOON
    assert told.order(Command.START, ready_at=NOW + 90000) is Why.TOO_LATE


def test_a_dishwasher_can_only_be_told_when_to_begin() -> None:
    """How long a program takes is not known before it runs, and so not when it would be done."""
    told = _told(_DISHES, "number.start_in")
    told.tell(0, {"sensor.state": "ready", "number.start_in": "0"})
    assert told.order(Command.START, ready_at=NOW + 36000) is Why.NOT_OFFERED


def test_why_not() -> None:
    """Each refusal has its own reason."""
    told = _told(_WASHER, "button.pause", "button.resume")
    told.tell(0, {"sensor.state": "ready", "binary_sensor.remote": "on", "binary_sensor.start": "off"})
    assert told.order(Command.START) is Why.REMOTE_OFF
    told.tell(1, {"binary_sensor.start": "on", "sensor.door": "open"})
    assert told.order(Command.START) is Why.DOOR_OPEN
    told.tell(2, {"sensor.door": "closed", "binary_sensor.local": "on"})
    assert told.order(Command.START) is Why.REMOTE_OFF
    assert told.order(Command.PAUSE) is Why.NOT_RUNNING
    told.tell(3, {"sensor.state": "run", "binary_sensor.local": "off"})
    assert told.order(Command.START) is Why.ALREADY
    assert told.order(Command.START, program=_WASHER[0]) is Why.BUSY
    assert told.order(Command.PROGRAM, program=_WASHER[0]) is Why.BUSY
    assert told.order(Command.PAUSE) == [("button.press", "button.pause", {})]
    assert told.order(Command.STOP) == [("button.press", "button.stop", {})]
    told.tell(4, {"sensor.state": "pause"})
    assert told.order(Command.RESUME) == [("button.press", "button.resume", {})]
    told.tell(5, {"sensor.state": "unavailable"})
    assert told.order(Command.STOP) is Why.OFFLINE


def test_what_is_not_offered() -> None:
    """A dishwasher cannot be paused; what has no programs cannot be started."""
    told = _told(_DISHES)
    told.tell(0, {"sensor.state": "run"})
    assert told.order(Command.PAUSE) is Why.NOT_OFFERED
    monitor = one(BRAND, [_entity("sensor.state", "operation_state", "LaundryCare.Washer.Status.Any")])
    told = Told(BRAND, monitor)
    told.tell(0, {"sensor.state": "ready"})
    assert told.order(Command.START) is Why.NOT_OFFERED
    assert told.order(Command.PROGRAM, program=_WASHER[0]) is Why.NOT_OFFERED


def test_programs() -> None:
    """They are named by the words of their keys."""
    told = _told(_DISHES)
    assert BRAND.programs(told.wiring, {}) == (
        Program(key=_DISHES[0], name="Eco 50"),
        Program(key=_DISHES[1], name="Auto 2"),
    )
    now = {"select.active": StateFact(state="unknown", at=NOW, attributes={"options": [_DISHES[1]]})}
    assert {program.key for program in BRAND.programs(told.wiring, now)} == set(_DISHES)
    told.tell(0, {"sensor.state": "ready"})
    selected = [("select.select_option", "select.selected", {"option": _DISHES[0]})]
    assert told.order(Command.PROGRAM, program=_DISHES[0]) == selected


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("cooking_oven_program_heating_mode_top_bottom_heating", "Top bottom heating"),
        ("cooking_oven_program_microwave_600_watt", "Microwave 600 watt"),
        ("laundry_care_dryer_program_cold_refresh_cold_refresh_cold_refresh", "Cold refresh"),
        ("laundry_care_washer_program_rinse_rinse_spin_drain", "Rinse spin drain"),
        ("laundry_care_washer_program_down_duvet_duvet", "Down duvet"),
        ("consumer_products_cleaning_robot_program_basic_go_home", "Go home"),
        ("something", "Something"),
    ],
)
def test_names_of_programs(key: str, name: str) -> None:
    """What says of which appliance it is is left out, and what is said twice is said once."""
    assert program_name(key) == name


def test_every_installed_program_has_a_name_and_an_appliance() -> None:
    """No key of the installed integration is left without words, and each names what has it."""
    for key in installed("home_connect", "selector", "programs", "options"):
        assert program_name(key)
        found = kinds(BRAND, _selects((key,)))
        assert len(found) == (0 if "coffee_maker" in key or "warming_drawer" in key else 1), key


def test_every_word_is_known() -> None:
    """A new word of the integration shows up here."""
    assert words("home_connect", "sensor", "operation_state") == set(WORDS.states)
    assert words("home_connect", "sensor", "door") == {"closed", "locked", "open"}
    assert words("home_connect", "sensor", "program_finished") == {"confirmed", "off", "present"}


def test_every_row_names_an_entity_that_there_is() -> None:
    """The keys of the table are those of the integration, and its reasons those that have a text."""
    for row in ROWS:
        assert row.reason is None or row.reason in EVERY_REASON
        assert set(row.keys) <= set(installed("home_connect", "entity", row.domain)), row


_EVERYTHING: Final = one(BRAND, _appliance(_DISHES, *(set(_EVENTS) - {"sensor.dried"}), *_MORE))


@given(states=nonsense(_EVERYTHING, *WORDS.states))
def test_nonsense_is_survived(states: dict[str, StateFact]) -> None:
    """Whatever the states say, they are read and every order is answered."""
    survives(BRAND, _EVERYTHING, states)


@given(key=st.text(alphabet="ab_9 é", max_size=300))
def test_any_key_is_named(key: str) -> None:
    """Names are made of anything."""
    assert program_name(key) is not None
