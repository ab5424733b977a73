"""What is remembered, as a job that everybody sees: nothing in it that is not known to be true now. Pure."""

from dataclasses import replace
import math
from typing import Final

from .claims import claimed_end, told_end
from .job import Job, JobState
from .kind import ApplianceKind
from .memory import Memory, Run
from .reading import RESTS, Doing, Phase, Reading
from .reasons import DOOR_OPEN

PATIENCE: Final = 300.0  # seconds of silence after which nobody knows any more
FROZEN: Final = 1200.0  # seconds after its end from which what is said to run is not believed
_RUN_STATES: Final = {
    Doing.RUNNING: JobState.RUNNING,
    Doing.PAUSED: JobState.PAUSED,
    Doing.ATTENTION: JobState.ATTENTION,
    Doing.ERROR: JobState.ERROR,
}


def shown(kind: ApplianceKind, memory: Memory, reading: Reading | None, now: float) -> Memory:
    """Return what is remembered with the job as it is now; `reading` is what was said just now, None where only time went by."""
    run = memory.run
    if run is not None and reading is not None:
        run = _after(run, reading, now)
    elif run is not None:
        run = replace(run, ends_at=_left(run, memory, now))
    reasons = _reasons(kind, memory, now)
    memory = replace(memory, run=run)
    state = _state(kind, memory, reasons, now)
    return replace(memory, job=_job(kind, memory, state, reasons, now))


def frozen_at(memory: Memory) -> float | None:
    """Return from when on it is strange that nothing was heard of a run: past its end, or for as long as nothing has an end."""
    run = memory.run
    if run is None or not run.is_sure or memory.doing is not Doing.RUNNING or memory.silent_since is not None:
        return None
    return None if run.claim is None else max(run.claim, run.heard_at) + FROZEN


def _after(run: Run, reading: Reading, now: float) -> Run:
    """Return a run after something was heard of it."""
    claim = claimed_end(reading, now) if reading.doing in (Doing.RUNNING, Doing.PAUSED) else None
    # Of what does not run now nobody knows when it goes on.
    ends_at = told_end(run, claim, now) if reading.doing is Doing.RUNNING else None
    run = replace(
        run.heard(max(run.heard_at, reading.at)) if reading.doing in _RUN_STATES else run,
        ends_at=ends_at,
        remaining=_remaining(run, reading, claim, now),
        phase=reading.phase if reading.phase is not None else run.phase,
        program=reading.program or run.program,
        rested_at=_rested_at(run, reading, now),
    )
    # An end that is claimed anew for what stands still is of what it would do next.
    is_kept = reading.doing is Doing.PAUSED and run.claim is not None
    return run.claims(None if is_kept else claim, reading.progress, now).counts(reading.energy)


def _rested_at(run: Run, reading: Reading, now: float) -> float | None:
    """Return until when it rested: as long as it is not heard to go on, nor to stop."""
    if reading.doing is Doing.RUNNING:
        return None
    return now if reading.doing in RESTS else run.rested_at


def _remaining(run: Run, reading: Reading, claim: float | None, now: float) -> float | None:
    """Return for how many minutes it still has to run, which stays so while it is paused."""
    if reading.remaining is not None:
        return reading.remaining
    if reading.doing is Doing.RUNNING:
        return None if claim is None else max(0.0, (claim - now) / 60)
    if run.ends_at is not None:
        return max(0.0, (run.ends_at - now) / 60)
    return run.remaining


def _left(run: Run, memory: Memory, now: float) -> float | None:
    """Return the end that is told as time goes by."""
    return told_end(run, None, now) if memory.doing is Doing.RUNNING else None


def _reasons(kind: ApplianceKind, memory: Memory, now: float) -> tuple[str, ...]:
    """Return what somebody is wanted for, a door that is open for too long among it."""
    heard = memory.heard
    reasons = heard.reasons if heard is not None else ()
    alarm, since = kind.traits.door_alarm, memory.door_since
    if alarm is not None and since is not None and now - since >= alarm and DOOR_OPEN not in reasons:
        return (*reasons, DOOR_OPEN)
    return reasons


