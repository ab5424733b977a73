"""How people say times, and what happens on a screen: the words of each language, as patterns. Pure but for the files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
import re
from typing import Any, Final

import yaml

_FOLDER: Final = Path(__file__).parent / "words"
CODES: Final = ("en", "de", "ko")
# What stands for something else, and is no name of a group.
_GIVEN: Final = re.compile(r"(?<!\?P)<(\w+)>")
UNIT_SECONDS: Final[Mapping[str, int]] = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


@dataclass(frozen=True, slots=True)
class Clock:
    """A way to say a time of day, and the minutes that it is off its hour."""

    pattern: re.Pattern[str]
    minutes: int


@dataclass(frozen=True, slots=True)
class Day:
    """A way to say a day: how far from today, or which weekday, and in which part of the day."""

    pattern: re.Pattern[str]
    offset: int | None
    weekday: int | None
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a language says of times and screens."""

    code: str
    hint: re.Pattern[str]
    numbers: Mapping[str, int]
    units: Mapping[str, re.Pattern[str]]
    spans: Sequence[tuple[re.Pattern[str], int]]
    span: re.Pattern[str]
    one: re.Pattern[str]
    delays: Sequence[re.Pattern[str]]
    clocks: Sequence[Clock]
    noon: re.Pattern[str]
    midnight: re.Pattern[str]
    parts: Mapping[str, re.Pattern[str]]
    days: Sequence[Day]
    events: Mapping[str, Sequence[re.Pattern[str]]]
    kinds: Mapping[str, str]
    lists: Sequence[re.Pattern[str]]
    cancels: Sequence[re.Pattern[str]]
    reminders: Sequence[re.Pattern[str]]

    def number(self, said: str) -> float | None:
        """Return a number, in digits or in words."""
        said = said.strip().casefold().replace(",", ".")
        try:
            return float(said)
        except ValueError:
            return self.numbers.get(said)


def load_all() -> tuple[Words, ...]:
    """Read the words of every language; blocks on disk the first time."""
    return tuple(map(load_words, CODES))


@cache
def load_words(code: str) -> Words:
    """Read the words of a language; blocks on disk the first time."""
    told: dict[str, Any] = yaml.safe_load((_FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))["intents"]
    # Where words are not written apart, as in Korean, a unit may be followed by anything.
    begin, end = ("", "") if told.get("unspaced") else (r"(?<!\w)", r"(?!\w)")
    number = "|".join(sorted(map(re.escape, told["numbers"]), key=len, reverse=True))
    number = rf"{begin}(?:\d+(?:[.,]\d+)?|(?:{number}){end})"
    unit = f"(?:{'|'.join(told['units'].values())}){end}"
    wholes = "|".join(told["spans"])
    span = rf"(?:{wholes}|{number} ?{unit}(?:{told['joins']}{number} ?{unit})*)"
    given = {
        "span": f"(?P<span>{span})",
        "n": f"(?P<n>{number})",
        "h": f"(?P<h>{number})",
        "m": r"(?P<m>\d\d?)",
        "minute": f"(?:{told['units']['minute']})",
        "part": f"(?P<part>{'|'.join(told['parts'].values())})",
        "lead": told["lead"],
        "what": told["what"],
        "place": told["place"],
        "person": told["person"],
    }
    return _compiled(code, told, _compiler(given), re.compile(rf"(?P<n>{number}) ?(?P<unit>{unit})", re.IGNORECASE))


type _Compiler = Callable[[str], re.Pattern[str]]


def _compiled(code: str, told: Mapping[str, Any], pattern: _Compiler, one: re.Pattern[str]) -> Words:
    """Return the words of a language with its patterns compiled; `one` is a number with a unit."""
    return Words(
        code=code,
        hint=re.compile(told["hint"], re.IGNORECASE),
        numbers=told["numbers"],
        units={name: pattern(text) for name, text in told["units"].items()},
        spans=[(pattern(text), seconds) for text, seconds in told["spans"].items()],
        span=pattern("<span>"),
        one=one,
        delays=[pattern(text) for text in told["delays"]],
        clocks=[Clock(pattern(text), minutes) for text, minutes in told["clocks"]],
        noon=pattern(told["noon"]),
        midnight=pattern(told["midnight"]),
        parts={name: pattern(text) for name, text in told["parts"].items()},
        days=[
            *(Day(pattern(text), offset, None, part) for text, offset, part in told["days"]),
            *(Day(pattern(text), None, weekday, "") for weekday, text in enumerate(told["weekdays"])),
        ],
        events={name: [pattern(text) for text in texts] for name, texts in told["events"].items()},
        kinds=told["kinds"],
        lists=[pattern(text) for text in told["list"]],
        cancels=[pattern(text) for text in told["cancel"]],
        reminders=[pattern(text) for text in told["remind"]],
    )


def _compiler(given: Mapping[str, str]) -> _Compiler:
    """Return what compiles a text after filling in what stands for others."""

    def compiled(text: str) -> re.Pattern[str]:
        filled = _GIVEN.sub(lambda found: given[found[1]], text)
        return re.compile(filled, re.IGNORECASE)

    return compiled
