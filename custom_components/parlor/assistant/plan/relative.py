"""A wish by how much and not to what, as "two degrees warmer": the new temperature is counted from the one that is set. Pure.

Models guess what is set, or take the difference for the temperature.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
import re
from typing import Final

from .numbers import numbers_said
from .steps import Step

type TemperatureOf = Callable[[str], float | None]
"""entity id -> the temperature that it is set to, None where it tells none."""

_FIELD: Final = "temperature"
_UP: Final = re.compile(
    r"\b(?:warmer|hotter|higher|wärmer|heißer|höher)\b|\b(?:increase|raise|turn up|up|erhöhe?n?|rauf)\b|따뜻하게|덥게|올려|올리|높여|높이",
    re.IGNORECASE,
)
_DOWN: Final = re.compile(
    r"\b(?:cooler|colder|lower|kühler|kälter|niedriger|tiefer)\b|\b(?:decrease|reduce|turn down|down|verringer\w*|senke?n?|runter)\b"
    r"|시원하게|춥게|서늘하게|내려|내리|낮춰|낮추",
    re.IGNORECASE,
)
# Where to: then no number is by how much.
_TO: Final = re.compile(
    r"\b(?:to|at|on|auf|bis)\s+(?:\d|[\w-]+\s+(?:degrees?|grad)\b)|\d\s*(?:°|도)?\s*(?:로|까지|으로)", re.IGNORECASE
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
    """Return by how many degrees a sentence wants it warmer, negative for cooler; 0 where it says no such thing."""
    numbers = numbers_said(text)
    up, down = bool(_UP.search(text)), bool(_DOWN.search(text))
    if len(numbers) != 1 or up == down or _TO.search(text) or not 0 < numbers[0] <= _MOST:
        return 0.0
    return numbers[0] if up else -numbers[0]
