"""One step of a job: what was remembered and what is heard now make what is so now, and what happened. Pure.

The rules, each proven in tests/appliances/test_step.py:
a job ends by what an appliance says, never by silence; what it says is over stays so until its door opens, it starts anew or somebody says so;
an end is told once, also where the last words of a run come after it; a stop in the middle of a run must last before it is believed.
"""

from dataclasses import replace

from .clock import set_back
from .ending import is_near_the_end
from .job import Change, Happened, JobEvent
from .kind import ApplianceKind
from .memory import Memory
from .reading import Doing, Reading
from .shown import shown
from .taking import STUCK, Taking


def hear(kind: ApplianceKind, memory: Memory, reading: Reading, now: float) -> tuple[Memory, Change]:
    """Return what is remembered after an appliance said something, and what came of it."""
    memory = set_back(memory, now)
    step = Taking(kind, memory, now)
    if reading.doing is Doing.UNKNOWN:
        silent = memory.silent_since if memory.silent_since is not None else now
        return _ended(step, replace(memory, silent_since=silent))
    reading = _as_old_as_it_is(memory, replace(reading, at=min(now, reading.at)))
    step.hear(reading)
    door_since = step.hear_door(reading)
    step.moves_on(reading)
    heard = replace(
        memory,
        heard=reading,
        doing=reading.doing,
        doing_at=now,
        silent_since=None,
        door_since=door_since,
        ordered_stop_at=None if step.run is None else memory.ordered_stop_at,
    )
    return _ended(step, heard, reading)


def _as_old_as_it_is(memory: Memory, reading: Reading) -> Reading:
    """Return a reading with its time: what comes back word for word after it was away was said before that."""
    before = memory.heard
    if memory.silent_since is None or before is None or replace(reading, at=before.at) != before:
        return reading
    return before


def tick(kind: ApplianceKind, memory: Memory, now: float) -> tuple[Memory, Change]:
    """Return what is remembered after time alone went by, and what came of it."""
    memory = set_back(memory, now)
    step = Taking(kind, memory, now)
    heard, run = memory.heard, memory.run
    if memory.silent_since is None and heard is not None:
        is_waited_for = memory.stopping_since is not None or (
            run is not None and (not run.is_sure or run.fell_at is not None)
        )
        if is_waited_for:
            step.hear(heard)
    elif (
        memory.stopping_since is not None
        and heard is not None
        and run is not None
        and is_near_the_end(run, memory.stopping_since)
    ):
        step.hear(heard)  # it was at its end, stopped, and was turned off
    return _ended(step, memory)


def unload(kind: ApplianceKind, memory: Memory, now: float) -> tuple[Memory, Change]:
    """Return what is remembered after somebody said that it is unloaded, and what came of it."""
    memory = set_back(memory, now)
    step = Taking(kind, memory, now)
    step.unload()
    return _ended(step, memory)


def order_start(memory: Memory, now: float) -> Memory:
    """Return what is remembered after it was told to start: what runs soon is no echo of the run before."""
    return replace(memory, ordered_start_at=now, ordered_stop_at=None)


def order_stop(memory: Memory, now: float) -> Memory:
    """Return what is remembered after it was told to stop: what stops soon was broken off."""
    return replace(memory, ordered_stop_at=now, ordered_start_at=None)


def _ended(step: Taking, memory: Memory, reading: Reading | None = None) -> tuple[Memory, Change]:
    """Put together what is remembered now, how the job is, and what happened."""
    memory = replace(memory, run=step.run, over=step.over, stopping_since=step.stopping_since)
    memory = shown(step.kind, memory, reading, step.now)
    previous, job = step.before.job, memory.job
    if memory.doing not in STUCK and step.before.doing_at is not None:
        for reason in job.reasons:
            if reason not in previous.reasons:
                step.tell(Happened.ATTENTION, reason=reason)
    events = tuple(
        JobEvent(happened=happened, at=at, job=job, reason=reason, is_late=is_late)
        for happened, at, reason, is_late in step.happened
    )
    return memory, Change(job, previous, events)
