"""Titles made of what players tell."""

from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.parlor.viewing.observation import App, Medium, Use
from custom_components.parlor.viewing.title import TitleKind
from custom_components.parlor.viewing.titles import is_ad, title_of

YOUTUBE = App(id="com.google.android.youtube.tv", name="YouTube")
NETFLIX = App(id="com.netflix.ninja", name="Netflix")
STEAM = App(name="Steam", use=Use.GAMES)

# What a player tells -> the key and the name of the work.
WORKS: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"title": "Heat (1995)", "content_type": "movie"}, "film:heat", "Heat"),
    ({"title": "Heat", "content_type": "movie", "year": 1995}, "film:heat", "Heat"),
    ({"title": "The Godfather", "content_type": "movie"}, "film:godfather", "The Godfather"),
    ({"title": "Das Boot (Director's Cut)", "content_type": "movie"}, "film:boot", "Das Boot (Director's Cut)"),
    ({"title": "Amélie", "content_type": "movie"}, "film:amelie", "Amélie"),
    ({"title": "기생충", "content_type": "movie"}, "film:기생충", "기생충"),
    ({"title": "Fast & Furious", "content_type": "movie"}, "film:fast and furious", "Fast & Furious"),
    ({"title": "1917", "content_type": "movie"}, "film:1917", "1917"),
    ({"title": "2001: A Space Odyssey", "content_type": "movie"}, "film:2001 a space odyssey", "2001: A Space Odyssey"),
    ({"title": "Woe's Hollow", "series": "Severance", "season": 2, "episode": 4}, "episode:severance:s02e04", "Woe's Hollow"),
    ({"title": "Severance - S02E04 - Woe's Hollow", "content_type": "tvshow"}, "episode:severance:s02e04", "Woe's Hollow"),
    ({"title": "Severance S2:E4", "content_type": "video"}, "episode:severance:s02e04", "Severance S02E04"),
    ({"title": "Severance 2x04 Woe's Hollow"}, "episode:severance:s02e04", "Woe's Hollow"),
    ({"title": "Severance: Season 2, Episode 4"}, "episode:severance:s02e04", "Severance S02E04"),
    ({"title": "Severance – Season 2 Episode 4 – Woe's Hollow"}, "episode:severance:s02e04", "Woe's Hollow"),
    ({"title": "S02E04 - Woe's Hollow", "series": "Severance"}, "episode:severance:s02e04", "Woe's Hollow"),
    ({"title": "Dark - Staffel 1 Folge 3 - Gestern und heute"}, "episode:dark:s01e03", "Gestern und heute"),
    ({"title": "Dark (S1/F3)", "content_type": "tvshow", "series": "Dark", "season": 1, "episode": 3}, "episode:dark:s01e03", "Dark S01E03"),
    ({"title": "오징어 게임 시즌 2 4화"}, "episode:오징어 게임:s02e04", "오징어 게임 S02E04"),
    *(({"title": name, "series": "Severance", "season": 2, "episode": 4}, "episode:severance:s02e04", "Severance S02E04") for name in ("S02E04", "s2e4", "2x04", "Episode 4", "E04", "#4", "4")),
    ({"title": "S02E04", "series": "Severance"}, "episode:severance:s02e04", "Severance S02E04"),
    ({"title": "Folge 13", "series": "Dark", "season": 2, "episode": 4}, "episode:dark:s02e04", "Folge 13"),
    ({"title": "제4회", "series": "미스터 션샤인"}, "episode:미스터 션샤인:s01e04", "제4회"),
    ({"title": "Pilot", "series": "Lost"}, "episode:lost:pilot", "Pilot"),
    ({"series": "Lost"}, "series:lost", "Lost"),
    ({"title": "Lost: Pilot", "series": "Lost", "season": 1, "episode": 1}, "episode:lost:s01e01", "Pilot"),
    ({"title": "So What", "artist": "Miles Davis", "content_type": "music"}, "music:miles davis:so what", "So What"),
    ({"title": "Halo Infinite", "content_type": "game"}, "game:halo infinite", "Halo Infinite"),
)  # fmt: skip


