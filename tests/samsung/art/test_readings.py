"""What answers and news say, in the shapes that sets have sent."""

import json
from typing import Any

import pytest

from custom_components.parlor.samsung.art import readings
from custom_components.parlor.samsung.art.news import heard, mode_told
from custom_components.parlor.samsung.art.state import ArtState, Artwork, Choice, Level, Orientation, Slideshow
from custom_components.parlor.samsung.art.wire import ArtMessage

PHOTO = {
    "content_id": "MY_F0016", "category_id": "MY-C0002", "slideshow": "false", "matte_id": "modern_warm",
    "portrait_matte_id": "modern_polar", "width": 1920, "height": 1080, "image_date": "2024:07:11 04:08:44",
    "content_type": "mobile",
}  # fmt: skip
SETTINGS = [
    {"item": "brightness", "value": "25", "min": "0", "max": "50"},
    {"item": "color_temperature", "value": "2", "min": "0", "max": "4"},
    {"item": "motion_sensitivity", "value": "2", "min": "1", "max": "3"},
    {"item": "motion_timer", "value": "60", "valid_values": '["off","60","120","180","240"]'},
    {"item": "brightness_sensor_setting", "value": "off"},
]


def test_pictures() -> None:
    store = {"content_id": "SAM-S0001", "width": "many", "matte_id": ""}
    listed = json.dumps([PHOTO, store, {}, 7, {"content_id": ""}, {"content_id": 7}, PHOTO])
    photo = Artwork(
        content_id="MY_F0016", category_id="MY-C0002", matte_id="modern_warm", portrait_matte_id="modern_polar",
        width=1920, height=1080, taken_at="2024:07:11 04:08:44", content_type="mobile",
    )  # fmt: skip
    assert readings.artworks({"content_list": listed}) == (photo, Artwork(content_id="SAM-S0001"))
    assert photo.is_own and not Artwork(content_id="SAM-S0001").is_own


@pytest.mark.parametrize("listed", [None, "{", 7, {}, "null"])
def test_lists_that_are_none(listed: object) -> None:
    assert readings.artworks({"content_list": listed}) is None


@pytest.mark.parametrize("listed", ["", "[]", []])
def test_empty_lists(listed: object) -> None:
    assert readings.artworks({"content_list": listed}) == ()


@pytest.mark.parametrize("data", [SETTINGS, json.dumps(SETTINGS)])
def test_settings(data: object) -> None:
    assert readings.settings(ArtState(), {"data": data}) == ArtState(
        brightness=Level(value=25, least=0, most=50),
        color_temperature=Level(value=2, least=0, most=4),
        motion_sensitivity=Choice(value="2", options=("1", "2", "3")),
        motion_timer=Choice(value="60", options=("off", "60", "120", "180", "240")),
        brightness_sensor=False,
    )


def test_settings_without_ranges() -> None:
    data = [{"item": "brightness", "value": 12}, {"item": "motion_timer", "value": "always"}]
    state = readings.settings(ArtState(), {"data": data})
    assert state is not None and state.brightness == Level(value=12, least=0, most=12)
    assert state.motion_timer is not None and state.motion_timer.options[-1] == "always"
    assert state.color_temperature is None and state.brightness_sensor is None


@pytest.mark.parametrize(
    "item",
    [
        {"value": None}, {"value": True}, {"value": "x" * 9000}, {"value": 10**400}, {"value": "1", "min": 5, "max": 1},
        {"value": "1", "valid_values": "["}, {"value": "1", "min": 0, "max": 10**9}, {},
    ],
)  # fmt: skip
def test_settings_of_nonsense(item: dict[str, Any]) -> None:
    items = [{"item": name, **item} for name in ("brightness", "motion_timer", "brightness_sensor_setting")]
    state = readings.settings(ArtState(), {"data": [*items, 7, {"item": []}]})
    assert state is not None
    assert state.motion_timer is None or state.motion_timer.value in state.motion_timer.options
    assert state.brightness is None or state.brightness.least <= state.brightness.value <= state.brightness.most


