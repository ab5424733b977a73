"""What Home Connect's appliances tell."""

from typing import Final

from hypothesis import given

from custom_components.parlor.appliances.facts import StateFact
from custom_components.parlor.appliances.reading import Doing, Phase
from custom_components.parlor.appliances.reasons import EVERY_REASON
from custom_components.parlor.appliances.sources.home_connect import BRAND, ROWS, WORDS

from .brand_cases import AT_LEISURE, NOW, Told, installed, iso, nonsense, one, survives, words
from .home_connect_cases import DISHES, EVENTS, MORE, WASHER, appliance, entity, told_by


def test_a_run() -> None:
    """From switched off to finished, with the times that are told only while it runs."""
    told = told_by()
    assert told.tell(0, {"sensor.state": "inactive", "switch.power": "off"}).doing is Doing.OFF
    ready = {"sensor.state": "ready", "switch.power": "on", "select.selected": WASHER[0], "select.active": "unknown"}
    reading = told.tell(1, ready)
    assert (reading.doing, reading.program) == (Doing.IDLE, WASHER[0])
    ends = NOW + 92 * 60
    runs = {"sensor.state": "run", "sensor.finish": iso(ends), "sensor.progress": "1", "select.active": WASHER[1]}
    reading = told.tell(2, {**runs, "sensor.door": "locked", "binary_sensor.remote": "on"})
    assert (reading.doing, reading.raw, reading.ends_at, reading.progress) == (Doing.RUNNING, "run", ends, 1.0)
    assert (reading.program, reading.door_open, reading.remote) == (WASHER[1], False, True)
    assert told.tell(30, {"sensor.state": "pause"}).doing is Doing.PAUSED
    assert told.tell(35, {"sensor.state": "run"}).doing is Doing.RUNNING
    reading = told.tell(92, {"sensor.state": "finished", "sensor.progress": "100"})
    assert (reading.doing, reading.at) == (Doing.FINISHED, NOW + 92 * 60)
    gone = {"sensor.state": "inactive", "sensor.finish": "unavailable", "sensor.progress": "unavailable"}
    reading = told.tell(95, {**gone, "sensor.door": "open"})
    assert (reading.doing, reading.ends_at, reading.progress, reading.door_open) == (Doing.IDLE, None, None, True)


def test_an_event_tells_an_end_that_the_state_missed() -> None:
    """It counts when it comes after the state; one of the run before stays until somebody confirms it."""
    told = told_by(WASHER, "sensor.finished")
    told.tell(0, {"sensor.state": "run", "sensor.finished": "off", "sensor.finish": iso(NOW + 3600)})
    assert told.tell(60, {"sensor.finished": "present"}).doing is Doing.FINISHED
    assert told.tell(90, {"sensor.state": "run", "sensor.finish": iso(NOW + 3 * 3600)}).doing is Doing.RUNNING
    assert told.tell(95, {"sensor.finished": "present"}).doing is Doing.RUNNING  # told anew, in the middle of a run
    assert told.tell(96, {"sensor.finished": "confirmed"}).doing is Doing.RUNNING


def test_dried_laundry_is_done_while_the_drum_still_turns() -> None:
    """The state of a dryer says that it runs until nothing is to be kept from creasing any more."""
    told = told_by(("laundry_care_dryer_program_mix",), "sensor.dried")
    told.tell(0, {"sensor.state": "run", "sensor.dried": "off"})
    assert told.tell(80, {"sensor.dried": "present"}).doing is Doing.FINISHED


def test_an_abort() -> None:
    """Aborting is broken off, and so is what an event says after the state."""
    told = told_by(DISHES, "sensor.aborted")
    told.tell(0, {"sensor.state": "run", "sensor.aborted": "off"})
    assert told.tell(5, {"sensor.state": "aborting"}).doing is Doing.CANCELLED
    assert told.tell(6, {"sensor.state": "ready"}).doing is Doing.IDLE
    told.tell(10, {"sensor.state": "run"})
    assert told.tell(11, {"sensor.aborted": "present"}).doing is Doing.CANCELLED


