"""What a sentence itself says, held against the plan that a model made of it. Pure.

Small models pick the neighbour of the thing that was named, and fill every field that they can see. The sentence decides, and only
where it leaves one reading: else the model's choice stands.
"""

from collections.abc import Iterable, Mapping, Sequence
import re
from typing import Any

from rapidfuzz import fuzz

from ..home import Home, Thing

WORD = re.compile(r"[^\W_]+", re.UNICODE)
# A name is as good as said from here on, of 100.
_NEARLY = 80
# Endings that a name may have in a sentence: a plural, or a Korean particle, which is not set apart.
_ENDING = r"(?:e?s|e?n)?(?:(?!\w)|(?=[\uac00-\ud7a3]))"
# Fields of what is switched on that say how, and are nobody's wish where a sentence only says to switch it.
_HOW = frozenset({"brightness", "brightness_pct", "color_name", "color_temp_kelvin", "effect", "percentage", "preset_mode", "rgb_color"})  # fmt: skip
_SWITCHED = frozenset({"light.turn_on", "fan.turn_on", "humidifier.turn_on", "climate.turn_on", "media_player.turn_on"})
# What a sentence that only switches something is made of, beside the names of things and rooms.
_PLAIN_WORDS = """
    a again all an and at both can could every everything fan fans for hey i in is it just lamp lamps light lights me my now of off on our
    please power put set switch television the then there to turn turned tv up want we will with would you your
    alle alles am an bitte das dem den der des die ein einschalten im in jetzt kannst knips lampe lampen licht lichter mach mache machen
    mal schalt schalte schalten und ventilator vom zu zum zur
    불 불을 조명 조명을 전등 전등을 등 등을 좀 다 모두 켜 켜줘 켜라 켜고 줘 주세요 켜주세요 선풍기 선풍기를
"""
_PLAIN = frozenset(_PLAIN_WORDS.split())


_ASKS = re.compile(
    r"[?？]\s*$|^\W*(?:are|can|could|did|do|does|has|have|how|is|was|were|what|when(?!.*\b(?:turn|switch|set|make|open|close|dim|play|start|stop|lock|put|remind)\b)|where|which|who|whose|why|tell|say"
    r"|hat|haben|ist|sind|wann|warum|was|welche[rsnm]?|wer|wie|wieso|wo)\b|뭐|무엇|무슨|누구|누가|언제|어디|얼마|어떤|몇|알려",
    re.IGNORECASE,
)
# Words that a day is told by, without which no item of a list has one.
_DAYS = re.compile(
    r"today|tonight|tomorrow|day\b|week|month|heute|morgen|tag\b|woche|monat|오늘|내일|모레|요일|주말|다음|이번|주\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:no|not|cannot|unable|sorry|nothing|none|nicht|kein\w*|leider|nichts)\b|n['’]t\b|없|못|않|모르", re.IGNORECASE
)


def is_honest_without_steps(say: str, said: str) -> bool:
    """Say whether what a model says may be told though nothing was done: it asks back, denies, or answers a question."""
    asks_back = say.rstrip().endswith(("?", "？", ";"))
    return asks_back or bool(_DENIES.search(say)) or bool(say and is_question(said))


def is_question(said: str) -> bool:
    """Say whether a sentence asks for something to be told, as far as its mark or its words show."""
    return _ASKS.search(said) is not None


CLAUSE = re.compile(r"[,;:.!?]\s+|\s+(?:and|then|und|dann|그리고)\s+|(?<=고)\s+")


def clause_of(home: Home, text: str, entity_ids: Sequence[str]) -> str:
    """Return the only clause of a sentence that names a thing, else the whole sentence."""
    names = [name for each in entity_ids if each in home.by_id for name in home.by_id[each].names]
    clauses = [clause for clause in CLAUSE.split(text) if any(_is_in(name, clause.casefold()) for name in names)]
    return clauses[0] if len(clauses) == 1 else text


def is_one_clause(text: str) -> bool:
    """Say whether a text is one clause, so that what it says of how much is about the one thing that it is about."""
    return bool(text) and CLAUSE.search(text.strip(" .!?")) is None


def named_of_kind(home: Home, text: str, action: str, targets: Sequence[str]) -> str | None:
    """Return the one thing of an action's kind that a sentence calls by its name, where a model chose things of other kinds.

    None where the sentence may mean what was chosen.
    """
    domain = action.partition(".")[0].strip().casefold()
    chosen = [home.by_id[each] for each in targets if each in home.by_id]
    if not chosen or len(chosen) < len(targets) or any(thing.domain == domain for thing in chosen):
        return None
    said = text.casefold()
    if any(_is_in(name, said) for thing in chosen for name in thing.names):
        return None
    named = things_said(home, text, domain)
    return named[0].entity_id if len(named) == 1 else None


def things_said(home: Home, text: str, domain: str) -> list[Thing]:
    """Return the things of a domain that a sentence calls by their whole names; of names within each other the longest."""
    said = text.casefold()
    found: dict[str, str] = {}
    for thing in home.things:
        if thing.domain == domain and (names := whole_names(thing, said)):
            found[thing.entity_id] = max(names, key=len)
    longest = {name for name in found.values() if not any(name != other and name in other for other in found.values())}
    return [home.by_id[entity_id] for entity_id, name in found.items() if name in longest]


def whole_names(thing: Thing, text: str) -> list[str]:
    """Return the names of a thing that a text has whole."""
    said = text.casefold()
    return [name.casefold() for name in thing.names if _is_in(name, said)]


