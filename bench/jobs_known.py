"""What anybody could know of a run from what was heard of it.

That a run is over could be known where a word of the run came in and, behind it and before any word of the next run, one that it does not run:
the brand's word of the end, or a stop that stood for a minute, as machines say for some seconds in the middle of a run that they stopped (a
microwave's must stand for 5 s). Where no such word came in, it could be known by words of the next run that cannot be of the same one: behind a
silence over the claimed end less progress or a first step after a later one; at any time hardly any progress after much, or another program with a
first step. Of a run of which no word came in, it could be known where the word of its end came in after another one than that.

Whether it came to its end or was broken off is told by the brand's word for it, else by the stop: an end can come from the share of the claimed
time on from which such machines really end (`Machine.soonest`, give or take a tenth), not before; without any claim from half of the shortest
program's length on, and never where such a machine may run without a time.

What could not be known is counted apart: `unknowable` are ends that nobody could tell, `unclear` runs of which what came in fits an end and a
break as well, as all does that came in of one that stood when it was heard last, `misled` those of which what came in said for a minute in the
middle that they stopped, or after their end that they went on. A break in the last 5 % of a run or in its last step may be told as either.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final

from custom_components.parlor.appliances.reading import Doing, Phase, Reading

from .jobs_heard import Stand
from .jobs_machines import MINUTE, Machine
from .jobs_truth import Run

SKEW: Final = 60.0  # seconds by which clocks are off
SLACK: Final = 120.0  # seconds before its claimed end in which a stop is no break
ABOUT: Final = 0.1  # of the claimed time: nobody knows so well how soon it can be over
DROPPED: Final = 30.0
MIXED: Final = 12.0  # seconds before a stop in which what is said may be of what comes behind it
STAYS: Final = 400.0  # seconds for which the progress of what runs does not stay as little as it is
_FIRST: Final = frozenset({Phase.SENSING, Phase.PRE_WASH, Phase.WASH, Phase.PREHEAT})
_LAST: Final = frozenset({Phase.COOL, Phase.RETURN})
_RUNS: Final = frozenset({Doing.RUNNING, Doing.PAUSED})
_GOES_ON: Final = frozenset({Doing.RUNNING, Doing.PAUSED, Doing.ERROR})


class Fits(Enum):
    """What can be made of a run by what came in."""

    FINISHED = "finished"
    CANCELLED = "cancelled"
    EITHER = "either"
    NOBODY_KNOWS = "nobody knows"
    MISLED = "misled"


@dataclass(frozen=True, slots=True)
class Known:
    """What can be made of a run, and up to which number runs look like one with it, as nothing was heard of the others but their end."""

    fits: Fits
    until: int
    is_lied_of: bool = False


def known_of(run: Run, machine: Machine, stands: Sequence[Stand]) -> Known:
    """Return what anybody could make of a run."""
    first = next((index for index, stand in enumerate(stands) if _is_of(run, stand)), None)
    if first is None:
        return Known(_fits_unheard(run, stands), run.number)
    following = next((index for index in range(first, len(stands)) if _is_later(run, stands[index])), len(stands))
    heard = stands[first:following]
    stop = _stop(run, machine.stands, heard, stands[following] if following < len(stands) else None)
    if _was_misled(run, machine.stands, heard):
        return Known(Fits.MISLED, run.number)
    if stop is None:
        other = _another(heard, stands[following:]) if run.is_finished else None
        # All runs in between look like one with it.
        return Known(Fits.FINISHED, other.moment.run - 1) if other else Known(Fits.NOBODY_KNOWS, run.number)
    behind = heard[heard.index(stop) :]
    is_lied_of = any(
        stand.reading.doing in _GOES_ON for stand in behind if stand.reading and stand.at > stop.at + MIXED
    )
    before = next((one.at for one in reversed(stands[:first]) if one.reading is not None), heard[0].at)
    return Known(_sort(run, machine, heard, stop, before), max(run.number, stop.moment.run), is_lied_of)


def _is_of(run: Run, stand: Stand) -> bool:
    """Say whether a word of a run stood there that it goes on: an error alone is none."""
    return stand.reading is not None and stand.reading.doing in _RUNS and stand.moment.run == run.number


def _is_later(run: Run, stand: Stand) -> bool:
    return stand.reading is not None and stand.reading.doing in _GOES_ON and stand.moment.run > run.number


def _stops(run: Run, stand: Stand) -> bool:
    """Say whether a word stood there that it does not run, said when the run was over."""
    has_stopped = stand.reading is not None and stand.reading.doing not in _GOES_ON
    return has_stopped and (stand.moment.run > run.number or stand.moment.at >= run.ended)


def _fits_unheard(run: Run, stands: Sequence[Stand]) -> Fits:
    """Return what can be made of a run of which only the word of its end came in: known where another one stood there before."""
    known = [stand for stand in stands if stand.reading is not None]
    for before, stand in pairwise(known):
        assert before.reading is not None
        assert stand.reading is not None
        if stand.moment.run == run.number and stand.reading.doing is Doing.FINISHED and run.is_finished:
            is_new = before.reading.doing is not Doing.FINISHED and before.moment.run < run.number
            # An hour later at least: what was done with may say so again.
            return Fits.FINISHED if is_new and stand.at - before.at > 10 * MINUTE else Fits.NOBODY_KNOWS
    return Fits.NOBODY_KNOWS


def _stop(run: Run, stood: float, heard: Sequence[Stand], following: Stand | None) -> Stand | None:
    """Return the first word that it does not run which could be believed."""
    since: Stand | None = None
    for index, stand in enumerate(heard):
        if stand.reading is None:
            continue
        if not _stops(run, stand):
            since = None
            continue
        since = since or stand
        behind = heard[index + 1] if index + 1 < len(heard) else following
        if _is_sure(stand.reading, stood, stand.at, behind) or stand.at - since.at >= stood:
            return since
    return None


def _is_sure(reading: Reading, stood: float, at: float, behind: Stand | None) -> bool:
    """Say whether a stop is one by its word, or stood until something else was heard long after."""
    if reading.doing in (Doing.FINISHED, Doing.CANCELLED):
        return True
    return behind is None or behind.at - at >= stood


def _was_misled(run: Run, stood: float, heard: Sequence[Stand]) -> bool:
    """Say whether, by what came in, it had stopped for a minute in the middle."""
    since: float | None = None
    for stand in heard:
        if stand.reading is None:
            continue
        is_at_rest = stand.reading.doing not in _GOES_ON and stand.moment.at < run.ended
        if since is not None and min(stand.at, run.ended) - since >= stood:
            return True
        if stand.moment.at >= run.ended:
            return False
        since = (since if since is not None else stand.at) if is_at_rest else None
    return False


def _another(heard: Sequence[Stand], later: Sequence[Stand]) -> Stand | None:
    """Return the first word of a later run that cannot be of this one."""
    before = next((stand for stand in reversed(heard) if stand.reading and stand.reading.doing in _GOES_ON), None)
    first: Stand | None = None
    for stand in later:
        if stand.reading is None:
            continue
        if before is None or stand.reading.doing not in _GOES_ON:
            return None
        if not _cannot_be_one(before, stand):
            continue
        # One word of little progress may be of a machine at rest, and late.
        if first is not None and (stand.at - first.at >= STAYS or _moves(first, stand)):
            return first
        first = first or stand
    return None


def _moves(before: Stand, stand: Stand) -> bool:
    """Say whether a run gets further, or says so in another way than by its progress."""
    was = before.reading.progress if before.reading is not None else None
    now = stand.reading.progress if stand.reading is not None else None
    return was is None or now is None or was != now


def _cannot_be_one(before: Stand, stand: Stand) -> bool:
    """Say whether no machine says both in one run."""
    last, now = before.reading, stand.reading
    assert last is not None
    assert now is not None
    if last.progress is not None and now.progress is not None:
        has_dropped = now.progress <= last.progress - DROPPED
        is_little = now.progress < last.progress / 4
    else:
        has_dropped = is_little = False
    is_earlier = now.phase in _FIRST and last.phase is not None and last.phase not in _FIRST
    is_other = now.program != last.program and None not in (now.program, last.program)
    has_passed = last.ends_at is not None and stand.at > max(last.ends_at, before.at) + SLACK
    is_silent = stand.at - before.at > SLACK
    if has_passed and is_silent:
        return has_dropped or is_earlier
    return (has_dropped and is_little) or (is_silent and is_earlier and is_other)


def _sort(run: Run, machine: Machine, heard: Sequence[Stand], stop: Stand, before: float) -> Fits:
    """Return whether a stop is an end or a break, by what came in."""
    words = {stand.reading.doing for stand in heard if stand.reading is not None and _stops(run, stand)}
    if Doing.CANCELLED in words:
        return Fits.CANCELLED
    if Doing.FINISHED in words:
        return Fits.FINISHED
    going = [stand for stand in heard if _is_of(run, stand)]
    began = going[0].at
    # What is claimed in the seconds before a stop may be of what comes behind it: each attribute comes alone, in any order.
    settled = next((one for one in reversed(going) if one.at <= stop.at - MIXED), going[-1])
    said = _said(machine, settled, began, stop.at)
    is_as_good_as_done = not run.is_finished and (run.share >= 0.95 or run.phase in _LAST)
    if run.is_finished:
        return Fits.FINISHED if all(said) and not _stood(heard, stop) else Fits.EITHER
    # It began at some time after something else was heard of it, and any of its last words may be true.
    lately = [settled, *(one for one in going if one.at > stop.at - MINUTE)]
    can_end = any(any(_said(machine, one, before, stop.at, 2 * SKEW)) for one in lately)
    return Fits.EITHER if can_end or is_as_good_as_done else Fits.CANCELLED


def _stood(heard: Sequence[Stand], stop: Stand) -> bool:
    """Say whether it stood when it was heard last: that it went on after that nobody heard."""
    before = [one.reading.doing for one in heard[: heard.index(stop)] if one.reading is not None]
    last = next((doing for doing in reversed(before) if doing in _GOES_ON), None)
    return last is not None and last is not Doing.RUNNING


def _said(machine: Machine, last: Stand, began: float, at: float, skew: float = SKEW) -> list[bool]:
    """Return whether it can have come to its end by then, by all that says something of it."""
    by_both = (_by_claim(machine, last, began, at, skew), _by_progress(machine, last, began, at))
    said = [one for one in by_both if one is not None]
    return said or [not machine.by_hand and at - began >= machine.lengths[0] / 2 * MINUTE]


def _by_claim(machine: Machine, last: Stand, began: float, at: float, skew: float) -> bool | None:
    """Say whether it can have come to its end by then, by the end that was claimed last."""
    assert last.reading is not None
    claim, left = last.reading.ends_at, last.reading.remaining
    if claim is None and left is not None:
        claim = last.at + left * MINUTE
    if claim is None or claim < last.at - SKEW:
        return None
    whole = max(claim - began, 0.0)
    return at - began >= (machine.soonest - ABOUT) * whole - (SLACK if whole > 10 * MINUTE else skew)


def _by_progress(machine: Machine, last: Stand, began: float, at: float) -> bool | None:
    """Say the same by the progress."""
    assert last.reading is not None
    progress = last.reading.progress
    if not progress or last.moment.done is None:
        return None
    if progress >= 100 * (machine.soonest - ABOUT):
        return True
    return at - began >= (machine.soonest - ABOUT) * (last.at - began) * 100 / progress
