"""Frames of the art channel, built and read."""

import json
from typing import Any

import pytest

from custom_components.parlor.samsung.art.wire import (
    MAX_IMAGE,
    ArtMessage,
    binary_frame,
    parse_binary,
    parse_text,
    request_frame,
)
from custom_components.parlor.samsung.errors import (
    ArtworkUnknown,
    InvalidParameter,
    NotSupported,
    SamsungError,
    StorageFull,
    TVBusy,
    TVFailed,
)
from custom_components.parlor.samsung.frames import Connected, Malformed, Other


def message(*, as_text: bool = True, **fields: Any) -> str:
    return json.dumps({"event": "d2d_service_message", "data": json.dumps(fields) if as_text else fields})


def art(data: str) -> ArtMessage:
    parsed = parse_text(data)
    assert isinstance(parsed, ArtMessage)
    return parsed


def test_a_request() -> None:
    frame = json.loads(
        request_frame("select_image", "an-id", {"content_id": "MY_F0001", "category_id": None, "show": False})
    )
    assert frame["method"] == "ms.channel.emit"
    assert frame["params"]["event"] == "art_app_request" and frame["params"]["to"] == "host"
    assert json.loads(frame["params"]["data"]) == {
        "request": "select_image",
        "content_id": "MY_F0001",
        "show": False,
        "id": "an-id",
        "request_id": "an-id",
    }


@pytest.mark.parametrize("as_text", [True, False])
@pytest.mark.parametrize("key", ["id", "request_id"])
def test_an_answer_of_either_generation(key: str, as_text: bool) -> None:
    answer = art(message(event="artmode_status", value="on", as_text=as_text, **{key: "mine"}))
    assert answer.event == "artmode_status" and answer.answers("mine") and not answer.answers("other")
    assert answer.is_addressed and answer.error is None


def test_news_is_addressed_to_nobody() -> None:
    news = art(message(event="art_mode_changed", status="on"))
    assert not news.is_addressed and not news.answers("mine")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("-1", TVFailed), ("-4", ArtworkUnknown), ("-7", InvalidParameter), (-9, NotSupported), ("-10", TVBusy),
        ("-11", StorageFull), ("-99", TVFailed), ("nonsense", TVFailed), (None, TVFailed), ([], TVFailed),
    ],
)  # fmt: skip
def test_a_refusal(code: object, kind: type[SamsungError]) -> None:
    refusal = art(message(event="error", error_code=code, request_id="mine"))
    assert type(refusal.error) is kind and refusal.answers("mine")


@pytest.mark.parametrize("repeated", [{"id": "mine"}, {"request_id": "mine"}, '{"request":"x","id":"mine"}'])
def test_a_refusal_that_repeats_the_request(repeated: object) -> None:
    assert art(message(event="error", error_code="-1", request_data=repeated)).answers("mine")


@pytest.mark.parametrize("repeated", [None, 7, "{", "[]", '["mine"]', {"id": {}}])
def test_a_refusal_of_nothing_in_particular(repeated: object) -> None:
    assert not art(message(event="error", error_code="-1", request_data=repeated)).answers("mine")


@pytest.mark.parametrize(
    ("data", "parsed"),
    [
        ('{"event":"ms.channel.connect","data":{"id":"1","clients":[]}}', Connected()),
        ('{"event":"ms.channel.ready","data":{}}', Other("ms.channel.ready")),
        ("", Malformed()),
        ("[" * 100_000, Malformed()),
        ("7", Malformed()),
        ('{"event":"d2d_service_message"}', Malformed()),
        ('{"event":"d2d_service_message","data":"{"}', Malformed()),
        ('{"event":"d2d_service_message","data":"[]"}', Malformed()),
        ('{"event":"d2d_service_message","data":{"event":7}}', Malformed()),
        ('{"event":"d2d_service_message","data":null}', Malformed()),
    ],
)
def test_other_frames(data: str, parsed: object) -> None:
    assert parse_text(data) == parsed


def test_a_picture_in_a_frame() -> None:
    frame = binary_frame(message(event="thumbnail", id="mine"), b"\xff\xd8picture")
    told = parse_binary(frame)
    assert told is not None and told.image == b"\xff\xd8picture" and told.answers("mine")


@pytest.mark.parametrize(
    "frame",
    [
        b"", b"\x00", b"\x00\x00", b"\xff\xff{}", b"\x00\x02{}", b"\x00\x02\xff\xfe",
        binary_frame('{"event":"ms.channel.ready"}', b"x"),
        binary_frame(message(event="thumbnail"), b"x" * (MAX_IMAGE + 1)),
    ],
)  # fmt: skip
def test_binary_frames_that_are_none(frame: bytes) -> None:
    assert parse_binary(frame) is None
