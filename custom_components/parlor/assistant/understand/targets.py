"""From a reading to the things that are meant, or to none where that is not certain. Pure.

A named thing is the one of that name; of several with one name the one in the room that was said, else in the speaker's
room. A kind of thing ("the lights", "the TV") is sought in the room that was said, else in the speaker's room, else in the
room of the part before ("turn on the living room TV and dim the lights"), else in the whole home, where it must be the
only one or "all" must be said. What says nothing to act on ("louder") is for the player in the room, else the only one,
else the only one that plays. Where to look is settled before who can do it: a speaker in the room that cannot be stopped is
no reason to stop the TV next door. Everything else is ambiguous, and ambiguous is not understood.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..home import Thing
from .kinds import is_screen, meant, of_kind, suits
from .reading import Reading
from .surroundings import ACTIVE, Surroundings

type Can = Callable[[Thing], bool]

# Of these a whole group at once is never meant for certain.
_ONE_BY_ONE_COVERS = frozenset({"garage", "gate", "door"})
# Actions on what is playing: the one that plays is meant.
_PLAYBACK = frozenset(
    {
        "Pause", "Play", "Stop", "Next", "Previous", "VolumeUp", "VolumeDown", "VolumeUpBy", "VolumeDownBy", "SetVolume",
        "Mute", "Unmute",
    }
)  # fmt: skip


_PAUSED = frozenset({"paused"})
_PLAYING = frozenset({"playing"})
# A TV that does not tell whether anything plays is heard whenever it is on.
_HEARD = frozenset({"playing", "buffering", "on"})
# Actions of screens: a speaker in the room is not meant.
_SHOWN = frozenset({"SelectSource", "Channel", "ChannelUp", "ChannelDown"})
# "The brightness", "the temperature" are those of a kind of thing.
_IMPLIED_KINDS = {"SetBrightness": "lights", "SetTemperature": "climate"}


class AmbiguousName(Exception):
    """A name that several things have: what else the words could mean does not count then."""


def find(reading: Reading, around: Surroundings, can: Can) -> tuple[Thing, ...]:
    """Return the things that a reading is aimed at, of those that can do it; nothing where it is not certain.

    Raises AmbiguousName where the name that was said is no single thing's.
    """
    if reading.refers_back:
        return _before(around, can)
    if not reading.has_target and reading.action in _IMPLIED_KINDS:
        reading = replace(reading, kind=_IMPLIED_KINDS[reading.action])
    if reading.name:
        found = _named(reading, around, can)
    elif reading.kind:
        found = _of_kind(reading, around, can)
    else:
        found = _implied(reading, around, can)
    return () if _is_one_by_one(reading, found) and _says_many(reading, found) else tuple(found)


def _is_one_by_one(reading: Reading, found: Sequence[Thing]) -> bool:
    """Say whether these may not be opened or unlocked all at once."""
    if reading.action not in ("Open", "Unlock", "TurnOn", "SetLevel", "SetPosition"):
        return False
    return any(thing.domain in ("lock", "valve") or thing.device_class in _ONE_BY_ONE_COVERS for thing in found)


def _says_many(reading: Reading, found: Sequence[Thing]) -> bool:
    """Say whether several were asked for or found."""
    is_plural = reading.kind is not None and meant(reading.kind).is_plural
    return len(found) > 1 or reading.is_all or is_plural


def _before(around: Surroundings, can: Can) -> tuple[Thing, ...]:
    """Return what the part before was about, if all of it can do this."""
    things = around.things(around.before)
    return things if things and all(can(thing) for thing in things) else ()


def _named(reading: Reading, around: Surroundings, can: Can) -> Sequence[Thing]:
    """Return the one thing of a name."""
    assert reading.name is not None
    if _is_kind_of_the_room(reading, around):
        return ()
    things = [thing for thing in around.called.get(reading.name, ()) if _is_there(thing, reading, around)]
    if reading.kind:
        kind = meant(reading.kind)
        things = [thing for thing in things if any(of_kind(kind.word, classes, thing) for classes in kind.kind.classes)]
    things = [thing for thing in things if can(thing)]
    for area in (around.area, around.area_before):
        if len(things) > 1 and area and (nearer := [thing for thing in things if thing.area == area]):
            things = nearer
    if len(things) > 1:
        raise AmbiguousName
    return things


def _is_kind_of_the_room(reading: Reading, around: Surroundings) -> bool:
    """Say whether a name is a word for a kind of thing, and the speaker's room has one while the thing so named is elsewhere.

    In the bedroom "the TV" is the bedroom's, though the one in the living room is called just that.
    """
    kind = around.kinds.get(reading.name or "")
    if kind is None or around.area is None or reading.area or reading.floor or reading.scope:
        return False
    if any(thing.area == around.area for thing in around.called.get(reading.name or "", ())):
        return False
    said = meant(kind)
    return any(
        thing.area == around.area and of_kind(said.word, classes, thing)
        for classes in said.kind.classes
        for thing in around.of_domains(said.kind.domains)
    )


def _is_there(thing: Thing, reading: Reading, around: Surroundings) -> bool:
    """Say whether a thing is where the reading looks, if it says a place."""
    if reading.scope == "here" and (around.area is None or thing.area != around.area):
        return False
    if reading.area and thing.area != reading.area:
        return False
    return not reading.floor or thing.floor == reading.floor


def _near(things: Sequence[Thing], around: Surroundings) -> Sequence[Thing]:
    """Return the things in the speaker's room, else in the room of the part before; none where there are none."""
    for area in (around.area, around.area_before):
        if area and (near := [thing for thing in things if thing.area == area]):
            return near
    return ()


