"""What "undo that" comes to: from what a plan did and how things are now, the steps that restore them. Pure.

What somebody else changed since is left alone, and what cannot be taken back is told by name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ..plan.steps import Step
from .changed import Changed, WayBack, alike, aspect_of, aspects_of
from .effects import expectation
from .expectations import UNKNOWN_STATES, Seen
from .ways_back import way_back

# What a device tells so soon after a plan is still the plan's: a lamp tells its brightness a moment after it is on.
SETTLE_SECONDS: Final = 15.0
_ON_THE_WAY: Final = frozenset({"opening", "closing", "locking", "unlocking", "arming", "pending", "buffering"})
_OFF: Final = frozenset({"off", "standby"})


class Left(StrEnum):
    """Why something is not taken back; each is the key of a sentence in `replies/`."""

    CHANGED = "undo_changed"
    IMPOSSIBLE = "undo_impossible"
    PARTLY = "undo_partly"
    UNKNOWN = "undo_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """How an entity is now, since when, and whether that is known to be the plan's doing, or somebody else's."""

    seen: Seen
    since: float
    is_ours: bool = False
    is_by_others: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """The steps that take a plan back, and what stays as it is, with why."""

    steps: tuple[Step, ...] = ()
    left: Mapping[str, Left]


def undo(changes: Iterable[Changed], now: Mapping[str, Now], ended: float) -> Undoing:
    """Return how to take back what a plan, which ended at a time, changed."""
    calls: dict[str, WayBack] = {}
    left: dict[str, Left] = {}
    for changed in changes:
        found = _undo_one(changed, now.get(changed.entity_id), ended)
        if isinstance(found, Left):
            left[changed.entity_id] = found
            continue
        if not found.is_whole:
            left[changed.entity_id] = Left.PARTLY if found.calls else Left.IMPOSSIBLE
        calls[changed.entity_id] = found
    return Undoing(steps=tuple(_steps(calls)), left=left)


def _undo_one(changed: Changed, now: Now | None, ended: float) -> WayBack | Left:
    """Return how to take back what was done to one entity, or why that is left."""
    changed = _as_it_came(changed, now)
    touched = [name for name in aspects_of(changed.domain) if changed.is_other(name)]
    if not touched:
        return way_back(changed) if _is_unseen(changed) else WayBack()
    if changed.before.state in UNKNOWN_STATES:
        return Left.UNKNOWN
    if now is not None and not _is_as_left(changed, touched, now, ended):
        return Left.CHANGED
    return way_back(changed)


def _as_it_came(changed: Changed, now: Now | None) -> Changed:
    """Return what was done, with an effect that came only after it was no longer waited for."""
    is_late = not any(changed.is_other(name) for name in aspects_of(changed.domain))
    if now is None or now.is_by_others or not is_late:
        return changed
    # What a script set in motion goes on after it was called.
    if _shows(changed, now.seen) or (now.is_ours and not changed.steps):
        return Changed(entity_id=changed.entity_id, before=changed.before, left=now.seen, steps=changed.steps)
    return changed


def _is_unseen(changed: Changed) -> bool:
    """Say whether steps did what is in no state: a button pressed, a track skipped."""
    return any(expectation(step, changed.before) is None for step in changed.steps)


def _is_as_left(changed: Changed, touched: Sequence[str], now: Now, ended: float) -> bool:
    """Say whether an entity still is as the plan left it, or on the way there."""
    other = [
        name
        for name in touched
        if not alike(name, aspect_of(changed.left, name), aspect_of(now.seen, name))
        and not (name == "state" and _is_as_on(changed, now.seen))
    ]
    if not other:
        return True
    is_slow = changed.left.state in _ON_THE_WAY or any("transition" in step.data for step in changed.steps)
    if is_slow and _shows(changed, now.seen):
        return True
    return now.since <= ended + SETTLE_SECONDS and not now.is_by_others


def _is_as_on(changed: Changed, seen: Seen) -> bool:
    """Say whether a player is on, or off, as it was left: what it plays by then is not what was asked for."""
    if changed.domain != "media_player" or (changed.before.state in _OFF) == (changed.left.state in _OFF):
        return False
    return (seen.state in _OFF) == (changed.left.state in _OFF) and seen.state not in UNKNOWN_STATES


def _shows(changed: Changed, seen: Seen) -> bool:
    """Say whether a state shows what all steps were for."""
    expected = [expectation(step, changed.before) for step in changed.steps]
    return bool(expected) and all(one is not None and one.shows(seen) for one in expected)


def _steps(calls: Mapping[str, WayBack]) -> Iterable[Step]:
    """Yield the calls as steps, entities of one kind together that need the same ones."""
    alike_ones: dict[tuple[str, str], tuple[WayBack, list[str]]] = {}
    for entity_id, way in calls.items():
        domain = entity_id.partition(".")[0]
        alike_ones.setdefault((domain, repr(way.calls)), (way, []))[1].append(entity_id)
    for (domain, _), (way, entity_ids) in alike_ones.items():
        for service, data in way.calls:
            yield Step(domain=domain, service=service, entity_ids=tuple(entity_ids), data=data)
