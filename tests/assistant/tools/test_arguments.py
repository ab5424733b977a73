"""What a model passes to a tool is read where it can be, and nothing is made up of what was cut off."""

import json

import pytest

from custom_components.parlor.assistant.tools.tool import UNREADABLE, read_arguments

CLEAN = {"action": "vacuum.start", "target": "Dusty", "data": {}}
STOP = {"action": "vacuum.stop", "target": "Dusty", "data": {}}


def cut(*steps: object) -> str:
    """Return a plan that was cut off in the middle of its next step."""
    return '{"steps": [' + ", ".join(json.dumps(step) for step in steps) + ', {"action": "vac'


def test_a_plan_that_came_over_and_over() -> None:
    assert read_arguments(cut(*[CLEAN, STOP] * 5)) == {"steps": [CLEAN, STOP], "say": ""}


@pytest.mark.parametrize(
    "text",
    [
        cut(CLEAN, STOP),
        cut(CLEAN, STOP, CLEAN, STOP),
        cut(CLEAN, CLEAN),
        json.dumps({"steps": [CLEAN] * 5, "say": "x"})[:-4] + '"y" ',
        '{"steps": [' + (json.dumps(CLEAN) + ", ") * 3 + '{"action": "lock.lock", "tar',
        '{"steps": [',
        '{"steps": [' + "[" * 100_000,
        '{"steps": {"action": "vac',
        '{"say": "Done", "steps": [',
        "[1, 2",
        "nonsense",
        "[]",
    ],
)
def test_what_was_merely_cut_off_is_not_read(text: str) -> None:
    assert list(read_arguments(text)) == [UNREADABLE]


def test_what_is_whole_is_read_as_it_is() -> None:
    assert read_arguments(json.dumps({"steps": [CLEAN] * 5})) == {"steps": [CLEAN] * 5}
    assert read_arguments("") == {}
