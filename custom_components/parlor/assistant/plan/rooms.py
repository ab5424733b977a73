"""Rooms that people speak of, in the languages of the user interface: one that a home does not have is no other one. Pure."""

from collections.abc import Iterable, Iterator
import re
from typing import Final

from ..home import Home

# Words for the same kind of room; where a home has one of a group, all of the group may mean it.
_GROUPS: Final = tuple(
    frozenset(words.split("|"))
    for words in (
        "attic|loft|dachboden|speicher|다락|다락방",
        "bathroom|bath|shower|toilet|restroom|wc|loo|badezimmer|bad|gästebad|klo|toilette|욕실|화장실",
        "basement|cellar|keller|지하실|지하",
        "bedroom|master bedroom|schlafzimmer|침실|안방",
        "guest room|spare room|gästezimmer|손님방",
        "nursery|kids room|kids' room|children's room|playroom|kinderzimmer|spielzimmer|아이방|아이 방|놀이방",
        "dining room|esszimmer|식당|다이닝룸",
        "garage|carport|차고|주차장",
        "garden|yard|backyard|patio|terrace|balcony|deck|porch|garten|terrasse|balkon|hof|정원|마당|베란다|발코니|테라스",
        "hall|hallway|corridor|entrance|entry|foyer|flur|diele|gang|eingang|복도|현관",
        "kitchen|küche|부엌|주방",
        "laundry|laundry room|utility room|waschküche|hauswirtschaftsraum|세탁실|다용도실",
        "living room|lounge|sitting room|family room|den|wohnzimmer|stube|거실",
        "office|study|workroom|arbeitszimmer|büro|서재|사무실",
        "pantry|storage|storeroom|abstellraum|vorratskammer|창고|팬트리",
        "stairs|staircase|landing|treppe|treppenhaus|계단",
    )
)  # fmt: skip
_ALL: Final = sorted((word for group in _GROUPS for word in group), key=len, reverse=True)
_ENDING: Final = r"(?:(?!\w)|(?=[\uac00-\ud7a3]))"
_ROOM: Final = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, _ALL))}){_ENDING}", re.IGNORECASE)


def names_a_room(text: str) -> bool:
    """Say whether a text speaks of a room, whether there is one or not."""
    return _ROOM.search(text) is not None


def room_that_is_not_there(home: Home, text: str) -> str | None:
    """Return a room that a text speaks of and a home does not have, by this name or by another for the same; None where there is none."""
    for said in _ROOM.findall(text.casefold()):
        group = next(group for group in _GROUPS if said in group)
        if group.isdisjoint(_known(home)):
            return str(said)
    return None


def _known(home: Home) -> frozenset[str]:
    """Return the rooms that a home speaks of anywhere, made out once for a home."""
    if not isinstance(known := home.cache.get(__name__), frozenset):
        known = home.cache[__name__] = frozenset(_ROOM.findall(" | ".join(_names(home)).casefold()))
    return known


def _names(home: Home) -> Iterator[str]:
    """Yield what rooms, floors and things of a home are called."""
    yield from home.areas
    things: Iterable[str] = (
        name for thing in home.things for name in (*thing.names, thing.area or "", thing.floor or "")
    )
    yield from things
