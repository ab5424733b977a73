"""What it means that a run is heard no more: it is over, was broken off, or has only gone quiet; and that another one has begun unseen."""

from enum import Enum
from typing import Final

from .claims import claimed_end
from .kind import Traits
from .memory import Memory, Over, Run
from .reading import Phase, Reading

SETTLES: Final = 60.0  # seconds for which a stop in the middle of a run may be none
STRAGGLES: Final = 90.0  # seconds for which words of a run can come after its end
NEAR: Final = 120.0  # seconds before its claimed end in which a stop is the end
NEAR_SHARE: Final = 0.05  # of the whole run: what is claimed of a long one is rougher
ORDERED: Final = 300.0  # seconds for which a stop that was ordered is waited for
DONE: Final = 95.0  # per cent from which it counts as done
HALF: Final = 0.5
ANOTHER: Final = 600.0  # seconds by which the end of another run lies behind that of the one before
LOST: Final = 1800.0  # seconds of silence over the end of a run after which what runs is another one
PASSING: Final = 60.0  # seconds by which clocks may disagree
SAME_END: Final = 600.0  # seconds after an end in which another word of an end is about the same
LATE: Final = 600.0  # seconds after the claimed end from which nobody heard of the end when it came
DROPPED: Final = 30.0  # per cent by which the progress of another run lies below that of the one before
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
    if is_near_the_end(run, now):
        return Ending.FINISHED
    since = memory.stopping_since if memory.stopping_since is not None else now
    if now - since < settles(traits):
        return Ending.TOO_EARLY
    if since - run.since < traits.shortest_run or _is_broken_off(traits, run, since):
        return Ending.CANCELLED
    return Ending.FINISHED


def is_near_the_end(run: Run, now: float) -> bool:
    """Say whether a run was at its end, by its clock, its progress or its phase."""
    if run.phase in LAST_PHASES or (run.progress is not None and run.progress >= DONE):
        return True
    if run.claim is None:
        return False
    return now >= run.claim - max(NEAR, NEAR_SHARE * (run.claim - run.since))


def _is_broken_off(traits: Traits, run: Run, since: float) -> bool:
    """Say whether it cannot have come to its end by all that was said of it."""
    if traits.ends_by_time:
        return run.claim is not None or run.progress is not None or traits.runs_by_hand
    # Of a run that went on when it was heard for the first time, nobody knows how much there was before.
    soonest = traits.soonest if run.started_at is not None else min(traits.soonest, HALF)
    by_clock = None if run.claim is None else since - run.since < soonest * (run.claim - run.since)
    by_progress = None if run.progress is None else run.progress < soonest * 100
    said = [one for one in (by_clock, by_progress) if one is not None]
    return bool(said) and all(said)


def is_another_run(run: Run, reading: Reading, now: float) -> bool:
    """Say whether what runs now cannot be the run that is known: that one must be over, unseen."""
    claim = claimed_end(reading, now)
    if run.claim is None or claim is None or now < run.claim - PASSING or claim - run.claim < ANOTHER:
        return False
    has_dropped = (
        run.progress is not None and reading.progress is not None and reading.progress <= run.progress - DROPPED
    )
    is_earlier = reading.phase in FIRST_PHASES and run.phase is not None and run.phase not in FIRST_PHASES
    if has_dropped or is_earlier:
        return True
    is_told = run.progress is not None and reading.progress is not None
    return not is_told and run.heard_at < run.claim and now - run.claim > LOST


def straggles_until(traits: Traits, over: Over, reading: Reading) -> float:
    """Return until when words of a run may still be those of the one that is over: longer where a new one would have said so."""
    is_told = reading.progress is not None or reading.ends_at is not None or reading.remaining is not None
    return over.at + (SAME_END if is_told else min(STRAGGLES, traits.shortest_run))


def is_straggler(traits: Traits, over: Over | None, reading: Reading, now: float) -> bool:
    """Say whether words of a run may still be those of the one that is over."""
    if over is None or now >= straggles_until(traits, over, reading):
        return False
    claim = claimed_end(reading, now)
    is_later = claim is not None and claim - max(over.claim or over.at, over.at) > min(PASSING, traits.shortest_run)
    has_dropped = (
        over.progress is not None and reading.progress is not None and reading.progress <= over.progress - DROPPED
    )
    return not (is_later or has_dropped)


def end_time(run: Run, now: float) -> float:
    """Return when a run ended that is heard to be over now: at its claimed end, where that is long ago and nothing was heard since."""
    if run.claim is not None and run.heard_at <= run.claim + NEAR and run.claim < now - LATE:
        return run.claim
    return now
