"""What it means that a run is heard no more: it is over, was broken off, or has only gone quiet; and that another one has begun unseen."""

from enum import Enum
from typing import Final

from .claims import claimed_end
from .kind import Traits
from .memory import SILENT, Memory, Over, Run
from .reading import Doing, Phase, Reading

SETTLES: Final = 60.0  # seconds for which a stop in the middle of a run may be none
STRAGGLES: Final = 90.0  # seconds for which words of a run can come after its end
NEAR: Final = 120.0  # seconds before its claimed end in which a stop is the end
SHORT: Final = 600.0  # seconds up to which a run is so short that only clocks may disagree
NEAR_SHARE: Final = 0.05  # of the whole run: what is claimed of a long one is rougher
ORDERED: Final = 300.0  # seconds for which a stop that was ordered is waited for
DONE: Final = 95.0  # per cent from which it counts as done
HALF: Final = 0.5
ANOTHER: Final = 600.0  # seconds that another run has still to go
LOST: Final = 1800.0  # seconds of silence over the end of a run after which what runs is another one
PASSING: Final = 90.0  # seconds by which clocks may disagree
SAME_END: Final = 600.0  # seconds after an end in which another word of an end is about the same
LATE: Final = 600.0  # seconds after the claimed end from which nobody heard of the end when it came
DROPPED: Final = 30.0  # per cent by which the progress of another run lies below that of the one before
STAYS: Final = 300.0  # seconds for which the progress of what runs does not stay as little as it is
LITTLE: Final = 0.25  # of the progress before: to so little no machine takes back its own
LAST_PHASES: Final = frozenset(
    {Phase.COOL, Phase.ANTI_CREASE, Phase.FINISH, Phase.KEEP_WARM, Phase.RETURN, Phase.CHARGE}
)
FIRST_PHASES: Final = frozenset({Phase.SENSING, Phase.SOAK, Phase.PRE_WASH, Phase.WASH, Phase.PREHEAT})


class Ending(Enum):
    """How a run ended, or that it is too early to say."""

    FINISHED = "finished"
    CANCELLED = "cancelled"
    TOO_EARLY = "too_early"


def settles(traits: Traits) -> float:
    """Return for how many seconds a stop must last before it is believed."""
    return min(SETTLES, traits.shortest_run)


def ending(traits: Traits, memory: Memory, run: Run, now: float) -> Ending:
    """Return what a stop means that nobody explained: the appliance is heard to be idle or off."""
    if memory.ordered_stop_at is not None and now - memory.ordered_stop_at < ORDERED:
        return Ending.CANCELLED
    since = memory.stopping_since if memory.stopping_since is not None else now
    if memory.doing is Doing.RUNNING and _is_unheard(run, since):
        return Ending.FINISHED
    if now - since < settles(traits):
        return Ending.TOO_EARLY
    if is_near_the_end(run, since):
        return Ending.FINISHED
    if run.lasted(since) < traits.shortest_run or _is_broken_off(traits, run, since):
        return Ending.CANCELLED
    return Ending.FINISHED


def _is_unheard(run: Run, since: float) -> bool:
    """Say whether a run stopped at some time after it was last heard, and its time was up: that is no stop in the middle."""
    claim = run.settled_claim(since)
    return claim is not None and run.heard_at <= claim <= since - NEAR


def _standing_claim(run: Run, since: float) -> float | None:
    """Return the claimed end, unless it went on after that all the same."""
    claim = run.settled_claim(since)
    return claim if claim is not None and run.heard_at <= claim + PASSING else None


def is_near_the_end(run: Run, since: float) -> bool:
    """Say whether a run was at its end, by its clock, its progress or its phase."""
    progress, claim = run.settled_progress(since), _standing_claim(run, since)
    if run.phase in LAST_PHASES or (progress is not None and progress >= DONE):
        return True
    if claim is None:
        return False
    whole = claim - (run.since if run.after is None else run.after) - run.rested
    return since >= claim - max(NEAR if whole > SHORT else PASSING, NEAR_SHARE * whole)


def _is_broken_off(traits: Traits, run: Run, since: float) -> bool:
    """Say whether it cannot have come to its end by all that was said of it."""
    claim, progress = _standing_claim(run, since), run.reached(since)
    if traits.ends_by_time:
        by_progress = traits.runs_by_hand if progress is None else progress < DONE
        return by_progress if claim is None else True
    # How long it ran is less sure than how far it is.
    is_unsure = progress is not None and (run.rested_at is not None or _is_begun_unheard(run))
    said = [] if claim is None or is_unsure else [_is_early(traits, run, claim, since)]
    said += [] if progress is None else [progress < traits.soonest * 100]
    return bool(said) and all(said)


def _is_begun_unheard(run: Run) -> bool:
    return run.after is None or run.since - run.after > SILENT


def _is_early(traits: Traits, run: Run, claim: float, since: float) -> bool:
    """Say whether it was not yet the time at which it can be done, whenever it began."""
    if run.after is None:
        begun = run.since + run.rested
        return since - begun < min(HALF, traits.soonest) * (claim - begun)
    begun = run.after + run.rested
    return since - begun < traits.soonest * (claim - begun) - PASSING


