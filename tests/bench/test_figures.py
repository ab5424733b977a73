"""The figures' own arithmetic: what is counted, compared and printed."""

import json

import pytest

from bench.report import Report
from bench.tokens import count, fixed_part, shared_prefix


def test_tokens_are_those_of_o200k() -> None:
    assert count("hello world") == 2
    assert count("") == 0


def test_the_fixed_part_ends_where_a_user_speaks() -> None:
    body = {
        "tools": [{"type": "function", "name": "parlor__act"}],
        "instructions": "Always.",
        "input": [
            {"role": "developer", "content": "The rules."},
            {"role": "developer", "content": [{"type": "input_text", "text": "The facts."}]},
            {"role": "user", "content": "Hello"},
            {"role": "developer", "content": "Later."},
        ],
    }
    fixed = fixed_part(body)
    assert all(part in fixed for part in ("parlor__act", "Always.", "The rules.", "The facts."))
    assert "Hello" not in fixed
    assert "Later." not in fixed


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [("abc", "abx", 2), ("abc", "abc", 3), ("", "x", 0), ("äb", "äc", 2), ("ab", "abc", 2)],
)
def test_the_shared_beginning_is_counted_in_bytes(first: str, second: str, shared: int) -> None:
    assert shared_prefix(first, second) == shared


def test_the_last_line_is_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    Report(suite="x", ours={"figure": 1.5, "table": {"10": 1}}, core={"figure": 3.0}, notes=("said so",)).print()
    out = capsys.readouterr().out
    line = json.loads(out.splitlines()[-1])
    assert line["suite"] == "x"
    assert line["ours"] == {"figure": 1.5, "table": {"10": 1}}
    assert line["core"] == {"figure": 3.0}
    assert {"commit", "ha"} <= line.keys()
    assert "said so" in out


def test_what_core_cannot_do_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    Report(suite="x", ours={"figure": 1}).print()
    assert "core" not in json.loads(capsys.readouterr().out.splitlines()[-1])


def test_a_suite_that_lacks_something_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    Report(suite="x", skipped="no data").print()
    assert json.loads(capsys.readouterr().out) == {"suite": "x", "skipped": "no data"}
