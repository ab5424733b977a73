"""The runs that jobs are measured with: what happened is whole, who knows it is right, and who believes every word is not."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from bench.jobs_known import Fits, known_of
from bench.jobs_machines import MACHINES
from bench.jobs_manners import MANNERS
from bench.jobs_runs import Life, life, lives, played
from bench.jobs_score import Score, Told, scored
from bench.jobs_watchers import Automation, Parlors
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing

RUNS = 240


def score(one: Life, told: Sequence[Told]) -> Score:
    """Return how well somebody told of a machine."""
    stands = one.watched_by(Automation()).stands
    return scored(one.history.runs, MACHINES[one.history.kind], stands, told, one.name)


def ends(one: Life) -> list[Told]:
    """Return what somebody tells who was there."""
    return [Told(run.ended, run.is_finished) for run in one.history.runs]


def clear(kind: ApplianceKind = ApplianceKind.WASHER) -> Life:
    """Return a machine of which every word comes in, a brand's word of the end and of a break among them."""
    manner = next(one for one in MANNERS if one.name == "home_connect")
    found = (life(seed, kind, manner) for seed in range(200))
    return next(one for one in found if not one.spells and len(one.arrivals) > len(one.words) and _breaks(one))


def _breaks(one: Life) -> bool:
    """Say whether one run is known to have been broken off, and two to have come to their end."""
    machine, stands = MACHINES[one.history.kind], one.watched_by(Automation()).stands
    fits = [known_of(run, machine, stands).fits for run in one.history.runs]
    return Fits.CANCELLED in fits and fits.count(Fits.FINISHED) >= 2


def test_a_life_is_the_same_for_the_same_seed() -> None:
    first, second = (life(3, ApplianceKind.DRYER, MANNERS[0]) for _ in range(2))
    assert first.history.moments == second.history.moments
    assert first.arrivals == second.arrivals
    assert first.spells == second.spells


def test_what_happened_is_whole() -> None:
    for one in lives(RUNS):
        moments, runs = one.history.moments, one.history.runs
        assert all(before.at <= after.at for before, after in pairwise(moments))
        assert all(before.ended < after.began for before, after in pairwise(runs))
        for run in runs:
            over = [moment for moment in moments if moment.at == run.ended and moment.run == run.number]
            assert over[-1].doing is (Doing.FINISHED if run.is_finished else Doing.CANCELLED)
            assert all(
                moment.goes_on or moment.doing is Doing.IDLE for moment in moments if run.began < moment.at < run.ended
            )


def test_who_was_there_is_right() -> None:
    found = Score()
    for one in lives(RUNS):
        found.add(score(one, ends(one)))
    assert (found.missed, found.false) == ([], [])
    assert found.told == found.ends > RUNS / 2
    assert found.unknowable < found.ends / 5


def test_who_says_nothing_misses_all_that_could_be_known() -> None:
    found = Score()
    for one in lives(RUNS):
        found.add(score(one, []))
    assert len(found.missed) > found.ends * 0.6
    assert not found.false


@pytest.mark.parametrize("change", ["again", "break", "early"])
def test_what_is_wrong_is_found(change: str) -> None:
    one = clear()
    truth = ends(one)
    machine, stands = MACHINES[one.history.kind], one.watched_by(Automation()).stands
    known = {run.number: known_of(run, machine, stands).fits for run in one.history.runs}
    wanted = Fits.CANCELLED if change == "break" else Fits.FINISHED
    index = next(index for index, run in enumerate(one.history.runs) if known[run.number] is wanted)
    run = one.history.runs[index]
    wrong = {
        "again": [*truth, Told(run.ended + 30, is_finished=True)],
        "break": [*truth[:index], Told(run.ended, is_finished=True), *truth[index + 1 :]],
        "early": [*truth, Told((run.began + run.ended) / 2, is_finished=True)],
    }[change]
    assert not score(one, truth).false
    assert len(score(one, sorted(wrong, key=lambda told: told.at)).false) == 1


def test_an_automation_on_the_state_is_wrong_often_and_parlor_never() -> None:
    found = played(RUNS * 4)
    assert len(found.naive.missed) > found.naive.ends * 0.05
    assert len(found.naive.false) > found.naive.ends * 0.1
    assert (found.ours.missed, found.ours.false) == ([], [])


def test_each_kind_is_watched() -> None:
    kinds = {one.history.kind for one in lives(RUNS)}
    assert kinds == set(MACHINES)
    assert Parlors(ApplianceKind.OVEN).asks_at() is None
