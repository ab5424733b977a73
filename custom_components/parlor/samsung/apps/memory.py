"""What is worth knowing of a TV's apps when it is met again: which are opened, how often and how lately, and how to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
import math
import time
from typing import Any, Final

from ..frames import App, is_app_id

HALF_LIFE: Final = 7 * 86_400.0  # seconds after which having been opened counts half
MOST: Final = 64  # apps whose use is remembered


class Way(StrEnum):
    """How an app is opened; sets differ in which of them does more than say so."""

    REST = "rest"
    REMOTE = "remote"
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Use:
    """How much an app was used until then: one for each time it came to the front, less by half every week."""

    weight: float
    at: float  # Unix time

    def weight_at(self, now: float) -> float:
        """Return the weight now."""
        return self.weight * math.exp2(-max(0.0, now - self.at) / HALF_LIFE)


type Uses = Mapping[str, Use]


def used(uses: Uses, app_id: str, now: float) -> Uses:
    """Return the uses after an app came to the front."""
    before = uses.get(app_id)
    added = {**uses, app_id: Use((before.weight_at(now) if before else 0.0) + 1.0, now)}
    kept = sorted(added, key=lambda one: -added[one].weight_at(now))[:MOST]
    return {one: added[one] for one in kept}


def ranked(apps: Iterable[App], uses: Uses, now: float) -> list[App]:
    """Return apps in the order in which to look for them: by their use, and as they came where there was none."""
    weights = {app_id: use.weight_at(now) for app_id, use in uses.items()}
    return sorted(apps, key=lambda app: -weights.get(app.id, 0.0))


class AppMemory:
    """What is remembered of one TV; `kept` is what `on_change` was given before, of which nothing is taken on trust."""

    def __init__(self, kept: object = None, on_change: Callable[[Mapping[str, Any]], None] | None = None) -> None:
        """Remember what was kept."""
        stored = kept if isinstance(kept, Mapping) else {}
        self.uses: Uses = _restored(stored.get("uses"))
        way = stored.get("way")
        self.way = Way(way) if way in list(Way) else None
        self._on_change = on_change

    def used(self, app_id: str) -> None:
        """Note that an app came to the front."""
        self.uses = used(self.uses, app_id, time.time())
        self._tell()

    def worked(self, way: Way) -> None:
        """Note how an app was opened, in truth and not in word."""
        if way is not self.way:
            self.way = way
            self._tell()

    def _tell(self) -> None:
        """Have it kept, as JSON can hold it."""
        if self._on_change:
            uses = {app_id: [use.weight, use.at] for app_id, use in self.uses.items()}
            self._on_change({"uses": uses, "way": self.way})


def _restored(stored: object) -> Uses:
    """Return uses that were stored, without what is none."""
    uses = list(stored.items())[:MOST] if isinstance(stored, Mapping) else []
    return {app_id: use for app_id, pair in uses if is_app_id(str(app_id)) and (use := _use(pair)) is not None}


def _use(pair: object) -> Use | None:
    """Return a use that was stored, None where it is none."""
    match pair:
        case [float() | int() as weight, float() | int() as at] if 0 < weight < 10**6 and math.isfinite(at):
            return Use(float(weight), float(at))
    return None
