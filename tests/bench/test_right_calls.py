"""From what a sentence must change to the calls that change it, and what counts as a difference."""

from typing import Any

import pytest

from bench.core_calls import core_call
from bench.differences import Snapshot, differences, expected
from bench.right_calls import RightStep, right_steps


@pytest.mark.parametrize(
    ("said", "case", "steps"),
    [
        ("Light on", {"expect_changes": {"light.a": {"state": "on", "attributes": {"brightness": 255}}}}, [("light.turn_on", {})]),
        ("Light to 50%", {"expect_changes": {"light.a": {"attributes": {"brightness": 128}}}}, [("light.turn_on", {"brightness_pct": 50})]),
        ("Light off", {"expect_changes": {"light.a": {"state": "off"}}}, [("light.turn_off", {})]),
        ("Half open", {"expect_changes": {"cover.a": {"state": "open", "attributes": {"current_position": 50}}}}, [("cover.set_cover_position", {"position": 50})]),
        ("Mute", {"expect_changes": {"media_player.a": {"attributes": {"volume_level": 0.0}}}}, [("media_player.volume_mute", {"is_volume_muted": True})]),
        ("On, Netflix", {"expect_changes": {"media_player.a": {"state": "on", "attributes": {"source": "Netflix"}}}}, [("media_player.turn_on", {}), ("media_player.select_source", {"source": "Netflix"})]),
        ("Add milk to my list", {"expect_changes": {"todo.a": {"state": "1"}}}, [("todo.add_item", {"item": "milk"})]),
        ("Next", {"oracle": [{"action": "media_player.play_title", "target": "x", "data": {"start": "next"}}]}, [("media_player.play_title", {"start": "next"})]),
        ("Thanks", {}, []),
    ],
)  # fmt: skip
def test_the_steps_that_changes_take(said: str, case: dict[str, Any], steps: list[tuple[str, dict[str, Any]]]) -> None:
    assert [(step.action, dict(step.data)) for step in right_steps(said, case)] == steps


def test_a_step_in_cores_words() -> None:
    call = core_call(
        RightStep("media_player.volume_set", "media_player.den_tv", {"volume_level": 0.5}),
        {"media_player__HassSetVolume"},
    )
    assert (call.name, call.arguments) == ("media_player__HassSetVolume", {"name": "Den Tv", "volume_level": 50})


BEFORE: Snapshot = {
    "light.a": ("off", {"brightness": None}),
    "media_player.tv": ("on", {"source": "TV", "volume_level": 0.3}),
}


@pytest.mark.parametrize(
    ("case", "after", "found"),
    [
        ({"expect_changes": {"light.a": {"state": "on"}}}, {"light.a": ("on", {})}, []),
        ({"expect_changes": {"light.a": {"state": "on"}}}, {}, ["light.a is off, not on"]),
        ({}, {"light.a": ("on", {})}, ["light.a is on, not off"]),
        ({"ignore_changes": {"light.a": ["state"]}}, {"light.a": ("on", {})}, []),
        # A player that is off tells nothing of its sound; one that stays on does.
        ({"expect_changes": {"media_player.tv": {"state": "off"}}}, {"media_player.tv": ("off", {})}, []),
        ({}, {"media_player.tv": ("on", {"source": "TV"})}, ["media_player.tv.volume_level is None, not 0.3"]),
    ],
)
def test_what_differs(case: dict[str, Any], after: Snapshot, found: list[str]) -> None:
    assert differences(expected(BEFORE, case), BEFORE | after, case) == found
