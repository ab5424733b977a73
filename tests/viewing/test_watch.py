"""What is kept of a screen over restarts, clocks that are set, and what is learned later."""

import pytest

from custom_components.parlor.viewing.observation import Medium, Observation, Status
from custom_components.parlor.viewing.seen import Activity
from custom_components.parlor.viewing.title import Title, TitleKind
from custom_components.parlor.viewing.viewing import Happened

from .evening import BOX, LIVING_ROOM, NETFLIX, PLEX, PLEX_APP, START, TV, YOUTUBE, Evening, film

STARTED, ABANDONED = Happened.STARTED, Happened.ABANDONED


def running(seconds: float = 1000.0) -> Evening:
    """Return an evening on which a film has run for a while."""
    evening = Evening()
    evening.say(TV, Status.ON, app=PLEX_APP)
    evening.say(PLEX, Status.PLAYING, medium=film(position=0.0, position_at=START))
    evening.wait(seconds)
    return evening


def go_on(evening: Evening, position: float) -> None:
    """Have the same film play at a position."""
    evening.say(TV, Status.ON, app=PLEX_APP)
    evening.say(PLEX, Status.PLAYING, medium=film(position=position, position_at=evening.now))


def test_after_a_kill_the_same_viewing_goes_on_with_its_id() -> None:
    evening = running()
    (left,) = evening.restart(60, killed=True)
    go_on(evening, 1060)
    evening.take(evening.watch.adopt(left))
    evening.wait(100)
    assert [row.id for row in evening.rows.values()] == [left.id]


def test_what_is_adopted_before_anything_is_heard_starts_only_once() -> None:
    evening = running()
    (left,) = evening.restart(60)
    evening.take(evening.watch.adopt(left))
    go_on(evening, 1060)
    evening.wait(100)
    assert evening.happened == [STARTED]
    assert [row.id for row in evening.rows.values()] == [left.id]


def test_what_was_left_open_too_long_ago_ended_when_it_was_last_written_down() -> None:
    evening = running()
    (left,) = evening.restart(1000)
    evening.take(evening.watch.adopt(left))
    go_on(evening, 1000)
    assert evening.happened == [STARTED, ABANDONED, STARTED]
    assert evening.of(ABANDONED)[0].at == START + 1000


def test_something_else_is_on_after_a_restart() -> None:
    evening = running()
    (left,) = evening.restart(60)
    evening.take(evening.watch.adopt(left))
    evening.say(TV, Status.ON, app=NETFLIX)
    evening.wait(1000)
    assert evening.rows[left.id].ended == START + 1000


def test_a_glance_that_is_not_gone_on_with_is_left_nowhere() -> None:
    evening = running(12)
    (left,) = evening.restart(5)
    evening.take(evening.watch.adopt(left))
    evening.say(TV, Status.ON, app=NETFLIX)
    evening.wait(100)
    assert left.id not in evening.rows and evening.of(ABANDONED)[0].at == START + 12


def test_a_glance_that_is_gone_on_with_counts() -> None:
    evening = running(12)
    for _ in range(2):
        (left,) = evening.restart(5)
        evening.take(evening.watch.adopt(left))
        go_on(evening, 20)
        evening.wait(10)
    evening.say(TV, Status.OFF)
    evening.wait(60)
    (row,) = evening.rows.values()
    assert row.watched == 32 and evening.happened == [STARTED, ABANDONED]


def test_a_glance_that_is_written_down_while_it_goes_on_is_left_nowhere() -> None:
    evening = running(12)
    evening.take(evening.watch.close())  # as when the household is there only now
    assert evening.rows
    evening.say(TV, Status.OFF)
    evening.wait(60)
    assert not evening.rows


def test_a_clock_that_is_set_back_takes_little_from_what_goes_on() -> None:
    evening = running()
    evening.now -= 3600
    evening.take(evening.watch.tick())
    evening.wait(500)
    (left,) = evening.restart(10)
    assert left.watched == left.as_of - left.started
    assert 1470 <= left.watched <= 1500  # but for what ran since the last checkpoint
    evening.take(evening.watch.adopt(left))
    go_on(evening, 1500)
    viewing = evening.watch.current(evening.now)
    assert viewing is not None and viewing.id == left.id


def test_a_row_of_a_clock_that_was_ahead_keeps_its_length() -> None:
    evening = running()
    (left,) = evening.restart(-3600, killed=True)
    evening.take(evening.watch.adopt(left))
    go_on(evening, 1000)
    viewing = evening.watch.current(evening.now)
    assert viewing is not None and viewing.as_of - viewing.started >= viewing.watched > 900


def test_a_clock_that_goes_back_a_second_hides_nothing() -> None:
    evening = running()
    evening.say(TV, Status.ON, app=YOUTUBE)
    evening.now -= 1
    evening.say(TV, Status.OFF)
    assert evening.watch.seen.activity is Activity.OFF


def test_what_is_older_and_comes_late_is_ignored() -> None:
    evening = running()
    late = Observation(source=TV.id, at=evening.now - 1100, status=Status.OFF)
    assert evening.take(evening.watch.observe(late)).events == ()
    assert evening.watch.seen.activity is Activity.WATCHING


def test_a_source_that_nobody_knows_says_nothing() -> None:
    evening = running()
    evening.take(evening.watch.observe(Observation(source="stranger", at=evening.now, status=Status.OFF)))
    assert set(evening.watch.said) <= {source.id for source in LIVING_ROOM.sources}