def without_names(home: Home, text: str) -> str:
    """Return a text without the names of things and rooms that have a figure in them: "blind 2" says nothing of how far."""
    names = {name.casefold() for thing in home.things for name in (*thing.names, thing.area or "", thing.floor or "")}
    rest = text.casefold()
    for name in sorted((name for name in names if any(map(str.isdigit, name))), key=len, reverse=True):
        rest = rest.replace(name, " ")
    return rest


def is_named(name: str, text: str) -> bool:
    """Say whether a name stands in a text as a word of its own."""
    return _is_in(name, text.casefold())


def _is_in(name: str, said: str) -> bool:
    """Say whether a name of more than one character stands in a sentence as a word of its own."""
    name = name.casefold()
    return len(name) > 1 and name in said and re.search(rf"(?<!\w){re.escape(name)}{_ENDING}", said) is not None


def is_place_said(home: Home, thing: Thing, said: str) -> bool:
    """Say whether a sentence names the room or the floor of a thing."""
    rooms = [called for called, area in home.areas.items() if area == thing.area]
    return any(_is_in(place, said) for place in (*rooms, thing.floor or ""))


def names_a_place(home: Home, text: str) -> bool:
    """Say whether a text names a room or a floor of the home."""
    said = text.casefold()
    return any(_is_in(place, said) for place in (*home.areas, *home.floors))


def meant_instead(home: Home, text: str, domain: str, chosen: Sequence[str]) -> str | None:
    """Return the thing that a sentence names, where a model chose one that it does not speak of; None where its choice may stand.

    `chosen` is empty where what the model named is not there at all: then a room can tell as well, if it has one such thing.
    """
    said = text.casefold()
    named = things_said(home, text, domain)
    if not chosen:
        placed = [thing for thing in home.things if thing.domain == domain and is_place_said(home, thing, said)]
        # An item can only be meant for the one list that there is; of all other kinds, one that nobody spoke of is not meant.
        lists = [thing for thing in home.things if thing.domain == domain == "todo"]
        fitting = named or placed or lists
        return fitting[0].entity_id if len(fitting) == 1 else None
    if len(chosen) != 1 or len(named) != 1 or named[0].entity_id in chosen:
        return None
    other = home.by_id[chosen[0]]
    is_placed = is_place_said(home, other, said) and not is_place_said(home, named[0], said)
    return None if is_placed or _is_nearly_said(other, named[0], said) else named[0].entity_id


def _is_nearly_said(thing: Thing, named: Thing, said: str) -> bool:
    """Say whether a sentence may mean a thing whose name it does not have letter by letter: inflected, or around the name that it has."""
    names = [name.casefold() for name in thing.names]
    around = any(other.casefold() in name for other in named.names for name in names)
    return around or any(fuzz.partial_ratio(name, said) >= _NEARLY for name in names if len(name) > 2)


def drop_unsaid(home: Home, text: str, action: str, data: Mapping[str, Any], known: Iterable[str]) -> dict[str, Any]:
    """Return data without what a model filled in by itself: empty fields, fields the action lacks, and how to be on where only on was said."""
    kept = {name: value for name, value in data.items() if not _is_empty(name, value)}
    if not text:
        return kept
    fields = set(known)
    kept = {name: value for name, value in kept.items() if name in fields or is_said(value, text)}
    if not any(character.isdigit() for character in text) and not _DAYS.search(text):
        kept = {name: value for name, value in kept.items() if not name.startswith("due_")}
    if action in _SWITCHED and not unknown_words(home, text):
        return {name: value for name, value in kept.items() if name not in _HOW or is_said(value, text)}
    return kept


def _is_empty(name: str, value: Any) -> bool:
    """Say whether a value says nothing; none is a preset of its own."""
    if isinstance(value, str):
        return not value.strip() or (name != "preset_mode" and value.strip().casefold() in ("none", "null"))
    return value is None or (isinstance(value, list | dict) and not value)


def is_said(value: Any, text: str) -> bool:
    """Say whether a value is in a sentence: a number by its digits, in percent too, a text by its words."""
    said = text.casefold()
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float) or re.fullmatch(r"\s*-?[\d.,]+\s*%?\s*", str(value)):
        number = float(re.sub(r"[\s%]", "", str(value)).replace(",", ".") or 0)
        digits = {float(found.replace(",", ".")) for found in re.findall(r"\d+(?:[.,]\d+)?", said)}
        return bool({number, round(number * 100, 3), round(number / 100, 5)} & digits)
    words = WORD.findall(str(value).casefold())
    return bool(words) and all(word in said for word in words)


def is_plain_word(word: str) -> bool:
    """Say whether a word is one of mere switching, or of a kind of thing."""
    return word in _PLAIN


def unknown_words(home: Home, text: str) -> list[str]:
    """Return the words of a sentence that are neither of a name, nor of a room, nor of mere switching."""
    known = {word for thing in home.things for word in words_of_thing(thing)}
    known |= {word for called in home.areas for word in WORD.findall(called)}
    return [
        word
        for word in WORD.findall(text.casefold())
        if word not in _PLAIN and word not in known and not _is_inflected(word, known)
    ]


def words_of_thing(thing: Thing) -> list[str]:
    """Return the words that a thing, its room and its floor are called by."""
    return [
        word for name in (*thing.names, thing.area or "", thing.floor or "") for word in WORD.findall(name.casefold())
    ]


def _is_inflected(word: str, known: set[str]) -> bool:
    """Say whether a word is a known one with an ending."""
    return any(word.startswith(other) and len(word) - len(other) <= 2 and len(other) > 1 for other in known)
