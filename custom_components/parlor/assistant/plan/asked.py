"""Whether a sentence asks for a step at all: what it forbids, what it has no word for, what is not there. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
import re
from typing import Any

from ..home import Home, Thing
from ..prompt.retrieval import kinds_in, spoken_of
from .plainly import PLAINLY, says_off
from .rooms import room_that_is_not_there
from .said import (
    CLAUSE,
    WORD,
    is_place_said,
    is_plain_word,
    is_said,
    names_a_place,
    unknown_words,
    whole_names,
    words_of_thing,
)
from .steps import Step
from .targets import targets_of, things_called, things_named

# Nothing but that something is not to be done. What says something else as well, or asks, is none of these.
_FORBIDS = re.compile(
    r"^\W*(?:please\s+)?(?:leave|keep)\b(?!.*(?:,|\b(?:and|but|on|off|open|closed|while|if|so)\b)).*\b(?:alone|untouched|the way (?:it|they) (?:is|are)|as (?:it|they) (?:is|are))[.! ]*$"
    r"|^\W*(?:bitte\s+)?lass\w*\b(?!.*(?:,|\b(?:und|aber)\b)).*\b(?:in ruhe|wie (?:es|er|sie) (?:ist|sind)|so)[.! ]*$|(?:그대로|가만히) ?(?:둬|놔(?: ?둬)?|내버려 ?둬|두(?:세요|어)?)(?: ?(?:줘|주세요|요))?[.!\s]*$"
    r"|^\W*(?:please\s+|hey\s+|no,?\s+)*(?:do\s+not|don['’]?t|never)\s+(?!forget|hesitate|you\b|we\b)"
    r"(?!.*(?:,|\b(?:and|but|just|instead|only|until|unless|before|after|if|when)\b)).*(?<![?？])$"
    r"|^(?!.*(?:,|\b(?:und|aber|sondern|nur|bis|wenn|vergiss|kannst|könntest|würdest|ich|wir|es|man|geht|ist|sind|will|läuft|hat)\b))"
    r".*\bnicht\s+(?!vergessen)\w+\W*(?<![?？])$"
    r"|지\s?(?:마|말아|마라|마세요|말아줘|마요)(?:\s*(?:줘|주세요|요))?[.!\s]*$",
    re.IGNORECASE,
)


def forbids(said: str) -> bool:
    """Say whether a sentence asks for nothing but that something is not done: small models do just that."""
    return _FORBIDS.search(said.strip()) is not None


_SWITCHING = PLAINLY[:2]
_WHOLE = re.compile(
    r"\b(?:house|home|flat|apartment|haus|wohnung|upstairs|downstairs|night|morning|leaving|gehe|movie|film|party)\b|집|영화|파티"
)
# A place in what plays is said with a number, or with one of these words.
_PLACE_IN_IT = re.compile(
    r"\d|\b(?:minutes?|seconds?|hour|start|beginning|begin|restart|anfang|beginn|vorn|minuten?|sekunden?)\b|처음|분|초"
)
# Words that any work is called by, and no title is made of.
_ANY_WORK_WORDS = """
    a the this that it on in of my our some music song songs track movie film show series episode video
    playback radio tv television der die das den dieser diese dieses musik lied lieder titel serie folge
    sendung wiedergabe fernseher 음악 노래 영화 드라마 영상 티비 방송