def test_a_delayed_start() -> None:
    """It is scheduled, with the end that is told for it."""
    told = told_by()
    reading = told.tell(0, {"sensor.state": "delayedstart", "sensor.finish": iso(NOW + 8 * 3600)})
    assert (reading.doing, reading.ends_at) == (Doing.SCHEDULED, NOW + 8 * 3600)


def test_what_it_wants() -> None:
    """Notices are reasons; what blocks a run has it wait for somebody."""
    told = told_by(DISHES, "sensor.salt", "sensor.blocked", "sensor.rinse")
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
    told = told_by((preheats, "cooking_oven_program_heating_mode_hot_air"))
    assert told.tell(0, {"sensor.state": "run", "select.active": preheats}).phase is Phase.PREHEAT
    assert told.tell(9, {"select.active": "cooking_oven_program_heating_mode_hot_air"}).phase is None


def test_a_robot_cleans_and_goes_home() -> None:
    """Its programs say which; what it is stuck on has it wait for somebody."""
    cleans, home = (
        f"consumer_products_cleaning_robot_program_{one}" for one in ("cleaning_clean_all", "basic_go_home")
    )
    lifted = entity("binary_sensor.lifted", "lifted", "ConsumerProducts.CleaningRobot.Status.Lifted")
    told = Told(BRAND, one(BRAND, [*appliance((cleans, home)), lifted]))
    assert told.tell(0, {"sensor.state": "run", "select.active": cleans}).phase is Phase.CLEAN
    reading = told.tell(5, {"binary_sensor.lifted": "on"})
    assert (reading.doing, reading.reasons) == (Doing.ATTENTION, ("stuck",))
    assert told.tell(9, {"binary_sensor.lifted": "off", "select.active": home}).phase is Phase.RETURN


def test_a_refrigerator_is_on_while_it_is_connected() -> None:
    """Its doors and alarms are all that it tells."""
    fridge = one(
        BRAND,
        [
            entity("binary_sensor.door", "refrigerator_door", "Refrigeration.Common.Status.Door.Refrigerator"),
            entity(
                "sensor.alarm", "refrigerator_door_alarm", "Refrigeration.FridgeFreezer.Event.DoorAlarmRefrigerator"
            ),
            entity("binary_sensor.online", None, "BSH.Common.Appliance.Connected", device_class="connectivity"),
        ],
    )
    told = Told(BRAND, fridge)
    reading = told.tell(0, {"binary_sensor.door": "on", "sensor.alarm": "present", "binary_sensor.online": "on"})
    assert (reading.doing, reading.door_open, reading.reasons) == (Doing.RUNNING, True, ("door_open",))
    gone = told.tell(1, {"binary_sensor.door": "unavailable", "binary_sensor.online": "off"})
    assert (gone.doing, gone.door_open) == (Doing.UNKNOWN, None)


def test_silence_is_unknown() -> None:
    """An appliance that is off has left the cloud: nothing is said of it."""
    told = told_by()
    told.tell(0, {"sensor.state": "run"})
    assert told.tell(1, {"sensor.state": "unavailable"}).doing is Doing.UNKNOWN
    assert told.tell(2, {"sensor.state": "ready", "binary_sensor.connected": "off"}).doing is Doing.UNKNOWN
    reading = told.tell(3, {"sensor.state": "levitating", "binary_sensor.connected": "on"})
    assert (reading.doing, reading.raw) == (Doing.UNKNOWN, "levitating")


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


_EVERYTHING: Final = one(BRAND, appliance(DISHES, *(set(EVENTS) - {"sensor.dried"}), *MORE))


@AT_LEISURE
@given(states=nonsense(_EVERYTHING, *WORDS.states))
def test_nonsense_is_survived(states: dict[str, StateFact]) -> None:
    """Whatever the states say, they are read and every order is answered."""
    survives(BRAND, _EVERYTHING, states)
