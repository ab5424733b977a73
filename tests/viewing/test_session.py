"""What starts, pauses and ends on a screen, and what is no end."""

import pytest

from custom_components.parlor.viewing.observation import Medium, Status
from custom_components.parlor.viewing.seen import Activity
from custom_components.parlor.viewing.viewing import Happened, Outcome

from .evening import BOX, HOME, NETFLIX, PLEX, PLEX_APP, PS5, SPOTIFY, START, TV, YOUTUBE, Evening, episode, film

STARTED, PAUSED, RESUMED = Happened.STARTED, Happened.PAUSED, Happened.RESUMED
FINISHED, ABANDONED = Happened.FINISHED, Happened.ABANDONED
TITLE_CHANGED, NEXT_EPISODE = Happened.TITLE_CHANGED, Happened.NEXT_EPISODE


@pytest.fixture
def evening() -> Evening:
    """Return an evening on which a film has run for 1000 seconds."""
    evening = Evening()
    evening.say(TV, Status.ON, app=PLEX_APP)
    evening.say(PLEX, Status.PLAYING, medium=film(position=0.0, position_at=START))
    evening.wait(1000)
    return evening


def on(evening: Evening) -> None:
    """Have the film go on from where it was."""
    evening.say(TV, Status.ON, app=PLEX_APP)
    evening.say(PLEX, Status.PLAYING, medium=film(position=1000.0, position_at=evening.now))


def watched(evening: Evening) -> float:
    """Return for how long what goes on was watched."""
    viewing = evening.watch.current(evening.now)
    return viewing.watched if viewing else 0.0


def test_a_film_with_a_pause_to_its_end(evening: Evening) -> None:
    evening.say(PLEX, Status.PAUSED, medium=film(position=1000.0, position_at=evening.now))
    evening.wait(300)
    on(evening)
    evening.wait(6100)
    evening.say(PLEX, Status.IDLE)
    evening.wait(11)
    assert evening.happened == [STARTED, PAUSED, RESUMED, FINISHED]
    (row,) = evening.rows.values()
    assert (row.watched, row.position, row.ended) == (7100.0, 7100.0, START + 7400)
    assert row.outcome is Outcome.FINISHED and row.title is not None and row.title.name == "Heat"


def test_what_is_turned_off_early_is_abandoned_when_it_was(evening: Evening) -> None:
    evening.say(TV, Status.OFF)
    evening.wait(9)
    assert evening.happened == [STARTED]
    evening.wait(2)
    assert evening.happened == [STARTED, ABANDONED]
    assert evening.of(ABANDONED)[0].at == START + 1000


def test_what_is_stopped_is_abandoned_after_a_while_and_as_of_when_it_was(evening: Evening) -> None:
    evening.say(PLEX, Status.IDLE)
    assert evening.watch.seen.activity is Activity.IDLE
    evening.wait(89)
    assert evening.happened == [STARTED] and evening.watch.viewing is not None
    evening.wait(2)
    assert evening.of(ABANDONED)[0].at == START + 1000 and evening.watch.viewing is None


@pytest.mark.parametrize(
    ("source", "status", "told", "seconds"),
    [
        (TV, Status.ON, {"app": HOME}, 85),
        (TV, Status.ON, {"app": YOUTUBE}, 25),
        (TV, Status.OFF, {}, 8),
        (PLEX, Status.UNKNOWN, {}, 85),
        (PLEX, Status.IDLE, {}, 5),
        (PLEX, Status.BUFFERING, {"medium": film()}, 600),
        (PLEX, Status.BUFFERING, {}, 85),
        (PLEX, Status.PLAYING, {"medium": Medium(title="Buy this", duration=30.0)}, 30),
        (PLEX, Status.PLAYING, {}, 170),
    ],
    ids=[
        "home screen",
        "a glance at another app",
        "off and on again",
        "the player starts anew and says nothing",
        "the player starts anew and says idle",
        "buffering",
        "buffering without a title",
        "an ad with a title",
        "an ad without a title",
    ],
)
def test_what_is_no_end(evening: Evening, source: object, status: Status, told: dict, seconds: float) -> None:  # type: ignore[type-arg]
    evening.say(source, status, **told)  # type: ignore[arg-type]
    evening.wait(seconds)
    on(evening)
    evening.wait(500)
    titled = [event for event in evening.events if event.viewing and event.viewing.title]
    assert [event.happened for event in titled if event.happened is not Happened.APP_OPENED] == [STARTED]
    assert len(evening.rows) == 1
    assert watched(evening) == pytest.approx(1500, abs=0.1)


@pytest.mark.parametrize("status", [Status.ON, Status.UNKNOWN], ids=["without its app", "silent"])
def test_a_tv_that_says_little_for_a_moment_interrupts_nothing(evening: Evening, status: Status) -> None:
    evening.say(TV, status)
    evening.wait(85)
    evening.say(TV, Status.ON, app=PLEX_APP)
    evening.wait(500)
    assert evening.happened == [STARTED] and watched(evening) == pytest.approx(1585)


