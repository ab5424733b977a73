"""The sets of sentences that are ours: whole, in the public set's format, and answered rightly by what the plumbing is measured with."""

from bench.right_calls import right_steps
from bench.sets import HELD_OUT, SCREENS
from bench.tasks import Task, load_tasks


def test_the_screen_suite_is_large_enough_and_in_three_languages() -> None:
    tasks = load_tasks(SCREENS)
    assert len(tasks) >= 80
    assert {task.language for task in tasks} == {"en", "de", "ko"}
    assert sum(task.changes_nothing for task in tasks) >= 10


def test_every_sentence_is_there_once() -> None:
    for folder in (SCREENS, HELD_OUT):
        names = [(task.name, str(task.case.get("setup"))) for task in load_tasks(folder)]
        assert len(set(names)) == len(names)


def test_each_change_has_a_right_plan() -> None:
    tasks = [task for folder in (SCREENS, HELD_OUT) for task in load_tasks(folder)]
    assert not [task.name for task in tasks if task.case.get("expect_changes") and not _has_plan(task)]


def _has_plan(task: Task) -> bool:
    """Say whether there are steps for a task."""
    return bool(right_steps(task.sentence, task.case))