def test_a_better_title_starts_nothing() -> None:
    evening = Evening()
    medium = Medium(title="heat.1995.mkv", duration=7200.0)
    evening.say(TV, Status.ON, app=PLEX_APP)
    evening.say(PLEX, Status.PLAYING, medium=medium)
    evening.wait(60)
    better = Title(key="film:heat", kind=TitleKind.FILM, name="Heat", year=1995)
    evening.take(evening.watch.learn(better, medium))
    evening.say(PLEX, Status.PLAYING, medium=Medium(title="heat.1995.mkv", duration=7200.0, position=70.0))
    evening.wait(60)
    assert evening.happened.count(STARTED) == 1
    (row,) = evening.rows.values()
    assert row.title == better and row.watched == 120


def test_what_is_live_goes_no_further_than_it_lasts() -> None:
    evening = Evening()
    live = Medium(title="News", is_live=True, duration=900.0, position=880.0, position_at=START)
    evening.say(TV, Status.ON, app=PLEX_APP)
    evening.say(PLEX, Status.PLAYING, medium=live)
    evening.wait(300)
    viewing = evening.watch.current(evening.now)
    assert viewing is not None and (viewing.position, viewing.watched) == (900.0, 300.0)


def at_box(evening: Evening, app: str = "HDMI 1") -> None:
    """Have the box at HDMI 1 play a film that the TV shows, for two minutes."""
    evening.say(TV, Status.ON, input=app)
    evening.say(BOX, Status.PLAYING, medium=film())
    evening.wait(120)


def test_a_tv_that_is_away_for_a_moment_does_not_show_what_it_did_not_show() -> None:
    evening = Evening()
    at_box(evening)
    evening.say(TV, Status.ON, app=YOUTUBE)
    evening.wait(200)
    happened = list(evening.events)
    evening.say(TV, Status.UNKNOWN)
    assert evening.watch.seen.activity is Activity.UNKNOWN
    evening.wait(5)
    evening.say(TV, Status.ON, app=YOUTUBE)
    evening.wait(60)
    assert evening.events == happened  # nothing began, nothing ended, no input changed
    evening.say(TV, Status.UNKNOWN)
    evening.wait(120)
    assert evening.watch.seen.by == BOX.id  # after so long only the box is there to be believed


def test_a_tv_that_is_away_for_a_moment_goes_on_showing_what_it_showed() -> None:
    evening = Evening()
    at_box(evening)
    evening.say(TV, Status.UNKNOWN)
    evening.wait(5)
    assert evening.watch.seen.activity is Activity.WATCHING
    evening.say(TV, Status.ON, input="HDMI 1")
    evening.wait(60)
    assert evening.happened == [STARTED]


def test_a_tv_that_was_off_and_is_away_does_not_show_what_plays_elsewhere() -> None:
    evening = Evening()
    evening.say(TV, Status.OFF)
    evening.say(TV, Status.UNKNOWN)
    evening.say(BOX, Status.PLAYING, medium=film())
    evening.wait(60)
    assert evening.happened == []


@pytest.mark.parametrize("gone", ["box", "app", "other input", "off"])
def test_a_glance_before_a_film_costs_it_nothing(gone: str) -> None:
    """Live TV for a few seconds, as a set shows that is turned on, is held when the film begins; the film is held after it."""
    evening = Evening()
    evening.say(TV, Status.ON, input="Live TV")
    evening.wait(4)
    evening.say(BOX, Status.IDLE)
    evening.say(TV, Status.ON, input="HDMI 1")
    evening.wait(1)
    evening.say(BOX, Status.PLAYING, medium=film())
    evening.wait(40)
    match gone:
        case "box":
            evening.say(BOX, Status.UNKNOWN)
        case "app":
            evening.say(TV, Status.ON, app=NETFLIX)
        case "other input":
            evening.say(TV, Status.ON, input="HDMI 2")
        case "off":
            evening.say(TV, Status.OFF)
    evening.wait(5)
    evening.say(TV, Status.ON, input="HDMI 1")
    evening.say(BOX, Status.PLAYING, medium=film(position=45.0, position_at=evening.now))
    evening.wait(60)
    films = [
        event
        for event in evening.events
        if event.viewing and event.viewing.title and event.viewing.title.name == "Heat"
    ]
    assert [event.happened for event in films if event.happened in (STARTED, ABANDONED)] == [STARTED]


def test_after_a_restart_a_screen_that_is_off_ends_what_was_left_open_soon() -> None:
    evening = running()
    (left,) = evening.restart(60)
    evening.take(evening.watch.adopt(left))
    evening.say(TV, Status.OFF)
    evening.wait(60)
    assert evening.happened == [STARTED]
    evening.wait(60)
    assert evening.happened == [STARTED, ABANDONED]


def test_the_same_input_after_the_screen_was_off_is_no_other() -> None:
    evening = Evening()
    evening.say(TV, Status.ON, input="HDMI 1")
    evening.say(TV, Status.OFF)
    evening.wait(60)
    evening.say(TV, Status.ON, input="HDMI 1")
    evening.wait(60)
    assert evening.of(Happened.INPUT_CHANGED) == []
    evening.say(TV, Status.OFF)
    evening.say(TV, Status.ON, input="HDMI 2")
    assert len(evening.of(Happened.INPUT_CHANGED)) == 1
