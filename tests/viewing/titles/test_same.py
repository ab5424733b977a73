"""Whether two titles are one work."""

import pytest

from custom_components.parlor.viewing.observation import Medium
from custom_components.parlor.viewing.title import Title, TitleKind
from custom_components.parlor.viewing.titles import same_work, title_of, title_of_file


def made(title: str | None = None, *, channel: str | None = None, **told: object) -> Title:
    found = title_of(Medium(title=title, **told), channel=channel)  # type: ignore[arg-type]  # told as players do
    assert found is not None
    return found


def episode(title: str | None, season: int | None, number: int | None) -> Title:
    return made(title, series="Severance", season=season, episode=number)


SAME = (
    (made("Heat (1995)", content_type="movie"), made("Heat", content_type="movie")),
    (made("Heat (1995)", content_type="movie"), made("Heat (1996)", content_type="movie")),
    (made("Heat", content_type="movie"), made("Heat")),
    (made("The Matrix", content_type="movie"), made("MATRIX, THE".title()[:6], content_type="movie")),
    (episode("Woe's Hollow", 2, 4), episode(None, 2, 4)),
    (episode("Woe's Hollow", 2, 4), episode("Woes Hollow", None, None)),
    (episode("Pilot", 1, 1), made("Severance - S01E01")),
    (episode("Woe's Hollow", 2, 4), made("Woe's Hollow")),
    (made("Tagesschau", channel="Das Erste"), made("tagesschau", channel="Das Erste")),
    (made("The Matrix", content_type="movie"), title_of_file("The.Matrix.1999.1080p.BluRay.x264-GRP.mkv")),
    (episode("Woe's Hollow", 2, 4), title_of_file("Severance.S02E04.Woes.Hollow.2160p.WEB-DL.mkv")),
)
SAME += ((made("Dune: Part Two", content_type="movie"), title_of_file("Dune.Part.Two.2024.2160p.mkv")),)  # type: ignore[assignment]
OTHER = (
    (made("Dune (1984)", content_type="movie"), made("Dune (2021)", content_type="movie")),
    (made("Heat", content_type="movie"), made("Heat", series="Heat")),
    (episode("Woe's Hollow", 2, 4), episode("Woe's Hollow", 2, 5)),
    (episode(None, 1, 4), episode(None, 2, 4)),
    (episode("Pilot", None, None), made("Pilot", series="Lost")),
    (episode("Severance", None, None), made("Severance")),
    (made("Tagesschau", channel="Das Erste"), made("Tagesschau", channel="tagesschau24")),
    (made("So What", artist="Miles Davis", content_type="music"), made("So What", artist="P!nk", content_type="music")),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same(one: Title, other: Title) -> None:
    assert same_work(one, other) and same_work(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other(one: Title, other: Title) -> None:
    assert not same_work(one, other) and not same_work(other, one)


def test_ids_decide() -> None:
    one = Title(key="film:alien", kind=TitleKind.FILM, name="Alien", ids={"imdb": "tt0078748"})
    other = Title(key="film:alien das unheimliche wesen", kind=TitleKind.FILM, name="Alien", ids={"imdb": "tt0078748"})
    assert same_work(one, other)
    assert not same_work(one, Title(key="film:alien", kind=TitleKind.FILM, name="Alien", ids={"imdb": "tt1"}))