"""
_ANY_WORK = frozenset(_ANY_WORK_WORDS.split())
_LIGHTS = re.compile(
    r"chandelier|spot|\bled\b|leds\b|strip|sconce|lantern|candle|neon|garland|tree|glow|ambient|illumin|beam"
    r"|leuchte|licht|strahler|kerze|laterne|lüster|baum|ambiente|샹들리에|무드|등\b|조명|불|간접|트리|캔들"
)
_FEW = 3
# Where the speaker is; "hier" among German words only, as it is yesterday in French.
_HERE = re.compile(
    r"\b(?:(?:in|around|over) here|here(?=\W*$)|this room|in diesem (?:raum|zimmer))\b|여기|이 ?방"
    r"|\bhier\b(?=.*\b(?:das|die|der|den|alle|licht\w*|lampen?|bitte|aus|an|ein|zu|auf)\b)|\b(?:mach|schalt|stell|dreh|fahr)\w*\b.*\bhier\b",
    re.IGNORECASE,
)
# Words for "and" of more languages than `CLAUSE` cuts at, for a sentence that may mean more than it names whole.
_JOINS = re.compile(
    r"\b(?:and|et|y|e|en|och|og|und|i|plus|sowie|except|but|außer|ainsi que|as well as)\b|[&+,;]|[가-힣](?:랑|이랑|하고|와|과)\s",
    re.IGNORECASE,
)
_PURPOSE = frozenset({"for", "to", "so", "zum", "für", "fürs", "zur", "damit"})
_OFF_NAME = re.compile(r"\b(?:off|out|dark|aus|dunkel)\b|꺼|끄|소등")
# Said of more than can be named.
_ALL = re.compile(r"\b(?:all|everything|every|alles|alle|sämtliche)\b|모두|모든|전부|다\s")


def speaks_of_another(home: Home, text: str, action: str, entity_ids: Sequence[str]) -> bool:
    """Say whether a sentence that plainly switches names something that is no light, where a model took a light that it has no word for.

    What is not there is asked for then. Of lights alone every word is known that people have for them.
    """
    said, (domain, _, service) = text.casefold(), action.partition(".")
    is_plain = domain == "light" and any(asks.search(said) for right, _, asks, _ in _SWITCHING if service == right)
    if not is_plain or not entity_ids or _LIGHTS.search(said) or _ALL.search(said) or not unknown_words(home, text):
        return False
    return not spoken_of(home, text, entity_ids)


def is_no_scene(home: Home, text: str, action: str, entity_ids: Sequence[str]) -> bool:
    """Say whether a sentence only switches off, where a model took scenes for it that it does not name, and that are not called so."""
    names = " ".join(home.by_id[each].name.casefold() for each in entity_ids if each in home.by_id)
    is_scene = action == "scene.turn_on" and says_off(text)
    return is_scene and not _OFF_NAME.search(names) and not spoken_of(home, text, entity_ids)


def is_elsewhere(home: Home, text: str, entity_ids: Sequence[str]) -> str | None:
    """Return the room that a text speaks of and this home does not have, where things that are known to be in others were taken for it."""
    if not text or not any(home.by_id[each].area for each in entity_ids if each in home.by_id):
        return None
    return room_that_is_not_there(home, text)


def is_item(home: Home, text: str, target: str, data: Mapping[str, Any]) -> bool:
    """Say whether what a model named as a list is what is to be put on one: it is in the sentence, no thing is called so, and there is no other item."""
    has_item = any(str(value).strip() for name, value in data.items() if name in ("item", "title", "name", "text"))
    return not has_item and is_said(target, text) and not things_called(home, target)


def unasked(home: Home, text: str, steps: Sequence[Step]) -> list[int]:
    """Return which steps a sentence of one clause has no word for, where it has for others.

    Small models add such. What says more than one thing, or speaks of everything, may mean what it does not name.
    """
    if (
        len(steps) < 2
        or CLAUSE.search(text.strip(" .!?"))
        or _ALL.search(text.casefold())
        or _WHOLE.search(text.casefold())
    ):
        return []
    things = [step.entity_ids for step in steps]
    strange = [
        index
        for index, step in enumerate(steps)
        if not spoken_of(home, text, step.entity_ids)
        or (step.service == "media_seek" and not _PLACE_IN_IT.search(text))
        or _is_namesake(home, text, step.entity_ids, things)
        or _is_unnamed(home, text, step.entity_ids, things)
        or _has_borrowed(home, text, step.entity_ids, things)
    ]
    return strange if len(strange) < len(steps) else []


def is_beside(home: Home, text: str, target: Any, steps: Sequence[Step]) -> bool:
    """Say whether what could not be read was for something that a sentence of one clause does not speak of, where all that it names is seen to."""
    named = {thing.entity_id for thing in home.things if whole_names(thing, text)}
    seen_to = {entity_id for step in steps for entity_id in step.entity_ids}
    if not named or not named <= seen_to or CLAUSE.search(text.strip(" .!?")) or _JOINS.search(text.strip(" .!?")):
        return False
    things = [thing.entity_id for each in targets_of(home, target or "") for thing in things_named(home, each)]
    words = {word for word in WORD.findall(str(target).casefold().replace("_", " ")) if not is_plain_word(word)}
    return not (spoken_of(home, text, things) if things else words & set(WORD.findall(text.casefold())))


def in_this_room(home: Home, text: str, room: str, steps: Sequence[Step]) -> list[Step]:
    """Return steps for what is in the room that a sentence was said in, if it says "here" and something that is meant is there."""
    clouds = CLAUSE.search(text.strip(" .!?")) or _ALL.search(text.casefold()) or _WHOLE.search(text.casefold())
    if not _HERE.search(text) or clouds or _JOINS.search(text) or names_a_place(home, text):
        return list(steps)

    def is_meant(entity_id: str) -> bool:
        thing = home.by_id[entity_id]
        return thing.area in (room, None) or bool(whole_names(thing, text))

    there = [
        replace(step, entity_ids=ids)
        for step in steps
        if (ids := tuple(each for each in step.entity_ids if is_meant(each)))
    ]
    return there if any(home.by_id[each].area == room for step in there for each in step.entity_ids) else list(steps)


def is_no_title(home: Home, title: str, entity_ids: Sequence[str]) -> bool:
    """Say whether what a model took for a title is made of what the player is called, of its room and of words for any work."""
    known = {word for each in entity_ids if each in home.by_id for word in words_of_thing(home.by_id[each])}
    words = WORD.findall(title.casefold())
    return bool(words) and all(word in known or word in _ANY_WORK for word in words)


def _is_unnamed(home: Home, text: str, entity_ids: Sequence[str], steps: Sequence[Sequence[str]]) -> bool:
    """Say whether a sentence says of things no more than their kind, where it names others of that kind, or their room."""
    words = set(WORD.findall(text.casefold()))
    if words & _PURPOSE or "려고" in text or "위해" in text:  # "for reading" is no lamp
        return False
    these = [home.by_id[each] for each in entity_ids if each in home.by_id]
    others = [home.by_id[each] for ids in steps if ids != entity_ids for each in ids if each in home.by_id]

    def is_named(thing: Thing) -> bool:
        return _is_called(thing, words) or is_place_said(home, thing, text.casefold())

    kinds = {thing.domain for thing in these}
    return not any(map(is_named, these)) and any(thing.domain in kinds and is_named(thing) for thing in others)


def _has_borrowed(home: Home, text: str, entity_ids: Sequence[str], steps: Sequence[Sequence[str]]) -> bool:
    """Say whether a sentence speaks of things only in the name of another step's thing: of the barn door in "the back door"."""
    these = [home.by_id[each] for each in entity_ids if each in home.by_id]
    others = [home.by_id[each] for ids in steps if ids != entity_ids for each in ids if each in home.by_id]
    if any(whole_names(thing, text) for thing in these):
        return False
    rest = text.casefold()
    if _JOINS.search(text):
        return False
    for name in sorted((name for thing in others for name in whole_names(thing, text)), key=len, reverse=True):
        rest = rest.replace(name, " ")
    return rest != text.casefold() and not spoken_of(home, rest, entity_ids)


