"""Frames: what sets really send, and what no set should."""

import base64
import json
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.parlor.samsung.frames import (
    App,
    AppIcon,
    AppList,
    AppsChanged,
    Connected,
    Frame,
    Malformed,
    Other,
    TimedOut,
    Unauthorized,
    app_list_frame,
    encoded_name,
    icon_frame,
    key_frame,
    launch_frame,
    parse,
    text_frames,
)


def connect(**data: Any) -> str:
    return json.dumps({"event": "ms.channel.connect", "data": data})


@pytest.mark.parametrize(
    ("message", "frame"),
    [
        (connect(id="a", token="10916644"), Connected("10916644")),
        (connect(id="a", token=10916644), Connected("10916644")),
        (connect(id="a", token=True), Connected()),
        (connect(id="a", token=""), Connected()),
        (connect(id="a", token="1" * 5000), Connected()),
        (connect(id="a", token=10**4000), Connected()),
        (connect(id="a", clients=[{"id": "a", "attributes": {"token": "7"}}]), Connected("7")),
        (connect(id="a", clients=[{"id": "b", "attributes": {"token": "7"}}]), Connected()),
        (connect(id="a", clients=[None, {"id": "a", "attributes": 4}, {"id": "a"}]), Connected()),
        (connect(id="a", clients="none"), Connected()),
        ('{"event":"ms.channel.connect"}', Connected()),
        ('{"event":"ms.channel.connect","data":[]}', Connected()),
        ('{"event":"ms.channel.unauthorized"}', Unauthorized()),
        ('{"event":"ms.channel.timeOut"}', TimedOut()),
        (
            (
                '{"event":"ed.installedApp.get","from":"host","data":{"data":[{"appId":"111299001912","app_type":2,'
                '"icon":"/x.png","is_lock":0,"name":"YouTube"},{"appId":7,"name":"x"},{"appId":"","name":"x"},null,'
                '{"appId":"1","name":" "}]}}'
            ),
            AppList((App("111299001912", "YouTube"),)),
        ),
        ('{"event":"ed.installedApp.get","data":{"data":null}}', AppList()),
        ('{"event":"ed.installedApp.get"}', AppList()),
        ('{"event":"ed.edenTV.update","data":{"update_type":"ed.edenApp.update"}}', AppsChanged()),
        ('{"event":"ed.apps.launch","data":200,"from":"host"}', AppsChanged()),
        (
            '{"event":"ed.apps.icon","data":{"iconPath":"/a.png","imageBase64":"iVBORw=="},"from":"host"}',
            AppIcon("/a.png", b"\x89PNG"),
        ),
        ('{"event":"ed.apps.icon","data":{"iconPath":7,"imageBase64":"é"}}', AppIcon(None, None)),
        ('{"event":"ed.apps.icon","data":{"imageBase64":"%s"}}' % ("A" * 400_000), AppIcon(None, None)),
        ('{"event":"ed.apps.icon","data":null}', AppIcon(None, None)),
        ('{"event":"ms.voiceApp.hide"}', Other("ms.voiceApp.hide")),
        ('{"event":7}', Malformed()),
        ("[]", Malformed()),
        ("{", Malformed()),
        ("", Malformed()),
        ("[" * 100_000, Malformed()),
    ],
)
def test_what_a_tv_says(message: str, frame: Frame) -> None:
    assert parse(message) == frame


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
events = st.sampled_from(["ms.channel.connect", "ed.installedApp.get", "ed.apps.icon", "ms.channel.timeOut", "x"])


@given(st.fixed_dictionaries({"event": events | json_values, "data": json_values}))
def test_no_types_raise(message: dict[str, object]) -> None:
    assert parse(json.dumps(message)) is not None


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_no_bytes_raise(message: bytes | str) -> None:
    assert parse(message) is not None


def test_keys_are_written_as_the_tv_reads_them() -> None:
    assert json.loads(key_frame("KEY_VOLUP")) == {
        "method": "ms.remote.control",
        "params": {"Cmd": "Click", "DataOfCmd": "KEY_VOLUP", "Option": "false", "TypeOfRemote": "SendRemoteKey"},
    }
    assert json.loads(key_frame("KEY_POWER", "Press"))["params"]["Cmd"] == "Press"


def test_text_is_coded_and_ended() -> None:
    text, end = map(json.loads, text_frames("Größe 한국"))
    assert base64.b64decode(text["params"]["Cmd"]).decode() == "Größe 한국"
    assert text["params"]["DataOfCmd"] == "base64"
    assert end["params"] == {"TypeOfRemote": "SendInputEnd"}


def test_events_go_to_the_host() -> None:
    assert json.loads(app_list_frame())["params"] == {"event": "ed.installedApp.get", "to": "host"}
    assert json.loads(launch_frame("1", "DEEP_LINK", "v=2"))["params"] == {
        "event": "ed.apps.launch",
        "to": "host",
        "data": {"action_type": "DEEP_LINK", "appId": "1", "metaTag": "v=2"},
    }


def test_an_icon_is_asked_for_by_its_path() -> None:
    path = "/opt/share/webappservice/apps_icon/FirstScreen/111299001912/250x250.png"
    assert json.loads(icon_frame(path))["params"] == {
        "event": "ed.apps.icon",
        "to": "host",
        "data": {"iconPath": path},
    }


def test_our_name_is_our_own() -> None:
    assert base64.b64decode(encoded_name()).decode() == "Parlor"
