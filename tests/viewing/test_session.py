"""What happens on a screen, evening by evening."""

import pytest

from custom_components.parlor.viewing.observation import Status
from custom_components.parlor.viewing.seen import Activity
from custom_components.parlor.viewing.viewing import Happened, Outcome

from .evening import NETFLIX, PLEX, PLEX_APP, START, TV, YOUTUBE, Evening, episode, film

STARTED, PAUSED, RESUMED = Happened.STARTED, Happened.PAUSED, Happened.RESUMED
FINISHED, ABANDONED = Happened.FINISHED, Happened.ABANDONED


@pytest.fixture
def evening() -> Evening:
    """Return an evening that begins with Plex in front of the TV."""
    evening = Evening()
    evening.say(TV, Status.ON, app=PLEX_APP)
    evening.say(PLEX, Status.IDLE)
    evening.wait(10)
    return evening


def test_a_film_with_a_pause_to_its_end(evening: Evening) -> None:
    evening.say(PLEX, Status.PLAYING, medium=film(position=0.0, position_at=evening.now))
    assert evening.watch.seen.activity is Activity.WATCHING
    evening.wait(600)
    evening.say(PLEX, Status.PAUSED, medium=film(position=600.0, position_at=evening.now))
    evening.wait(300)
    evening.say(PLEX, Status.PLAYING, medium=film(position=600.0, position_at=evening.now))
    evening.wait(6500)
    evening.say(PLEX, Status.IDLE)
    evening.wait(120)
    assert evening.happened == [STARTED, PAUSED, RESUMED, FINISHED]
    (row,) = evening.rows.values()
    assert (row.watched, row.position, row.ended) == (7100.0, 7100.0, START + 10 + 600 + 300 + 6500)
    assert row.outcome is Outcome.FINISHED and row.title is not None and row.title.name == "Heat"


def test_what_is_stopped_early_is_abandoned_when_it_was_stopped(evening: Evening) -> None:
    evening.say(PLEX, Status.PLAYING, medium=film(position=0.0, position_at=evening.now))
    evening.wait(1000)
    evening.say(TV, Status.OFF)
    evening.wait(60)
    assert evening.happened == [STARTED, ABANDONED]
    assert evening.of(ABANDONED)[0].at == START + 1010


def test_the_next_episode(evening: Evening) -> None:
    evening.say(PLEX, Status.PLAYING, medium=episode(1, position=0.0, position_at=evening.now))
    evening.wait(2950)
    evening.say(PLEX, Status.PLAYING, medium=episode(2, position=0.0, position_at=evening.now))
    assert evening.happened == [STARTED, FINISHED, Happened.NEXT_EPISODE, Happened.TITLE_CHANGED, STARTED]


def test_a_peek_at_another_app_ends_nothing(evening: Evening) -> None:
    evening.say(PLEX, Status.PLAYING, medium=film(position=0.0, position_at=evening.now))
    evening.wait(1000)
    evening.say(TV, Status.ON, app=YOUTUBE)
    evening.wait(20)
    evening.say(TV, Status.ON, app=PLEX_APP)
    evening.wait(1000)
    assert len(evening.rows) == 1
    assert evening.watch.current(evening.now).watched == 2000.0  # type: ignore[union-attr]


def test_another_app_is_another_viewing(evening: Evening) -> None:
    evening.say(TV, Status.ON, app=NETFLIX)
    evening.wait(1000)
    evening.say(TV, Status.ON, app=YOUTUBE)
    evening.wait(1000)
    evening.say(TV, Status.OFF)
    evening.wait(60)
    assert evening.happened == [STARTED, STARTED, FINISHED, FINISHED]
    assert [row.watched for row in evening.rows.values()] == [1000.0, 1000.0]


def test_after_a_kill_the_same_viewing_goes_on(evening: Evening) -> None:
    evening.say(PLEX, Status.PLAYING, medium=film(position=0.0, position_at=evening.now))
    evening.wait(1000)
    (left,) = evening.restart(60, killed=True)
    evening.say(TV, Status.ON, app=PLEX_APP)
    evening.say(PLEX, Status.PLAYING, medium=film(position=1060.0, position_at=evening.now))
    evening.take(evening.watch.adopt(left))
    evening.wait(100)
    assert [row.id for row in evening.rows.values()] == [left.id]
    assert evening.happened == [STARTED, STARTED]