def called_in(home: Home, text: str) -> list[str]:
    """Return the few things of any kind that a text calls by a word of their names; none where they are many."""
    found = {entity_id for word in set(WORD.findall(text.casefold())) for entity_id in _called(home).get(word, ())}
    return sorted(found) if len(found) <= _FEW else []


def _called(home: Home) -> Mapping[str, Sequence[str]]:
    """Return the things that are called by a word of their own, by that word; made once for a home."""
    if isinstance(known := home.cache.get(__name__), dict):
        return known
    called: dict[str, list[str]] = {}
    for thing in home.things:
        for word in _own_words(thing):
            called.setdefault(word, []).append(thing.entity_id)
    home.cache[__name__] = called
    return called


def _is_called(thing: Thing, words: set[str]) -> bool:
    """Say whether some words hold one that a thing is called by, and not its kind, its room or its floor."""
    return not words.isdisjoint(_own_words(thing))


def _own_words(thing: Thing) -> set[str]:
    """Return the words that a thing is called by beside its kind, its room and its floor."""
    places = set(WORD.findall(f"{thing.area or ''} {thing.floor or ''}".casefold()))
    called = {word for name in thing.names for word in WORD.findall(name.casefold())} - places
    return {word for word in called if len(word) > 1 and not is_plain_word(word) and not word.isdecimal()}


def _is_namesake(home: Home, text: str, entity_ids: Sequence[str], steps: Sequence[Sequence[str]]) -> bool:
    """Say whether things of a kind that a sentence does not speak of share their name with another step's, of whose kind it speaks."""
    kinds = kinds_in(text)
    these = [home.by_id[each] for each in entity_ids if each in home.by_id]
    all_things = [home.by_id[each] for ids in steps for each in ids if each in home.by_id]
    named = {thing.name.casefold() for thing in all_things if thing.domain in kinds}
    return all(thing.domain not in kinds and thing.name.casefold() in named for thing in these)
