"""A wish by how much and not to what, as "two degrees warmer": the new temperature is counted from the one that is set. Pure.

Models guess what is set, or take the difference for the temperature.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
import re
from typing import Final

from .numbers import numbers_said
from .said import is_one_clause
from .steps import Step

type TemperatureOf = Callable[[str], float | None]
"""entity id -> the temperature that it is set to, None where it tells none."""

_FIELD: Final = "temperature"
_NUMBER: Final = r"(?P<number>\d+(?:[.,]\d+)?|one|two|three|four|five|six|ein|zwei|drei|vier|fünf|sechs|한|두|세|네)"
_UNIT: Final = r"\s*(?:°\s*[cf]?|degrees?|grad)\b"
_MORE: Final = (
    r"(?P<up>warmer|hotter|higher|wärmer|heißer|höher)|(?P<down>cooler|colder|lower|kühler|kälter|niedriger|tiefer)"
)
# By how much stands beside what it is about: a number of anything else in the sentence is none.
_BY: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_NUMBER}(?:{_UNIT})?\s+(?:{_MORE})\b",
        rf"\b(?:{_MORE})\s+by\s+{_NUMBER}\b",
        rf"\b(?:(?P<up>up|raise|increase)|(?P<down>down|lower|reduce|decrease))\b(?:(?!\bto\b).)*\bby\s+{_NUMBER}\b",
        rf"\b(?:(?P<up>up)|(?P<down>down))\s+{_NUMBER}{_UNIT}",
        rf"\bum\s+{_NUMBER}(?:{_UNIT})?\s+(?:(?P<up>wärmer|heißer|höher|rauf|hoch|erhöhen)|(?P<down>kühler|kälter|niedriger|tiefer|runter|verringern|senken))",
        rf"{_NUMBER}\s*도\s*(?:만\s*|정도\s*|더\s*)*(?:(?P<up>올려|올리|높여|높이|따뜻하게|덥게)|(?P<down>내려|내리|낮춰|낮추|시원하게|춥게|서늘하게))",
    )
)
# Of anything but degrees.
_NOT_DEGREES: Final = re.compile(
    r"%|percent|prozent|퍼센트|\b(?:volume|lautstärke|minutes?|hours?|minuten?|stunden?)\b|소리|볼륨|시간|분",
    re.IGNORECASE,
)
# More than this is a temperature, and no difference.
_MOST: Final = 10.0


def as_relative(steps: Sequence[Step], text: str, temperature_of: TemperatureOf) -> tuple[Step, ...]:
    """Return steps whose temperature is counted from what is set, where the sentence says by how much; as they were elsewhere."""
    difference = _difference(text)
    if not difference:
        return tuple(steps)
    return tuple(counted for step in steps for counted in _counted(step, difference, temperature_of))


def _counted(step: Step, difference: float, temperature_of: TemperatureOf) -> list[Step]:
    """Return what a step comes to: one for each temperature that is set, as things in one room differ."""
    set_to = {entity_id: temperature_of(entity_id) for entity_id in step.entity_ids}
    if _FIELD not in step.data or None in set_to.values():
        return [step]
    by_target: dict[float, list[str]] = {}
    for entity_id, temperature in set_to.items():
        assert temperature is not None
        by_target.setdefault(temperature + difference, []).append(entity_id)
    return [
        replace(step, entity_ids=tuple(ids), data={**step.data, _FIELD: target}) for target, ids in by_target.items()
    ]


def _difference(text: str) -> float:
    """Return by how many degrees a sentence wants it warmer, negative for cooler; 0 where it says no such thing, or more than that."""
    if not is_one_clause(text) or _NOT_DEGREES.search(text):
        return 0.0
    found = [match for pattern in _BY if (match := pattern.search(text))]
    if not found:
        return 0.0
    (number, *others) = numbers_said(f"{found[0]['number']} grad")
    if others or not 0 < number <= _MOST:
        return 0.0
    return number if found[0].groupdict().get("up") else -number
