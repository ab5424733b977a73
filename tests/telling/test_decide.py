"""Who is told what, and where: tables of homes and messages."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from custom_components.parlor.telling.decide import Nowhere, Why, decide
from custom_components.parlor.telling.place import Doing, Person, Place, Presence, Surface, Way
from custom_components.parlor.telling.rules import Rules

from .rooms import (
    ANNA,
    ANNA_PHONE,
    BEN,
    EMPTY,
    HERE,
    KITCHEN_SAT,
    LIKELY,
    NO_PHONES,
    NOTICE,
    NOW,
    RULES,
    SAT,
    SPEAKER,
    UNKNOWN,
    film,
    kitchen,
    living,
    message,
    told,
)


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
