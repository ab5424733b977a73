"""Which of the media that a player lists is the work that was asked for."""

import pytest

from custom_components.parlor.assistant.watched.library import Work, folders, number_in, pick
from homeassistant.components.media_player import BrowseMedia, MediaClass


def medium(title: str, media_class: str = MediaClass.EPISODE, *, can_expand: bool = False) -> BrowseMedia:
    """Return one medium of a list."""
    return BrowseMedia(
        media_class=media_class,
        media_content_id=title,
        media_content_type="x",
        title=title,
        can_play=True,
        can_expand=can_expand,
    )


def picked(titles: list[BrowseMedia], work: Work, *, is_inside: bool = False) -> str | None:
    """Return the title of what was picked."""
    found = pick(titles, work, is_inside=is_inside)
    return found.title if found else None


@pytest.mark.parametrize(
    ("title", "number"),
    [("Show - S01E04 - Name", (1, 4)), ("Show 2x05", (2, 5)), ("s1 e10", (1, 10)), ("Area 51", None), ("Name", None)],
)
def test_numbers_in_titles(title: str, number: tuple[int, int] | None) -> None:
    assert number_in(title) == number


def test_a_film_by_its_name_alone() -> None:
    films = [medium("Inception: The Cobol Job", MediaClass.MOVIE), medium("Inception (2010)", MediaClass.MOVIE)]
    assert picked(films, Work(name="inception")) == "Inception (2010)"
    assert picked(films[:1], Work(name="inception")) is None
    assert picked([medium("Inception", MediaClass.ALBUM)], Work(name="Inception")) is None


def test_an_episode_of_another_series_is_not_it() -> None:
    found = [medium("The Office Tour - S01E02 - x"), medium("The Office - S01E02 - Diversity Day")]
    assert picked(found, Work(name="The Office", number=(1, 2))) == "The Office - S01E02 - Diversity Day"
    assert picked(found, Work(name="The Office", number=(1, 3))) is None


def test_an_episode_by_its_name_or_by_the_one_before() -> None:
    names = [medium("Half Loop"), medium("In Perpetuity"), medium("The You You Are")]
    work = Work(name="Severance", number=(1, 3), episode="In Perpetuity")
    assert picked(names, work, is_inside=True) == "In Perpetuity"
    assert picked(names, Work(name="Severance", number=(1, 4), before="In Perpetuity"), is_inside=True) == (
        "The You You Are"
    )
    assert picked(names, Work(name="Severance", number=(1, 9), before="Unknown"), is_inside=True) is None
    assert picked(names, Work(name="Severance", number=(1, 9), before="The You You Are"), is_inside=True) is None


def test_folders_to_look_into() -> None:
    root = [medium(name, MediaClass.DIRECTORY, can_expand=True) for name in ("Films", "Severance", "Music")]
    work = Work(name="Severance", number=(2, 1))
    assert [(each.title, inside) for each, inside in folders(root, work, is_inside=False, is_deep=False)] == [
        ("Severance", True),
        ("Films", False),
        ("Music", False),
    ]
    assert [each.title for each, _ in folders(root, work, is_inside=False, is_deep=True)] == ["Severance"]
    seasons = [medium(name, MediaClass.SEASON, can_expand=True) for name in ("Season 1", "Season 2", "Specials")]
    assert [each.title for each, _ in folders(seasons, work, is_inside=True, is_deep=True)] == ["Season 2", "Specials"]
