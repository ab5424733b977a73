"""What a message waits for, and until when: tables of screens, limits and quiet hours."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from custom_components.parlor.telling.decide import Why, decide
from custom_components.parlor.telling.place import Doing, Occasion, Place, Screen, Watched
from custom_components.parlor.telling.rules import Rules

from .rooms import (
    ANNA,
    ANNA_PHONE,
    BEN,
    EMPTY,
    HERE,
    LIKELY,
    NO_PHONES,
    NOW,
    SAT,
    UNKNOWN,
    film,
    kitchen,
    living,
    message,
    told,
)


@pytest.mark.parametrize(
    ("screen", "is_held"),
    [
        (film(), True),
        (film(watched=Watched.SERIES), True),
        (film(watched=Watched.LIVE), True),
        (film(watched=Watched.OTHER), True),
        (film(Doing.GAMING, watched=Watched.GAME), False),  # unless the user wants that
        (film(is_ad=True), False),
        (film(Doing.PAUSED), False),
        (film(Doing.PAUSED, since=NOW - timedelta(seconds=1)), True),  # who winds stops for a moment
        (film(Doing.PAUSED, since=NOW - timedelta(seconds=3)), False),
        (film(Doing.IDLE), False),
        (film(Doing.OFF), False),
        (film(Doing.UNKNOWN), False),
        (film(Doing.LISTENING), False),
    ],
)
def test_what_is_not_disturbed(screen: Screen, is_held: bool) -> None:
    decision = decide(message(), [living(screen=screen)], [ANNA], Rules(), NOW)
    assert (decision.hold is not None) is is_held
    assert bool(decision.surfaces) is not is_held
    if decision.hold is not None:
        assert (decision.hold.why, decision.hold.screens) == (Why.WATCHING, ("TV",))
        assert decision.hold.until == NOW + timedelta(hours=1)


def test_games_where_the_user_wants_that() -> None:
    rules = Rules(holds=frozenset({Watched.GAME}))
    assert decide(message(), [living(screen=film(Doing.GAMING, watched=Watched.GAME))], [], rules, NOW).hold
    assert told([living(screen=film())], rules=rules) == {"sat", "tv"}


@pytest.mark.parametrize(
    ("now", "is_told"),
    [
        (Occasion(viewing="v1", app="netflix"), False),
        (Occasion(app="netflix"), False),
        (Occasion(), False),  # not known is not another
        (Occasion(viewing="v2", app="netflix"), True),
        (Occasion(viewing="v1", app="youtube"), True),
        (Occasion(viewing="v2"), True),
    ],
)
def test_between_two_works(now: Occasion, is_told: bool) -> None:
    first = decide(message(), [living(screen=film())], [], Rules(), NOW)
    assert first.hold is not None
    held = message().waiting(first.hold.occasions)
    decision = decide(held, [living(screen=film(occasion=now))], [], Rules(), NOW + timedelta(minutes=1))
    assert bool(decision.surfaces) is is_told


def test_who_watched_is_likely_to_be_there_when_it_ends() -> None:
    held = message(waited_for={"s1": Occasion(viewing="v1")})
    over = [living(UNKNOWN, screen=film(Doing.OFF)), kitchen(UNKNOWN)]
    decision = decide(held, over, [ANNA], Rules(), NOW)
    assert {each.target for each in decision.surfaces} == {"sat", "tv"}
    over = [living(EMPTY, screen=film(Doing.OFF)), kitchen(UNKNOWN)]
    decision = decide(held, over, [ANNA], Rules(), NOW)
    assert {each.target for each in decision.surfaces} == {"kitchen"}


def test_what_it_waits_for_gets_more_exact_and_stays() -> None:
    first = message().waiting({"s1": Occasion(app="netflix")})
    second = first.waiting({"s1": Occasion(viewing="v1", app="netflix"), "s2": Occasion(viewing="x")})
    assert second.waited_for == {"s1": Occasion(viewing="v1", app="netflix"), "s2": Occasion(viewing="x")}
    assert second.waiting({"s1": Occasion(viewing="v9", app="other")}) is second


@pytest.mark.parametrize(
    ("limit", "max_hold", "minutes", "is_held"),
    [
        (60, None, 0, True),
        (60, None, 59, True),
        (60, None, 60, False),
        (60, 10, 9, True),
        (60, 10, 10, False),
        (60, 120, 90, True),
        (0, None, 0, False),
        (60, 0, 0, False),
    ],
)
def test_limit(limit: int, max_hold: int | None, minutes: int, is_held: bool) -> None:
    rules = Rules(limit=timedelta(minutes=limit))
    asked = message(max_hold=None if max_hold is None else timedelta(minutes=max_hold))
    decision = decide(asked, [living(screen=film())], [ANNA], rules, NOW + timedelta(minutes=minutes))
    assert (decision.hold is not None) is is_held
    assert {each.target for each in decision.surfaces} == (set() if is_held else {"sat", "tv"})


def test_told_in_the_kitchen_while_a_film_runs_in_the_living_room() -> None:
    assert told([living(screen=film()), kitchen(HERE)], ANNA) == {"kitchen"}
    held = decide(message(), [living(screen=film()), kitchen(UNKNOWN)], [ANNA], Rules(), NOW)
    assert held.hold is not None and not held.surfaces  # those at home are before the film


def test_a_film_that_is_watched_where_nothing_can_speak_is_not_disturbed_by_a_phone_either() -> None:
    place = Place(area="living", name="Living room", presence=LIKELY, screens=(film(),))
    assert decide(message(), [place], [ANNA], Rules(), NOW).hold
    assert told([replace(place, screens=(film(Doing.PAUSED),))], ANNA) == {"anna"}


def test_busy_satellites_are_waited_for() -> None:
    place = living(HERE, replace(SAT, is_busy=True))
    decision = decide(message(), [place], [ANNA], Rules(), NOW)
    assert decision.hold is not None and decision.hold.why is Why.BUSY
    assert {each.target for each in decide(message(), [place], [], Rules(), NOW + timedelta(hours=2)).surfaces} == {
        "sat"
    }


def test_phones_at_once_and_the_room_after_the_film() -> None:
    places = [living(screen=film())]
    first = decide(message(phones=True), places, [ANNA], Rules(), NOW)
    assert [each.target for each in first.surfaces] == ["anna"] and first.hold is not None
    after = message(phones=True, told=frozenset({ANNA_PHONE.id}))
    again = decide(after, places, [ANNA], Rules(), NOW + timedelta(minutes=1))
    assert not again.surfaces and again.hold is not None
    last = decide(after, [living(screen=film(Doing.PAUSED))], [ANNA], Rules(), NOW + timedelta(minutes=2))
    assert {each.target for each in last.surfaces} == {"sat", "tv"}


QUIET = Rules(quiet_from=time(22), quiet_until=time(6, 30))


@pytest.mark.parametrize(
    ("clock", "is_quiet"),
    [
        (time(21, 59), False),
        (time(22), True),
        (time(23, 59), True),
        (time(0), True),
        (time(6, 29), True),
        (time(6, 30), False),
    ],
)
def test_quiet_hours(clock: time, is_quiet: bool) -> None:
    now = datetime.combine(NOW.date(), clock, NOW.tzinfo)
    asked = message(asked_at=now.astimezone(UTC))
    phones = decide(asked, [living(HERE)], [ANNA, BEN], QUIET, now)
    assert {each.target for each in phones.surfaces} == ({"anna"} if is_quiet else {"sat", "tv"})
    without = decide(asked, [living(HERE)], NO_PHONES, QUIET, now)
    assert (without.hold is not None) is is_quiet
    if without.hold is not None:
        assert without.hold.why is Why.QUIET and without.hold.until is not None
        assert without.hold.until.astimezone(NOW.tzinfo).time() == time(6, 30)
        assert timedelta(0) < without.hold.until - now <= timedelta(hours=8, minutes=30)


@pytest.mark.parametrize(
    ("start", "end", "clock", "is_quiet"),
    [
        (time(13), time(15), time(14), True),
        (time(13), time(15), time(15), False),
        (time(13), time(13), time(13), False),
        (None, time(13), time(12), False),
        (time(12), None, time(12), False),
    ],
)
def test_quiet_by_day(start: time | None, end: time | None, clock: time, is_quiet: bool) -> None:
    now = datetime.combine(NOW.date(), clock, NOW.tzinfo)
    assert (Rules(quiet_from=start, quiet_until=end).quiet_end(now) is not None) is is_quiet


def test_quiet_end_on_the_night_in_which_clocks_change() -> None:
    now = datetime(2026, 10, 25, 1, 0, tzinfo=NOW.tzinfo)
    end = QUIET.quiet_end(now)
    assert end == datetime(2026, 10, 25, 5, 30, tzinfo=UTC)
