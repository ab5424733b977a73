"""What keys do, as a table."""

from dataclasses import replace

import pytest

from sim.samsung_tv import Input, Menu, Power, TVState
from sim.samsung_tv.apps import CATALOGUE
from sim.samsung_tv.keys import after_key

ON = TVState()
YOUTUBE = replace(ON, app="111299001912", running=("111299001912",))
HOME = replace(ON, menu=Menu.HOME)


@pytest.mark.parametrize(
    ("before", "keys", "expected"),
    [
        (ON, "VOLUP VOLUP VOLDOWN", {"volume": 13}),
        (replace(ON, volume=100), "VOLUP", {"volume": 100}),
        (replace(ON, volume=0, mute=True), "VOLDOWN", {"volume": 0, "mute": False}),
        (ON, "MUTE", {"mute": True}),
        (ON, "MUTE MUTE", {"mute": False}),
        (ON, "CHUP CHUP CHDOWN", {"channel": "6"}),
        (replace(ON, channel="99"), "CHUP", {"channel": "1"}),
        (replace(ON, input=Input.HDMI1), "CHUP", {"channel": "5", "input": Input.HDMI1}),
        (ON, "1 0 4 ENTER", {"channel": "104", "digits": ""}),
        (ON, "5 MINUS 1 ENTER", {"channel": "5-1"}),
        (ON, "0 0 ENTER", {"channel": "5", "digits": ""}),
        (YOUTUBE, "1 2", {"digits": "", "app": "111299001912"}),
        (ON, "HDMI", {"input": Input.HDMI1}),
        (ON, "HDMI HDMI", {"input": Input.HDMI2}),
        (replace(ON, input=Input.HDMI4), "HDMI", {"input": Input.HDMI1}),
        (YOUTUBE, "HDMI3", {"input": Input.HDMI3, "app": None, "running": ("111299001912",)}),
        (replace(ON, input=Input.HDMI2), "TV", {"input": Input.TV}),
        (YOUTUBE, "HOME", {"menu": Menu.HOME, "app": None}),
        (HOME, "HOME", {"menu": Menu.NONE}),
        (HOME, "RIGHT RIGHT LEFT ENTER", {"app": "3201907018807", "menu": Menu.NONE}),
        (HOME, "LEFT", {"focus": 0}),
        (ON, "SOURCE RIGHT RIGHT ENTER", {"input": Input.HDMI2, "menu": Menu.NONE}),
        (YOUTUBE, "RETURN", {"app": None, "menu": Menu.HOME}),
        (HOME, "RETURN", {"menu": Menu.NONE}),
        (YOUTUBE, "EXIT", {"app": None, "input": Input.TV}),
        (YOUTUBE, "PAUSE", {"playing": False}),
        (YOUTUBE, "PAUSE PLAY", {"playing": True}),
        (replace(ON, power=Power.STANDBY), "VOLUP HOME 1", {"volume": 12, "menu": Menu.NONE, "digits": ""}),
        (replace(ON, power=Power.ART), "VOLUP", {"volume": 12, "power": Power.ART}),
        (replace(ON, power=Power.ART), "HOME", {"power": Power.ON, "menu": Menu.HOME}),
    ],
)
def test_keys(before: TVState, keys: str, expected: dict[str, object]) -> None:
    after = before
    for key in keys.split():
        after = after_key(after, f"KEY_{key}", CATALOGUE, takes_hdmi_keys=True)
    assert {name: getattr(after, name) for name in expected} == expected


def test_recent_frames_ignore_keys_of_one_input() -> None:
    assert after_key(ON, "KEY_HDMI2", CATALOGUE, takes_hdmi_keys=False) == ON
