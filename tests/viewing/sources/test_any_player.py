"""Whatever an integration puts into the attributes of a media player, an observation comes of it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.parlor.viewing.observation import App, Medium, Observation, Role, Status
from custom_components.parlor.viewing.sources import observe_state, source_of
from custom_components.parlor.viewing.sources.brands import BRANDS
from custom_components.parlor.viewing.sources.plain import LONGEST, MOST_COUNT, MOST_TEXT

AT: Final = 1_764_262_800.0
NAMES: Final = [
    "media_title",
    "media_series_title",
    "media_season",
    "media_episode",
    "media_artist",
    "media_album_name",
    "media_album_artist",
    "media_content_id",
    "media_content_type",
    "media_duration",
    "media_position",
    "media_position_updated_at",
    "media_channel",
    "media_library_title",
    "app_id",
    "app_name",
    "source",
    "source_list",
    "entity_picture",
    "friendly_name",
    "username",
    "hdmi_input",
    "device_class",
    "unit_of_measurement",
    "game",
    "game_id",
]
STATES: Final = ("on", "off", "idle", "standby", "playing", "paused", "buffering", "unavailable", "unknown", "", "12.5")

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(["<b>Heat</b>", "A\x00B", "x" * 10_000, "\ud800", "2026-11-27T20:00:00", "S01", "-1", "1e400"])
    | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
attributes = st.dictionaries(st.sampled_from(NAMES), json_values, max_size=len(NAMES))


def observe(state: str, told: Mapping[str, object], brand: str = "", role: Role = Role.SCREEN) -> Observation:
    """Return what a media player says."""
    source = source_of("media_player.box", brand, told, role)
    return observe_state(source, state, told, AT)


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(["", *BRANDS]),
    st.sampled_from(STATES) | st.text(max_size=20),
    attributes,
    st.sampled_from(["media_player.box", "sensor.box", "switch.box", "binary_sensor.box", "remote.box"]),
    st.sampled_from(list(Role)),
)
def test_nothing_that_is_told_breaks_it(
    brand: str, state: str, told: Mapping[str, object], entity_id: str, role: Role
) -> None:
    """Every observation is bounded, finite and of its source, whatever the attributes hold."""
    source = source_of(entity_id, brand, told, role)
    seen = observe_state(source, state, told, AT)

    assert (seen.source, seen.at) == (source.id, AT)
    hash(seen)
    app = seen.app or App()
    for text in (seen.channel, seen.input, seen.person, app.name, app.id):
        assert text is None or is_plain(text)
    if seen.medium is not None:
        assert_is_sane(seen.medium)


def is_plain(text: str) -> bool:
    """Say whether a text can be shown and stored."""
    return bool(text) and len(text) <= MOST_TEXT and text.encode() != b"" and not any(ord(c) < 32 for c in text)


def assert_is_sane(medium: Medium) -> None:
    """Check that what is played is told in real numbers and plain words."""
    for text in (medium.title, medium.series, medium.artist, medium.album):
        assert text is None or is_plain(text)
    for length in (medium.duration, medium.position):
        assert length is None or 0 <= length <= LONGEST
    for number in (medium.season, medium.episode):
        assert number is None or 0 <= number <= MOST_COUNT
    assert (medium.position is None) == (medium.position_at is None)
    assert medium.position_at is None or 0 < medium.position_at <= AT + 5


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("off", Status.OFF),
        ("standby", Status.OFF),
        ("on", Status.ON),
        ("idle", Status.IDLE),
        ("playing", Status.PLAYING),
        ("paused", Status.PAUSED),
        ("buffering", Status.BUFFERING),
        ("unavailable", Status.UNKNOWN),
        ("unknown", Status.UNKNOWN),
        ("jumping", Status.UNKNOWN),
    ],
)
def test_states_are_what_home_assistant_calls_them(state: str, status: Status) -> None:
    """A player that is unavailable is not off: nothing is known of it."""
    assert observe(state, {}).status is status


@pytest.mark.parametrize(
    ("told", "position_at"),
    [
        (datetime.fromtimestamp(AT - 60, UTC), AT - 60),
        (datetime.fromtimestamp(AT - 60, UTC).isoformat(), AT - 60),
        (AT - 60, AT - 60),
        ("2031-01-01T00:00:00+00:00", AT),
        ("0001-01-01T00:00:00Z", AT),
        ("yesterday", AT),
        (None, AT),
    ],
)
def test_a_position_was_right_when_it_is_said_to_have_been(told: object, position_at: float) -> None:
    """A time that cannot be is taken for the time of the state."""
    said = {"media_title": "Heat", "media_position": 61, "media_position_updated_at": told}
    medium = observe("playing", said).medium
    assert medium is not None
    assert (medium.position, medium.position_at) == (61, position_at)


@pytest.mark.parametrize(
    ("told", "season"),
    [(1, 1), ("1", 1), ("S01", 1), ("Staffel 2", 2), (0, 0), (-1, None), ("-1", None), ("None", None), (1.5, None)],
)
def test_seasons_come_as_words_and_numbers(told: object, season: int | None) -> None:
    """Kodi says -1 for none, Apple TV writes numbers as words."""
    medium = observe("playing", {"media_title": "Pilot", "media_season": told}).medium
    assert medium is not None
    assert medium.season == season


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("<b>Heat</b> &amp; Dust", "Heat & Dust"),
        ("Heat\r\n\x07", "Heat"),
        ("I <3 You", "I <3 You"),
        ("  \u3000기생충\u3000 ", "기생충"),
        ("None", None),
        ("HDMI 2", None),
        ("Netflix", None),
        ("com.netflix.ninja", None),
        ("Living Room TV", None),
    ],
)
def test_a_title_is_the_name_of_a_work(said: str, title: str | None) -> None:
    """The name of the app, of an input or of the device is none, and markup is no part of one."""
    told = {"media_title": said, "app_id": "com.netflix.ninja", "friendly_name": "Living Room TV", "media_duration": 60}
    medium = observe("playing", told).medium
    assert medium is not None
    assert medium.title == title
