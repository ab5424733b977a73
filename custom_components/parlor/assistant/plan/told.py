"""Whether what a model wants to say is to be told: not where it tells the opposite of what its steps do, or the command itself. Pure."""

from collections.abc import Sequence
import re
from typing import Final

from rapidfuzz import fuzz

from .said import WORD, is_question
from .steps import Step

# As alike as this, of 100, a text and a command are the same.
ECHO: Final = 85.0
MOST_ECHOED: Final = 500
LEAST_WORDS: Final = 2
# What gives an order: nothing else is meant to be done, and may be said back.
_ORDERS: Final = re.compile(
    r"^\W*(?:(?:please|hey|ok|okay|now|then|and|bitte|also|i need you to|(?:can|could|would|will) you)\W+)*(?:turn|switch|put|set|open|close|shut|start|stop"
    r"|play|dim|make|lock|unlock|pause|mute|unmute|raise|lower|show|watch|remind|add|run|kill|activate|launch|resume|skip|bring|get|take|give|let"
    r"|mach\w*|schalt\w*|stell\w*|öffne\w*|schließ\w*|spiel\w*|dreh\w*|fahr\w*|dimm\w*|starte?|stoppe?|sperr\w*|erinner\w*|zeig\w*)\b"
    r"|(?:줘|주세요|줄래|해라|켜|꺼|틀어|열어|닫아)[.!\s]*$|\b(?:could|can) (?:some|any)(?:body|one)\b",
    re.IGNORECASE,
)

# What a step makes of something, and the words of the opposite, which nobody is told who is not told the right one as well.
_TOLD: Sequence[tuple[str, re.Pattern[str], re.Pattern[str]]] = (
    ("open", re.compile(r"\bopen|\brais|\bup\b|öffne|geöffnet|offen|auf\b|열"), re.compile(r"\bclose|\bshut\b|\bdown\b|geschlossen|\bzu\b|닫")),
    ("close", re.compile(r"\bclos|\bshut|\blower|\bdown\b|schließ|geschlossen|\bzu\b|닫"), re.compile(r"\bopen|\brais|\bup\b|geöffnet|offen|열")),
    ("turn_on", re.compile(r"\bon\b|\ban\b|\bein|켜|켰"), re.compile(r"\boff\b|\baus|꺼|껐|끄")),
    ("turn_off", re.compile(r"\boff\b|\bout\b|\baus|꺼|껐|끄"), re.compile(r"\b(?:is|are|now|turned|switched) on\b|\b(?:jetzt|nun) an\b|\bein(?:geschaltet)?\b|켜|켰")),
    ("unlock", re.compile(r"unlock|\bopen|aufgeschlossen|aufgesperrt|열"), re.compile(r"\block|abgeschlossen|잠")),
    ("lock", re.compile(r"(?<!un)lock|abgeschlossen|verriegelt|잠"), re.compile(r"unlock|aufgeschlossen|열")),
)  # fmt: skip

_ALL = re.compile(
    r"\beverything\b(?!['’]s (?:set|ready|fine)| is (?:set|ready|fine)|[^.!?]*\b(?:all at once|works)\b)|\balles\b(?! klar| gut| erledigt| fertig| bereit)|전부|모든 것|모든 기기"
)


def contradicts(say: str, steps: Sequence[Step]) -> bool:
    """Say whether a sentence tells the opposite of what some steps do, or more: small models copy the state that was before."""
    told = say.casefold()
    if steps and _ALL.search(told):
        return True  # of what was done every thing is told; of all there is nobody knows
    kinds = {kind for step in steps for kind, *_ in _TOLD if step.service in (kind, f"{kind}_{step.domain}")}
    if len(kinds) != 1 or any(step.service.startswith("set_") for step in steps):
        return False
    return any(
        kind in kinds and not right.search(told) and wrong.search(told) is not None for kind, right, wrong in _TOLD
    )


def is_echo(text: str, asked: str) -> bool:
    """Say whether a text is the command that was given, once more: small models say it instead of doing it."""
    if "?" in text or is_question(asked) or not _ORDERS.search(asked):
        return False
    said, command = (" ".join(WORD.findall(each.casefold())) for each in (text, asked[:MOST_ECHOED]))
    return len(command.split()) >= LEAST_WORDS and fuzz.ratio(said, command) >= ECHO
