"""What a job tells: nothing that is not known to be true."""

import pytest

from custom_components.parlor.appliances.job import JobState
from custom_components.parlor.appliances.reading import Doing, Phase

from .tape import BEGIN, MINUTE, Player, played
from .test_step import AWAY, BEGUN, DONE, DW, FRIDGE, IDLE, OFF, PAUSE, RUN, W, run, say


def test_idle_has_no_end() -> None:
    """An idle washer claims an end all the same; its job has none."""
    player = Player()
    job = player.say(0, IDLE, ends_in=90, remaining=90, progress=1).job
    assert (job.state, job.ends_at, job.remaining, job.progress) == (JobState.IDLE, None, None, None)


def test_running() -> None:
    """A run tells its end, what is left and how far it is; the end holds still where it hardly moves."""
    player = played(W, BEGUN)
    job = player.say(20, RUN, ends_in=42, progress=30.4, phase=Phase.RINSE, program="eco").job
    assert (job.state, job.phase, job.program, job.progress) == (JobState.RUNNING, Phase.RINSE, "eco", 30)
    assert (job.started_at, job.ends_at, job.remaining) == (BEGIN + 60, BEGIN + 61 * MINUTE, 41)
    player.wait(25.5)
    assert player.watch.job.remaining == 36
    assert player.say(26, RUN, ends_in=60).job.ends_at == BEGIN + 86 * MINUTE


def test_passed_end() -> None:
    """An end that has passed is none, and after a while nobody knows whether it runs."""
    player = played(W, BEGUN)
    player.wait(62.5)
    assert player.watch.job.ends_at is None
    assert player.state == "running"
    assert player.watch.frozen_at == BEGIN + 81 * MINUTE
    player.wait(102)
    assert player.state == "unknown"
    assert player.say(110, IDLE).job.state is JobState.FINISHED
    assert player.events[-1].is_late
    assert player.at(-1) == 61


@pytest.mark.parametrize("claim", [-30.0, 60 * 30.0, 1e9])
def test_impossible_claims(claim: float) -> None:
    """An end in the past, or in a week, is not told."""
    player = Player()
    player.say(0, IDLE)
    assert player.say(1, RUN, ends_in=claim).job.ends_at is None


def test_finished_stays() -> None:
    """It is finished until the door opens, whatever else is said: turned off, away, idle."""
    player = played(W, (*BEGUN, say(61, DONE, door_open=False), say(62, OFF, door_open=False), say(70, AWAY)))
    player.wait(700)
    job = player.watch.job
    assert (job.state, job.is_waiting, job.finished_at) == (JobState.FINISHED, True, BEGIN + 61 * MINUTE)
    job = player.say(710, IDLE, door_open=True).job
    assert (job.state, job.is_waiting) == (JobState.IDLE, False)
    assert player.told[-1] == "unloaded"


def test_somebody_says_so() -> None:
    """Who took it out can say so, once."""
    player = played(W, (*BEGUN, say(61, DONE)))
    assert [event.happened for event in player.unload(70).events] == ["unloaded"]
    assert player.unload(71).events == ()
    assert player.state == "idle"


def test_dishwasher_opens_itself() -> None:
    """A door that opens by itself at the end empties nothing; that it is closed again does."""
    player = played(DW, (*BEGUN, say(50, RUN, ends_in=11, door_open=False), say(61, DONE, door_open=False)))
    player.say(61.5, DONE, door_open=True)
    assert player.watch.job.is_waiting
    player.say(90, DONE, door_open=False)
    assert player.told == ["started", "finished", "unloaded"]


def test_dishwasher_open_before_the_end() -> None:
    """Nor does one that stands open when the run is over."""
    player = played(DW, (*BEGUN, say(50, RUN, ends_in=11, door_open=True), say(61, DONE, door_open=True)))
    assert player.watch.job.is_waiting
    player.say(90, IDLE, door_open=False)
    assert player.told == ["started", "finished", "unloaded"]


def test_stop_that_was_ordered() -> None:
    """What is told to stop is not finished, however far it was."""
    player = played(W, (*BEGUN, run(50, 11, progress=97)))
    player.watch.order_stop()
    player.say(50.2, IDLE)
    assert player.told == ["started", "cancelled"]


def test_start_that_was_ordered() -> None:
    """What is told to start is no echo of the run before, though it says nothing new."""
    player = played(W, (*BEGUN, run(60, 1, progress=50), say(61, DONE)))
    player.watch.order_start()
    assert player.say(61.2, RUN, ends_in=0.5, progress=50).job.state is JobState.RUNNING
    assert player.told == ["started", "finished", "started"]


def test_paused_has_no_end() -> None:
    """While it is paused nobody knows when it ends, only what is left."""
    player = played(W, BEGUN)
    job = player.say(21, PAUSE, ends_in=40).job
    assert (job.state, job.ends_at, job.remaining) == (JobState.PAUSED, None, 40)
    player.wait(40)
    assert player.watch.job.remaining == 40


