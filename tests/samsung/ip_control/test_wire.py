"""Frames of IP Control, without a wire."""

import json
import math
from typing import Any

from hypothesis import given, strategies
import pytest

from custom_components.parlor.samsung.errors import (
    BadAnswer,
    ControlRefused,
    NoFreeToken,
    NotAvailable,
    Rejected,
    SamsungError,
)
from custom_components.parlor.samsung.ip_control.settings import COLOR_TONE, PICTURE_MODE, SPEAKER
from custom_components.parlor.samsung.ip_control.state import (
    MOST_TOLD,
    ControlState,
    Speaker,
    channel,
    external_speakers,
    resolved,
    tv_states,
    video_states,
)
from custom_components.parlor.samsung.ip_control.wire import number, question, result, switch, text, token

Q_SYMPHONY = Speaker("Q-Symphony", "QSYM-RECEIVER")
RECEIVER = Speaker("CINEMA 60(HDMI-eARC)", "RCV-1")


def failing(code: object) -> bytes:
    """Return an error as most methods answer it."""
    return json.dumps({"jsonrpc": "2.0", "id": "1", "error": {"code": code, "message": "x"}}).encode()


def test_a_question_without_parameters_reads_and_with_them_changes() -> None:
    assert json.loads(question("createAccessToken")) == {"jsonrpc": "2.0", "method": "createAccessToken", "id": 1}
    assert json.loads(question("getTVStates", "t"))["params"] == {"AccessToken": "t"}
    assert json.loads(question("tintControl", "t", {"tint": -3}))["params"] == {"AccessToken": "t", "tint": -3}


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b'{"code":-32700,"message":"Parse error"}', ControlRefused),
        (failing(-32700), ControlRefused),
        (failing(-32010), ControlRefused),
        (failing(-32011), NoFreeToken),
        (failing(-32601), NotAvailable),
        (failing(-32003), NotAvailable),
        (failing(-32002), Rejected),
        (failing(-32602), Rejected),
        (failing("-32002"), BadAnswer),
        (failing(None), BadAnswer),
        (failing(7), BadAnswer),
        (b'{"error":"no"}', BadAnswer),
        (b'{"error":[]}', BadAnswer),
        (b"", BadAnswer),
        (b"\xff\xfe", BadAnswer),
        (b"[]", BadAnswer),
        (b"{}", BadAnswer),
        (b"[" * 100_000, BadAnswer),
        (b'{"jsonrpc":"2.0","result":{"power', BadAnswer),
    ],
)
def test_errors_are_told_apart(body: bytes, error: type[SamsungError]) -> None:
    with pytest.raises(error):
        result(body)


def test_a_result_is_handed_on() -> None:
    assert result(b'{"result":{"power":"powerOn"},"id":"1"}') == {"power": "powerOn"}
    assert result(b'{"result":null,"error":null,"id":1}') is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (7, 7),
        ("7", 7),
        ("-15", -15),
        (7.0, 7),
        (7.5, None),
        (True, None),
        ("7.5", None),
        ("", None),
        ("٣", None),
        (None, None),
        ([7], None),
        (10**40, None),
        ("9999", None),
        (math.nan, None),
        (math.inf, None),
    ],
)
def test_numbers(value: object, expected: int | None) -> None:
    assert number({"volume": value}, "volume") == expected


def test_texts_are_cleaned_and_bounded() -> None:
    assert text({"a": " x\n\x00y "}, "a") == "x y"
    assert text({"a": ""}, "a") is None
    assert text({"a": 5}, "a") is None
    assert text(None, "a") is None
    assert len(text({"a": "x" * 10_000}, "a") or "") <= 256


def test_switches_know_two_words() -> None:
    assert switch({"mute": "muteOn"}, "mute", "muteOn", "muteOff") is True
    assert switch({"mute": "MUTEOFF"}, "mute", "muteOn", "muteOff") is False
    assert switch({"mute": "perhaps"}, "mute", "muteOn", "muteOff") is None
    assert switch({"mute": True}, "mute", "muteOn", "muteOff") is None


def test_a_token_is_text_or_a_number() -> None:
    assert token({"AccessToken": "abc"}) == "abc"
    assert token({"AccessToken": 17}) == "17"
    for bad in (
        {},
        {"AccessToken": ""},
        {"AccessToken": "a\n"},
        {"AccessToken": "x" * 300},
        {"AccessToken": None},
        None,
    ):
        with pytest.raises(BadAnswer):
            token(bad)