def is_another_run(run: Run, doing: Doing, reading: Reading, now: float) -> bool:
    """Say whether what runs now cannot be the run that is known, which did `doing` when it was heard last: that one must be over, unseen."""
    if has_begun_anew(run, reading) or has_stayed(run, now):
        return True
    if not run.is_back(now):
        return False
    is_earlier = reading.phase in FIRST_PHASES and run.phase is not None and run.phase not in FIRST_PHASES
    claim = run.earliest_end(now)
    if claim is None or now < claim - PASSING:
        is_other = _is_other(run.program, reading.program)
        return is_earlier and (is_other or (claim is None and run.was_silent(now) > LOST))
    is_told = run.progress is not None and reading.progress is not None
    return is_earlier or (not is_told and _is_long_over(run, doing, reading, now))


def _is_other(before: str | None, program: str | None) -> bool:
    return before is not None and program is not None and before != program


def _has_dropped(before: float | None, progress: float | None) -> bool:
    return before is not None and progress is not None and progress <= before - DROPPED


def has_begun_anew(run: Run, reading: Reading) -> bool:
    """Say whether it has far less progress than before, and gets further from there: one such word alone may be of a machine at rest."""
    before, now = run.progress_before, reading.progress
    if before is None or now is None or run.fell_at is None or run.fell_at - run.since < SILENT:
        return False
    has_passed = run.is_back(run.fell_at) and run.claim_then is not None and run.fell_at >= run.claim_then - PASSING
    limit = before - DROPPED if has_passed else min(before - DROPPED, before * LITTLE)
    return run.progress is not None and run.progress < now <= limit


def has_stayed(run: Run, now: float) -> bool:
    """Say whether it has hardly any progress since too long for what runs: its stop was not heard."""
    before, at = run.progress_before, run.fell_at
    if before is None or run.progress is None or at is None or at - run.since < SILENT:
        return False
    return now - at >= STAYS and run.progress <= min(before - DROPPED, before * LITTLE)


def has_moved(run: Run, reading: Reading) -> bool:
    """Say whether a run got further that is said to rest: that it goes on again got lost."""
    is_further = None not in (run.progress, reading.progress) and (reading.progress or 0.0) > (run.progress or 0.0)
    return is_further or (None not in (run.phase, reading.phase) and reading.phase is not run.phase)


def _is_long_over(run: Run, doing: Doing, reading: Reading, now: float) -> bool:
    """Say whether a run went on when it was heard last, should have been over long since, and what is heard now has long to go."""
    is_new = (
        reading.ends_at or 0.0
    ) > now or reading.remaining != run.remaining  # minutes count from now, also where they are old
    claim = claimed_end(reading, now) if reading.doing is Doing.RUNNING and is_new else None
    if run.claim is None or claim is None or doing is not Doing.RUNNING:
        return False
    return run.heard_at < run.claim and now - run.claim > LOST and claim - now > ANOTHER


def straggles_until(traits: Traits, over: Over, reading: Reading) -> float:
    """Return until when words of a run may still be those of the one that is over: longer where a new one would have said so."""
    is_told = reading.progress is not None or reading.ends_at is not None or reading.remaining is not None
    return over.at + (SAME_END if is_told else min(STRAGGLES, traits.shortest_run))


def is_straggler(traits: Traits, over: Over | None, reading: Reading, now: float) -> bool:
    """Say whether words of a run may still be those of the one that is over."""
    if over is None or now >= straggles_until(traits, over, reading):
        return False
    claim = claimed_end(reading, now)
    close = min(PASSING, traits.shortest_run)
    is_later = claim is not None and claim - now > close and (over.claim is None or abs(claim - over.claim) > close)
    is_first = reading.phase in FIRST_PHASES and reading.phase is not over.phase
    return not (is_later or is_first or _has_dropped(over.progress, reading.progress))


def is_of_unheard_run(traits: Traits, over: Over | None, reading: Reading, silence: float) -> bool:
    """Say whether a word of the end is of a run that nobody heard of: nothing was heard for as long as a run takes, by the one before."""
    if over is None or not over.is_finished or _is_other(over.program, reading.program):
        return silence >= traits.shortest_run
    return silence >= (LOST if over.started_at is None else max(SAME_END, over.at - over.started_at))


def end_time(run: Run, now: float) -> float:
    """Return when a run ended that is heard to be over now: at its claimed end, where that is long ago and nothing was heard since."""
    claim = run.settled_claim(now)
    if claim is not None and run.heard_at <= claim + NEAR and claim < now - LATE:
        return claim
    return now


def unseen_end(run: Run, now: float) -> float:
    """Return when a run ended of which another one behind it tells: at its claimed end, where that has passed."""
    claim = run.earliest_end(now) if run.claim_then is None else run.claim_then
    return now if claim is None else min(now, claim)
