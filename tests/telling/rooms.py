"""A home of two rooms, with a TV in one of them, and two persons."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from custom_components.parlor.telling.decide import decide
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