def test_scheduled() -> None:
    """What is put off tells when it will be done, and what was done before is not waiting any more."""
    player = played(W, (*BEGUN, say(61, DONE)))
    job = player.say(70, Doing.SCHEDULED, ends_in=600).job
    assert (job.state, job.is_waiting, job.ends_at) == (JobState.SCHEDULED, False, BEGIN + 670 * MINUTE)
    assert player.say(600, RUN, ends_in=70).job.started_at == BEGIN + 600 * MINUTE


def test_silence() -> None:
    """Silence ends no job: it is not known, and goes on when it is heard again."""
    player = played(W, (*BEGUN, say(20, AWAY)))
    player.wait(60)
    assert player.state == "running"
    player.wait(67)
    assert player.state == "unknown"
    assert player.say(70, RUN, ends_in=5).job.state is JobState.RUNNING
    assert player.told == ["started"]


def test_idle_silence() -> None:
    """Of what is idle and not heard any more nobody knows what it does."""
    player = played(W, (say(0, IDLE), say(1, AWAY)))
    assert player.state == "idle"
    player.wait(7)
    assert player.state == "unknown"


def test_energy() -> None:
    """The energy of a run is what the meter counted in it, also where the meter begins anew."""
    player = Player()
    player.say(0, IDLE, energy=100.0)
    player.say(1, RUN, energy=100.0)
    player.say(20, RUN, energy=100.5)
    player.say(40, RUN, energy=0.1)
    player.say(61, DONE, energy=0.3)
    assert player.watch.job.energy == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("meter", "used"),
    [
        ((1000.0, 1000.4, 1000.3, 1000.5), 0.5),  # it trembles
        ((1000.0, 1000.2, 0.0, 1000.4), 0.4),  # it says nothing for a moment
        ((1000.0, 1000.2, 0.0, 0.0, 0.1, 1000.4), 0.4),
        ((0.0, 1000.2, 1000.4), 0.2),  # it said nothing at first
        ((1000.0, 1000.4, 0.0, 0.2, 0.5), 0.9),  # it begins anew
        ((0.3, 0.5, 0.0, 0.2, 0.4, 0.6), 0.8),
        ((1000.0, 1000.4, 300.0, 300.2), 0.6),  # it is another one
    ],
)
def test_energy_of_strange_meters(meter: tuple[float, ...], used: float) -> None:
    """What a meter says by mistake was not used."""
    player = played(W, (say(0, IDLE), *(run(1 + minute, 60, energy=told) for minute, told in enumerate(meter))))
    assert player.watch.job.energy == pytest.approx(used)


@pytest.mark.parametrize("minute", [5, 30, 61.05, 90])
def test_restart(minute: float) -> None:
    """Whenever Home Assistant is killed, the end is told, once."""
    player = Player()
    for at, doing, told in (*BEGUN, run(30, 31), say(61, DONE), say(62, IDLE)):
        if at > minute:
            break
        player.say(at, doing, **told)
    player.restart(minute)
    player.say(minute, AWAY)
    player.restart(minute + 1)
    for at, doing, told in (run(31, 30), say(61, DONE), say(95, IDLE)):
        if at > minute + 1:
            player.say(at, doing, **told)
    player.wait(100)
    assert player.told == ["started", "finished"]
    assert player.watch.job.is_waiting


@pytest.mark.parametrize("minutes", [5, 60, 24 * 60])
def test_clock_set_back_at_a_stop(minutes: float) -> None:
    """A stop that is not believed yet is believed as soon as ever."""
    player = played(W, (*BEGUN, run(60, 1), say(61, IDLE)))
    player.set_back(minutes)
    player.say(61.1 - minutes, IDLE)
    player.wait(62.5 - minutes)
    assert player.told == ["started", "finished"]


def test_clock_set_back_while_time_goes_by() -> None:
    """Nor does it wait where nothing is said."""
    player = played(W, (*BEGUN, say(30, IDLE)))
    player.set_back(60)
    player.tick()
    player.wait(-28.5)
    assert player.told == ["started", "cancelled"]


@pytest.mark.parametrize("told", [{}, {"progress": 5}, {"ends_in": 55}])
def test_clock_set_back_between_runs(told: dict[str, float]) -> None:
    """The next run is told like any other."""
    player = played(W, (*BEGUN, say(61, DONE)))
    player.set_back(24 * 60)
    begun = 70 - 24 * 60
    for minute, doing, words in (say(-12, IDLE), run(0, **told), run(20), say(60, DONE)):
        player.say(begun + minute, doing, **words)
    assert player.told == ["started", "finished", "started", "finished"]


def test_fridge_door() -> None:
    """A fridge whose door stands open wants somebody; one that is opened and closed does not."""
    player = played(FRIDGE, (say(0, RUN, door_open=False), say(10, RUN, door_open=True), say(11, RUN, door_open=False)))
    player.wait(20)
    assert player.told == []
    player.say(20, RUN, door_open=True)
    player.wait(22.1)
    assert player.told == ["attention"]
    assert player.watch.job.reasons == ("door_open",)
