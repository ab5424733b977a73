"""Device information: real shapes, missing fields, wrong types."""

from dataclasses import asdict
import json
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.parlor.samsung.errors import NotASamsungTV, TooOld
from custom_components.parlor.samsung.info import DeviceInfo, parse_mac

SUPPORT = '{"DMP_available":"true","FrameTVSupport":"true","TokenAuthSupport":"true","remote_available":"true"}\n'


def document(**device: Any) -> str:
    return json.dumps({"device": {"type": "Samsung SmartTV", **device}, "type": "Samsung SmartTV"})


def test_a_set_of_2021() -> None:
    info = DeviceInfo.parse(
        document(
            FrameTVSupport="false",
            PowerState="on",
            TokenAuthSupport="true",
            duid="uuid:704ffe42",
            firmwareVersion="Unknown",
            modelName="GQ55QN85AATXZG",
            name="[TV] Living TV",
            networkType="wired",
            resolution="3840x2160",
            udn="uuid:704ffe42",
            wifiMac="7C:0A:3F:B1:BD:2D",
        )
    )
    assert asdict(info) == {
        "udn": "704ffe42",
        "name": "Living TV",
        "model": "GQ55QN85AATXZG",
        "mac": "7c:0a:3f:b1:bd:2d",
        "network": "wired",
        "firmware": "Unknown",
        "power_state": "on",
        "has_token": True,
        "is_frame": False,
        "panel": (3840, 2160),
    }


@pytest.mark.parametrize(
    ("told", "panel"),
    [
        ("1920x1080", (1920, 1080)), ("7680x4320", (7680, 4320)), ("2160x3840", None), ("99999x99999", None),
        ("3840x0000", None), ("UHD", None), ("", None), (None, None), (2160, None), ("３８４０x２１６０", None),
    ],
)  # fmt: skip
def test_panel(told: object, panel: tuple[int, int] | None) -> None:
    assert DeviceInfo.parse(document(resolution=told)).panel == panel


def test_a_set_of_2015_leaves_much_out() -> None:
    info = DeviceInfo.parse(document(modelName="UE48JU6400", wifiMac="none"))
    assert info.power_state is None and info.has_token is None and info.mac is None and info.udn is None
    with pytest.raises(TooOld):
        info.check_is_supported()


@pytest.mark.parametrize("model", ["UE43KU6000", "UE43LS003", "QE55QN90CATXXN", "X", None])
def test_newer_sets_are_supported(model: str | None) -> None:
    DeviceInfo.parse(document(modelName=model)).check_is_supported()


def test_abilities_are_json_in_a_text() -> None:
    answer = {"device": {"type": "Samsung SmartTV"}, "isSupport": SUPPORT, "id": "uuid:x", "name": "Top"}
    info = DeviceInfo.parse(json.dumps(answer))
    assert info.has_token is True and info.is_frame is True and info.udn == "x" and info.name == "Top"


@pytest.mark.parametrize("power", ["", "on", "standby", "STANDBY "])
def test_the_empty_power_state_is_kept(power: str) -> None:
    assert DeviceInfo.parse(document(PowerState=power)).power_state == power.strip().lower()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        "{}",
        '{"device": []}',
        '{"device": {"type": "Soundbar"}}',
        '{"code":404,"message":"Not found error.","details":"","status":404}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_samsung_tv(body: str | bytes) -> None:
    with pytest.raises(NotASamsungTV):
        DeviceInfo.parse(body)


FIELDS = [
    "FrameTVSupport", "PowerState", "TokenAuthSupport", "duid", "firmwareVersion", "modelName", "name", "networkType",
    "resolution", "udn", "wifiMac",
]  # fmt: skip
values = st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.lists(st.integers(), max_size=2)


@given(st.dictionaries(st.sampled_from(FIELDS), values), values)
def test_no_types_raise(device: dict[str, object], support: object) -> None:
    answer = {"device": {**device, "type": "Samsung SmartTV"}, "isSupport": support}
    info = DeviceInfo.parse(json.dumps(answer))
    info.check_is_supported()
    assert info.power_state is None or isinstance(info.power_state, str)


@pytest.mark.parametrize(
    ("text", "mac"),
    [
        ("7C-0A-3F-B1-BD-2D", "7c:0a:3f:b1:bd:2d"),
        ("7c0a3fb1bd2d", "7c:0a:3f:b1:bd:2d"),
        ("none", None),
        ("00:00:00:00:00:00", None),
        ("", None),
        (7, None),
        (None, None),
    ],
)
def test_mac(text: object, mac: str | None) -> None:
    assert parse_mac(text) == mac
