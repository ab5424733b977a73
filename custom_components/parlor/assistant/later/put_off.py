"""What a sentence puts off, where a model wants to do it at once. Pure.

Small models hear the command and not when it is to be. What can be read is planned instead of done; of what cannot, nothing
is done.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
import re
from typing import Any, Final

from ..plan.said import clause_of
from ..plan.steps import Step
from .reading import Place
from .spoken import Delayed, read_delayed
from .when import AtTime, Once
from .words import load_all

LONGEST: Final = 300
# What is done at once though a time is said with it: the time belongs to what is noted, sought or shown.
_NOT_PUT_OFF: Final = frozenset({"todo", "calendar", "notify", "text", "input_text", "automation"})
_SEEKS: Final = frozenset({"media_seek"})
# "At 7" alone can be a level as well.
_BARE_HOUR: Final = re.compile(r"(?:at|um|gegen) (?P<number>\d{1,2})", re.IGNORECASE)
_FIRST: Final = re.compile(
    r"\b(?:now|right away|immediately|first|then|jetzt|sofort|zuerst|dann)\b|지금|바로|먼저", re.IGNORECASE
)
_HAPPENS: Final = (
    r"(?:is|are|has|have|gets?|comes?|leaves?|arrives?|finish\w*|ends?|starts?|begins?|stops?|opens?|closes?|goes|go|rings?|turns?|falls?|drops?"
    r"|rises?|reach\w*|wakes?|enters?|sets|boils?|beeps?|becomes?|passes|says?)"
)
_HAPPENS_DE: Final = (
    r"(?:(?:fertig|zu ende|vorbei|zuhause|zu hause|daheim|weg|wach|trocken|voll|leer) (?:ist|sind|bin)|komm\w*|geh\w*|endet|beginnt|anfängt|startet"
    r"|klingelt|aufsteh\w*|verlass\w*|verlässt|aufwach\w*|einschl[aä]f\w*|untergeh\w*|aufgeh\w*|ankomm\w*|heimkomm\w*|losgeh\w*|aufhört|piept|klopft)"
)
# What waits for something that no time is said of: at the beginning of a sentence, or at its end.
_EVENT: Final = re.compile(
    r"^\W*(?P<begin>(?:as soon as|when|once)\s+(?!you\b|is\b|are\b|do\b|does\b|did\b|will\b|ready\b|possible\b|in a while|more\b|again\b|and for all)(?:\S+\s+){1,12}?"
    rf"{_HAPPENS}\b|(?:whenever|every ?time|each time)\s+(?!you\b)\S+"
    rf"|(?:sobald|nachdem|wenn|falls)\s+(?:\S+\s+){{1,12}}?{_HAPPENS_DE}\b|(?:immer wenn|jedes mal,? wenn)\s+\S+"
    r"|(?:quand|dès que|lorsque|cuando|en cuanto|quando|non appena|wanneer|zodra|når|när|gdy)\s+\S+)"
    r"|(?<!\blike)(?<!\bfor)(?<!\bthan)(?<!\bas)(?<!\bthat)[,\s](?P<end>(?:as soon as|when|once)\s+(?:the|my|our|his|her|their|he|she|it|they|we|i|every\w+|some\w+|any\w+|all)(?:\s+\S+){0,10}?"
    rf"(?:\s+{_HAPPENS}\b|['’](?:s|m|re)\b).*|(?:whenever|every ?time|each time)\s+(?!you\b)\S+.*"
    rf"|(?:sobald|nachdem|wenn)\s+(?:\S+\s+){{1,12}}?{_HAPPENS_DE}|(?:immer wenn|jedes mal,? wenn)\s+\S+.*)\W*$"
    r"|(?P<ko>(?:끝나|나가|도착하|들어오|돌아오|시작하|시작되|완료되|다 ?되|일어나|잠들|울리|떠나)면|때마다)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOff:
    """What a sentence puts off: the words that say until when, when that is, if it can be read, and whether all of the steps wait for it."""

    said: str
    when: Once | None = None
    is_all: bool = True


def put_off(text: str, steps: Sequence[Step], place: Place) -> PutOff | None:
    """Return what a sentence puts off of some steps, None where all of them are for now.

    Blocks on disk the first time.
    """
    text = " ".join(text.split())
    waiting = [step for step in steps if step.domain not in _NOT_PUT_OFF and step.service not in _SEEKS]
    if not waiting or len(text) > LONGEST:
        return None
    if (delayed := _delayed(text, waiting, place)) is not None:
        said, when = delayed.said, delayed.when
    elif found := _EVENT.search(text):
        said, when = next(each for each in found.groups() if each).strip(), None
    else:
        return None
    if text.casefold().find(said.casefold()) <= _lead(text):
        return PutOff(said=said, when=when, is_all=len(waiting) == len(steps))
    whole = re.sub(rf"[,;]\s+(?={re.escape(said)})", " ", text)
    those = [step for step in waiting if said.casefold() in clause_of(place.home, whole, step.entity_ids).casefold()]
    if not those:
        return None  # what is put off is no part of the plan
    is_all = len(waiting) == len(steps) and (len(those) == len(steps) or not _FIRST.search(text))
    return PutOff(said=said, when=when, is_all=is_all)


def _lead(text: str) -> int:
    """Return how far what stands before the words of when may go at the beginning of a sentence: "please, in 10 minutes"."""
    found = re.match(r"\W*(?:(?:please|hey|ok|okay|so|and|bitte|also|und|dann)\W+)*", text, re.IGNORECASE)
    return found.end() if found else 0


def _delayed(text: str, steps: Sequence[Step], place: Place) -> Delayed | None:
    """Return how a sentence can be taken apart into what and when, where the time is none of what is to be done."""
    for words in load_all():
        if not words.hint.search(text):
            continue
        for delayed in read_delayed(text, words, place):
            if not _is_value(delayed, steps):
                return delayed
    return None


def _is_value(delayed: Delayed, steps: Iterable[Step]) -> bool:
    """Say whether words that can be a time are a level, or a part of a title."""
    if not isinstance(delayed.when, AtTime):
        return False
    values = [value for step in steps for value in step.data.values()]
    if any(_has(value, delayed.said) for value in values if isinstance(value, str)):
        return True
    bare = _BARE_HOUR.fullmatch(delayed.said)
    return bare is not None and any(_is_number(value, float(bare["number"])) for value in values)


def _has(value: str, said: str) -> bool:
    """Say whether a text of a step has the words in it."""
    return said.casefold().removeprefix("at ").removeprefix("um ") in value.casefold()


def _is_number(value: Any, number: float) -> bool:
    """Say whether a value is a number, as a fraction of 100 too."""
    return isinstance(value, int | float) and number in (float(value), round(float(value) * 100, 3))
