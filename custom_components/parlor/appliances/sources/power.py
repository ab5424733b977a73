"""A run that is made out from power alone: it begins with power that lasts, and is over when there was none for some minutes. Pure.

What is not heard says nothing: neither that it runs nor that it stopped. Whoever follows it comes back at `next_at` without any news.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
import math
from typing import Any, Final, Self

from ..kind import ApplianceKind
from ..reading import Doing, Reading

VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerSettings:
    """From which power it runs, in watts, and for how many seconds it must before that is believed, and must not before it is over."""

    watts: float = 5.0
    starts_after: float = 30.0
    ends_after: float = 240.0

    @classmethod
    def of(cls, kind: ApplianceKind, watts: float) -> Self:
        """Return what is known of a kind: a dishwasher dries for long with hardly any power, a microwave is done at once."""
        return cls(watts=watts, **_LASTS.get(kind, {}))


_LASTS: Final[Mapping[ApplianceKind, Mapping[str, float]]] = {
    ApplianceKind.DISHWASHER: {"ends_after": 1800.0},
    ApplianceKind.DRYER: {"ends_after": 300.0},
    ApplianceKind.WASHER_DRYER: {"ends_after": 480.0},
    ApplianceKind.OVEN: {"ends_after": 600.0},  # it heats now and then
    ApplianceKind.MICROWAVE: {"starts_after": 3.0, "ends_after": 20.0},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerMemory:
    """What is remembered: whether it runs, None before anything was heard; since when it may have begun, or stopped; times are Unix time.

    `heard_at` is when power was heard last, `silent_since` since when it cannot be heard.
    """

    is_running: bool | None = None
    above_since: float | None = None
    below_since: float | None = None
    watts: float | None = None
    heard_at: float | None = None
    silent_since: float | None = None

    @property
    def is_heard(self) -> bool:
        """Say whether power can be heard."""
        return self.heard_at is not None and self.silent_since is None

    def as_dict(self) -> dict[str, Any]:
        """Return what is to be kept, in JSON's types."""
        return {**asdict(self), "version": VERSION}

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Self:
        """Return what was kept, nothing of what cannot be read; since it was heard last, nothing was."""
        try:
            if kept["version"] != VERSION or not isinstance(kept["is_running"], bool | None):
                return cls()
            heard_at, silent = _time(kept["heard_at"]), _time(kept["silent_since"])
            return cls(
                is_running=kept["is_running"],
                above_since=_time(kept["above_since"]),
                below_since=_time(kept["below_since"]),
                watts=_time(kept["watts"]),
                heard_at=heard_at,
                silent_since=heard_at if silent is None else silent,
            )
        except AttributeError, KeyError, TypeError, ValueError:
            return cls()


def follow(memory: PowerMemory, watts: float | None, at: float, settings: PowerSettings) -> PowerMemory:
    """Return what is remembered after power was heard, or could not be: None. The same power again lets time go by."""
    if watts is None or not math.isfinite(watts):
        return memory if memory.silent_since is not None else replace(memory, silent_since=at)
    is_above = watts >= settings.watts
    since = _since(memory.above_since if is_above else memory.below_since, memory, at)
    heard = replace(
        memory,
        watts=watts,
        heard_at=at,
        silent_since=None,
        above_since=since if is_above else None,
        below_since=None if is_above else since,
    )
    if memory.is_running is None:  # what is so when it is heard for the first time is so
        return replace(heard, is_running=is_above)
    due = _due(heard, settings)
    return heard if due is None or at < due else replace(heard, is_running=is_above)


def _since(since: float | None, memory: PowerMemory, at: float) -> float:
    """Return since when power is as it is: the time in which nothing was heard of it does not count."""
    if since is None:
        return at
    gap = 0.0 if memory.silent_since is None else max(0.0, at - memory.silent_since)
    return min(at, since + gap)


def next_at(memory: PowerMemory, settings: PowerSettings) -> float | None:
    """Return when it is to be followed again with the power of then, though nothing new was heard; None where nothing is waited for."""
    return _due(memory, settings) if memory.is_heard else None


def read_power(memory: PowerMemory, now: float) -> Reading:
    """Return what the power says: it runs, or not. A run that is over says so only by not going on any more."""
    at = now if memory.heard_at is None else min(now, memory.heard_at)
    if not memory.is_heard or memory.is_running is None:
        return Reading(doing=Doing.UNKNOWN, at=at)
    return Reading(doing=Doing.RUNNING if memory.is_running else Doing.IDLE, at=at)


def _due(memory: PowerMemory, settings: PowerSettings) -> float | None:
    """Return when what is waited for is so."""
    if memory.is_running and memory.below_since is not None:
        return memory.below_since + settings.ends_after
    if memory.is_running is False and memory.above_since is not None:
        return memory.above_since + settings.starts_after
    return None


def _time(kept: object) -> float | None:
    """Return a number that was kept."""
    if kept is None:
        return None
    if isinstance(kept, bool) or not isinstance(kept, int | float) or not math.isfinite(kept):
        raise ValueError(kept)
    return float(kept)
