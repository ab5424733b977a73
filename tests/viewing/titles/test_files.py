"""Titles read from the names of files."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.parlor.viewing.observation import Medium
from custom_components.parlor.viewing.titles import is_file_name, title_of_file

FILMS = {
    "The.Matrix.1999.1080p.BluRay.x264-GRP.mkv": ("film:matrix", 1999),
    "Blade Runner 2049 (2017) [2160p].mkv": ("film:blade runner 2049", 2017),
    "2001.A.Space.Odyssey.1968.REMASTERED.mkv": ("film:2001 a space odyssey", 1968),
    "1917.2019.HDRip.XviD.avi": ("film:1917", 2019),
    "Das.Leben.der.Anderen.2006.German.DL.1080p.mkv": ("film:leben der anderen", 2006),
    "Amélie (2001).mp4": ("film:amelie", 2001),
    "기생충.2019.1080p.WEB-DL.mkv": ("film:기생충", 2019),
    "/media/films/Heat (1995)/Heat (1995) Bluray-1080p.mkv": ("film:heat", 1995),
    "C:\\Filme\\Lola rennt (1998).avi": ("film:lola rennt", 1998),
    "Alien%20%281979%29.mkv": ("film:alien", 1979),
    "se7en.1995.720p.mkv": ("film:se7en", 1995),
    "Dune.Part.Two.2024.2160p.UHD.BluRay.REMUX.HDR10.mkv": ("film:dune part 2", 2024),
}
EPISODES = {
    "Severance.S02E04.Woes.Hollow.2160p.WEB-DL.mkv": ("severance", 2, 4),
    "Breaking Bad - 1x01 - Pilot.avi": ("breaking bad", 1, 1),
    "The.Office.US.S05E14E15.720p.mkv": ("office", 5, 14),
    "Dark.S01E03.German.DL.1080p.mkv": ("dark", 1, 3),
    "[SubsPlease] Frieren - 12 (1080p) [ABCD].mkv": ("frieren", None, 12),
    "Tatort.S2023E05.mkv": ("tatort", 2023, 5),
    "/tv/The Wire/Season 03/The Wire - S03E11 - Middle Ground.mkv": ("wire", 3, 11),
    "severance.s01e09.strm": ("severance", 1, 9),
    "Mr.Robot.S04E13.eps4.13-series.finale.mkv": ("mr robot", 4, 13),
}


@pytest.mark.parametrize("name", FILMS)
def test_film(name: str) -> None:
    title = title_of_file(name)
    assert title is not None and (title.key, title.year) == FILMS[name]


@pytest.mark.parametrize("name", EPISODES)
def test_episode(name: str) -> None:
    title = title_of_file(name)
    series, season, number = EPISODES[name]
    assert title is not None and title.key.startswith(f"episode:{series}:")
    assert (title.season, title.episode) == (season, number)


def test_what_is_a_file_name() -> None:
    assert all(is_file_name(Medium(title=name)) for name in (*FILMS, *EPISODES))
    works = ("Heat", "Mr. Robot", "S.W.A.T.", "E.T. the Extra-Terrestrial", "Dr. No", "X-Men", "Lost", "Vol. 2")
    assert not any(is_file_name(Medium(title=name)) for name in works)
    assert not is_file_name(Medium(title="The.Matrix.1999.mkv", series="Films"))


def test_a_name_without_end_is_none() -> None:
    assert title_of_file("a.b-" * 5000 + ".mkv") is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_name_makes_a_title_or_none(name: str) -> None:
    title = title_of_file(name)
    assert title is None or title.name