@pytest.mark.parametrize("data", [None, "", 7, "{}"])
def test_no_settings(data: object) -> None:
    assert readings.settings(ArtState(), {"data": data}) is None


@pytest.mark.parametrize("types", ["matte_type_list", "matte_list"])
def test_mattes(types: str) -> None:
    fields = {
        types: '[{"matte_type":"none"},{"matte_type":"flexible"},{"matte_type":"modern"}]',
        "matte_color_list": '[{"color":"black","R":34,"G":34,"B":33},{"color":"polar"}]',
    }
    state = readings.mattes(ArtState(), fields)
    assert state is not None and state.matte_types == ("none", "flexible", "modern")
    assert state.mattes == ("none", "flexible_black", "flexible_polar", "modern_black", "modern_polar")
    assert state.mattes_for(3840, 2160) == state.mattes
    assert state.mattes_for(1600, 1200) == state.mattes_for(2160, 3840) == ("none", "flexible_black", "flexible_polar")
    assert ArtState().mattes == () == ArtState().mattes_for(1, 1)


@pytest.mark.parametrize(
    ("fields", "slideshow"),
    [
        ({"value": "off"}, Slideshow()),
        ({"value": "15", "type": "shuffleslideshow", "category_id": "MY-C0002"}, Slideshow(minutes=15, shuffle=True, category_id="MY-C0002")),
        ({"value": 3, "type": "slideshow"}, Slideshow(minutes=3)),
        ({"value": "0"}, Slideshow()),
        ({"value": "often"}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_slideshows(fields: dict[str, Any], slideshow: Slideshow | None) -> None:
    assert readings.slideshow(fields) == slideshow


KNOWN = Artwork(content_id="MY_F0001", category_id="MY-C0002", matte_id="none", width=3840, height=2160)


@pytest.mark.parametrize(
    ("event", "fields", "state"),
    [
        ("art_mode_changed", {"status": "on"}, {"mode": True}),
        ("artmode_status", {"value": "off"}, {"mode": False}),
        ("get_artmode_status", {"status": "on"}, {"mode": True}),
        ("art_mode_changed", {"status": 7}, {}),
        ("set_artmode_status", {"status": "on"}, {}),
        ("image_selected", {"content_id": "SAM-1", "is_shown": "Yes"}, {"current": Artwork(content_id="SAM-1")}),
        ("image_selected", {"content_id": "SAM-1", "is_shown": "No"}, {}),
        ("slideshow_image_changed", {"current_content_id": "SAM-1"}, {"current": Artwork(content_id="SAM-1")}),
        ("image_selected", {"content_id": "MY_F0001"}, {"current": KNOWN}),
        ("image_selected", {"content_id": 7}, {}),
        ("matte_changed", {"content_id": "MY_F0002", "matte_id": "x"}, {}),
        ("slideshow_changed", {"value": "3"}, {"slideshow": Slideshow(minutes=3)}),
        ("auto_rotation_changed", {"value": "off"}, {"slideshow": Slideshow()}),
        ("rotation_changed", {"current_rotation_status": 2}, {"rotation": Orientation.PORTRAIT}),
        ("rotation_changed", {"current_rotation_status": "1"}, {"rotation": Orientation.LANDSCAPE}),
        ("rotation_changed", {"current_rotation_status": 9}, {}),
        ("brightness_changed", {"value": 4}, {"brightness": Level(value=4, least=0, most=10)}),
        ("brightness_changed", {"value": 99}, {}),
        ("color_temperature_changed", {"value": 1}, {}),
        ("favorite_changed", {"content_id": "x", "status": "on"}, {}),
        ("anything", {"value": "on"}, {}),
    ],
)  # fmt: skip
def test_news(event: str, fields: dict[str, Any], state: dict[str, Any]) -> None:
    known: dict[str, Any] = {"current": KNOWN, "brightness": Level(value=5, least=0, most=10)}
    assert heard(ArtState(**known), ArtMessage(event, fields)) == ArtState(**(known | state))


def test_which_news_tells_the_mode() -> None:
    assert mode_told(ArtMessage("art_mode_changed", {"status": "off"})) is False
    assert mode_told(ArtMessage("set_brightness", {"value": "on"})) is None
