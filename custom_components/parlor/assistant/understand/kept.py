"""Sentences about what the assistant keeps: "remember that …", "what do you remember", "forget …", "undo that". Pure.

They are read before all others: what is to be remembered is any words, and may sound like a command.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
import re
from typing import Final

import yaml

from .language import Language

_FILE: Final = Path(__file__).parent.parent / "sentences" / "kept.yaml"
_TEXT: Final = "text"
_WEAK: Final = "_weak"
_LAST: Final = "_last"
_ASKED: Final = "_asked"
_MARKS: Final = " ,.:;!?。？！"
_POLITE: Final = re.compile(r"[\s,]+(?:please|thanks|thank you|bitte|danke)$", re.IGNORECASE)


class Wish(StrEnum):
    """What is asked for; each is a key of the sentences."""

    REMEMBER = "remember"
    RECALL = "recall"
    FORGET_ALL = "forget_all"
    FORGET = "forget"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPart:
    """A sentence about what is kept; `words` are the user's own.

    `is_weak` says that it means this only where there is something to take back: "cancel" may mean a timer; `is_of_last`
    only where something was planned, remembered or saved last: "forget it" may mean no more than never mind.
    """

    text: str
    wish: Wish
    words: str = ""
    is_for_all: bool = False
    is_weak: bool = False
    is_of_last: bool = False


@dataclass(frozen=True, slots=True)
class _Sentence:
    wish: Wish
    pattern: re.Pattern[str]
    end: str = ""


def prepare_kept() -> None:
    """Read the sentences; blocks on disk."""
    _sentences()


@cache
def _sentences() -> dict[str, tuple[_Sentence, ...]]:
    """Return the sentences of each language."""
    data: dict[str, dict[str, list[str]]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {code: tuple(_compiled(known)) for code, known in data.items()}


def _compiled(known: dict[str, list[str]]) -> Sequence[_Sentence]:
    """Return the patterns of one language in the order in which they are tried."""
    found: list[_Sentence] = []
    for key, patterns in known.items():
        end = next((end for end in (_WEAK, _LAST, _ASKED) if key.endswith(end)), "")
        wish = Wish(key.removesuffix(end))
        found += [_Sentence(wish, re.compile(pattern, re.IGNORECASE), end) for pattern in patterns]
    return found


def read_kept(text: str, language: Language) -> KeptPart | None:
    """Return what a sentence asks of what is kept, None where it is about something else."""
    said = language.bare(text)
    is_asked = text.rstrip().endswith(("?", "？"))
    for sentence in _sentences().get(language.code, ()):
        if (found := sentence.pattern.fullmatch(said)) is None or (sentence.end == _ASKED and not is_asked):
            continue
        groups = found.groupdict()
        words = _as_said(groups.get(_TEXT) or "", said, text)
        return KeptPart(
            text=text,
            wish=sentence.wish,
            words=language.noun(words, words),
            is_for_all=bool(groups.get("all")),
            is_weak=sentence.end == _WEAK,
            is_of_last=sentence.end == _LAST,
        )
    return None


def _as_said(words: str, said: str, text: str) -> str:
    """Return free words as they were said, with an end such as "now" that is cut off commands."""
    start = text.find(words)
    if words and start >= 0 and said.endswith(words):
        words = _POLITE.sub("", text[start:].strip(_MARKS))
    return words.strip(_MARKS)
