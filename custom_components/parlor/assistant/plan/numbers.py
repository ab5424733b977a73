"""The numbers that a sentence says, held against those of a plan and of what a model would say of it. Pure."""

from collections.abc import Iterator, Mapping, Sequence
import re
from typing import Any, Final

from .arguments import missing_field
from .levels import level_said
from .steps import Step

_DIGITS: Final = re.compile(r"(?<![\w.,])-?\d+(?:[.,]\d+)?")
_WORDS: Final[Mapping[str, float]] = {
    word: number
    for number, words in enumerate(
        (
            "one ein eins einen eine 일 한",
            "two zwei 이 두",
            "three drei 삼 세",
            "four vier 사 네",
            "five fünf 오 다섯",
            "six sechs 육 여섯",
            "seven sieben 칠 일곱",
            "eight acht 팔 여덟",
            "nine neun 구 아홉",
            "ten zehn 십 열",
        ),
        start=1,
    )
    for word in words.split()
}
# What a number counts that is meant to be set, so that the word before it is one: "a" is no number elsewhere.
_COUNTED: Final = re.compile(r"([^\W\d_]+)[\s-]*(?:degrees?\b|grad\b|도(?!\w)|도 )", re.IGNORECASE)
_FRACTIONS: Final = frozenset({"volume_level"})
_PERCENTAGES: Final = frozenset({"brightness_pct", "percentage", "position", "tilt_position", "humidity"})
# A number by how much and not to what, or of a clock.
_NOT_TO: Final = re.compile(
    r"\b(?:by|more|less|another|um|mehr|weniger|noch|minutes?|minuten?|hours?|seconds?|uhr|o'?clock|am|pm)\b|만큼|씩|분|시"
    r"|\b(?:at|um)\s+(?:[01]?\d|2[0-4])(?!\d|[.,]\d|\s*(?:°|degrees?|grad|%|percent|prozent))",
    re.IGNORECASE,
)
_LONGEST: Final = 6


def numbers_said(text: str) -> list[float]:
    """Return the numbers of a text, those of degrees in words too, in their order."""
    found = [float(digits.replace(",", ".")) for digits in _DIGITS.findall(text)]
    words = (match[1].casefold() for match in _COUNTED.finditer(text))
    return found + [_WORDS[word] for word in words if word in _WORDS]


def with_number_said(action: str, data: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return data with the number that an action is nothing without: the only one of the data, or of the sentence, where they have it elsewhere."""
    given = dict(data)
    field = missing_field(action, given)
    if field is None or field not in _FRACTIONS | _PERCENTAGES | {"temperature"}:
        return given
    strays = {name: numbers[0] for name, value in given.items() if len(numbers := _as_numbers(value)) == 1}
    said = numbers_said(text)
    if len(strays) == 1:
        (stray, number), *_ = strays.items()
        del given[stray]
    elif len(said) == 1 and not _NOT_TO.search(text):
        number = said[0]
    else:
        return given
    if field in _FRACTIONS and number > 1:
        number /= 100
    return {**given, field: number if field in _FRACTIONS or number % 1 else int(number)}


def _as_numbers(value: Any) -> list[float]:
    """Return the number that a value is, as a list of one; none where it is something else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str) or len(str(value)) > _LONGEST:
        return []
    return [float(value)] if isinstance(value, int | float) else numbers_said(value)


def tells_other_number(say: str, steps: Sequence[Step], text: str) -> bool:
    """Say whether a sentence tells a number that no step sets and nobody said, where the steps set others."""
    set_to = {number for step in steps for number in _numbers_of(step)}
    if not set_to or len({step.action for step in steps}) > 1:
        return False
    known = {*set_to, *(round(100 * number, 2) for number in set_to), *numbers_said(text)}
    if (level := level_said(text)) is not None:
        known.add(level)
    return any(number not in known for number in numbers_said(say))


def _numbers_of(step: Step) -> Iterator[float]:
    """Yield the numbers that a step sets."""
    return (
        float(value) for value in step.data.values() if isinstance(value, int | float) and not isinstance(value, bool)
    )
