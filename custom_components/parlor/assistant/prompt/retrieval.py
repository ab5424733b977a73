"""Which things a sentence can mean: words of names, aliases, rooms and kinds, without a network.

The few that fit go into the tail of the request with their states, so that a question about them needs no second round
and the request does not grow with the home.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
import re

from rapidfuzz import fuzz

from ..home import Home, Thing

MAX_THINGS = 12
# From which score on a thing may be meant.
_LEAST_SCORE = 40
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_HANGUL = re.compile(r"[\uac00-\ud7a3]")

# Words that begin as a kind of thing does, and are none.
_NO_KINDS = ("fancy", "fancied", "fantas", "coolest")
# What people call the kinds of things, in the languages of the user interface; matched by the beginning of a word.
_KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    "alarm_control_panel": ("alarm", "경보", "alarmanlage"),
    "binary_sensor": (
        "window",
        "door",
        "motion",
        "leak",
        "smoke",
        "fenster",
        "tür",
        "bewegung",
        "창문",
        "문",
        "움직임",
    ),
    "climate": (
        "heat",
        "thermostat",
        "temperature",
        "warm",
        "cold",
        "cool",
        "heiz",
        "temperatur",
        "난방",
        "에어컨",
        "온도",
    ),
    "cover": (
        "blind",
        "curtain",
        "shade",
        "shutter",
        "garage",
        "gate",
        "awning",
        "rollo",
        "jalousie",
        "vorhang",
        "garage",
        "tor",
        "블라인드",
        "커튼",
        "차고",
    ),
    "fan": ("fan", "ventilator", "lüfter", "선풍기", "환풍기"),
    "humidifier": ("humidif", "luftbefeuchter", "가습기", "제습기"),
    "lawn_mower": ("mower", "lawn", "mäher", "rasen", "잔디"),
    "light": (
        "light",
        "lamp",
        "dim",
        "bright",
        "dark",
        "bulb",
        "licht",
        "lampe",
        "hell",
        "dunkel",
        "불",
        "조명",
        "전등",
        "등",
    ),
    "lock": ("lock", "unlock", "door", "schloss", "schließ", "tür", "잠금", "문", "도어락"),
    "media_player": (
        "tv",
        "telly",
        "television",
        "music",
        "song",
        "track",
        "watch",
        "play",
        "pause",
        "volume",
        "loud",
        "quiet",
        "mute",
        "speaker",
        "film",
        "movie",
        "episode",
        "show",
        "series",
        "serie",
        "sendung",
        "channel",
        "netflix",
        "youtube",
        "fernseh",
        "musik",
        "lied",
        "lauter",
        "leiser",
        "ton",
        "kanal",
        "sender",
        "läuft",
        "schau",
        "티비",
        "텔레비전",
        "음악",
        "노래",
        "볼륨",
        "소리",
        "채널",
        "영화",
        "넷플릭스",
        "유튜브",
        "보는",
        "재생",
    ),
    "sensor": (
        "temperature",
        "humid",
        "power",
        "energy",
        "battery",
        "washer",
        "temperatur",
        "feucht",
        "strom",
        "energie",
        "batterie",
        "waschmaschine",
        "온도",
        "습도",
        "전력",
        "배터리",
        "세탁기",
    ),
    "switch": ("switch", "plug", "socket", "outlet", "steckdose", "schalter", "플러그", "스위치", "콘센트"),
    "todo": ("list", "shopping", "todo", "task", "liste", "einkauf", "aufgabe", "목록", "할 일", "장보기"),
    "vacuum": ("vacuum", "hoover", "robot", "clean", "saug", "청소"),
    "valve": ("valve", "water", "ventil", "wasser", "밸브", "물"),
    "weather": ("weather", "rain", "forecast", "wetter", "regen", "날씨", "비"),
}


@dataclass(frozen=True, slots=True)
class _Indexed:
    """A thing with the words it is found by."""

    thing: Thing
    names: tuple[str, ...]
    place: str


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case; Korean words also without their particles' last syllable."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return words + [word[:-1] for word in words if len(word) > 2 and _HANGUL.search(word[-1])]


def find_things(home: Home, text: str, *, area: str | None = None, limit: int = MAX_THINGS) -> list[Thing]:
    """Return the things that a sentence can mean, the likeliest first; those of the speaker's room before others."""
    sentence, kinds = _read(text)
    scored = []
    for order, indexed in enumerate(_index(home)):
        score = _score(indexed, sentence, kinds)
        if score > 0 and indexed.thing.area == area and area is not None:
            score += 15
        if score >= _LEAST_SCORE:
            scored.append((-score, order, indexed.thing))
    scored.sort(key=lambda each: each[:2])
    return [thing for _, _, thing in scored[:limit]]


def spoken_of(home: Home, text: str, entity_ids: Iterable[str]) -> frozenset[str]:
    """Return which of some things a sentence can mean, wherever it is said; nothing else of the home is looked at."""
    sentence, kinds = _read(text)
    things = (home.by_id[each] for each in entity_ids if each in home.by_id)
    return frozenset(thing.entity_id for thing in things if _score(_indexed(thing), sentence, kinds) >= _LEAST_SCORE)


def _read(text: str) -> tuple[str, set[str]]:
    """Return a sentence as it is compared with names, and the kinds of things that it speaks of."""
    words = words_of(text[:500])
    return " ".join(words), _kinds(words)


def kinds_in(text: str) -> set[str]:
    """Return the domains that a sentence speaks of."""
    return _kinds(words_of(text))


def _index(home: Home) -> list[_Indexed]:
    """Return the things with their words, made once for a home."""
    if not isinstance(index := home.cache.get(__name__), list):
        index = [_indexed(thing) for thing in home.things]
        home.cache[__name__] = index
    return index


def _indexed(thing: Thing) -> _Indexed:
    """Return a thing with its words."""
    return _Indexed(thing, tuple(name.casefold() for name in thing.names), (thing.area or "").casefold())


def _kinds(words: Iterable[str]) -> set[str]:
    """Return the domains that a sentence's words speak of."""
    said = [word for word in words if not word.startswith(_NO_KINDS)]
    return {
        domain
        for domain, beginnings in _KIND_WORDS.items()
        if any(word.startswith(beginning) for word in said for beginning in beginnings)
    }


def _score(indexed: _Indexed, sentence: str, kinds: set[str]) -> float:
    """Return how likely a thing is meant, 0 to about 200: its name counts most, then its kind together with its room."""
    name = max(fuzz.partial_token_set_ratio(each, sentence) if len(each) > 2 else 0.0 for each in indexed.names)
    whole = max(fuzz.token_set_ratio(each, sentence) for each in indexed.names)
    place = bool(indexed.place) and indexed.place in sentence
    score = 0.0
    if name >= 90:
        score += whole
    if indexed.thing.domain in kinds:
        score += 45 + (40 if place else 0)
    elif place:
        score += 20
    return score
