"""What a sentence puts off, where a model wants to do it at once. Pure.

Small models hear the command and not when it is to be. What can be read is planned instead of done; of what cannot, nothing
is done. Where the words of when may belong to something else, to a reason, a name or another command, the model's plan stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
import re
from typing import Final

from ..home import Home
from ..plan.reasons import without_reasons
from ..plan.said import CLAUSE, is_named
from ..plan.steps import Step
from .reading import Place
from .spoken import Delayed, read_delayed
from .when import AtTime, Once
from .words import load_all

LONGEST: Final = 300
# What can wait as well as be done; of what is played, noted, announced or set a time is often a part.
_CAN_WAIT: Final = frozenset(
    {
        "turn_on", "turn_off", "open_cover", "close_cover", "open_valve", "close_valve", "set_cover_position", "lock", "unlock", "start",
        "return_to_base", "start_mowing", "dock", "press", "set_temperature", "set_hvac_mode", "media_pause", "media_stop", "select_source",
    }
)  # fmt: skip
_SPAN: Final = r"\b(?:in|after|nach|from now|later|später)\b|뒤|후|이따|있다"
# A clock's hour with what makes it one: "at 7" can be a level, "um 3" a difference.
_CLOCK: Final = re.compile(
    rf"\d[:.]\d\d|\b[ap]\.?m\b|o'?clock|\buhr\b|\d ?시|[한두세네섯곱덟홉열] ?시|noon|midnight|mittag|mitternacht|정오|자정|{_SPAN}",
    re.IGNORECASE,
)
_UP_TO: Final = re.compile(
    r"(?:\b(?:until|till|til|by|from|since|before|vor|bis|ab|seit|for|für)(?: um| zu| at)?|[,;]?\s*(?:it is|it['’]s|es ist)(?: already| schon)?)\s*$",
    re.IGNORECASE,
)
# Who speaks of something tells why, or what else is to come.
_TELLS: Final = re.compile(
    r"\b(?:i|we|he|she|they|everybody|everyone|somebody|someone)\b(?!['’]d\b| (?:would )?(?:like|want|need)\b)|\bit(?:['’]s| is| starts?| begins?| gets)\b"
    r"|\b(?:guests?|kids|parents|\w+ll|\w+['’]s) (?:is|are|will|arrives?|comes?|leaves?)\b|\b(?:ich|wir|man)\b(?! (?:möchte|will|hätte|brauche))|\b(?:er|sie|es) (?:ist|sind|wird|hat|haben)\b"
    r"|\b(?:muss|müssen|kommt|kommen|gehen|fährt|fahren)\b|야 ?(?:해|돼|합)|거든|니까|\b(?:because|weil|denn)\b",
    re.IGNORECASE,
)
_TOLD_ON: Final = re.compile(
    r"\b(?:remind|tell|let|notify|inform)\b.*\b(?:me|us)\b|\berinner|\bsag\w* (?:mir|uns)\b|\bbescheid\b|알려|말해|얘기해",
    re.IGNORECASE,
)
_POLITE: Final = re.compile(r"\W*(?:(?:please|thanks|thank you|bitte|danke)\W*)?", re.IGNORECASE)
_FIRST: Final = re.compile(
    r"\b(?:now|right away|immediately|first|then|again|jetzt|sofort|zuerst|dann|wieder)\b|지금|바로|먼저|다시",
    re.IGNORECASE,
)
_HAPPENS: Final = (
    r"(?:is|are|has|have|gets?|comes?|leaves?|arrives?|finish\w*|ends?|starts?|begins?|stops?|opens?|closes?|goes|go|rings?|turns?|falls?|drops?"
    r"|rises?|reach\w*|wakes?|enters?|sets|boils?|beeps?|becomes?|passes|says?|calls?|rains?|hears?)"
)
_HAPPENS_DE: Final = (
    r"(?:(?:fertig|zu ende|vorbei|weg|wach|trocken|voll|leer|im bett) (?:ist|sind|bin)|wird|werden|komm\w*|gehen?|gehe|endet|beginnt|anfängt|starte[nt]"
    r"|klingelt|aufsteh\w*|verlass\w*|verlässt|aufwach\w*|(?:ein)?schl[aä]f\w*|untergeht|aufgeht|ankomm\w*|heimkomm\w*|losgeh\w*|aufhört|piept|klopft|regnet|öffnet)"
)
_WORDS: Final = r"(?:[^\s,]+\s+){1,12}?"
# What waits for something that no time is said of: at the beginning of a sentence, or at its end.
_BEGINS: Final = re.compile(
    r"^\W*(?P<said>(?:as soon as|when|once)\s+(?!you\b|is\b|are\b|do\b|does\b|did\b|will\b|i said\b|ready\b|possible\b|in a while|more\b|again\b|and for all)"
    rf"{_WORDS}{_HAPPENS}\b|(?:whenever|every ?time|each time)\s+(?!you\b)\S+"
    rf"|(?:sobald|nachdem|wenn)\s+(?!es geht|das geht|möglich|ich ehrlich){_WORDS}{_HAPPENS_DE}\b|(?:immer wenn|jedes mal,? wenn)\s+\S+"
    r"|(?:quand|dès que|lorsque|cuando|en cuanto|quando|non appena|wanneer|zodra|når|när|gdy)\s+\S+)",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r"(?<!\blike)(?<!\bfor)(?<!\bthan)(?<!\bas)(?<!\bthat)(?<!\bwie)[,\s]+(?P<said>(?:as soon as|when|once)\s+"
    rf"(?:the|my|our|his|her|their|he|she|it|they|we|i|every\w+|some\w+|any\w+|no\w+|all|dinner|lunch)(?:\s+[^\s,]+){{0,10}}?"
    rf"(?:\s+{_HAPPENS}\b|['’](?:s|m|re)\b)[^,]*|(?:whenever|every ?time|each time)\s+(?!you\b)[^,]+"
    rf"|(?:sobald|nachdem|wenn)\s+(?!es geht|das geht){_WORDS}{_HAPPENS_DE}|(?:immer wenn|jedes mal,? wenn)\s+[^,]+"
    r"|later(?: on)?|in a (?:bit|while|few|couple)\b[^,]*|in (?:about|around|roughly|some) [^,]+|tomorrow(?: morning| evening| night)?|at (?:sunset|sunrise|dusk|dawn)"
    r"|(?:später|nachher)(?: (?:an|aus|ein|auf|zu))?|in (?:ein paar|etwa|ca\.?|ungefähr|rund) [^,]+|(?<!guten )morgen(?: früh| abend)?)"
    r"(?:,?\s+(?:please|thanks|thank you|bitte|danke))?\W*$"
    r"|(?P<ko>(?:끝나|나가|도착하|들어오|돌아오|시작하|시작되|완료되|일어나|잠들|울리|떠나|열리|닫히)면(?!서|\s*(?:돼|되|될|좋))|때마다|나중에|이따가|잠시 ?[후뒤]에)",
    re.IGNORECASE,
)
# Complaints, comparisons, what is to stay, and what is so while something else is.
_NO_ORDER: Final = re.compile(
    r"\b(?:because|so (?:that )?i\b|bothers?|hate|always|leave|keep|love|like it|blinds|weil|damit|nerv\w*|lass\w*)\b|그대로",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PutOff:
    """What a sentence puts off: the words that say until when, and when that is, if it can be read."""

    said: str
    when: Once | None = None


def put_off(text: str, steps: Sequence[Step], place: Place) -> PutOff | None:
    """Return until when a sentence puts some steps off, None where they are for now, or it may be about something else.

    Blocks on disk the first time.
    """
    if not steps or len(text) > LONGEST or any(step.service not in _CAN_WAIT for step in steps):
        return None
    text = _without_names(place.home, without_reasons(place.home, " ".join(text.split()))[0], steps)
    if (delayed := _delayed(text, place)) is not None:
        return PutOff(delayed.said, delayed.when) if _waits(place.home, text, delayed.said, steps) else None
    found = _BEGINS.search(text) or _ENDS.search(text)
    said = next((each for each in found.groups() if each), "").strip() if found else ""
    before = text[: text.find(said)]
    if not said or _NO_ORDER.search(before) or _TOLD_ON.search(before):
        return None
    return PutOff(said) if _waits(place.home, text, said, steps) else None


def _without_names(home: Home, text: str, steps: Sequence[Step]) -> str:
    """Return a text without the names of what steps are for that sound like a time: a scene is called "When we leave"."""
    names = {
        name for step in steps for each in step.entity_ids if each in home.by_id for name in home.by_id[each].names
    }
    for name in sorted(names, key=len, reverse=True):
        if any(words.hint.search(name) for words in load_all()) or _BEGINS.match(name):
            text = re.sub(re.escape(name), "that", text, flags=re.IGNORECASE)
    return text


def _waits(home: Home, text: str, said: str, steps: Sequence[Step]) -> bool:
    """Say whether steps are what the words of when belong to."""
    clauses = [clause for clause in CLAUSE.split(text) if not _POLITE.fullmatch(clause)]
    part = CLAUSE.split(said)[0].casefold().strip(" ,.!?")
    where = [clause for clause in clauses if part in clause.casefold()]
    if len(clauses) > 1 and _FIRST.search(text):
        return False
    if not where or _is_lead(text, said):
        return True
    alone = where[0].casefold().strip(" ,.!?") == part or len(clauses) == 1
    return alone or any(_names(home, where[0], step) for step in steps)


def _is_lead(text: str, said: str) -> bool:
    """Say whether words stand at the beginning of a sentence: "please, in 10 minutes"."""
    lead = re.match(r"\W*(?:(?:please|hey|ok|okay|so|and|bitte|also|und|dann)\W+)*", text, re.IGNORECASE)
    return text.casefold().find(said.casefold()) <= (lead.end() if lead else 0)


def _names(home: Home, text: str, step: Step) -> bool:
    """Say whether a text names what a step is for."""
    return any(
        is_named(name, text) for each in step.entity_ids if each in home.by_id for name in home.by_id[each].names
    )


def _delayed(text: str, place: Place) -> Delayed | None:
    """Return how a sentence can be taken apart into what and when, where the time is that of a command."""
    for words in load_all():
        if not words.hint.search(text):
            continue
        for delayed in read_delayed(text, words, place):
            if not isinstance(delayed.when, AtTime) or _is_of_command(text, delayed.said):
                return delayed
    return None


def _is_of_command(text: str, said: str) -> bool:
    """Say whether a time is one at which something is to be done: no level, no end, and in no clause that tells something."""
    start = text.casefold().find(said.casefold())
    if not _CLOCK.search(said) or _UP_TO.search(text[:start]):
        return False
    around = next((clause for clause in CLAUSE.split(text) if said.casefold() in clause.casefold()), said)
    return not (_TELLS.search(around) or _TOLD_ON.search(around))
