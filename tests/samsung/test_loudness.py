"""How loud a TV is, from what its renderer and IP Control tell."""

from dataclasses import replace

import pytest

from custom_components.parlor.samsung.ip_control.state import ControlState
from custom_components.parlor.samsung.power.evidence import Evidence
from custom_components.parlor.samsung.sound.loudness import Loudness, loudness
from custom_components.parlor.samsung.state import TVState

RENDERS = Evidence(renderer_at=1.0)
TOLD = ControlState(volume=20, muted=True, has=frozenset({"volume"}))


@pytest.mark.parametrize(
    ("state", "loud"),
    [
        (TVState(), Loudness()),
        (TVState(volume=7, muted=False, evidence=RENDERS), Loudness(volume=7, muted=False, is_settable=True)),
        # A TV that is off still has a volume to be set once it is on.
        (TVState(evidence=RENDERS), Loudness(is_settable=True)),
        (TVState(control=TOLD), Loudness(volume=20, muted=True, is_settable=True)),
        (TVState(control=ControlState(volume=20)), Loudness(volume=20)),
        # The renderer pushes, IP Control is asked: the fresher one counts.
        (
            TVState(volume=7, muted=False, control=TOLD, evidence=RENDERS),
            Loudness(volume=7, muted=False, is_settable=True),
        ),
        (
            TVState(volume=7, muted=False, control=replace(TOLD, speaker="Internal"), evidence=RENDERS),
            Loudness(volume=7, muted=False, is_settable=True),
        ),
        # A soundbar: the TV says 0, or what it was before.
        (TVState(volume=0, muted=False, control=replace(TOLD, speaker="[AV] Soundbar"), evidence=RENDERS), Loudness()),
        (TVState(volume=0, muted=False, control=replace(TOLD, speaker="AudioOut/Optical")), Loudness()),
        (TVState(control=replace(TOLD, speaker="External")), Loudness()),
    ],
)
def test_loudness(state: TVState, loud: Loudness) -> None:
    assert loudness(state) == loud