def _state(kind: ApplianceKind, memory: Memory, reasons: tuple[str, ...], now: float) -> JobState:
    """Return how far the job is."""
    run, doing = memory.run, memory.doing
    is_latched = memory.over is not None and memory.over.is_finished and _is_latched(kind, memory, now)
    if run is not None and run.is_sure:
        return _state_of_run(memory, run, now)
    if is_latched and doing not in (Doing.ATTENTION, Doing.ERROR, Doing.SCHEDULED):
        return JobState.FINISHED
    if memory.doing_at is None or (memory.silent_since is not None and now - memory.silent_since >= PATIENCE):
        return JobState.UNKNOWN
    if doing is Doing.SCHEDULED:
        return JobState.SCHEDULED
    if doing in (Doing.ATTENTION, Doing.ERROR):
        return _RUN_STATES[doing]
    return JobState.ATTENTION if DOOR_OPEN in reasons and kind.traits.door_alarm is not None else JobState.IDLE


def _state_of_run(memory: Memory, run: Run, now: float) -> JobState:
    """Return how far a run is: what nothing was heard of for too long is not known."""
    if memory.silent_since is not None:
        trusted = max(memory.silent_since, run.claim or 0.0) + PATIENCE
        if now >= trusted:
            return JobState.UNKNOWN
    strange = frozen_at(memory)
    if strange is not None and now >= strange + FROZEN:
        return JobState.UNKNOWN
    return _RUN_STATES.get(memory.doing, memory.job.state if memory.job.state.is_under_way else JobState.RUNNING)


def _is_latched(kind: ApplianceKind, memory: Memory, now: float) -> bool:
    """Say whether what is over still counts as done: as long as nobody took it out, or, with nothing in it, as long as it says so."""
    over = memory.over
    assert over is not None
    if kind.traits.has_load:
        return over.is_waiting
    return memory.doing is Doing.FINISHED or now - over.at < FROZEN


def _job(kind: ApplianceKind, memory: Memory, state: JobState, reasons: tuple[str, ...], now: float) -> Job:
    """Return the job as it is shown."""
    heard, run, over = memory.heard, memory.run, memory.over
    job = Job(
        state=state,
        reasons=reasons,
        remote=heard.remote if heard is not None else None,
        door_open=heard.door_open if heard is not None else None,
        raw=heard.raw if heard is not None else None,
        is_waiting=over is not None and over.is_waiting and (run is None or not run.is_sure),
        finished_at=over.at if over is not None and over.is_finished else None,
        energy=over.energy if over is not None else None,
        started_at=over.started_at if over is not None else None,
        program=heard.program if heard is not None else None,
    )
    if run is not None and run.is_sure:
        return _with_run(job, run, state, now)
    if state is JobState.FINISHED and over is not None:
        anti_crease = heard.phase if heard is not None and heard.phase is Phase.ANTI_CREASE else None
        return replace(job, phase=anti_crease, program=over.program or job.program, progress=100)
    if state is JobState.SCHEDULED and heard is not None:
        ends_at = claimed_end(heard, now)
        return replace(job, ends_at=ends_at, remaining=_minutes(ends_at, now))
    return job


def _with_run(job: Job, run: Run, state: JobState, now: float) -> Job:
    """Return a job with what is known of its run."""
    is_known = state is not JobState.UNKNOWN
    ends_at = run.ends_at if state is JobState.RUNNING else None
    told = None if run.remaining is None else math.ceil(run.remaining)
    return replace(
        job,
        phase=run.phase if is_known else None,
        program=run.program or job.program,
        progress=None if run.progress is None or not is_known else round(min(100.0, max(0.0, run.progress))),
        started_at=run.started_at,
        finished_at=None,
        ends_at=ends_at,
        remaining=(_minutes(ends_at, now) if state is JobState.RUNNING else told) if is_known else None,
        energy=run.energy,
    )


def _minutes(ends_at: float | None, now: float) -> int | None:
    """Return how many minutes there are until an end."""
    return None if ends_at is None else max(0, math.ceil((ends_at - now) / 60))
