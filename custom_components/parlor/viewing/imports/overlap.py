"""Which of the viewings that were read are new: what was seen live, or by another import, is not counted twice. Pure."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from ..claims import SameWork
from ..viewing import Viewing

SLACK: Final = 900.0  # seconds by which two sources may tell the same time


def unknown(read: Iterable[Viewing], present: Iterable[Viewing], same_work: SameWork) -> tuple[Viewing, ...]:
    """Return what is not there yet: no viewing of the same work at that time, and none on the same screen.

    What has the same id is left to the history, which knows it.
    """
    there = sorted(present, key=lambda viewing: viewing.started)
    starts = [viewing.started for viewing in there]
    longest = max((_end(viewing) - viewing.started for viewing in there), default=0.0)
    new: list[Viewing] = []
    for viewing in read:
        first = bisect_left(starts, viewing.started - longest - SLACK)
        last = bisect_left(starts, _end(viewing) + SLACK)
        if not any(_is_same(viewing, other, same_work) for other in there[first:last]):
            new.append(viewing)
    return tuple(new)


def _is_same(viewing: Viewing, other: Viewing, same_work: SameWork) -> bool:
    if viewing.id == other.id:
        return False
    if viewing.screen == other.screen and viewing.started < _end(other) and other.started < _end(viewing):
        return True
    if viewing.title is None or other.title is None or not _is_near(viewing, other):
        return False
    return not _are_others(viewing.person, other.person) and same_work(viewing.title, other.title)


def _is_near(viewing: Viewing, other: Viewing) -> bool:
    return viewing.started < _end(other) + SLACK and other.started < _end(viewing) + SLACK


def _are_others(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one.casefold() != other.casefold()


def _end(viewing: Viewing) -> float:
    return viewing.as_of if viewing.ended is None else viewing.ended
