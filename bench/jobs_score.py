"""What a watcher told of ends, held against what happened and against what could be known of it (`jobs_known.py`)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .jobs_heard import Stand
from .jobs_known import Fits, Known, known_of
from .jobs_machines import Machine
from .jobs_truth import Run


@dataclass(frozen=True, slots=True)
class Told:
    """An end that was told; `is_finished` says that it was told as one, and not as a break."""

    at: float
    is_finished: bool


@dataclass(slots=True)
class Score:
    """What was found: each is a list of what to look at, `missed` and `false` are what must not be."""

    ends: int = 0
    told: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    unknowable: int = 0
    unclear: int = 0
    misled: int = 0

    def add(self, other: Score) -> None:
        """Count what another one found, too."""
        self.ends, self.told = self.ends + other.ends, self.told + other.told
        self.missed += other.missed
        self.false += other.false
        self.unknowable, self.unclear = self.unknowable + other.unknowable, self.unclear + other.unclear
        self.misled += other.misled


def scored(runs: Sequence[Run], machine: Machine, stands: Sequence[Stand], told: Sequence[Told], name: str) -> Score:
    """Return what a watcher did well and wrong."""
    score, answers = Score(), matched(runs, told, machine.stands)
    found = [known_of(run, machine, stands) for run in runs]
    spans = [(run.began, run.ended) for run, known in zip(runs, found, strict=True) if known.fits is Fits.MISLED]
    for one in answers.pop(0, []):
        # What was told in the middle of a run of which what came in said that it had stopped is not wrong.
        if one.is_finished and not any(began <= one.at <= ended for began, ended in spans):
            score.false.append(f"{name}: an end at {one.at:.0f} that was none")
    lost = False  # whether the end of the run before was heard by nobody: it is one with this one, then
    for run, known in zip(runs, found, strict=True):
        numbers = (run.number, *range(run.number + 1, known.until + 1))
        ends = [[one for one in answers.get(number, []) if one.is_finished] for number in numbers]
        fits = Fits.EITHER if lost and known.fits is Fits.CANCELLED else known.fits
        lost = known.fits is Fits.NOBODY_KNOWS or known.is_lied_of
        _count(score, run, replace(known, fits=fits), next((one for one in ends if one), []), name)
    return score


def _count(score: Score, run: Run, known: Known, ends: list[Told], name: str) -> None:
    fits, name = known.fits, f"{name}: run {run.number}"
    score.ends += run.is_finished
    score.told += run.is_finished and bool(ends)
    score.unclear += fits is Fits.EITHER
    score.misled += fits is Fits.MISLED
    score.unknowable += run.is_finished and fits is Fits.NOBODY_KNOWS
    if fits is Fits.MISLED:
        return
    if len(ends) > 1 and known.is_lied_of:
        score.misled += 1
    elif len(ends) > 1:
        score.false.append(f"{name} told {len(ends)} times")
    if run.is_finished and not ends and fits is Fits.FINISHED:
        score.missed.append(f"{name} ended at {run.ended:.0f}, not told")
    if not run.is_finished and ends and fits is Fits.CANCELLED:
        score.false.append(f"{name} was broken off at {run.ended:.0f} and told to have ended")


def matched(runs: Sequence[Run], told: Sequence[Told], soon: float) -> dict[int, list[Told]]:
    """Return what was told of each run: an end belongs to the last run that was over by then, or `soon`; those of none are at 0.

    One that is told a second time before the next run is over is that run's second; where the run before was not told, it is that one's.
    """
    found: dict[int, list[Told]] = {}
    for one in told:
        over = [run for run in runs if run.ended - soon <= one.at]
        if not over:
            found.setdefault(0, []).append(one)
            continue
        last = over[-1]
        following = next((run for run in runs if run.number > last.number), None)
        is_in_the_next = following is not None and following.began <= one.at
        if is_in_the_next and found.get(last.number):
            found.setdefault(0, []).append(one)
        else:
            found.setdefault(last.number, []).append(one)
    return found
