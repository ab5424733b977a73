"""Who is told what where, and what waits for what: tables of homes and messages."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custom_components.parlor.telling.decide import Nowhere, Why, decide
from custom_components.parlor.telling.message import Message
from custom_components.parlor.telling.place import (
    Doing,
    Occasion,
    Person,
    Place,
    Presence,
    Screen,
    Surface,
    Watched,
    Way,
)
from custom_components.parlor.telling.rules import Rules

NOW = datetime(2026, 11, 28, 20, 0, tzinfo=ZoneInfo("Europe/Berlin"))
HERE, LIKELY, UNKNOWN, EMPTY = Presence.HERE, Presence.LIKELY, Presence.UNKNOWN, Presence.EMPTY


def surface(way: Way, name: str, **more: Any) -> Surface:
    return Surface(way=way, target=name, name=name, **more)


SAT, SPEAKER = surface(Way.SATELLITE, "sat"), surface(Way.SPEAKER, "box")
KITCHEN_SAT, NOTICE = surface(Way.SATELLITE, "kitchen"), surface(Way.NOTICE, "tv")
ANNA_PHONE, BEN_PHONE = surface(Way.PHONE, "anna"), surface(Way.PHONE, "ben")
ANNA = Person(id="person.anna", name="Anna", is_home=True, phones=(ANNA_PHONE,))
BEN = Person(id="person.ben", name="Ben", is_home=False, phones=(BEN_PHONE,))
RULES = Rules()
NO_PHONES = (Person(id="person.anna", name="Anna", is_home=True),)


def film(doing: Doing = Doing.WATCHING, **more: Any) -> Screen:
    known: dict[str, Any] = {"watched": Watched.FILM, "occasion": Occasion(viewing="v1", app="netflix"), **more}
    return Screen(id="s1", name="TV", doing=doing, **known)


def living(presence: Presence = LIKELY, *surfaces: Surface, screen: Screen | None = None) -> Place:
    return Place(
        area="living",
        name="Living room",
        presence=presence,
        screens=(screen,) if screen else (),
        surfaces=surfaces or (SAT, SPEAKER, NOTICE),
    )


def kitchen(presence: Presence = EMPTY, *surfaces: Surface) -> Place:
    return Place(area="kitchen", name="Kitchen", presence=presence, surfaces=surfaces or (KITCHEN_SAT,))


def message(**more: Any) -> Message:
    return Message(**{"id": "m", "text": "The washing is done.", "asked_at": NOW.astimezone(UTC), **more})


def told(places: list[Place], *persons: Person, rules: Rules = RULES, **more: Any) -> set[str]:
    """Return on what a message is told, which waits for nothing."""
    decision = decide(message(**more), places, persons, rules, NOW)
    assert decision.hold is None and decision.nowhere is None, decision
    assert len({each.id for each in decision.surfaces}) == len(decision.surfaces)
    return {each.target for each in decision.surfaces}


@pytest.mark.parametrize(
    ("places", "where"),
    [
        ([living(HERE)], {"sat", "tv"}),
        ([living(HERE, SPEAKER)], {"box"}),
        ([living(HERE, NOTICE)], {"tv"}),
        ([living(HERE), kitchen(HERE)], {"sat", "tv", "kitchen"}),
        ([living(HERE), kitchen(LIKELY)], {"sat", "tv", "kitchen"}),
        ([living(HERE), kitchen(UNKNOWN)], {"sat", "tv"}),
        ([living(EMPTY), kitchen(UNKNOWN)], {"kitchen"}),
        ([living(UNKNOWN), kitchen(UNKNOWN)], {"sat", "tv", "kitchen"}),
        ([living(EMPTY), kitchen(EMPTY)], {"anna"}),  # at home, but in no room that anybody knows of
        ([Place(area="garden", name="Garden", presence=HERE), kitchen(EMPTY)], {"anna"}),
        ([], {"anna"}),
        ([living(HERE, replace(SAT, is_busy=True), SPEAKER)], {"box"}),
        ([living(HERE, replace(SPEAKER, interrupts=True), SAT)], {"sat"}),
        ([living(HERE, replace(SPEAKER, interrupts=True))], {"anna"}),
        ([living(HERE, SAT), Place(area="hall", name="Hall", presence=HERE, surfaces=(SAT,))], {"sat"}),
    ],
)
def test_where_people_are(places: list[Place], where: set[str]) -> None:
    assert told(places, ANNA, BEN) == where


@pytest.mark.parametrize(
    ("places", "where"),
    [
        ([living(EMPTY), kitchen(EMPTY)], {"sat", "tv", "kitchen"}),  # better in the next room than nowhere
        ([living(EMPTY), kitchen(UNKNOWN)], {"kitchen"}),
        ([Place(area="garden", name="Garden", presence=HERE), kitchen(UNKNOWN), living(EMPTY)], {"kitchen"}),
    ],
)
def test_without_phones(places: list[Place], where: set[str]) -> None:
    assert told(places, *NO_PHONES) == where


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


@pytest.mark.parametrize(
    ("places", "persons", "where"),
    [
        ([living(screen=film())], [ANNA, BEN], {"sat", "tv", "anna", "ben"}),
        ([living(HERE), kitchen(UNKNOWN)], [ANNA], {"sat", "tv", "kitchen", "anna"}),
        ([living(HERE), kitchen(EMPTY)], [], {"sat", "tv"}),
        ([living(EMPTY)], [ANNA], {"anna"}),
        ([living(EMPTY)], [], {"sat", "tv"}),
        ([living(UNKNOWN)], [BEN], {"ben"}),
        ([living(HERE, replace(SAT, is_busy=True))], [], {"sat"}),
        ([living(HERE, replace(SPEAKER, interrupts=True))], [ANNA], {"anna"}),
        ([living(HERE, replace(SPEAKER, interrupts=True))], [], {"box"}),  # rather the film than the freezer
    ],
)
def test_urgent(places: list[Place], persons: list[Person], where: set[str]) -> None:
    quiet = Rules(quiet_from=time(19), quiet_until=time(7))
    assert told(places, *persons, is_urgent=True) == where
    assert told(places, *persons, rules=quiet, is_urgent=True) == where


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"phones": True}, {"sat", "tv", "anna"}),
        ({"phones": False}, {"sat", "tv"}),
        ({"ways": {Way.NOTICE}}, {"tv"}),
        ({"ways": {Way.SPEAKER}}, {"box"}),
        ({"ways": {Way.PHONE}}, {"anna"}),
        ({"areas": {"kitchen"}}, {"anna"}),
        ({"areas": {"kitchen"}, "phones": False}, {"kitchen"}),
        ({"persons": {"person.ben"}}, {"ben"}),
        ({"persons": {"person.ben"}, "is_urgent": True}, {"ben"}),
        ({"is_urgent": True, "phones": False}, {"sat", "tv"}),
    ],
)
def test_what_the_sender_wants(more: dict[str, Any], where: set[str]) -> None:
    wanted = {key: frozenset(value) if isinstance(value, set) else value for key, value in more.items()}
    decision = decide(message(**wanted), [living(HERE), kitchen(EMPTY)], [ANNA, BEN], RULES, NOW)
    assert {each.target for each in decision.surfaces} == where


@pytest.mark.parametrize(
    ("ways", "more", "nowhere"),
    [
        ({Way.PHONE}, {"phones": False}, Nowhere.NO_SURFACE),
        ({Way.SATELLITE}, {"persons": frozenset({"person.anna"})}, Nowhere.NO_SURFACE),
        ({Way.PHONE}, {"persons": frozenset({"person.carl"})}, Nowhere.NO_PHONE),
        ({Way.SATELLITE}, {"areas": frozenset({"attic"})}, Nowhere.NO_SURFACE),
        ({Way.SATELLITE}, {"ways": frozenset({Way.NOTICE}), "is_urgent": True}, Nowhere.NO_SURFACE),
        (set(Way), {"areas": frozenset({"attic"}), "failed": frozenset({ANNA_PHONE.id})}, Nowhere.FAILED),
    ],
)
def test_nowhere(ways: set[Way], more: dict[str, Any], nowhere: Nowhere) -> None:
    decision = decide(message(**more), [living(HERE)], [ANNA], Rules(ways=frozenset(ways)), NOW)
    assert (decision.surfaces, decision.hold, decision.nowhere) == ((), None, nowhere)


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


def test_nobody_at_home() -> None:
    assert told([living(EMPTY)], BEN) == {"ben"}
    away = replace(BEN, phones=())
    decision = decide(message(), [living(UNKNOWN)], [away], Rules(), NOW)
    assert decision.hold is not None and decision.hold.why is Why.NOBODY_HOME and decision.hold.until is None
    assert told([living(UNKNOWN)], replace(away, is_home=None)) == {"sat", "tv"}
    assert told([living(HERE)], away) == {"sat", "tv"}  # guests
    later = decide(message(), [living(UNKNOWN)], [away], Rules(), NOW + timedelta(days=1))
    assert later.nowhere is Nowhere.EXPIRED and later.hold is None


@pytest.mark.parametrize(
    ("failed", "done", "where"),
    [
        ({SAT}, {NOTICE}, {"box"}),  # the other voice of the room
        ({SAT, SPEAKER}, {NOTICE}, set()),  # it was shown there
        ({SAT, SPEAKER, NOTICE}, set(), {"anna"}),
        ({NOTICE}, {SAT}, set()),
        ({SAT, SPEAKER, NOTICE}, {KITCHEN_SAT}, {"anna"}),
    ],
)
def test_another_way(failed: set[Surface], done: set[Surface], where: set[str]) -> None:
    before = message(failed=frozenset(each.id for each in failed), told=frozenset(each.id for each in done))
    places = [living(HERE), kitchen(HERE if KITCHEN_SAT in done else EMPTY)]
    assert {each.target for each in decide(before, places, [ANNA], RULES, NOW).surfaces} == where


def test_no_other_way() -> None:
    ids = frozenset(each.id for each in (SAT, SPEAKER, NOTICE, KITCHEN_SAT))
    decision = decide(message(failed=ids), [living(HERE), kitchen(EMPTY)], NO_PHONES, Rules(), NOW)
    assert decision.nowhere is Nowhere.FAILED


@pytest.mark.parametrize("is_urgent", [False, True])
@pytest.mark.parametrize("phones", [None, True, False])
@pytest.mark.parametrize("presences", [(a, b) for a in Presence for b in Presence])
@pytest.mark.parametrize("doing", list(Doing))
def test_never_twice_and_always_an_end(
    is_urgent: bool, phones: bool | None, presences: tuple[Presence, Presence], doing: Doing
) -> None:
    """However it goes, each surface is used once at most, and the last answer is that it is told, waits, or is told nowhere."""
    places = [living(presences[0], screen=film(doing)), kitchen(presences[1])]
    for fails in (False, True):
        now_message, used = message(is_urgent=is_urgent, phones=phones), set[str]()
        for _ in range(10):
            decision = decide(now_message, places, [ANNA, BEN], Rules(), NOW)
            ids = {each.id for each in decision.surfaces}
            assert not ids & used
            assert not (is_urgent and decision.hold)
            used |= ids
            if not ids:
                break
            now_message = now_message.after(told=() if fails else ids, failed=ids if fails else ())
        assert not decision.surfaces
        assert decision.hold or (decision.nowhere is None) is bool(now_message.told)