def test_states_as_real_sets_tell_them() -> None:
    told = {
        "inputSource": "HDMI1",
        "mute": "muteOff",
        "pictureMode": "Standard",
        "pictureSize": "16:9",
        "soundMode": "Standard",
        "speakerSelect": "internal",
        "volume": "3",
    }
    assert tv_states(told, ()) == {
        "source": "HDMI1",
        "volume": 3,
        "muted": False,
        "picture_mode": "Standard",
        "picture_size": "16:9",
        "sound_mode": "Standard",
        "speaker": "Internal",
    }
    assert tv_states({"volume": 101}, ())["volume"] is None
    assert set(tv_states([], ()).values()) == {None}
    assert video_states({"contrast": "50", "tint": -15, "color": [3]}) == {
        "contrast": 50,
        "brightness": None,
        "sharpness": None,
        "color": None,
        "tint": -15,
    }
    assert channel({"atvDtv": "tvplus", "airCable": "cable", "channelNum": "1001"})["channel"] == "1001"
    assert channel({"channelNum": 7}) == {"channel": "7", "channel_kind": None, "channel_cable": None}


def test_speakers_outside_are_listed() -> None:
    listed = [
        {"deviceName": "Q-Symphony", "deviceId": "QSYM-RECEIVER"},
        {"deviceName": "Q-Symphony", "deviceId": "2"},
        {"deviceName": "", "deviceId": "3"},
        {"deviceName": "x", "deviceId": 4},
        {"deviceName": "y", "deviceId": "a\nb"},
        "z",
    ]
    assert external_speakers(listed) == (Q_SYMPHONY,)
    assert external_speakers({}) == ()
    assert len(external_speakers([{"deviceName": f"{n}", "deviceId": f"{n}"} for n in range(99)])) == 20


@pytest.mark.parametrize(
    ("told", "speakers", "shown"),
    [
        (None, (RECEIVER,), None),
        ("internal", (), "Internal"),
        ("audioout/optical", (), "AudioOut/Optical"),
        ("QSYM-RECEIVER", (RECEIVER, Q_SYMPHONY), "Q-Symphony"),
        ("external", (RECEIVER,), RECEIVER.name),
        ("External", (RECEIVER, Q_SYMPHONY), "External"),
        ("external", (), "External"),
        ("BT-7", (), "BT-7"),
    ],
)
def test_a_speaker_is_known_by_its_name(told: str | None, speakers: tuple[Speaker, ...], shown: str | None) -> None:
    assert resolved(told, speakers) == shown


def test_options_are_known_told_and_listed() -> None:
    state = ControlState(speakers=(RECEIVER,)).reading({"picture_mode": "Eye Care", "speaker": "BT-7"})
    assert state.options(PICTURE_MODE) == (*PICTURE_MODE.known, "Eye Care")
    assert state.reading({"picture_mode": None}).options(PICTURE_MODE) == (*PICTURE_MODE.known, "Eye Care")
    assert state.options(SPEAKER) == ("Internal", "AudioOut/Optical", RECEIVER.name, "BT-7")
    assert state.reading({"speaker": "Internal"}).options(SPEAKER) == ("Internal", "AudioOut/Optical", RECEIVER.name)
    assert state.options(COLOR_TONE) == COLOR_TONE.known
    assert state.reading({"color_tone": "WARM 1", "picture_mode": "+"}).options(COLOR_TONE) == (
        "Cool", "Standard", "WARM 1", "Warm2",
    )  # fmt: skip


def test_a_set_that_tells_ever_new_modes_fills_no_memory() -> None:
    state = ControlState()
    for count in range(1_000):
        state = state.reading({"picture_mode": f"mode {count}"})
    assert len(state.told) == MOST_TOLD


def test_a_dark_tv_keeps_what_it_has() -> None:
    state = ControlState(has=frozenset({"tint"}), is_refused=True).reading({"tint": 3, "picture_mode": "Movie"})
    assert state.dark == ControlState(has=frozenset({"tint"}), told=state.told, is_refused=True)


JSON: Any = strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.integers() | strategies.floats() | strategies.text(),
    lambda children: strategies.lists(children) | strategies.dictionaries(strategies.text(), children),
    max_leaves=20,
)
FIELDS = strategies.sampled_from(
    ["inputSource", "mute", "pictureMode", "speakerSelect", "volume", "channelNum", "tint", "deviceName", "deviceId"]
)


@given(JSON | strategies.dictionaries(FIELDS, JSON) | strategies.lists(strategies.dictionaries(FIELDS, JSON)))
def test_nothing_raises_on_what_a_tv_tells(given: object) -> None:
    speakers = external_speakers(given)
    state = ControlState(speakers=speakers)
    for values in (tv_states(given, speakers), video_states(given), channel(given)):
        state = state.reading(values)
    for value in (state.source, state.channel, state.picture_mode, state.speaker):
        assert value is None or (value.isprintable() and 0 < len(value) <= 256)


@given(strategies.binary() | JSON.map(json.dumps).map(str.encode))
def test_no_answer_raises_anything_but_ours(body: bytes) -> None:
    try:
        given = result(body)
        token(given)
    except SamsungError:
        pass
