"""Reads what a person answers to a question of Parlor's: yes, no, or digits. Pure, but for the lists of words it reads from disk.

The whole answer has to be one: "yes, and turn on the light" is a new sentence, not a yes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
import re
from typing import Any, Final

import yaml

_FOLDER: Final = Path(__file__).parent.parent / "sentences" / "answers"
# A PIN has at least this many digits, so that a temperature is none.
FEWEST_DIGITS: Final = 4
MOST_DIGITS: Final = 12


class Answer(Enum):
    """What was answered."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Spoken:
    """The digits in a text, in their order, and the words beside them."""

    digits: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWords:
    """The words of one language."""

    any_answer: re.Pattern[str]
    a_yes: re.Pattern[str]
    a_no: re.Pattern[str]
    beside_pin: frozenset[str]
    names_pin: frozenset[str]
    digits: Mapping[str, str]
    digit: re.Pattern[str]

    def answer(self, text: str) -> Answer | None:
        """Return a yes or a no, or None where the text is anything else; who says both means no."""
        words = _plain(text)
        if not words or not self.any_answer.fullmatch(words):
            return None
        if self.a_no.search(words):
            return Answer.NO
        return Answer.YES if self.a_yes.search(words) else None

    def spoken(self, text: str) -> Spoken:
        """Return the digits that were typed or said one by one: "1 2 3 4", "one two three four", "일이삼사"."""
        digits, others = "", []
        for word in _plain(text).split():
            if word.isdecimal():
                digits += "".join(str(int(each)) for each in word)
            elif self.digit.fullmatch(word):
                digits += "".join(self.digits[found] for found in _pieces(self.digits, word))
            else:
                others.append(word)
        return Spoken(digits, tuple(others))

    def is_code(self, text: str) -> bool:
        """Say whether a text is a code and nothing else, or names one: such a text is for nobody's eyes."""
        spoken = self.spoken(text)
        if len(spoken.digits) < FEWEST_DIGITS:
            return False
        beside = set(spoken.others) - self.beside_pin
        return not beside or bool(self.names_pin & set(spoken.others))


def load_answers(code: str) -> AnswerWords:
    """Read the words of a language; blocks on disk."""
    raw: dict[str, Any] = yaml.safe_load((_FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
    digits = {str(word): str(digit) for digit, called in enumerate(raw["digits"]) for word in called}
    yes, no, polite = raw["yes"], raw["no"], raw["polite"]
    names = {each for each in raw["pin"] if any(part in each for part in ("pin", "code", "zahl", "핀", "번호", "암호"))}
    beside = {word for phrase in (*yes, *polite, *raw["pin"]) for word in _plain(phrase).split()}
    return AnswerWords(
        any_answer=re.compile(rf"(?:(?:{_choice((*yes, *no, *polite))})(?: |$))+"),
        a_yes=re.compile(rf"(?:^| )(?:{_choice(yes)})(?= |$)"),
        a_no=re.compile(rf"(?:^| )(?:{_choice(no)})(?= |$)"),
        beside_pin=frozenset(beside),
        names_pin=frozenset(names),
        digits=digits,
        digit=re.compile(rf"(?:{_choice(digits)})+"),
    )


def _plain(text: str) -> str:
    """Return the words of a text in lower case, apart by one space each."""
    return " ".join(re.sub(r"[^\w'’\s]|_", " ", text.casefold().replace("’", "'")).split())


def _choice(phrases: Iterable[str]) -> str:
    """Return a pattern for any of some phrases, the longest first; the spaces of a Korean phrase are not always written."""
    longest = sorted({_plain(phrase) for phrase in phrases}, key=len, reverse=True)
    return "|".join(re.escape(each).replace(r"\ ", " ?" if not each.isascii() else " ") for each in longest)


def _pieces(digits: Mapping[str, str], word: str) -> list[str]:
    """Return the digits' words that a word is put together from."""
    return re.findall(_choice(digits), word)