@pytest.mark.parametrize(("told", "key", "name"), WORKS)
def test_work(told: dict[str, Any], key: str, name: str) -> None:
    title = title_of(Medium(**told))
    assert title is not None and (title.key, title.name) == (key, name)


@pytest.mark.parametrize(
    ("told", "app", "channel", "kind"),
    [
        ({"title": "How to bake bread"}, YOUTUBE, None, TitleKind.CLIP),
        ({"title": "Tagesschau"}, None, "Das Erste", TitleKind.NEWS),
        ({"title": "heute journal"}, None, "ZDF", TitleKind.NEWS),
        ({"title": "KBS 뉴스 9"}, None, "KBS1", TitleKind.NEWS),
        ({"title": "Sportschau"}, None, "Das Erste", TitleKind.SPORT),
        ({"title": "Arsenal vs. Chelsea"}, None, "Sky", TitleKind.SPORT),
        ({"title": "프로야구 두산 : LG"}, None, "SPOTV", TitleKind.SPORT),
        ({"title": "Wer wird Millionär?"}, None, "RTL", TitleKind.LIVE),
        ({"title": "Tatort"}, None, "Das Erste", TitleKind.LIVE),
        ({"title": "Portal 2"}, STEAM, None, TitleKind.GAME),
        ({"title": "The Irishman"}, NETFLIX, None, TitleKind.UNKNOWN),
        ({"title": "The Irishman (2019)"}, NETFLIX, None, TitleKind.FILM),
        ({"title": "Newsroom", "content_type": "movie"}, None, None, TitleKind.FILM),
        ({"title": "Catch-22"}, None, None, TitleKind.UNKNOWN),
        ({"title": "Apollo 13", "content_type": "movie"}, None, None, TitleKind.FILM),
    ],
)
def test_kind(told: dict[str, Any], app: App | None, channel: str | None, kind: TitleKind) -> None:
    title = title_of(Medium(**told), app=app, channel=channel)
    assert title is not None and title.kind is kind


@pytest.mark.parametrize(
    ("told", "app", "channel"),
    [
        ({"title": "Netflix"}, NETFLIX, None),
        ({"title": "com.netflix.ninja"}, NETFLIX, None),
        ({"title": "ZDF"}, None, "ZDF"),
        *(
            ({"title": name}, None, None)
            for name in ("Home", "HDMI", "Now Playing", "", "—", "Unbekannt", "알 수 없음", "TV")
        ),
        *(({"title": name}, YOUTUBE, None) for name in ("Ad", "Advertisement", "Werbung", "광고", "Ad 1 of 2")),
        ({"title": "Sunset", "content_type": "image"}, None, None),
        ({}, None, None),
    ],
)
def test_no_work(told: dict[str, Any], app: App | None, channel: str | None) -> None:
    assert title_of(Medium(**told), app=app, channel=channel) is None


@pytest.mark.parametrize("name", ["Ad Astra", "Adam", "Addams Family", "Werbung oder Wahrheit", "The Commercial"])
def test_works_that_begin_like_ads(name: str) -> None:
    assert not is_ad(Medium(title=name))


@given(
    st.builds(
        Medium,
        title=st.none() | st.text(max_size=400),
        series=st.none() | st.text(max_size=60),
        season=st.none() | st.integers(0, 99),
        episode=st.none() | st.integers(0, 9999),
        artist=st.none() | st.text(max_size=20),
        content_type=st.none() | st.sampled_from(["movie", "tvshow", "music", "channel", "video", "game", "image", ""]),
        is_live=st.booleans(),
    ),
    st.none() | st.text(max_size=20),
)
def test_anything_makes_a_title_or_none(medium: Medium, channel: str | None) -> None:
    title = title_of(medium, channel=channel)
    if title is not None:
        assert title.name and title.key.partition(":")[0]
        assert title == title_of(medium, channel=channel)
