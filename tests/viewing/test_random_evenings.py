"""What holds on every evening, whatever is said."""

from dataclasses import replace

from hypothesis import given, settings, strategies as st

from custom_components.parlor.viewing.observation import Observation
from custom_components.parlor.viewing.step import PEEK
from custom_components.parlor.viewing.viewing import Happened, Viewing

from .random_evenings import APART, CALM, ENDS, SAYINGS, WILD, Action, check_legal, check_times, end, play, said_now

MANY = settings(max_examples=150, deadline=None)


@MANY
@given(WILD)
def test_no_time_is_negative_and_nobody_watches_longer_than_time_passes(actions: list[Action]) -> None:
    evening = end(play(actions))
    for viewing in (*evening.rows.values(), *(event.viewing for event in evening.events if event.viewing)):
        check_times(viewing)


@MANY
@given(CALM)
def test_events_follow_each_other_as_they_can_and_every_start_has_one_end(actions: list[Action]) -> None:
    evening = end(play(actions))
    check_legal(evening.events)
    started = [event.viewing.id for event in evening.of(Happened.STARTED) if event.viewing]
    ended = [event.viewing.id for event in evening.events if event.viewing and event.happened in ENDS]
    assert sorted(started) == sorted(ended)
    assert all(row.ended is not None for row in evening.rows.values())


@MANY
@given(WILD)
def test_every_start_has_one_end_over_restarts(actions: list[Action]) -> None:
    evening = end(play(actions))
    started = {event.viewing.id for event in evening.of(Happened.STARTED) if event.viewing}
    ended = [event.viewing.id for event in evening.events if event.viewing and event.happened in ENDS]
    assert len(ended) == len(set(ended))
    assert started - evening.merged == set(ended)
    assert all(row.ended is not None for row in evening.rows.values())


@MANY
@given(WILD)
def test_two_rows_never_count_the_same_time(actions: list[Action]) -> None:
    rows = sorted(end(play(actions)).rows.values(), key=lambda row: row.started)
    if rows:
        assert sum(row.watched for row in rows) <= max(row.as_of for row in rows) - rows[0].started + 0.1


@MANY
@given(WILD)
def test_no_glance_is_left_once_it_has_ended(actions: list[Action]) -> None:
    assert all(row.watched >= PEEK for row in end(play(actions)).rows.values())


@MANY
@given(CALM)
def test_what_is_said_twice_happens_once(actions: list[Action]) -> None:
    evening = play(actions)
    again = evening.watch.observe(*evening.watch.said.values())
    assert (again.events, again.keep, again.dropped) == ((), (), ())


@MANY
@given(CALM, SAYINGS)
def test_the_order_of_what_is_said_at_once_makes_no_difference(
    actions: list[Action], said: tuple[Observation, ...]
) -> None:
    evenings = [play(actions), play(actions)]
    for evening, order in zip(evenings, (said, said[::-1]), strict=True):
        evening.take(evening.watch.observe(*said_now(evening, order)))
        end(evening)
    one, other = evenings
    assert [_plain(row) for row in one.rows.values()] == [_plain(row) for row in other.rows.values()]
    assert [event.happened for event in one.events] == [event.happened for event in other.events]


@MANY
@given(CALM, SAYINGS)
def test_what_is_said_at_once_may_come_one_by_one(actions: list[Action], said: tuple[Observation, ...]) -> None:
    evenings = [play(actions), play(actions)]
    for evening, order in zip(evenings, (said, said[::-1]), strict=True):
        for one in order:
            evening.take(evening.watch.observe(*said_now(evening, (one,))))
    assert evenings[0].watch.seen == evenings[1].watch.seen


@MANY
@given(CALM, st.floats(0, 30_000))
def test_one_long_sleep_is_as_many_short_ones(actions: list[Action], seconds: float) -> None:
    often, once = play(actions), play(actions)
    often.wait(seconds)
    often.take(often.watch.tick())
    once.now += seconds
    once.take(once.watch.tick())
    assert [_plain(row) for row in often.rows.values()] == [_plain(row) for row in once.rows.values()]
    assert [event.happened for event in often.events] == [event.happened for event in once.events]


def _plain(row: Viewing) -> Viewing:
    """Return a row without what differs from one run to the next."""
    return replace(
        row,
        id="",
        watched=round(row.watched, 1),
        as_of=round(row.as_of, 1),
        position=None if row.position is None else round(row.position, 1),
    )


@MANY
@given(CALM, st.floats(6, 100_000), CALM)
def test_a_clock_that_is_set_back_breaks_nothing(before: list[Action], back: float, after: list[Action]) -> None:
    evening = play(before)
    evening.now -= back
    end(play(after, evening))
    for event in evening.events:
        if event.viewing is not None and event.happened not in APART:
            check_times(event.viewing)
    check_legal(evening.events)
