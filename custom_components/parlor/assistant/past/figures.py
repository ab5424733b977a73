"""From what was recorded of an entity to a few figures: how much, how long, how often, when last. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
import itertools
import math
from typing import Final

from ..watched.spans import Span

AWAY: Final = frozenset({"unavailable", "unknown", "", "None"})
MOST_STATES: Final = 6
LONG_SPAN: Final = 6 * 86400.0  # seconds, past which a weekday is no date


@dataclass(frozen=True, slots=True)
class Sample:
    """What was recorded from a Unix time on."""

    at: float
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """A measurement over a span; `change` is how much a meter went on, resets left out."""

    least: float
    least_at: float
    most: float
    most_at: float
    mean: float
    last: float
    change: float


@dataclass(slots=True)
class Stay:
    """How long, how often and when last something was in a state."""

    seconds: float = 0.0
    times: int = 0
    last_from: float = 0.0
    last_until: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """What an entity was in a span, the longest first; `changed` is its last change in it, None where there was none."""

    stays: dict[str, Stay] = field(default_factory=dict)
    changed: float | None = None
    now: str = ""


def numbers_of(samples: Sequence[Sample], until: float) -> Numbers | None:
    """Return the figures of a measurement, weighted by how long each value lasted; None where there was none."""
    told = [(sample.at, number) for sample in samples if (number := _number(sample.value)) is not None]
    if not told:
        return None
    ends = [sample.at for sample in samples[1:]] + [max(until, samples[-1].at)]
    weights = {sample.at: max(end - sample.at, 0.0) for sample, end in zip(samples, ends, strict=True)}
    total = sum(weights[at] for at, _ in told)
    mean = sum(value * weights[at] for at, value in told) / total if total else told[-1][1]
    least, most = min(told, key=lambda each: each[1]), max(told, key=lambda each: each[1])
    steps = [after - before for (_, before), (_, after) in itertools.pairwise(told)]
    return Numbers(
        least=least[1],
        least_at=least[0],
        most=most[1],
        most_at=most[0],
        mean=mean,
        last=told[-1][1],
        change=sum(step for step in steps if step > 0),
    )


def states_of(samples: Sequence[Sample], since: float, until: float) -> States:
    """Return how long something was in each state, and when it changed; what was away is left out."""
    stays: dict[str, Stay] = {}
    changed: float | None = None
    before = ""
    for index, sample in enumerate(samples):
        end = samples[index + 1].at if index + 1 < len(samples) else until
        if sample.value in AWAY:
            continue
        stay = stays.setdefault(sample.value, Stay())
        stay.seconds += max(0.0, end - max(sample.at, since))
        if sample.value != before:
            stay.last_from = sample.at
            if before or sample.at > since:
                stay.times += 1
                changed = sample.at
        stay.last_until = end
        before = sample.value
    longest = sorted(stays.items(), key=lambda each: -each[1].seconds)
    return States(stays=dict(longest), changed=changed, now=before)


def is_measured(samples: Iterable[Sample]) -> bool:
    """Say whether what was recorded are numbers."""
    told = [sample.value for sample in samples if sample.value not in AWAY]
    return bool(told) and all(_number(value) is not None for value in told)


def tell_numbers(numbers: Numbers, unit: str, span: Span, *, is_meter: bool) -> str:
    """Return a measurement's figures in a line; of a meter only how much it went on."""
    behind = f" {unit}" if unit else ""
    if is_meter:
        return f"total {_short(numbers.change)}{behind}"
    return (
        f"min {_short(numbers.least)}{behind} at {clock_of(numbers.least_at, span)}, "
        f"max {_short(numbers.most)}{behind} at {clock_of(numbers.most_at, span)}, "
        f"mean {_short(numbers.mean)}{behind}, last {_short(numbers.last)}{behind}"
    )


def tell_states(states: States, span: Span) -> str:
    """Return how long something was what, in a line."""
    if not states.stays:
        return "nothing recorded"
    told = [_stay(name, stay, span) for name, stay in list(states.stays.items())[:MOST_STATES]]
    more = len(states.stays) - len(told)
    if more > 0:
        told.append(f"and {more} other states")
    if states.changed is None:
        told.append("no change in that time")
    else:
        told.append(f"last change {clock_of(states.changed, span)} to {states.now}")
    return "; ".join(told)


def _stay(name: str, stay: Stay, span: Span) -> str:
    """Return one state: how long in all, how often it began, and when last."""
    told = f"{name[:60]} {length_of(stay.seconds)}"
    if not stay.times:
        return told
    until = "now" if stay.last_until >= span.until.timestamp() else clock_of(stay.last_until, span)
    return f"{told}, {stay.times} times, last from {clock_of(stay.last_from, span)} to {until}"


def clock_of(at: float, span: Span) -> str:
    """Return a time by the home's clocks: with the date where a weekday would not do."""
    moment = datetime.fromtimestamp(at, span.since.tzinfo)
    is_long = (span.until - span.since).total_seconds() > LONG_SPAN
    return f"{moment:%a %Y-%m-%d %H:%M}" if is_long else f"{moment:%a %H:%M}"


def length_of(seconds: float) -> str:
    """Return a length of time."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if minutes else f"{rest} s"


def _number(value: str) -> float | None:
    """Return a number, None where a text is none."""
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _short(number: float) -> str:
    """Return a number without digits that nobody wants."""
    return f"{number:.0f}" if abs(number) >= 1000 else f"{round(number, 2):g}"