def _of_kind(reading: Reading, around: Surroundings, can: Can) -> Sequence[Thing]:
    """Return what is meant by a kind of thing."""
    assert reading.kind is not None
    kind = meant(reading.kind)
    for classes in kind.kind.classes:
        there = [
            thing
            for thing in around.of_domains(kind.kind.domains)
            if of_kind(kind.word, classes, thing)
            and _is_there(thing, reading, around)
            and suits(kind.word, around.attributes(thing))
        ]
        if there:
            return _enough(reading, around, there, can)
    return ()


def _enough(reading: Reading, around: Surroundings, there: Sequence[Thing], can: Can) -> Sequence[Thing]:
    """Return those of a kind that are meant and can do it, in the order of the rule above."""
    assert reading.kind is not None
    kind = meant(reading.kind)
    takes_many = kind.is_plural or kind.kind.is_grouped or reading.is_all
    has_place = bool(reading.area or reading.floor or reading.scope)
    near = () if has_place or reading.is_all else _near(there, around)
    if near:
        there = near
    able = [thing for thing in there if can(thing)]
    is_known_place = has_place or bool(near)
    if len(there) == 1 or (takes_many and (is_known_place or reading.is_all)):
        return able
    if is_known_place and len(able) == 1:
        return able
    return _the_one_that_plays(reading, around, there, can) or _the_one_that_shows(reading, able)


def _the_one_that_plays(reading: Reading, around: Surroundings, things: Sequence[Thing], can: Can) -> Sequence[Thing]:
    """Return the only one that is playing, else the only one that is on, for what is said to a running player."""
    if reading.action not in _PLAYBACK and reading.kind != "player":
        return ()
    wanted = (_PAUSED, ACTIVE) if reading.action == "Play" else (_PLAYING, _HEARD, ACTIVE)
    for states in wanted:
        running = [thing for thing in things if thing.domain == "media_player" and around.is_in(thing, states)]
        if running:
            return running if len(running) == 1 and can(running[0]) else ()
    return ()


def _the_one_that_shows(reading: Reading, able: Sequence[Thing]) -> Sequence[Thing]:
    """Return the only screen that has the app or input that was said."""
    return able if reading.action == "SelectSource" and len(able) == 1 else ()


def _implied(reading: Reading, around: Surroundings, can: Can) -> Sequence[Thing]:
    """Return the player that is meant where none is named."""
    if reading.scope == "house":
        return ()
    there: Sequence[Thing] = [
        thing
        for thing in around.of_domains({"media_player"})
        if _is_there(thing, reading, around) and (reading.action not in _SHOWN or is_screen(thing) or can(thing))
    ]
    before = {thing.entity_id for thing in around.things(around.before)}
    if said_before := [thing for thing in there if thing.entity_id in before and can(thing)]:
        return said_before if len(said_before) == 1 else ()
    if not (reading.area or reading.floor or reading.scope) and (near := _near(there, around)):
        there = near
    able = [thing for thing in there if can(thing)]
    if len(there) == 1:
        return able
    if reading.action in _PLAYBACK:
        return _the_one_that_plays(reading, around, there, can)
    screens = [thing for thing in able if is_screen(thing)]
    return _the_one_that_shows(reading, able) or (screens if len(screens) == 1 else ())