def test_several_ads_are_one_break(evening: Evening) -> None:
    for name in ("One", "Two", "Three"):
        evening.say(PLEX, Status.PLAYING, medium=Medium(title=name, duration=30.0))
        evening.wait(30)
    on(evening)
    assert evening.happened == [STARTED] and watched(evening) == 1000


def test_what_was_an_ad_for_too_long_is_a_viewing_of_its_own(evening: Evening) -> None:
    evening.say(PLEX, Status.PLAYING)
    evening.wait(200)
    assert evening.happened == [STARTED, ABANDONED, STARTED]
    assert watched(evening) == 200
    assert [event.at for event in evening.events] == [START, START + 1000, START + 1000]


def test_paused_is_no_end_for_four_hours(evening: Evening) -> None:
    evening.say(PLEX, Status.PAUSED, medium=film(position=1000.0, position_at=evening.now))
    evening.wait(4 * 3600 - 1)
    assert evening.happened == [STARTED, PAUSED]
    evening.wait(2)
    assert evening.happened == [STARTED, PAUSED, ABANDONED]
    assert evening.of(ABANDONED)[0].at == START + 1000


def test_nothing_begins_with_a_pause() -> None:
    evening = Evening()
    evening.say(TV, Status.ON, app=PLEX_APP)
    evening.say(PLEX, Status.PAUSED, medium=film())
    evening.wait(100)
    assert evening.happened == [] and evening.watch.seen.activity is Activity.PAUSED
    evening.say(PLEX, Status.PLAYING, medium=film())
    assert evening.happened == [STARTED]


@pytest.mark.parametrize(
    ("after", "is_next"),
    [(episode(2), True), (episode(1, season=2), True), (episode(7), False), (episode(2, series="Dark"), False)],
    ids=["the next number", "the next season", "another one", "another series"],
)
def test_the_next_episode(after: Medium, is_next: bool) -> None:
    evening = Evening()
    evening.say(TV, Status.ON, app=PLEX_APP)
    evening.say(PLEX, Status.PLAYING, medium=episode(1, position=0.0, position_at=START))
    evening.wait(2950)
    evening.say(PLEX, Status.PLAYING, medium=after)
    assert evening.happened == [STARTED, FINISHED, *([NEXT_EPISODE] if is_next else []), TITLE_CHANGED, STARTED]
    changed = evening.of(TITLE_CHANGED)[0]
    assert changed.previous is not None and changed.previous.title is not None
    assert changed.previous.title.episode == 1


def test_the_next_episode_after_a_moment_of_idle_or_on_another_source() -> None:
    evening = Evening()
    evening.say(TV, Status.ON, app=PLEX_APP)
    evening.say(PLEX, Status.PLAYING, medium=episode(1, position=0.0, position_at=START))
    evening.wait(1000)
    evening.say(PLEX, Status.IDLE)
    evening.wait(5)
    evening.say(TV, Status.ON, input="HDMI1")
    evening.say(BOX, Status.PLAYING, medium=episode(2))
    assert evening.happened == [STARTED, ABANDONED, NEXT_EPISODE, TITLE_CHANGED, STARTED]


def test_another_app_without_titles_is_another_viewing() -> None:
    evening = Evening()
    evening.say(TV, Status.ON, app=NETFLIX)
    evening.wait(1)
    assert evening.happened == []
    evening.wait(999)
    evening.say(TV, Status.ON, app=YOUTUBE)
    evening.wait(1000)
    evening.say(TV, Status.OFF)
    evening.wait(60)
    assert evening.happened == [STARTED, STARTED, FINISHED, FINISHED]
    assert [row.watched for row in evening.rows.values()] == [1000.0, 1000.0]


def test_a_game_a_film_and_music_are_three_viewings() -> None:
    evening = Evening()
    evening.say(TV, Status.ON, input="HDMI2")
    evening.say(PS5, Status.PLAYING, medium=Medium(title="Astro Bot", content_type="game"))
    evening.wait(600)
    evening.say(PS5, Status.PLAYING, app=NETFLIX)
    evening.wait(600)
    evening.say(PS5, Status.PLAYING, app=SPOTIFY)
    evening.wait(600)
    evening.say(TV, Status.OFF)
    evening.wait(60)
    rows = sorted(evening.rows.values(), key=lambda row: row.started)
    assert [row.activity for row in rows] == [Activity.GAMING, Activity.WATCHING, Activity.LISTENING]
    assert [row.watched for row in rows] == [600.0, 600.0, 600.0]


def test_the_same_title_after_its_end_is_another_viewing(evening: Evening) -> None:
    evening.say(TV, Status.OFF)
    evening.wait(300)
    on(evening)
    evening.wait(60)
    assert evening.happened == [STARTED, ABANDONED, STARTED] and len(evening.rows) == 2


def test_a_glance_is_told_and_not_written_down() -> None:
    evening = Evening()
    evening.say(TV, Status.ON, app=PLEX_APP)
    evening.say(PLEX, Status.PLAYING, medium=film())
    evening.wait(29)
    evening.say(TV, Status.OFF)
    evening.wait(60)
    assert evening.happened == [STARTED, ABANDONED] and not evening.rows
