"""Who is told a message now, where, and for what it waits otherwise. Pure.

It is asked anew whenever something changes, with what was told and failed so far in the message: it never answers with a surface that was used already.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from .message import LONGEST_HOLD, Message
from .place import Doing, Occasion, Person, Place, Presence, Screen, Surface, Way
from .rules import Rules

PAUSE_SETTLES: Final = timedelta(seconds=3)  # for which something must be paused: who winds stops for a moment


class Why(StrEnum):
    """For what a message waits."""

    WATCHING = "watching"
    BUSY = "busy"  # somebody talks with the satellite
    QUIET = "quiet"
    NOBODY_HOME = "nobody_home"


class Nowhere(StrEnum):
    """Why a message cannot be told at all."""

    NO_SURFACE = "no_surface"
    NO_PHONE = "no_phone"
    FAILED = "failed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A message waits: at `until` it does no more, at `look_at` it is time to look even if nothing is heard; None where nothing but news ends it."""

    why: Why
    until: datetime | None = None
    look_at: datetime | None = None
    screens: tuple[str, ...] = ()
    occasions: Mapping[str, Occasion] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is to be done: told on surfaces, held (both, where phones are told at once), or neither, and then why, if it was not told before."""

    surfaces: tuple[Surface, ...] = ()
    hold: Hold | None = None
    nowhere: Nowhere | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """A message with the places, persons and ways that are meant."""

    message: Message
    places: tuple[Place, ...]
    persons: tuple[Person, ...]
    rules: Rules
    now: datetime
    ways: frozenset[Way]
    is_empty_home: bool

    @property
    def waits_until(self) -> datetime:
        """Return until when it waits for a film at most."""
        hold = self.message.max_hold
        return self.message.asked_at + (self.rules.limit if hold is None else hold)

    def is_open(self, surface: Surface) -> bool:
        """Say whether a surface may be used, and was not yet."""
        return surface.way in self.ways and surface.id not in self.message.told | self.message.failed

    def is_reached(self, place: Place) -> bool:
        """Say whether something was told in a place."""
        return any(surface.id in self.message.told for surface in place.surfaces)


def decide(
    message: Message, places: Iterable[Place], persons: Iterable[Person], rules: Rules, now: datetime
) -> Decision:
    """Return what is to be done with a message; `now` is in the time zone of the home."""
    places, persons = tuple(places), tuple(persons)
    case = _Case(
        message=message,
        places=tuple(place for place in places if not message.areas or place.area in message.areas),
        persons=persons,
        rules=rules,
        now=now,
        ways=_ways(message, rules),
        is_empty_home=_is_empty(places, persons),
    )
    decision = _urgent(case) if message.is_urgent else _normal(case)
    if decision.hold is not None and not decision.surfaces and now - message.asked_at >= LONGEST_HOLD:
        return Decision(nowhere=None if message.told else Nowhere.EXPIRED)
    return decision


def _ways(message: Message, rules: Rules) -> frozenset[Way]:
    """Return the ways that both the user and the sender allow; what is for some persons is not for all who are in a room."""
    ways = rules.ways & message.ways if message.ways else rules.ways
    if message.persons:
        ways &= {Way.PHONE}
    return ways - {Way.PHONE} if message.phones is False else ways


def _is_empty(places: Iterable[Place], persons: Iterable[Person]) -> bool:
    """Say whether nobody is at home, as far as that is known: guests are no persons of the household, and are seen in a room."""
    known = [person.is_home for person in persons if person.is_home is not None]
    return bool(known) and not any(known) and not any(place.presence is Presence.HERE for place in places)


def _normal(case: _Case) -> Decision:
    """Return what is to be done with what can wait."""
    message = case.message
    if message.persons:
        return _finally(case, _phones(case))
    if (quiet := case.rules.quiet_end(case.now)) is not None:
        return _instead(case, Hold(why=Why.QUIET, until=quiet, look_at=quiet))
    if case.is_empty_home:
        return _instead(case, Hold(why=Why.NOBODY_HOME))
    also = _phones(case) if message.phones else ()
    decision = _in_rooms(case)
    return Decision(surfaces=_each_once((*decision.surfaces, *also)), hold=decision.hold, nowhere=decision.nowhere)


def _instead(case: _Case, hold: Hold) -> Decision:
    """Have phones told in place of rooms, and the message wait where none can be."""
    if phones := _phones(case):
        return Decision(surfaces=phones)
    return Decision() if case.message.told else Decision(hold=hold)


def _in_rooms(case: _Case) -> Decision:
    """Return what is to be done where people are, else where they may be; phones come before rooms that seem to be empty."""
    group = _with(case, Presence.HERE, Presence.LIKELY) or _with(case, Presence.UNKNOWN)
    held = {place.area: hold for place in group if (hold := _held(case, place)) is not None}
    free = [place for place in group if place.area not in held]
    if held and not free:
        return Decision(hold=_together(held.values()))
    if surfaces := _in_each(case, free):
        return Decision(surfaces=surfaces)
    if free and all(case.is_reached(place) for place in free):
        return Decision()
    if phones := _phones(case):
        return Decision(surfaces=phones)
    if held:
        return Decision(hold=_together(held.values()))
    return _elsewhere(case, group)


def _elsewhere(case: _Case, group: Sequence[Place]) -> Decision:
    """Return what is to be done where nothing reaches the people: it is told in the other rooms, of which the doors may be open."""
    if case.message.told:
        return Decision()
    others = [place for place in case.places if place not in group]
    for presence in (Presence.UNKNOWN, Presence.EMPTY):
        if surfaces := _in_each(case, [place for place in others if place.presence is presence]):
            return Decision(surfaces=surfaces)
    return _finally(case, ())


def _urgent(case: _Case) -> Decision:
    """Return where what cannot wait is told: wherever somebody may be, and on every phone."""
    phones = _phones(case, everybody=True)
    rooms = _with(case, Presence.HERE, Presence.LIKELY)
    if not case.is_empty_home:
        rooms = [*rooms, *_with(case, Presence.UNKNOWN)]
    surfaces = _in_each(case, rooms)
    if not surfaces and not phones and not case.message.told:
        rooms = list(case.places)
        surfaces = _in_each(case, rooms) or _in_each(case, rooms, interrupts=True)
    return _finally(case, _each_once((*surfaces, *phones)))


def _finally(case: _Case, surfaces: tuple[Surface, ...]) -> Decision:
    """Return that a message is told on surfaces, or why it is nowhere, unless it was told before."""
    if surfaces or case.message.told:
        return Decision(surfaces=surfaces)
    if case.message.failed:
        return Decision(nowhere=Nowhere.FAILED)
    return Decision(nowhere=Nowhere.NO_PHONE if case.ways == {Way.PHONE} else Nowhere.NO_SURFACE)


def _with(case: _Case, *presences: Presence) -> list[Place]:
    """Return the places in which somebody is so surely."""
    return [place for place in case.places if _presence(case, place) in presences]


def _presence(case: _Case, place: Place) -> Presence:
    """Return how surely somebody is in a place: those who watched what a message has waited for are likely to be there still."""
    has_waited = any(screen.id in case.message.waited_for for screen in place.screens)
    return Presence.LIKELY if has_waited and place.presence is Presence.UNKNOWN else place.presence


def _phones(case: _Case, *, everybody: bool = False) -> tuple[Surface, ...]:
    """Return the phones of those who are meant: of those at home, or of all if nobody is, or if it is urgent."""
    persons = [person for person in case.persons if not case.message.persons or person.id in case.message.persons]
    if not everybody and not case.message.persons:
        persons = [person for person in persons if person.is_home is not False] or persons
    return _each_once(phone for person in persons for phone in person.phones if case.is_open(phone))


def _in_each(case: _Case, places: Iterable[Place], *, interrupts: bool = False) -> tuple[Surface, ...]:
    """Return what tells it in each of some places: one voice, and every TV."""
    return _each_once(surface for place in places for surface in _in(case, place, interrupts=interrupts))


def _in(case: _Case, place: Place, *, interrupts: bool) -> list[Surface]:
    """Return what tells it in a place: a satellite before a speaker, what is free before what is busy."""
    found = [each for each in place.surfaces if case.is_open(each)]
    voices = [each for each in found if each.way.is_spoken and (interrupts or not each.interrupts)]
    if any(each.way.is_spoken and each.id in case.message.told for each in place.surfaces):
        voices = []
    voices.sort(key=lambda each: (each.is_busy, each.interrupts, each.way is Way.SPEAKER))
    return [*voices[:1], *(each for each in found if each.way is Way.NOTICE)]


def _held(case: _Case, place: Place) -> Hold | None:
    """Return for what a message waits in a place, None where it need not."""
    limit = case.waits_until
    if case.now >= limit:
        return None
    watching = [screen for screen in place.screens if _disturbs(case, screen)]
    if watching:
        settles = [screen.since + PAUSE_SETTLES for screen in watching if screen.doing is Doing.PAUSED and screen.since]
        return Hold(
            why=Why.WATCHING,
            until=limit,
            look_at=min([limit, *settles]),
            screens=tuple(screen.name for screen in watching),
            occasions={screen.id: screen.occasion for screen in watching},
        )
    voices = [each for each in place.surfaces if each.way.is_spoken and not each.interrupts and case.is_open(each)]
    if voices and all(each.is_busy for each in voices):
        return Hold(why=Why.BUSY, until=limit, look_at=limit)
    return None


def _disturbs(case: _Case, screen: Screen) -> bool:
    """Say whether a message would disturb who watches a screen: not in a pause, an ad, or once something else runs than when it began to wait."""
    if screen.watched not in case.rules.holds or screen.is_ad:
        return False
    if screen.doing is Doing.PAUSED:
        return screen.since is not None and case.now - screen.since < PAUSE_SETTLES
    if screen.doing not in (Doing.WATCHING, Doing.GAMING):
        return False
    before = case.message.waited_for.get(screen.id)
    return before is None or not screen.occasion.is_other_than(before)


def _together(holds: Iterable[Hold]) -> Hold:
    """Return several reasons to wait as one; what is watched is named before all others."""
    every = sorted(holds, key=lambda hold: hold.why is not Why.WATCHING)
    looks = [hold.look_at for hold in every if hold.look_at is not None]
    return Hold(
        why=every[0].why,
        until=every[0].until,
        look_at=min(looks, default=None),
        screens=tuple(name for hold in every for name in hold.screens),
        occasions={screen: occasion for hold in every for screen, occasion in hold.occasions.items()},
    )


def _each_once(surfaces: Iterable[Surface]) -> tuple[Surface, ...]:
    """Return each surface once, in their order."""
    return tuple({surface.id: surface for surface in surfaces}.values())
